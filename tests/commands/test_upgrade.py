"""`daybrief upgrade`: a site of model 1 becomes one of model 2, byte for byte as it was where nothing has to change.

A case is a pair in `upgrade/`: `NAME.before.yml` and `NAME.after.yml`; beside them, what is told in `NAME.expected`.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from daybrief.commands import upgrade as upgrading
from daybrief.commands.cli import main
from daybrief.commands.model_2 import steps, undecided
from daybrief.diagnostics import Diagnostic
from daybrief.source import Document, read
from daybrief.source.edits import edited
from tests.projects import LAKE

CASES = sorted(path.name.removesuffix(".before.yml") for path in Path(__file__).parent.glob("upgrade/*.before.yml"))
DAY = "briefings/2031/2031-05-04.yml"
MKDOCS = "site_name: Lake\ndocs_dir: briefings\ntheme: material\nplugins:\n  - daybrief:\n      model: 1  # ours\n"


def case(name: str, kind: str) -> str:
    file = Path(__file__).parent / "upgrade" / f"{name}.{kind}"
    return file.read_text(encoding="utf-8") if file.exists() else ""


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Path]:
    """Lays down a site of files, and gives its folder."""

    def lay(day: str | bytes = "date: 2031-05-04\n", mkdocs: str = MKDOCS, **files: str) -> Path:
        for name, text in {DAY: day, "mkdocs.yml": mkdocs, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return lay


def run(folder: Path) -> Result:
    return CliRunner().invoke(main, ["-f", str(folder / "mkdocs.yml"), "upgrade"])


def below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def told(problems: tuple[Diagnostic, ...]) -> str:
    return "".join(f"{p.line}:{p.column} {p.code}\n    {p.message}\n    = {p.hint}\n" for p in problems)


@pytest.mark.parametrize("name", CASES)
def test_a_day_of_model_1_becomes_one_of_model_2(name: str, site: Callable[..., Path]) -> None:
    folder = site(case(name, "before.yml"))
    done = upgrading.upgrade(folder / "mkdocs.yml")
    assert (folder / DAY).read_text(encoding="utf-8") == case(name, "after.yml")
    assert told(done.problems) == case(name, "expected")
    assert {problem.file for problem in done.problems} <= {DAY}
    assert (DAY in done.changed) == (case(name, "before.yml") != case(name, "after.yml"))


@pytest.mark.parametrize("name", CASES)
def test_what_was_upgraded_is_left_alone_the_next_time(name: str, site: Callable[..., Path]) -> None:
    folder = site(case(name, "after.yml"))
    first, before = upgrading.upgrade(folder / "mkdocs.yml"), below(folder)
    assert [*first.changed] == ["mkdocs.yml"]
    again = upgrading.upgrade(folder / "mkdocs.yml")
    assert again.changed == {}
    assert again.problems == first.problems
    assert below(folder) == before


FORMS: dict[str, Callable[[str], bytes]] = {
    "windows": lambda text: text.replace("\n", "\r\n").encode(),
    "old mac": lambda text: text.replace("\n", "\r").encode(),
    "mark": lambda text: text.encode("utf-8-sig"),
    "both": lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
    "mixed": lambda text: re.sub(r"\n(.*)\n", "\n\\1\r\n", text).encode(),
    "no break at the end": lambda text: text.rstrip("\n").encode(),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["block", "flow", "json", "decide"])
def test_line_ends_and_marks_stay(name: str, form: str) -> None:
    """Of breaks of two kinds in one file those stay that are not taken away, so that alone the text is compared."""
    before, after = (FORMS[form](case(name, f"{when}.yml")) for when in ("before", "after"))
    made, _ = rewritten(before)
    if form != "mixed":
        assert made == after
    assert made.replace(b"\r\n", b"\n") == after.replace(b"\r\n", b"\n")


def test_letters_of_more_than_a_byte_are_counted_as_one() -> None:
    made, _ = rewritten("front:\n- claims:\n  - {text: Грішине – 😀, evidence: none, note: й}\n".encode())
    assert made.decode() == "front:\n- claims:\n  - {text: Грішине – 😀, note: й}\n"


def rewritten(data: bytes) -> tuple[bytes, Document]:
    day, problems = read(data, "day.yml")
    assert day is not None
    assert not problems
    made, now, _ = edited(data, day, steps(day.data))
    return made, now


# The command


def test_it_tells_what_it_did_and_what_is_left(site: Callable[..., Path]) -> None:
    folder = site(case("decide", "before.yml"))
    done = run(folder)
    assert done.exit_code == 1
    lines = done.output.splitlines()
    assert lines[:3] == [f"{DAY}: 1 place changed", "mkdocs.yml: 1 place changed", ""]
    assert lines[3].startswith(f"{DAY}:5:5: error: an event has no `next` any more")
    assert lines[4] == "    5 |     next: {text: They meet again, date: 2031-05-20}", "the line as it is now"
    assert lines[6].endswith("`id`, `text`, `by`, `articles` and `when: 2031-05-20`")
    assert lines[-1] == "2 files changed; what is left: 11 errors in 1 file."
    assert (folder / "mkdocs.yml").read_text() == MKDOCS.replace("model: 1", "model: 2")


def test_where_nothing_is_left_it_ends_well(site: Callable[..., Path]) -> None:
    folder = site(case("block", "before.yml"))
    done = run(folder)
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "2 files changed, and nothing is left to decide.")
    assert f"{DAY}: 11 places changed\n" in done.output
    again = run(folder)
    assert (again.exit_code, again.output) == (0, "0 files changed, and nothing is left to decide.\n")


def test_one_broken_file_keeps_no_other_from_being_rewritten(site: Callable[..., Path]) -> None:
    other = "briefings/2031/2031-05-05.yml"
    folder = site(case("broken", "before.yml"), **{other: case("json", "before.yml")})
    done = run(folder)
    assert done.exit_code == 1
    assert "[broken-quote]" in done.output
    assert (folder / DAY).read_text(encoding="utf-8") == case("broken", "before.yml")
    assert (folder / other).read_text(encoding="utf-8") == case("json", "after.yml")


def test_a_file_that_cannot_be_read_is_told(site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    folder = site()
    monkeypatch.setattr(upgrading, "contents", lambda path: OSError(13, "Permission denied"))
    (problem,) = upgrading.upgrade(folder / "mkdocs.yml").problems[:1]
    assert (problem.file, problem.code) == (DAY, "unreadable")


def test_a_folder_that_cannot_be_listed_is_told(site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    folder = site()
    monkeypatch.setattr(upgrading, "files", lambda docs: [("2031", None)])
    (problem,) = upgrading.upgrade(folder / "mkdocs.yml").problems
    assert (problem.file, problem.code) == ("briefings/2031", "unreadable")


def test_a_file_is_all_that_it_was_but_for_its_words(site: Callable[..., Path]) -> None:
    folder = site(case("json", "before.yml"))
    (folder / DAY).chmod(0o640)
    (folder / "mkdocs.yml").rename(folder / "kept.yml")
    (folder / "mkdocs.yml").symlink_to("kept.yml")
    assert run(folder).exit_code == 0
    assert (folder / DAY).stat().st_mode & 0o777 == 0o640
    assert (folder / "mkdocs.yml").is_symlink()
    assert "model: 2" in (folder / "kept.yml").read_text()
    assert sorted(below(folder)) == [DAY, "kept.yml", "mkdocs.yml"]


def test_registries_pages_links_and_hidden_files_are_left_alone(site: Callable[..., Path]) -> None:
    text = "front:\n  - claims:\n      - {id: one, evidence: none}\n"
    others = ["briefings/registry/places.yml", "briefings/about.md", "briefings/.hidden.yml", "elsewhere.yml"]
    folder = site(**dict.fromkeys(others, text))
    (folder / "briefings/2031/2031-05-05.yml").symlink_to(folder / "elsewhere.yml")
    before = below(folder)
    assert [*upgrading.upgrade(folder / "mkdocs.yml").changed] == ["mkdocs.yml"]
    assert {name for name, data in below(folder).items() if data != before[name]} == {"mkdocs.yml"}


def test_all_is_looked_at_before_anything_is_written(
    site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site(case("json", "before.yml"), **{"briefings/2032/2032-05-05.yml": "date: 2032-05-05\n"})
    before, seen = below(folder), upgrading.contents

    def look(path: Path) -> bytes | OSError:
        if path.name == "mkdocs.yml":
            raise KeyboardInterrupt
        return seen(path)

    monkeypatch.setattr(upgrading, "contents", look)
    with pytest.raises(KeyboardInterrupt):
        upgrading.upgrade(folder / "mkdocs.yml")
    assert below(folder) == before


def test_what_would_say_something_else_is_not_written(
    site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were the program wrong in its bytes, the data that are read again would show it."""
    folder = site(case("decide", "before.yml"))
    monkeypatch.setattr("daybrief.source.edits.Editable.changed", lambda *_: b"date: 2031-05-04\n")
    done = upgrading.upgrade(folder / "mkdocs.yml")
    assert done.changed == {}
    assert [(p.file, p.code, p.width) for p in done.problems if "fault" in p.message] == [
        (DAY, "not-upgraded", 0),
        ("mkdocs.yml", "not-upgraded", 0),
    ]
    assert (folder / DAY).read_text(encoding="utf-8") == case("decide", "before.yml")


