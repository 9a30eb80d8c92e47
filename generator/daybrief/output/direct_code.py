"""Templates compiled to what they need and no more: a build of a year calls and puts out a million times each."""

import datetime as dt
from keyword import iskeyword
from pathlib import Path
from typing import Any

from jinja2 import nodes, runtime
from jinja2.compiler import CodeGenerator, Frame
from jinja2.utils import internalcode, missing
from markupsafe import Markup, _escape_inner  # type: ignore[attr-defined]  # no public one gives plain text
from markupsafe import escape as markup

from daybrief.settings import TEMPLATES

_SAFE = frozenset({int, float, dt.date})
"""Of what types nothing is to be escaped."""


def escape(value: Any) -> str:
    """A value as it stands in HTML: plain text escaped, HTML as it is. Unlike Jinja's, it makes no `Markup` of it."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)
    return value if kind is Markup else str(value) if kind in _SAFE else markup(value)


def markup_join(values: tuple[Any, ...]) -> str:
    """What stands on both sides of `~`: most often plain text, such as the key of a message."""
    return "".join(values) if all(type(value) is str for value in values) else runtime.markup_join(values)


class Macro(runtime.Macro):
    """A macro, which is most often given no more than some of its arguments in their order: Jinja expects far more."""

    @internalcode
    def __call__(self, *args: Any, **named: Any) -> str:
        """The macro's HTML."""
        lacking = self._argument_count - len(args)
        if named or lacking < 0 or self.caller or self.catch_kwargs or self.catch_varargs:
            return super().__call__(*args, **named)
        return Markup(self._func(*args, *(missing,) * lacking))


class DirectCode(CodeGenerator):
    """Compiles calls, attributes and what is put out to Python's own.

    Jinja asks at each call whether what is called wants the context, which none of ours does.
    """

    apart: nodes.Expr | None = None
    """What is put out and escapes its parts by itself."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """The template's module. Names in it are looked up when it is called: ours take the places of Jinja's."""
        self.ours = self.filename is not None and Path(self.filename).is_relative_to(TEMPLATES)
        super().visit_Template(node, frame)
        self.writeline(f"from {__name__} import Macro, escape, markup_join")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """A call as Python has it, unless it is of a shape that needs Jinja's care."""
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(named.key) for named in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        # A message in which nothing is to be filled in is looked up: half of what a page asks for are such.
        looked_up = self.ours and node.node == nodes.Name("word", "load") and len(node.args) == 1 and not node.kwargs
        self.write(".plain[" if looked_up else "(")
        for value in (*node.args, *node.kwargs):
            self.visit(value, frame)
            self.write("" if looked_up else ", ")
        self.write("]" if looked_up else ")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """An attribute as Python has it. A template of the site's own may ask a dictionary, too, as in any Jinja."""
        if not self.ours or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:
        """A choice; without `else`, no object that says so is made of what is not chosen."""
        if not self.ours:
            super().visit_CondExpr(node, frame)
            return
        write = self._put_out if node is self.apart else self.visit
        self.write("(")
        write(node.expr1, frame)
        self.write(" if ")
        self.visit(node.test, frame)
        self.write(" else ")
        write(node.expr2 or nodes.Const(""), frame)
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if self.ours and isinstance(node, nodes.CondExpr):
            self.apart = node
            self.write("(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _put_out(self, node: nodes.Expr, frame: Frame) -> None:
        if isinstance(node, nodes.Const):
            self.write(repr(str(markup(node.value))))
            return
        finalize = self._make_finalize()
        self._output_child_pre(node, frame, finalize)
        self.visit(node, frame)
        self._output_child_post(node, frame, finalize)
