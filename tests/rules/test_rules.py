"""What the corpus cannot show of the rules: that each is in use, and how spellings are gathered."""

import inspect
from collections.abc import Iterator

from generator import rules
from generator.archive import Archive
from generator.model.registry import Historic, Place, PlaceNames
from generator.rules import days, ids, sites, threads, times, words
from generator.rules.finding import Finding
from generator.rules.words import other_spellings


def test_every_rule_is_in_use_once_and_says_what_holds() -> None:
    made = [
        function
        for module in (ids, days, sites, threads, times, words)
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


def test_a_name_that_two_places_share_or_one_bears_is_nobodys_slip() -> None:
    places = {
        "tarn": Place(name="Tarn", names=PlaceNames(preferred={"uk": "Тарн"}, other=("Tharn", "Ferry", "Tarn"))),
        "lower-tarn": Place(name="Lower Tarn", names=PlaceNames(other=("Tharn",), historic=(Historic(name="Mill"),))),
        "ferry": Place(name="Ferry"),
    }
    assert other_spellings(places) == {"Тарн": "Tarn", "Mill": "Lower Tarn"}
