"""The sites of `plugin/settings.yml`: one without any of its settings, and those that have some.

The settings under `together` share a few sites. They are numbered, and each bit is a site, of those whose number has
it: so no two settings are in the same sites, and the sites that something stands in tell which setting brings it.
"""

import re
import shutil
from functools import reduce
from pathlib import Path
from typing import Any

import mkdocs
import yaml
from click.testing import CliRunner

from daybrief.commands.cli import main
from tests.cases import CORPUS, lay

TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "plugin/settings.yml").read_text(encoding="utf-8"))
TOGETHER, ALONE = TABLE["together"], TABLE["alone"]
CASES: dict[str, Any] = TOGETHER | ALONE
NUMBERS = {name: number for number, name in enumerate(TOGETHER, 1)}
PLAIN = "plain"
SHARED = {str(1 << bit): 1 << bit for bit in range(len(TOGETHER).bit_length())}
"""The sites of settings that go together, with their bits."""
ADDRESS: str = TABLE["project"]["config"]["site_url"]


def in_it(site: str) -> list[str]:
    """The settings that a site has."""
    return [name for name, number in NUMBERS.items() if number & SHARED[site]] if site in SHARED else [site]


def site_of(name: str) -> str:
    """A site that has a setting; a site is its own."""
    return next(site for site in SHARED if name in in_it(site)) if name in TOGETHER else name


def build(root: Path, site: str, plain: Path | None) -> None:
    """Lay a project down and build it as a command does. What that says, and its exit code, lie beside it.

    Templates that were compiled for the plain site are not compiled again.
    """
    if plain:
        (root / ".cache/daybrief").mkdir(parents=True)
        shutil.copy(plain / ".cache/daybrief/templates", root / ".cache/daybrief")
    lay(root / "briefings", CORPUS / "valid/smallest.yml")
    case = TABLE["project"] if site == PLAIN else reduce(_over, map(CASES.__getitem__, in_it(site)), TABLE["project"])
    if before := case.get("before"):
        _built(root, _over(TABLE["project"], before))
        shutil.rmtree(root / "own")
    (root / "said").write_text(_built(root, case), encoding="utf-8")


def _built(root: Path, case: dict[str, Any]) -> str:
    config = yaml.safe_dump(case["config"], sort_keys=False, allow_unicode=True, width=1000)
    config = re.sub(r"'(!!python/name:[\w.]+)'", r"\1", config)  # a function, as Material's documentation names one
    for name, text in {**case["files"], "mkdocs.yml": config}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    for name, source in case.get("copies", {}).items():
        shutil.copy(Path(mkdocs.__file__).parent / source, root / name)
    command = ["-f", str(root / "mkdocs.yml"), "build", *case.get("options", ())]
    done = CliRunner(env=case.get("env", {})).invoke(main, command)
    assert isinstance(done.exception, SystemExit | None), done.exception
    return f"{done.output}{done.exit_code}"


def _over(under: Any, over: Any) -> Any:
    """A case over the project, its settings first. Lists add up, and what is null is taken away."""
    if isinstance(under, dict) and isinstance(over, dict):
        return {
            name: _over(under[name], over[name]) if name in under and name in over else ({**under, **over})[name]
            for name in [*over, *(name for name in under if name not in over)]
            if over.get(name, "") is not None
        }
    if isinstance(under, list) and isinstance(over, list):
        return [*under, *(one for one in over if one not in under)]
    return over
