"""`daybrief build`: MkDocs' build, started from the last one; and nothing at all where nothing is different.

Whether anything is different is asked of the bytes of all files that a site is made of, before MkDocs is loaded.
"""

import gc
import gzip
import json
import logging
import os
import re
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import msgspec

from generator import memory
from generator.diagnostics import Diagnostic
from generator.seals import Seal, intact

if TYPE_CHECKING:  # all of the program, of which `unchanged` needs little
    from generator.archive import Reading
    from generator.site import Checked

CACHE = ".cache/daybrief"
"""Where builds are remembered, beside mkdocs.yml."""
READINGS, TOLD, BUILD, INPUTS, TEMPLATES = "readings", "told", "build", "inputs", "templates"
"""Files of the cache folder: what was read and checked, what was told of it, what was built, from what, and by what."""


class Inputs(msgspec.Struct, frozen=True):
    """What the last build was made from and what it left, if it ended without a word."""

    site: str
    paths: list[str]
    """The files and folders that a site is made of, besides mkdocs.yml."""
    digest: bytes
    files: dict[str, Seal]


def unchanged(config_file: Path, options: Mapping[str, Any]) -> str:
    """The site's folder, if a build would leave every byte of it as it is; else nothing."""
    inputs = memory.load(_cache(config_file) / INPUTS, Inputs)
    same = inputs and inputs.digest == _digest(config_file, options, inputs.paths)
    return inputs.site if inputs and same and intact(Path(inputs.site), inputs.files) else ""


def build(
    config_file: Path, options: Mapping[str, Any], *, clean: bool, progress: Callable[[str], None] = lambda step: None
) -> str:
    """Build, from the last build if that is known for certain; says what was built. Raises what MkDocs raises."""
    from generator.configuration import load, settings_of
    from generator.plugin import DaybriefPlugin
    from generator.press import PENDING, Built

    gc.disable()  # little is thrown away here, and much is looked through
    cache = _cache(config_file)
    (cache / INPUTS).unlink(missing_ok=True)
    config = load(config_file, **options)
    settings = settings_of(config)  # says what is missing
    plugin = config.plugins["daybrief"]
    assert isinstance(plugin, DaybriefPlugin)
    plugin.work, plugin.progress = cache, progress
    if not clean:
        plugin.checked = _load_checked(cache)
        built = memory.load(cache / BUILD, Built)
        there = built and built.site == config.site_dir and Path(built.site).is_dir()
        # Of a build that was ended before its time, it must be known what it may have left.
        known_for_certain = memory.load(cache / PENDING, list[str]) is not None or not (cache / PENDING).exists()
        plugin.built = built if there and known_for_certain else None
    known = memory.load(cache / TEMPLATES, dict[str, bytes]) or {}
    plugin.compiled.kept |= known
    warnings = _build(config, dirty=plugin.built is not None)
    assert plugin.built is not None, "the build has ended"
    assert plugin.checked is not None, "and it began with this"
    _save_checked(cache, plugin.checked, plugin.checked.readings)
    memory.save(cache / BUILD, plugin.built)
    if plugin.compiled.kept != known:
        memory.save(cache / TEMPLATES, plugin.compiled.kept)
    (cache / PENDING).unlink(missing_ok=True)
    if not warnings and not re.search(r"^(INHERIT|hooks):", config_file.read_text(encoding="utf-8"), re.M):
        paths = [str(path) for path in (settings.docs, settings.templates, settings.words, settings.map) if path]
        digest = _digest(config_file, options, paths)
        memory.save(cache / INPUTS, Inputs(config.site_dir, paths, digest, plugin.built.pages.files))
    days, pages = len(plugin.press.edition.found.days), len(plugin.press.tasks)
    return f"Built {config.site_dir}: {days} {'day' if days == 1 else 'days'}, {pages} pages"


class Told(msgspec.Struct, frozen=True):
    """What a check found, and what it was made from."""

    label: str
    """How `docs_dir` is called in diagnostics."""
    paths: list[str]
    digest: bytes
    days: int
    problems: tuple[Diagnostic, ...]


def check(config_file: Path) -> Told:
    """Every problem of the briefings and words. Raises what MkDocs raises for mkdocs.yml."""
    cache = _cache(config_file)
    last = memory.load(cache / TOLD, Told)
    if last and last.digest == _digest(config_file, {}, last.paths):
        return last

    from generator import site, templates
    from generator.configuration import load, settings_of
    from generator.press import Built
    from generator.render import Compiled

    settings = settings_of(load(config_file))
    last_checked = _load_checked(cache)
    archive, problems, checked = site.read(settings, last_checked)
    words, unspoken = site.speak(settings)
    compiled = Compiled()
    compiled.kept |= memory.load(cache / TEMPLATES, dict[str, bytes]) or {}
    problems += [*unspoken, *(templates.problems(settings, words, compiled) if words else ())]
    paths = [str(path) for path in (settings.docs, settings.templates, settings.words, settings.map) if path]
    digest = _digest(config_file, {}, paths)
    told = Told(settings.label, paths, digest, len(archive.paths), tuple(sorted(problems)))
    # The next build will ask what was read when the last one was made.
    built = memory.load(cache / BUILD, Built)
    wanted = {*built.found.days.values()} if built and built.found else set[bytes]()
    old = last_checked.readings if last_checked else {}
    _save_checked(cache, checked, {key: one for key, one in old.items() if key in wanted} | checked.readings)
    memory.save(cache / TOLD, told)
    return told


