"""How Jinja makes HTML of our templates: what they see."""

from collections.abc import Mapping

from jinja2 import Environment, FunctionLoader, StrictUndefined

from daybrief import urls
from daybrief.model.figures import written
from daybrief.output import calendars, calibration, charts, maps
from daybrief.output.direct_code import DirectCode
from daybrief.output.messages import Messages
from daybrief.output.page_links import PageLinks
from daybrief.settings import Settings
from daybrief.text.markup import inline, plain


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
    # All templates see the same. Jinja makes a chain of dictionaries for each, and compares them at each import.
    made.make_globals = lambda d: made.globals  # type: ignore[method-assign]
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
