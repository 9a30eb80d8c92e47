"""The frame's words: complete, well formed, and as a language writes its dates."""

import datetime as dt
import re
import string
import tracemalloc
from pathlib import Path

import material
import pytest

from daybrief.model.registry import Registry
from daybrief.model.terms import TABLES, Terms
from daybrief.output.messages import Messages, load
from tests.projects import ROOT

FOLDER = ROOT / "templates/words"
LANGUAGES = Path(material.__file__).parent / "templates/partials/languages"


@pytest.fixture(scope="module")
def words() -> Messages:
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


def test_every_message_that_a_template_names_is_there(words: Messages) -> None:
    assert len(used()) > 80
    missing = {key for key in used() if not words.has(key) and not words.has(f"{key}.other")}
    assert missing == set()


def test_every_message_is_used(words: Messages) -> None:
    """A message that nothing names, in full or by its beginning, is left over."""
    texts = "".join(file.read_text(encoding="utf-8") for file in ROOT.glob("templates/**/*.html"))
    texts += "".join(file.read_text(encoding="utf-8") for file in ROOT.glob("generator/**/*.py"))
    beginnings = set(re.findall(r"""["']([\w-]+(?:\.[\w-]+)*\.\w*)["']\s*~""", texts))
    beginnings |= {
        "sources.",
        "actors.",
        "places.",
        "sectors.",
        "tracks.",
        "parties.",
        "plans.",
        "measures.",
        "figure.",
        "stance.",
        "field.",
        "found_by.",
    }  # `kind ~ ".empty"`
    named = used() | set(re.findall(r"""["']([\w-]+(?:\.[\w-]+)+)["']""", texts)) | {"locale"}
    keys = {key.removesuffix(".one").removesuffix(".other") for key in words.messages}
    assert {key for key in keys - named if not key.startswith(tuple(beginnings))} == set()


def test_every_message_can_be_filled_in(words: Messages) -> None:
    for key, message in words.messages.items():
        names = [name for _, name, _, _ in string.Formatter().parse(message) if name]
        assert message.format_map(dict.fromkeys(names, "x")), key
        if key.endswith((".one", ".other")) and f"{key.rpartition('.')[0]}.other" in words.messages:
            assert f"{key.rpartition('.')[0]}.one" in words.messages


def test_plural_forms_follow_the_number(words: Messages) -> None:
    assert words("list.days", n=1) == "1 day"
    assert words("list.days", n=2) == "2 days"
    assert words("list.days", n=12400) == "12,400 days"
    assert words("day.say", n=1) == "says"


def test_dates_and_numbers_are_the_languages_own(words: Messages) -> None:
    day = dt.date(2032, 1, 2)
    assert words.date(day) == "Friday, 2 January 2032"
    assert words.short(day) == "2 Jan 2032"
    assert words.day(day) == "2 January"
    assert words.month(2032, 1) == "January 2032"
    assert words.time(dt.datetime(2032, 1, 2, 4, 5, tzinfo=dt.UTC)) == "Friday, 2 January 2032, 04:05 UTC"
    assert words.number(2.5) == "2.5"
    assert words.number(1234.5678) == "1,234.568"
    assert words.number(-0.0000021239) == "-0.00000212", "three figures, however small it is"
    assert (words.number(0.09999999), words.number(5e-17)) == ("0.1", "0")
    assert (words.number(0.1 + 0.2), words.number(0.0), words.number(2_000_000)) == ("0.3", "0", "2,000,000")
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
def test_a_day_a_week_and_a_month(words: Messages, when: str, said: str) -> None:
    assert words.when(when) == said


@pytest.mark.parametrize(("tag", "name"), [("el", "Greek"), ("ru-Latn", "Russian (Latin)"), ("xx", "xx")])
def test_a_language_has_a_name_or_its_tag(words: Messages, tag: str, name: str) -> None:
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


@pytest.mark.parametrize(
    "language", sorted({file.stem for file in LANGUAGES.glob("*.html")} - {file.stem for file in FOLDER.glob("*.yml")})
)
def test_a_language_of_materials_without_words_is_said_in_english_with_dates_of_its_own(language: str) -> None:
    found, problems = load(language, FOLDER)
    assert found is not None
    unknown = language in ("ku-IQ", "sh")  # to CLDR
    assert [(p.code, p.severity) for p in problems] == [("no-words", "warning")] * unknown + [("no-words", "notice")]
    assert str(found.locale).startswith({"tl": "fil"}.get(language, "en" if unknown else language[:2]))
    assert found("nav.path") == "You are here"
    counted = [found("list.days", n=n).split()[1] for n in (0, 1, 2, 5, 11, 100)]
    assert counted == ["days", "day", "days", "days", "days", "days"], "as English counts"


