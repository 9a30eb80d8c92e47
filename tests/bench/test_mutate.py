"""`make mutate`: which changes are made, and that what no test notices is told."""

import ast
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bench.copies import Copies
from bench.mutants import Mutant, changes, choose, mutants
from bench.mutate import KNOWN, Mutation, Outcome, Reach, known, report
from tests.projects import ROOT

SOURCES = {file.relative_to(ROOT).as_posix(): file.read_bytes() for file in sorted((ROOT / "generator").rglob("*.py"))}


def made(source: str, kind: str) -> list[str]:
    """What becomes of a line, by every change of a kind."""
    data = source.encode()
    found = [one for one in mutants("x.py", data) if one.kind == kind]
    return [one.applied(data).decode() for one in found if changes(one, data)]


@pytest.mark.parametrize(
    ("kind", "source", "expected"),
    [
        ("comparison", "a < b", ["a <= b"]),
        ("comparison", "0 <= a == b", ["0 < a == b", "0 <= a != b"]),
        ("comparison", "(é) not  in (b)", ["(é) in (b)"]),
        ("and, or", "a and b and c", ["a or b and c", "a and b or c"]),
        ("and, or", "x = not a", ["x = a"]),
        ("condition", "x = a and b", ["x = b", "x = a"]),
        ("condition", "x = 1 if a else 2", ["x = 1 if False else 2", "x = 1 if True else 2"]),
        ("condition", "[a for a in b if a]", ["[a for a in b if True]"]),
        ("operator", "a + b - c", ["a - b - c", "a + b + c"]),
        ("operator", "{1} | a", ["{1} & a"]),
        ("constant", "x[0]", ["x[1]"]),
        ("constant", "f(x, strict=True)", ["f(x, strict=False)"]),
        ("text", "x['ключ']", ["x['ключ~']"]),
        ("text", "x = (\n  'a'\n  'b'\n)", ["x = (\n  'ab~'\n)"]),
        ("removed", "f(x)", ["pass"]),
        ("removed", "x += 1", ["pass"]),
        ("removed", "def f():\n  return x\n", ["def f():\n  return None\n"]),
        ("removed", "for a in b:\n  continue\n", ["for a in b:\n  break\n"]),
        ("arguments", "f('message', f'hint {a}', b)", ["f(f'hint {a}', 'message', b)"]),
        ("arguments", "f(a, b, key=c)", ["f(b, a, key=c)"]),
        ("order", "sorted(a)", ["sorted(a, reverse=True)"]),
        ("order", "sorted(a, key=b)", ["sorted(a)", "sorted(a, key=b, reverse=True)"]),
        ("order", "max(a)", ["min(a)"]),
        ("order", "a.startswith(b)", ["a.endswith(b)"]),
    ],
)
def test_a_change_is_one_that_people_make(kind: str, source: str, expected: list[str]) -> None:
    assert made(source, kind) == expected


def test_what_decides_nothing_stays() -> None:
    source = (
        '"""Words."""\ndef f(a: "int" = b) -> "str":\n    """Words."""\n    assert a == 1, "words"\n'
        'x: "int"\nT = TypeVar("T")\n'
    )
    assert mutants("x.py", source.encode()) == []


def test_a_change_says_where_it_is_and_what_it_is() -> None:
    source = "a = 'é'\nb = f(\n    1,\n    c < d,\n)\n".encode()
    (one,) = (one for one in mutants("x.py", source) if one.kind == "comparison")
    assert (one.file, one.line, one.lines(source)) == ("x.py", 4, ("c < d,", "c <= d,"))


def test_the_same_seed_makes_the_same_changes_and_another_makes_others() -> None:
    some = {file: source for file, source in SOURCES.items() if "/rules/" in file}
    first = choose(some, 40, 7, ())
    assert choose(some, 40, 7, ()) == first
    assert len({*first}) == len(first) == 40
    assert len({*first} & {*choose(some, 40, 8, ())}) < 20


def test_changes_are_spread_over_the_program_and_over_kinds() -> None:
    chosen = choose(SOURCES, 100, 7, ())
    assert len({one.file for one in chosen}) > 40
    assert len({one.kind for one in chosen}) == 9
    length = {file: source.count(b"\n") for file, source in SOURCES.items()}
    large = sorted(length, key=lambda file: length[file])[-10:]
    share = 100 * sum(length[file] for file in large) / sum(length.values())
    assert abs(sum(one.file in large for one in chosen) - share) < 5
    for one in chosen:
        ast.parse(one.applied(SOURCES[one.file]))


def test_what_is_known_to_change_nothing_is_not_made() -> None:
    source = {"x.py": b"x = a < b\n"}
    (one,) = choose(source, 5, 0, ())
    assert choose(source, 5, 0, [("x.py", *one.lines(source["x.py"]))]) == []


def test_what_is_known_to_change_nothing_has_a_reason_and_is_there() -> None:
    for file, was, now in known(KNOWN):
        assert (was, now) in {one.lines(SOURCES[file]) for one in mutants(file, SOURCES[file])}, f"{file}: {was}"


def at(line: int, statement: int, file: str = "generator/daybrief/content/rules/days.py") -> Mutant:
    return Mutant(file, line, statement, "text", 0, 0, b"")


