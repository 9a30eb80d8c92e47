"""What is found in a day and kept, so that a page that asks for many days need not read them."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from daybrief.ledger.control import Holding
from daybrief.ledger.coverage import Coverage
from daybrief.ledger.forecasts import Forecast
from daybrief.ledger.history import History
from daybrief.ledger.keys import StatementKey, StatementRef
from daybrief.ledger.observations import Observation


class CurrentStatus(NamedTuple):
    """How a day's statements stand on the newest day, and what they give."""

    statuses: tuple[str, ...]
    """Of each statement in the order of the page; empty for an assessment."""
    forecasts: tuple[Forecast, ...]
    holdings: tuple[Holding, ...]
    """What its claims say of who holds what."""
    observations: tuple[Observation, ...]
    """The figures that they give."""
    denials: tuple[int, ...]
    """The numbers of its claims that deny one which stands otherwise than contested."""
    coverage: Coverage
    """Who was heard."""


def denying_decided(entries: Iterable[StatementRef], history: Callable[[StatementKey], History]) -> tuple[int, ...]:
    """The numbers of those of a day's statements that deny a claim which stands otherwise than contested.

    Their own status does not tell: who denies two matters may stand contested for one of them.
    """
    denials = ((number, entry) for number, entry in enumerate(entries) if entry.kind == "claim" and entry.claim.denies)
    return tuple(
        n for n, entry in denials if {history(key)[-1].standing.status for key in entry.openings()} != {"contested"}
    )
