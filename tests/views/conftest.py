"""The second subject's ledger and pages, without a build."""

import pytest

from daybrief.content import archive
from daybrief.ledger.ledger import Ledger
from daybrief.views import Page
from tests.cases import day_files
from tests.ledger.telling import all_pages, compile_ledger
from tests.projects import LAKE
from tests.views.harbour import harbour


@pytest.fixture(scope="session", autouse=True)
def _harbour() -> None:
    """Made before a test can patch anything, for what lasts longer than a test is set up first."""
    harbour()


@pytest.fixture(scope="session")
def told() -> Ledger:
    """All days of the second subject, the draft too."""
    found, problems = archive.load(LAKE / "briefings", {"method.md", "about.md"})
    assert problems == []
    return compile_ledger((file.day for file in day_files(found)), found.registry)


@pytest.fixture(scope="session")
def by_address(told: Ledger) -> dict[str, Page]:
    """Every page by its address."""
    return {page.url: page for page in all_pages(told)}
