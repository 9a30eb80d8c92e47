"""`make fuzz`: briefings that were changed at random, read and checked; a crash, a hang or a false place is a finding.

    make fuzz ARGS='--minutes 5 --seed 1'

A file of the corpus or of the briefings is changed in its bytes, words or lines, or takes some of another's. It is read
and checked as a day among the corpus's registries, or as one of these, and what is told is reported in all three forms.
Now and then, where nothing is wrong, all pages are made too. The same seed makes the same inputs. The first input of
each kind of finding is kept in `.cache/fuzz/`, where `last` is the one at work, should the interpreter itself end.

Atheris would watch which lines run. It is left out: most of what reads here is C and Rust that it cannot see into.
"""

import argparse
import random
import re
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import category

from daybrief.content import archive
from daybrief.output import report
from daybrief.source import MAX_BYTES
from tests.cases import CORPUS, DAY, lay, told_by_rules
from tests.ledger.telling import edition
from tests.output.test_report import VISIBLE
from tests.projects import LAKE, ROOT

FOUND = ROOT / ".cache/fuzz"
PATIENCE, MEMORY = 2, 300 << 20
"""Seconds and bytes that one input may take."""
PIECES = rb"""
: - # ' " { } [ ] , & * ! !! | > % @ ` ? \ << --- ... ~ null true 2031-05-04 2031-W18 0x1F 1e9 -0 *a &a
!!python/object:x {{7*7}} <script> [a](javascript:b) [a](https://b.c) ** _ ://
""".split()
PIECES += [b": ", b" #", b"\n  ", b"\n- ", b"\n\n", b"\r", b"\r\n", b"\t", b"- - - ", b"  " * 40, b"[" * 30, b"{" * 30]
PIECES += [
    b"x" * 3000,
    b"\0",
    b"\x0b",
    b"\x1b[31m",
    b"\x7f",
    b"\x80",
    b"\xff",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
]
PIECES += [letter.encode() for letter in "\u2028\u202e\u200b\u00ad\u3164\u0430\u00e9\u0301\U0001f600\ufdd0\u00a0\u0085"]


def mutated(data: bytes, others: list[bytes], dice: random.Random) -> bytes:
    """A file that was changed in a few places."""
    for _ in range(dice.choice((1, 1, 1, 2, 3, 8))):
        data = dice.choice(WAYS)(data, others, dice)[: MAX_BYTES + 9]
    return data


def _cut(data: bytes, others: list[bytes], dice: random.Random) -> bytes:
    start = dice.randrange(len(data) + 1)
    return data[:start] + data[start + int(dice.expovariate(1 / 20)) :]


def _put(data: bytes, others: list[bytes], dice: random.Random) -> bytes:
    start = dice.randrange(len(data) + 1)
    return data[:start] + dice.choice(PIECES) + data[start + dice.choice((0, 0, 1, 5)) :]


def _flip(data: bytes, others: list[bytes], dice: random.Random) -> bytes:
    start = dice.randrange(len(data) + 1)
    return data[:start] + bytes([dice.randrange(256)]) + data[start + 1 :]


def _lines(data: bytes, others: list[bytes], dice: random.Random) -> bytes:
    """Some lines twice, gone, elsewhere, from another file, or indented otherwise."""
    lines, theirs = data.split(b"\n"), dice.choice(others).split(b"\n")
    at, count = dice.randrange(len(lines)), dice.choice((1, 1, 2, 5))
    some = lines[at : at + count]
    there, start = dice.randrange(len(lines)), dice.randrange(len(theirs))
    match dice.randrange(5):
        case 0:
            lines[there:there] = some * dice.choice((1, 1, 50))
        case 1:
            del lines[at : at + count]
        case 2:
            lines[at : at + count], lines[there : there + count] = lines[there : there + count], some
        case 3:
            lines[at:at] = theirs[start : start + count]
        case _:
            lines[at : at + count] = [dice.choice((b" ", b"  ", b"\t", b"- ", b"")) + line.lstrip() for line in some]
    return b"\n".join(lines)