# Settings


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("plugins:\n  - daybrief:\n      model: 1\n", "plugins:\n  - daybrief:\n      model: 2\n"),
        ("plugins: [daybrief: {model: 1, feed_days: 1}]\n", "plugins: [daybrief: {model: 2, feed_days: 1}]\n"),
        (
            "plugins:\n  daybrief:\n    # of ours\n    model: 1 # 1\n",
            "plugins:\n  daybrief:\n    # of ours\n    model: 2 # 1\n",
        ),
        ("plugins: [daybrief]\n", "plugins: [daybrief]\n"),
        ("plugins: [daybrief: {model: 2}]\n", "plugins: [daybrief: {model: 2}]\n"),
        (
            "extra: {env: !ENV NOWHERE, a: &a [1], b: *a}\nplugins: [daybrief: {model: 1}]\n",
            "extra: {env: !ENV NOWHERE, a: &a [1], b: *a}\nplugins: [daybrief: {model: 2}]\n",
        ),
    ],
)
def test_the_model_is_set_where_it_was(before: str, after: str, site: Callable[..., Path]) -> None:
    head = "site_name: Lake\ndocs_dir: briefings\ntheme: material\n"
    folder = site(mkdocs=head + before)
    assert run(folder).exit_code == 0
    assert (folder / "mkdocs.yml").read_text() == head + after


