"""The command `daybrief`. Thin: it reads arguments, calls what does the work, and prints.

Each command loads what it needs, for much of this takes a while.
"""

import gc
import io
import os
import sys
import time
from pathlib import Path
from typing import Literal

import click

from daybrief.commands.terminal import frames, leave, or_leave, paint, progress, say
from daybrief.engine.parallel import ended_by


def _named(context: click.Context, _: click.Parameter, given: Path | None) -> Path:
    """The configuration file: as a command is told, else as stands before the command, else mkdocs.yml here."""
    context.obj = given or context.obj or Path("mkdocs.yml")
    if context.parent and not context.obj.exists():
        raise click.UsageError(f"There is no {context.obj} here: name the site's with -f / --config-file.")
    return Path(context.obj)


_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_config_file = click.option(
    "-f", "--config-file", type=_FILE, callback=_named, help="The site's mkdocs.yml, if it is not in this folder."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@_config_file
@click.version_option(package_name="daybrief")
@click.pass_context
def main(context: click.Context, config_file: Path) -> None:
    """One structured YAML file a day becomes a searchable briefing site with feeds."""
    # Material tells of its end of life at every build: docs/dependencies.md does, once.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal or a pipe that does not know all letters
    # A closed terminal or a request to end is an end like any other.
    context.with_resource(ended_by(("SIGTERM", "SIGHUP"), lambda number: sys.exit(128 + number)))


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--wheel", type=_FILE, help="The file that Daybrief was installed from: what is installed is then held to hashes."
)
def init(folder: Path, wheel: Path | None) -> None:
    """Write a small site into DIR, to start from: an example day, registries, settings, workflows."""
    from daybrief.commands.init import init

    or_leave(lambda: init(folder, wheel))
    click.echo(f"{folder}/README.md says how to build it, and what to change first.")
    if wheel is None:
        click.echo(f"Put the wheel of Daybrief into {folder}/wheels/: `--wheel FILE` does, and holds all to hashes.")


@main.command("check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", help="How to tell.")
@_config_file
def check_command(config_file: Path, paths: tuple[Path, ...], form: Literal["text", "github", "json"]) -> None:
    """Tell every problem of the briefings, or of PATHS alone.

    Ends with 0 if all is well, with 1 for errors or warnings, with 2 if the command or mkdocs.yml was not understood.
    """
    from daybrief.commands.check import check, name_of
    from daybrief.output import report

    found = or_leave(lambda: check(config_file))
    problems = list(found.problems)
    if paths:
        wanted = [name_of(path, config_file, found.label) for path in paths]
        problems = [p for p in problems if any(Path(p.file).is_relative_to(path) for path in wanted)]
    if form == "github":
        click.echo(report.github(problems), nl=bool(problems))
    elif form == "json":
        click.echo(report.as_json(problems))
    else:
        if problems:
            click.echo(frames(problems, config_file) + "\n")
        click.echo(report.summary(problems, found.days))
    sys.exit(1 if any(problem.severity != "notice" for problem in problems) else 0)


@main.command("build")
@click.option("--strict/--no-strict", default=None, help="Take warnings for errors.")
@click.option("--clean", is_flag=True, help="Build everything, whatever is remembered of the last build.")
@click.option("--verify", is_flag=True, help="Build everything too, elsewhere, and compare all files.")
@click.option(
    "-d", "--site-dir", type=click.Path(path_type=Path), help="Where to build, instead of mkdocs.yml's site_dir."
)
@_config_file
def build_command(config_file: Path, strict: bool | None, clean: bool, verify: bool, site_dir: Path | None) -> None:
    """Build the site: what has changed since the last build, and no more."""
    from daybrief.commands.build import build

    options = {"strict": strict, "site_dir": str(site_dir.absolute()) if site_dir else None}
    given = {name: value for name, value in options.items() if value is not None}
    started = time.perf_counter()
    built = or_leave(lambda: build(config_file, given, clean=clean, progress=progress, say=say))
    if sys.stdout.isatty():
        click.echo(f"\r\x1b[K{built}, in {time.perf_counter() - started:.1f} s.")
    if verify:
        from daybrief.commands.verify import differences

        if differing := or_leave(lambda: differences(config_file, given)):
            listed = "".join(f"\n  {name}" for name in differing)
            raise click.ClickException(f"a clean build makes something else of:{listed}")


