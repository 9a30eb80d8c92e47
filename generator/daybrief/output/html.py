"""Views to HTML, by the templates in `templates/`, and the fingerprints that tell when a page must be made anew."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from types import BuiltinMethodType, FunctionType, MethodType
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, meta
from jinja2.runtime import Context, Macro
from markupsafe import Markup
from pydantic_core import to_json

from daybrief import __version__, urls
from daybrief.failures import FAILURES, blaming
from daybrief.output import maps
from daybrief.output.messages import Messages
from daybrief.output.template_files import NAMING, PLAIN, TemplateCache, sources
from daybrief.settings import Settings
from daybrief.text.markup import inline, plain
from daybrief.views import Page

_AT_ONCE = {FunctionType, MethodType, BuiltinMethodType, Messages}
MOST_CACHED = 20_000
"""Pieces of HTML that are cached at a time."""


class DirectCalls(Context):
    """What a template sees. It calls macros and functions at once, and the rest as Jinja does.

    That one asks each time whether what is called wants to be given the context. None of ours does, and a build
    of a year calls a million times.
    """

    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """What comes of a call in a template."""
        kind = type(called)
        if kind is not Macro and kind not in _AT_ONCE:
            return super().call(called, *args, **kwargs)
        kwargs.pop("_block_vars", None)  # which Jinja adds, for those that want the context
        kwargs.pop("_loop_vars", None)
        return called(self.eval_ctx, *args, **kwargs) if kind is Macro else called(*args, **kwargs)


class PageLinks:
    """Links of the page that is being made, and pieces with such links. A template need not hand the page on.

    A preview makes pages in several threads: each has a page of its own.
    """

    def __init__(self) -> None:
        self._page: ContextVar[str] = ContextVar("page")
        self._pieces: dict[Any, str] = {}

    @contextmanager
    def of(self, url: str) -> Iterator[None]:
        """Make something of the page of an address meanwhile."""
        token = self._page.set(url)
        try:
            yield
        finally:
            self._page.reset(token)

    def to(self, address: str) -> str:
        """The way from the page to an address of the site. Raises LookupError where nothing is made of a page."""
        return urls.relative(address, self._page.get())

    def cached(self, macro: Macro, *values: Any) -> str:
        """What a macro makes of some values, kept for the next page that asks: many pages show the same.

        The macro may depend on its values, on the site's constants and on how deep the page is, and on nothing else.
        What leads to a place on the page itself is not kept.
        """
        key = (macro, self._page.get().count("/"), values)
        piece = self._pieces.get(key)
        if piece is None:
            piece = macro(*values)
            if 'href="#' not in piece:
                if len(self._pieces) >= MOST_CACHED:
                    self._pieces.clear()
                self._pieces[key] = piece
        return piece


def environment(
    settings: Settings, words: Messages, sources: Mapping[str, str], base: maps.Base, links: PageLinks
) -> Environment:
    """Our templates by their sources, and what every one of them sees besides its view."""

    def load(name: str) -> tuple[str, str, None] | None:
        return (sources[name], str(settings.template(name)), None) if name in sources else None

    made = Environment(
        loader=FunctionLoader(load),
        auto_reload=False,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.context_class = DirectCalls
    # Unlike by `capitalize`, all letters but the first are left as somebody wrote them.
    made.filters |= {"inline": inline, "plain": plain, "capital": lambda words: words[:1].upper() + words[1:]}
    made.globals |= {
        "word": words,
        "site": settings,
        "to": links.to,
        "cached": links.cached,
        "absolute": lambda address: settings.url + address,
        "urls": urls,
        "draw": lambda places: maps.draw(places, base),
    }
    return made


class Renderer:
    """The templates, with the site's constants and words. A template sees these and its view, and nothing else."""

    def __init__(self, settings: Settings, words: Messages, compiled: TemplateCache | None = None) -> None:
        self.settings = settings
        self.words = words
        # Read once: what a page is made of and what its fingerprint is made of are the same bytes.
        self._sources = sources(settings)
        self.base = maps.load(settings.map) if settings.map else maps.WORLD
        self._links = PageLinks()
        self.environment = environment(settings, words, self._sources, self.base, self._links)
        self.environment.bytecode_cache = compiled

    def fits(self, settings: Settings, words: Messages) -> bool:
        """Whether it is made of just these, and of the templates as they are now: a preview then keeps it."""
        base = hashlib.sha256(settings.map.read_bytes()).hexdigest() if settings.map else ""
        ours = (self.settings, self.words.messages, self.words.borrowed, self._sources, self.base.digest)
        return ours == (settings, words.messages, words.borrowed, sources(settings), base)

    def compile(self) -> None:
        """Compile what pages are made of, once for all processes that will make some."""
        for name in self._sources:
            self.environment.get_template(name)

    def title(self, page: Page) -> str:
        """The page's title in plain words: what its template's block `title` says."""
        return Markup(self._block(page, "title")).unescape().strip()

    def description(self, page: Page) -> str:
        """The same of the page's description: what its template's block `description` says, if it has one."""
        return Markup(self._block(page, "description")).unescape()

    def head(self, page: Page) -> str:
        """What the page adds to its head: what its template's block `meta` says, if it has one."""
        return self._block(page, "meta")

    def _block(self, page: Page, name: str) -> str:
        with blaming(self.settings.root), self._links.of(page.url):
            template = self.environment.get_template(_file(page.template))
            block = template.blocks.get(name)
            try:
                return "".join(block(template.new_context({"page": page, "view": page.view}))) if block else ""
            except FAILURES:
                self.environment.handle_exception()  # with the template's lines in place of the compiled ones

    def body(self, page: Page) -> str:
        """The page's HTML: what the shell of the theme surrounds."""
        with self._links.of(page.url):
            return self.fragment(_file(page.template), page=page, view=page.view)

    def fragment(self, template: str, **values: Any) -> str:
        """A template that is no page, such as a feed's item."""
        with blaming(self.settings.root):
            return self.environment.get_template(template).render(values)

    def fingerprint(self, template: str) -> bytes:
        """A hash of all that decides a page's bytes besides its view: its template, the site's constants, the words."""
        return self._fingerprints[_file(template)]

    @cached_property
    def _fingerprints(self) -> dict[str, bytes]:
        of = self.settings
        site = (of.name, of.description, of.url, of.language, sorted(of.hues.items()), self.base.digest)
        constants = to_json((__version__, self.words.messages, self.words.borrowed, self.words.language, site))
        named = {name: self._named(source) for name, source in self._sources.items()}
        found = {}
        for name in self._sources:
            used = [name]
            for template in used:  # which grows meanwhile
                used += [other for other in named[template] if other not in used]
            sources = "\0".join(self._sources[other] for other in sorted(used))
            found[name] = hashlib.sha256(constants + sources.encode()).digest()
        return found

    def _named(self, source: str) -> list[str]:
        """What a template of such a source itself extends, imports or includes."""
        named: list[str | None] = [*PLAIN.findall(source)]
        if len(named) < len(NAMING.findall(source)) or not self._sources.keys() >= {*named}:
            named = [*meta.find_referenced_templates(self.environment.parse(source))]
        # None is a name that only the making of a page tells: it may be any.
        return [name for name in self._sources if None in named or name in named]


def _file(template: str) -> str:
    return template if template.endswith(".html") else f"pages/{template}.html"
