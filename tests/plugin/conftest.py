"""An environment of what sites may have besides."""

import fcntl
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import ROOT

LOCK = ROOT / "requirements/plugins.txt"


@pytest.fixture(scope="session")
def python() -> Path:
    """The Python of an environment with all of these, beside the one that this runs in: it has its packages too."""
    folder = ROOT / ".cache/plugins"
    made_of = hashlib.sha256(LOCK.read_bytes() + f"{folder} {sys.prefix} {sys.version}".encode()).hexdigest()
    stamp, found = folder / made_of, folder / "bin/python"
    folder.parent.mkdir(exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not stamp.exists():
            shutil.rmtree(folder, ignore_errors=True)
            install = ["-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--requirement", LOCK]
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)
            subprocess.run([found, *install], check=True)
            (packages,) = folder.glob("lib/*/site-packages")
            ours = Path(pytest.__file__).parent.parent
            (packages / "beside.pth").write_text(f"import site; site.addsitedir({str(ours)!r})\n", encoding="utf-8")
            stamp.touch()
    return found
