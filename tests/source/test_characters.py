"""Characters that no file may hold: Unicode's own lists of them are the measure."""

import sys

import pytest
import regress
from hypothesis import given
from hypothesis import strategies as st

from daybrief.diagnostics import MOST
from daybrief.source import read
from daybrief.source.characters import forbidden, readable, stray_characters

VISIBLE = regress.Regex(r"[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}\u{13430}-\u{1343f}]", "u")
"""Format characters that are seen: signs of numbers and verses, and those that place hieroglyphs."""
JOINERS = {"\u200c", "\u200d"}
EVERY = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]


def codes(text: str) -> list[str]:
    return [problem.code for problem in stray_characters(text, "day.yml")]


@pytest.mark.parametrize(
    "kind",
    [
        *["Default_Ignorable_Code_Point", "Cf", "Cc", "Co", "Zl", "Zp", "Bidi_Control"],
        *["Noncharacter_Code_Point", "Variation_Selector"],
    ],
)
def test_what_unicode_calls_unseen_is_forbidden(kind: str) -> None:
    one = regress.Regex(rf"\p{{{kind}}}", "u")
    found = [sign for sign in EVERY if one.find(sign) and sign not in "\n\r" and not VISIBLE.find(sign)]
    assert len(found) > 0
    assert [f"U+{ord(sign):04X}" for sign in found if not forbidden.search(sign)] == []
    for start in range(0, len(found), 5000):  # of one file, no more than so many problems are told
        some = found[start : start + 5000]
        assert {problem.line for problem in stray_characters("\n".join(some), "day.yml")} == {*range(1, len(some) + 1)}


def test_what_can_be_seen_is_not() -> None:
    letters = regress.Regex(r"[\p{L}\p{N}\p{P}\p{S}\p{M}\p{Zs}]", "u")
    unseen = regress.Regex(r"\p{Default_Ignorable_Code_Point}", "u")
    found = {sign for sign in EVERY if forbidden.search(sign) and letters.find(sign) and not unseen.find(sign)}
    assert found == {"\u2800", "\ufffc", "\U0001d159"}, "drawn as blanks, though called signs"


def test_marks_of_no_script_can_pile_up() -> None:
    inherited = regress.Regex(r"(?=\p{M})\p{Script=Inherited}", "u")
    marks = [sign for sign in EVERY if ord(sign) < 0xFFFF and inherited.find(sign) and not forbidden.search(sign)]
    assert len(marks) > 300
    spared = range(0x951, 0x955), range(0x1CD0, 0x1CFA)  # of Vedic: one stands above a letter
    assert [f"U+{ord(m):04X}" for m in marks if not codes("a" + m * 5) and not any(ord(m) in s for s in spared)] == []


@pytest.mark.parametrize(
    "code", ["u061c", "u3164", "u115f", "u1160", "uffa0", "u2800", "u034f", "ufff9", "ufdd0", "ufe0f"]
)
def test_an_escape_is_no_way_around(code: str) -> None:
    assert [problem.code for problem in read(f'a: "x\\{code}"\n'.encode(), "day.yml")[1]] == ["control-character"]
    assert read(b'a: "\\U0001FFFE"\n', "day.yml")[1]
    assert read(b'a: "o\\u0301\\u0301\\u0301\\u0301\\u0301"\n', "day.yml")[1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tiếng Việt, o\u0302\u0301\u0323, שִׂ֑ים, بِسْمِ ٱللّٰهِ, กำลัง, Ελλάδα, ру́сский, ⚡ 5°, ☎", []),
        ("می\u200cخواهم and क्\u200dष, न्\u200c\u200dx".replace("\u200c\u200dx", ""), []),
        ("no\u200cthing", ["invisible-character"]),
        ("ни\u200dчто", ["invisible-character"]),
        ("می\u200c ", ["invisible-character"]),
        ("می\u200c\u200cخ", ["invisible-character"]),
        ("⚡\ufe0f", ["invisible-character"]),
        ("Z\u0351\u0352\u0353\u0354\u0355", ["invisible-character"]),
        ("\uf8ff", ["control-character"]),
        ("\U0010ffff", ["control-character"]),
        ("\U000e0041", ["invisible-character"]),
        ("\u0378", []),
    ],
)
def test_texts_that_people_write_and_others(text: str, told: list[str]) -> None:
    assert codes(text) == told
    assert (forbidden.search(text) is not None) == bool(told)


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\u0301\u200c\u200dم\u00a0 -:"), max_size=20))
def test_nothing_moves_when_they_are_taken_out(text: str) -> None:
    assert len(readable(text)) == len(text)
    assert not forbidden.search(readable(text))


