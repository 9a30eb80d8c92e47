"""The site that this repository began with: its days, its registries, its map. Another site has none of them."""

from collections import ChainMap
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from mkdocs.utils import yaml_load

from tests.browsing import served
from tests.projects import ROOT, built_once
from tests.reading import Built

OURS = "daybrief-ukraine"


@cache
def identity() -> str:
    """By what feeds know the site of this repository, as `mkdocs.yml` says."""
    with (ROOT / "mkdocs.yml").open("rb") as file:
        plugins = yaml_load(file).get("plugins") or {}
    given = plugins if isinstance(plugins, dict) else ChainMap(*(one for one in plugins if isinstance(one, dict)))
    return str((given.get("daybrief") or {}).get("identity", ""))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Leave out each test of this folder where the site is another one, before anything is built."""
    if identity() != OURS:
        pytest.skip(f"tests/site is about the site {OURS}, and mkdocs.yml is that of another")


@pytest.fixture(scope="session")
def news(once: Any) -> Path:
    """The project's own site, built by `mkdocs build --strict`."""
    return built_once(once, "news", ROOT)


@pytest.fixture(scope="session")
def built(news: Path) -> Built:
    return Built(news, "http://127.0.0.1:8000/", ROOT / "briefings")


@pytest.fixture(scope="session")
def site(news: Path) -> Iterator[str]:
    """The address of the project's own site."""
    with served({"/": news}) as address:
        yield address
