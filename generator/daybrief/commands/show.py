"""`daybrief show`: days as they are published, drafts too."""

from pathlib import Path

from daybrief.engine import cache
from daybrief.pipeline import state
from daybrief.pipeline.assemble import SiteContent, assemble
from daybrief.pipeline.check import check
from daybrief.plugin.config import settings_of
from daybrief.plugin.config_file import load


def site(config_file: Path) -> SiteContent:
    """What a site would show. Raises Unsound for content with errors, and what MkDocs raises for mkdocs.yml."""
    settings = settings_of(load(config_file))
    last = state.load(cache.opened(settings.root))
    return assemble(check(settings, last), last, drafts=True)
