"""Sites: where articles were read, and what links lead to."""

from collections.abc import Iterator, Mapping

from daybrief.content.archive import Archive, DayFile
from daybrief.content.rules.finding import Finding
from daybrief.content.rules.spellings import texts
from daybrief.diagnostics import shown
from daybrief.source import Path
from daybrief.text.addresses import asked, host
from daybrief.text.letters import skeleton
from daybrief.text.markup import links


def one_of_those_that_look_alike(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """Of hosts that look the same, only the one where articles were read first is led to."""
    for path, address in _addresses(file):
        here = host(address)
        if other := _looks_like(here, archive.hosts):
            message = f"{shown(asked(here))} looks like {shown(asked(other))}, and is another site"
            hint = "look at the article again, and copy its address from there"
            yield Finding(path, "lookalike-site", message, hint, "warning")


def _looks_like(here: str, known: Mapping[str, str]) -> str:
    """Another host that this one could be taken for: letter by letter, or since it begins as that one does."""
    first = known.get(skeleton(here), here)
    if first != here:
        return first
    labels = here.split(".")
    # Two more parts at least: `news.example.au` may well be another edition of `news.example`.
    beginnings = (".".join(labels[:count]) for count in range(2, len(labels) - 1))
    return next((known[skeleton(one)] for one in beginnings if skeleton(one) in known), "")


def _addresses(file: DayFile) -> Iterator[tuple[Path, str]]:
    for name, article in file.day.articles.items():
        yield ("articles", name, "url"), article.url
        if article.archived:
            yield ("articles", name, "archived"), article.archived
    for path, text in texts(file.day) if file.linked else ():
        for address in links(text):
            yield path, address