def test_what_is_inherited_is_rewritten_where_it_stands(site: Callable[..., Path]) -> None:
    folder = site(mkdocs="INHERIT: base.yml\nsite_name: Lake\n", **{"base.yml": MKDOCS})
    done = run(folder)
    assert (done.exit_code, done.output.splitlines()[0]) == (0, "base.yml: 1 place changed")
    assert "model: 2" in (folder / "base.yml").read_text()


def test_a_model_in_another_form_is_told(site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODEL", "1")
    mkdocs = MKDOCS.replace("1  # ours", "!ENV MODEL")
    folder = site(mkdocs=mkdocs)
    (problem,) = upgrading.upgrade(folder / "mkdocs.yml").problems
    assert (problem.file, problem.line, problem.code) == ("mkdocs.yml", 6, "not-upgraded")
    assert (folder / "mkdocs.yml").read_text() == mkdocs


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("model: 1", "model: 3", "`model` is 3 in"),
        ("- daybrief:\n      model: 1", "- search", "Daybrief is not among the plugins in"),
    ],
)
def test_another_site_is_refused(old: str, new: str, said: str, site: Callable[..., Path]) -> None:
    folder = site(case("json", "before.yml"), mkdocs=MKDOCS.replace(old, new))
    before, done = below(folder), run(folder)
    assert done.exit_code == 1
    assert said in done.output
    assert below(folder) == before


# Whole sites


