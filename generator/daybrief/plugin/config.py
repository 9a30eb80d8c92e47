"""What `mkdocs.yml` may set, and what it says for the rest of the program, which does not know MkDocs."""

import json
import os
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as option
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from daybrief import urls
from daybrief.content.assets import OF_SETTINGS, path_of
from daybrief.output.messages import LANGUAGE
from daybrief.plugin import material_names, unsupported
from daybrief.plugin.config_file import ADDRESSES, Source, check_text, halved, load, walk
from daybrief.plugin.markdown import draws_diagrams, reads_files
from daybrief.plugin.other_plugins import left_out, pages_of
from daybrief.plugin.own_settings import check_own
from daybrief.plugin.policy import DIRECTIVES, PROVIDERS
from daybrief.plugin.theme import SCRIPT, STYLE, lay_over
from daybrief.settings import Settings
from daybrief.source import Mark

SEARCH = ("material/search", "search")
"""The plugins that switch the search on: Material's, and MkDocs' own."""
_ELSEWHERE = re.compile(r"/|[A-Za-z][\w.+-]*:").match
"""Tells what an entry of a nav that is no file begins with."""
is_local = re.compile(r"https?://(localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\])[:/]").match
"""Tells an address that leads to the machine it is typed on."""
_TEXTS = (*ADDRESSES, "site_name", "site_description", "site_author", "copyright", "docs_dir", "site_dir")


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
    check_own(own, source)
    for name in _TEXTS:
        check_text(config[name], source, name)
    for _, title, _ in walk(config.nav):
        check_text(title, source, "nav")
    for name in ("nav", "extra_css", "extra_javascript", "extra_templates"):
        if any(halved(str(one)) for one, *_ in walk(config[name]) if not isinstance(one, dict | list)):
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
    named = walk(config.nav) if complete else ()
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
        responsible=(own.responsible or "").strip(),
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


def read_settings(file: Path) -> Settings:
    """What a `mkdocs.yml` says. Raises ConfigurationError for what cannot be read, or built."""
    return settings_of(load(file))


def widened(config: MkDocsConfig) -> dict[str, list[str]]:
    """What pages may use besides what every site's may: by what `policy` says, by whom the analytics are, and drawn."""
    own: Any = config.plugins["daybrief"].config
    provider = PROVIDERS.get(str((config.extra.get("analytics") or {}).get("provider")), {})
    drawn = {"style-src": ["'unsafe-inline'"]} if draws_diagrams(config) else {}  # Mermaid makes styles as it draws
    return {name: [*own.policy.get(name, ()), *provider.get(name, ()), *drawn.get(name, ())] for name in DIRECTIVES}


def given(config: MkDocsConfig, source: Source) -> Iterator[tuple[str, Mark]]:
    """What settings name as style sheets, scripts and pictures, here or elsewhere, and where."""
    for name in ("extra_css", "extra_javascript"):
        for number, one in enumerate(one for one in config[name] if one not in (STYLE, SCRIPT)):
            yield str(one), source.mark(name, number)
    for name in ("logo", "favicon"):
        yield str(config.theme.get(name) or ""), source.mark("theme", name)


def nav_pages(nav: Any) -> list[tuple[str, str]]:
    """Every file that a nav of `mkdocs.yml` names, with the title it has there."""
    return [(below, title) for below, title, _ in walk(nav) if isinstance(below, str)]


def opaque(config: MkDocsConfig) -> tuple[str, str]:
    """What may read files that nobody can tell beforehand: for generated pages, and for hand-written ones alone."""
    pages = ["`hooks`"] if config.hooks else []
    pages += [f"the plugin `{name}`" for name in config.plugins if name not in ("daybrief", *SEARCH, *config.hooks)]
    written = [f"`{name}`" for name in config.markdown_extensions if reads_files(name, config)]
    return " and ".join(pages), " and ".join(written)


def _check_theme(config: MkDocsConfig, language: str, source: Source) -> None:
    name, folders = config.theme.name, [Path(folder) for folder in config.theme.dirs]
    if name not in ("material", None):
        hint = "write `name: material`; or `name: null`, and a `custom_dir` with a main.html of your own"
        source.tell(f"Daybrief's pages stand in Material, and not in `{name}`", hint, "theme", "name")
    elif not name and not material_names.there(folders, "main.html"):
        source.tell("without a theme, a site needs a main.html", "put one into `custom_dir`", "theme", "custom_dir")
    if not LANGUAGE.fullmatch(language):
        source.tell(f"`{language}` is no language", "write its tag, such as `en` or `pt-BR`", "theme", "language")
    elif name == "material" and not material_names.there(folders, f"partials/languages/{language}.html"):
        message = f"Material does not know the language `{language}`"
        source.tell(message, "write a tag that it knows, such as `en` or `pt-BR`", "theme", "language")


def _check_published(config: MkDocsConfig, own: Any, source: Source) -> None:
    """What a site needs as soon as others read it."""
    if own.identity is None:
        why = "feeds know the site by its name, and with another name readers get all items again"
        hint = f"write `identity: {json.dumps(config.site_name, ensure_ascii=False)}`, and never change it"
        source.warn("missing-setting", f"`identity` is not set: {why}", hint, "daybrief")
    nowhere = "the feed and the sitemap lead nowhere"
    if not config.site_url:
        hint = "write where the site is published, such as `site_url: https://a.example/`"
        source.warn("missing-setting", f"`site_url` is not set: {nowhere}", hint, "site_url")
    elif is_local(config.site_url) and os.environ.get("CI", "").lower() in ("true", "1"):
        message = f"`site_url` is {config.site_url}, and this is no build at home: {nowhere}"
        hint = "write where the site is published, or set the variable that `site_url` takes it from"
        source.warn("missing-setting", message, hint, "site_url")


def _matching(docs: Path, *specs: Any) -> Iterator[str]:
    """The files in `docs` that one of some patterns of `mkdocs.yml` fits."""
    patterns = [spec for spec in specs if spec]
    names = (path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file()) if patterns else ()
    return (name for name in names if any(spec.match_file(name) for spec in patterns))
