"""`daybrief build` and `check`: started from the last build; and nothing is done where nothing is different.

Whether anything is different is asked of the bytes of all files that a site is made of, before MkDocs is loaded.
"""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from daybrief.diagnostics import Diagnostic
from daybrief.engine import cache
from daybrief.engine.files import Seal, remove, standing
from daybrief.pipeline import inputs
from daybrief.pipeline.inputs import Inputs

if TYPE_CHECKING:  # all of the program, of which `unchanged` needs little
    from daybrief.content.archive import Archive
    from daybrief.pipeline.site import Edition
    from daybrief.plugin.plugin import DaybriefPlugin
    from daybrief.settings import Settings

TOLD, INPUTS, TEMPLATES = "told", "inputs", "templates"
"""Files of the cache folder: what a check told, what the last build was made from, and its compiled templates."""
Say = Callable[[str], None]


class Last(msgspec.Struct, frozen=True):
    """What the last build was made from and what it left, if it ended without a word."""

    site: str
    inputs: Inputs
    files: dict[str, Seal]


class Told(msgspec.Struct, frozen=True):
    """What a check found, and what it was made from."""

    label: str
    """How `docs_dir` is called in diagnostics."""
    inputs: Inputs
    days: int
    problems: tuple[Diagnostic, ...]


def unchanged(config_file: Path, options: Mapping[str, Any]) -> str:
    """The site's folder, if a build would leave every byte of it as it is; else nothing."""
    root = config_file.absolute().parent
    last = cache.load(cache.opened(root) / INPUTS, Last)
    same = last and last.inputs.digest == inputs.digest(config_file, options, last.inputs.paths)
    return last.site if last and same and _all_stand(last) else ""


def _all_stand(last: Last) -> bool:
    return len(standing(Path(last.site), last.files)) == len(last.files)


def build(
    config_file: Path,
    options: Mapping[str, Any],
    *,
    clean: bool,
    progress: Say = lambda step: None,
    say: Say = lambda words: None,
) -> str:
    """Build, from the last build if that is known for certain; returns what was built. Raises what MkDocs raises.

    `say` is told what a person at the terminal should know: that another build is waited for, or why all is built anew.
    """
    folder = cache.opened(config_file.absolute().parent)
    waiting = "Another build of this project is under way. This one begins when it has ended."
    with cache.locked(folder, lambda: say(waiting)), _without_collecting():
        if not clean and (found := unchanged(config_file, options)):
            return f"Nothing has changed in {found}"
        return _build_anew(config_file, options, folder, clean, progress, say)


def _build_anew(
    config_file: Path, options: Mapping[str, Any], folder: Path, clean: bool, progress: Say, say: Say
) -> str:
    from daybrief.pipeline import state
    from daybrief.plugin import mkdocs_build
    from daybrief.plugin.config import opaque

    root = config_file.absolute().parent
    remove(folder / INPUTS)
    around = [str(file) for file in inputs.configuration(config_file)]
    before = inputs.snapshot(root, around)
    config, plugin, settings = _loaded(config_file, options)
    docs, *others = _paths(root, settings, config)
    before |= inputs.snapshot(root, others)
    days_before = inputs.snapshot(root, [docs], follow=False)
    plugin.work, plugin.progress = folder, progress
    of_pages, of_files = opaque(config)
    if of_pages:
        say(f"Everything is built anew, as each time: {of_pages} may read what is not looked at here.")
    if clean:
        remove(folder / "search")
    else:
        plugin.checked = state.load_checked(folder)
        plugin.built = None if of_pages else state.load_built(folder, root, Path(config.site_dir))
    known = cache.load(folder / TEMPLATES, dict[str, bytes]) or {}
    plugin.compiled.kept |= known
    warnings = mkdocs_build.run_aloud(config)
    assert plugin.built is not None, "the build has ended"
    assert plugin.checked is not None, "and it began with this"
    built = msgspec.structs.replace(plugin.built, site=inputs.relative(root.resolve(), plugin.site or root))
    digest = inputs.digest(config_file, options, (docs, *others))
    undisturbed = inputs.snapshot(root, [*around, *others]) == before
    if not undisturbed:  # nobody knows which page has what of it
        built = msgspec.structs.replace(built, pages=msgspec.structs.replace(built.pages, printer={}))
    state.save_checked(folder, plugin.checked, plugin.checked.readings)
    cache.save(folder / state.BUILD, built)
    if plugin.compiled.kept != known:
        cache.save(folder / TEMPLATES, plugin.compiled.kept)
    unread = of_pages or of_files or inputs.unknown(config_file)
    if unread and not of_pages:
        say(f"Each build looks at everything: {of_files or '`INHERIT`'} may name files that are not looked at here.")
    if undisturbed and not warnings and not unread and inputs.snapshot(root, [docs], follow=False) == days_before:
        last = Last(str(plugin.site), Inputs((docs, *others), digest), built.pages.files)
        cache.save(folder / INPUTS, last)
    days, pages = len(plugin.press.edition.found.days), len(plugin.press.tasks)
    return f"Built {plugin.site}: {days} {'day' if days == 1 else 'days'}, {pages} pages"


