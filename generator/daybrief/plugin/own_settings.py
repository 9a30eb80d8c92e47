"""The plugin's part of `mkdocs.yml`, and what may stand there."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as option
from mkdocs.config.base import Config

from daybrief.diagnostics import nearest
from daybrief.model import MODELS
from daybrief.output import maps
from daybrief.plugin.config_file import Source, check_text
from daybrief.plugin.policy import DIRECTIVES
from daybrief.settings import HUES

FEED_DAYS = range(1, 1001)
"""How many days a feed may hold."""


# MkDocs gives `__init_subclass__` no types.
class DaybriefConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's part of `mkdocs.yml`."""

    identity = option.Optional(option.Type(str))
    responsible = option.Optional(option.Type(str))
    hues = option.DictOfItems(option.Choice(HUES), default={})
    feed_days = option.Type(int, default=30)
    words = option.Optional(option.File(exists=True))
    map = option.Optional(option.File(exists=True))
    model = option.Optional(option.Type(int))
    policy = option.DictOfItems(option.ListOfItems(option.Type(str)), default={})


def check_own(own: Any, source: Source) -> None:
    """The plugin's settings, of which MkDocs has seen to the types."""
    for name in own.keys() - dict(DaybriefConfig._schema):
        hint = nearest(name, dict(DaybriefConfig._schema)) or "take the line away"
        source.tell(f"`{name}` does nothing: the plugin has no such setting", hint, "daybrief", name)
    if isinstance(own.feed_days, bool) or own.feed_days not in FEED_DAYS:
        message = f"`feed_days` is {str(own.feed_days).lower()}, and no number from {FEED_DAYS[0]} to {FEED_DAYS[-1]:,}"
        source.tell(message, "write how many days the feed holds, such as 30", "daybrief", "feed_days")
    check_model(own.model, source)
    check_text(own.identity, source, "daybrief", "identity")
    if own.identity is not None and not own.identity.strip():
        source.tell("`identity` is empty", "write a word of the site's own", "daybrief", "identity")
    check_text(own.responsible, source, "daybrief", "responsible")
    for name in own.policy.keys() - DIRECTIVES:
        hint = nearest(name, DIRECTIVES) or f"it has {', '.join(DIRECTIVES)}"
        source.tell(f"`policy` has no `{name}`", hint, "daybrief", "policy", name)
    if own.map:
        try:
            maps.load(Path(own.map))
        except ValueError as error:
            source.tell(f"`map`: {error}", "maps/README.md says how one is made", "daybrief", "map")


def check_model(given: int | None, source: Source, known: Sequence[int] = MODELS) -> None:
    """Which model the briefings follow: a site that says it is read the same by a program that knows newer ones."""
    newest = known[-1]
    if given is not None and (isinstance(given, bool) or given not in known):
        message = f"`model` is {str(given).lower()}, and this program reads {' and '.join(map(str, known))}"
        hint = f"write `model: {newest}`, or install the program that reads yours"
        if not isinstance(given, bool) and 0 < given < known[0]:
            hint = "type `daybrief upgrade`: it rewrites the site's files"
        source.tell(message, hint, "daybrief", "model")
    elif given is None and len(known) > 1:
        message = f"`model` is not set, so that the briefings are read as model {newest}, which is the newest"
        source.warn("missing-setting", message, f"write `model: {newest}`", "daybrief")
