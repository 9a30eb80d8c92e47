"""`mkdocs build` on days: what is published, what is refused, and what a `--dirty` build touches."""

import re
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort, ConfigurationError

from tests.projects import LAKE_ADDRESS
from tests.reading import broken, files, indexed, pages

FORGE = "https://forge.example/lake/letters/edit/main/tests/second_subject/briefings/"
DAY = "briefings/2032/2032-01-02.yml"


def edit_links(site: Path, name: str) -> list[str]:
    return [link for _, link in pages(site / name)["index.html"].links if "/edit/" in link]


@pytest.mark.parametrize(
    ("page", "source"),
    [
        ("2032/01/02", "2032/2032-01-02.yml"),
        ("", "2032/2032-01-02.yml"),
        ("sources/lake-watch", "registry/sources.yml"),
        ("front", "registry/sectors.yml"),
        ("method", "method.md"),
    ],
)
def test_edit_links_lead_to_what_an_editor_changes(lake: Path, page: str, source: str) -> None:
    assert edit_links(lake, page) == [FORGE + source]


def test_without_a_repository_there_is_no_edit_link(news: Path) -> None:
    assert edit_links(news, "2025/12/03") == []


def test_a_failed_build_leaves_the_old_site_as_it_was(project: Any, run: Any) -> None:
    project.build()
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in project.site.rglob("*") if path.is_file()}
    project.edit(DAY, "by: pilots", "by: pilotz")
    project.edit(DAY, "date: 2032-01-02\nas_of", "date: 2032-02-30\nas_of")
    for command in (("mkdocs", "build"), ("daybrief", "build")):
        done = run(*command, cwd=project.root)
        assert done.returncode == 1
        assert "2 errors in 1 file" in done.stderr
        assert f"{DAY}:1:7: error: there is no day 2032-02-30" in done.stderr
        assert "did you mean `pilots`?" in done.stderr
        assert "Traceback" not in done.stdout + done.stderr
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in project.site.rglob("*") if path.is_file()}
    assert after == before


def test_a_strict_build_refuses_a_warning_before_it_touches_the_site(project: Any, caplog: Any) -> None:
    project.build()
    before = files(project.site)
    project.edit(DAY, "reeds at Hask", "reeds at Haskholm")
    with pytest.raises(Abort):
        project.build(strict=True)
    assert "this site writes `Hask`, not `Haskholm`" in caplog.text
    assert files(project.site) == before
    caplog.clear()
    project.build(strict=False)
    assert [r.levelname for r in caplog.records if "Haskholm" in r.message] == ["WARNING"]
    assert b"Haskholm" in files(project.site)["2032/01/02/index.html"]


