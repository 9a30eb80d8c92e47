"""Whose a site's folder is, and how another edition takes its place."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from daybrief.engine.cache import Refused
from daybrief.engine.files import UNFINISHED
from daybrief.pipeline.site_folder import MANIFEST, Folders, inspect, write_manifest

HINT = "Name another folder, with `site_dir` in mkdocs.yml or with --site-dir."
MKDOCS, EARLIER = '<meta content="mkdocs-1.6">', '<article class="brief brief-day">'


def lay(site: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    return site


def refusal(site: Path, project: Path, *sources: Path) -> str:
    with pytest.raises(Refused) as error:
        inspect(site, project, sources)
    return str(error.value)


def test_a_folder_is_ours_as_far_as_its_list_goes(tmp_path: Path) -> None:
    project, site = tmp_path / "project", tmp_path / "project/site"
    site.mkdir(parents=True)
    assert inspect(site, project, []).there == frozenset()
    (site / "index.html").write_text('<article class="brief brief-day">')
    (site / ".hidden").write_text("not looked at")
    with pytest.raises(Refused, match=r"index\.html\. Move it"):
        inspect(site, project, [])
    write_manifest(site, ["index.html", "gone.html"])
    found = inspect(site, project, [])
    assert (found.there, found.unsure) == ({"index.html"}, False)
    (site / "own.html").write_text("a stranger's")
    with pytest.raises(Refused, match=r"own\.html"):
        inspect(site, project, [])
    (site / MANIFEST).write_bytes((site / MANIFEST).read_bytes() + b"own.html\n")
    with pytest.raises(Refused, match=r"own\.html"):
        inspect(site, project, [])
    (site / "own.html").unlink()
    assert inspect(site, project, []).unsure, "somebody wrote into the list"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("somebody's")
    with pytest.raises(Refused, match=r"site is no folder\."):
        inspect(tmp_path / "site", tmp_path / "project", [])


def test_a_site_lies_in_no_other(tmp_path: Path) -> None:
    outer, project = tmp_path / "site", tmp_path / "project"
    for made in (outer, project):
        made.mkdir()
    assert not inspect(outer / "one/de", project, ()).there
    write_manifest(outer, ["index.html"])
    why = f"{outer}/one/de lies in another site, {outer}, whose next build would find it there. {HINT}"
    assert refusal(outer / "one/de", project) == why
    assert inspect(outer, project, ()).there == set()


def test_what_cannot_be_exchanged_is_known(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert inspect(site, tmp_path / "project", []).exchangeable(), "there is none yet"
    site.mkdir()
    write_manifest(site, [])
    assert inspect(site, tmp_path / "project", []).exchangeable()
    (site / ".git").mkdir()
    assert not inspect(site, tmp_path / "project", []).exchangeable()


def test_a_folder_that_holds_what_a_site_is_made_of_is_none_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "people/me"))
    project, docs = tmp_path / "work/project", tmp_path / "docs/briefings"
    docs.mkdir(parents=True)
    for site, what in [
        (project, "the project"),
        (tmp_path / "work", "the project"),
        (tmp_path / "people/me", "your home"),
        (tmp_path / "people", "your home"),
        (docs, f"{docs}"),
        (tmp_path / "docs", f"{docs}"),
    ]:
        assert refusal(site, project, docs) == f"{site} is no folder for the site: it holds {what}. {HINT}"
    for site in (docs / "site", docs / "one/two"):
        why = f"{site} is no folder for the site: the site is made of what is in {docs}. {HINT}"
        assert refusal(site, project, docs) == why
    for site in (project / "site", tmp_path / "people/me/site", tmp_path / "docs/site"):
        assert inspect(site, project, [docs]).site == site


def test_a_link_is_what_it_leads_to(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (tmp_path / "far").mkdir()
    (tmp_path / "site").symlink_to("far")
    assert inspect(tmp_path / "site", project, []).site == tmp_path / "far"
    (tmp_path / "docs").symlink_to("far")
    assert "it holds" in refusal(tmp_path / "site", project, tmp_path / "docs")
    loop = tmp_path / "loop"
    loop.symlink_to("loop")
    assert refusal(loop, project) == f"{loop} is a link that leads to itself. Take it away."


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["b"], "b"),
        (["c/d", "b", "a"], "a, b, c/d"),
        (["d", "c", "b", "a"], "a, b, c, …"),
        (["e", "d", "c", "b", "a"], "a, b, c, …"),
        (["a\nb"], "a\\nb"),
    ],
)
def test_of_what_is_in_the_way_three_are_told(tmp_path: Path, names: list[str], told: str) -> None:
    site = lay(tmp_path / "site", dict.fromkeys(names, "a stranger's"))
    what = f"{site} holds what no build has made, and a build would take it away: {told}."
    assert refusal(site, tmp_path / "project") == f"{what} Move it. {HINT}"


@pytest.mark.parametrize(
    ("files", "strange"),
    [
        ({"index.html": MKDOCS, "sitemap.xml": ""}, ""),
        (
            {"index.html": MKDOCS, "sitemap.xml": "", "a/b.html": EARLIER, "a.css": "", "b.svg": "", "c/d.js.map": ""},
            "",
        ),
        ({"index.html": '<link href="stylesheets/daybrief.css">', "sitemap.xml": "", "c.woff": "", "d.jpeg": ""}, ""),
        ({"index.html": MKDOCS, "sitemap.xml": "", "own.html": "<p>"}, "own.html"),
        ({"index.html": MKDOCS, "sitemap.xml": "", "own.txt": MKDOCS}, "own.txt"),
        ({"index.html": MKDOCS, "sitemap.xml": "", "own.css.txt": ""}, "own.css.txt"),
        ({"index.html": "<p>", "sitemap.xml": "", "a.css": ""}, "a.css, index.html, sitemap.xml"),
        ({"index.html": MKDOCS, "a.css": ""}, "a.css, index.html"),
        ({"home.html": MKDOCS, "sitemap.xml": ""}, "home.html, sitemap.xml"),
        ({"home.html": MKDOCS, MANIFEST: "damaged", "a.css": ""}, ""),
        ({MANIFEST: "damaged", "a.css": ""}, "a.css"),
    ],
)
def test_a_site_without_a_sound_list_is_known_by_its_pages(tmp_path: Path, files: dict[str, str], strange: str) -> None:
    site = lay(tmp_path / "site", files)
    if strange:
        assert f"take it away: {strange}. Move it." in refusal(site, tmp_path / "project")
    else:
        found = inspect(site, tmp_path / "project", [])
        assert (found.there, found.unsure) == ({*files} - {MANIFEST}, True)


def test_a_link_among_the_pages_is_a_strangers(tmp_path: Path) -> None:
    site = lay(tmp_path / "site", {"index.html": MKDOCS, "sitemap.xml": ""})
    lay(tmp_path, {"page.html": MKDOCS, "a.css": ""})
    for name in ("page.html", "a.css"):
        (site / name).symlink_to(tmp_path / name)
    assert "take it away: a.css, page.html. Move it." in refusal(site, tmp_path / "project")


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        (f"a/b.html{UNFINISHED}", True),
        (f"a{UNFINISHED}/b.html", False),
        ("pagefind/pieces.json", True),
        ("pagefind/names.json", True),
        (f"pagefind/pieces.json{UNFINISHED}/a", True),
        ("pagefind/now/x/y.pf_meta", True),
        ("pagefind/past/z", True),
        ("pagefind/nowhere/x", False),
        ("pagefind/own.txt", False),
        ("a/pagefind/now/x", False),
    ],
)
def test_what_a_build_leaves_that_was_killed_is_ours_in_a_site_alone(tmp_path: Path, name: str, ours: bool) -> None:
    site = lay(tmp_path / "site", {"index.html": EARLIER, name: ""})
    write_manifest(site, ["index.html"])
    if ours:
        assert inspect(site, tmp_path / "project", []).there == {"index.html", name}
    else:
        assert f"take it away: {name}. Move it." in refusal(site, tmp_path / "project")
    other = lay(tmp_path / "other", {name: ""})
    if not name.endswith(UNFINISHED):
        assert f"take it away: {name}. Move it." in refusal(other, tmp_path / "project")


def test_the_list_has_all_names_in_order_but_the_searchs(tmp_path: Path) -> None:
    site = lay(tmp_path / "site", {})
    names = ["b/index.html", "a.css", "pagefind/now/x", "ä.svg", MANIFEST, "pagefind.html", "\udcff.png"]
    sealed = write_manifest(site, names)
    data = (site / ".daybrief").read_bytes()
    assert data.split(b"\n")[1:] == [
        os.fsencode(n) for n in ("a.css", "b/index.html", "pagefind.html", "ä.svg", "\udcff.png", "")
    ]
    assert sealed.size == len(data)
    inode = (site / MANIFEST).stat().st_ino
    assert write_manifest(site, reversed(names)) == sealed
    assert (site / MANIFEST).stat().st_ino == inode, "it is left alone where it is the same"
    assert write_manifest(site, names[1:]) != sealed
    assert (site / MANIFEST).stat().st_ino != inode


def test_a_list_behind_a_link_is_not_written_into(tmp_path: Path) -> None:
    site, far = lay(tmp_path / "site", {}), tmp_path / "far"
    write_manifest(site, ["a"])
    (site / MANIFEST).rename(far)
    (site / MANIFEST).symlink_to(far)
    was = far.read_bytes()
    for names in (["a"], ["b"]):
        write_manifest(site, names)
        assert not (site / MANIFEST).is_symlink()
        assert far.read_bytes() == was


@pytest.mark.parametrize(
    ("name", "may"), [("index.html", True), (MANIFEST, True), (".nojekyll", False), (".daybrief-own", False)]
)
def test_what_is_hidden_keeps_a_folder_where_it_is(tmp_path: Path, name: str, may: bool) -> None:
    site = lay(tmp_path / "site", {"index.html": MKDOCS, "sitemap.xml": "", name: MKDOCS})
    assert inspect(site, tmp_path / "project", []).exchangeable() is may


def test_a_mount_is_not_exchanged() -> None:
    assert not Folders(Path("/dev"), frozenset(), unsure=False).exchangeable()


def test_the_edition_that_went_up_beside_it_takes_the_place_of_the_site(tmp_path: Path) -> None:
    site = lay(tmp_path / "site", {"index.html": "old", "gone.html": "old"})
    write_manifest(site, ["index.html", "gone.html"])
    found = inspect(site, tmp_path / "project", [])
    assert found.building == tmp_path / ".site.daybrief"
    lay(found.building, {"index.html": "new", "more.html": "new"})
    write_manifest(found.building, ["index.html", "more.html"])
    lay(site, {"own.txt": "a stranger's"})
    why = f"{site} holds what came there while it was built: own.txt. Move it, and build again."
    with pytest.raises(Refused) as error:
        found.exchange()
    assert str(error.value) == why
    assert (site / "index.html").read_text() == "old"
    (site / "own.txt").unlink()
    found.exchange()
    assert (site / "index.html").read_text() == "new"
    assert inspect(site, tmp_path / "project", []).there == {"index.html", "more.html"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]
