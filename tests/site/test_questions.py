"""Questions of the first site's readers, each answered in two clicks from the front page."""

import re
from typing import Any

import pytest

from tests.browser.test_questions import follow, visited

pytestmark = pytest.mark.browser
PHONE = 390

PLAN = "Peace plan under discussion, at first of 28 points"


def test_is_siversk_surrounded_and_who_says_so(opened: Any, site: str) -> None:
    page = opened(site, width=PHONE)
    told = follow(page, "The front", "Siversk")
    assert page.url == f"{site}front/siversk/"
    claim = page.locator(".entry", has_text="The Russian army is close to encircling Siversk.")
    words = claim.text_content() or ""  # on a phone an entry that is out of sight is not laid out
    assert re.search(r"says Timofey Yermakov\s+party unknown", words), "a correspondent is not his state"
    assert words.rstrip().endswith("unverified")
    assert "RTVI" in words
    assert "Day by day" in told


def test_what_did_moscow_refuse(opened: Any, site: str) -> None:
    page = opened(site, width=PHONE)
    follow(page, "Diplomacy")
    matrix = page.get_by_role("table", name=re.compile(PLAN))
    column = matrix.locator("thead th").all_inner_texts().index("Russia")
    whole = matrix.locator("tbody tr", has_text="The whole plan").locator("th, td").nth(column)
    assert whole.inner_text().startswith("Objects")
    assert "according to SouthFront" in whole.inner_text(), "in whose words"
    told = follow(page, PLAN)
    assert page.url == f"{site}plans/us-plan/"
    assert "Moscow objects to a number of points in the peace agreement, and has listed them." in told
    assert "no statement read" in told, "where nothing was read, it says so"


def test_what_of_the_plan_is_still_open(opened: Any, site: str) -> None:
    page = opened(site, width=PHONE)
    follow(page, "Diplomacy", PLAN)
    matrix = page.get_by_role("table", name=re.compile(PLAN)).first
    for point in ("Territory", "Frozen Russian assets", "Security guarantees"):
        row = matrix.locator("tbody tr", has=page.locator("th", has_text=point))
        assert re.search(r"Said to be open.*Volodymyr Zelenskyy", row.locator("th").inner_text(), re.DOTALL), point
        assert "open" not in " ".join(row.locator("td").all_inner_texts()), "it is no party's position"


def test_how_often_was_this_source_right(opened: Any, site: str) -> None:
    page = opened(site, width=PHONE)
    told = follow(page, "Sources", "SouthFront")
    assert page.url == f"{site}sources/southfront/"
    assert re.search(r"Claims so far \d+ claims, as they stand today\. .*unverified \d", told)
    assert re.search(r"\d+ forecasts\. (None with a date of its own has been resolved|Of these, \d+ had)", told)


def test_where_did_the_attacks_counted_at_pokrovsk_go(opened: Any, site: str) -> None:
    page = opened(site, width=PHONE)
    follow(page, "Figures", "attacks")
    assert page.url == f"{site}measures/attacks/"
    section = page.locator("section", has=page.get_by_role("heading", name=re.compile("Counts of days Pokrovsk")))
    table = section.get_by_role("table")
    assert [row.split()[:4] for row in table.locator("tbody tr").all_inner_texts()] == [
        ["3", "Dec", "2025", "36"],
        ["1", "Dec", "2025", "49"],
    ]
    assert table.evaluate("table => table.scrollWidth") <= PHONE, "it is read without scrolling sideways"
    assert "Change" not in table.inner_text(), "no two are of the same places"
    assert section.locator(".chart-key .chart-line").count() == 0, "nor is any line drawn"
    assert "lowest 36 (3 Dec 2025), highest 49 (1 Dec 2025)" in section.inner_text()
    drawing = section.locator(".chart > svg")
    assert drawing.locator(".chart-dots").count() == 2
    assert drawing.locator(".chart-line").count() == 0, "no line leads from the count of some places to that of others"
    assert drawing.bounding_box()["width"] <= PHONE


def test_what_did_this_site_get_wrong(opened: Any, site: str) -> None:
    page = opened(site, width=PHONE)
    told = follow(page, "All claims", "Corrections")
    assert page.url == f"{site}corrections/"
    assert "What this site got wrong, or has added since. The wrong words stay legible." in told


def test_which_claims_fell(opened: Any, site: str) -> None:
    told = follow(opened(site, width=PHONE), "All claims")
    for status in ("Confirmed", "Corroborated", "Contested", "Unverified", "Refuted", "Retracted"):
        assert status in told


def test_a_reader_who_was_away_for_long_sees_the_days_that_there_are(opened: Any, site: str) -> None:
    since = visited(opened(site), "2020-01-01")
    assert since.locator("[data-day]:visible").count() >= 7


def test_what_is_new_and_what_changed_its_status(opened: Any, site: str) -> None:
    page = opened(f"{site}2025/12/03/", width=PHONE)
    box = page.locator(".since.before")
    assert box.bounding_box()["y"] + box.bounding_box()["height"] < 844, "above the fold"
    assert re.match(r"Since Tuesday, 2 December 2025\s+\d+ new\s+\d+ developing", box.inner_text())
    box.get_by_role("link", name="developing").click()
    told = page.locator("#db-developing + dd").inner_text()
    assert "Continues Timofey Yermakov, 2 December" in told


