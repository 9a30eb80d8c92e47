"""A site without Material, and without MkDocs, as docs/site.md tells it."""

import re

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
