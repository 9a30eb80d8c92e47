"""The frame's words: complete, well formed, and as a language writes its dates."""

import datetime as dt
import re
import string
import tracemalloc
from pathlib import Path

import pytest

from daybrief.output.messages import Words, load
from tests.projects import ROOT

FOLDER = ROOT / "templates/words"


@pytest.fixture(scope="module")
def words() -> Words:
    found, problems = load("en", FOLDER)
    assert problems == []
    assert found is not None
    return found


def used() -> set[str]:
    """Every key that a template or the program names in full."""
    found = set()
    for file in [*ROOT.glob("templates/**/*.html"), *ROOT.glob("generator/**/*.py")]:
        text = re.sub(r"\{#.*?#\}", "", file.read_text(encoding="utf-8"), flags=re.S)
        found |= set(re.findall(r"""(?<![\w.])word\(["']([\w.-]+)["'][,)]""", text))
    return found


def test_every_message_that_a_template_names_is_there(words: Words) -> None:
    assert len(used()) > 80
    missing = {key for key in used() if not words.has(key) and not words.has(f"{key}.other")}
    assert missing == set()


def test_every_message_is_used(words: Words) -> None:
    """A message that nothing names, in full or by its beginning, is left over."""
    texts = "".join(file.read_text(encoding="utf-8") for file in ROOT.glob("templates/**/*.html"))
    texts += "".join(file.read_text(encoding="utf-8") for file in ROOT.glob("generator/**/*.py"))
    beginnings = set(re.findall(r"""["']([\w-]+\.\w*)["']\s*~""", texts))
    beginnings |= {
        "sources.",
        "actors.",
        "places.",
        "sectors.",
        "tracks.",
        "parties.",
        "plans.",
        "measures.",
    }  # `view.kind ~ ".empty"`
    named = used() | set(re.findall(r"""["']([\w-]+(?:\.[\w-]+)+)["']""", texts)) | {"locale"}
    keys = {key.removesuffix(".one").removesuffix(".other") for key in words.messages}
    assert {key for key in keys - named if not key.startswith(tuple(beginnings))} == set()


def test_every_message_can_be_filled_in(words: Words) -> None:
    for key, message in words.messages.items():
        names = [name for _, name, _, _ in string.Formatter().parse(message) if name]
        assert message.format_map(dict.fromkeys(names, "x")), key
        if key.endswith((".one", ".other")) and f"{key.rpartition('.')[0]}.other" in words.messages:
            assert f"{key.rpartition('.')[0]}.one" in words.messages


def test_plural_forms_follow_the_number(words: Words) -> None:
    assert words("list.days", n=1) == "1 day"
    assert words("list.days", n=2) == "2 days"
    assert words("list.days", n=12400) == "12,400 days"
    assert words("day.say", n=1) == "says"


def test_dates_and_numbers_are_the_languages_own(words: Words) -> None:
    day = dt.date(2032, 1, 2)
    assert words.date(day) == "Friday, 2 January 2032"
    assert words.short(day) == "2 Jan 2032"
    assert words.day(day) == "2 January"
    assert words.month(2032, 1) == "January 2032"
    assert words.time(dt.datetime(2032, 1, 2, 4, 5, tzinfo=dt.UTC)) == "Friday, 2 January 2032, 04:05 UTC"
    assert words.number(2.5) == "2.5"
    assert words.coordinates(-12.5, 0.25) == "12.5° S, 0.25° E"


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2032-01-02", "2 January"),
        ("2031-12", "December 2031"),
        ("2031-W52", "the week from 22 December to 28 December"),
        ("2032-W01", "the week from 29 December to 4 January"),
    ],
)
def test_a_day_a_week_and_a_month(words: Words, when: str, said: str) -> None:
    assert words.when(when) == said


@pytest.mark.parametrize(("tag", "name"), [("el", "Greek"), ("ru-Latn", "Russian (Latin)"), ("xx", "xx")])
def test_a_language_has_a_name_or_its_tag(words: Words, tag: str, name: str) -> None:
    assert words.language_name(tag) == name


