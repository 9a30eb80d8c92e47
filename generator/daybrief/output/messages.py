"""The frame's words in one language, from `templates/words/`, and dates as that language writes them (CLDR)."""

import datetime as dt
import re
from calendar import Calendar
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from babel import Locale, dates, numbers

from daybrief.diagnostics import Diagnostic, Severity
from daybrief.model.fields import period
from daybrief.model.figures import Figure
from daybrief.model.registry import Registry
from daybrief.model.terms import TABLES, group_of
from daybrief.output import message_files

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""The tag of a language, as `theme.language` has it."""
_ENGLISH = Locale("en")


class Messages:
    """The messages of one language. A message is found by its key; `{name}` in it is filled in."""

    def __init__(self, language: str, messages: Mapping[str, str], borrowed: Iterable[str] = ()) -> None:
        self.language = language
        self.messages = messages
        self.borrowed = sorted(borrowed)
        """The keys that are said in English, whose plurals are English too."""
        self.locale = Locale.parse(messages.get("locale", language).replace("-", "_"))
        self.plain = {key: text.format() for key, text in messages.items() if "{" not in text.replace("{{", "")}
        """The messages in which nothing is to be filled in."""
        # A site writes few dates and numbers, each of them often. The hash of a locale takes longer than all else here.
        self._date, self._skeleton, self._decimal = (
            lru_cache(4096)(partial(form, locale=self.locale))
            for form in (dates.format_date, dates.format_skeleton, numbers.format_decimal)
        )

    def __call__(self, key: str, **values: Any) -> str:
        """The message `key`, filled in. With a value `n`, the plural form that the language wants for it."""
        if "n" in values:
            locale = _ENGLISH if f"{key}.other" in self.borrowed else self.locale
            form = f"{key}.{locale.plural_form(abs(values['n']))}"
            key = form if form in self.messages else f"{key}.other" if f"{key}.other" in self.messages else key
            values["n"] = self.number(values["n"])
        return self.messages[key].format_map(values)

    def responsible(self, name: str) -> str:
        """Who answers for what the site says, or that nobody does."""
        return self("responsible.is", name=name) if name else self("responsible.nobody")

    def with_terms(self, registry: Registry) -> "Messages":
        """The same, where words that a site adds or renames have its own names (`daybrief.model.terms`)."""
        found = dict(self.messages)
        for table in TABLES:
            group = group_of(table)
            for word, term in getattr(registry, table).items():
                if term.name:
                    name = term.name.replace("{", "{{").replace("}", "}}")
                    found[f"{group}.{word}"] = name
                    if table == "movements":
                        found.setdefault(f"arrow.{word}", self.messages["arrow.any"])
                    if table == "stances":
                        for one in ("stand", "called"):
                            found[f"{one}.{word}"] = self.messages[f"{one}.any"].replace("{stance}", name)
        return Messages(self.language, found, self.borrowed)

    def has(self, key: str) -> bool:
        """Whether there is such a message."""
        return key in self.messages

    def date(self, date: dt.date) -> str:
        """A date with its weekday."""
        return str(self._date(date, "full"))

    def when(self, when: str, on: dt.date | None = None) -> str:
        """A time, as `daybrief.model.fields.period` reads it; a day of another year than that of `on` has its year."""
        begins, slash, ends = when.partition("/")
        first, last = period(when)
        if ends == "..":
            return self("time.since", first=self.when(begins, on))
        if ends.startswith(f"{begins}T"):
            return self("time.until", date=self.day(first, on), time=ends[11:16])
        if slash and first.year != last.year:
            return self("time.span", first=self.short(first), last=self.short(last))
        if slash:
            return self("time.span", first=self.when(begins, on), last=self.when(ends, on))
        if "T" in when:
            return self("time.utc", date=self.day(first, on), time=when[11:16])
        if first == last:
            return self.day(first, on)
        if len(when) == len("2025"):
            return when
        if "W" in when:
            return self("time.week", first=self.day(first, on), last=self.day(last, on))
        return self.month(first.year, first.month)

    apart = dt.date.min
    """What to give as `on` where nothing around a date tells its year: a day of no other day's year."""

    def in_full(self, when: str) -> str:
        """A time with its year, where nothing around it tells that."""
        first, last = period(when)
        return self.short(first) if len(when) == len("2025-12-03") and first == last else self.when(when, self.apart)

    def tick(self, date: dt.date, unit: str) -> str:
        """A day, month or year beside the axis of a chart."""
        return str(self._skeleton({"day": "MMMd", "month": "yMMM"}.get(unit, "y"), date))

    def change(self, number: int | float) -> str:
        """What was added to a number, or taken away, with its sign."""
        return str(self._decimal(number, "+#,##0.######;-#,##0.######"))

    def short(self, date: dt.date) -> str:
        """A date in a line of a table: day, month and year."""
        return str(self._date(date, "medium"))

    def day(self, date: dt.date, on: dt.date | None = None) -> str:
        """A day and its month, where the year is plain; with its year if that is not the year of `on`."""
        if on is None or on.year == date.year:
            return str(self._skeleton("MMMMd", date))
        return str(self._date(date, "long"))

    def weekday(self, date: dt.date) -> str:
        """A date in a list of days: weekday, day and month."""
        return str(self._skeleton("MMMEd", date))

    def month(self, year: int, month: int) -> str:
        """A month and its year."""
        return str(self._skeleton("yMMMM", dt.date(year, month, 1)))

    def month_name(self, month: int) -> str:
        """A month's name alone."""
        return str(self._date(dt.date(2000, month, 1), "LLLL"))

    def weekdays(self) -> list[tuple[str, str]]:
        """The days of a week, from that on which weeks begin here: in short and in full."""
        short, full = (dates.get_day_names(width, "stand-alone", self.locale) for width in ("short", "wide"))
        return [(short[day], full[day]) for day in Calendar(self.locale.first_week_day).iterweekdays()]

    def weeks(self, year: int, month: int) -> list[list[int]]:
        """The weeks of a month, as such days; 0 for one that is of another month."""
        return Calendar(self.locale.first_week_day).monthdayscalendar(year, month)

    def time(self, time: dt.datetime) -> str:
        """A time in UTC."""
        clock = dates.format_datetime(time, "HH:mm", locale=self.locale)
        return self("time.utc", date=self.date(time.date()), time=clock)

    def number(self, number: int | float) -> str:
        """A number with the language's signs: to the thousandth, and a small one to three figures."""
        small = float(f"{number:.3g}") if abs(number) < 0.1 else 0
        return str(self._decimal(small, "0.###############") if small and abs(small) < 0.1 else self._decimal(number))

    def figure(self, figure: Figure, unit: str = "") -> str:
        """A figure in words and the language's signs, with what stands behind it."""
        low, high = ("" if one is None else self.number(one) for one in (figure.low, figure.high))
        kind = "exact" if low == high else "between" if low and high else "least" if low else "most"
        words = low if kind == "exact" else self(f"figure.{kind}", low=low, high=high)
        return (self("figure.about", figure=words) if figure.about else words) + (f" {unit}" if unit else "")

    def language_name(self, tag: str) -> str:
        """A language's name; the tag itself where it has none."""
        language, *parts = tag.split("-")
        name = self.locale.languages.get(language)
        more = [str(self.locale.scripts.get(part) or self.locale.territories.get(part) or part) for part in parts]
        return tag if name is None else f"{name} ({', '.join(more)})" if more else str(name)

    def coordinates(self, lat: float, lon: float) -> str:
        """A point in degrees, to the hundredth: no finer than a settlement."""
        north, east = "N" if lat >= 0 else "S", "E" if lon >= 0 else "W"
        return f"{self.number(round(abs(lat), 2))}° {north}, {self.number(round(abs(lon), 2))}° {east}"


