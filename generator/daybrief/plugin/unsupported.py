"""What `mkdocs.yml` may say to MkDocs, Material and other plugins that does nothing here, or would break: as data."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from daybrief.diagnostics import nearest
from daybrief.plugin.config_file import Source, walk
from daybrief.plugin.theme import own_says

_INLINE = "it begins with an inline script, which the site's policy bars"
IDLE = {
    "charts": (_INLINE, "take it away, and show the chart as a picture"),
    "glightbox": (_INLINE, "take it away; a link around an image opens it"),
    "mermaid2": (
        "it has the reader's browser ask another host, which the site's policy bars",
        "take it away, put `mermaid.min.js` beside the pages, and name it in `extra_javascript`",
    ),
}
"""Plugins that do nothing here: why, and what to do instead."""
HARMFUL = {
    "encryptcontent": (
        "leaves its pages readable in the search index",
        "take it away, and keep what is secret out of the site",
    ),
    "i18n": (
        "builds a site once for each language, and a day is written in one",
        "make a site of each language, with a `language` of its own, and name the others in `extra.alternate`",
    ),
    "material/info": ("packs a project for a bug report, and ends the build", "take it away when the report is made"),
    "material/offline": (
        "makes files of addresses, and Daybrief's are folders",
        "take it away; `python3 -m http.server --directory site` shows a site without a network",
    ),
    "print-site": (
        "prints pages without what stands around them here, and ends the build",
        "take it away, or use `to-pdf`; either has hand-written pages alone",
    ),
}
"""Plugins that end the build, or are no good to a site: what each does. All others work on hand-written pages."""

FEATURES = {
    *("announce.dismiss", "header.autohide", "toc.follow", "toc.integrate"),
    *("content.action.edit", "content.action.view", "content.code.annotate", "content.code.copy"),
    *("content.code.select", "content.footnote.tooltips", "content.lazy", "content.tabs.link", "content.tooltips"),
    *("navigation.expand", "navigation.footer", "navigation.indexes", "navigation.instant"),
    *("navigation.instant.prefetch", "navigation.instant.preview", "navigation.instant.progress"),
    *("navigation.path", "navigation.prune", "navigation.sections", "navigation.tabs", "navigation.tabs.sticky"),
    *("navigation.top", "navigation.tracking", "search.highlight", "search.share", "search.suggest"),
}
"""What Material knows of `theme.features`."""
THEME = {
    *("name", "custom_dir", "static_templates"),  # MkDocs'
    *("direction", "favicon", "features", "font", "icon", "language", "logo", "palette"),
}
"""What Material knows of `theme`."""
EXTRA = {
    *("alternate", "analytics", "annotate", "consent", "generator", "homepage", "polyfills", "scope", "social"),
    *("status", "tags", "version"),
}
"""What Material knows of `extra`."""
SEARCH = ("lang", "separator", "pipeline")
"""What the plugin `search` may be told of an index that is not made here."""
OURS = ("daybrief", "material/")
"""How plugins are called that read no setting but those above."""

_AWAY = "take the line away"
_FONTS = (
    "put the font's files into the theme's `custom_dir`, name them in a file of `extra_css`, and write `font: false`"
)


def tell(config: MkDocsConfig, source: Source) -> None:
    """Note all of it, each at its place."""
    used = config.plugins.keys() & (IDLE.keys() | HARMFUL.keys())
    for name in (name for name in used if config.plugins[name].config.get("enabled", True)):
        called = name.rpartition("/")[2]
        what, hint = (IDLE | HARMFUL)[name]
        if name in IDLE:
            source.warn("no-effect", f"`{called}` does nothing here: {what}", hint, "plugins", called)
        else:
            source.tell(f"`{called}` {what}", hint, "plugins", called)
    for place, hint in _idle(config, source):
        source.warn("no-effect", f"`{'.'.join(place)}` does nothing here", hint, *place)
    if config.theme.name != "material":
        return
    theme: Any = source.document.data.get("theme")
    if isinstance(theme, dict) and str(theme.get("font", False)).lower() != "false":
        why = "the site asks no other host, and that is where Material has fonts from"
        source.warn("no-effect", f"`theme.font` does nothing here: {why}", _FONTS, "theme", "font")
    for name, _, way in walk(config.theme.get("features") or [], "", "theme", "features"):
        if not isinstance(name, list) and str(name) not in FEATURES and not _asked(str(name), config):
            message, hint = f"Material has no feature `{name}`", nearest(str(name), FEATURES) or _AWAY
            source.warn("no-effect", message, hint, *way)


def _idle(config: MkDocsConfig, source: Source) -> Iterator[tuple[tuple[str, ...], str]]:
    """Settings that nobody reads, and what to do instead."""
    given = source.document.data
    for name in _unknown(given, {*dict(MkDocsConfig._schema), "INHERIT"}):
        yield (name,), nearest(name, dict(MkDocsConfig._schema)) or _AWAY
    for option in SEARCH:
        if source.way("plugins", "search", option) in source.document:
            yield ("plugins", "search", option), f"Pagefind makes the index: {_AWAY}"
    if config.hooks or config.theme.name != "material" or not all(name.startswith(OURS) for name in config.plugins):
        return  # others may read anything
    for place, known in (("theme", THEME), ("extra", EXTRA)):
        for name in _unknown(given.get(place), known):
            if not _asked(name, config):
                hint = "write `language`" if (place, name) == ("theme", "locale") else nearest(name, known) or _AWAY
                yield (place, name), hint


def _unknown(given: Any, known: Iterable[str]) -> list[str]:
    return sorted({*map(str, given)}.difference(known)) if isinstance(given, dict) else []


def _asked(name: str, config: MkDocsConfig) -> bool:
    """Whether a template or a script of the site's own names a setting, as one that asks for it does."""
    return own_says(rf"\b{re.escape(name)}\b".encode(), config)
