"""Whose a site's folder is, and how another edition takes its place."""

from pathlib import Path

import pytest

from daybrief.engine.cache import Refused
from daybrief.pipeline.site_folder import MANIFEST, declare, opened


def test_a_folder_is_ours_as_far_as_its_list_goes(tmp_path: Path) -> None:
    project, site = tmp_path / "project", tmp_path / "project/site"
    site.mkdir(parents=True)
    assert opened(site, project, []).there == frozenset()
    (site / "index.html").write_text('<article class="brief brief-day">')
    (site / ".hidden").write_text("not looked at")
    with pytest.raises(Refused, match=r"index\.html\. Move it"):
        opened(site, project, [])
    declare(site, ["index.html", "gone.html"])
    found = opened(site, project, [])
    assert (found.there, found.unsure) == ({"index.html"}, False)
    (site / "own.html").write_text("a stranger's")
    with pytest.raises(Refused, match=r"own\.html"):
        opened(site, project, [])
    (site / MANIFEST).write_bytes((site / MANIFEST).read_bytes() + b"own.html\n")
    with pytest.raises(Refused, match=r"own\.html"):
        opened(site, project, [])
    (site / "own.html").unlink()
    assert opened(site, project, []).unsure, "somebody wrote into the list"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("somebody's")
    with pytest.raises(Refused, match=r"site is no folder\."):
        opened(tmp_path / "site", tmp_path / "project", [])


def test_what_cannot_be_exchanged_is_known(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert opened(site, tmp_path / "project", []).exchangeable(), "there is none yet"
    site.mkdir()
    declare(site, [])
    assert opened(site, tmp_path / "project", []).exchangeable()
    (site / ".git").mkdir()
    assert not opened(site, tmp_path / "project", []).exchangeable()
