"""What is new: the changelog, from the version that made a site to the one that is about to."""

import re
from itertools import takewhile
from pathlib import Path

from daybrief import __version__
from daybrief.settings import BESIDE

_MADE_BY = re.compile(r'<meta name="generator" content="daybrief-([^,"]+)')


def news(site: Path) -> str:
    """What has changed since the version that made a site; nothing if that is this one, or if nobody knows."""
    try:
        made = _MADE_BY.search((site / "index.html").read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return ""
    if not made or made[1] == __version__:
        return ""
    sections = (BESIDE / "CHANGELOG.md").read_text(encoding="utf-8").split("\n## ")[1:]
    newer = list(takewhile(lambda section: not re.match(rf"\[?{re.escape(made[1])}\b", section), sections))
    told = "".join(f"\n\n{section.strip()}" for section in newer) if len(newer) < len(sections) else ""
    which = f"This is Daybrief {__version__}. The site was made by {made[1]}"
    return f"{which}, and this has changed.{told}" if told else f"{which}."
