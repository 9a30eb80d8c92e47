"""A build in its turns, without MkDocs: what is refused before anything is written, and what is given up on the way."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from daybrief.pipeline.assemble import SiteContent
from daybrief.pipeline.build import BuildSteps, Surroundings, build
from daybrief.pipeline.check import Unsound
from daybrief.pipeline.pages import PageWriter
from daybrief.pipeline.site_folder import Folders
from daybrief.pipeline.state import Built, Remembered
from daybrief.settings import Settings
from tests.output.test_html import SETTINGS
from tests.projects import Project
from tests.reading import files, indexed

NEWEST = "2032/2032-01-02.yml"


@pytest.fixture
def lake(tmp_path: Path) -> Settings:
    project = Project.copied_to(tmp_path / "project")
    return replace(SETTINGS, docs=project.docs, root=project.root)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    old = tmp_path / "site/index.html"
    old.parent.mkdir()
    old.write_text("the old edition")
    return Folders(old.parent, frozenset({"index.html"}), unsure=False, work=tmp_path / "work", whole=True)


def written(story: BuildSteps, site: SiteContent, folders: Folders) -> BuildSteps:
    """What MkDocs does at the first two turns: it lays a theme around pages, and writes the sitemap."""
    writer = PageWriter(site.renderer.fingerprint, lambda page: site.renderer.body(page).encode(), {})
    texts = (("about/", "About", "<p>All of it is invented.</p>"),)
    story.send(Surroundings(writer, {}, texts))
    (folders.staging / "sitemap.xml").write_text("<urlset/>")
    return story


def test_an_edition_takes_the_place_of_the_old_one_when_all_have_had_their_turns(
    lake: Settings, folders: Folders
) -> None:
    steps: list[str] = []
    story = build(lake, folders, Remembered(), progress=steps.append)
    site = next(story)
    assert dt.date(2032, 1, 2) in site.ledger.dates
    written(story, site, folders)
    next(story)
    assert files(folders.site) == {"index.html": b"the old edition"}
    with pytest.raises(StopIteration) as ended:
        next(story)
    assert steps == ["Reading the briefings", "Keeping the ledger", "Making the pages", "Making the search index"]
    published = files(folders.site)
    assert {"2032/01/02/index.html", "feed.xml", "sitemap.xml.gz"} <= published.keys()
    built = ended.value.value
    assert (lake.root / built.site).resolve() == folders.site
    assert published.keys() <= built.pages.files.keys()
    assert indexed(folders.site).keys() >= {"/2032/01/02/", "/about/"}
    assert not folders.staging.exists()


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_build_that_is_given_up_leaves_the_site_as_it_was(lake: Settings, folders: Folders, turns: int) -> None:
    story = build(lake, folders, Remembered())
    site = next(story)
    if turns > 1:
        written(story, site, folders)
    if turns > 2:
        next(story)
    story.close()
    assert files(folders.site) == {"index.html": b"the old edition"}
    assert not folders.staging.exists()


@pytest.mark.parametrize("strict", [False, True])
def test_what_is_unsound_is_refused_before_there_is_a_folder(lake: Settings, folders: Folders, strict: bool) -> None:
    day = lake.docs / NEWEST
    old, new = ("reeds at Hask", "reeds at Haskholm") if strict else ("by: pilots", "by: pilotz")
    day.write_text(day.read_text().replace(old, new))
    with pytest.raises(Unsound) as unsound:
        next(build(lake, folders, Remembered(), strict=strict))
    assert [problem.severity for problem in unsound.value.errors] == ["warning" if strict else "error"]
    assert not folders.staging.exists()
    assert not folders.work.exists()


def test_a_live_site_tells_errors_on_its_pages_and_is_not_remembered(lake: Settings, folders: Folders) -> None:
    day = lake.docs / NEWEST
    day.write_text(day.read_text().replace("by: pilots", "by: pilotz"))
    story = build(lake, folders, Remembered(), live=True)
    site = next(story)
    assert {problem.file for problem in site.content.errors()} == {f"{lake.label}/{NEWEST}"}
    written(story, site, folders)
    next(story)
    with pytest.raises(StopIteration) as ended:
        next(story)
    assert ended.value.value == Built()
    assert b"pilotz" in files(folders.site)["archive/index.html"]
