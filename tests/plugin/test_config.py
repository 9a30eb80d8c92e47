"""Mistakes in mkdocs.yml: each with its line, all at once, before anything is read or written."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.exceptions import Abort, ConfigurationError

from daybrief.commands.cli import main
from daybrief.pipeline.site import read
from daybrief.plugin.config import settings_of
from daybrief.plugin.config_file import load
from tests.projects import Project


def test_all_mistakes_are_told_at_once_with_their_lines(project: Project) -> None:
    project.edit("mkdocs.yml", "      identity: lake-letters\n", '      identity: "a\\x07b"\n      feed_days: -1\n')
    project.edit("mkdocs.yml", "site_name: Letters from the Lake", "site_name: ''")
    with pytest.raises(ConfigurationError) as raised:
        settings_of(load(project.config))
    told = [line for line in str(raised.value).splitlines() if line.startswith("mkdocs.yml:")]
    assert [(line.split(":")[1], line.partition(" error: ")[2].split(" [")[0]) for line in told] == [
        ("2", "`site_name` is empty"),
        ("17", "`identity`: U+0007 is a control character"),
        ("18", "`feed_days` is -1, and no number from 1 to 1,000"),
    ]
    code = "bad-setting"
    assert all(line.endswith(f"[{code}]") for line in told)
    assert "   18 |       feed_days: -1\n" in str(raised.value)


def test_what_mkdocs_finds_has_a_line_too(project: Project) -> None:
    project.set(site_url="nowhere")
    with pytest.raises(ConfigurationError) as raised:
        load(project.config)
    assert "mkdocs.yml:1:11: error: `site_url`: The URL isn't valid" in str(raised.value)


def test_a_key_that_is_given_twice_is_told(project: Project) -> None:
    project.config.write_text(project.config.read_text() + "site_name: Another\n")
    with pytest.raises(ConfigurationError, match="`site_name` is given twice; the first is on line 2"):
        settings_of(load(project.config))


def test_a_setting_that_does_nothing_says_so(project: Project) -> None:
    project.edit("mkdocs.yml", "      identity:", "      feed_day: 3\n      identity:")
    with pytest.raises(ConfigurationError, match=r"`feed_day` does nothing(.|\n)*did you mean `feed_days`"):
        settings_of(load(project.config))


def test_a_hue_of_no_party_is_told_at_its_line(project: Project) -> None:
    project.edit("mkdocs.yml", "averra: teal", "avera: teal")
    settings = settings_of(load(project.config))
    (problem,) = (found for found in read(settings)[1] if found.file == "mkdocs.yml")
    assert (problem.line, problem.code, problem.hint) == (20, "unknown-id", "did you mean `averra`?")


@pytest.mark.parametrize("days", [1, 30, 1000])
def test_a_feed_may_hold_so_many_days(project: Project, days: int) -> None:
    project.edit("mkdocs.yml", "      identity:", f"      feed_days: {days}\n      identity:")
    assert settings_of(load(project.config)).feed_days == days


def test_check_tells_problems_of_words_pages_templates_and_briefings_in_one_order(project: Project) -> None:
    project.edit("words.yml", "day:\n", "day:\n  frnt: x\n")
    project.edit("briefings/method.md", "# ", "<form>\n\n# ")
    project.edit("briefings/2032/2032-01-02.yml", "by: pilots", "by: pilotz")
    project.edit("mkdocs.yml", "averra: teal", "avera: teal")
    done = CliRunner().invoke(main, ["-f", str(project.config), "check"])
    files = [line.split(":")[0] for line in done.output.splitlines() if ": error: " in line]
    assert done.exit_code == 1
    assert files == sorted(files)
    assert {"briefings/2032/2032-01-02.yml", "briefings/method.md", "mkdocs.yml", "words.yml"} == {*files}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\ndef broken(:\n", r"hooks/hook\.py:2: SyntaxError: "),
        ("\n\nraise RuntimeError('two\\nlines')\n", r"hooks/hook\.py:3: RuntimeError: two lines$"),
        ("import nothing_at_all\n", r"hooks/hook\.py:1: ModuleNotFoundError: "),
        ("def deeper():\n    deeper()\ndeeper()\n", r"hooks/hook\.py:2: RecursionError: "),
        ("open('/nowhere')\n", r"hooks/hook\.py:1: FileNotFoundError: "),
        ("class Odd(Exception):\n    pass\nraise Odd\n", r"hooks/hook\.py:3: Odd:"),
    ],
)
def test_a_hook_that_cannot_be_loaded_is_told_in_a_line(project: Project, text: str, told: str) -> None:
    name = hook(project, text)
    with pytest.raises(ConfigurationError, match="^a hook cannot be loaded: " + told) as raised:
        load(project.config)
    assert name in str(raised.value)
    assert "\n" not in str(raised.value)


def hook(project: Project, text: str) -> str:
    """A hook of the project."""
    name = "hooks/hook.py"
    (project.root / "hooks").mkdir()
    (project.root / name).write_text(text)
    project.set(hooks=f"[{name}]")
    return name


@pytest.mark.parametrize("event", ["config", "env", "page_markdown"])
def test_a_hook_that_fails_in_a_build_is_told_in_a_line(
    project: Project, caplog: pytest.LogCaptureFixture, event: str
) -> None:
    name = hook(project, f"\ndef on_{event}(*args, **more):\n    len(None.nothing)\n")
    with pytest.raises(Abort, match=r"the site was not built"):
        project.build(strict=False)
    assert f"{name}:3: AttributeError: 'NoneType' object has no attribute 'nothing'" in caplog.messages


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le"])
def test_settings_in_another_encoding_are_refused(project: Project, encoding: str) -> None:
    project.config.write_bytes(project.config.read_text().encode(encoding))
    with pytest.raises(ConfigurationError, match=r"mkdocs\.yml:1:1: error: the file is UTF-16(.|\n)*save the file as"):
        load(project.config)
    (project.root / "base.yml").write_bytes(project.config.read_bytes())
    project.config.write_text("INHERIT: base.yml\n")
    with pytest.raises(ConfigurationError, match=r"base\.yml:1:1: error: the file is UTF-16"):
        load(project.config)


@pytest.mark.parametrize("inherited", [False, True])
@pytest.mark.parametrize("mistake", ["nav: [", "a: b: c", "x: *nothing", "y: !nothing z", "\tz: 1", "q: '", "k: \x07"])
def test_what_is_no_yaml_is_told_with_its_place(project: Project, mistake: str, inherited: bool) -> None:
    name = "base.yml" if inherited else "mkdocs.yml"
    lines = project.config.read_text().count("\n")
    (project.root / name).write_text(project.config.read_text() + mistake + "\n")
    if inherited:
        project.config.write_text("INHERIT: base.yml\n")
    with pytest.raises(ConfigurationError) as raised:
        load(project.config)
    told = str(raised.value)
    assert str(project.root) not in told
    if "\x07" in mistake:
        assert "\n" not in told, "it has no line"
    else:
        assert any(f"{name}:{lines + number}:" in told for number in (1, 2))
        assert "error: this is not YAML: " in told


def test_an_inherited_setting_is_read(project: Project, tmp_path: Path) -> None:
    text = project.config.read_text()
    (project.root / "base.yml").write_text(text)
    project.config.write_text("INHERIT: base.yml\nsite_name: Another\n")
    settings = settings_of(load(project.config))
    assert (settings.name, settings.identity) == ("Another", "lake-letters")


@pytest.mark.parametrize("sign", ["\u3164", "\u202e", "\x07", "\ufe0f"])
def test_a_title_in_nav_holds_only_what_can_be_seen(project: Project, sign: str) -> None:
    project.set(nav=json.dumps([{"Today": "index.md"}, {f"Re{sign}ad": [{"About": "about.md"}]}]))
    with pytest.raises(ConfigurationError, match=rf"`nav`: U\+{ord(sign):04X} "):
        settings_of(load(project.config))


def test_a_page_at_an_address_of_ours_is_told_once(project: Project) -> None:
    project.set(nav=json.dumps(["index.md", "front.md", "2031.md"]))
    for name in ("front.md", "2031.md"):
        (project.docs / name).write_text("# A page\n", encoding="utf-8")
    found = [(Path(one.file).name, one.code) for one in read(settings_of(load(project.config)))[1]]
    assert [one for one in found if one[0] in ("front.md", "2031.md")] == [
        ("2031.md", "reserved-address"),
        ("front.md", "reserved-address"),
    ]