def test_words_of_a_site_are_a_second_language(tmp_path: Path) -> None:
    own = tmp_path / "words.yml"
    own.write_text(
        "time:\n  week: semaine du {first} au {last}\nclaim:\n  voices:\n    one: '{n} voix'\n    other: '{n} voix'\n"
    )
    found, problems = load("fr", FOLDER, own, tmp_path)
    assert found is not None
    assert (found("time.week", first=1, last=2), found("nav.path"), found.date(dt.date(2032, 1, 2))) == (
        *("semaine du 1 au 2", "You are here"),
        "vendredi 2 janvier 2032",
    )
    assert [found("list.days", n=n) for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"], "as English counts"
    assert [found("claim.voices", n=n) for n in (0, 1)] == ["0 voix", "1 voix"]
    (problem,) = problems
    assert problem.message.startswith("the language `fr` lacks ")
    assert "`time.until`" in problem.message
    assert "`time.week`" not in problem.message
    assert problem.hint.startswith("add them to words.yml; ")


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


def spoken(tmp_path: Path, name: str, text: str) -> tuple[Messages | None, list[str]]:
    """The words of a language, in a folder with English."""
    (tmp_path / "en.yml").write_bytes((FOLDER / "en.yml").read_bytes())
    (tmp_path / f"{name}.yml").write_text(text)
    found, problems = load(name, tmp_path)
    assert {(p.code, p.severity) for p in problems} == {("missing-message", "notice")}
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


def test_a_site_names_registers_that_english_does_not_know(tmp_path: Path) -> None:
    words, problems = told(tmp_path, "code:\n  land-survey: The land survey\n")
    assert problems == []
    assert words
    assert words("code.land-survey") == "The land survey"


def test_words_that_cannot_be_read_are_told_of(tmp_path: Path) -> None:
    assert [p.code for p in load("en", FOLDER, tmp_path)[1]] == ["unreadable"]


# Each mistake, to the letter, over an English of a few words

ENGLISH = """locale: en-GB
day:
  as_of: As of {time}
  front: The front
  brace: "{{x}} {a} {b}"
voices:
  one: "{n} voice of {who}"
  other: "{n} voices of {who}"
title: Letters
"""
POLISH = "locale: pl\nday:\n  front: Front\n  as_of: '{time}'\n  brace: '{a} {b}'\ntitle: L\n"
VOICES = "voices:\n  one: '{n} {who}'\n  few: '{n} {who}'\n  many: '{n} {who}'\n  other: '{n} {who}'\n"
BRACE = "write `{name}` for what is filled in, and `{{` or `}}` for a brace that is shown"
FILLED = "bad-placeholder error"


def told(root: Path, own: str | None = None, language: str = "en", **files: str) -> tuple[Messages | None, list[str]]:
    """The words of a language, and every problem with its place, from a folder of languages and a site's own words."""
    (root / "words").mkdir()
    for name, text in ({"en": ENGLISH} | files).items():
        (root / f"words/{name}.yml").write_text(text)
    if own is not None:
        (root / "own.yml").write_text(own)
    found, problems = load(language, root / "words", root / "own.yml" if own is not None else None)
    return found, [
        f"{p.file}:{p.line}:{p.column}+{p.width} {p.code} {p.severity}: {p.message} | {p.hint}" for p in problems
    ]


@pytest.mark.parametrize(
    ("own", "problems"),
    [
        (
            "code:\n  land-survey: Survey of {x}\n",
            [f"2:26+3 {FILLED}: `code.land-survey` has no `{{x}}` | nothing is filled in here"],
        ),
        (
            "day:\n  as_of: As of {tim}\n",
            [
                f"2:16+5 {FILLED}: `day.as_of` has no `{{tim}}` | did you mean `time`?",
                f"2:10+11 {FILLED}: `day.as_of` leaves out `{{time}}` | English says: As of {{time}}",
            ],
        ),
        (
            "day:\n  brace: '{{x}} {a} {b'\n",
            [f"2:21+1 {FILLED}: a `{{` of `day.brace` belongs to no placeholder | {BRACE}"],
        ),
        (
            "day:\n  brace: '{{x}}'\n",
            [f"2:10+7 {FILLED}: `day.brace` leaves out `{{a}}`, `{{b}}` | English says: {{{{x}}}} {{a}} {{b}}"],
        ),
        (
            "day:\n  front: '{x} {y}'\n",
            [
                f"2:11+3 {FILLED}: `day.front` has no `{{x}}` | nothing is filled in here",
                f"2:15+3 {FILLED}: `day.front` has no `{{y}}` | nothing is filled in here",
            ],
        ),
        ("day: {front: '{x}'}\n", [f"1:15+3 {FILLED}: `day.front` has no `{{x}}` | nothing is filled in here"]),
        (
            "day:\n  front: >-\n    The\n    {x}\n",
            [f"2:10+1 {FILLED}: `day.front` has no `{{x}}` | nothing is filled in here"],
        ),
        (
            'day:\n  front: "a\\u0041{x}"\n',
            [f"2:10+12 {FILLED}: `day.front` has no `{{x}}` | nothing is filled in here"],
        ),
        (
            "day:\n  as_of: '{time} {Time}'\n",
            [
                f"2:18+1 {FILLED}: a `{{` of `day.as_of` belongs to no placeholder | {BRACE}",
                f"2:23+1 {FILLED}: a `}}` of `day.as_of` belongs to no placeholder | {BRACE}",
            ],
        ),
        (
            "voices:\n  one: a voice\n",
            [f"2:8+7 {FILLED}: `voices.one` leaves out `{{who}}` | English says: {{n}} voice of {{who}}"],
        ),
        (
            "voices:\n  few: a voice\n",
            [f"2:8+7 {FILLED}: `voices.few` leaves out `{{who}}` | English says: {{n}} voices of {{who}}"],
        ),
        (
            "voices:\n  other: voices of {who}\n",
            [f"2:10+15 {FILLED}: `voices.other` leaves out `{{n}}` | English says: {{n}} voices of {{who}}"],
        ),
        ("voices:\n  few: '{m} {who}'\n", [f"2:9+3 {FILLED}: `voices.few` has no `{{m}}` | it has `{{n}}`, `{{who}}`"]),
        ("day:\n  frnt: x\n", ["2:9+1 unknown-message error: no page says `day.frnt` | did you mean `day.front`?"]),
        ("zzz: x\n", ["1:6+1 unknown-message error: no page says `zzz` | "]),
        ("day:\n  one: x\n", ["2:8+1 unknown-message error: no page says `day.one` | did you mean `day.front`?"]),
        (
            "day:\n  front:\n",
            ["2:9+1 empty-field error: `day.front` says nothing | write its words, or take the line away"],
        ),
        (
            "day:\n  front: a # b\n",
            [
                "2:10+1 cut-text error: the message is cut here: ` #` begins a comment"
                " | quote the message, or move the comment up"
            ],
        ),
        (
            "locale: xx\n",
            ["1:9+2 bad-language error: dates are known for no language `xx` | write one such as `en-GB`"],
        ),
    ],
)
def test_a_mistake_in_words_is_told_to_the_letter(tmp_path: Path, own: str, problems: list[str]) -> None:
    assert told(tmp_path, own) == (None, [f"own.yml:{one}" for one in problems])


@pytest.mark.parametrize("text", ["voices:\n  one: '{who}'\n", "day:\n  brace: '{b} {a} {a}'\n", "locale: de-AT\n"])
def test_words_that_say_what_english_says_are_sound(tmp_path: Path, text: str) -> None:
    found, problems = told(tmp_path, text)
    assert found
    assert problems == []


LACKS = "and pages say it in English | write what is meant by:"
OTHER = "and pages say its `other` | the language has a form of its own"


@pytest.mark.parametrize(
    ("polish", "lacking"),
    [
        (POLISH + VOICES, []),
        (
            POLISH.replace("locale: pl\n", "") + VOICES,
            [f"1:1+0 missing-message notice: `locale` is missing, {LACKS} en-GB"],
        ),
        (
            "locale: pl\nday:\n  front: Front\n" + VOICES,
            [
                f"3:3+1 missing-message notice: `day.as_of` is missing, {LACKS} As of {{time}}",
                f"3:3+1 missing-message notice: `day.brace` is missing, {LACKS} {{{{x}}}} {{a}} {{b}}",
                f"1:1+0 missing-message notice: `title` is missing, {LACKS} Letters",
            ],
        ),
        (
            POLISH + "voices:\n  one: '{n} {who}'\n  few: '{n} {who}'\n",
            [f"8:3+1 missing-message notice: `voices.other` is missing, {LACKS} {{n}} voices of {{who}}"],
        ),
        (
            POLISH + "voices:\n  other: '{n} {who}'\n",
            [f"8:3+1 missing-message notice: `voices` has no `{form}`, {OTHER}" for form in ("one", "few", "many")],
        ),
    ],
)
def test_what_a_language_lacks_is_told_to_the_letter(tmp_path: Path, polish: str, lacking: list[str]) -> None:
    found, problems = told(tmp_path, language="pl", pl=polish)
    assert problems == [f"words/pl.yml:{one}" for one in lacking]
    assert found
    assert found.messages.keys() >= {"locale", "day.front", "day.as_of", "day.brace", "title", "voices.other"}


def test_own_words_lie_over_the_languages_and_warnings_come_with_them(tmp_path: Path) -> None:
    found, problems = told(tmp_path, "day:\n  front: Ours\n", "pl", pl=(POLISH + VOICES).replace("title: L\n", ""))
    assert found
    assert (found("day.front"), found("title"), found("day.as_of", time="x")) == ("Ours", "Letters", "x")
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("language", "problem"),
    [
        ("e", "`e` is no language | write its tag, such as `en` or `pt-BR`"),
        ("x" * 81, f"`{'x' * 80}` is no language | write its tag, such as `en` or `pt-BR`"),
    ],
)
def test_what_is_no_language_is_told_to_the_letter(tmp_path: Path, language: str, problem: str) -> None:
    assert told(tmp_path, language=language) == (None, [f"mkdocs.yml:1:1+0 no-words error: {problem}"])


