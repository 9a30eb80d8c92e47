"""No build harms what is not its own, and none that is ended early leaves anything behind but the site."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort

from daybrief.commands.build import build
from daybrief.commands.verify import contents
from daybrief.engine import cache
from daybrief.engine.files import remove, walk
from daybrief.pipeline import site_folder
from tests.projects import ROOT, Project
from tests.reading import files
from tests.world import World, same

DAYBRIEF = [sys.executable, "-m", "daybrief.commands.cli"]


def daybrief(project: Path, *arguments: str | Path, **env: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*DAYBRIEF, "-f", project / "mkdocs.yml", *arguments],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT / "generator"), **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in walk(folder)}


@pytest.mark.slow
def test_folders_of_others_are_refused_with_what_to_type(project: Project, tmp_path: Path) -> None:
    hugo = tmp_path / "hugo"
    hugo.mkdir()
    for name in ("index.html", "404.html", "sitemap.xml", "assets/site.css"):
        (hugo / name).parent.mkdir(exist_ok=True)
        (hugo / name).write_text("made by somebody else")
    own = [project.root, project.root / "briefings", project.root / "briefings/2032", project.root / "briefings/new"]
    pagefind, empty, saved = tmp_path / "src", tmp_path / "empty list", tmp_path / "saved"
    for name in ("src/pagefind/mine/work.txt", "empty list/.daybrief", "empty list/mine.txt", "saved/thesis.docx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    (saved / "index.html").write_text('<meta name="generator" content="mkdocs-1.6">')
    others = [tmp_path, Path("/"), hugo, hugo / "index.html", pagefind, empty, saved]
    before = {name: data for name, data in tree(tmp_path).items() if ".cache/" not in name}
    for folder in [*own, *others, Path.home()]:
        done = daybrief(project.root, "build", "-d", folder)
        assert done.returncode in (1, 2), folder
        assert "site_dir" in done.stderr + done.stdout, folder
        assert "Traceback" not in done.stderr
    left = {name: data for name, data in tree(tmp_path).items() if ".cache/" not in name}
    assert left == before, "nothing was taken away, and nothing written"


def test_sites_of_mkdocs_and_of_an_earlier_daybrief_are_known(project: Project) -> None:
    for sign in ('<meta name="generator" content="mkdocs-1.5.3, mkdocs-material-9.1">', None):
        shutil.rmtree(project.site, ignore_errors=True)
        (project.site / "pagefind").mkdir(parents=True)
        for name in ("index.html", "old.html"):
            (project.site / name).write_text(sign or '<link href="../assets/stylesheets/daybrief.css">')
        for name in ("sitemap.xml", "2031-01-01.yml", "photo.jpg", "pagefind/pieces.json"):
            (project.site / name).write_text("")
        project.build()
        assert not (project.site / "old.html").exists()


def test_a_list_cannot_name_what_lies_elsewhere(project: Project, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("not ours")
    project.site.mkdir()
    site_folder.write_manifest(project.site, ["../../precious", str(tmp_path / "precious"), "index.html"])
    (project.site / "index.html").write_text("ours")
    project.build_on()
    project.build()
    assert (tmp_path / "precious").read_text() == "not ours"


def test_nothing_of_a_repository_is_run_to_see_what_it_tracks(project: Project, tmp_path: Path) -> None:
    project.build_on()
    hook, ran = project.root / "hook", tmp_path / "ran"
    hook.write_text(f"#!/bin/sh\ntouch '{ran}'\n")
    hook.chmod(0o755)
    subprocess.run(["git", "init", "-q", project.root], check=True)
    subprocess.run(["git", "-C", project.root, "config", "core.fsmonitor", hook], check=True)
    subprocess.run(["git", "-C", project.root, "ls-files"], check=True, capture_output=True)
    assert ran.exists(), "git itself runs it"
    ran.unlink()
    assert daybrief(project.root, "check").returncode == 0
    assert not ran.exists()


def test_a_cache_that_is_tracked_is_refused(project: Project) -> None:
    project.build_on()
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", "-C", project.root]
    subprocess.run([*git, "init", "-q"], check=True)
    assert daybrief(project.root, "check").returncode == 0
    subprocess.run([*git, "add", "-f", ".cache/daybrief/check", ".cache/daybrief/templates"], check=True)
    subprocess.run([*git, "add", "-f", ".cache/daybrief/build"], check=True)
    for command in (["check"], ["build"], ["show", project.docs / "2032/2032-01-02.yml"]):
        done = daybrief(project.root, *command)
        assert done.returncode == 1, command
        assert "git rm -r -f .cache/daybrief" in done.stderr
    subprocess.run([*git, "rm", "-q", "-r", "--cached", ".cache/daybrief"], check=True)
    assert daybrief(project.root, "check").returncode == 0


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """A folder, and the port at which its files are served, as nginx would: each is opened by its name."""
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    folder = tmp_path / "project/site"

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(folder))

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield folder, server.server_address[1]
        server.shutdown()


def poll(port: int, pages: list[str], ended: threading.Event, found: list[str]) -> None:
    """Ask for pages until the end; note each answer that is no whole page."""
    connection = HTTPConnection("127.0.0.1", port)
    count = 0
    while not ended.is_set():
        for page in pages:
            with suppress(ConnectionError):
                connection.request("GET", page)
                answer = connection.getresponse()
                body = answer.read()
                count += 1
                whole = body.rstrip().endswith((b"</html>", b"</urlset>", b"</rss>"))
                if answer.status != 200 or not whole:
                    found.append(f"{page}: {answer.status}, {len(body)} bytes")
    assert count > 10


@pytest.mark.slow
def test_readers_find_whole_pages_all_the_while(tmp_path: Path, served: tuple[Path, int]) -> None:
    site, port = served
    world = World(tmp_path / "project")
    claim = {"id": "calm", "by": "far-wire", "sector": "river"}
    world.days["2031-01-01"] = {"claims": [claim], "assessments": [], "resolutions": []}
    world.write()
    world.build()
    ended, found = threading.Event(), list[str]()
    pages = ["/", "/method/", "/2031/01/01/", "/404.html", "/sitemap.xml", "/feed.xml"]
    reader = threading.Thread(target=poll, args=(port, pages, ended, found))
    reader.start()
    try:
        world.build(clean=True)
        for text in ("The river rose.", "The river fell."):
            claim["text"] = text
            world.write()
            world.build()
        done = subprocess.run([Path(sys.executable).parent / "mkdocs", "build", "-q"], cwd=world.root, check=False)
        assert done.returncode == 0
        assert site == world.site
    finally:
        ended.set()
        reader.join()
    assert found == []
    assert [file.name for file in world.root.iterdir() if file.name.startswith(".site")] == []


def processes(session: int) -> list[str]:
    """What still runs of a session."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            _, _, rest = stat.read_text().rpartition(")")
            if int(rest.split()[3]) == session and rest.split()[0] not in "ZX":
                found.append(stat.parent.name)
    return found


