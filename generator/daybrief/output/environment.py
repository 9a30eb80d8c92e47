"""How Jinja makes HTML of our templates: what they see, and what they are compiled to."""

from collections.abc import Mapping
from keyword import iskeyword
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]  # no public one gives plain text

from daybrief import urls
from daybrief.model.figures import written
from daybrief.output import calendars, calibration, charts, maps
from daybrief.output.messages import Messages
from daybrief.output.page_links import PageLinks
from daybrief.settings import TEMPLATES, Settings
from daybrief.text.markup import inline, plain


def escaped(value: Any) -> str:
    """A value as it stands in HTML: plain text escaped, HTML as it is. Unlike `escape`, it makes no `Markup` of it."""
    kind = type(value)
    return value if kind is Markup else _escape_inner(value) if kind is str else escape(value)


class DirectCode(CodeGenerator):
    """Compiles templates to what they need and no more: a build of a year calls and puts out a million times each.

    Jinja asks at each call whether what is called wants the context, which none of ours does, and makes a `Markup` of
    each value that is put out, although all are joined at once.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """The template's module, with what it puts values out by."""
        self.ours = self.filename is not None and Path(self.filename).is_relative_to(TEMPLATES)
        self.writeline(f"from {escaped.__module__} import escaped")
        super().visit_Template(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """A call as Python has it, unless it is of a shape that needs Jinja's care."""
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(named.key) for named in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for value in (*node.args, *node.kwargs):
            self.visit(value, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """An attribute as Python has it. A template of the site's own may ask a dictionary, too, as in any Jinja."""
        if not self.ours or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("escaped(")


def environment(
    settings: Settings, words: Messages, sources: Mapping[str, str], base: maps.Base, links: PageLinks
) -> Environment:
    """Our templates by their sources, and what every one of them sees besides its view."""

    def load(name: str) -> tuple[str, str, None] | None:
        return (sources[name], str(settings.template(name)), None) if name in sources else None

    made = Environment(
        loader=FunctionLoader(load),
        auto_reload=False,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.code_generator_class = DirectCode
    # Unlike by `capitalize`, all letters but the first are left as somebody wrote them.
    made.filters |= {"inline": inline, "plain": plain, "written": written}
    made.filters["capital"] = lambda words: words[:1].upper() + words[1:]
    made.globals |= {
        "word": words,
        "site": settings,
        "to": links.to,
        "cached": links.cached,
        "absolute": lambda address: settings.url + address,
        "urls": urls,
        "plot": charts.plot,
        "spark": charts.spark,
        "calibrated": calibration.bars,
        "percents": calibration.ticks(),
        "grid": calendars.grid,
        "marks": lambda sides: calendars.marks(sides, settings.hues),
        "draw": lambda places, low=False: maps.draw(places, base, low),
    }
    return made
