"""The search index: Pagefind over the built pages that ask for it (`data-pagefind-body`)."""

import shutil
import subprocess
from pathlib import Path

from pagefind_bin import get_executable

FOLDER = "pagefind"
_UNUSED = (
    "pagefind-ui.js",
    "pagefind-ui.css",
    "pagefind-modular-ui.js",
    "pagefind-modular-ui.css",
    "pagefind-highlight.js",
    "pagefind-component-ui.js",
    "pagefind-component-ui.css",
)


class IndexFailed(Exception):
    """Pagefind ended with an error; the message is what it said."""


def index(site: Path, language: str) -> None:
    """Index the pages below `site` into `site/pagefind/`, anew. Raises IndexFailed with Pagefind's words."""
    # Pagefind names files by their content: those of an earlier build would stay, texts taken back among them.
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    command = [get_executable(), "--site", site, "--output-subdir", FOLDER, "--force-language", language, "--quiet"]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    if done.returncode:
        raise IndexFailed((done.stderr or done.stdout).strip())
    for name in _UNUSED:
        (site / FOLDER / name).unlink(missing_ok=True)
