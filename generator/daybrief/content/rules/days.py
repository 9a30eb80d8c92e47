"""A day: where its file lies, and what its parts say of each other."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from daybrief.content.archive import Archive, DayFile
from daybrief.content.rules.finding import Finding
from daybrief.model.day import Article
from daybrief.model.speakers import Speakers
from daybrief.model.statements import Claim
from daybrief.source import Mark, Path, contents, read_contents
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
    """A takeaway names the claims or assessments that it rests on, at least one of the day."""
    if "takeaways" in file.defaulted:
        return
    today = ("", f"{file.day.date}")
    numbered = enumerate(file.day.takeaways)
    alone = [number for number, one in numbered if not any(ref.rpartition("/")[0] in today for ref in one.refs)]
    unsound = _with_unsound_refs(archive, file, alone) if alone else ()
    for number in alone:
        if number not in unsound:
            more = " that is told on this day" * bool(file.day.takeaways[number].refs)
            hint = "add `refs: [ID]` with the claims it rests on"
            message = f"this takeaway rests on nothing{more}"
            yield Finding(("takeaways", number), "takeaway-without-refs", message, hint)


def _with_unsound_refs(archive: Archive, file: DayFile, numbers: Collection[int]) -> set[int]:
    """Those of the takeaways that lost refs when they were read: these are told of, and may be what it rests on."""
    document, _ = read_contents(contents(archive.docs / file.path), file.document.file)
    written = document.data.get("takeaways") if document else None
    given: dict[Mark, Any] = {}
    for number, takeaway in enumerate(written if isinstance(written, list) else ()):
        if document and isinstance(takeaway, dict):
            given[document.mark(("takeaways", number))] = takeaway.get("refs", [])
    refs = {number: given.get(file.document.mark(("takeaways", number)), []) for number in numbers}
    return {n for n, some in refs.items() if not isinstance(some, list) or len(some) > len(file.day.takeaways[n].refs)}


def events_rest_on_claims(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """That a meeting took place, and who came, is said by somebody: an event names the claims that say so."""
    for number, event in enumerate(file.day.diplomacy):
        if not event.refs:
            message = f"nobody is named who says that `{event.id}` is {event.state}"
            hint = "add `refs: [ID]` with the claims of this day that say so"
            yield Finding(("diplomacy", number), "event-without-refs", message, hint, "warning")


def one_report_a_sector(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """A sector has one entry a day."""
    seen: set[str] = set()
    for number, report in enumerate(file.day.front):
        if report.sector in seen:
            message = f"`{report.sector}` has an entry above"
            yield Finding(("front", number, "sector"), "sector-twice", message, "put its claims there")
        seen.add(report.sector)


def sector_or_track(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """An assessment is about a sector or a track."""
    for number, assessment in enumerate(file.day.assessments):
        if assessment.sector and assessment.track:
            message = "an assessment is about a sector or a track, not both"
            yield Finding(("assessments", number, "track"), "sector-or-track", message, "keep one", key=True)


def origin_speaks(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """Who speaks is the origin of a text, never an outlet that reprints it, or reprints a reprint."""
    articles = file.day.articles
    carried: dict[str, set[str | None]] = {}  # by outlet, whose texts its articles carry; None where they are its own
    for article in articles.values():
        carried.setdefault(article.source, set()).add(article.reprint_of)
    for path, statement in file.day.statements():
        chains = [_chain(articles[name], carried) for name in statement.articles if name in articles]
        origins: dict[str, set[str]] = {}
        for chain in chains:
            for name in chain:
                origins.setdefault(name, set()).add(chain[-1])
        for index, speaker in enumerate(statement.by):
            if speaker not in origins.get(speaker, {speaker}):
                message = f"`{speaker}` only reprints this text"
                yield Finding((*path, "by", index), "by-reprinter", message, f"write `by: {min(origins[speaker])}`")


def _chain(article: Article, carried: Mapping[str, set[str | None]]) -> list[str]:
    """An article's source, whose text it carries, and so on while all that was read there that day is another's."""
    chain, here = [article.source], article.reprint_of
    while here and here not in chain:
        chain.append(here)
        origins = carried.get(here, {None})
        here = next(iter(origins)) if len(origins) == 1 else None
    return chain


def target(archive: Archive, file: DayFile, reference: str, kind: str = "claim") -> tuple[DayFile, Any] | None:
    """What a reference points at, and the file that it is in; None if there is nothing of that kind."""
    date, _, name = reference.rpartition("/")
    there = archive.on(date) if date else file
    thing = there.named[kind].get(name) if there else None
    return (there, thing) if there and thing else None


def opening_claims(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """`backs` and `denies` point at the claim that opened the matter."""
    for path, claim in file.day.claims():
        if claim.backs and claim.denies:
            message = "a claim speaks for a matter or against it"
            yield Finding((*path, "denies"), "both-sides", message, "write two claims", key=True)
        for place, field, reference, (there, other) in targets(archive, file, path, claim, "backs", "denies"):
            if openings := other.backs or other.denies:
                # Who denies a denial speaks for the opening claim: the hint keeps the editor's meaning.
                right = "denies" if (field == "denies") == bool(other.backs) else "backs"
                written = [one if "/" in one or there is file else f"{there.day.date}/{one}" for one in openings]
                message = f"`{reference}` itself {'backs' if other.backs else 'denies'} another claim"
                words = written[0] if len(written) == 1 else f"[{', '.join(written)}]"
                hint = f"point at the claim that opened the matter: `{right}: {words}`"
                yield Finding(place, "not-an-opening-claim", message, hint)


def targets(
    archive: Archive, file: DayFile, path: Path, claim: Claim, *fields: str
) -> Iterator[tuple[Path, str, str, tuple[DayFile, Claim]]]:
    """The claims that a claim's fields point at: place, field, reference, file and claim.

    Other rules tell of those that are not there, that are told later, or that are the claim itself.
    """
    for field in fields:
        for index, reference in enumerate(getattr(claim, field)):
            found = target(archive, file, reference)
            if found and found[0].day.date <= file.day.date and (found[0] is not file or found[1].id != claim.id):
                yield (*path, field, index), field, reference, found


SPEAKERS = 12
"""Speakers that a message names."""


def same_voice_takes_back(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """Who said a thing takes it back, and nobody else; and does not deny it."""
    speakers = Speakers(archive.registry, file.day.date)
    stands_for = cache(speakers.stands_for)  # very many may take back what very many said
    bodies = cache(lambda by: {speakers.body(name): name for name in by})
    for path, claim in file.day.claims():
        for place, _, reference, (_, other) in targets(archive, file, path, claim, "retracts"):
            if stands_for(claim.by).isdisjoint(stands_for(other.by)):
                message = f"`{reference}` is by " + ", ".join(f"`{s}`" for s in other.by[:SPEAKERS])
                hint = "only the same speaker or its body retracts; another one `denies`"
                yield Finding(place, "retracts-another", message, hint)
        for place, _, reference, (_, other) in targets(archive, file, path, claim, "denies"):
            said_so = bodies(other.by)
            if name := next((name for name in claim.by if speakers.body(name) in said_so), None):
                who = name if name in other.by else said_so[speakers.body(name)]
                message = f"`{reference}` is by `{who}`, " + ("who" if who == name else f"for whose body `{name}`")
                message += " denies it here"
                hint = "who takes back what he said `retracts`; if time went on, the claim `follows`"
                yield Finding(place, "denies-itself", message, hint)


def control_of_something(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """Who holds a place is said of places."""
    for path, claim in file.day.claims():
        if claim.control and not claim.places:
            message, hint = "nothing says what is held", "add `places: [PLACE]`"
            yield Finding((*path, "control"), "control-without-place", message, hint, key=True)


def editors_set_what_is_there(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """What `editor_set` names is set."""
    for number, assessment in enumerate(file.day.assessments):
        for index, name in enumerate(assessment.editor_set):
            if getattr(assessment, name) is None:
                message = f"`{name}` is not set here"
                path = ("assessments", number, "editor_set", index)
                yield Finding(path, "editor-set-nothing", message, f"add `{name}: …`, or take it from the list")
