"""The Nu Html Checker reads whole sites: it finds nothing but what Material itself prints on every page."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.reading import Built

NU = Path(__file__).parent / "nu"
MATERIALS = (
    "Attribute “autocomplete” is only allowed when the input type is ",
    "Bad value “” for attribute “tabindex” on element “label”: ",
    "The value of the “for” attribute of the “label” element must be the ID of a non-hidden form control.",
)
"""How begins what it says of the palette, the drawer and the search, whose markup is Material's."""


@pytest.fixture(scope="session")
def checker(once: Any) -> list[str]:
    """The command that checks: Java, and the checker as npm installs it."""
    java, npm = shutil.which("java"), shutil.which("npm")
    if not java or not npm:
        pytest.skip("the checker needs Java, and npm to install it: one of them is not here")

    def install(folder: Path) -> None:
        shutil.copytree(NU, folder)
        # The package's script fetches a Java from another host.
        command = [npm, "ci", "--silent", "--ignore-scripts", "--fetch-retries=0"]
        subprocess.run(command, cwd=folder, check=False, timeout=120)

    program = once("nu", install) / "node_modules/vnu-jar/build/dist/vnu.jar"
    if not program.is_file():
        pytest.skip("npm finds no registry here to install the checker from")
    return [java, "-Xss8m", "-jar", str(program)]


@pytest.mark.slow
def test_the_checker_finds_nothing_of_ours(checker: list[str], built: Built) -> None:
    options = ["--format", "json", "--errors-only", "--skip-non-html"]
    done = subprocess.run([*checker, *options, built.site], capture_output=True, text=True, check=False, timeout=300)
    told = json.loads(done.stderr)["messages"]
    assert told, "it has looked: of Material's it says something"
    assert [one for one in told if not one["message"].startswith(MATERIALS)] == []
