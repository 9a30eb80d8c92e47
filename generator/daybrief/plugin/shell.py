"""What the theme puts around a page of ours: it prints one of each kind, of which the others are put together."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import get_relative_url

from daybrief import urls
from daybrief.failures import blaming
from daybrief.output.html import Renderer
from daybrief.pipeline import inputs
from daybrief.pipeline.frames import Frame, frame, mark
from daybrief.plugin.around import around
from daybrief.plugin.policy import policy
from daybrief.plugin.theme import OVERLAY, BriefPage, generated, lean, neighbour, walk
from daybrief.views import Page

_OF_META = ("title", "name", "description", "head")
"""What a page of ours says of itself to the theme."""
_DAY_FILE = re.compile(r"\d{4}/\d{4}-\d\d-\d\d(?=\.yml)")


class Shell:
    """What the theme puts around a page."""

    def __init__(
        self, config: MkDocsConfig, env: Environment, files: Files, nav: Navigation, renderer: Renderer
    ) -> None:
        self.nav, self.files = nav, files.documentation_pages()
        self.named = {file.src_uri: file.page for file in self.files if isinstance(file.page, BriefPage)}
        self.written = [file.page for file in self.files if file.page and not isinstance(file.page, BriefPage)]
        self.know(config, env, renderer, {page.file.src_uri: page for page in nav.pages})
        own = around(Path(config.theme.custom_dir), env) if config.theme.custom_dir else {}
        asking = [text for text in own.values() if re.search(rb"{[{%]", text)]  # what has no tag sees nothing
        self.alike = not (config.plugins.events["page_context"] or any(re.search(rb"\bpage\b", one) for one in asking))
        """Whether nobody but the theme says what stands around a page, and so pages of a kind are alike."""
        seen = any(re.search(rb"\b(pages|addresses|build_date_utc)\b", text) for text in asking)
        pages = seen and (env.globals["addresses"], [file.src_uri for file in self.files])
        self.constant = self.alike and not seen
        """Whether what the theme prints is the same whatever days there are."""
        self.digest = hashlib.sha256(
            repr([(item.title, getattr(item, "url", ""), _front(item)) for item in walk(nav.items)]).encode()
            + inputs.now(Path(config.config_file_path), {})  # which may be asked for on some pages only
            + repr([*map(str, config.extra_css), *map(str, config.extra_javascript)]).encode()  # by the files there are
            + repr((own, around(OVERLAY, env), pages)).encode()
        ).digest()

    def know(self, config: MkDocsConfig, env: Environment, renderer: Renderer, in_nav: dict[str, MkDocsPage]) -> None:
        """What a page needs that is put together from a frame."""
        self.config, self.env, self.renderer, self.in_nav = config, env, renderer, in_nav
        self.folders = {folder for page in in_nav.values() for folder in _folders(page.url)}
        """Those that an entry of the nav is in: links are told apart by how much of the way they share."""
        features = config.theme.get("features") or ()
        self.tabs = "navigation.tabs" in features and "toc.integrate" not in features
        self.frames: dict[str, Frame | None] = {}
        """By kind of page; None where none fits."""

    def fingerprint(self, template: str) -> bytes:
        """Of all that decides a page's bytes besides its view."""
        return self.digest + self.renderer.fingerprint(template)

    def html(self, page: Page) -> bytes:
        """A page as it is published; a file of another kind as it is."""
        if not urls.is_page(page.url):
            return self.renderer.body(page).encode()
        name = urls.file(page.url)
        made = self.named.get(name) or BriefPage("", generated(page.url, self.config), self.config)
        self._set_source(made, page.source)
        made.show(page, self.renderer)
        made.meta["hide"] = self.idle(made)
        with blaming(self.renderer.settings.root):
            place = self._place(made)
            html = self._framed(made, place) or self._printed(made, place)
        html = self.config.plugins.on_post_page(html, page=made, config=self.config) or ""
        made.content = ""
        return html.encode("utf-8", errors="xmlcharrefreplace")

    def idle(self, page: MkDocsPage) -> list[str]:
        """The side bars that have nothing to say of a page: text has use for the room."""
        below = page.file.src_uri in self.in_nav and page.parent
        alone = self.tabs and not below  # there is nothing else below its tab
        bars = {"navigation": alone, "toc": not any(len(title.children) > 1 for title in page.toc)}
        return [bar for bar, idle in bars.items() if idle]

    def guard(self, more: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
        """Give all pages their policy, which allows `more`. Returns what it bars, each with what to do."""
        self.env.globals["policy"], barred = policy(self._probes(), more)
        self.digest = hashlib.sha256(self.digest + str(self.env.globals["policy"]).encode()).digest()
        return barred

    def _probes(self) -> Iterator[str]:
        """What stands around pages of each depth, and around those that have a template of their own."""
        for depth in range(max([4, *(file.url.count("/") for file in self.files)]) + 1):
            made = BriefPage("", generated("db/" * depth, self.config), self.config)
            made.title, made.content, made.meta, made.toc = "", "", {}, TableOfContents([])
            yield self._printed(made, None)
        base = urlsplit(self.config.site_url or "/").path  # as MkDocs does for a page that is shown at any address
        alone = [(name, None) for name in sorted(self.config.theme.static_templates) if name.endswith(".html")]
        for template, page in (*alone, *((page.meta.get("template"), page) for page in self.written)):
            if template:
                context: Any = get_context(self.nav, self.files, self.config, page, base_url=base)
                yield self.env.get_template(template).render(context)

    def _set_source(self, made: MkDocsPage, source: str) -> None:
        made.file.edit_uri = source or None
        made._set_edit_url(self.config.repo_url, self.config.edit_uri, self.config.edit_uri_template)

    def _place(self, made: MkDocsPage) -> MkDocsPage | None:
        """The page of the nav that a page stands below: the nearest list that has it."""
        if made.file.src_uri in self.in_nav:
            return None
        above = _folders(made.url)[:-1]
        nearest = [*reversed(above), *([urls.ARCHIVE] if made.url[:1].isdigit() else ())]
        return next((self.in_nav[name] for url in nearest if (name := urls.file(url)) in self.in_nav), None)

    def _printed(self, made: MkDocsPage, place: MkDocsPage | None) -> str:
        """A page as the theme prints it, below an entry of the nav."""
        if place:
            above: Any = place.parent  # where a list is the first page of its section, it stands for that
            made.parent = above if above and above.children[0] is place else place  # type: ignore[assignment]
            place.active = True
        features = self.config.theme.get("features") or []
        if made.file.src_uri not in self.in_nav:  # in the nav, contents stand below their page
            self.config.theme["features"] = [name for name in features if name != "toc.integrate"]
        made.active = True
        context: Any = get_context(self.nav, self.files, self.config, made)
        context = self.config.plugins.on_page_context(context, page=made, config=self.config, nav=self.nav)
        html = self.env.get_template("main.html").render(context)
        made.active = False
        if place:
            place.active = False
        self.config.theme["features"] = features
        return str(made.content).join(map(lean, html.split(made.content, 1) if made.content else [html]))

    def _framed(self, made: BriefPage, place: MkDocsPage | None) -> str:
        """The same, put together from a frame; empty where there is none that fits."""
        if not self.alike:
            return ""
        alone = made.file.src_uri in self.in_nav or not made.url  # the only one of its kind
        folder = next((one for one in reversed(_folders(made.url)) if one in self.folders), "")
        url = made.url if alone else folder + "db-frame/" * made.url[len(folder) :].count("/")
        source, top = made.file.edit_uri or "", made.toc.items[0] if made.toc.items else None
        values = {
            "entry": made.title,
            "content": made.content,
            **{name: made.meta[name] for name in _OF_META},
            "toc": self._toc(made) if top else "",
            "first": top.id if top else "",
            "url": "" if alone else made.url,
            "source": day[0] if (day := _DAY_FILE.match(source)) else "",
        }
        for name, page in (("previous", made.previous_page), ("next", made.next_page)):
            values[f"{name}_url"] = get_relative_url(page.url, made.url) if page else ""
            values[name] = page.title if page else ""
        hidden = made.meta.get("hide")
        named = source if not values["source"] else ""
        below = top and (top.level, bool(top.children))
        kind = repr((alone, url, place and place.url, named, hidden, below, *map(bool, values.values())))
        if kind not in self.frames:
            whole = self._printed(made, place)
            marks = SimpleNamespace(**{name: mark(name) if value else "" for name, value in values.items()})
            model, before = made if alone else BriefPage("", generated(url, self.config), self.config), {**vars(made)}
            found = self._frame(model, made, place, marks)
            vars(made).update(before)  # other pages show what is in the nav
            # A template may ask for something of a page that has no mark.
            self.frames[kind] = found if found.filled(values) == whole else None
            return whole
        known = self.frames[kind]
        return known.filled(values) if known else ""

    def _frame(self, made: BriefPage, like: BriefPage, place: MkDocsPage | None, marks: SimpleNamespace) -> Frame:
        """A page with marks in place of what differs between pages of one kind, `like` one of them."""
        source, hidden, tops = like.file.edit_uri or "", like.meta.get("hide"), like.toc.items[:1]
        day = "0000/0000-00-00"
        self._set_source(made, f"{day}.yml" if marks.source else source)
        made.title, made.content = Markup(marks.entry), f"<h1>{marks.content}</h1>"  # without one, the theme adds it
        made.meta = {name: Markup(getattr(marks, name)) for name in _OF_META}
        made.meta |= {"hide": hidden} if hidden else {}
        made.toc = TableOfContents([AnchorLink(marks.first, marks.first, top.level) for top in tops])
        if any(top.children for top in tops):
            made.toc.items[0].children.append(AnchorLink("", "", 2))
        # An address that begins with a slash is printed as it is.
        made.previous_page = neighbour(f"/{marks.previous_url}", marks.previous)
        made.next_page = neighbour(f"/{marks.next_url}", marks.next)
        printed = self._printed(made, place)
        for there, name in (
            (made.content, marks.content),
            *([(self._toc(made), marks.toc)] if marks.toc else ()),
            (f"/{marks.previous_url}", marks.previous_url),
            (f"/{marks.next_url}", marks.next_url),
            (made.url, marks.url),
            (day, marks.source),
        ):
            printed = printed.replace(there, name) if name else printed
        return frame(printed)

    def _toc(self, made: MkDocsPage) -> str:
        return lean(self.env.get_template("partials/toc.html").render({**self._around, "page": made}))

    @cached_property
    def _around(self) -> dict[str, Any]:
        """What a page's contents are printed with, besides the page."""
        found: Any = {"config": self.config, "features": self.config.theme.get("features") or []}
        return {**found, "lang": self.env.get_template("partials/language.html").make_module(found)}


def _front(item: Any) -> dict[str, Any]:
    """What somebody wrote above a page of the nav: a theme shows its icon, say, wherever it names the page."""
    return {} if isinstance(item, BriefPage) else getattr(item, "meta", {})


def _folders(url: str) -> list[str]:
    """The folders that an address leads through, the last one its own: `a/`, `a/b/` of `a/b/`."""
    return [*accumulate(f"{part}/" for part in url.split("/")[:-1])]
