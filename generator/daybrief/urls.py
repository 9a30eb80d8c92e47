"""Every address of the site, in one place. Addresses are POSIX, relative to the root; a page's ends with a slash."""

import datetime as dt
import posixpath
import re

# fmt: off
SECTION_ANCHORS = (
    "content", "top", "takeaways", "changes", "diplomacy", "front", "board", "map", "assessments", "resolutions",
    "sourcing", "articles", "corrections", "grades", "since",
    "day",  # what a correction calls the day itself
)
# fmt: on
"""Ids that a page gives to its own parts, and that no claim may have."""
RESERVED = ("sector-", "db-")
"""What such ids begin with, where there are many: no claim's id begins so."""

HOME = ""
ARCHIVE = "archive/"
CLAIMS = "claims/"
FORECASTS = "forecasts/"
DISPUTES = "disputes/"
AHEAD = "ahead/"
COVERAGE = "coverage/"
CORRECTIONS = "corrections/"
METHOD = "method/"
SUBSCRIBE = "subscribe/"
CONTROL = "front/control/"
FEED = "feed.xml"

_KINDS = ("sources", "actors", "places", "sectors", "tracks", "parties", "plans", "measures")
FOLDERS = {kind: f"{kind}/" for kind in _KINDS} | {"sectors": "front/", "tracks": "diplomacy/"}
"""The registries, and the folder that their entries' pages stand in."""
LISTS = (
    *(HOME, ARCHIVE, CLAIMS, FORECASTS, CORRECTIONS, CONTROL, DISPUTES, AHEAD, COVERAGE, SUBSCRIBE),
    *FOLDERS.values(),
)
"""The generated pages that a site has from its first day on: those that a nav may name."""


def is_generated(address: str) -> bool:
    """Whether the site may have a page of its own there: of a day, month or year, or one of `LISTS` or below it."""
    return not address or address.startswith(LISTS[1:]) or re.fullmatch(r"\d{4}/(\d\d/){0,2}", address) is not None


def handwritten(file: str) -> str:
    """The address that MkDocs gives a Markdown file. `about.md`, `about/index.md`, `about/README.md` have the same."""
    folder, slash, name = posixpath.splitext(file)[0].rpartition("/")
    return folder + slash + ("" if name in ("index", "README") else f"{name}/")


def day(date: dt.date) -> str:
    """A day's page: `2025/12/03/`."""
    return f"{date}/".replace("-", "/")  # not by `strftime`, which is slow: each link to a statement asks


def day_file(date: dt.date) -> str:
    """A day's YAML, in `docs_dir` and on the site alike: `2025/2025-12-03.yml`."""
    return f"{date:%Y}/{date.isoformat()}.yml"


def month(year: int, number: int) -> str:
    """A month's page: `2025/12/`."""
    return f"{year:04}/{number:02}/"


def year(number: int) -> str:
    """A year's page: `2025/`."""
    return f"{number:04}/"


def silent(side: str, year: int) -> str:
    """The page of a year's days on which nobody spoke for a side: `coverage/none/2025/`."""
    return f"{COVERAGE}{side}/{year:04}/"


def part(date: dt.date, name: str) -> str:
    """Something on a day's page, for ever: `2025/12/03/#sviato-pokrovske`."""
    return f"{day(date)}#{name}"


def position(point: str, party: str) -> str:
    """The anchor of a party's position on a point of a plan, on the plan's page; no point is the whole plan."""
    return f"{point or 'plan'}-{party}"


def entry(kind: str, name: str) -> str:
    """A registry entry's page, such as `sources/southfront/`."""
    return f"{FOLDERS[kind]}{name}/"


def entry_id(page: str) -> str:
    """The id of a registry entry, by its page."""
    return page.split("/")[1]


def reference(address: str) -> str:
    """What points at something on a day's page, as editors write it, by its address: `2025-12-03/sviato-pokrovske`."""
    date, _, name = address.partition("/#")
    return f"{date.replace('/', '-')}/{name}"


def file(page: str) -> str:
    """The Markdown file that MkDocs would make a page of: `2025/12/03/index.md`."""
    return f"{page}index.md"


def story(page: str) -> str:
    """The story so far of a registry entry, by its page: `front/siversk/story/`."""
    return f"{page}story/"


def values(page: str) -> str:
    """All figures of a measure as a file, by the measure's page: `measures/attacks/values.csv`."""
    return f"{page}values.csv"


def is_page(address: str) -> bool:
    """Whether a page stands at an address of the site, and no file of another kind."""
    return not address or address.endswith("/")


def page_file(address: str) -> str:
    """The file that is served for an address: for a page's, `2025/12/03/index.html`."""
    return f"{address}index.html" if is_page(address) else address


def relative(to: str, page: str) -> str:
    """The way from `page` to `to`, both addresses of the site, so that the site works below any path.

    It leads through the site's root, so that it is the same for all pages that are as deep; but an anchor of the page
    itself is an anchor alone.
    """
    path, mark, anchor = to.partition("#")
    if path == page and mark:
        return mark + anchor
    return ("../" * page.count("/") + path or "./") + mark + anchor
