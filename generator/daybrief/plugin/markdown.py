"""Markdown of hand-written pages: what Material's documentation recommends, wherever `mkdocs.yml` says nothing.

Left out is what reads other files (`pymdownx.snippets`) or needs a script from elsewhere (`pymdownx.arithmatex`).
"""

from collections.abc import Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

_NAMES = (
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.betterem"),
    *("pymdownx.caret", "pymdownx.details", "pymdownx.emoji", "pymdownx.highlight", "pymdownx.inlinehilite"),
    *("pymdownx.keys", "pymdownx.mark", "pymdownx.smartsymbols", "pymdownx.superfences", "pymdownx.tabbed"),
    *("pymdownx.tasklist", "pymdownx.tilde"),
)
_EXTRA = {"abbr", "attr_list", "def_list", "footnotes", "md_in_html", "tables"}
_WITHIN = {"extra": _EXTRA, "pymdownx.extra": {*_EXTRA, "pymdownx.betterem", "pymdownx.superfences"}}
"""Extensions that bring others."""
_BUILTIN = {"tables", "toc"}
"""Those of ours that MkDocs has on, whether or not `mkdocs.yml` names them."""
_UNSURE = {"pymdownx.b64", "pymdownx.snippets"}
"""Those of pymdownx that take other files into a page."""
_PURE = {
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes",
    "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc",
    "wikilinks",
}  # fmt: skip
"""Python-Markdown's own extensions: what they make follows from the page alone."""


def add_defaults(config: MkDocsConfig) -> None:
    """Switch on what `mkdocs.yml` does not name. What it names, with options or without, is as it says."""
    named = {_short(name) for name in config.markdown_extensions}
    named |= {name for bringing in named & _WITHIN.keys() for name in _WITHIN[bringing]}
    named -= _BUILTIN - {_short(name) for name in config.mdx_configs}
    for name in {*_NAMES} - named:
        config.mdx_configs[name] = {**_OPTIONS.get(name, {})}
    # Material's script draws diagrams, but fetches what it draws them with from elsewhere.
    if draws_diagrams(config) and "pymdownx.superfences" not in named:
        from pymdownx.superfences import fence_code_format  # loaded here, for a check needs none

        fence = {"name": "mermaid", "class": "mermaid", "format": fence_code_format}
        config.mdx_configs["pymdownx.superfences"] = {"custom_fences": [fence]}
    emoji = config.mdx_configs.get("pymdownx.emoji", {})
    if getattr(emoji.get("emoji_generator"), "__module__", "") == "material.extensions.emoji":
        emoji["emoji_generator"] = _icon  # as Material's documentation has it named; pictures of emoji are elsewhere
    # Behind what is named: `extra` has fences of its own, which those of `superfences` take the place of.
    config.markdown_extensions += [name for name in _NAMES if name not in {*named, *_BUILTIN}]


def reads_files(name: str, config: MkDocsConfig) -> bool:
    """Whether an extension may make something of files that are not looked at."""
    ours = _short(name) in _PURE or (_short(name).startswith("pymdownx.") and _short(name) not in _UNSURE)
    return not ours or "custom_icons" in str(config.mdx_configs.get(name))


def _short(name: str) -> str:
    return str(name).partition(":")[0].removeprefix("markdown.extensions.")


def draws_diagrams(config: MkDocsConfig) -> bool:
    """Whether the site has a script of its own that draws diagrams of `mermaid`."""
    return any("mermaid" in str(script) for script in config.extra_javascript)


class _Icons(dict[str, Any]):
    """Material's index of icons and emoji, which has 14,000 files, looked for when the first one is named."""

    def __missing__(self, key: str) -> Any:
        from material.extensions import emoji

        return emoji.twemoji({}, None)[key]  # which Material keeps


def _icon(
    index: str, shortname: str, alias: str, uc: str | None, alt: str, title: str, category: str, options: Any, md: Any
) -> Any:
    """An icon as Material draws it. An emoji is a letter: as a picture, Material has it from elsewhere."""
    from material.extensions import emoji

    if uc:
        return md.htmlStash.store(alt)
    return emoji.to_svg(index, shortname, alias, uc, alt, title, category, options, md)


_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "tables": {"use_align_attribute": True},  # styles within a page are barred by its policy
    "toc": {"permalink": True},
    "pymdownx.betterem": {"smart_enable": "all"},
    "pymdownx.emoji": {"emoji_index": lambda options, md: _Icons(), "emoji_generator": _icon},
    "pymdownx.highlight": {"anchor_linenums": True, "line_spans": "__span", "pygments_lang_class": True},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
}
"""Of those that have some wherever `mkdocs.yml` says nothing."""
