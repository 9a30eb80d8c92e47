"""A project as a command finds it: its settings, and how its files stood before they were read."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daybrief.engine import cache
from daybrief.pipeline import inputs, state
from daybrief.pipeline.assemble import SiteContent, assemble
from daybrief.pipeline.check import check
from daybrief.plugin.config import read_settings, settings_of
from daybrief.plugin.config_file import SiteConfig
from daybrief.plugin.config_file import load as load_config
from daybrief.plugin.plugin import DaybriefPlugin
from daybrief.settings import Settings
from daybrief.views.day import day_view


@dataclass(frozen=True, slots=True)
class Project:
    """A project whose settings were read."""

    config_file: Path
    config: SiteConfig
    plugin: DaybriefPlugin
    settings: Settings
    looked: inputs.Look
    """The files and folders that a site is made of, besides mkdocs.yml, the briefings first; and how all of them stood,
    and mkdocs.yml too, before they were read."""

    def read(self) -> dict[str, bytes]:
        """What was in the briefings then: a hash of each file's bytes, by its path there."""
        docs = f"{self.looked.paths[0]}/"
        return {name.removeprefix(docs): one for name, one in self.looked.hashes.items() if name.startswith(docs)}

    def written(self) -> set[str]:
        """The files that were written since."""
        return {n for n, _ in self.looked.stamps.items() ^ inputs.snapshot(self.config_file, self.looked.paths).items()}


def load(config_file: Path, options: Mapping[str, Any], looked: inputs.Look | None = None) -> Project:
    """Read the settings of a project. If its files were `looked` at, they are not again. Raises what MkDocs raises."""
    root = config_file.absolute().parent
    before = inputs.snapshot(config_file, ())
    config = load_config(config_file, **options)
    settings = settings_of(config)  # says what is missing
    plugin = config.plugins["daybrief"]
    assert isinstance(plugin, DaybriefPlugin), "settings tell that it is there"
    named = [root / str(name) for name in (*config.hooks, *config.watch)]
    paths = tuple(inputs.relative(root, path) for path in (*settings.sources, *named))
    if looked is None or looked.paths != paths:
        looked = inputs.look(config_file, paths, time.time_ns(), looked or inputs.NOTHING)
        looked.stamps.update(before)
    return Project(config_file, config, plugin, settings, looked)


def shown(config_file: Path) -> SiteContent:
    """What a site would show, drafts too. Raises Unsound for content with errors, and what MkDocs raises."""
    settings = read_settings(config_file)
    last = state.load(cache.folder_of(settings.root))
    return assemble(check(settings, last), last, drafts=True)


def day_html(site: SiteContent, file: str) -> str:
    """A day as plain HTML, as the feed carries it, by its file in the briefings. Raises TemplateFailed."""
    view = day_view(site.ledger, site.content.archive.file(file).day.date)
    return site.renderer.fragment("feeds/day.html", view=view, heading=True)
