"""What the corpus cannot show of the rules: that each is in use, and how spellings are gathered."""

import inspect
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from daybrief.content import archive, rules
from daybrief.content.archive import Archive, DayFile
from daybrief.content.rules import corrections, days, ids, registries, sites, spellings, threads, times
from daybrief.content.rules.finding import Finding
from daybrief.pipeline.check import read
from daybrief.pipeline.state import CheckState
from tests.cases import day_files, told_by_rules
from tests.ledger.telling import write
from tests.projects import LAKE, settings_for


def test_every_rule_is_in_use_once_and_says_what_holds() -> None:
    made = [
        function
        for module in (ids, days, corrections, registries, sites, threads, times, spellings)
        for function in vars(module).values()
        if inspect.isfunction(function)
        and function.__module__ == module.__name__
        and list(inspect.get_annotations(function).values())[:1] == [Archive]
        and inspect.get_annotations(function)["return"] == Iterator[Finding]
        and not function.__name__.startswith("_")
    ]
    used = [*rules.RULES, *rules.REGISTRY_RULES]
    assert sorted(rule.__name__ for rule in made) == sorted(rule.__name__ for rule in used)
    assert all((rule.__doc__ or "").strip().endswith(".") for rule in used)


def told(folder: Path, days: dict[str, Any], registry: dict[str, Any] | None = None) -> list[tuple[str, str, str]]:
    """Code, message and hint of each problem of compact days."""
    found, problems = archive.load(write(folder, days, registry), ())
    return [(p.code, p.message, p.hint) for p in sorted([*problems, *told_by_rules(found)])]


def test_who_has_an_article_of_its_own_too_may_speak(tmp_path: Path) -> None:
    articles = {"own": {"source": "far-wire"}, "carried": {"source": "far-wire", "reprint_of": "courier"}}
    claims = [{"id": "one", "by": "far-wire", "articles": ["carried", "own"]}]
    assert told(tmp_path, {"2031-03-01": {"articles": articles, "claims": claims}}) == []


def test_who_carries_texts_of_two_others_is_sent_to_the_first(tmp_path: Path) -> None:
    articles = {
        "first": {"source": "far-wire", "reprint_of": "grey-herald"},
        "second": {"source": "far-wire", "reprint_of": "courier"},
        "other": {"source": "courier"},
    }
    claims = [{"id": "one", "by": ["courier", "far-wire"], "articles": ["first", "second", "other"]}]
    assert told(tmp_path, {"2031-03-01": {"articles": articles, "claims": claims}}) == [
        ("by-reprinter", "`far-wire` only reprints this text", "write `by: courier`")
    ]


def test_a_day_that_is_not_there_is_never_taken_for_the_days_own(tmp_path: Path) -> None:
    days: dict[str, Any] = {"2031-03-02": {"claims": [{"id": "one", "by": "courier", "follows": "2031-03-01/one"}]}}
    unknown = ("unknown-day", "there is no day 2031-03-01")
    assert told(tmp_path / "alone", days) == [(*unknown, "look at the date")]
    later = {**days, "2031-03-03": {}}
    assert told(tmp_path / "later", later) == [(*unknown, "look at the date")]
    earlier = {**days, "2031-02-01": {}}
    assert told(tmp_path / "earlier", earlier) == [(*unknown, "did you mean `2031-02-01`?")]


PLACES = {
    "places": {
        "tarn": {"name": "Tarn", "names": {"other": ["Tharn"]}},
        "mill": {"name": "Tarn Mill", "names": {"other": ["Tharn Mill", "Old Tarn Bridge"]}},
    }
}


def spelled(folder: Path, text: str, places: dict[str, Any] = PLACES, **more: Any) -> list[str]:
    days = {"2031-03-01": {"claims": [{"id": "one", "by": "courier", "text": text}], **more}}
    return [message for _, message, _ in told(folder, days, places)]


