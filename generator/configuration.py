"""What `mkdocs.yml` may set, and what it says for the rest of the program, which does not know MkDocs."""

import posixpath
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from generator import maps, urls
from generator.settings import HUES, Settings


# MkDocs gives `__init_subclass__` no types.
class DaybriefConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's part of `mkdocs.yml`."""

    identity = option.Optional(option.Type(str))
    hues = option.DictOfItems(option.Choice(HUES), default={})
    feed_days = option.Type(int, default=30)
    words = option.Optional(option.File(exists=True))
    map = option.Optional(option.File(exists=True))


def settings_of(config: MkDocsConfig) -> Settings:
    """What `mkdocs.yml` says, for the rest of the program. Raises ConfigurationError for what cannot be built."""
    if "daybrief" not in config.plugins:
        raise ConfigurationError("Daybrief is not among the plugins: add `- daybrief` under `plugins:` in mkdocs.yml.")
    own: Any = config.plugins["daybrief"].config
    if not config.use_directory_urls:
        raise ConfigurationError("Daybrief's addresses are folders: leave `use_directory_urls` as it is.")
    if not config.theme.custom_dir:
        raise ConfigurationError(
            "Daybrief needs its theme: set `theme: {name: material, custom_dir: templates/theme}`."
        )
    if own.map:
        try:
            maps.load(Path(own.map))
        except ValueError as error:
            raise ConfigurationError(f"`map`: {error}") from error
    root = Path(config.config_file_path).parent
    docs = Path(config.docs_dir)
    url = config.site_url or ""
    return Settings(
        docs=docs,
        label=posixpath.relpath(docs.as_posix(), root.as_posix()),
        pages=frozenset({*dict(nav_pages(config.nav)), *_named(config, docs)})
        - {urls.file(address) for address in urls.LISTS},
        templates=Path(config.theme.custom_dir).parent,
        words=Path(own.words) if own.words else None,
        map=Path(own.map) if own.map else None,
        name=config.site_name,
        description=config.site_description or "",
        url=url if not url or url.endswith("/") else url + "/",
        language=str(config.theme.get("language") or "en"),
        identity=own.identity or config.site_name,
        hues=own.hues,
        feed_days=own.feed_days,
    )


def nav_pages(nav: Any, title: str = "") -> list[tuple[str, str]]:
    """Every file that a nav of `mkdocs.yml` names, with the title it has there."""
    if isinstance(nav, str):
        return [(nav, title)]
    children = nav.items() if isinstance(nav, dict) else (("", child) for child in nav or ())
    return [page for name, child in children for page in nav_pages(child, name)]


_PURE = frozenset(
    [
        "abbr",
        "admonition",
        "attr_list",
        "codehilite",
        "def_list",
        "extra",
        "fenced_code",
        "footnotes",
        "legacy_attrs",
        "legacy_em",
        "md_in_html",
        "meta",
        "nl2br",
        "sane_lists",
        "smarty",
        "tables",
        "toc",
        "wikilinks",
    ]
)
"""Python-Markdown's own extensions: what they make follows from the page alone."""


def opaque(config: MkDocsConfig) -> tuple[str, str]:
    """What may read files that nobody can tell beforehand: for generated pages, and for hand-written ones alone."""
    pages = ["`hooks`"] if config.hooks else []
    pages += [f"the plugin `{name}`" for name in config.plugins if name != "daybrief"]
    extensions = (str(name).removeprefix("markdown.extensions.") for name in config.markdown_extensions)
    written = [f"`{name}`" for name in extensions if name not in _PURE]
    return " and ".join(pages), " and ".join(written)


def _named(config: MkDocsConfig, docs: Path) -> list[str]:
    """Every file that `mkdocs.yml` names outside of the nav: as not in it, or as not to be published."""
    patterns = [spec for spec in (config.not_in_nav, config.exclude_docs, config.draft_docs) if spec]
    files = [path.relative_to(docs).as_posix() for path in docs.rglob("*") if patterns and path.is_file()]
    return [file for file in files if any(spec.match_file(file) for spec in patterns)]
