"""What `mkdocs.yml` sets, as a plain value for those who do not know MkDocs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from daybrief.diagnostics import Diagnostic
from daybrief.source import Mark

_PACKAGE = Path(__file__).parent
BESIDE = _PACKAGE if (_PACKAGE / "templates").is_dir() else _PACKAGE.parents[1]
"""Where its files lie that are no code: within it where it is installed, beside `generator/` in the repository."""
TEMPLATES = BESIDE / "templates"
"""The program's own templates, words, and what it lays over a theme."""
HUES = ("ochre", "violet", "teal", "blue", "plum", "olive")
"""The names of the hues that a party may have: of equal weight, and told apart by the line below the name too."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The site's constants."""

    docs: Path
    """`docs_dir`."""
    label: str
    """How `docs_dir` is called in diagnostics: its path from where `mkdocs.yml` stands."""
    pages: frozenset[str]
    """The hand-written pages that `mkdocs.yml` names, as POSIX paths in `docs_dir`."""
    words: Path | None
    """The site's own words, laid over the language's."""
    name: str
    description: str
    url: str
    """The site's address with a slash at its end; empty where none is set."""
    language: str
    identity: str
    """What feeds know the site by, whatever its name or address becomes."""
    hues: Mapping[str, str]
    """Party and hue."""
    feed_days: int
    """How many days the feed holds."""
    templates: Path = TEMPLATES
    responsible: str = ""
    """Who answers for what the site says; empty where nobody has said so."""
    overrides: Path | None = None
    """The theme's `custom_dir`: a template in it takes the place of ours of the same name."""
    map: Path | None = None
    """The base of maps: coasts, rivers, lines. Without one they show places and a scale."""
    written: frozenset[str] = frozenset()
    """Those of `pages` that are published."""
    theme: tuple[Path, ...] = ()
    """Where the templates around a page are looked for, `custom_dir` first."""
    file: str = "mkdocs.yml"
    """How the file of the settings is called in diagnostics."""
    marks: Mapping[str, Mark] = field(default_factory=dict)
    """Where it says `theme.language`, and `hues.PARTY` of each party."""
    drafts: frozenset[str] = frozenset()
    """Those of `written` that a preview alone shows."""
    assets: Mapping[str, Mark] = field(default_factory=dict)
    """Files that it names: style sheets, scripts, the logo. By path in `docs_dir` or the theme: where it names them."""
    complete: bool = True
    """Whether no other plugin may make pages and files."""
    diagrams: bool = False
    """Whether the site has a script that draws them."""
    nav: Mapping[str, Mark] = field(default_factory=dict)
    """Where it names each file of `nav`; nothing where others may make pages."""
    warnings: tuple[Diagnostic, ...] = ()
    """What it sets in vain, or leaves out."""
    root: Path = Path()
    """Where `mkdocs.yml` stands: diagnostics name files by their paths from here."""

    @property
    def sources(self) -> list[Path]:
        """The files and folders that the site is made of, the briefings first."""
        return [path for path in (self.docs, self.templates, self.overrides, self.words, self.map) if path]

    def template(self, name: str) -> Path:
        """The file of a template."""
        own = self.overrides / name if self.overrides else None
        return own if own and own.is_file() else self.templates / name
