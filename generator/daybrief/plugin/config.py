"""What `mkdocs.yml` may set, and what it says for the rest of the program, which does not know MkDocs."""

import json
import os
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from daybrief import urls
from daybrief.content.assets import OF_SETTINGS, path_of
from daybrief.diagnostics import nearest
from daybrief.output import maps
from daybrief.output.messages import LANGUAGE
from daybrief.plugin import material_names, unsupported
from daybrief.plugin.config_file import Source
from daybrief.plugin.markdown import draws_diagrams, reads_files
from daybrief.plugin.other_plugins import left_out, pages_of
from daybrief.plugin.policy import DIRECTIVES, PROVIDERS
from daybrief.plugin.theme import SCRIPTS, STYLES, lay_over
from daybrief.settings import HUES, Settings
from daybrief.source import Mark
from daybrief.source.characters import stray_characters

SEARCH = ("material/search", "search")
"""The plugins that switch the search on: Material's, and MkDocs' own."""
FEED_DAYS = range(1, 1001)
"""How many days a feed may hold."""
_ELSEWHERE = re.compile(r"/|[A-Za-z][\w.+-]*:").match
"""Tells what an entry of a nav that is no file begins with."""
_HERE = re.compile(r"https?://(localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\])[:/]").match
"""Tells an address that leads to the machine it is typed on."""
_ADDRESSES = ("site_url", "repo_url", "edit_uri", "edit_uri_template")
_TEXTS = (*_ADDRESSES, "site_name", "site_description", "site_author", "copyright", "docs_dir", "site_dir")


# MkDocs gives `__init_subclass__` no types.
class DaybriefConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's part of `mkdocs.yml`."""

    identity = option.Optional(option.Type(str))
    hues = option.DictOfItems(option.Choice(HUES), default={})
    feed_days = option.Type(int, default=30)
    words = option.Optional(option.File(exists=True))
    map = option.Optional(option.File(exists=True))
    policy = option.DictOfItems(option.ListOfItems(option.Type(str)), default={})


def settings_of(config: MkDocsConfig) -> Settings:
    """What `mkdocs.yml` says, for the rest of the program. Raises ConfigurationError for what cannot be built."""
    if "daybrief" not in config.plugins:
        raise ConfigurationError("Daybrief is not among the plugins: add `- daybrief` under `plugins:` in mkdocs.yml.")
    lay_over(config)
    source = Source(Path(config.config_file_path))
    own: Any = config.plugins["daybrief"].config
    if not config.use_directory_urls:
        message = "Daybrief's addresses are folders: leave `use_directory_urls` as it is"
        source.tell(message, "take the line away", "use_directory_urls")
    if "daybrief #2" in config.plugins:
        source.tell("`daybrief` is among the plugins twice", "keep one", "plugins")
    language = str(config.theme.get("language") or "en")
    _check_theme(config, language, source)
    _check_own(own, source)
    for name in _TEXTS:
        _check_text(config[name], source, name)
    for _, title, _ in _walk(config.nav):
        _check_text(title, source, "nav")
    for name in ("nav", "extra_css", "extra_javascript", "extra_templates"):
        if any(_halved(str(one)) for one, *_ in _walk(config[name]) if not isinstance(one, dict | list)):
            source.tell(f"`{name}` holds half of a letter", "type it again", name)
    for name in ("extra_css", "extra_templates"):
        if other := [one for one in config[name] if not isinstance(one, str)]:
            source.tell(f"`{name}` lists {other[0]!r}, which names no file", "write files' names", name)
    if not (config.site_name or "").strip():
        source.tell("`site_name` is empty", "write what the site is called", "site_name")
    _check_published(config, own, source)
    unsupported.tell(config, source)
    material_names.tell(config, source)
    source.leave()
    root = source.file.parent
    docs = Path(config.docs_dir)
    excluded = {*_matching(docs, config.exclude_docs), *left_out(config)}
    others = {*_matching(docs, option.PathSpec().validate("\n".join(pages_of(config))))} - excluded
    written = {*dict(nav_pages(config.nav)), *_matching(docs, config.not_in_nav, config.draft_docs)} | others
    generated = {urls.file(address) for address in urls.LISTS}
    complete = {*config.plugins} <= {"daybrief", *SEARCH}  # others may make pages
    named = _walk(config.nav) if complete else ()
    return Settings(
        docs=docs,
        label=posixpath.relpath(docs.as_posix(), root.as_posix()),
        pages=frozenset(written | excluded) - generated,
        overrides=Path(config.theme.custom_dir) if config.theme.custom_dir else None,
        words=Path(own.words) if own.words else None,
        map=Path(own.map) if own.map else None,
        name=config.site_name,
        description=config.site_description or "",
        url=config.site_url or "",
        language=language,
        identity=own.identity or config.site_name,
        hues=own.hues,
        feed_days=own.feed_days,
        written=frozenset(written) - generated,
        drafts=frozenset(_matching(docs, config.draft_docs)),
        assets={path: mark for one, mark in given(config, source) if (path := path_of(one, "", OF_SETTINGS))},
        complete=complete,
        diagrams=draws_diagrams(config),
        theme=tuple(map(Path, config.theme.dirs)),
        warnings=tuple(source.problems),
        root=root,
        file=source.file.name,
        marks={f"hues.{party}": source.mark("daybrief", "hues", party) for party in own.hues}
        | {"theme.language": source.mark("theme", "language")},
        nav={
            file: source.mark("nav", *way) for file, _, way in named if isinstance(file, str) and not _ELSEWHERE(file)
        },
    )