UNSEEN = "take it out; it often comes with pasted words or with a pictogram"
SPACE = "a no-break (or wide) space stands where YAML needs an ordinary one"
CONFLICT = "a merge conflict was left in the file"
TWICE = "looks like text that was encoded twice"


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("a\tb", "1:2+1", "a tab", "use spaces"),
        ("\u202ea", "1:1+1", "U+202E turns the direction of the text around, unseen", "take it out"),
        ("a\u200bb", "1:2+1", "U+200B is a character that cannot be seen", UNSEEN),
        ("a\nb\u200cb", "2:2+1", "U+200C is a character that cannot be seen", UNSEEN),
        ("a\x07", "1:2+1", "U+0007 is a control character", "take it out"),
        ("\U0010fffe", "1:1+1", "U+10FFFE is a character that means nothing to others", "take it out"),
        ("Z\u0351\u0352\u0353\u0354\u0355\u0356", "1:2+6", "marks are piled upon a letter", "leave one"),
        ("a:\u00a0b", "1:3+1", SPACE, "type the space again"),
        ("- \u00a0b", "1:3+1", SPACE, "type the space again"),
        ("a\n  - a:\u202fb", "2:7+1", SPACE, "type the space again"),
        ("-\u00a0b", "1:2+1", SPACE, "type the space again"),
        ("\u3000a", "1:1+1", SPACE, "type the space again"),
        ("<<<<<<< a", "1:1+9", CONFLICT, "keep one side and take the marker lines away"),
        ("a\n=======", "2:1+7", CONFLICT, "keep one side and take the marker lines away"),
        (">>>>>>>", "1:1+7", CONFLICT, "keep one side and take the marker lines away"),
        ("a Ð¡Ð° b", "1:3+4", f"`Ð¡Ð°` {TWICE}", "paste the words again and save as UTF-8"),
        ("a â€“", "1:3+3", f"`â€“` {TWICE}", "paste the words again and save as UTF-8"),
        ("Ã©", "1:1+2", f"`Ã©` {TWICE}", "paste the words again and save as UTF-8"),
    ],
)
def test_the_words_for_a_character(text: str, place: str, message: str, hint: str) -> None:
    [problem] = stray_characters(text, "day.yml")
    found = f"{problem.line}:{problem.column}+{problem.width}"
    assert (problem.file, found, problem.message, problem.hint) == ("day.yml", place, message, hint)


@pytest.mark.parametrize(
    "text", ["a\u00a0b", "=======a", "<<<<<<", " =======", "Ã", "ÐÐ", "â", "a: b\u00a0", "a\u3000: b"]
)
def test_what_a_text_may_hold(text: str) -> None:
    assert codes(text) == []
    assert readable(text) == text


def test_each_line_tells_of_each_cause_once() -> None:
    found = stray_characters("a\u200b\tb\u200b\t\nc\n\t\n", "day.yml")
    assert [(p.line, p.column, p.code) for p in found] == [(1, 3, "tab"), (1, 2, "invisible-character"), (3, 1, "tab")]
    assert len(stray_characters("\t\n" * (MOST + 9), "day.yml")) == MOST + 1


def test_spaces_are_put_for_what_yaml_could_not_read() -> None:
    assert readable("- a:\u00a0b\tc\u200b\u00a0d\n\u3000e") == "- a: b c \u00a0d\n e"