def test_a_name_that_two_places_share_or_one_bears_is_nobodys_slip(tmp_path: Path) -> None:
    places = {
        "tarn": {"name": "Tarn", "names": {"preferred": {"uk": "Тарн"}, "other": ["Tharn", "Ferry", "Tarn"]}},
        "lower-tarn": {"name": "Lower Tarn", "names": {"other": ["Tharn"], "historic": [{"name": "Mill"}]}},
        "ferry": {"name": "Ferry"},
    }
    assert spelled(tmp_path, "Tarn, Тарн, Tharn, Ferry, Lower Tarn and Mill.", {"places": places}) == [
        "this site writes `Lower Tarn`, not `Mill`",
        "this site writes `Tarn`, not `Тарн`",
    ]


def test_a_name_that_begins_with_another_is_told_as_what_it_is(tmp_path: Path) -> None:
    mill, tarn = "this site writes `Tarn Mill`, not `Tharn Mill`", "this site writes `Tarn`, not `Tharn`"
    assert spelled(tmp_path / "1", "Boats came to Tharn Mill.") == [mill]
    assert spelled(tmp_path / "2", "Boats came to Tharn Mill from Tharn.") == [mill, tarn]
    assert spelled(tmp_path / "3", "Boats came to Tarn Mill and Tarn.") == []
    assert spelled(tmp_path / "4", "Boats came to Old Tarn Bridge.") == [
        "this site writes `Tarn Mill`, not `Old Tarn Bridge`"
    ]


def test_what_a_correction_took_away_keeps_its_spelling(tmp_path: Path) -> None:
    correction = {"date": "2031-03-02", "target": "one", "field": "text", "kind": "correction", "reason": "A slip."}
    was = "Boats came to Tharn at noon."
    assert (
        spelled(tmp_path / "was", "Boats came.", corrections=[{**correction, "was": was, "now": "Boats came."}]) == []
    )
    told = [{**correction, "was": "Boats.", "now": was}, {**correction, "was": was, "now": "Boats came."}]
    assert spelled(tmp_path / "now", "Boats came.", corrections=told) == ["this site writes `Tarn`, not `Tharn`"]


def test_every_day_is_read_again_when_a_place_gets_another_spelling(tmp_path: Path) -> None:
    docs = tmp_path / "briefings"
    shutil.copytree(LAKE / "briefings", docs)
    settings = settings_for(docs, pages=frozenset({"about.md", "method.md"}))
    _, before, checked, _ = read(settings, CheckState())
    places = docs / "registry/places.yml"
    places.write_text(places.read_text(encoding="utf-8").replace("[Haskholm]", "[Haskholm, the, of]"), encoding="utf-8")
    _, anew, _, _ = read(settings, CheckState())
    _, told, _, _ = read(settings, checked)
    assert told == anew
    assert len({problem.file for problem in told if problem not in before}) > 1


def test_every_day_that_uses_a_word_is_read_again_when_the_word_goes(tmp_path: Path) -> None:
    docs = tmp_path / "briefings"
    shutil.copytree(LAKE / "briefings", docs)
    settings = settings_for(docs, pages=frozenset({"about.md", "method.md"}))
    _, before, checked, _ = read(settings, CheckState())
    (docs / "registry/terms.yml").unlink()
    _, anew, _, _ = read(settings, CheckState())
    _, told, _, _ = read(settings, checked)
    assert told == anew
    assert [(one.code, one.message) for one in told if one not in before] == [
        ("unknown-word", "`movement` cannot be `survey`"),
        ("unknown-word", "`kind` cannot be `waterworks`"),
    ]


def test_so_many_findings_of_a_file_get_a_hint_that_is_looked_for(tmp_path: Path, monkeypatch: Any) -> None:
    def rule(_: Archive, file: DayFile) -> Iterator[Finding]:
        yield from (Finding((), "unknown-id", f"{number}", lambda: "this one") for number in range(102))

    monkeypatch.setattr(rules, "RULES", (rule,))
    found, _ = archive.load(LAKE / "briefings", frozenset({"about.md", "method.md"}))
    hints = [problem.hint for problem in rules.check_file(found, day_files(found)[0])]
    assert hints == ["this one"] * 100 + [""] * 2
