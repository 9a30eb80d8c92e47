"""What is found in a day and kept, so that a page that asks for many days need not read them."""

from typing import NamedTuple

from daybrief.ledger.control import Holding
from daybrief.ledger.forecasts import Forecast
from daybrief.ledger.observations import Observation


class CurrentStatus(NamedTuple):
    """How a day's statements stand on the newest day."""

    statuses: tuple[str, ...]
    """Of each statement in the order of the page; empty for an assessment."""
    forecasts: tuple[Forecast, ...]
    holdings: tuple[Holding, ...]
    """What its claims say of who holds what."""
    observations: tuple[Observation, ...]
    """The figures that they give."""
