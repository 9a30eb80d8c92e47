"""Built sites that tests share, and copies that a test may change."""

import fcntl
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from daybrief.engine import cache
from daybrief.output import messages, templates
from daybrief.output.template_files import TemplateCache
from daybrief.pipeline import state
from daybrief.settings import TEMPLATES
from tests import setting_sites
from tests.hostile import sites
from tests.projects import LAKE, LAKE_ADDRESS, ROOT, Project, built_once, command, settings_for
from tests.reading import Built
from tests.surroundings import calm, differing, surroundings

pytest_plugins = ["tests.browsing"]

settings.register_profile("patient", deadline=None)  # how long an example takes is the machine's matter
settings.load_profile("patient")
REMEMBERED = Path(cache.FOLDER, state.TEMPLATES)

Run = Callable[..., subprocess.CompletedProcess[str]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write tests/golden anew, from what is built now.")


def pytest_configure() -> None:
    """Let Ctrl-C end what tests start, as in a terminal. A shell keeps it from what it starts with an `&`."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _left_as_found() -> Iterator[None]:
    """Set up before all else that lasts as long as a test, and looked at after it."""
    before = surroundings()
    yield
    assert differing(before, surroundings()) == [], "a test changes this, and does not put it back"


@pytest.fixture(autouse=True)
def _calm(_left_as_found: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No word of Material's, no address of CI's, and this process as it was."""
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    for name in ("SITE_URL", "SOURCE_DATE_EPOCH", "CI", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    with calm():
        yield


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """Let a test start with the templates that the tests before compiled: half of a small build's time is theirs.

    Jinja takes none whose source has changed, and a template is checked wherever one of the site's is another.
    """
    begin, known = TemplateCache.__init__, TemplateCache()
    words, _ = messages.load("en", TEMPLATES / "words")
    assert words
    assert templates.problems(settings_for(LAKE), words, known) == []

    def begin_with_known(self: TemplateCache) -> None:
        begin(self)
        self.code, self.sound = known.code, known.sound

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TemplateCache, "__init__", begin_with_known)
        yield


@pytest.fixture(scope="session")
def run() -> Run:
    """Runs an installed command: `run("mkdocs", "build", cwd=…, TZ="UTC")`."""
    return command


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], object]], Path]:
    """Makes a folder once for all workers: `once("name", make)` calls `make(folder)` in one of them."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def get(name: str, make: Callable[[Path], object]) -> Path:
        folder, done = base / name, base / f"{name}.done"
        with (base / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                make(folder)
                done.touch()
        return folder

    return get


@pytest.fixture(scope="session")
def lake(once: Any) -> Path:
    """The site of the second subject, built by `mkdocs build --strict`."""
    return built_once(once, "lake", LAKE)


@pytest.fixture(scope="session")
def built(lake: Path) -> Built:
    """Where what holds of any site is tested: the second subject's, and in tests/site this repository's own."""
    return Built(lake, LAKE_ADDRESS, LAKE / "briefings")


@pytest.fixture(scope="session")
def hostile(once: Any) -> Path:
    """Two built projects in one folder: `hostile` with payloads in every text, `plain` with plain words there."""

    def make(folder: Path) -> None:
        for name, payloads in (("hostile", sites.SHOWN), ("plain", dict.fromkeys(sites.SHOWN, sites.PLAIN))):
            sites.lay(folder / name, payloads)
            Project(folder / name).build_on()

    made: Path = once("hostile", make)
    return made


@pytest.fixture
def setting_site(once: Any) -> Callable[[str], Path]:
    """Gives the folder of a site of tests/plugin/settings.yml, built once: `setting_site("navigation.tabs")`."""

    def get(site: str) -> Path:
        plain = None if site == setting_sites.PLAIN else get(setting_sites.PLAIN)
        made: Path = once(f"setting {site}", lambda folder: setting_sites.build(folder, site, plain))
        return made

    return get


@pytest.fixture(scope="session")
def _compiled(once: Any) -> Path:
    """What a build of the second subject remembers of its templates, as a file."""

    def make(folder: Path) -> None:
        done = command("daybrief", "build", cwd=Project.copied_to(folder).root)
        assert done.returncode == 0, done.stdout + done.stderr

    return Path(once("compiled", make), REMEMBERED)


@pytest.fixture
def project(tmp_path: Path, _compiled: Path) -> Project:
    """A copy of the second subject, which was never built but knows what Jinja compiled elsewhere."""
    project = Project.copied_to(tmp_path / "project")
    (project.root / REMEMBERED).parent.mkdir(parents=True)
    shutil.copy(_compiled, project.root / REMEMBERED)
    return project


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with a file in tests/golden; `make test ARGS=--update-golden` writes the files anew."""

    def compare(name: str, text: str) -> None:
        file = ROOT / "tests/golden" / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8"), "see the difference, then: make test ARGS=--update-golden"

    return compare
