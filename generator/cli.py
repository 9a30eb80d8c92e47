"""The command `daybrief`. Thin: it reads arguments, calls what does the work, and prints."""

import io
import logging
import os
import sys
import time
from pathlib import Path
from typing import Any

import click

from generator import report, schema, site
from generator.settings import Settings
from generator.views.day import DayView

COLOURS = {"error": "red", "warning": "yellow", "hint": "cyan", "place": "bright_white", "frame": "bright_black"}

STEPS = {"read": "Reading the briefings", "compose": "Making the pages", "index": "Making the search index"}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default="mkdocs.yml",
    help="The site's mkdocs.yml.",
)
@click.version_option(package_name="daybrief")
@click.pass_context
def main(context: click.Context, config_file: Path) -> None:
    """One structured YAML file a day becomes a searchable briefing site with feeds."""
    # Material tells of its end of life at every build: docs/dependencies.md does, once.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    context.obj = config_file


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", help="How to tell.")
@click.pass_obj
def check(config_file: Path, paths: tuple[Path, ...], form: report.Format) -> None:
    """Tell every problem of the briefings, or of PATHS alone.

    Ends with 0 if all is well, with 1 if there are problems, with 2 if the command or mkdocs.yml was not understood.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal or a pipe that does not know all letters
    settings, root = _settings(config_file)
    archive, problems = site.read(settings)
    problems += site.speak(settings)[1]
    if paths:
        wanted = [os.path.relpath(p.absolute() if p.is_symlink() else p.resolve(), root) for p in paths]
        if out := [p for p in wanted if not _within(p, settings.label) and not _within(settings.label, p)]:
            raise click.UsageError(f"{out[0]} is not in {settings.label}.")
        problems = [p for p in problems if any(_within(p.file, path) for path in wanted)]
    problems.sort()
    if form == "github":
        click.echo(report.github(problems), nl=bool(problems))
    elif form == "json":
        click.echo(report.as_json(problems))
    else:
        if problems:
            click.echo(report.text(problems, lambda name: site.lines(root, name), _paint) + "\n")
        click.echo(report.summary(problems, len(archive.days)))
    sys.exit(1 if problems else 0)


def _within(file: str, path: str) -> bool:
    return path == "." or file == path or file.startswith(path + os.sep)


def _paint(words: str, role: str) -> str:
    """Coloured words; `click.echo` takes the colours away where it does not write to a terminal."""
    return click.style(words, fg=COLOURS[role], bold=role in ("error", "place") or None)


@main.command()
@click.option("--strict/--no-strict", default=None, help="Take warnings for errors.")
@click.option(
    "-d", "--site-dir", type=click.Path(path_type=Path), help="Where to build, instead of mkdocs.yml's site_dir."
)
@click.pass_obj
def build(config_file: Path, strict: bool | None, site_dir: Path | None) -> None:
    """Build the site: `mkdocs build`, with progress and a summary for people."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from rich.console import Console

    from generator.plugin import settings_of

    started = time.perf_counter()
    options: dict[str, Any] = {"strict": strict, "site_dir": str(site_dir) if site_dir else None}
    config = load_config(str(config_file), **{name: value for name, value in options.items() if value is not None})
    settings_of(config)  # says what is missing
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logging.getLogger("mkdocs").addHandler(handler)
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    console = Console()
    plugin: Any = config.plugins["daybrief"]
    with console.status(STEPS["read"]) if console.is_terminal else _Quiet() as status:
        plugin.progress = lambda step: status.update(STEPS[step])
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
    if console.is_terminal:
        edition = plugin.edition
        seconds = time.perf_counter() - started
        days = f"{edition.days} {'day' if edition.days == 1 else 'days'}"
        console.print(
            f"Built {config.site_dir}: {days}, {len(edition.pages)} pages, in {seconds:.1f} s.",
            highlight=False,
            soft_wrap=True,
        )


class _Quiet:
    """The progress of a build that nobody watches."""

    def __enter__(self) -> "_Quiet":
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def update(self, step: str) -> None:
        pass


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.pass_obj
def show(config_file: Path, paths: tuple[Path, ...]) -> None:
    """Print the days in PATHS as plain HTML, as a feed carries them: for the summary of a pull request."""
    settings, _ = _settings(config_file)
    archive, problems = site.read(settings)
    language, unspoken = site.speak(settings)
    errors = [problem for problem in (*unspoken, *problems) if problem.severity == "error"]
    if errors or language is None:
        click.echo(report.summary(errors, 0) + " `daybrief check` tells them.", err=True)
        sys.exit(1)
    edition = site.compose(settings, archive, language, drafts=True)
    views = {page.source: page.view for page in edition.pages if isinstance(page.view, DayView)}
    for path in paths:
        name = os.path.relpath(path.resolve(), settings.docs.resolve())
        if name not in views:
            raise click.UsageError(f"{path} is no day of this site.")
        click.echo(edition.renderer.fragment("feeds/day.html", view=views[name], heading=True))


@main.command("schema")
@click.pass_obj
def write_schemas(config_file: Path) -> None:
    """Write the JSON Schemas of days and registries into the briefings' folder."""
    settings, _ = _settings(config_file)
    for name, text in schema.schemas().items():
        path = settings.docs / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _settings(config_file: Path) -> tuple[Settings, Path]:
    """What mkdocs.yml says, and the folder it stands in."""
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, ConfigurationError

    from generator.plugin import settings_of

    try:
        return settings_of(load_config(str(config_file))), config_file.resolve().parent
    except Abort:  # MkDocs has said why
        sys.exit(2)
    except ConfigurationError as error:
        click.echo(f"Error: {' '.join(str(error).split())}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