def test_who_holds_pokrovsk_and_according_to_whom(opened: Any, site: str) -> None:
    page = opened(site, width=PHONE)
    follow(page, "Who holds what, according to whom")
    assert page.url == f"{site}front/control/"
    table = page.get_by_role("table", name="Pokrovsk").locator(
        "tbody", has=page.get_by_role("link", name="Pokrovsk", exact=True)
    )
    told = " ".join(table.inner_text().split())
    assert re.search(r"General Staff of the Armed Forces of Ukraine .*Held by Ukraine, in part: the north", told)
    assert re.search(r"Ministry of Defence of Russia .*Held by Russia", told)


def test_how_do_i_subscribe(opened: Any, site: str) -> None:
    page = opened(site, width=PHONE)
    told = follow(page, "Subscribe")
    assert page.url == f"{site}subscribe/"
    assert "A feed (RSS) is a list of this site’s newest days" in told
    assert page.get_by_role("link", name="feed.xml").evaluate("link => link.href") == f"{site}feed.xml"


def test_what_was_contradicted_by_whom_and_since_when(opened: Any, site: str) -> None:
    page = opened(site, width=PHONE)
    follow(page, "Disagreements")
    assert page.url == f"{site}disputes/"
    told = " ".join(page.locator(".pairs > li", has_text="Russian forces have taken Pokrovsk.").inner_text().split())
    assert re.match(
        r"Pokrovsk: Held by Russia\? 2 Dec 2025 contested for \d+ days; nobody without a side has shown anything", told
    ), "in a line"
    assert re.search(r"says Ministry of Defence of Russia .* since \d+ Dec 2025", told)
    assert re.search(r"denies General Staff of the Armed Forces of Ukraine .* since \d+ Dec 2025", told)


def test_what_is_next_and_what_was_announced_and_never_heard_of_again(opened: Any, site: str) -> None:
    page = opened(site, width=PHONE)
    follow(page, "Ahead")
    assert page.url == f"{site}ahead/"
    told = " ".join(page.locator(".db").inner_text().split())
    coming, _, gone = told.partition("Date passed, and no report read since")
    assert re.search(r"31 Dec 2025\s+Russian forces will take Siversk .*According to Anatoly Radov", coming)
    assert re.search(r"Brussels\s+set for 3 Dec 2025, no report read since · According to", gone)


def test_what_is_the_story_of_siversk_so_far(opened: Any, site: str) -> None:
    page = opened(site, width=PHONE)
    follow(page, "The front")
    card = page.locator(".front .sector", has=page.get_by_role("link", name="Siversk", exact=True))
    card.get_by_role("link", name="The story", exact=True).click()
    page.wait_for_url(f"{site}front/siversk/story/")
    page.get_by_role("heading", level=1, name="Siversk: the story so far").wait_for()
    told = " ".join(page.locator(".db").inner_text().split())
    top, _, line = told.partition("Day by day")
    for answer in (
        r"A fighter quoted by RTVI under a call sign .* says that Russia holds Siversk, in part: the centre",
        r"told since 2 Dec 2025, unverified",
        r"nobody denies any of what is told below, and no status has changed",
        r"The newest, \d+ Dec 2025: voennoedelo.com .* says: There is fighting around Siversk\.",
        r"Forecast, 2 Dec 2025: Anatoly Radov .* says: Russian forces will take Siversk by the end of the year\. "
        r"Due on 31 Dec 2025",
    ):
        assert re.search(answer, top), answer
    days = re.findall(r"\w+, \d+ December 2025", line)
    assert days == ["Thursday, 4 December 2025", "Wednesday, 3 December 2025", "Tuesday, 2 December 2025"]
    assert len(told.split()) <= 350, "it is read in ninety seconds"


def test_which_days_lack_a_ukrainian_voice(opened: Any, site: str) -> None:
    page = opened(site, width=PHONE)
    told = follow(page, "Archive")
    assert "Days on which nobody was read who speaks for: Russia 3 · Ukraine 0 ·" in told, "none, and it says so"
    told = follow(page, "Russia")
    assert page.url == f"{site}coverage/russia/2025/"
    assert re.findall(r"(?:Sun|Fri|Sat) \d+ \w{3}", told) == ["Sat 6 Dec", "Fri 5 Dec", "Sun 30 Nov"]


def test_a_day_of_the_calendar_tells_its_title_and_whose_voices_it_has(opened: Any, site: str) -> None:
    page = opened(f"{site}archive/", width=PHONE)
    month = page.get_by_role("table", name="December 2025")
    day = month.get_by_role("link", name=re.compile("Fri 5 Dec: Talks in Miami, .* Russia 0, Ukraine 1, "))
    words = day.locator("> span")
    assert words.evaluate("it => getComputedStyle(it).clipPath") == "inset(50%)"
    day.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert words.evaluate("it => getComputedStyle(it).clipPath") == "none"
    assert words.bounding_box()["width"] <= PHONE
    assert month.get_by_role("link").count() == 6, "a day without a briefing leads nowhere"
    day.click()
    page.wait_for_url(f"{site}2025/12/05/")