def _swap(data: bytes, others: list[bytes], dice: random.Random) -> bytes:
    """Two words in each other's place."""
    words = data.split(b" ")
    one, other = dice.randrange(len(words)), dice.randrange(len(words))
    words[one], words[other] = words[other], words[one]
    return b" ".join(words)


WAYS: list[Callable[[bytes, list[bytes], random.Random], bytes]] = [_cut, _put, _put, _flip, _lines, _lines, _swap]


def checked(docs: Path, render: bool) -> None:
    """Read and check a folder of briefings. Raises what the program raises, and AssertionError for a false place."""
    found, told = archive.load(docs, {"about.md"})
    problems = sorted([*told, *told_by_rules(found)])
    for problem in problems:
        lines = report.lines(docs, problem.file)
        assert 1 <= problem.line <= max(len(lines), 1), f"line {problem.line} of {len(lines)}: {problem}"
        width = len(lines[problem.line - 1]) if lines else 0
        assert 1 <= problem.column <= width + 1, f"column {problem.column} of {width}: {problem}"
        assert problem.column + problem.width <= width + 2, f"width {problem.width}: {problem}"
    printed = report.text(problems, lambda name: report.lines(docs, name)) + report.github(problems)
    obeyed = {c for c in {*printed} - {"\n"} - VISIBLE if category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert not obeyed, f"printed: {obeyed!r}"
    report.as_json(problems)
    if render and not problems:
        made = edition(docs)
        for page in made.pages:
            made.renderer.body(page)


def tried(docs: Path, render: bool) -> str:
    """What is wrong with the program, as one input shows it; empty if nothing is."""
    before = signal.signal(signal.SIGPROF, _late)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        checked(docs, render)
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "daybrief" in frame.filename]
        where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}: " if frames else ""
        return f"{where}{type(error).__name__}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return ""


def _late(*_: object) -> None:
    raise TimeoutError(f"more than {PATIENCE} s of CPU")


def fuzz(seed: int, minutes: float, most: int = sys.maxsize) -> dict[str, Path]:
    """Try inputs for some minutes, and at `most` so many. Returns the first file of each kind of finding."""
    others = [file.read_bytes() for file in sorted({*CORPUS.glob("**/*.yml"), *LAKE.glob("briefings/**/*.yml")})]
    dice, started, number, found = random.Random(seed), time.monotonic(), 0, dict[str, Path]()
    resource.setrlimit(resource.RLIMIT_AS, (_memory() + MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    FOUND.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        docs = lay(Path(folder, "docs"), CORPUS / "valid/smallest.yml")
        names = [DAY] * 40 + sorted(f"registry/{file.name}" for file in (docs / "registry").iterdir())
        while number < most and time.monotonic() < started + 60 * minutes:
            number += 1
            name = dice.choice(names)
            file, data = docs / name, mutated(dice.choice(others), others, dice)
            before = file.read_bytes()
            file.write_bytes(data)
            (FOUND / "last").write_bytes(data)  # for what ends the interpreter
            problem = tried(docs, number % 20 == 0)
            file.write_bytes(before)
            kind = re.sub(r"\d+|`.*", "", problem)[:60]
            if problem and kind not in found:
                found[kind] = FOUND / f"{seed}-{number}-{file.name}"
                found[kind].write_bytes(data)
                print(f"{found[kind].relative_to(ROOT)}: {problem[:500]}", flush=True)
    took = time.monotonic() - started
    print(f"{number} inputs, {number / took:.0f} a second, seed {seed}: {len(found) or 'no'} findings")
    return found


def _memory() -> int:
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def main() -> None:
    """Reads the arguments. Ends with 1 if there was a finding."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    chosen = parser.parse_args()
    sys.exit(bool(fuzz(chosen.seed, chosen.minutes)))


if __name__ == "__main__":
    main()