SAY = "say them in a file, and name that in `words` under the plugin"
ALL = "`daybrief words` prints them all"
DATES = "dates are known for no language `enn`, and pages write them as English does"
ENN = "the language `enn` lacks 1 of 5 messages, which pages say in English:"
FIVE = "`day.as_of`, `day.front`, `day.brace`, `voices`, `title`"


@pytest.mark.parametrize(
    ("language", "own", "problems"),
    [
        ("fr", None, [f"the language `fr` lacks 5 of 5 messages, which pages say in English: {FIVE} | {SAY}; {ALL}"]),
        (
            "enn",
            "day:\n  front: F\n  brace: '{a} {b}'\n  as_of: '{time}'\n" + VOICES,
            [
                f"{DATES} | add them to own.yml: `locale`, such as `en-GB`",
                f"{ENN} `title` | add them to own.yml; {ALL}",
            ],
        ),
        (
            "enn",
            POLISH + VOICES.replace("  other: '{n} {who}'\n", ""),
            [f"{ENN} `voices` | add them to own.yml; {ALL}"],
        ),
        ("enn", POLISH + VOICES, []),
    ],
)
def test_a_language_without_words_is_told_in_a_line(
    tmp_path: Path, language: str, own: str | None, problems: list[str]
) -> None:
    found, lines = told(tmp_path, own, language)
    assert found
    assert lines == [f"mkdocs.yml:1:1+0 no-words {'warning' if DATES in one else 'notice'}: {one}" for one in problems]


