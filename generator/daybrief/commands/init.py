"""`daybrief init`: a folder with a small site of another subject, to start from."""

import hashlib
import re
import shutil
import uuid
from pathlib import Path
from zipfile import is_zipfile

from daybrief import __version__
from daybrief.engine.cache import Refused
from daybrief.engine.files import write
from daybrief.model.schema import schemas
from daybrief.settings import BESIDE, TEMPLATES

PROJECT = TEMPLATES / "project"
LOCK = BESIDE / "requirements/site.txt"
WRITE = BESIDE / "docs/write.md"


def init(folder: Path, wheel: Path | None) -> None:
    """Write the files of a site into a folder that is new or empty.

    With the program's wheel, which then lies in `wheels/`, all that is installed is held to its hash; without it, to
    its version. Raises Refused where something is in the folder already, or the wheel is none of this version's.
    """
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{folder} is a file: name a folder that is new.")
    if folder.exists() and {file.name for file in folder.iterdir()} - {".git"}:
        raise Refused(f"{folder} is not empty: name a folder that is new.")
    made = {"requirements.txt": _requirements(wheel), "CONTRIBUTING.md": WRITE.read_text(encoding="utf-8")}
    settings = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    # Feeds tell sites apart by it, and hardly anybody would think of another one.
    made["mkdocs.yml"] = settings.replace("identity: tram-brief", f"identity: {uuid.uuid4()}")
    made |= {f"briefings/{name}": text for name, text in schemas().items()}
    shutil.copytree(PROJECT, folder, dirs_exist_ok=True)
    for name, text in made.items():
        write(folder / name, text.encode())
    if wheel:
        write(folder / "wheels" / wheel.name, wheel.read_bytes())


def _requirements(wheel: Path | None) -> str:
    """The program at this version, and what it was tried with."""
    lock = re.sub(r"(?m)^#.*\n", "", LOCK.read_text(encoding="utf-8"))
    pin, name = f"daybrief=={__version__}", f"daybrief-{__version__}-py3-none-any.whl"
    if wheel is None:
        pin = f"./wheels/{name}"  # without a hash, whoever took the name in an index would be installed
        lock = re.sub(r" \\\n +--hash=\S+", "", lock)
    elif wheel.name != name or not is_zipfile(wheel):
        raise Refused(f"{wheel} is not the wheel of this version: that is {name}.")
    else:
        pin += f" --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}"
    return (
        "# Where pip finds the program.\n--find-links wheels\n\n"
        f"# The program. To take another version, change this line, and install again.\n{pin}\n\n"
        f"# What version {__version__} was tried with, and nothing newer.\n{lock}"
    )
