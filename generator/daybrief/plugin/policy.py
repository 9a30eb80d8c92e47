"""The Content-Security-Policy of a site (https://www.w3.org/TR/CSP3/): one for all of its pages.

With instant navigation a browser keeps the policy of the page that it came to first, whatever it reads then.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from urllib.parse import urlsplit

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",  # Pagefind is WebAssembly
    "style-src": "'self'",
    "img-src": "'self' data:",  # Material's icons are in its style sheet
    "font-src": "'self'",
    "connect-src": "'self'",
    "media-src": "'self'",
    "frame-src": "'none'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""What a page may use, wherever nothing else is said."""
PROVIDERS = {
    "google": {
        "script-src": ("https://www.googletagmanager.com",),
        "connect-src": (
            *("https://*.google-analytics.com", "https://*.analytics.google.com", "https://*.googletagmanager.com"),
        ),
        "img-src": ("https://*.google-analytics.com", "https://*.googletagmanager.com"),
    }
}
"""What the providers of analytics that Material knows ask for, by what `extra.analytics.provider` calls them."""
_ALLOW = "write {} under the plugin `daybrief` to have readers' browsers ask it, or take away what names it"
_BY_TAG = {"script": "script-src", "img": "img-src", "iframe": "frame-src"}
_BY_TAG |= dict.fromkeys(("audio", "source", "video"), "media-src")


class _Reader(HTMLParser):
    """What a page has inline, as hashes, and what is barred: other hosts, and attributes; each with its directive."""

    def __init__(self) -> None:
        super().__init__()
        self.hashes: set[tuple[str, str]] = set()
        self.hosts: set[tuple[str, str]] = set()
        self.attributes: set[str] = set()
        self._inline = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        directive = _BY_TAG.get(tag) or ("style-src" if given.get("rel") == "stylesheet" else "")
        host = host_of(given.get("src" if tag in _BY_TAG else "href") or "")
        if directive and host:
            self.hosts.add((directive, host))
        self.attributes |= {name for name in given if name == "style" or name.startswith("on")}
        script = tag == "script" and "src" not in given and given.get("type", "module") in ("module", "text/javascript")
        self._inline = "script-src" if script else "style-src" if tag == "style" else ""

    def handle_data(self, data: str) -> None:
        if self._inline:
            digest = b64encode(hashlib.sha256(data.encode()).digest()).decode()
            self.hashes.add((self._inline, f"'sha256-{digest}'"))

    def handle_endtag(self, tag: str) -> None:
        self._inline = ""


def policy(pages: Iterable[str], more: Mapping[str, Iterable[str]]) -> tuple[str, list[tuple[str, str]]]:
    """The policy of a site whose pages have around them what `pages` have, and which uses `more`, by directive.

    Returns it with what it bars of what they have, hosts and attributes, each with what to do.
    """
    reader = _Reader()
    for html in pages:
        reader.feed(html)
        reader.close()
    sources = {name: f"{own} {' '.join(more.get(name, ()))}".split() for name, own in DIRECTIVES.items()}
    hosts = ((name, host) for name, host in reader.hosts if host not in sources[name])
    barred = sorted((host, _ALLOW.format(f"`policy: {{{name}: [{host}]}}`")) for name, host in hosts)
    for attribute in sorted(reader.attributes):
        name, setting = ("style-src", "extra_css") if attribute == "style" else ("script-src", "extra_javascript")
        if "'unsafe-inline'" not in sources[name]:
            barred.append((f"`{attribute}=` in a tag", f"say it in a file of `{setting}`"))
    for name, digest in sorted(reader.hashes):
        if "'unsafe-inline'" not in sources[name]:  # which a hash would annul
            sources[name].append(digest)
    for name, listed in sources.items():  # 'none' goes with nothing else
        sources[name] = [one for one in listed if one != "'none'"] or ["'none'"]
    return "; ".join(f"{name} {' '.join(listed)}" for name, listed in sources.items()), barred


def host_of(address: str) -> str:
    """The origin of an address elsewhere; nothing of one within the site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme or 'https'}://{parts.netloc}" if parts.netloc else ""
