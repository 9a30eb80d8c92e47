"""A hand-written page that uses all of Material's Markdown: what a browser makes of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browsing import served
from tests.plugin.test_markdown import with_everything
from tests.projects import Project

pytestmark = pytest.mark.browser

_MADE = """
    abbr[title] .keys>kbd.key-control mark sup sub del ins code.highlight .md-button--primary[target=_blank]
    .admonition.note>.admonition-title .annotate.highlight td.linenos #__span-0-1 .hll span.filename .language-yaml
    details.tip.inline>summary details.warning[open] .tabbed-set[data-tabs]>input#__tabbed_1_2[type=radio]
    label[for=__tabbed_1_2] .tabbed-content>.tabbed-block .task-list-control>input[type=checkbox]:checked:disabled
    .task-list-control>.task-list-indicator dl>dd .twemoji>svg[viewBox]>path .twemoji.github[title=x] th[align=right]
    .grid.cards>ul>li .lg.middle p.card img#map.c[align=left][loading=lazy][width] figure>figcaption details>img
    .footnote-ref[href] .footnote>ol>li[id] .footnote-backref[href] .headerlink[href] h2#own.c a[data-preview]
    a[href$="figures.csv"] li>.highlight .tabbed-block>.highlight
"""
"""Something of each construct, as a selector."""


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = Project.copied_to(tmp_path_factory.mktemp("everything") / "project")
    with_everything(project)
    with served({"/": Path(project.build_on())}) as address:
        yield f"{address}everything/"


def test_a_page_of_everything_stands_in_a_browser_as_it_was_made(everything: str, opened: Any) -> None:
    page = opened(everything)
    assert [one for one in _MADE.split() if not page.locator(f"main {one}").count()] == []
    shown = page.evaluate("[...document.querySelectorAll('main img')].map(one => one.naturalWidth > 0 || one.loading)")
    assert shown
    assert all(shown), "each picture is there"
    assert page.evaluate("document.querySelector('main svg').namespaceURI") == "http://www.w3.org/2000/svg"
    assert page.locator("article :is(script, style, iframe, form, [onclick])").count() == 0
    page.locator("label[for=__tabbed_1_2]").click()
    assert page.locator("#__tabbed_1_2").is_checked()
    assert not page.locator("#__tabbed_1_1").is_checked()
