"""Small changes to a source, of the kind that people make by mistake: each is one that a test should notice."""

import ast
import random
import re
from collections.abc import Iterable, Mapping
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

COMPARISONS = {
    ast.Lt: ("<", "<="), ast.LtE: ("<=", "<"), ast.Gt: (">", ">="), ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="), ast.NotEq: ("!=", "=="), ast.In: ("in", "not in"), ast.NotIn: ("not in", "in"),
    ast.Is: ("is", "is not"), ast.IsNot: ("is not", "is"),
}  # fmt: skip
OPERATORS = {ast.Add: ("+", "-"), ast.Sub: ("-", "+"), ast.BitOr: ("|", "&"), ast.BitAnd: ("&", "|")}
NAMES = [
    ("min", "max"), ("any", "all"), ("reversed", "list"), ("startswith", "endswith"), ("removeprefix", "removesuffix"),
    ("partition", "rpartition"), ("append", "remove"), ("lstrip", "rstrip"), ("update", "clear"),
]  # fmt: skip
SYMMETRIC = (b"min", b"max", b"math.hypot")
OTHERS = dict(NAMES) | {other: name for name, other in NAMES}


class Mutant(NamedTuple):
    """Some bytes of a file in the place of others."""

    file: str
    line: int
    """The first that is another, from 1 on."""
    statement: int
    """The line on which its statement begins."""
    kind: str
    start: int
    end: int
    new: bytes

    def applied(self, source: bytes) -> bytes:
        """The file with the change."""
        return source[: self.start] + self.new + source[self.end :]

    def lines(self, source: bytes) -> tuple[str, str]:
        """What the changed lines were and are, each side on one line."""
        first = source.rfind(b"\n", 0, self.start) + 1
        last = source.find(b"\n", self.end) % (len(source) + 1)
        sides = source[first:last], source[first : self.start] + self.new + source[self.end : last]
        was, now = (" ".join(side.decode().split()) for side in sides)
        return was, now


def mutants(file: str, source: bytes) -> list[Mutant]:
    """Every place of a module where something can be changed, in the order of the file. A few are no Python then."""
    finder = _Finder(file, source)
    finder.visit(ast.parse(source))
    return sorted(finder.found)


def changes(one: Mutant, source: bytes) -> bool:
    """Whether Python still compiles it, and as something else."""
    try:
        return ast.dump(ast.parse(one.applied(source))) != ast.dump(ast.parse(source))
    except SyntaxError:
        return False


def choose(sources: Mapping[str, bytes], count: int, seed: int, known: Iterable[tuple[str, str, str]]) -> list[Mutant]:
    """Changes spread over files by their length, and within a file over kinds; `known` ones are never among them.

    A `known` one is a file, what a line was and what it became, as `Mutant.lines` tells. Fewer are chosen where there
    are no more.
    """
    rng, known = random.Random(seed), set(known)
    left: dict[str, dict[str, list[Mutant]]] = {}
    for file, source in sorted(sources.items()):
        left[file] = {}
        for one in mutants(file, source):
            if (file, *one.lines(source)) not in known:
                left[file].setdefault(one.kind, []).append(one)
    files = sorted(file for file in left if left[file])
    ends = list(accumulate(sources[file].count(b"\n") + 1 for file in files))
    chosen: list[Mutant] = []
    for number in range(count if files else 0):
        at = (number + rng.random()) * ends[-1] / count  # one of each stretch of the program
        kinds = left[next(file for file, end in zip(files, ends, strict=True) if at < end)]
        while some := kinds.get(rng.choice(sorted(kinds) or [""])):
            one = some.pop(rng.randrange(len(some)))
            if not some:
                del kinds[one.kind]
            if changes(one, sources[one.file]):
                chosen.append(one)
                break
    return sorted(chosen)


