"""Whose a site's folder is, and how another edition takes its place."""

from pathlib import Path

import pytest

from daybrief.engine.cache import Refused
from daybrief.pipeline import site_folder
from daybrief.pipeline.site_folder import MANIFEST, declare, opened, put_in_place


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


@pytest.mark.parametrize("exchanges", [True, False])
def test_a_folder_takes_the_place_of_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchanges: bool) -> None:
    if not exchanges:  # as on a system that has no such call
        monkeypatch.setattr(site_folder, "_libc", lambda: None)
    for text in ("first", "second", "third"):
        new = tmp_path / ".new"
        new.mkdir()
        (new / "page").write_text(text)
        new_mode = new.stat().st_mode & 0o7777
        put_in_place(new, tmp_path / "parent/site")
        assert (tmp_path / "parent/site").stat().st_mode & 0o7777 == (0o2775 if text != "first" else new_mode)
        (tmp_path / "parent/site").chmod(0o2775)
        assert (tmp_path / "parent/site/page").read_text() == text
        assert sorted(path.name for path in tmp_path.rglob("*")) == ["page", "parent", "site"]


def test_what_cannot_be_exchanged_is_known(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert opened(site, tmp_path / "project", []).exchangeable(), "there is none yet"
    site.mkdir()
    declare(site, [])
    assert opened(site, tmp_path / "project", []).exchangeable()
    (site / ".git").mkdir()
    assert not opened(site, tmp_path / "project", []).exchangeable()
