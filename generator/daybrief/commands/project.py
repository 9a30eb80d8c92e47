"""A project as a command finds it: its settings, and how its files stood before they were read."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daybrief.pipeline import inputs
from daybrief.pipeline.inputs import Inputs
from daybrief.plugin.config import settings_of
from daybrief.plugin.config_file import SiteConfig, load
from daybrief.plugin.plugin import DaybriefPlugin
from daybrief.settings import Settings

Stands = Mapping[str, tuple[int, int, int, int]]


@dataclass(frozen=True, slots=True)
class Project:
    """A project whose settings were read."""

    config_file: Path
    options: Mapping[str, Any]
    config: SiteConfig
    plugin: DaybriefPlugin
    settings: Settings
    paths: tuple[str, ...]
    """The files and folders that a site is made of, besides mkdocs.yml; the briefings first."""
    days: Stands
    """How the briefings stood."""
    others: Stands
    """How all else stood, mkdocs.yml too."""

    def inputs(self) -> Inputs:
        """All that a site is made of, as it is now."""
        return Inputs(self.paths, inputs.digest(self.config_file, self.options, self.paths))

    def stands(self) -> tuple[bool, bool]:
        """Whether the briefings stand as they did, and whether all else does."""
        root, (docs, *others) = self.config_file.absolute().parent, self.paths
        around = map(str, inputs.configuration(self.config_file))
        days = inputs.snapshot(root, [docs], follow=False)
        return days == self.days, inputs.snapshot(root, [*around, *others]) == self.others


def opened(config_file: Path, options: Mapping[str, Any]) -> Project:
    """Read the settings of a project. Raises what MkDocs raises for mkdocs.yml."""
    root = config_file.absolute().parent
    before = inputs.snapshot(root, map(str, inputs.configuration(config_file)))
    config = load(config_file, **options)
    settings = settings_of(config)  # says what is missing
    plugin = config.plugins["daybrief"]
    assert isinstance(plugin, DaybriefPlugin), "settings tell that it is there"
    named = [root / str(name) for name in (*config.hooks, *config.watch)]
    some = (settings.docs, settings.templates, settings.words, settings.map, *named)
    docs, *others = (inputs.relative(root, path) for path in some if path)
    days = inputs.snapshot(root, [docs], follow=False)
    before |= inputs.snapshot(root, others)
    return Project(config_file, options, config, plugin, settings, (docs, *others), days, before)
