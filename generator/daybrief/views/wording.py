"""What stands in a field of a day, as a correction writes it, in words that pages can show.

An editor writes what stands in the file. Pages say what the ids and the model's words stand for; what is neither of
these stays as it was typed.
"""

import datetime as dt
import re
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import suppress

from msgspec import structs

from daybrief import urls
from daybrief.ledger.keys import StatementKey, StatementRef, pointed
from daybrief.ledger.ledger import Ledger
from daybrief.model.fields import LANGUAGE, REFERENCE, period
from daybrief.model.figures import Figure, figure
from daybrief.model.statements import Claim
from daybrief.model.terms import TABLES, group_of
from daybrief.views.fields import FIELDS, KEYS, MARKED, POINTERS, RECORDS, REFERS, TIMES, WORDS, aliases
from daybrief.views.page import View
from daybrief.views.parts import Link, Told, link, stand, told


class Piece(View, frozen=True, kw_only=True):
    """A part of what is said of a field. It is told in this order; most have only one of these."""

    label: str = ""
    """The key of a message that stands before it, with a colon."""
    message: str = ""
    """The key of a message, and the values that fill it in."""
    values: tuple[tuple[str, str], ...] = ()
    figure: Figure | None = None
    unit: str = ""
    link: Link | None = None
    told: Told | None = None
    """A statement or an event."""
    time: str = ""
    """A time, as `daybrief.model.fields.period` reads it."""
    language: str = ""
    text: str = ""
    """Words as they were typed."""
    marked: str = ""
    """The same of a field that may have the written subset of markup."""