def interrupt(world: World, seconds: float, how: Callable[[int], None], tmp: Path) -> tuple[int, str]:
    """Start a build, end it after a while, and look what it left. One that does not end within half a minute hangs."""
    process = subprocess.Popen(
        [*DAYBRIEF, "-f", world.config, "build"],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp)},
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    time.sleep(seconds)
    how(process.pid)
    said, _ = process.communicate(timeout=30)
    time.sleep(0.1)
    assert processes(process.pid) == []
    return process.returncode, said


def a_worker_is_killed(pid: int) -> None:
    """Kill a process that the build has forked, as a system without memory would."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            with suppress(OSError):
                if "daybrief.commands.cli" in Path(f"/proc/{child}/cmdline").read_text():
                    os.kill(int(child), signal.SIGKILL)
                    return
        time.sleep(0.002)
    pytest.fail("no process was forked")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("how", "codes"),
    [
        # By `python -m`, Python ends with the signal itself if it came while a dataclass was made: in `exec` of a text.
        (lambda pid: os.killpg(pid, signal.SIGINT), [1, -signal.SIGINT]),
        (lambda pid: os.kill(pid, signal.SIGTERM), [128 + signal.SIGTERM]),
        (lambda pid: os.killpg(pid, signal.SIGTERM), [128 + signal.SIGTERM]),
        (lambda pid: os.killpg(pid, signal.SIGHUP), [128 + signal.SIGHUP]),
        (a_worker_is_killed, [1]),
    ],
    ids=["ctrl-c", "a request to end", "to all of them", "a closed terminal", "a killed worker"],
)
def test_a_build_that_is_ended_leaves_nothing_behind(
    tmp_path: Path, how: Callable[[int], None], codes: list[int]
) -> None:
    world, tmp = World(tmp_path / "project"), tmp_path / "tmp"
    tmp.mkdir()
    for number in range(1, 29):
        claim = {"id": "calm", "by": "far-wire", "sector": "river"}
        world.days[f"2031-01-{number:02}"] = {"claims": [claim], "assessments": [], "resolutions": []}
    world.write()
    ended = None
    for seconds in (1.2, 0.8, 1.6, 0.4, 2.2):
        ended, said = interrupt(world, seconds if how is not a_worker_is_killed else 0, how, tmp)
        if ended:
            break
        shutil.rmtree(world.site)
    assert ended in codes, said
    assert "Traceback" not in said
    assert list(tmp.iterdir()) == []
    assert [file.name for file in world.root.iterdir() if file.name.startswith(".site")] == []
    world.build()
    same(world, tmp_path / "clean")


def test_the_second_build_of_a_project_waits_and_says_so(project: Project) -> None:
    with cache.locked(project.root / cache.FOLDER) as held:
        assert held
        command = [*DAYBRIEF, "-f", project.config, "build"]
        second = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
        assert second.stderr
        assert "Another build of this project is under way" in second.stderr.readline()
        assert not project.site.exists()
        assert daybrief(project.root, "check").returncode == 0, "a check does not wait"
    second.communicate(timeout=60)
    assert second.returncode == 0
    assert (project.site / "index.html").is_file()


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["build"], ["build", "--clean"], ["build", "--verify"]])
def test_what_a_killed_build_left_aside_is_taken_away(project: Project, arguments: list[str]) -> None:
    project.build_on()
    left = [project.root / name for name in (".site.daybrief", ".cache/daybrief/once")]
    for folder in left:
        folder.mkdir()
        (folder / "index.html").write_text("half an edition")
    project.edit("briefings/2032/2032-01-02.yml", "Survey boats of", "Two boats of")
    daybrief(project.root, *arguments)
    daybrief(project.root, "build")
    assert [folder for folder in left if folder.exists()] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["upload.txt", "2032/upload.txt", ".well-known/mark"])
def test_what_is_put_into_the_site_while_a_whole_edition_is_made_stays_there(project: Project, name: str) -> None:
    put = project.build() / name
    before = files(project.site)

    def save(step: str) -> None:
        if step == "Making the search index":
            put.parent.mkdir(exist_ok=True)
            put.write_text("somebody's")

    with pytest.raises(Abort, match=f"holds what came there while it was built: {name}. Move it"):
        build(project.config, {}, clean=True, progress=save)
    assert files(project.site) == before | {name: b"somebody's"}
    put.unlink()
    project.build_on()


def test_a_day_that_becomes_a_draft_while_it_is_built_is_not_published(project: Project) -> None:
    day = project.docs / "2032/2032-01-02.yml"

    def save(step: str) -> None:
        if step == "Making the pages":
            day.write_text(day.read_text().replace("status: published", "status: draft") + "# a secret\n")

    build(project.config, {}, clean=False, progress=save)
    assert "a secret" in day.read_text(), "it was saved meanwhile"
    assert not [name for name in walk(project.site) if b"a secret" in (project.site / name).read_bytes()]
    project.build_on()
    assert not (project.site / "2032/2032-01-02.yml").exists()


def test_a_file_of_the_theme_may_become_a_folder_and_a_folder_a_file(project: Project) -> None:
    project.own_templates()
    theme = project.root / "templates"
    for folder in (False, True, False):
        remove(theme / "extra")
        if folder:
            (theme / "extra").mkdir()
        (theme / ("extra/file.txt" if folder else "extra")).write_text("words")
        project.build_on()
        assert (project.site / ("extra/file.txt" if folder else "extra")).read_text() == "words"


@pytest.mark.slow
def test_two_verifications_at_once_come_out_right(project: Project) -> None:
    command = [*DAYBRIEF, "-f", project.config, "build", "--verify"]
    running = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [one.wait(120) for one in running] == [0, 0]
    (project.root / ".cache/daybrief/build").unlink()
    assert daybrief(project.root, "build", "--verify").returncode == 0


@pytest.mark.slow
def test_builds_side_by_side_come_out_right(project: Project, lake: Path) -> None:
    running = [
        subprocess.Popen([*DAYBRIEF, "-f", project.config, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL)
        for arguments in (["build"], ["build", "--clean"], ["check"], ["build"])
    ]
    assert [one.wait(120) for one in running] == [0] * 4
    assert contents(project.site) == contents(lake)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of 24 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", folder], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("only root can make a disk that is full")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.mark.slow
def test_a_full_disk_and_one_that_cannot_be_written_are_told_in_a_line(project: Project, small_disk: Path) -> None:
    root = Project.copied_to(small_disk / "project").root
    free = os.statvfs(small_disk)
    (small_disk / "filler").write_bytes(b"-" * (free.f_bavail * free.f_bsize - 700_000))
    for command in ("build", "build", "check"):
        done = daybrief(root, command)
        assert "Traceback" not in done.stderr, done.stderr
        assert "No space left on device" in done.stderr or (command == "check" and done.returncode == 0)
    (small_disk / "filler").unlink()
    assert daybrief(root, "build").returncode == 0
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    os.utime(project.config)
    done = daybrief(root, "build", "--clean")
    assert done.returncode == 1
    assert "Read-only file system" in done.stderr
    assert "Traceback" not in done.stderr
    assert daybrief(root, "check").returncode == 0


@pytest.mark.slow
def test_a_site_that_is_a_disk_of_its_own_is_built_file_by_file(project: Project, small_disk: Path, lake: Path) -> None:
    for _ in range(2):
        done = daybrief(project.root, "build", "--clean", "-d", small_disk)
        assert done.returncode == 0, done.stderr
        assert contents(small_disk) == contents(lake)
