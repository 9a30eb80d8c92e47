"""Material around our pages: what is laid over it, and how a page of ours gets its surroundings."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from markdown.extensions.toc import nest_toc_tokens
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents, get_toc

from daybrief import __version__, urls
from daybrief.output.html import Renderer
from daybrief.output.messages import Messages
from daybrief.output.template_files import MATERIAL
from daybrief.settings import TEMPLATES
from daybrief.views import Page
from daybrief.views.day import DayView

OVERLAY = TEMPLATES / "overlay"
STYLE, SCRIPT = "assets/stylesheets/daybrief.css", "assets/javascripts/daybrief.js"
COLOURS = "assets/stylesheets/palette.css"
PALETTE: list[dict[str, Any]] = [
    {"media": media, "scheme": scheme, "primary": primary, "accent": "ink", "toggle": {"icon": icon, "name": name}}
    for name, media, scheme, primary, icon in (
        ("scheme.auto", "(prefers-color-scheme)", "default", "white", "material/circle-half-full"),
        ("scheme.light", "(prefers-color-scheme: light)", "default", "white", "material/brightness-7"),
        ("scheme.dark", "(prefers-color-scheme: dark)", "slate", "black", "material/brightness-4"),
    )
]
"""The colours of a site that chooses none: paper and ink, as the reader's system has it or the reader says."""
_FAVICON = "assets/images/favicon.png"
"""What Material sets where a site says nothing."""
_BETWEEN = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)|\s*\n\s*", re.DOTALL)
"""What stands between two lines; and what is as it is, to the last blank."""
_HEADING = re.compile(r'<h([123]) id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)


def lay_over(config: MkDocsConfig) -> None:
    """Lay what is ours over the theme, below the site's own folder; and set what the site leaves open."""
    theme = config.theme
    if str(OVERLAY) in theme.dirs:
        return
    theme.dirs.insert(1 if theme.custom_dir else 0, str(OVERLAY))
    theme.static_templates.add("sitemap-all.xml")
    if not (theme.custom_dir and Path(theme.custom_dir, "robots.txt").is_file()):  # which is published as it is
        theme.static_templates.add("robots.txt")
    config.extra_css.insert(0, STYLE)
    config.extra_javascript.insert(0, SCRIPT)
    if theme.name == "material":
        theme["palette"] = theme.get("palette") or PALETTE
        theme["font"] = False  # Material has fonts from another host
        if theme.get("favicon") == _FAVICON:
            theme["favicon"] = "assets/images/daybrief.svg"
        if not theme.get("logo") and isinstance(icons := theme.get("icon") or {}, dict):
            theme["icon"] = {"logo": "daybrief", **icons}


def let_extend(env: Environment, config: MkDocsConfig, words: Messages) -> None:
    """Let a template extend the one of Material's whose place it takes, and say what is ours in the site's language."""
    if config.theme.get("palette") is PALETTE:
        config.theme["palette"] = [
            {**option, "toggle": option["toggle"] | {"name": escape(words(option["toggle"]["name"]))}}
            for option in PALETTE
        ]
    env.globals["generator"] = f"daybrief-{__version__}"
    if config.theme.name == "material" and env.loader:
        material = Path(config.theme.dirs[-2])  # before MkDocs' own
        env.loader = ChoiceLoader([env.loader, PrefixLoader({MATERIAL[:-1]: FileSystemLoader(material)})])
        for name, glob in (("search", "javascripts/workers/search"), ("colours", "stylesheets/palette")):
            (file,) = material.glob(f"assets/{glob}.*.min.*s")
            env.globals[f"their_{name}"] = file.relative_to(material).as_posix()


class BriefPage(MkDocsPage):
    """A generated page: its HTML is made by our templates, and Markdown is left out."""

    def show(self, page: Page, renderer: Renderer) -> None:
        """Take what MkDocs would have read from Markdown."""
        # The theme prints these as they are.
        heading, description = escape(renderer.title(page)), escape(renderer.description(page))
        self.title = self.title or Markup(heading)
        self.content = renderer.body(page)
        self.toc = contents(self.content)
        self.meta = {
            "title": "" if self.is_homepage else Markup(heading),
            "name": escape(renderer.words.date(view.day.date)) if isinstance(view := page.view, DayView) else heading,
            "description": Markup(" ".join(description.split())),
            "head": lean(renderer.head(page)).strip(),  # as all that is printed: it is put into frames, too
        }
        # Lists are no chapters: after the archive comes no method.
        dates = (view.previous, view.following) if isinstance(view, DayView) else (None, None)
        neighbours = [neighbour(urls.day(date), renderer.words.short(date)) if date else None for date in dates]
        self.previous_page, self.next_page = neighbours

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing is read."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing is rendered yet: it is printed with all other pages."""
        self.content, self.toc = "", TableOfContents([])


def lean(html: str) -> str:
    """HTML of a theme's without its indents: a quarter of what stands around a page."""
    return _BETWEEN.sub(lambda found: found[1] or "\n", html)


@cache
def of_ours(kind: type[MkDocsPage]) -> type[BriefPage]:
    """The class of our pages for one of MkDocs', or of another plugin that made the page something more by then."""
    return type(kind.__name__, (BriefPage, kind), {}) if kind is not MkDocsPage else BriefPage


def neighbour(url: str, title: str) -> Any:
    """A page that another one leads to: all that a theme asks of it. None without a title."""
    return SimpleNamespace(url=url, title=title) if title else None


def contents(html: str) -> TableOfContents:
    """A page's title, which a theme skips to, and below it the sections: by those headings that have an id."""
    found = [(int(level), name, re.sub("<[^>]*>", "", heading)) for level, name, heading in _HEADING.findall(html)]
    links = [{"level": level, "id": name, "name": Markup(heading.strip())} for level, name, heading in found]
    return get_toc(nest_toc_tokens(links))


def own_says(pattern: bytes, config: MkDocsConfig) -> bool:
    """Whether a template or a script of a site's own has something that fits a pattern."""
    files = Path(config.theme.custom_dir).rglob("*") if config.theme.custom_dir else ()
    own = (file for file in files if file.suffix in {".html", ".js", ".xml"} and file.is_file())
    return any(re.search(pattern, file.read_bytes()) for file in own)


def generated(url: str, config: MkDocsConfig) -> File:
    """MkDocs' file of a generated page."""
    return File.generated(config, urls.file(url), content="", inclusion=InclusionLevel.NOT_IN_NAV)


def walk(items: Iterable[Any]) -> Iterator[Any]:
    """All that is in a nav: sections, pages and links."""
    for item in items:
        yield item
        yield from walk(item.children or ())
