"""A day's page and the feed, to the letter. After a change that is meant: make test ARGS=--update-golden"""

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("day.html", "2032/01/02/index.html"),
        ("first-day.html", "2031/12/30/index.html"),
        ("source.html", "sources/averra-navy/index.html"),
        ("sector.html", "front/channel/index.html"),
        ("place.html", "places/hask/index.html"),
    ],
)
def test_the_body_of_a_page(lake: Path, golden: Callable[[str, str], None], name: str, page: str) -> None:
    html = (lake / page).read_text(encoding="utf-8")
    body = html.partition('<main id="content" tabindex="-1">')[2].partition("</main>")[0]
    golden(name, body.strip() + "\n")


def test_the_feed(lake: Path, golden: Callable[[str, str], None]) -> None:
    golden("feed.xml", (lake / "feed.xml").read_text(encoding="utf-8").replace("><", ">\n<") + "\n")