def verify(config_file: Path, options: Mapping[str, Any]) -> list[str]:
    """Build everything in a folder of its own; returns what is otherwise there than in the site.

    Pagefind writes the values of its filters in an order that changes, so that some files of an index have other names
    in each build: of an index, what it knows of each page is compared.
    """
    from generator.configuration import load
    from generator.press import Built

    built = memory.load(_cache(config_file) / BUILD, Built)
    assert built is not None, "a build has just ended"
    with TemporaryDirectory() as folder:
        _build(load(config_file, **{**options, "site_dir": folder}), dirty=False)
        one, other = dict(_contents(Path(built.site))), dict(_contents(Path(folder)))
    ours = {name for name in one if ":" in name or name in built.pages.files}
    return sorted(name for name in {*ours, *other} if one.get(name) != other.get(name))


def _contents(site: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a site, and under `FOLDER:ADDRESS` what an index knows of a page; all of it hashed."""
    for file in (file for file in site.rglob("*") if file.is_file()):
        name, data = file.relative_to(site).as_posix(), file.read_bytes()
        if file.suffix == ".pf_fragment":
            data = gzip.decompress(data)
            name = f"{file.parent.name}:{json.loads(data[data.index(b'{') :])['url']}"
        if file.suffix not in (".pf_index", ".pf_filter", ".pf_meta") and file.name != "pagefind-entry.json":
            yield name, blake2b(data).digest()


def _load_checked(cache: Path) -> "Checked | None":
    """What was read and checked; without the readings of a year whose file is damaged."""
    from generator.archive import Reading
    from generator.site import Checked

    checked = memory.load(cache / READINGS, Checked)
    if checked is None:
        return None
    readings: dict[bytes, Reading] = {}
    for file in sorted((cache / "days").glob("*")):
        if some := memory.load(file, dict[bytes, Reading]):
            readings |= some
        else:
            file.unlink()
    return msgspec.structs.replace(checked, readings=readings)


def _save_checked(cache: Path, checked: "Checked", readings: "Mapping[bytes, Reading]") -> None:
    """Readings are saved year by year: a closed year's file is left as it is."""
    years: dict[str, dict[bytes, Reading]] = {}
    for key in sorted(readings):
        years.setdefault(readings[key].date[:4] or "none", {})[key] = readings[key]
    for year, some in years.items():
        name, told = cache / "days" / year, b"".join(some)
        if checked.saved.get(year) != told or not name.is_file():
            memory.save(name, some)
    for file in (cache / "days").glob("*"):
        if file.name not in years:
            file.unlink()
    saved = {year: b"".join(some) for year, some in years.items()}
    memory.save(cache / READINGS, msgspec.structs.replace(checked, readings={}, saved=saved))


def _cache(config_file: Path) -> Path:
    return config_file.absolute().parent / CACHE


def _digest(config_file: Path, options: Mapping[str, Any], paths: list[str]) -> bytes:
    """A hash of all that decides a site's bytes: mkdocs.yml and the variables that it names, options, files."""
    text = config_file.read_bytes()
    named = {name.decode() for name in re.findall(rb"[A-Z][A-Z0-9_]+", text)} | {"SOURCE_DATE_EPOCH"}
    variables = sorted((name, os.environ[name]) for name in named if name in os.environ)
    told = repr((sorted(options.items()), variables)).encode()
    return blake2b(text + told + memory.digest_of(map(Path, paths)), digest_size=16).digest()


def _build(config: Any, *, dirty: bool) -> int:
    """MkDocs' build. Returns how many warnings it told."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.utils import CountHandler

    logger = logging.getLogger("mkdocs")
    handler, counter = logging.StreamHandler(), CountHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    handler.setLevel(logging.WARNING)
    counter.setLevel(logging.WARNING)
    logger.addHandler(handler)
    logger.addHandler(counter)
    config.plugins.on_startup(command="build", dirty=dirty)
    try:
        mkdocs_build(config, dirty=dirty)
    finally:
        config.plugins.on_shutdown()
        logger.removeHandler(handler)
        logger.removeHandler(counter)
    return sum(count for _, count in counter.get_counts())
