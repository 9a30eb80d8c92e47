"""A day: where its file lies, and what its parts say of each other."""

from collections.abc import Iterator
from typing import Any

from daybrief.content.archive import Archive, DayFile
from daybrief.content.rules.finding import Finding
from daybrief.diagnostics import nearest, one_of
from daybrief.model.statements import MOVEMENTS, Claim
from daybrief.urls import day_file


def place(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """A day has one file, with the name and in the folder of its date."""
    wanted = day_file(file.day.date)
    if "date" in file.defaulted or file.path == wanted:
        return
    if archive.has(wanted):
        message, hint = f"{file.day.date} is told in `{wanted}` too", "correct the date, or put both into one file"
        yield Finding(("date",), "day-twice", message, hint)
    else:
        message = f"the file is `{file.path}`, and its date is {file.day.date}"
        hint = f"correct the date, or move the file to `{wanted}`"
        yield Finding(("date",), "misplaced-day", message, hint)


def takeaways_rest_on_something(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """A takeaway names the claims or assessments that it rests on."""
    if "takeaways" in file.defaulted:
        return
    for number, takeaway in enumerate(file.day.takeaways):
        if not takeaway.refs:
            hint = "add `refs: [ID]` with the claims it rests on"
            yield Finding(("takeaways", number), "takeaway-without-refs", "this takeaway rests on nothing", hint)


def one_report_a_sector(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """A sector has one entry a day."""
    seen: set[str] = set()
    for number, report in enumerate(file.day.front):
        if report.sector in seen:
            message = f"`{report.sector}` has an entry above"
            yield Finding(("front", number, "sector"), "sector-twice", message, "put its claims there")
        seen.add(report.sector)


def movement_of_one(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """A movement is one thing that one party did; an assessment is about a sector or a track."""
    for path, claim in file.day.claims():
        if claim.movement and sum(getattr(claim.movement, name) is not None for name in MOVEMENTS) != 1:
            hint = one_of(f"{name}: PARTY" for name in MOVEMENTS)
            yield Finding((*path, "movement"), "one-movement", "a movement is one field", hint)
    for number, assessment in enumerate(file.day.assessments):
        if assessment.sector and assessment.track:
            message = "an assessment is about a sector or a track, not both"
            yield Finding(("assessments", number, "track"), "sector-or-track", message, "keep one", key=True)


def origin_speaks(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """Who speaks is the origin of a text, never the outlet that reprints it."""
    for path, statement in file.day.statements():
        carried: dict[str, set[Any]] = {}  # by outlet, whose texts its articles carry; None where they are its own
        for name in statement.articles:
            if article := file.day.articles.get(name):
                carried.setdefault(article.source, set()).add(article.reprint_of)
        for index, speaker in enumerate(statement.by):
            origins = carried.get(speaker, {None})
            if None not in origins and (others := sorted(origins - {speaker})):
                message = f"`{speaker}` only reprints this text"
                yield Finding((*path, "by", index), "by-reprinter", message, f"write `by: {others[0]}`")


def target(archive: Archive, file: DayFile, reference: str) -> tuple[DayFile, Claim] | None:
    """The claim that a reference points at, if it is there."""
    date, _, name = reference.rpartition("/")
    there = archive.on(date) if date else file
    claim = there.named["claim"].get(name) if there else None
    return (there, claim) if there and claim else None


def opening_claims(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """`backs` and `denies` point at the claim that opened the matter."""
    for path, claim in file.day.claims():
        if claim.backs and claim.denies:
            message = "a claim speaks for a matter or against it"
            yield Finding((*path, "denies"), "both-sides", message, "write two claims", key=True)
        for field, reference in claim.pointers():
            found = target(archive, file, reference) if field in ("backs", "denies") else None
            if found and (opening := found[1].backs or found[1].denies):
                there = opening if "/" in opening or found[0] is file else f"{found[0].day.date}/{opening}"
                message = f"`{reference}` itself speaks of another claim"
                hint = f"point at the claim that opened the matter: `{there}`"
                yield Finding((*path, field), "not-an-opening-claim", message, hint)


SPEAKERS = 12
"""Speakers that a message names."""


def same_speaker_retracts(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """Only who said a thing takes it back."""
    for path, claim in file.day.claims():
        found = target(archive, file, claim.retracts) if claim.retracts else None
        if found and not set(found[1].by) & set(claim.by):
            message = f"`{claim.retracts}` is by " + ", ".join(f"`{s}`" for s in found[1].by[:SPEAKERS])
            hint = "only the same speaker retracts; another one `denies`"
            yield Finding((*path, "retracts"), "retracts-another", message, hint)


def editors_set_what_is_there(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """What `editor_set` names is set."""
    for number, assessment in enumerate(file.day.assessments):
        for index, name in enumerate(assessment.editor_set):
            if getattr(assessment, name) is None:
                message = f"`{name}` is not set here"
                path = ("assessments", number, "editor_set", index)
                yield Finding(path, "editor-set-nothing", message, f"add `{name}: …`, or take it from the list")


def corrections_fit(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """A correction names a field of its target, what it was and what it is."""
    things: dict[str, Any] = {"day": file.day} | {k: v for some in file.named.values() for k, v in some.items()}
    for number, correction in enumerate(file.day.corrections):
        path = ("corrections", number)
        thing = things.get(correction.target)
        known = [f.alias or n for n, f in thing.__pydantic_fields__.items()] if thing else []
        if thing and correction.field not in known:
            message = f"`{correction.target}` has no field `{correction.field}`"
            hint = nearest(correction.field, known) or one_of(known, 20)
            yield Finding((*path, "field"), "unknown-field", message, hint)
        if correction.was == correction.now:
            message = "the words before and after are the same"
            yield Finding((*path, "now"), "empty-correction", message, "write what it is now")
