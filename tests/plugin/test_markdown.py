"""Material's Markdown is on by default, and what `mkdocs.yml` says of an extension wins."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.config.defaults import MkDocsConfig

from daybrief.plugin.config import opaque
from daybrief.plugin.markdown import add_defaults
from tests.cases import CORPUS
from tests.projects import Project, rendered
from tests.reading import files, indexed

EVERYTHING = "everything.md"
SHOWN = ("figures.csv", "map.png", "map.svg")


def with_everything(project: Project) -> None:
    """Add a page that uses all of it, with the files that it shows."""
    for name in (EVERYTHING, *SHOWN):
        shutil.copy(CORPUS / "pages" / name, project.docs / name)
    project.edit("mkdocs.yml", "  - About: about.md\n", f"  - About: about.md\n  - All: {EVERYTHING}\n")


def defaults(extensions: str, **settings: Any) -> MkDocsConfig:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Letters", "markdown_extensions": yaml.safe_load(extensions), **settings})
    config.validate()
    add_defaults(config)
    return config


@pytest.mark.parametrize(
    ("extensions", "name", "options"),
    [
        ("[]", "pymdownx.tabbed", {"alternate_style": True}),
        ("[pymdownx.tabbed]", "pymdownx.tabbed", None),
        ("[pymdownx.tabbed: {slugify: x}]", "pymdownx.tabbed", {"slugify": "x"}),
        ("['pymdownx.tabbed:TabbedExtension']", "pymdownx.tabbed", None),
        ("[]", "toc", {"permalink": True}),
        ("[toc]", "toc", {"permalink": True}),
        ("[toc: {toc_depth: 3}]", "toc", {"toc_depth": 3}),
        ("[markdown.extensions.toc: {toc_depth: 3}]", "toc", None),
        ("{tables: {}}", "tables", {"use_align_attribute": True}),
        ("[markdown.extensions.abbr]", "abbr", None),
        ("[extra]", "footnotes", None),
        ("[extra]", "admonition", {}),
        ("[pymdownx.extra]", "pymdownx.superfences", None),
    ],
)
def test_what_mkdocs_yml_says_of_an_extension_wins(extensions: str, name: str, options: dict[str, Any] | None) -> None:
    config = defaults(extensions)
    assert config.mdx_configs.get(name) == options
    assert len(config.markdown_extensions) == len({*config.markdown_extensions})
    if options is None and name not in ("toc", "tables"):
        assert config.markdown_extensions.count(name) == (f"[{name}]" == extensions)


def test_what_is_on_by_default_reads_no_file_that_is_not_looked_at() -> None:
    config = defaults("[]")
    config.plugins = config.hooks = {}  # type: ignore[assignment]
    assert opaque(config) == ("", "")


def test_a_diagram_is_drawn_by_a_script_of_the_site_or_is_text() -> None:
    page = "``` mermaid\na --> b\n```\n"
    assert "language-text highlight" in rendered(page)
    assert '<pre class="mermaid"><code>a --&gt; b</code></pre>' in rendered(
        page, extra_javascript=["js/mermaid.min.js"]
    )


def test_emoji_are_letters_and_icons_are_drawn() -> None:
    html = rendered(":smile: :material-map: :no-such-thing: at 10:30:00")
    assert "😄" in html
    assert html.count("<svg") == 1
    assert ":no-such-thing: at 10:30:00" in html
    assert "http" not in html.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("drawn", [False, True])
def test_a_page_of_everything_is_published_whole(
    project: Project, caplog: pytest.LogCaptureFixture, drawn: bool
) -> None:
    """What a browser makes of it: tests/browser/test_handwritten.py."""
    with_everything(project)
    if drawn:
        (project.docs / "mermaid.min.js").write_text("mermaid = {}\n")
        project.set(extra_javascript="[mermaid.min.js]")
    site = project.build(strict=drawn)
    made = files(site)
    assert {"everything/index.html", *SHOWN} <= {*made}
    assert all(made[name] == (project.docs / name).read_bytes() for name in SHOWN)
    assert ("mermaid.min.js" in made) is drawn
    told = [record.message.split("\n")[0] for record in caplog.records if record.levelname == "WARNING"]
    assert told == (
        []
        if drawn
        else [
            "briefings/everything.md:81:5: warning: a diagram is shown as text: what draws it would come from another "
            "site [no-effect]"
        ]
    )
    words = str(indexed(site)["/everything/"]["content"])
    assert "A button" in words
    assert not {*"¶↩"} & {*words}


def test_nothing_but_what_is_different_is_made_of_such_a_page(project: Project, capsys: Any) -> None:
    from daybrief.commands.build import build

    with_everything(project)
    project.set(extra_javascript="[https://lake.example/mermaid.js]")
    project.edit("mkdocs.yml", "      words:", "      policy: {script-src: [https://lake.example]}\n      words:")
    said: list[str] = []
    build(project.config, {}, clean=False, say=said.append)
    assert said == []
    assert build(project.config, {}, clean=False).startswith("Nothing has changed")


def test_lists_and_texts_of_days_are_read_as_before(lake: Path) -> None:
    assert "1/2" not in rendered("1/2")
    assert "headerlink" not in (lake / "2032/01/02/index.html").read_text()
