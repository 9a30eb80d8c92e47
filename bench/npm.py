"""Programs that npm installs, each by a lock with hashes. The bench goes on without them where there is no npm."""

import shutil
import subprocess
from contextlib import suppress
from pathlib import Path


def installed(lock: Path, folder: Path, name: str) -> Path | None:
    """A program in `folder`, by the lock in another one; None if npm is not here, or does not install it."""
    npm, program = shutil.which("npm"), folder / "node_modules/.bin" / name
    shutil.copytree(lock, folder, dirs_exist_ok=True)
    if npm and not program.exists():
        command = [npm, "ci", "--silent", "--ignore-scripts"]
        with suppress(subprocess.TimeoutExpired):
            subprocess.run(command, cwd=folder, check=False, capture_output=True, timeout=300)
    return program if npm and program.exists() else None
