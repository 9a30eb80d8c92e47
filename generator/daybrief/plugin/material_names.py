"""What a site names of Material's: icons, colours, and providers of analytics. Each must be there."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from daybrief.diagnostics import nearest, one_of
from daybrief.engine.files import regular
from daybrief.plugin.config_file import Source, walk

_SHADES = {
    *("red", "pink", "purple", "deep-purple", "indigo", "blue", "light-blue", "cyan", "teal", "green", "light-green"),
    *("lime", "yellow", "amber", "orange", "deep-orange", "custom"),
}
COLOURS = {
    "scheme": {"default", "slate"},
    "primary": {*_SHADES, "brown", "grey", "blue-grey", "black", "white"},
    "accent": {*_SHADES, "ink"},  # ours
}
"""What an entry of `theme.palette` may say; more, where a style sheet of the site's own knows it."""
_PALETTE = {*COLOURS, "media", "toggle"}
_PROVIDERS = "partials/integrations/analytics"
_ICONS = {
    *(("theme", "palette", "toggle", "icon"), ("extra", "social", "icon")),
    ("extra", "analytics", "feedback", "ratings", "icon"),
}
"""Where settings name an icon, besides in `theme.icon`; there may be lists on the way."""


def tell(config: MkDocsConfig, source: Source) -> None:
    """Note all that is not there, each at its place."""
    if config.theme.name != "material":
        return
    folders = [Path(folder) for folder in config.theme.dirs]
    for place, name in _icons(config):
        if not there(folders, f".icons/{name}.svg"):
            hint = nearest(name, _names(folders, ".icons", ".svg")) or "put its SVG into `.icons/` of your `custom_dir`"
            source.tell(f"no icon is called `{name}`", hint, *place)
    palette = walk(config.theme.get("palette"), "", "theme", "palette")
    options = ((one, place) for one, name, place in palette if isinstance(one, dict) and not name and len(place) <= 3)
    for option, place in options:  # there may be one, or a list of them
        for key in sorted({*map(str, option)} - _PALETTE):
            hint = nearest(key, _PALETTE) or "take the line away"
            source.warn("no-effect", f"`{key}` does nothing in a palette", hint, *place, key)
        for key, known in COLOURS.items():
            name = str(option.get(key, "custom")).replace(" ", "-")
            if name not in {*known, "custom"} and not _styled(name, config):
                listed = f"{one_of(sorted(known), 30)}; or give it colours in a file of `extra_css`"
                hint = nearest(name, known) or listed
                source.warn("no-effect", f"Material has no {key} `{option[key]}`", hint, *place, key)
    analytics: Any = config.extra.get("analytics")
    provider = analytics.get("provider") if isinstance(analytics, dict) else None
    if isinstance(provider, str) and not there(folders, f"{_PROVIDERS}/{provider}.html"):
        own = f"put `{_PROVIDERS}/{provider}.html` into your `custom_dir`"
        hint = nearest(provider, _names(folders, _PROVIDERS, ".html")) or own
        source.tell(f"no analytics are called `{provider}`", hint, "extra", "analytics", "provider")
    elif provider == "google" and not analytics.get("property"):
        hint = "write Google's id of the site, such as `G-…`"
        source.warn("no-effect", "`analytics` counts nothing: it has no `property`", hint, "extra", "analytics")


def _icons(config: MkDocsConfig) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """All icons that settings name."""
    theme = {name: config.theme.get(name) for name in ("icon", "palette")}
    extra = {name: config.extra.get(name) for name in ("social", "analytics")}
    for icon, name, place in walk({"theme": theme, "extra": extra}):
        way = tuple(step for step in place if isinstance(step, str))
        of_theme = way[:2] == ("theme", "icon") and way[2:-1] in ((), ("admonition",), ("tag",)) and len(way) > 2
        if isinstance(icon, str) and name and (of_theme or way in _ICONS):
            yield place, icon


def there(folders: Iterable[Path], name: str) -> bool:
    """Whether one of the folders of a theme has a file."""
    return any(os.path.isfile(folder / name) for folder in folders)  # noqa: PTH113 - a `Path` may raise


def _names(folders: list[Path], within: str, suffix: str) -> list[str]:
    found = ((folder / within, file) for folder in folders for file in (folder / within).rglob(f"*{suffix}"))
    return [file.relative_to(base).with_suffix("").as_posix() for base, file in found]


def _styled(name: str, config: MkDocsConfig) -> bool:
    """Whether a style sheet of the site's own knows a colour."""
    folders = [config.docs_dir, *([config.theme.custom_dir] if config.theme.custom_dir else [])]
    sheets = (Path(folder, sheet) for folder in folders for sheet in config.extra_css if isinstance(sheet, str))
    return any(name.encode() in sheet.read_bytes() for sheet in sheets if regular(sheet))