def load(
    language: str, folder: Path, own: Path | None = None, root: Path | None = None
) -> tuple[Messages | None, list[Diagnostic]]:
    """The messages of `language` in `folder`, and over them a site's own. What a language lacks is said in English.

    Diagnostics name files by their paths from `root`, or from where `folder` lies. Returns None with diagnostics where
    the language is none, or a file is unsound; warnings may come with the words.
    """
    root = root or folder.parent
    if not LANGUAGE.fullmatch(language):
        return None, [_no_words(f"`{language[:80]}` is no language", "write its tag, such as `en` or `pt-BR`")]
    file = folder / f"{language}.yml"
    english = message_files.load(folder / message_files.DEFINITION, root)
    if not english.problems:  # it defines what is right
        message_files.check(english, english.texts)
    spoken = english if file.name == message_files.DEFINITION else message_files.Messages()
    if spoken is not english and file.exists():
        spoken = message_files.load(file, root)
    mine = message_files.load(own, root) if own else message_files.Messages()
    files = [english, *(one for one in (spoken, mine) if one is not english)]
    for one in files[1:] if english.document else ():
        message_files.check(one, english.texts)
    texts = spoken.texts | mine.texts
    borrowed = message_files.lacking(texts, english.texts)
    if spoken.document:
        message_files.tell_lacking(spoken, english.texts)
    problems = [problem for some in files for problem in some.problems]
    if not file.exists():
        problems += _unspoken(language, borrowed, english.texts, mine.name)
        if message_files.locale_of(language):
            borrowed.pop("locale", None)
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    texts |= borrowed
    if not message_files.locale_of(texts.get("locale", language)):
        return None, [_no_words(f"`{language}` is no language that dates are known for", "set `locale` in its words")]
    return Messages(language, texts, borrowed), problems


def _unspoken(language: str, borrowed: Mapping[str, str], english: Mapping[str, str], own: str) -> Iterator[Diagnostic]:
    """What is said in English for want of a file of the language: a line for all of it, not one for each message."""
    place = f"add them to {own}" if own else "say them in a file, and name that in `words` under the plugin"
    if "locale" in borrowed and not message_files.locale_of(language):
        message = f"dates are known for no language `{language}`, and pages write them as English does"
        yield _no_words(message, f"{place}: `locale`, such as `en-GB`", "warning")
    if lacking := message_files.named(borrowed.keys() - {"locale"}, english):
        shown = ", ".join(f"`{key}`" for key in lacking[:8]) + (", …" if len(lacking) > 8 else "")
        of = f"{len(lacking)} of {len(message_files.named(english.keys() - {'locale'}, english))}"
        message = f"the language `{language}` lacks {of} messages, which pages say in English: {shown}"
        yield _no_words(message, f"{place}; `daybrief words` prints them all", "notice")


def _no_words(message: str, hint: str, severity: Severity = "error") -> Diagnostic:
    return Diagnostic("mkdocs.yml", 1, 1, "no-words", message, hint, severity, width=0)