@pytest.mark.parametrize("name", ["init", "lake"])
def test_sites_of_other_subjects(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    if name == "init":
        assert CliRunner().invoke(main, ["init", str(folder)]).exit_code == 0
    else:
        shutil.copytree(LAKE, folder, ignore=shutil.ignore_patterns("site", ".cache", "*.py"))
    before = {path: read(path.read_bytes(), "")[0] for path in folder.glob("briefings/2*/*.yml")}
    upgrading.upgrade(folder / "mkdocs.yml")
    assert before
    for path, day in before.items():
        now, problems = read(path.read_bytes(), "")
        assert day is not None
        assert now is not None
        assert not problems
        assert now.data == as_model_2(day.data)
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    assert "model: 1" not in text
    assert ("model: 2" in text) == (name == "init"), "what was not said is not said now"


def as_model_2(day: dict[str, Any]) -> dict[str, Any]:
    """What a day of sound dates is to be, found another way: from all that is in it, wherever it stands."""

    def become(node: Any, where: str) -> Any:
        if isinstance(node, list):
            return [become(one, where) for one in node]
        if not isinstance(node, dict):
            return node
        made = {name: become(below, name) for name, below in node.items()}
        if where == "claims" and made.get("evidence") == "none" and len(made) > 1:
            del made["evidence"]
        if where == "diplomacy" and "until" in made and "date" in made:
            last = made.pop("until")
            made["date"] += "" if last == made["date"] else f"/{last}"
        return made

    become_day: dict[str, Any] = become(day, "")
    return become_day


# Days that nobody wrote


class Writer:
    """Writes plain data as YAML of any style, with a comment wherever one may stand."""

    def __init__(self, random: Random) -> None:
        self.random, self.comments = random, 0

    def likely(self, chance: float = 0.3) -> bool:
        return self.random.random() < chance

    def comment(self) -> str:
        self.comments += 1
        return f"# c{self.comments}: evidence, {{none}}"

    def behind(self) -> str:
        """The end of a line."""
        return f"{self.random.choice(['  ', ' '])}{self.comment()}\n" if self.likely() else "\n"

    def between(self, indent: int) -> str:
        """Lines of their own."""
        rows = range(self.random.choice([0, 0, 0, 1, 2]))
        return "".join("\n" if self.likely() else f"{' ' * indent}{self.comment()}\n" for _ in rows)

    def scalar(self, text: str) -> str:
        return self.random.choice([text, text, f"'{text}'", f'"{text}"'])

    def gap(self, indent: int) -> str:
        """What may stand between two signs within brackets."""
        if self.likely(0.7):
            return self.random.choice(["", " ", "  "])
        return self.behind() + self.between(indent) + " " * indent

    def flow(self, node: Any, indent: int) -> str:
        if isinstance(node, str):
            return self.scalar(node)
        opening, closing = "{}" if isinstance(node, dict) else "[]"
        items = [self.flow(one, indent) for one in (node.values() if isinstance(node, dict) else node)]
        if isinstance(node, dict):
            items = [
                f"{self.scalar(key)}:{self.gap(indent) or ' '}{item}" for key, item in zip(node, items, strict=True)
            ]
        parts = [self.gap(indent) + item + self.gap(indent) for item in items]
        return opening + ", ".join(parts) + self.random.choice(["", ", "]) * bool(items) + self.gap(indent) + closing

    def value(self, node: Any, indent: int) -> str:
        """A value behind a key or `-`, from the end of that on."""
        if isinstance(node, str) and self.likely(0.8):
            return f" {self.scalar(node)}{self.behind()}"
        if isinstance(node, str):
            return f"{self.behind()}{self.between(indent + 2)}{' ' * (indent + 2)}{self.scalar(node)}{self.behind()}"
        if self.likely(0.4) or not node:
            return f" {self.flow(node, indent + 2)}{self.behind()}"
        return self.behind() + self.block(node, indent + 2)

    def block(self, node: Any, indent: int) -> str:
        """A mapping or list, from the beginning of its first line on."""
        text = ""
        for one in node:
            text += self.between(indent) + " " * indent
            if isinstance(node, dict):
                text += f"{self.scalar(one)}:{self.value(node[one], indent)}"
            elif isinstance(one, dict) and one and self.likely(0.6):
                key, *others = one
                text += f"- {self.scalar(key)}:{self.value(one[key], indent + 2)}"
                text += self.block({other: one[other] for other in others}, indent + 2)
            else:
                text += f"-{self.value(one, indent)}"
        return text


def shuffled(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping with its keys in any order."""
    found = st.fixed_dictionaries(required, optional=optional)
    return found.flatmap(lambda one: st.permutations([*one]).map(lambda keys: {key: one[key] for key in keys}))


WORDS = st.sampled_from(["none", "one", "it says so", "a-b"])
DATES = st.sampled_from(["2031-05-03", "2031-05-04"])
CLAIM = shuffled(
    {"id": WORDS},
    {"text": WORDS, "evidence": st.sampled_from(["none", "none", "footage"]), "articles": st.lists(WORDS, max_size=2)},
)
CLAIMS = st.lists(CLAIM, max_size=3)
EVENT = shuffled({"id": WORDS, "date": st.just("2031-05-03")}, {"until": DATES, "claims": CLAIMS, "name": WORDS})
DAYS = shuffled(
    {"date": DATES, "title": WORDS},
    {"diplomacy": st.lists(EVENT, max_size=3), "front": st.lists(shuffled({"sector": WORDS}, {"claims": CLAIMS}))},
)


@given(DAYS, st.randoms(use_true_random=False), st.sampled_from([*FORMS]))
@settings(deadline=None)
def test_in_any_style_the_data_are_as_expected_and_every_comment_stays(day: Any, random: Random, form: str) -> None:
    text = Writer(random).block(day, 0)
    made, now = rewritten(FORMS[form](text))
    assert now.data == as_model_2(day)
    after = made.decode("utf-8-sig")
    assert re.findall(r"# c\d+: .*?none\}", after) == re.findall(r"# c\d+: .*?none\}", text)
    assert not {*undecided(now)}
    assert {*re.findall(r"\r\n|\r|\n", after)} <= {*re.findall(r"\r\n|\r|\n", FORMS[form](text).decode("utf-8-sig"))}
    again, _ = rewritten(made)
    assert again == made
    letters = iter(FORMS[form](text).decode("utf-8-sig"))
    assert all(letter in letters for letter in re.sub("/2031-05-0[34]", "", after)), "nothing else is put in"
