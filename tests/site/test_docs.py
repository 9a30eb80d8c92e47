"""What the docs tell by the first site: their examples are read beside its registries, and its files exist."""

from tests.projects import ROOT
from tests.test_docs import CONTENT, EACH, dead, links, missing


@EACH
def test_paths_that_are_named_exist(name: str) -> None:
    assert missing(name, CONTENT) == []


def test_every_folder_of_ours_is_there() -> None:
    assert [folder for folder in CONTENT if not (ROOT / folder).is_dir()] == []


@EACH
def test_links_lead_somewhere(name: str) -> None:
    assert dead(links(name)) == []