class _Finder(ast.NodeVisitor):
    """Looks for what can be changed. Docstrings, annotations, asserts and `__all__` decide nothing, and stay."""

    def __init__(self, file: str, source: bytes) -> None:
        self.file, self.source = file, source
        self.starts = [0, *accumulate(map(len, source.splitlines(keepends=True)))]
        self.statement = 1
        self.found: list[Mutant] = []

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.stmt):
            self.statement = node.lineno
        if not (isinstance(node, ast.Assign) and self.text(node.targets[0]) == b"__all__"):
            super().visit(node)

    def span(self, node: Any) -> tuple[int, int]:
        """Where a statement or an expression begins and ends, in bytes."""
        first, last = self.starts[node.lineno - 1], self.starts[node.end_lineno - 1]
        return first + node.col_offset, last + node.end_col_offset

    def text(self, node: ast.AST) -> bytes:
        start, end = self.span(node)
        return self.source[start:end]

    def change(self, kind: str, start: int, end: int, new: bytes | str) -> None:
        line = self.source.count(b"\n", 0, start) + 1
        text = new.encode() if isinstance(new, str) else new
        self.found.append(Mutant(self.file, line, self.statement, kind, start, end, text))

    def between(self, kind: str, left: ast.AST, right: ast.AST, words: tuple[str, str]) -> None:
        """Exchange a word that stands between two nodes."""
        (_, start), (end, _) = self.span(left), self.span(right)
        pattern = rb"\s+".join(map(re.escape, words[0].encode().split()))
        if found := re.search(pattern, self.source[start:end]):
            self.change(kind, start + found.start(), start + found.end(), words[1])

    # What decides nothing

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for one in [*node.args.defaults, *filter(None, node.args.kw_defaults), *node.body]:
            self.visit(one)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for one in node.body:
            self.visit(one)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_Assert(self, node: ast.Assert) -> None:
        pass

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        pass  # before Python 3.12 nobody knows where its parts stand

    # What decides

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Constant):
            return  # a docstring
        self.change("removed", *self.span(node), "pass")
        self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise | ast.AugAssign) -> None:
        self.change("removed", *self.span(node), "pass")
        self.generic_visit(node)

    visit_AugAssign = visit_Raise

    def visit_Continue(self, node: ast.Continue) -> None:
        self.change("removed", *self.span(node), "break")

    def visit_Break(self, node: ast.Break) -> None:
        self.change("removed", *self.span(node), "continue")

    def visit_Return(self, node: ast.Return) -> None:
        if node.value and self.text(node.value) != b"None":
            self.change("removed", *self.span(node.value), "None")
            self.generic_visit(node)

    def visit_If(self, node: ast.If | ast.IfExp) -> None:
        if self.text(node.test).endswith(b"TYPE_CHECKING"):
            return
        self.change("condition", *self.span(node.test), "True")
        self.change("condition", *self.span(node.test), "False")
        self.generic_visit(node)

    visit_IfExp = visit_If

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self.change("condition", *self.span(test), "True")
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        words = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for left, right in pairwise(node.values):
            self.between("and, or", left, right, words)
            self.change("condition", self.span(left)[0], self.span(right)[0], "")
        self.change("condition", self.span(node.values[-2])[1], self.span(node.values[-1])[1], "")
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            self.change("and, or", self.span(node)[0], self.span(node)[0] + len("not "), "")
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        for (left, right), op in zip(pairwise([node.left, *node.comparators]), node.ops, strict=True):
            self.between("comparison", left, right, COMPARISONS[type(op)])
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if words := OPERATORS.get(type(node.op)):
            self.between("operator", node.left, node.right, words)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        match node.value:
            case bool(value):
                self.change("constant", *self.span(node), repr(not value))
            case int(value):
                self.change("constant", *self.span(node), repr(value + 1))
            case str(value) if value:
                self.change("text", *self.span(node), repr(f"{value}~"))

    def visit_Call(self, node: ast.Call) -> None:
        if self.text(node.func) in (b"TypeVar", b"cast"):
            return  # words to mypy
        for left, right in pairwise(node.args if self.text(node.func) not in SYMMETRIC else ()):
            if _alike(left) == _alike(right):
                (start, stop), (begin, end) = self.span(left), self.span(right)
                between = self.source[stop:begin]
                self.change("arguments", start, end, self.text(right) + between + self.text(left))
        self.order(node)
        self.generic_visit(node)

    def order(self, call: ast.Call) -> None:
        """The other way round, or not by the key."""
        end = self.span(call.func)[1]
        name = re.search(rb"\w*$", self.text(call.func))
        word = name[0].decode() if name else ""
        if word in OTHERS:
            self.change("order", end - len(word), end, OTHERS[word])
        elif word == "sorted" and not any(keyword.arg == "reverse" for keyword in call.keywords):
            self.change("order", self.span(call)[1] - 1, self.span(call)[1], ", reverse=True)")
        for keyword in call.keywords:
            if keyword.arg == "key" and call.args:
                self.change("order", self.span(call.args[-1])[1], self.span(keyword)[1], "")


def _alike(node: ast.expr) -> str:
    """What sort of thing an argument is: words, or something else of the same make."""
    words = isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
    return "words" if words else type(node).__name__