def test_a_language_without_dates_is_told(tmp_path: Path) -> None:
    english, other = ENGLISH.replace("locale: en-GB\n", ""), POLISH.replace("locale: pl\n", "") + VOICES
    told_of = "`zz` is no language that dates are known for | set `locale` in its words"
    assert told(tmp_path, language="zz", en=english, zz=other) == (
        *(None, [f"mkdocs.yml:1:1+0 no-words error: {told_of}"]),
    )


OPEN = "1:6+1 bad-start error: `[` opens here and is not closed | close it with `]`; quote a text that begins with `[`"


@pytest.mark.parametrize(
    ("own", "language", "files", "problems"),
    [
        ("day:\n  front: x\n", "en", {"en": "day: [\n"}, [f"words/en.yml:{OPEN}"]),
        (None, "pl", {"en": "day: [\n", "pl": POLISH}, [f"words/en.yml:{OPEN}"]),
        (None, "pl", {"pl": "day: [\n"}, [f"words/pl.yml:{OPEN}"]),
        ("day: [\n", "pl", {"pl": "day: [\n"}, [f"words/pl.yml:{OPEN}", f"own.yml:{OPEN}"]),
        (
            None,
            "en",
            {"en": "a: '{'\n"},
            [f"words/en.yml:1:5+1 {FILLED}: a `{{` of `a` belongs to no placeholder | {BRACE}"],
        ),
    ],
)
def test_every_file_of_words_is_told_of(
    tmp_path: Path, own: str | None, language: str, files: dict[str, str], problems: list[str]
) -> None:
    assert told(tmp_path, own, language, **files) == (None, problems)


