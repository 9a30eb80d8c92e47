"""Views to HTML, by the templates in `templates/`, and the fingerprints that tell when a page must be made anew."""

import hashlib
from functools import cached_property
from typing import Any

from jinja2 import meta
from markupsafe import Markup
from pydantic_core import to_json

from daybrief import __version__
from daybrief.failures import FAILURES, blaming
from daybrief.output import maps
from daybrief.output.environment import environment
from daybrief.output.messages import Messages
from daybrief.output.page_links import PageLinks
from daybrief.output.template_files import NAMING, PLAIN, TemplateCache, sources
from daybrief.settings import Settings
from daybrief.views import Page


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
