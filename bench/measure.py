"""What a command costs: wall time, CPU of all its processes, and the peak memory of each of them."""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

EVERY = 0.01
"""Seconds between two looks at the processes."""
PATIENCE = 60
"""Seconds after which a work is not repeated any more."""
_TICK = os.sysconf("SC_CLK_TCK")
_UNSET = ("CI", "GITHUB_ACTIONS", "SITE_URL", "REPO_URL", "EDIT_URI", "SOURCE_DATE_EPOCH")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost: seconds, megabytes."""

    wall: float
    cpu: float
    pagefind: float
    """Seconds of CPU that Pagefind took of it."""
    python: float
    """The peak memory of the largest Python process."""
    peak: float
    """The peak memory of the largest process."""
    written: float = 0


@dataclass(slots=True)
class _Watch:
    """Looks at a process and all below it until it is told to stop."""

    root: int
    memory: dict[int, int] = field(default_factory=dict)
    cpu: dict[int, float] = field(default_factory=dict)
    name: dict[int, str] = field(default_factory=dict)
    over: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        while not self.over.wait(EVERY):
            self._look(self.root)

    def _look(self, pid: int) -> None:
        process = Path(f"/proc/{pid}")
        try:
            program = (process / "exe").readlink().name
            peak = next(line for line in (process / "status").read_text().splitlines() if line.startswith("VmHWM"))
            ticks = (process / "stat").read_text().rpartition(")")[2].split()[11:13]
            below = [
                child for task in (process / "task").iterdir() for child in (task / "children").read_text().split()
            ]
        except (OSError, StopIteration):
            return  # it has ended meanwhile
        self.name[pid] = program
        self.memory[pid] = int(peak.split()[1])
        self.cpu[pid] = sum(map(int, ticks)) / _TICK
        for child in below:
            self._look(int(child))


def run(command: Sequence[str | Path], cwd: Path, site: Path | None = None, **env: str) -> Cost:
    """Run a command to its end, and count what it wrote below `site`. Raises RuntimeError if it fails."""
    before = files(site) if site else {}
    surroundings = {name: value for name, value in os.environ.items() if name not in _UNSET}
    surroundings |= {"NO_MKDOCS_2_WARNING": "1", **env}
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(list(map(str, command)), cwd=cwd, env=surroundings, stdout=said, stderr=said)
        watch = _Watch(process.pid)
        thread = threading.Thread(target=watch.run)
        thread.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.over.set()
        thread.join()
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(map(str, command))}\n{said.read().decode(errors='replace')}")
    after = files(site) if site else {}
    return Cost(
        wall,
        used.ru_utime + used.ru_stime,
        sum(cpu for pid, cpu in watch.cpu.items() if watch.name[pid].startswith("pagefind")),
        max((m for pid, m in watch.memory.items() if watch.name[pid].startswith("python")), default=0) / 1024,
        max(watch.memory.values(), default=0) / 1024,
        sum(size for path, (size, *mark) in after.items() if before.get(path) != (size, *mark)) / 1e6,
    )


def files(folder: Path) -> Mapping[str, tuple[int, int, int]]:
    """Every file below a folder: size, time of change, inode."""
    found: dict[str, tuple[int, int, int]] = {}
    for where, _, names in os.walk(folder):
        for name in names:
            path = f"{where}/{name}"  # tens of thousands of them: a Path each would take longer than a build
            stat = os.stat(path)  # noqa: PTH116 - a Path each would take too long
            found[path] = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
    return found


def repeated(work: Callable[[int], Cost], runs: int) -> Cost:
    """The median of each number over some runs of a work; of fewer where one takes long."""
    costs: list[Cost] = []
    while len(costs) < runs and sum(cost.wall for cost in costs) < PATIENCE:
        costs.append(work(len(costs)))
    names = ("wall", "cpu", "pagefind", "python", "peak", "written")
    return replace(costs[0], **{name: median(getattr(cost, name) for cost in costs) for name in names})