def build_once(config_file: Path, options: Mapping[str, Any], folder: Path, work: Path) -> Path:
    """Build from nothing into a folder, and remember nothing; returns the folder that `options` are about.

    `work` is a folder for what a build needs besides the site's.
    """
    from daybrief.plugin import mkdocs_build

    site = Path(_loaded(config_file, options)[0].site_dir).resolve()
    config, plugin, _ = _loaded(config_file, {**options, "site_dir": str(folder)})
    plugin.work = work
    mkdocs_build.run_aloud(config)
    return site


def check(config_file: Path) -> Told:
    """Every problem of the briefings and words. Raises what MkDocs raises for mkdocs.yml."""
    root = config_file.absolute().parent
    folder = cache.opened(root)
    last = cache.load(folder / TOLD, Told)
    if last and last.inputs.digest == inputs.digest(config_file, {}, last.inputs.paths):
        return last

    from daybrief.output import templates
    from daybrief.output.template_files import Compiled
    from daybrief.pipeline import site, state

    around = [str(file) for file in inputs.configuration(config_file)]
    before = inputs.snapshot(root, around)
    config, _, settings = _loaded(config_file, {})
    docs, *others = _paths(root, settings, config)
    paths = (docs, *others)
    before |= inputs.snapshot(root, others) | inputs.snapshot(root, [docs], follow=False)
    last_checked = state.load_checked(folder)
    archive, problems, checked = site.read(settings, last_checked)
    words, unspoken = site.speak(settings)
    compiled = Compiled()
    compiled.kept |= cache.load(folder / TEMPLATES, dict[str, bytes]) or {}
    problems += [*unspoken, *(templates.problems(settings, words, compiled) if words else ())]
    digest = inputs.digest(config_file, {}, paths)
    told = Told(settings.label, Inputs(paths, digest), len(archive.paths), tuple(sorted(problems)))
    old = last_checked.readings if last_checked else {}
    with suppress(OSError), cache.locked(folder) as held:  # what cannot be remembered is read again the next time
        if held:
            # The next build will ask what was read when the last one was made.
            built = state.load_built(folder, root)
            wanted = {*built.found.days.values()} if built and built.found else set[bytes]()
            kept = {key: one for key, one in old.items() if key in wanted}
            state.save_checked(folder, checked, kept | checked.readings)
            now = inputs.snapshot(root, [*around, *others]) | inputs.snapshot(root, [docs], follow=False)
            if now == before and not inputs.unknown(config_file):
                cache.save(folder / TOLD, told)
    return told


def edition(config_file: Path) -> "tuple[Edition | None, Archive, list[Diagnostic]]":
    """What a preview publishes, with drafts, started from what is remembered; None where there are errors."""
    from daybrief.output import templates
    from daybrief.pipeline import site, state

    root = config_file.absolute().parent
    folder = cache.opened(root)
    _, _, settings = _loaded(config_file, {})
    last, built = state.load_checked(folder), state.load_built(folder, root)
    archive, problems, _ = site.read(settings, last)
    language, unspoken = site.speak(settings)
    unsound = templates.problems(settings, language) if language else []
    errors = [problem for problem in (*unspoken, *problems, *unsound) if problem.severity == "error"]
    if errors or language is None:
        return None, archive, errors
    old, readings = (built.found if built else None), (last.readings if last else None)
    return site.compose(settings, archive, language, drafts=True, old=old, readings=readings), archive, []


def _loaded(config_file: Path, options: Mapping[str, Any]) -> "tuple[Any, DaybriefPlugin, Settings]":
    from daybrief.plugin.config import settings_of
    from daybrief.plugin.config_file import load
    from daybrief.plugin.plugin import DaybriefPlugin

    config = load(config_file, **options)
    settings = settings_of(config)  # says what is missing
    plugin = config.plugins["daybrief"]
    assert isinstance(plugin, DaybriefPlugin)
    plugin.forget()
    return config, plugin, settings


def _paths(root: Path, settings: "Settings", config: Any) -> tuple[str, ...]:
    """The files and folders that a site is made of, besides mkdocs.yml; the briefings first."""
    named = [root / name for name in (*config.hooks, *config.watch)]
    paths = (settings.docs, settings.templates, settings.words, settings.map, *named)
    return tuple(inputs.relative(root, path) for path in paths if path)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Without looking for garbage: little is thrown away in a build, and much would be looked through."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