def widened(config: MkDocsConfig) -> dict[str, list[str]]:
    """What pages may use besides what every site's may: by what `policy` says, by whom the analytics are, and drawn."""
    own: Any = config.plugins["daybrief"].config
    provider = PROVIDERS.get(str((config.extra.get("analytics") or {}).get("provider")), {})
    drawn = {"style-src": ["'unsafe-inline'"]} if draws_diagrams(config) else {}  # Mermaid makes styles as it draws
    return {name: [*own.policy.get(name, ()), *provider.get(name, ()), *drawn.get(name, ())] for name in DIRECTIVES}


def given(config: MkDocsConfig, source: Source) -> Iterator[tuple[str, Mark]]:
    """What settings name as style sheets, scripts and pictures, here or elsewhere, and where."""
    for name in ("extra_css", "extra_javascript"):
        for number, one in enumerate(one for one in config[name] if one not in (*STYLES, *SCRIPTS)):
            yield str(one), source.mark(name, number)
    for name in ("logo", "favicon"):
        yield str(config.theme.get(name) or ""), source.mark("theme", name)


def nav_pages(nav: Any) -> list[tuple[str, str]]:
    """Every file that a nav of `mkdocs.yml` names, with the title it has there."""
    return [(below, title) for below, title, _ in _walk(nav) if isinstance(below, str)]


def _walk(nav: Any, title: Any = "", *way: str | int) -> Iterator[tuple[Any, Any, tuple[str | int, ...]]]:
    """A nav and all that is in it: sections and pages, with the title that each has there, and its place."""
    yield nav, title, way
    named = isinstance(nav, dict)
    for step, below in nav.items() if named else enumerate(nav) if isinstance(nav, list) else ():
        yield from _walk(below, step if named else "", *way, step)


def opaque(config: MkDocsConfig) -> tuple[str, str]:
    """What may read files that nobody can tell beforehand: for generated pages, and for hand-written ones alone."""
    pages = ["`hooks`"] if config.hooks else []
    pages += [f"the plugin `{name}`" for name in config.plugins if name not in ("daybrief", *SEARCH, *config.hooks)]
    written = [f"`{name}`" for name in config.markdown_extensions if reads_files(name, config)]
    return " and ".join(pages), " and ".join(written)


