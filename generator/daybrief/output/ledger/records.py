"""The ledger's report on a day, as a program reads it: from these records follow its JSON and the schema of that.

What is told of a day is as it stood on its page. Only what is called `now` hangs on later days.
"""

import datetime as dt
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field

from daybrief import urls
from daybrief.ledger.status import Status
from daybrief.ledger.status_changes import How
from daybrief.output.ledger.claim_records import ClaimReport, Control, Entry, Known, Movement, Record, Ref, Speaker
from daybrief.views.parts import Link

VERSION = 1
"""Goes up when what a program reads means something else, or is gone; what is added leaves it."""
Id: TypeAlias = Annotated[str, BeforeValidator(lambda one: urls.entry_id(one.url))]
"""The id of what a view leads to."""
Linked: TypeAlias = Annotated[Entry, BeforeValidator(lambda link: Entry(id=urls.entry_id(link.url), name=link.text))]
"""What a link leads to."""


class BoardRow(Record):
    """A movement, or who holds places, with one status; neither where claims speak of none."""

    movement: Movement | None
    control: Control | None
    places: tuple[Linked, ...]
    by: Annotated[tuple[Id, ...], Field(validation_alias="speakers")]
    """Ids of those who say so."""
    against: tuple[Id, ...]
    """Ids of those who speak against it."""
    status: Status
    assessed: bool
    """Whether a think tank or a map project says it; else it is claimed."""


class BoardSector(Record):
    """A sector of the day, or one that was read the day before."""

    sector: Linked
    one_side: Entry | None
    """The party whose voices alone were read."""
    last_read: Annotated[dt.date | None, Field(validation_alias="last"), BeforeValidator(lambda day: day and day.date)]
    """Where nothing was read: the last day before on which something was."""
    rows: Annotated[tuple[BoardRow, ...], Field(validation_alias="lines")]


class ControlWord(Record):
    """What a speaker says of who holds a place: the newest, and what is denied beside it."""

    ref: Ref
    """The claim that says so."""
    speaker: Speaker
    control: Control
    denied: bool
    """Whether the speaker says that this is not so."""
    said: dt.date
    status: Status


class PlaceControl(Record):
    """A row of the control table: a place of which anybody said who holds it."""

    place: Entry
    words: tuple[ControlWord, ...]
    """Speaker by speaker, who said something last first: 5 of them, and the last of each side."""


class Stance(Record):
    """A position that is taken, or told of somebody."""

    ref: Ref
    text: str
    stance: str
    """The claim's `position.is`."""
    by: tuple[Speaker, ...]
    own: bool
    """Whether an office of the party itself says so."""


class Position(Record):
    """A cell of a plan's matrix."""

    plan: Entry
    point: Entry | None
    """Null for the whole plan."""
    party: Entry | None
    """Null where it is said of no party."""
    stances: tuple[Stance, ...]
    """All of the newest day in its own words, then all that others say of it on the newest of theirs."""


class Outcome(Record):
    """What became of a forecast."""

    outcome: Literal["true", "false", "void"]
    score: Annotated[Literal["unscorable", "hit", "miss", "void", "brier"], Field(validation_alias="kind")]
    value: Annotated[float | None, AfterValidator(lambda value: None if value is None else round(value, 4))]
    """The Brier score: 0 is best, 1 worst."""
    speakers_own: bool
    """Whether the speaker gave both chance and horizon: else the value is not counted to the speaker."""
    could_fail: bool
    """Whether the speaker gave a horizon: else neither a hit nor a miss is counted to the speaker."""


class ForecastReport(Record):
    """A forecast, on the first day it was told."""

    ref: Ref
    text: str
    by: tuple[Speaker, ...]
    horizon: dt.date | None
    likelihood: str | None
    then: Outcome | None
    """Null while it is open."""
    now: Outcome | None


class ForecastGroup(Record):
    """Forecasts that are alike."""

    total: int
    nearest: tuple[ForecastReport, ...]
    """Those whose horizon is nearest: at most 40."""


class Forecasts(Record):
    """Forecasts as they stood on the day."""

    due: ForecastGroup
    """The horizon is over, and nothing resolved them."""
    open: ForecastGroup
    resolved: tuple[ForecastReport, ...]
    """By a resolution of this day."""


class Cause(Record):
    """What may have changed a status since the day before."""

    how: How
    """What another claim does to it (`restores`: takes back what spoke against it); or `changed`, in a registry."""
    who: tuple[Id, ...]
    """Ids of those who say so, or of whom something changed."""
    because: Known[str]
    """Why that changed."""


class Change(Record):
    """A claim that is new, or one of which something is new."""

    ref: Annotated[Ref, Field(validation_alias="url"), AfterValidator(urls.reference)]
    text: str
    by: Annotated[tuple[Id, ...], Field(validation_alias="speakers")]
    """Ids of those who say it."""
    earlier: Annotated[Ref | None, BeforeValidator(lambda told: told and urls.reference(told.url))] = None
    """The claim that it goes on from."""
    was: Known[Status] = None
    """Its status on the day before."""
    became: Annotated[Known[Status], Field(validation_alias="now")] = None
    """Its status on this day."""
    causes: tuple[Cause, ...] = ()
    """Why it stands otherwise."""


class PassedEvent(Record):
    """A planned event whose last day is over since, and of which nothing was read."""

    ref: Ref
    name: str
    date: str
    """What it was planned for, as it is written."""


def _passed(told: tuple[Link, str]) -> PassedEvent:
    event, planned = told
    return PassedEvent(ref=urls.reference(event.url), name=event.text, date=planned)


class Changes(Record):
    """What changed since the day before that is told."""

    since: dt.date | None
    """Null on the first day, of which nothing else is told here."""
    new: tuple[Change, ...] = ()
    """Claims that open a matter."""
    developing: tuple[Change, ...] = ()
    """Claims that go on from an older one, or speak for or against it, and leave its status."""
    status_changed: Annotated[tuple[Change, ...], Field(validation_alias="turned")] = ()
    """Older claims that stood otherwise."""
    gone_quiet: Annotated[tuple[Change, ...], Field(validation_alias="quiet")] = ()
    """Claims that opened what was told of the day before, of which nothing was read, and which stand as they stood."""
    passed: tuple[Annotated[PassedEvent, BeforeValidator(_passed)], ...] = ()


class LedgerReport(Record):
    """All that the ledger has of a day."""

    format: Literal["daybrief-ledger"] = "daybrief-ledger"
    version: int = VERSION
    model: int
    """The model that the program reads."""
    date: dt.date
    as_of: dt.datetime
    """By when the day's page counts what was told."""
    title: str
    newest: dt.date
    """The newest day: `now` means as of that."""
    claims: tuple[ClaimReport, ...]
    """In the order of the day's page."""
    board: tuple[BoardSector, ...]
    control: tuple[PlaceControl, ...]
    """Who holds what, according to whom, as it was on the day."""
    positions: tuple[Position, ...]
    """The matrix of plans, points and parties as it was on the day: cells where something stands."""
    forecasts: Forecasts
    changes: Changes
