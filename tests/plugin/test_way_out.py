"""A site without Material, and without MkDocs, as docs/site.md tells it."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.projects import LAKE_ADDRESS, ROOT, Project
from tests.reading import broken, files, pages

MAIN = re.search(r"(?s)```html\n(.*?)```", (ROOT / "docs/site.md").read_text(encoding="utf-8"))


def test_without_material_a_site_has_its_pages_and_its_look(project: Project) -> None:
    assert MAIN
    project.set(theme="{name: null, custom_dir: theme}")
    (project.root / "theme").mkdir()
    (project.root / "theme/main.html").write_text(MAIN[1])
    site = project.build()
    made = pages(site)
    assert broken(site, LAKE_ADDRESS, made) == []
    for name, words in {"index.html": "night crossings are on the table", "method/index.html": "Method"}.items():
        assert words in made[name].words
    assert b"sha256-" in (site / "index.html").read_bytes(), "its own style is allowed by its hash"
    assert "assets/stylesheets/daybrief.css" in files(site)
    assert not [name for name in files(site) if name.startswith("assets/javascripts/bundle")]


@pytest.mark.slow
def test_properdocs_builds_the_same_site(project: Project, python: Path) -> None:
    there = files(project.build())
    command = [python, "-m", "properdocs", "build", "--strict", "--config-file", "mkdocs.yml"]
    done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    made = files(project.site)
    assert {name for name in made.keys() ^ there.keys() if not name.startswith("pagefind/")} == set()
    named = re.compile(rb'(<meta name="generator" content="daybrief-[^,]*, )[^,]*')
    assert any(b"ProperDocs" in text for text in made.values())
    for name, text in there.items():
        if not name.startswith("pagefind/"):
            assert named.sub(rb"\1", made[name]) == named.sub(rb"\1", text), name
