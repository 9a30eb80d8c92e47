"""Neither a build nor a check opens a socket to elsewhere or asks for a host's address."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import Project

WATCHED = """
import sys

def refuse(event, arguments):
    here = event == "socket.gethostname"  # asks this machine alone; what measures coverage does
    here |= event == "socket.__new__" and arguments[1] == 1  # AF_UNIX: a pair, between a build and its workers
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.")) and not here:
        raise SystemExit(f"{event} {arguments}")

sys.addaudithook(refuse)
"""


def watched(program: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WATCHED + program, *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", [["check"], ["build", "--clean"], ["show", "briefings/2032/2032-01-02.yml"]])
def test_no_socket_is_opened(project: Project, command: list[str]) -> None:
    done = watched("from daybrief.commands.cli import main; main()", *command, cwd=project.root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (project.site / "index.html").exists() == (command[0] == "build")


@pytest.mark.parametrize("program", ["import socket; socket.socket()", "import socket; socket.getaddrinfo('::1', 1)"])
def test_one_would_be_seen(tmp_path: Path, program: str) -> None:
    assert "socket." in watched(program, cwd=tmp_path).stderr