@main.command()
@click.option("-a", "--addr", metavar="HOST:PORT", help="Where to listen, instead of mkdocs.yml's dev_addr.")
@_config_file
def serve(config_file: Path, addr: str | None) -> None:
    """Show the site while you write, drafts too: each save is on the page a moment later.

    While something is wrong, the last good pages are shown, with what is wrong above them.
    """
    from daybrief.preview import loop

    loop.serve(config_file, addr, paint)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@_config_file
def show(config_file: Path, paths: tuple[Path, ...]) -> None:
    """Print the days in PATHS as plain HTML, as a feed carries them."""
    from daybrief.commands import project
    from daybrief.failures import TemplateFailed
    from daybrief.output import report
    from daybrief.pipeline.check import Unsound

    try:
        shown = or_leave(lambda: project.shown(config_file))
    except Unsound as unsound:
        click.echo(report.summary(unsound.errors, 0) + " `daybrief check` tells them.", err=True)
        sys.exit(1)
    archive = shown.content.archive
    for path in paths:
        name = Path(os.path.relpath(path.resolve(), archive.docs.resolve())).as_posix()
        if name not in archive.hashes:
            raise click.UsageError(f"{path} is no day of this site.")
        try:
            click.echo(project.day_html(shown, name))
        except TemplateFailed as error:
            raise click.ClickException(str(error)) from error


@main.command("ledger")
@click.option("--date", metavar="YYYY-MM-DD", help="A published day, instead of the newest.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to tell.")
@_config_file
def ledger_command(config_file: Path, date: str | None, form: Literal["text", "json"]) -> None:
    """Tell all that the ledger has of a day: how claims stand, the board, who holds what, forecasts, what changed.

    Ends with 1 if there are errors in the briefings, with 2 if there is no such day or mkdocs.yml was not understood.
    """
    from daybrief.commands.ledger import ledger
    from daybrief.output import report
    from daybrief.output.ledger.report import as_json
    from daybrief.output.ledger.text import text

    told = or_leave(lambda: ledger(config_file, date))
    if isinstance(told, list):
        click.echo(f"{frames(told, config_file)}\n\n{report.summary(told, 0)}", err=True)
        sys.exit(1)
    found, registry = told
    click.echo(as_json(found) if form == "json" else text(found, registry, paint), nl=False)


@main.command()
@click.argument("base")
@_config_file
def review(config_file: Path, base: str) -> None:
    """Print what has changed since the commit BASE: days as they will be read, for the summary of a pull request."""
    from daybrief.commands.review import review

    for part in or_leave(lambda: list(review(config_file, base))):
        click.echo(part, nl=False)


@main.command()
@_config_file
def schema(config_file: Path) -> None:
    """Write the JSON Schemas of days and registries into the briefings' folder."""
    from daybrief.commands.schema import write_schemas

    or_leave(lambda: write_schemas(config_file))


@main.command()
@_config_file
def upgrade(config_file: Path) -> None:
    """Rewrite the days and mkdocs.yml, which follow model 1, for model 2, and tell what an editor has to decide.

    Ends with 0 if nothing is left to decide, with 1 if something is, with 2 if mkdocs.yml was not understood.
    """
    from daybrief.commands.upgrade import upgrade
    from daybrief.output import report

    done = or_leave(lambda: upgrade(config_file))
    for name, places in done.changed.items():
        click.echo(f"{name}: {report.count(places, 'place')} changed")
    if done.problems:
        click.echo("\n" * bool(done.changed) + frames(done.problems, config_file) + "\n")
    left = f"; what is left: {report.summary(done.problems, 0)}"
    rest = left if done.problems else ", and nothing is left to decide."
    click.echo(f"{report.count(len(done.changed), 'file')} changed{rest}")
    sys.exit(1 if done.problems else 0)


@main.command()
def words() -> None:
    """Print all words of the pages, as a site may set them in a file of its own."""
    from daybrief.settings import TEMPLATES

    click.echo((TEMPLATES / "words/en.yml").read_bytes(), nl=False)  # in its own encoding, also into a file


def run() -> None:
    """The command as a program of its own."""
    gc.disable()  # `parallel_map` throws away what each item leaves; much would be looked through besides
    try:
        main()
    except SystemExit as end:
        if isinstance(end.code, int):
            leave(end.code)
        raise
    except OSError as error:  # what is told cannot be written, as on a full disk
        say(f"Error: {error.strerror or error}")
        leave(1)


if __name__ == "__main__":
    run()