class FieldReader:
    """Reads what stands in the fields of something of a day: of a statement, if `entry` is given."""

    def __init__(self, ledger: Ledger, date: dt.date, entry: StatementRef | None) -> None:
        self.ledger, self.date, self.entry = ledger, date, entry
        self.registry = ledger.registry

    def path(self, steps: list[str]) -> Iterator[Piece]:
        """A field and the fields that lead to it; a figure by its measure alone."""
        for above, step in zip(["", *steps], steps, strict=False):
            if step == "figures" != steps[-1]:
                continue
            if above in KEYS:
                found = self.id(KEYS[above], step)
            elif above == "articles":
                found = self.article(step)
            else:
                found = Piece(message=f"field.{step}") if step in FIELDS else None
            yield found or Piece(text=step)

    def at(self, steps: list[str], words: str) -> tuple[Piece, ...]:
        """What stands at the end of a path."""
        above, name = (steps[-2] if len(steps) > 1 else ""), steps[-1]
        if above == "figures":
            return (self.figure(name, " ".join(words.split())) or Piece(text=words),)
        if above == "position" and name == "point" and self.entry and isinstance(self.entry.statement, Claim):
            position = self.entry.statement.position
            return ((self.point(position.plan, words) if position else None) or Piece(text=words),)
        return self.said("party" if above == "movement" else name, words)

    def said(self, name: str, words: str) -> tuple[Piece, ...]:
        """What a field called `name` says."""
        line = " ".join(words.split())
        if name in RECORDS:
            found = self.record(name, _pairs(line, aliases(RECORDS[name])))
        elif name in KEYS:
            found = self.keyed(name, _pairs(line, getattr(self.registry, KEYS[name])))
        elif name in TIMES:
            found = [_time(line)]
        elif name == "language":
            found = [Piece(language=line) if re.fullmatch(LANGUAGE, line) else None]
        else:
            found = self.listed(line, self.item(name))
        return tuple(filter(None, found)) or (Piece(marked=words) if name in MARKED else Piece(text=words),)

    def record(self, name: str, said: Mapping[str, str]) -> list[Piece | None]:
        """What a field says that has fields of its own: as pages say it, or field by field."""
        if name == "control" and "party" in said:
            return self.control(said["party"], said.get("part", ""))
        if name == "position" and (found := self.position(said)):
            return [found]
        return [
            structs.replace(one, label="" if number else f"field.{key}")
            for key, words in said.items()
            for number, one in enumerate(self.said(key, words))
        ]

    def control(self, party: str, part: str) -> list[Piece | None]:
        """Who is said to hold a place, and how much of it."""
        who, message = self.id("parties", party), "control.nobody" if party == "none" else "control.held"
        holds = who and structs.replace(who, message=message)
        return [holds, Piece(message="control.part", values=(("part", part),)) if part and holds else None]

    def position(self, said: Mapping[str, str]) -> Piece | None:
        """A stance on a plan or one of its points, of the parties that are named or of the speakers' own."""
        plan, point, stance = (said.get(name, "") for name in ("plan", "point", "is"))
        parties = said["party"].split(", ") if said.get("party") else []
        known = plan in self.registry.plans and stance in self.registry.stances
        if not known or any(one not in self.registry.parties for one in parties if one != "none"):
            return None
        if point and not self.point(plan, point):
            return None
        shown = stand(self.ledger, self.entry, parties, plan, point)
        matter = shown.point or shown.plan.text
        if not shown.parties:
            return Piece(label=f"called.{stance}", link=Link(matter, shown.plan.url))
        of = ", ".join(party.name for party in shown.parties)
        return Piece(message=f"stand.{stance}", values=(("party", of), ("matter", matter)))

    def keyed(self, name: str, said: Mapping[str, str]) -> list[Piece | None]:
        """What a mapping says: a movement and whose it is, or figures by measure."""
        if name == "figures":
            return [self.counted(measure, words) for measure, words in said.items()]
        return [one for kind, who in said.items() for one in (self.id("movements", kind), *self.said("party", who))]

    def counted(self, measure: str, words: str) -> Piece:
        """A figure and what it counts."""
        named, one = link(self.ledger, "measures", measure), self.registry.measures[measure].one
        found = self.figure(measure, words)
        if one and found and found.figure == figure("1"):
            named = Link(one, named.url)
        return structs.replace(found, link=named) if found else Piece(link=named, text=words)

    def figure(self, measure: str, words: str) -> Piece | None:
        """A figure alone."""
        with suppress(ValueError):
            unit = self.registry.measures[measure].unit if measure in self.registry.measures else ""
            return Piece(figure=figure(words), unit=unit or "")
        return None

    def listed(self, line: str, read: Callable[[str], Piece | None]) -> list[Piece | None]:
        """The items of a list, each read or as typed; nothing where none can be read."""
        found = {item: read(item) for item in line.split(", ")}
        return [one or Piece(text=item) for item, one in found.items()] if any(found.values()) else []

    def item(self, name: str) -> Callable[[str], Piece | None]:
        """What reads an item of a field."""
        if name in REFERS:
            return lambda item: self.id(REFERS[name], item)
        if name in POINTERS:
            return self.pointed
        if name == "articles":
            return self.article
        words = WORDS.get(name, {})
        return lambda item: Piece(message=words[item]) if item in words else None

    def id(self, kind: str, name: str) -> Piece | None:
        """What an id of a registry or a word of a table of terms stands for."""
        if kind == "speakers":
            kind = "sources" if name in self.registry.sources else "actors"
        if name not in getattr(self.registry, kind):
            return Piece(message="party.none") if (kind, name) == ("parties", "none") else None
        if kind in TABLES:
            return Piece(message=f"{group_of(kind)}.{name}")
        return Piece(link=link(self.ledger, kind, name))

    def point(self, plan: str, name: str) -> Piece | None:
        """A point of a plan."""
        points = self.registry.plans[plan].points
        return Piece(link=Link(points[name].name, urls.entry("plans", plan))) if name in points else None

    def article(self, name: str) -> Piece | None:
        """An article of the day."""
        article = self.ledger.day(self.date).articles.get(name)
        return Piece(link=Link(article.title, urls.part(self.date, name))) if article else None

    def pointed(self, reference: str) -> Piece | None:
        """A statement, with who says it, or an event, if it is told."""
        key = _key(reference, self.date)
        if key is None or self.ledger.before("days", key[0] + dt.timedelta(days=1)) != key[0]:
            return None
        if not statement_of(self.ledger, *key) and key[1] not in self.ledger.told(key[0]).events:
            return None
        return Piece(told=told(self.ledger, key))


def statement_of(ledger: Ledger, date: dt.date, name: str) -> StatementRef | None:
    """The statement of a day that is called so, if there is one."""
    told = ledger.told(date)
    return told.entries[told.numbers[name]] if name in told.numbers else None


def _key(reference: str, date: dt.date) -> StatementKey | None:
    with suppress(ValueError):  # such as a 30 February, or a year that can only be a slip
        if re.fullmatch(REFERENCE, reference):
            key = pointed(reference, date)
            period(f"{key[0]}")
            return key
    return None


def _time(line: str) -> Piece | None:
    with suppress(ValueError):
        period(line)
        return Piece(time=line)
    return None


def _pairs(line: str, keys: Container[str]) -> dict[str, str]:
    """`party: a, part: the north, and more` by its keys; nothing where it is not written so."""
    found: list[tuple[str, str]] = []
    for part in line.split(", "):
        key, colon, words = part.partition(": ")
        if colon and key in keys:
            found.append((key, words))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]}, {part}")
        else:
            return {}
    return dict(found) if len(dict(found)) == len(found) else {}