def test_tests_of_a_module_come_first_then_of_its_folder_then_those_that_run_most_of_it() -> None:
    tests = {"tests/test_slow.py": 9.0, "tests/content/rules/test_days.py": 5.0, "tests/test_all.py": 1.0}
    tests |= {"tests/content/rules/test_ids.py": 7.0, "tests/test_most.py": 8.0}
    lines = {3: list(tests)} | {line: ["tests/test_most.py"] for line in range(10, 60)}
    reach = Reach(tests, {"generator/daybrief/content/rules/days.py": lines})
    ordered = ["tests/content/rules/test_days.py", "tests/content/rules/test_ids.py"]
    ordered += ["tests/test_most.py", "tests/test_all.py", "tests/test_slow.py"]
    assert reach.tests(at(3, 3), 100) == ordered
    assert reach.tests(at(5, 3), 100) == ordered, "of a long statement"
    assert reach.tests(at(3, 3), 12) == ordered[:2]
    assert reach.tests(at(3, 3), 1) == ordered[:1], "one at least"
    assert reach.tests(at(4, 4), 100) == []


def test_the_report_has_each_survivor_and_the_score() -> None:
    source = {"x.py": b"a < b\nc = 1\n"}
    some = {one.kind: one for one in mutants("x.py", source["x.py"])}
    told = report([Outcome(some["comparison"], False, "2 files"), Outcome(some["constant"], True, "")], source)
    assert told.splitlines()[0].startswith("x.py:1: comparison")
    assert told.splitlines()[1:] == ["  - a < b", "  + a <= b", "1 of 2 changes were noticed: 50%."]


# A project of two functions


@pytest.fixture
def small(tmp_path: Path) -> Path:
    root = tmp_path / "small"
    for name, text in {
        "program/__init__.py": "",
        "program/size.py": "def large(a):\n    return a > 3\n\n\ndef unseen(a):\n    return a + 1\n",
        "program/__main__.py": "import sys\nfrom program.size import large\nprint(large(int(sys.argv[1])))\n",
        "tests/test_size.py": "from program.size import large\n\n\n"
        "def test_large():\n    assert large(4)\n    assert not large(2)\n",
        "tests/test_main.py": "import subprocess, sys\n\n\ndef test_main():\n"
        "    done = subprocess.run([sys.executable, '-m', 'program', '9'], capture_output=True, text=True)\n"
        "    assert done.stdout == 'True\\n'\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.mark.slow
def test_what_no_test_notices_is_told(small: Path) -> None:
    before = {file: file.read_bytes() for file in small.rglob("*.py")}
    mutation = Mutation(small, "program", 2, lambda line: None)
    reach = mutation.reach()
    assert reach.tests(at(2, 2, "program/size.py"), 60) == ["tests/test_size.py", "tests/test_main.py"], "commands too"
    assert reach.tests(at(3, 3, "program/__main__.py"), 60) == ["tests/test_main.py"]
    assert reach.tests(at(6, 6, "program/size.py"), 60) == []
    wanted = {"return a >= 3": False, "return a > 4": True, "return a - 1": False, "return None": True}
    every = mutants("program/size.py", mutation.sources["program/size.py"])
    some = [one for one in every if one.lines(mutation.sources[one.file])[1] in wanted and one.line in (2, 6)]
    found = {
        one.mutant.lines(mutation.sources["program/size.py"])[1]: one.noticed
        for one in mutation.outcomes(some, reach, 30, 0)
        if one.mutant.line == 2 or one.mutant.kind == "operator"
    }
    assert found == wanted
    assert {file: file.read_bytes() for file in before} == before


@pytest.mark.slow
def test_tests_that_fail_as_things_are_end_it(small: Path) -> None:
    (small / "tests/test_size.py").write_text("def test_it():\n    assert False\n")
    with pytest.raises(RuntimeError, match=r"tests/test_size\.py fails before anything is changed"):
        Mutation(small, "program", 1, lambda line: None).reach()


def test_what_does_not_end_is_ended_with_all_that_it_started(small: Path, tmp_path: Path) -> None:
    endless = tmp_path / "endless.py"
    endless.write_text(
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(tmp_path / 'child')!r}, 'w').write(str(child.pid))\ntime.sleep(60)\n"
    )
    started = time.perf_counter()
    code, _ = Copies(small, tmp_path / "copies", 1).run([endless], 2)
    assert code == -1
    assert time.perf_counter() - started < 20
    child = (tmp_path / "child").read_text()
    state = subprocess.run(["ps", "-o", "stat=", "-p", child], capture_output=True, text=True, check=False).stdout
    assert state.strip()[:1] in ("", "Z")


def test_what_runs_is_ended_when_the_run_is(small: Path, tmp_path: Path) -> None:
    copies = Copies(small, tmp_path / "copies", 1)
    started = time.perf_counter()
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(copies.run, ["-c", "import time; time.sleep(60)"], 60)
        while not copies.running:
            time.sleep(0.01)
        copies.end()
        assert running.result()[0] < 0
    assert time.perf_counter() - started < 20
    assert not copies.running


def test_a_change_of_the_same_length_is_compiled_anew(small: Path, tmp_path: Path) -> None:
    copies = Copies(small, tmp_path / "copies", 1)
    source = (small / "program/size.py").read_bytes()
    for data in (source, source.replace(b"> 3", b"< 3"), source):
        code, said = copies.run(["-m", "program", "9"], 20, "program/size.py", data)
        assert (code, said) == (0, f"{b'> 3' in data}\n")


def test_a_mutant_is_plain() -> None:
    assert Mutant("x.py", 1, 1, "text", 1, 2, b"--").applied(b"abc") == b"a--c"
