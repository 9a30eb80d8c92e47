"""What ids and words of the ledger's report are called, where a person reads it: in English, with a site's terms."""

from collections.abc import Iterable

from daybrief.model.figures import figure
from daybrief.model.registry import Registry
from daybrief.output import messages
from daybrief.settings import TEMPLATES


class Names:
    """The names of registries and terms, and times and figures in words."""

    def __init__(self, registry: Registry) -> None:
        english, _ = messages.load("en", TEMPLATES / "words")
        assert english, "the program's own words are sound"
        self._registry, self.messages = registry, english.with_terms(registry)

    def word(self, group: str, word: str) -> str:
        """What a word of a group of messages is called, within a line."""
        return self.messages(f"{group}.{word}").rstrip(".")

    def speakers(self, names: Iterable[str]) -> str:
        """Sources and actors by their ids."""
        registry = self._registry
        return ", ".join((registry.sources.get(name) or registry.actors[name]).name for name in names)

    def counted(self, measure: str, written: str) -> str:
        """A figure, as it is written, with what was counted."""
        entry, number = self._registry.measures[measure], figure(written)
        name = entry.one if entry.one and number.low == number.high == 1 else entry.name
        return f"{self.messages.figure(number, entry.unit or '')} {name}"