def test_strict_hears_of_dead_links_in_handwritten_pages(project: Any) -> None:
    project.edit("briefings/method.md", "(about.md)", "(abuot.md)")
    with pytest.raises(Abort, match="strict"):
        project.build()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"use_directory_urls": "false"}, "Daybrief's addresses are folders"),
        ({"theme": "material"}, "Daybrief needs its theme"),
        ({"plugins": "[]"}, "Daybrief is not among the plugins"),
        ({"site_name": None}, "site_name"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_mkdocs_yml_lacks_is_said_without_a_traceback(project: Any, run: Any, change: Any, words: str) -> None:
    project.set(**change)
    done = run("daybrief", "build", cwd=project.root)
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_that_cannot_be_built_are_told(project: Any) -> None:
    project.set(use_directory_urls="false")
    with pytest.raises(ConfigurationError, match="leave `use_directory_urls` as it is"):
        project.build()


def test_a_file_may_be_named_outside_of_the_nav(project: Any) -> None:
    (project.docs / "note.md").write_text("# A note\n\nNot in the nav.\n")
    (project.docs / "private.txt").write_text("not published\n")
    with pytest.raises(Abort):
        project.build()
    project.set(not_in_nav="note.md", exclude_docs="private.txt")
    site = project.build()
    assert "note/index.html" in files(site)
    assert "private.txt" not in files(site)


def test_a_site_without_a_day_builds_and_says_so(project: Any) -> None:
    project.drop_days()
    site = project.build()
    parsed = pages(site)
    assert broken(site, LAKE_ADDRESS, parsed) == []
    for name in ("index.html", "archive/index.html"):
        assert "No day has been published yet." in parsed[name].words
    assert all(len(page.headings) == 1 for page in parsed.values())
    assert "<lastmod>1970-01-01</lastmod>" in (site / "sitemap.xml").read_text()


def test_a_site_without_handwritten_pages_links_to_none_in_its_footer(project: Any) -> None:
    (project.docs / "method.md").unlink()
    (project.docs / "about.md").unlink()
    project.edit("mkdocs.yml", "  - Method: method.md\n  - About: about.md\n", "")
    site = project.build()
    footer = (site / "archive/index.html").read_text().partition('<footer class="db-foot">')[2]
    assert "feed.xml" in footer
    assert "method/" not in footer
    assert "about/" not in footer


def test_an_address_without_a_slash_is_one_with_it(project: Any) -> None:
    project.set(site_url=LAKE_ADDRESS.rstrip("/"))
    site = project.build()
    assert f"<link>{LAKE_ADDRESS}2032/01/02/</link>" in (site / "feed.xml").read_text()


# --dirty


def stamps(site: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(site).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in site.rglob("*")
        if path.is_file() and "pagefind" not in path.parts
    }


def fingerprints(site: Path) -> dict[str, str]:
    found = {}
    for page in site.rglob("index.html"):
        if mark := re.search('name="daybrief-fingerprint" content="(.+?)"', page.read_text()):
            found[page.relative_to(site).as_posix()] = mark[1]
    return found


ALWAYS = {"404.html", "sitemap.xml", "sitemap.xml.gz", "feed.xml"}
"""What MkDocs and the plugin write each time."""


def dirty(project: Any) -> set[str]:
    """Build on top of the last build, and tell which files were written."""
    before, marks = stamps(project.site), fingerprints(project.site)
    project.build(strict=False, dirty=True)
    after, now = stamps(project.site), fingerprints(project.site)
    written = {name for name in after if after[name] != before.get(name)} - ALWAYS
    pages = {name for name in written if name.endswith("index.html")}
    assert pages == {name for name in now if now[name] != marks.get(name)}, "written when the fingerprint is new"
    for name in set(after) - written - ALWAYS:
        assert after[name] == before[name]
    return written


def test_a_dirty_build_with_nothing_new_writes_nothing(project: Any) -> None:
    project.build()
    assert dirty(project) == set()


def test_a_dirty_build_writes_the_pages_that_a_day_changes_and_no_other(project: Any, tmp_path: Path) -> None:
    project.build()
    project.edit(DAY, "seen in the reeds at Hask.", "seen in the tall reeds at Hask.")
    written = dirty(project)
    assert written == {
        "2032/2032-01-02.yml",
        "2032/01/02/index.html",
        "index.html",
        "claims/index.html",
        "claims/2032/index.html",
        "claims/unverified/2032/index.html",
        "front/north-shore/index.html",
        "parties/dolmar/index.html",
        "places/hask/index.html",
        "sources/averra-navy/index.html",
    }
    incremental, known = files(project.site), indexed(project.site)
    project.build()
    assert files(project.site) == incremental, "as a build from nothing"
    assert indexed(project.site) == known
    assert "tall reeds" in str(known["/2032/01/02/"])


def test_a_dirty_build_adds_a_day_and_takes_one_away(project: Any) -> None:
    project.build()
    new = project.docs / "2032/2032-01-03.yml"
    draft = new.read_text()
    new.write_text(draft.replace("status: draft", "status: published"))
    written = dirty(project)
    assert {"2032/01/03/index.html", "2032/2032-01-03.yml", "2032/01/02/index.html", "archive/index.html"} <= written
    assert "2031/12/30/index.html" not in written
    assert "places/senn/index.html" not in written
    assert "Fog" in (project.site / "feed.xml").read_text()
    new.write_text(draft)
    dirty(project)
    incremental = files(project.site)
    assert not [name for name in incremental if "01/03" in name or "01-03" in name], "a draft again: withdrawn"
    assert "Unfinished" not in str(indexed(project.site))
    project.build()
    assert files(project.site) == incremental


@pytest.mark.parametrize(
    "change", [{"copyright": "All of it is invented"}, {"site_name": "Letters"}, {"site_url": "https://lake.example/"}]
)
def test_a_dirty_build_writes_every_page_when_what_surrounds_them_changes(project: Any, change: dict[str, str]) -> None:
    project.build()
    count = len(fingerprints(project.site))
    project.set(**change)
    assert len([name for name in dirty(project) if name.endswith("index.html")]) >= count


def test_a_long_description_does_not_hide_the_fingerprint(project: Any) -> None:
    project.edit(DAY, "  - text: The delegations met in Senn;", f"  - text: {'Words & words. ' * 120} Senn;")
    project.build()
    assert dirty(project) == set()
