"""The lists of what the project needs say the same everywhere, and the locks are complete."""

import json
import re
import tomllib

import pytest

import daybrief
from tests.projects import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def listed(name: str) -> set[str]:
    """Return the requirements that a `.in` file lists."""
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith(("#", "-c"))}


def names(requirements: set[str]) -> set[str]:
    """Return the packages' names, spelled as locks and registries spell them."""
    return {re.split(r"[\[<>=]", line)[0].replace("_", "-").lower() for line in requirements}


def locked(name: str) -> dict[str, str]:
    """Return the version of each package in a lock, and check that each has a hash and none an address."""
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert " @ " not in text
    packages = dict(re.findall(r"^([\w-]+)==(\S+).*\\\n +--hash=sha256:[0-9a-f]{64}\b", text, re.M))
    assert len(packages) == len(re.findall(r"^\w", text, re.M)), "a package twice, or one without a hash"
    return packages


def test_site_in_lists_what_pyproject_lists() -> None:
    assert listed("site.in") == {*PROJECT["project"]["dependencies"]}
    assert listed("build.in") == {*PROJECT["build-system"]["requires"]}


def test_version_is_the_same_in_both_places() -> None:
    assert PROJECT["project"]["version"] == daybrief.__version__


def test_locks_hold_all_that_is_listed_and_agree() -> None:
    site, build, test, bench = (locked(f"{name}.txt") for name in ("site", "build", "test", "bench"))
    assert names(listed("site.in")) <= site.keys()
    assert names(listed("build.in")) <= build.keys()
    assert names(listed("test.in")) <= test.keys()
    assert {package: build[package] for package in site.keys() & build.keys()}.items() <= site.items()
    assert names(listed("bench.in")) <= bench.keys()
    assert {package: test[package] for package in site.keys() & test.keys()}.items() <= site.items()
    assert not (ROOT / "uv.lock").exists(), "it would record addresses of registries"


def test_other_plugins_are_tried_with_the_versions_that_sites_have() -> None:
    ours, plugins = locked("test.txt") | locked("site.txt"), locked("plugins.txt")
    assert names(listed("plugins.in")) <= plugins.keys()
    assert {package: plugins[package] for package in ours.keys() & plugins.keys()}.items() <= ours.items()
    assert {"mkdocs", "mkdocs-material"} <= plugins.keys()


@pytest.mark.parametrize("name", ["eleventy", "lighthouse"])
def test_a_lock_of_the_benchs_npm_has_hashes_and_no_addresses(name: str) -> None:
    lock = json.loads((ROOT / f"bench/{name}/package-lock.json").read_text(encoding="utf-8"))
    packages = [package for name, package in lock["packages"].items() if name]
    assert packages
    assert all("integrity" in package and "resolved" not in package for package in packages)


def test_every_dependency_has_its_reason() -> None:
    told = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    rows = {row.lower() for row in re.findall(r"^\| `([\w-]+)`", told, re.M)}
    wanted = names(listed("site.in") | listed("build.in") | listed("test.in") | listed("bench.in"))
    assert {name.replace("_", "-") for name in rows} == wanted
