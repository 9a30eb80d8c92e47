"""Dates: in which order things can have happened."""

import datetime as dt
from collections.abc import Iterator

from daybrief.content.archive import Archive, DayFile
from daybrief.content.rules.days import target, targets
from daybrief.content.rules.finding import Finding
from daybrief.model.day import Day, time_of
from daybrief.model.fields import period
from daybrief.model.speakers import tells_again
from daybrief.model.statements import Claim
from daybrief.source import Path


def after_what_was_read(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """A day's `as_of` is not earlier than the day, nor than anything that was read, but what an update added since."""
    day = file.day
    if "as_of" in file.defaulted:
        return
    if "date" not in file.defaulted and day.date > day.as_of.date():
        message = f"the day, {day.date}, is later than its `as_of`"
        yield Finding(("as_of",), "as-of-before-day", message, "write when the editors had seen it all")
        return
    added = {one.target: one.date for one in sorted(day.corrections, key=lambda one: one.date) if one.adds}
    for name, article in day.articles.items():
        hint = "correct the article's date, or move `as_of`"
        if article.published > day.as_of.date():
            yield _too_late(day, name, "published", article.published.isoformat(), hint)
            continue
        for field in ("as_of", "seen"):
            time: dt.datetime | None = getattr(article, field)
            if time and time > day.as_of and not (name in added and time.date() <= added[name]):
                hint += f"; or add the update: `{{date: {time.date()}, target: {name}, kind: update, reason: …}}`"
                yield _too_late(day, name, field, f"{time:%Y-%m-%dT%H:%MZ}", hint)
                break


def _too_late(day: Day, name: str, field: str, time: str, hint: str) -> Finding:
    message = f"`as_of` is {day.as_of:%Y-%m-%dT%H:%MZ}, earlier than this article ({time})"
    return Finding(("articles", name, field), "article-after-as-of", message, hint)


def in_order(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """Ends come after beginnings, words after what they are about, corrections after the day."""
    day = file.day
    for number, event in enumerate(day.diplomacy):
        if event.state in ("held", "ongoing") and _begins_after(event.date, day.as_of):
            so_far = "have been held" if event.state == "held" else "be going on"
            yield _order(("diplomacy", number, "state"), f"an event of {event.date} cannot {so_far} yet")
    for path, claim in day.claims():
        if claim.said and claim.said > day.as_of.date():
            yield _order((*path, "said"), f"the editors had seen no more than {day.as_of.date()}")
    for number, assessment in enumerate(day.assessments):
        if assessment.horizon and assessment.horizon < (assessment.said or day.date):
            yield _order(("assessments", number, "horizon"), "the horizon lies before the forecast")
    for number, correction in enumerate(day.corrections):
        if correction.date < day.date:
            yield _order(("corrections", number, "date"), f"the day itself is {day.date}")


def _begins_after(when: str, as_of: dt.datetime) -> bool:
    begins, told = when.partition("/")[0], f"{as_of:%Y-%m-%dT%H:%MZ}"
    return begins > told if len(begins) == len(told) else period(begins)[0] > as_of.date()


def outcomes_in_time(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """A forecast has not failed before its horizon."""
    for number, resolution in enumerate(file.day.resolutions):
        found = target(archive, file, resolution.forecast, "forecast")
        horizon = found[1].horizon if found else None
        if horizon and resolution.outcome == "false" and file.day.date < horizon:
            yield _order(("resolutions", number, "outcome"), f"the forecast has until {horizon}")


def one_outcome_a_day(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """A forecast has one outcome a day, however often it was told."""
    seen: dict[tuple[dt.date, str], str] = {}
    for number, resolution in enumerate(file.day.resolutions):
        key = _first_telling(archive, file, resolution.forecast)
        first = seen.setdefault(key, resolution.outcome) if key else resolution.outcome
        if first != resolution.outcome:
            message = f"`{resolution.forecast}` has an outcome above: {first}"
            yield Finding(("resolutions", number, "forecast"), "resolved-twice", message, "keep one of the two")


def _first_telling(archive: Archive, file: DayFile, reference: str) -> tuple[dt.date, str] | None:
    """The day and id under which a forecast was told first, through all that it tells again in the same voice."""
    if not (found := target(archive, file, reference, "forecast")):
        return None
    there, forecast = found
    seen = set[tuple[dt.date, str]]()
    while (there.day.date, forecast.id) not in seen:
        seen.add((there.day.date, forecast.id))
        for one in (target(archive, there, earlier, "forecast") for earlier in forecast.follows):
            if one and tells_again(archive.registry, forecast, there.day.date, one[1]):
                there, forecast = one
                break
    return there.day.date, forecast.id


def _order(path: Path, message: str) -> Finding:
    return Finding(path, "out-of-order", message, "look at the date")


def backs_and_denies_fit(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """What speaks for a claim is of its time, and gives no other number; what speaks against it is not of another.

    A withdrawal on the 23rd does not confirm a capture claimed on the 11th, nor a picture of the 1st an attack of the
    3rd; and that nobody is there on the 10th does not refute that somebody was on the 1st.
    """
    for path, claim in file.day.claims():
        for place, field, reference, (there, other) in targets(archive, file, path, claim, "backs", "denies"):
            if other.backs or other.denies:
                continue  # another rule tells
            (first, last), (opened, closed) = about(file, claim), about(there, other)
            earlier, later = last < opened, first > closed
            # What has no time of its own is about what it speaks of, though it was told later.
            if ((field == "backs" or claim.when) and later) or ((field == "denies" or claim.when) and earlier):
                when = "an earlier" if earlier else "a later"
                message = f"`{field}`: this claim is about {when} time than `{reference}`"
                hint = "use `follows`, or say with `when` what time it is about"
                yield Finding(place, "another-time", message, hint)
            if field == "backs" and {*claim.places} == {*other.places}:
                for measure in claim.figures.keys() & other.figures.keys():
                    if not claim.figures[measure].fits(other.figures[measure]):
                        message = f"`{reference}` gives another number of `{measure}`: {other.figures[measure]}"
                        hint = "who gives another number `follows`, or `denies` if he says so"
                        yield Finding((*path, "figures", measure), "figures-do-not-fit", message, hint)


def about(file: DayFile, claim: Claim) -> tuple[dt.date, dt.date]:
    """The first and last day that a claim is about."""
    return period(time_of(claim, file.events.get(claim.id), file.day.date))