def test_a_site_may_say_things_in_its_own_words(tmp_path: Path) -> None:
    own = tmp_path / "words.yml"
    own.write_text("locale: de\nday:\n  front: Der See\n")
    found, problems = load("en", FOLDER, own)
    assert problems == []
    assert found is not None
    assert found("day.front") == "Der See"
    assert found("day.sourcing") == "Sourcing notes", "the rest is the language's"
    assert found.date(dt.date(2032, 1, 2)) == "Freitag, 2. Januar 2032"


@pytest.mark.parametrize(
    ("text", "code", "line", "hint"),
    [
        ("day:\n  frnt: The lake\n", "unknown-message", 2, "did you mean `day.front`?"),
        ("day:\n  front: a\n  front: b\n", "duplicate-key", 3, "keep one"),
        ("day: [\n", "bad-start", 1, "close it"),
        ("day:\n  front: Region # 1\n", "cut-text", 2, "quote the message"),
    ],
)
def test_own_words_are_checked(tmp_path: Path, text: str, code: str, line: int, hint: str) -> None:
    own = tmp_path / "words.yml"
    own.write_text(text)
    found, problems = load("en", FOLDER, own)
    assert found is None
    assert problems
    assert problems[0].line == line
    assert code in problems[0].code
    assert hint in problems[0].hint


def test_an_unknown_language_is_told_with_a_hint() -> None:
    found, problems = load("fr", FOLDER)
    assert found is None
    assert [(p.code, p.hint) for p in problems] == [("no-words", "add fr.yml to words/, or set another language")]


# What a file of messages may say: English defines it

SAID = [
    # what is wrong with a site's own words, and where it is told
    ("day:\n  as_of: As of {tyme}\n", ["2:16 bad-placeholder", "2:10 bad-placeholder"], "did you mean `time`?"),
    ("day:\n  as_of: As of {time\n", ["2:16 bad-placeholder"], "write `{name}`"),
    ("day:\n  as_of: As of {time} and }\n", ["2:27 bad-placeholder"], "for a brace that is shown"),
    ("day:\n  as_of: As of {0}\n", ["2:16 bad-placeholder", "2:18 bad-placeholder"], ""),
    ("day:\n  as_of: As of {time!r}\n", ["2:16 bad-placeholder", "2:23 bad-placeholder"], ""),
    ("day:\n  as_of: 'As of {time:>9}'\n", ["2:17 bad-placeholder", "2:25 bad-placeholder"], ""),
    ("day:\n  as_of: As of {time.__class__}\n", ["2:16 bad-placeholder", "2:31 bad-placeholder"], ""),
    ("day:\n  as_of: As of {time[0]}\n", ["2:16 bad-placeholder", "2:24 bad-placeholder"], ""),
    ("day:\n  as_of: As of {}\n", ["2:16 bad-placeholder", "2:17 bad-placeholder"], ""),
    ("day:\n  as_of: As of then\n", ["2:10 bad-placeholder"], "English says: As of {time}"),
    ("day:\n  front: The {x}\n", ["2:14 bad-placeholder"], "nothing is filled in here"),
    ("day:\n  front:\n", ["2:9 empty-field"], "write its words"),
    ("day:\n  front: [a]\n", ["2:10 unknown-message"], ""),
    ("day: The front\n", ["1:6 unknown-message"], ""),
    ("locale: xx-XX\n", ["1:9 bad-language"], "such as `en-GB`"),
    ("locale: ../../etc/passwd\n", ["1:9 bad-language"], "such as `en-GB`"),
    ("claim:\n  voices:\n    other: many voices\n", ["3:12 bad-placeholder"], "English says: {n} independent voices"),
    ("claim:\n  voices:\n    two: both voices of {x}\n", ["3:25 bad-placeholder"], "it has `{n}`"),
    ("claim:\n  voices:\n    dual: both voices\n", ["3:11 unknown-message"], ""),
    ("day:\n  front: a\tb\n", ["2:11 tab"], "use spaces"),
]


@pytest.mark.parametrize(("text", "told", "hint"), SAID)
def test_a_message_has_the_placeholders_that_english_has(tmp_path: Path, text: str, told: list[str], hint: str) -> None:
    own = tmp_path / "words.yml"
    own.write_text(text)
    found, problems = load("en", FOLDER, own, tmp_path)
    assert found is None
    assert [f"{p.line}:{p.column} {p.code}" for p in sorted(problems)] == sorted(told)
    assert any(hint in p.hint for p in problems)
    assert {p.file for p in problems} == {"words.yml"}
    assert "{" not in text or {p.code for p in problems} == {"bad-placeholder"}


