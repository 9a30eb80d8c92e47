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
    written = {*dict(nav_pages(config.nav)), *_matching(docs, config.not_in_nav, config.draft_docs)}
    generated = {urls.file(address) for address in urls.LISTS}
    return Settings(
        docs=docs,
        label=posixpath.relpath(docs.as_posix(), root.as_posix()),
        pages=frozenset({*written, *_matching(docs, config.exclude_docs)}) - generated,
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
        written=frozenset(written) - generated,
        root=root,
    )


def nav_pages(nav: Any, title: str = "") -> list[tuple[str, str]]:
    """Every file that a nav of `mkdocs.yml` names, with the title it has there."""
    if isinstance(nav, str):
        return [(nav, title)]
    children = nav.items() if isinstance(nav, dict) else (("", child) for child in nav or ())
    return [page for name, child in children for page in nav_pages(child, name)]


def _matching(docs: Path, *specs: Any) -> list[str]:
    """The files in `docs` that one of some patterns of `mkdocs.yml` fits."""
    patterns = [spec for spec in specs if spec]
    files = [path.relative_to(docs).as_posix() for path in docs.rglob("*") if patterns and path.is_file()]
    return [file for file in files if any(spec.match_file(file) for spec in patterns)]
