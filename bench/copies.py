"""Copies of a project in which Python is run, each by one at a time, and ended with all that it has started."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue

LEFT_OUT = (".git", ".venv", ".cache", ".hypothesis", "__pycache__", "node_modules", "site")
"""What a copy of the project does without."""


class Copies:
    """Copies of a project, each used by one at a time."""

    def __init__(self, root: Path, folder: Path, count: int) -> None:
        self.folders: SimpleQueue[Path] = SimpleQueue()
        self.running: set[subprocess.Popen[bytes]] = set()
        shutil.rmtree(folder, ignore_errors=True)
        for number in range(count):
            shutil.copytree(root, folder / f"{number}", ignore=shutil.ignore_patterns(*LEFT_OUT))
            self.folders.put(folder / f"{number}")

    def run(self, command: Sequence[str | Path], limit: float, file: str = "", data: bytes = b"") -> tuple[int, str]:
        """Run Python in a copy, with other bytes in a file if one is named. The exit code is -1 if it does not end."""
        folder = self.folders.get()
        was = (folder / file).read_bytes() if file else b""
        try:
            if file:
                _put(folder / file, data)
            return self._python(command, folder, limit)
        finally:
            if file:
                _put(folder / file, was)
            self.folders.put(folder)

    def _python(self, command: Sequence[str | Path], folder: Path, limit: float) -> tuple[int, str]:
        # Who runs this may be measured, or be a test, and must not be taken for what is run here.
        env = {name: value for name, value in os.environ.items() if not name.startswith(("COVERAGE_", "PYTEST_"))}
        path = os.pathsep.join([str(folder / "generator"), str(folder)])  # what is installed is the project itself
        env |= {"PYTHONPATH": path, "NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(folder / ".tmp")}
        shutil.rmtree(folder / ".tmp", ignore_errors=True)
        (folder / ".tmp").mkdir()
        with (folder / ".tmp/said").open("w+") as said:
            process = subprocess.Popen(
                [sys.executable, *command], cwd=folder, env=env, stdout=said, stderr=said, start_new_session=True
            )
            self.running.add(process)
            try:
                code = process.wait(limit)
            except subprocess.TimeoutExpired:
                code = -1
            finally:
                _end(process)
                self.running.discard(process)
            said.seek(0)
            return code, said.read()

    def end(self) -> None:
        """End all that is being run."""
        for process in [*self.running]:
            _end(process)


def _put(file: Path, data: bytes) -> None:
    """Python tells by a source's time, in whole seconds, and size whether it is the one that it has compiled."""
    after = file.stat().st_mtime + 2
    file.write_bytes(data)
    os.utime(file, (after, after))


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a command with all that it has started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
