"""The site that this repository began with: its days, its registries, its map. Another site has none of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.utils import yaml_load

from tests.browsing import served
from tests.projects import ROOT, built_once
from tests.reading import Built

OURS = "daybrief-ukraine"


def identity() -> str:
    """By what feeds know the site of this repository: its `mkdocs.yml` says so."""
    with (ROOT / "mkdocs.yml").open("rb") as file:
        plugins = yaml_load(file).get("plugins") or {}
    given = plugins if isinstance(plugins, dict) else dict(one for each in plugins for one in dict_of(each))
    return str((given.get("daybrief") or {}).get("identity", ""))


def dict_of(plugin: Any) -> Any:
    return plugin.items() if isinstance(plugin, dict) else ()


@pytest.fixture(scope="session", autouse=True)
def _ours() -> None:
    """Set up before anything is built."""
    if identity() != OURS:
        pytest.skip(f"mkdocs.yml is not that of the site {OURS}, which these tests are about")


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
