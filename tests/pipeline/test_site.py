"""The built site as a whole: its files, its links, its safety, and that the same input makes the same bytes."""

import hashlib
import re
import shutil
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.projects import LAKE, LAKE_ADDRESS
from tests.reading import Built, broken, dead, files, indexed, pages

POLICY = ("default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "base-uri 'none'")


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "2032/01/02/index.html",
        "2032/2032-01-02.yml",
        "2032/01/index.html",
        "2032/index.html",
        "archive/index.html",
        "front/channel/index.html",
        "sources/averra-works/index.html",
        "feed.xml",
        "sitemap.xml",
        "404.html",
        "pagefind/now/pagefind.js",
    ],
)
def test_the_site_holds(lake: Path, name: str) -> None:
    assert (lake / name).stat().st_size > 0


def test_nothing_of_materials_is_published_that_no_page_uses(built: Built) -> None:
    assets = built.site / "assets"
    used = {urlsplit(link).path.rpartition("assets/")[2] for page in built.pages.values() for _, link in page.links}
    used |= {"javascripts/search.js"}  # named by what Material's script reads
    used |= {f"javascripts/search-{name}.js" for name in ("index", "names", "results")}  # which that one asks for
    used |= {"javascripts/search-filters.js", "stylesheets/search.css"}  # which a page asks for when a search begins
    used |= {"images/favicon.png"}  # which browsers and feed readers may ask for, whatever the pages name
    assert {file.relative_to(assets).as_posix() for file in assets.rglob("*.*")} <= used


def test_every_link_and_anchor_leads_somewhere(built: Built) -> None:
    assert sum(len(page.links) for page in built.pages.values()) > 500, "the pages were read"
    assert broken(built.site, built.address, built.pages) == []


