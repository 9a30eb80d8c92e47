"""What is found in a day and kept, so that a page that asks for many days need not read them."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

import msgspec

from daybrief.ledger.control import Holding
from daybrief.ledger.coverage import Coverage
from daybrief.ledger.forecasts import Forecast
from daybrief.ledger.history import History
from daybrief.ledger.keys import StatementKey, StatementRef
from daybrief.ledger.observations import Observation

HISTORIES = msgspec.msgpack.Decoder(dict[str, tuple[History, tuple[dt.date, ...]]])
"""By a claim's id, its history, and the days on which a speaker of its matters became another."""


class CurrentStatus(NamedTuple):
    """How a day's statements stand on the newest day, and what they give."""

    statuses: tuple[str, ...]
    """Of each statement in the order of the page; empty for an assessment."""
    histories: bytes
    """Those of its claims, as `HISTORIES` reads them when one is asked for."""
    forecasts: tuple[Forecast, ...]
    holdings: tuple[Holding, ...]
    """What its claims say of who holds what."""
    observations: tuple[Observation, ...]
    """The figures that they give."""
    coverage: Coverage
    """Who was heard."""
    denials: tuple[int, ...]
    """The numbers of its claims that deny one which stands otherwise than contested."""


def denying_decided(entries: Iterable[StatementRef], history: Callable[[StatementKey], History]) -> tuple[int, ...]:
    """The numbers of those of a day's statements that deny a claim which stands otherwise than contested.

    Their own status does not tell: who denies two matters may stand contested for one of them.
    """
    denials = ((number, entry) for number, entry in enumerate(entries) if entry.kind == "claim" and entry.claim.denies)
    return tuple(
        n for n, entry in denials if {history(key)[-1].standing.status for key in entry.openings()} != {"contested"}
    )