@pytest.mark.parametrize(
    ("text", "said"),
    [("claim:\n  voices:\n    one: a voice\n", "a voice"), ("claim:\n  voices:\n    one: '{{n}} {n}'\n", "{n} 1")],
)
def test_a_form_of_one_need_not_show_its_number(tmp_path: Path, text: str, said: str) -> None:
    own = tmp_path / "words.yml"
    own.write_text(text)
    found, problems = load("en", FOLDER, own)
    assert (found and found("claim.voices", n=1), problems) == (said, [])


def spoken(tmp_path: Path, name: str, text: str) -> tuple[Words | None, list[str]]:
    """The words of a language, in a folder with English."""
    (tmp_path / "en.yml").write_bytes((FOLDER / "en.yml").read_bytes())
    (tmp_path / f"{name}.yml").write_text(text)
    found, problems = load(name, tmp_path)
    assert {(p.code, p.severity) for p in problems} == {("missing-message", "warning")}
    return found, [f"{p.line}:{p.column} {p.message}" for p in problems]


def test_what_a_language_lacks_is_said_in_english_and_told(tmp_path: Path) -> None:
    found, told = spoken(tmp_path, "pl", "locale: pl\nday:\n  draft: Szkic\nclaim:\n  voices:\n    one: głos\n")
    assert found is not None
    assert found("day.draft") == "Szkic"
    assert found("day.front") == "The front"
    assert found("claim.voices", n=1) == "1 independent voice", "all forms of a plural are of one language"
    assert "3:3 `day.front` is missing, and pages say it in English" in told
    assert sum("`claim.voices.other` is missing" in line for line in told) == 1
    assert not [line for line in told if "day.draft" in line]


def test_a_language_is_told_which_plural_forms_it_lacks(tmp_path: Path) -> None:
    text = "locale: pl\nclaim:\n  voices:\n    one: głos\n    few: '{n} głosy'\n    other: '{n} głosu'\n"
    found, told = spoken(tmp_path, "pl", text)
    assert found is not None
    assert [found("claim.voices", n=n) for n in (1, 2, 5)] == ["głos", "2 głosy", "5 głosu"]
    assert [line for line in told if "claim.voices" in line] == [
        "4:5 `claim.voices` has no `many`, and pages say its `other`"
    ]


@pytest.mark.parametrize("language", ["", "..", "../words/en", "en.yml", "e", "English", "en\0", "[en]", "None", "en/"])
def test_what_is_no_language_reads_no_file(language: str) -> None:
    found, problems = load(language, FOLDER)
    assert found is None
    assert [p.code for p in problems] == ["no-words"]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "endless").symlink_to("/dev/zero")
    (tmp_path / "latin").write_bytes("day:\n  front: café\n".encode("latin-1"))
    (tmp_path / "wide").write_bytes("day:\n  front: x\n".encode("utf-16"))
    (tmp_path / "large").write_bytes(b"# " + b"x" * (1 << 20))
    for name, code in [
        *(("folder", "unreadable"), ("dangling", "unreadable"), ("endless", "unreadable"), ("missing", "unreadable")),
        *(("latin", "encoding"), ("wide", "encoding"), ("large", "too-large")),
    ]:
        found, problems = load("en", FOLDER, tmp_path / name, tmp_path)
        assert (name, found, [p.code for p in problems]) == (name, None, [code])
        assert problems[0].file == name


def test_a_huge_file_of_words_is_refused_and_not_read(tmp_path: Path) -> None:
    own = tmp_path / "words.yml"
    with own.open("wb") as file:
        file.truncate(700_000_000)
    tracemalloc.start()
    _, problems = load("en", FOLDER, own)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [p.code for p in problems] == ["too-large"]
    assert most < 16_000_000


def test_words_that_cannot_be_read_are_told_of(tmp_path: Path) -> None:
    assert [p.code for p in load("en", FOLDER, tmp_path)[1]] == ["unreadable"]