def test_a_file_of_words_that_cannot_be_read_is_told_to_the_letter(tmp_path: Path) -> None:
    (problem,) = load("en", FOLDER, tmp_path / "own.yml", tmp_path)[1]
    assert (problem.file, problem.line, problem.column, problem.width) == ("own.yml", 1, 1, 0)
    assert (problem.code, problem.severity) == ("unreadable", "error")
    assert problem.message == "the file cannot be read: there is no such file"
    assert problem.hint == "look at its name and its rights"
    (problem,) = load("en", FOLDER, FOLDER.parent / "own.yml")[1]
    assert problem.file == "own.yml", "from where the folder of words lies"


def test_a_line_is_found_however_lines_end(tmp_path: Path) -> None:
    (tmp_path / "own.yml").write_bytes(b"\xef\xbb\xbfzzzz: '{'\r\nday:\r  front: '{x}'\n  draft: '{x}'\n")
    found = load("en", FOLDER, tmp_path / "own.yml")[1]
    assert [(one.line, one.column, one.code) for one in found] == [
        *((1, 8, "bad-placeholder"), (1, 7, "unknown-message"), (3, 11, "bad-placeholder"), (4, 11, "bad-placeholder"))
    ]


# Words of a site


def test_a_word_of_a_site_is_called_by_its_name_wherever_it_is_told(words: Messages) -> None:
    own = Terms(
        movements={"hold": {"name": "stays"}, "march": {"name": "march {on}"}},
        stances={"postpones": {"name": "Puts off"}},
        formats={"regatta": {"name": "regatta"}},
        source_kinds={"website": {"office": "true"}},
    )
    said = words.with_terms(Registry(**{table: getattr(own, table) for table in TABLES}))
    assert (said("movement.hold"), said("movement.march"), said("movement.attack")) == ("stays", "march {on}", "Attack")
    assert (said("arrow.hold"), said("arrow.march")) == (words("arrow.hold"), "•")
    assert said("stand.postpones", party="Dolmar", matter="Night crossings") == "Dolmar, Puts off: Night crossings"
    assert (said("stance.postpones"), said("called.postpones")) == ("Puts off", "Called: Puts off")
    assert (said("format.regatta"), said("source_kind.website")) == ("regatta", words("source_kind.website"))


# Dates and numbers


def test_every_form_of_a_date_is_the_languages(words: Messages) -> None:
    day = dt.date(2032, 1, 2)
    assert words.weekday(day) == "Fri 2 Jan"
    assert [words.month_name(month) for month in (1, 12)] == ["January", "December"]
    polish = Messages("pl", {})
    assert (polish.month_name(1), polish.day(day)) == ("styczeń", "2 stycznia")
    assert Messages("pt-BR", {}).locale.territory == "BR"


@pytest.mark.parametrize(
    ("lat", "lon", "said"),
    [
        (0, 0, "0° N, 0° E"),
        (12.346, 8.004, "12.35° N, 8° E"),
        (-12.346, -8.006, "12.35° S, 8.01° W"),
        (0.5, -0.5, "0.5° N, 0.5° W"),
    ],
)
def test_a_point_is_told_to_the_hundredth(words: Messages, lat: float, lon: float, said: str) -> None:
    assert words.coordinates(lat, lon) == said


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        *(("pt-BR", "Portuguese (Brazil)"), ("zh-Hant-TW", "Chinese (Traditional, Taiwan)"), ("xx-BR", "xx-BR")),
        *(("en-xx1", "English (xx1)"), ("en", "English")),
    ],
)
def test_a_tag_of_many_parts_is_told_in_words(words: Messages, tag: str, name: str) -> None:
    assert words.language_name(tag) == name


def test_a_number_chooses_a_form_where_there_is_one() -> None:
    said = Messages("pl", {"a.one": "{n} one", "a.few": "{n} few", "a.other": "{n} other", "b": "{n} plain"})
    assert [said("a", n=n) for n in (1, 2, 5, -1, 12345)] == ["1 one", "2 few", "5 other", "-1 one", "12\xa0345 other"]
    assert said("b", n=2) == "2 plain"
    assert (said.has("a.one"), said.has("a")) == (True, False)


@pytest.mark.parametrize(
    ("locale", "first", "week"),
    [
        ("en-GB", ("Mo", "Monday"), [1, 2, 3, 4, 5, 6, 7]),
        ("en-US", ("Su", "Sunday"), [0, 1, 2, 3, 4, 5, 6]),
        ("fa-IR", ("ش", "شنبه"), [0, 0, 1, 2, 3, 4, 5]),
    ],
)
def test_a_week_begins_where_the_language_has_it_begin(locale: str, first: tuple[str, str], week: list[int]) -> None:
    words = Messages("en", {"locale": locale})
    assert words.weekdays()[0] == first
    assert len({*words.weekdays()}) == 7
    assert words.weeks(2025, 12)[0] == week, "it was a Monday"
