"""Projects that tests build: the second subject, copies of it, and the commands that build them."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig

from daybrief.plugin.markdown import add_defaults
from daybrief.settings import Settings

ROOT = Path(__file__).parent.parent
LAKE = ROOT / "tests/second_subject"
LAKE_ADDRESS = "https://lake.example/letters/"
BASE = ROOT / "tests/output/maps/base.json"
"""What lies under the marks of an invented country's maps."""
COMMANDS = Path(sys.executable).parent


def command(name: str, *arguments: str | Path, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    """Run one of the installed commands, and wait for it."""
    surroundings = {
        key: value for key, value in os.environ.items() if key not in ("SITE_URL", "SOURCE_DATE_EPOCH", "CI")
    }
    return subprocess.run(
        [COMMANDS / name, *arguments],
        cwd=cwd,
        env=surroundings | {"NO_MKDOCS_2_WARNING": "1"} | env,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def built_once(once: Any, name: str, project: Path) -> Path:
    """The site of a project, built by `mkdocs build --strict` for all tests of a run."""

    def make(folder: Path) -> None:
        done = command("mkdocs", "build", "--strict", "--site-dir", folder, cwd=project)
        assert done.returncode == 0, done.stdout + done.stderr

    made: Path = once(name, make)
    return made


def copy_templates(folder: Path) -> None:
    """Copy templates of the program's to where a `custom_dir` has its own, with a `main.html` as Material teaches."""
    shutil.copytree(ROOT / "templates", folder, ignore=shutil.ignore_patterns("overlay", "project", "words"))
    for name in ("404.html", "sitemap.xml"):
        shutil.copy(ROOT / "templates/overlay" / name, folder)
    (folder / "main.html").write_text('{% extends "base.html" %}\n')


def settings_for(docs: Path, **others: Any) -> Settings:
    """The settings of a small English site, as `mkdocs.yml` would set them."""
    given: dict[str, Any] = {
        "docs": docs,
        "label": "briefings",
        "pages": frozenset(),
        "words": None,
        "name": "Letters",
        "description": "",
        "url": "https://lake.example/",
        "language": "en",
        "identity": "lake",
        "hues": {},
        "feed_days": 30,
    }
    return Settings(**given | others)


def rendered(text: str, **settings: Any) -> str:
    """A hand-written page as Markdown makes it, with what is on by default."""
    config = MkDocsConfig()
    config.load_dict({"site_name": "Letters", **settings})
    config.validate()
    add_defaults(config)
    return Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs).convert(text)


@dataclass
class Project:
    """A copy of the second subject that a test may change."""

    root: Path

    @classmethod
    def copied_to(cls, folder: Path) -> "Project":
        """A new copy."""
        shutil.copytree(LAKE, folder, ignore=shutil.ignore_patterns("site", ".cache", "*.py", "__pycache__"))
        return cls(folder)

    def own_templates(self) -> None:
        """Lay copies of all templates of the program's over them, for a test to change."""
        copy_templates(self.root / "templates")
        self.edit("mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: templates\n")

    @property
    def config(self) -> Path:
        return self.root / "mkdocs.yml"

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def docs(self) -> Path:
        return self.root / "briefings"

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace words of a file that must be in it."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def set(self, **settings: Any) -> None:
        """Set what stands at the left edge of mkdocs.yml; None takes it away."""
        for name, value in settings.items():
            text = self.config.read_text(encoding="utf-8")
            text = re.sub(rf"^{name}:.*\n(?:[ -].*\n)*", "", text, flags=re.M)
            line = "" if value is None else f"{name}: {value}\n"
            self.config.write_text(line + text, encoding="utf-8")

    def drop_days(self) -> None:
        for day in self.docs.glob("2*/*.yml"):
            day.unlink()

    def build(self, *, strict: bool = True) -> Path:
        """Build here, as `mkdocs build` does; raises what it raises."""
        from mkdocs.commands.build import build
        from mkdocs.config import load_config

        config = load_config(str(self.config), strict=strict)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
        return self.site

    def build_on(self) -> Path:
        """Build on top of the last build, as `daybrief build` does."""
        from daybrief.commands.build import build

        build(self.config, {}, clean=False)
        return self.site