def test_the_link_test_finds_what_is_broken(lake: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(lake, site)
    (site / "front/channel/index.html").unlink()
    day = site / "2032/01/02/index.html"
    day.write_text(day.read_text(encoding="utf-8").replace('id="buoy-again"', 'id="gone"'), encoding="utf-8")
    found = "\n".join(broken(site, LAKE_ADDRESS, pages(site)))
    assert "front/channel/: no such file" in found
    assert "#buoy-again: no such anchor" in found


def test_the_sitemap_names_every_page_and_no_other(built: Built) -> None:
    text = (built.site / "sitemap.xml").read_text(encoding="utf-8")
    listed = {line.split("<loc>")[1].split("</loc>")[0] for line in text.splitlines() if "<loc>" in line}
    assert not [url for url in listed if dead(built.site, built.address, url, built.pages)]
    assert listed == {built.address + name.removesuffix("index.html") for name in built.pages if name != "404.html"}


def test_pages_are_sound(built: Built) -> None:
    wrong = []
    for name, page in built.pages.items():
        twice = sorted({i for i in page.ids if page.ids.count(i) > 1})
        wrong += [f"{name}: id {i} twice" for i in twice]
        wrong += [f"{name}: not closed: {what}" for what in page.unclosed]
        if len(page.headings) != 1 or not page.headings[0].strip():
            wrong.append(f"{name}: h1 {page.headings}")
        if not page.title.strip() or not page.metas.get("description"):
            wrong.append(f"{name}: no title or description")
    assert wrong == []


def test_titles_tell_pages_of_a_kind_apart(built: Built) -> None:
    titles: dict[tuple[str, str], str] = {}
    for name, page in built.pages.items():
        key = (name.partition("/")[0], page.title)
        assert key not in titles, f"{name} and {titles[key]} are both '{page.title}'"
        titles[key] = name


def test_every_page_has_the_policy_and_the_feed(built: Built) -> None:
    for name, page in built.pages.items():
        policy = page.metas.get("Content-Security-Policy", "")
        assert all(part in policy for part in POLICY), name
        assert "unsafe" not in policy.replace("'wasm-unsafe-eval'", "")
        assert policy == built.pages["index.html"].metas["Content-Security-Policy"], "one for all"
        assert len(page.alternates()) == 1, name
        assert page.alternates()[0].endswith("feed.xml")


def test_every_page_says_that_nobody_answers_for_it_yet(built: Built) -> None:
    for name, page in built.pages.items():
        assert "No publisher of this site is named yet." in page.words, name


INLINE = re.compile(r"<(script|style)(?: type=\"module\")?>(.*?)</\1>", re.DOTALL)


def test_what_is_inline_is_known_to_the_policy_by_its_hash(built: Built) -> None:
    for name, page in built.pages.items():
        html = (built.site / name).read_text(encoding="utf-8")
        assert {*page.inline} <= {"script"}, name
        found = INLINE.findall(html)
        assert found, "the theme has scripts of its own"
        assert len(page.inline) == len(found) + html.count('<script id="__config" type="application/json">'), name
        for _, text in found:
            digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in page.metas["Content-Security-Policy"], f"{name}: {text[:80]}"


def test_pages_load_nothing_from_elsewhere(built: Built) -> None:
    for name, page in built.pages.items():
        for tag, link in page.links:
            if tag not in ("a", "link rel=canonical"):
                assert not urlsplit(link).netloc, f"{name}: {tag} {link}"


def test_nobody_is_asked_for_the_stars_of_the_repository(lake: Path) -> None:
    html = (lake / "about/index.html").read_text(encoding="utf-8")
    assert 'class="md-source"' in html
    assert 'data-md-component="source"' not in html


def test_the_missing_page_works_at_any_depth(built: Built) -> None:
    own = urlsplit(built.address).path
    for tag, link in built.pages["404.html"].links:
        assert link.startswith(("https://", own)) or (tag == "a" and link.startswith(("#", "javascript:"))), link


def test_two_builds_are_the_same_wherever_they_run(lake: Path, run: object, tmp_path: Path) -> None:
    other = tmp_path / "other"
    done = run(  # type: ignore[operator]
        "mkdocs",
        "build",
        "--strict",
        "--config-file",
        LAKE / "mkdocs.yml",
        "--site-dir",
        other,
        cwd=tmp_path,
        TZ="Pacific/Kiritimati",
        PYTHONHASHSEED="7",
        LANG="tr_TR.UTF-8",
        LC_ALL="C",
    )
    assert done.returncode == 0, done.stderr
    first, second = files(lake), files(other)
    assert sorted(first) == sorted(second)
    assert "sitemap.xml.gz" in first
    assert [name for name in first if first[name] != second[name]] == []
    # Pagefind writes its filters in the order of a hash map: the content is compared, not the bytes.
    assert indexed(lake) == indexed(other)
    assert len(list((lake / "pagefind").rglob("*"))) == len(list((other / "pagefind").rglob("*")))


def walk(site: Path) -> Iterator[Path]:
    return (file for file in site.rglob("*") if file.is_file())


def test_nothing_of_a_draft_is_published(lake: Path) -> None:
    assert not [f for f in walk(lake) if "01-03" in f.name or "01/03" in f.as_posix()]
    for name, data in files(lake).items():
        assert b"Unfinished words" not in data, name
        assert b"2032/01/03" not in data, name
    assert not [url for url, known in indexed(lake).items() if "Unfinished" in str(known) or "01/03" in url]


def test_a_day_is_there_as_it_was_written(built: Built) -> None:
    days = [day for day in built.docs.glob("2*/*.yml") if "\nstatus: published" in day.read_text(encoding="utf-8")]
    assert days
    for day in days:
        name = day.relative_to(built.docs).as_posix()
        assert (built.site / name).read_bytes() == day.read_bytes()
        page = built.pages[f"{day.stem.replace('-', '/')}/index.html"]
        assert ("a", f"../../../{day.parent.name}/{day.name}") in page.links, "the page leads to its YAML"
