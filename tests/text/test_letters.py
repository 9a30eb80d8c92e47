"""Letters that look alike: in words, and in the names of sites."""

import pytest

from daybrief.text.letters import in_latin, mixed_alphabets, one_script, skeleton


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Тиша на млинi", "млинi"),
        ("Cеред", "Cеред"),
        ("αβa", "αβa"),
        ("Тиша, quiet; Су-34M, 5G-мережа", ""),
        ("й", ""),
        ("x" * 50_000 + "ж", "x" * 50_000 + "ж"),
    ],
)
def test_words_of_two_alphabets(text: str, word: str) -> None:
    assert mixed_alphabets(text) == word


@pytest.mark.parametrize(
    "other", ["reuters.com", "rеutеrs.com", "геutеrs.соm", "reuterś.com", "reuters.c0rn", "REUTERS.COM"]
)
def test_what_looks_alike_has_one_skeleton(other: str) -> None:
    assert skeleton(other) == skeleton("reuters.com")


@pytest.mark.parametrize(
    ("one", "other"), [("vvorld", "world"), ("g01d", "gold"), ("1ake", "lake"), ("rnill", "mill"), ("rni1l", "mill")]
)
def test_signs_that_are_taken_for_letters(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize("other", ["reuter.com", "reuters.org", "routers.com", "рбк.рф"])
def test_what_looks_otherwise_has_another(other: str) -> None:
    assert skeleton(other) != skeleton("reuters.com")


def test_letters_keep_their_case() -> None:
    assert in_latin("Сoрy") == "Copy"


@pytest.mark.parametrize(
    "word",
    [
        *(
            "reuters-24",
            "рбк",
            "рбк-24",
            "naïve",
            "日本news",
            "ニュースですnews",
            "뉴스",
            "뉴스news",
            "ㄅㄆnews",
            "עברית",
        ),
        *("०१हिन्दी", ""),
    ],
)
def test_words_of_one_script(word: str) -> None:
    assert one_script(word)


@pytest.mark.parametrize("word", ["rеuters", "αlpha", "ձab", "рбкα", "עבc", "日本рбк"])
def test_words_of_two(word: str) -> None:
    assert not one_script(word)