def _check_theme(config: MkDocsConfig, language: str, source: Source) -> None:
    name, dirs = config.theme.name, config.theme.dirs
    if name not in ("material", None):
        message, hint = f"Daybrief's pages stand in Material, and not in `{name}`", "write `name: material`"
        source.tell(
            message, f"{hint}; or `name: null`, and a `custom_dir` with a main.html of your own", "theme", "name"
        )
    elif not name and not any(Path(folder, "main.html").is_file() for folder in dirs):
        source.tell("without a theme, a site needs a main.html", "put one into `custom_dir`", "theme", "custom_dir")
    if not LANGUAGE.fullmatch(language):
        source.tell(f"`{language}` is no language", "write its tag, such as `en` or `pt-BR`", "theme", "language")
    elif config.theme.name == "material" and not any(
        Path(folder, f"partials/languages/{language}.html").is_file() for folder in config.theme.dirs
    ):
        message = f"Material does not know the language `{language}`"
        source.tell(message, "write a tag that it knows, such as `en` or `pt-BR`", "theme", "language")


def _check_own(own: Any, source: Source) -> None:
    """The plugin's settings, of which MkDocs has seen to the types."""
    for name in own.keys() - dict(DaybriefConfig._schema):
        hint = nearest(name, dict(DaybriefConfig._schema)) or "take the line away"
        source.tell(f"`{name}` does nothing: the plugin has no such setting", hint, "daybrief", name)
    if isinstance(own.feed_days, bool) or own.feed_days not in FEED_DAYS:
        message = f"`feed_days` is {str(own.feed_days).lower()}, and no number from {FEED_DAYS[0]} to {FEED_DAYS[-1]:,}"
        source.tell(message, "write how many days the feed holds, such as 30", "daybrief", "feed_days")
    _check_text(own.identity, source, "daybrief", "identity")
    if own.identity is not None and not own.identity.strip():
        source.tell("`identity` is empty", "write a word of the site's own", "daybrief", "identity")
    for name in own.policy.keys() - DIRECTIVES:
        hint = nearest(name, DIRECTIVES) or f"it has {', '.join(DIRECTIVES)}"
        source.tell(f"`policy` has no `{name}`", hint, "daybrief", "policy", name)
    if own.map:
        try:
            maps.load(Path(own.map))
        except ValueError as error:
            source.tell(f"`map`: {error}", "maps/README.md says how one is made", "daybrief", "map")


def _check_published(config: MkDocsConfig, own: Any, source: Source) -> None:
    """What a site needs as soon as others read it."""
    if own.identity is None:
        message = (
            "`identity` is not set: feeds know the site by its name, and with another name readers get all items again"
        )
        hint = f"write `identity: {json.dumps(config.site_name, ensure_ascii=False)}`, and never change it"
        source.warn("missing-setting", message, hint, "daybrief")
    if not config.site_url:
        message, hint = (
            "`site_url` is not set: the feed and the sitemap lead nowhere",
            "write where the site is published",
        )
        source.warn("missing-setting", message, f"{hint}, such as `site_url: https://a.example/`", "site_url")
    elif _HERE(config.site_url) and os.environ.get("CI", "").lower() in ("true", "1"):
        message = (
            f"`site_url` is {config.site_url}, and this is no build at home: the feed and the sitemap lead nowhere"
        )
        hint = "write where the site is published, or set the variable that `site_url` takes it from"
        source.warn("missing-setting", message, hint, "site_url")


def _halved(text: str) -> bool:
    """Whether a text has half of a letter, as an escape in quotes can make one: no file can be called so."""
    return any("\ud800" <= letter <= "\udfff" for letter in text)


def _check_text(value: Any, source: Source, *path: str) -> None:
    text = "" if value is None else str(value)  # MkDocs has a class of its own for a template
    if _halved(text):
        source.tell(f"`{path[-1]}` holds half of a letter", "type it again", *path)
        return
    try:
        urlsplit(text if path[0] in _ADDRESSES else "")
    except ValueError:
        source.tell(f"`{path[0]}` is no address", "copy the address again", *path)
    found = stray_characters(text, "")
    if found:
        source.tell(f"`{path[-1]}`: {found[0].message}", found[0].hint, *path)
    elif "\n" in text.strip() and path[0] != "copyright":
        source.tell(f"`{path[-1]}` is one line", "write it on one line", *path)


def _matching(docs: Path, *specs: Any) -> Iterator[str]:
    """The files in `docs` that one of some patterns of `mkdocs.yml` fits."""
    patterns = [spec for spec in specs if spec]
    names = (path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file()) if patterns else ()
    return (name for name in names if any(spec.match_file(name) for spec in patterns))
