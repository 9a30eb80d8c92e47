"""Mistakes in mkdocs.yml: each with its line, all at once, before anything is read or written."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from daybrief.commands.cli import main
from daybrief.pipeline.check import read
from daybrief.pipeline.state import CheckState
from daybrief.plugin.config import nav_pages, opaque, settings_of
from daybrief.plugin.config_file import hooks, load
from tests.projects import BASE, ROOT, Project
from tests.reading import Built


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
    (problem,) = (found for found in read(settings, CheckState())[1] if found.file == "mkdocs.yml")
    assert (problem.line, problem.code, problem.hint) == (20, "unknown-id", "did you mean `averra`?")


def test_a_hue_of_no_party_is_told_by_check_and_keeps_the_site_from_being_built(project: Project) -> None:
    project.edit("mkdocs.yml", "averra: teal", "zz: teal")
    line = "mkdocs.yml:20:13: error: `hues` names `zz`, and no party is called so [unknown-id]"
    for command in ("check", "build"):
        done = CliRunner().invoke(main, ["-f", str(project.config), command])
        assert done.exit_code == 1
        assert line in done.output + "".join(str(done.exception))
        assert "write one of: `averra`, `dolmar`" in done.output


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
    found = [(Path(one.file).name, one.code) for one in read(settings_of(load(project.config)), CheckState())[1]]
    assert [one for one in found if one[0] in ("front.md", "2031.md")] == [
        ("2031.md", "reserved-address"),
        ("front.md", "reserved-address"),
    ]


# Each setting, on its own


def laid(folder: Path, text: str = "", **settings: str | None) -> Path:
    """A small mkdocs.yml: what is set as YAML, over a sound one; None takes a line away."""
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "own").mkdir(exist_ok=True)
    (folder / "own/main.html").write_text("{{ page.content }}")
    theme = "{name: material}"
    lines = {"site_name": "Letters", "docs_dir": "docs", "theme": theme, "plugins": "[daybrief]"} | settings
    file = folder / "mkdocs.yml"
    file.write_text("".join(f"{name}: {value}\n" for name, value in lines.items() if value is not None) + text)
    return file


def refused(file: Path, **options: Any) -> list[str]:
    """What is told of settings: place, message and hint of each mistake."""
    with pytest.raises(ConfigurationError) as raised:
        settings_of(load(file, **options))
    told = re.sub(r"^ .*\| .*\n", "", str(raised.value), flags=re.M)
    assert told.startswith("the settings cannot be used.\n\n"), told
    found = re.findall(r"^(\S+): error: (.*) \[(\S+)\](?:\n      = hint: (.*))?", told, re.M)
    assert {code for _, _, code, _ in found} <= {"bad-setting", "duplicate-key"}
    return [f"{place} {message} | {hint}" for place, message, _, hint in found]


def themed(name: str, language: str = "en") -> str:
    own = ", custom_dir: own" if name == "null" else ""
    return f"{{name: {name}, language: {language}{own}}}"


FEED = "write how many days the feed holds, such as 30"
TAG, KNOWN_TAG = "write its tag, such as `en` or `pt-BR`", "write a tag that it knows, such as `en` or `pt-BR`"
UNSEEN = "U+3164 is a character that cannot be seen | take it out; it often comes with pasted words or with a pictogram"


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"plugins": "[daybrief, daybrief]"}, "4:10 `daybrief` is among the plugins twice | keep one"),
        (
            {"theme": "{name: null, custom_dir: docs}"},
            "3:33 without a theme, a site needs a main.html | put one into `custom_dir`",
        ),
        ({"theme": themed("material", "e!")}, f"3:35 `e!` is no language | {TAG}"),
        ({"theme": themed("null", "e!")}, f"3:31 `e!` is no language | {TAG}"),
        ({"theme": themed("material", "xx")}, f"3:35 Material does not know the language `xx` | {KNOWN_TAG}"),
        (
            {"plugins": "[{daybrief: {colour: red}}]"},
            "4:31 `colour` does nothing: the plugin has no such setting | take the line away",
        ),
        (
            {"plugins": "[search, {daybrief: {hue: {}}}]"},
            "4:36 `hue` does nothing: the plugin has no such setting | did you mean `hues`?",
        ),
        ({"plugins": "[{daybrief: {feed_days: 0}}]"}, f"4:34 `feed_days` is 0, and no number from 1 to 1,000 | {FEED}"),
        (
            {"plugins": "{daybrief: {feed_days: 1001}}"},
            f"4:33 `feed_days` is 1001, and no number from 1 to 1,000 | {FEED}",
        ),
        (
            {"plugins": "[{daybrief: {feed_days: true}}]"},
            f"4:34 `feed_days` is true, and no number from 1 to 1,000 | {FEED}",
        ),
        (
            {"plugins": "[{daybrief: {model: 3}}]"},
            "4:30 `model` is 3, and this program reads 2 | write `model: 2`, or install the program that reads yours",
        ),
        (
            {"plugins": "[{daybrief: {model: true}}]"},
            "4:30 `model` is true, and this program reads 2"
            " | write `model: 2`, or install the program that reads yours",
        ),
        ({"plugins": "[{daybrief: {identity: ' '}}]"}, "4:33 `identity` is empty | write a word of the site's own"),
        ({"plugins": '[{daybrief: {identity: "a\\nb"}}]'}, "4:33 `identity` is one line | write it on one line"),
        (
            {"plugins": "[{daybrief: {map: docs/base.json}}]"},
            "4:28 `map`: base.json is no base of a map: : Input should be an object"
            " | maps/README.md says how one is made",
        ),
        (
            {"plugins": "[{daybrief: {hues: {a: red}}}]"},
            "4:29 `hues`: Plugin 'daybrief' option 'hues': Expected one of: "
            "('ochre', 'violet', 'teal', 'blue', 'plum', 'olive') but received: 'red' | ",
        ),
        (
            {"extra_css": "[a.css, {b: c}]"},
            "5:12 `extra_css` lists {'b': 'c'}, which names no file | write files' names",
        ),
        ({"extra_templates": "[3]"}, "5:18 `extra_templates` lists 3, which names no file | write files' names"),
        ({"site_name": "' '"}, "1:12 `site_name` is empty | write what the site is called"),
        ({"site_name": '"a\\ud800b"'}, "1:1 `site_name` holds half of a letter | type it again"),
        ({"site_name": '"\\udfff"'}, "1:1 `site_name` holds half of a letter | type it again"),
        ({"nav": '[index.md, {A: "a\\ud8ff.md"}]'}, "1:1 `nav` holds half of a letter | type it again"),
        ({"nav": '[{A: [{B: "a\\udcff.md"}]}]'}, "1:1 `nav` holds half of a letter | type it again"),
        ({"extra_css": '["a\\ud8ff.css"]'}, "1:1 `extra_css` holds half of a letter | type it again"),
        ({"extra_javascript": '["a\\ud8ff.js"]'}, "1:1 `extra_javascript` holds half of a letter | type it again"),
        ({"extra_templates": '["\\ud8ff.html"]'}, "1:1 `extra_templates` holds half of a letter | type it again"),
        ({"site_description": '"a\\nb"'}, "5:19 `site_description` is one line | write it on one line"),
        ({"copyright": '"a\\x07"'}, "5:12 `copyright`: U+0007 is a control character | take it out"),
        ({"edit_uri": "'http://[x'"}, "5:11 `edit_uri` is no address | copy the address again"),
        ({"edit_uri_template": "'http://[x'"}, "5:20 `edit_uri_template` is no address | copy the address again"),
        ({"nav": '[{"a\\nb": index.md}]'}, "5:6 `nav` is one line | write it on one line"),
        ({"strict": "true", "nothing": "1"}, "6:10 `nothing`: Unrecognised configuration name: nothing | "),
        ({"docs_dir": '"a\\u3164b"'}, f"2:11 `docs_dir`: {UNSEEN}"),
        *(
            ({name: '"a\\u3164b"'}, f"5:{len(name) + 3} `{name}`: {UNSEEN}")
            for name in (*("site_dir", "site_author", "site_description", "edit_uri", "edit_uri_template"), "copyright")
        ),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_with_its_place(
    tmp_path: Path, settings: dict[str, str], told: str
) -> None:
    (tmp_path / "a\u3164b").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/base.json").write_text("[]")
    assert refused(laid(tmp_path, **settings)) == [f"mkdocs.yml:{told}"]


@pytest.mark.parametrize("name", ["site_url", "repo_url"])
def test_an_address_holds_only_what_can_be_seen(tmp_path: Path, name: str) -> None:
    file = laid(tmp_path, **{name: '"https://a.example/\\u3164"'})
    assert refused(file) == [f"mkdocs.yml:5:{len(name) + 3} `{name}`: {UNSEEN}"]


@pytest.mark.parametrize(
    "settings",
    [
        {"copyright": '"a\\nb"'},
        {"site_description": '"a b\\n"'},
        {"site_description": "'http://[x'"},
        {"site_name": '"\\ud7ff"'},
        {"nav": "[index.md, {More: [{Front: front/index.md}]}]"},
        {"theme": themed("null")},
        {"extra_css": "[a.css]", "extra_templates": "[a.html]"},
        {"plugins": "[{daybrief: {identity: a, hues: {a: teal}}}]"},
        {"nothing": "1"},
    ],
)
def test_a_setting_that_can_be_used_is_no_mistake(tmp_path: Path, settings: dict[str, str]) -> None:
    settings_of(load(laid(tmp_path, **settings)))


# What is left out


PUBLISHED = {"plugins": "[{daybrief: {identity: a}}]", "site_url": "https://a.example/"}


def warned(file: Path) -> list[str]:
    """What is told of settings that can be built: place, code, message and hint."""
    found = settings_of(load(file)).warnings
    assert {(problem.code, problem.severity) for problem in found} <= {("missing-setting", "warning")}
    return [f"{p.line}:{p.column} {p.code} {p.message} | {p.hint}" for p in found]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({}, None),
        ({"site_url": "http://127.0.0.1:8000/"}, None),
        (
            {"site_url": None},
            "1:1 missing-setting `site_url` is not set: the feed and the sitemap lead nowhere"
            " | write where the site is published, such as `site_url: https://a.example/`",
        ),
        (
            {"site_url": "''"},
            "5:11 missing-setting `site_url` is not set: the feed and the sitemap lead nowhere"
            " | write where the site is published, such as `site_url: https://a.example/`",
        ),
        *(
            (
                {"plugins": plugins, "site_name": name},
                f"{place} missing-setting `identity` is not set: feeds know the site by its name, and with another name"
                f" readers get all items again | write `identity: {typed}`, and never change it",
            )
            for plugins, name, place, typed in (
                ("[daybrief]", "Letters", "4:11", '"Letters"'),
                ("[search, {daybrief: {feed_days: 3}}]", "'The: \"é\"'", "4:20", r'"The: \"é\""'),
                ("{daybrief: {}}", "Letters", "4:11", '"Letters"'),
            )
        ),
    ],
)
def test_what_feeds_need_is_told_where_it_is_left_out(
    tmp_path: Path, settings: dict[str, str | None], told: str | None
) -> None:
    assert warned(laid(tmp_path, **{**PUBLISHED, **settings})) == ([told] if told else [])


HERE = ("http://127.0.0.1:8000", "http://localhost/brief/", "https://127.1.2.3/", "http://0.0.0.0:80/", "http://[::1]/")


@pytest.mark.parametrize("ci", ["true", "True", "1"])
@pytest.mark.parametrize("url", [*HERE, *("https://localhost.example/", "https://a.example/127.0.0.1/")])
def test_an_address_of_this_machine_is_told_where_others_will_read(
    tmp_path: Path, url: str, ci: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = laid(tmp_path, **{**PUBLISHED, "site_url": url})
    for at_home in ("", "false", "0"):
        monkeypatch.setenv("CI", at_home)
        assert warned(file) == []
    monkeypatch.setenv("CI", ci)
    told = [f"5:11 missing-setting `site_url` is {url.rstrip('/')}/, and this is no build at home"] * (url in HERE)
    assert [one.partition(": the feed")[0] for one in warned(file)] == told


def test_what_is_left_out_is_told_by_check_and_build_and_is_an_error_where_they_are_strict(project: Project) -> None:
    project.edit("mkdocs.yml", "      identity: lake-letters\n", "")
    project.set(site_url=None)
    for command, code in (("check", 1), ("build", 0), ("build --strict", 1)):
        done = CliRunner().invoke(main, ["-f", str(project.config), *command.split()])
        assert done.exit_code == code, done.output
        told = done.output + str(done.exception)
        assert "mkdocs.yml:1:1: warning: `site_url` is not set" in told, command
        assert 'write `identity: "Letters from the Lake"`, and never change it' in told
        assert "Traceback" not in told


def test_what_is_told_of_ci_is_told_again_where_nothing_else_is_different(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.set(site_url="http://127.0.0.1:8000/")
    for ci, code in (("", 0), ("true", 1), ("", 0)):
        monkeypatch.setenv("CI", ci)
        for _ in range(2):
            assert CliRunner().invoke(main, ["-f", str(project.config), "check"]).exit_code == code


def test_our_own_settings_are_whole(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    file = built.docs.parent / "mkdocs.yml"
    assert warned(file) == []
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("SITE_URL", "https://a.example/")
    assert warned(file) == []


def test_without_the_plugin_nothing_else_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as raised:
        settings_of(load(laid(tmp_path, plugins="[search]", theme="mkdocs")))
    told = "Daybrief is not among the plugins: add `- daybrief` under `plugins:` in mkdocs.yml."
    assert str(raised.value) == told


def test_what_is_not_set_has_a_value(tmp_path: Path) -> None:
    found = settings_of(load(laid(tmp_path)))
    assert (found.name, found.description, found.url, found.language, found.identity) == (
        *("Letters", "", "", "en", "Letters"),
    )
    assert (found.hues, found.feed_days, found.words, found.map) == ({}, 30, None, None)
    assert (found.docs, found.label, found.root, found.file) == (tmp_path / "docs", "docs", tmp_path, "mkdocs.yml")
    assert (found.templates, found.overrides, found.theme[0]) == (ROOT / "templates", None, ROOT / "templates/overlay")
    assert (found.pages, found.written, found.nav) == (frozenset(), frozenset(), {})
    assert {name: mark[:2] for name, mark in found.marks.items()} == {"theme.language": (3, 8)}


def test_what_is_set_is_taken(tmp_path: Path) -> None:
    (tmp_path / "docs/more").mkdir(parents=True)
    for name in ("index.md", "a.md", "b.md", "c.md", "more/d.md", "e.md"):
        (tmp_path / "docs" / name).write_text("# A page\n")
    (tmp_path / "words.yml").write_text("locale: en\n")
    shutil.copy(BASE, tmp_path / "docs")
    own = "{words: words.yml, map: docs/base.json, identity: i, feed_days: 3, hues: {averra: teal}}"
    nav = "[index.md, a.md, {More: [{Dee: more/d.md}]}, front/index.md, https://a.example/x.md, /y.md, 'mailto:z']"
    file = laid(
        tmp_path,
        theme=themed("material", "de"),
        plugins=f"[daybrief: {own}]",
        nav=nav,
        site_url="https://a.example/b",
        site_description="Words",
        not_in_nav="b.md",
        draft_docs="c.md",
        exclude_docs="e.md",
    )
    found = settings_of(load(file))
    assert (found.url, found.description, found.language, found.identity) == (
        "https://a.example/b/",
        "Words",
        "de",
        "i",
    )
    assert (found.words, found.map) == (tmp_path / "words.yml", tmp_path / "docs/base.json")
    assert (found.hues, found.feed_days) == ({"averra": "teal"}, 3)
    others = {"https://a.example/x.md", "/y.md", "mailto:z"}
    assert found.written - others == {"a.md", "b.md", "c.md", "more/d.md"}
    assert found.pages - others == {"a.md", "b.md", "c.md", "more/d.md", "e.md"}
    assert {name: mark[:2] for name, mark in found.nav.items()} == {
        name: (5, 6 + nav.index(name)) for name in ("index.md", "a.md", "more/d.md", "front/index.md")
    }
    assert found.marks["hues.averra"][:2] == (4, file.read_text().split("\n")[3].index("teal") + 1)
    assert found.marks["theme.language"][:2] == (3, 35)


def test_where_others_may_make_pages_no_place_of_nav_is_told(tmp_path: Path) -> None:
    assert settings_of(load(laid(tmp_path, nav="[a.md]"))).nav.keys() == {"a.md"}
    assert settings_of(load(laid(tmp_path, nav="[a.md]", plugins="[search, daybrief]"))).nav.keys() == {"a.md"}
    assert settings_of(load(laid(tmp_path, nav="[a.md]", plugins="[tags, daybrief]"))).nav == {}


@pytest.mark.parametrize(
    ("nav", "pages"),
    [
        (None, []),
        ([], []),
        ("a.md", [("a.md", "")]),
        (["a.md", {"B": "b.md"}], [("a.md", ""), ("b.md", "B")]),
        ([{"More": ["a.md", {"B": "b.md"}]}, {"Two": "c.md", "Three": "d.md"}], "a.md/ b.md/B c.md/Two d.md/Three"),
    ],
)
def test_every_page_of_a_nav_is_known_with_its_title(nav: Any, pages: Any) -> None:
    wanted = [tuple(page.split("/")) for page in pages.split()] if isinstance(pages, str) else pages
    assert nav_pages(nav) == wanted


PURE = (
    *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes", "legacy_attrs"),
    *("legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks"),
)
"""What comes with Python-Markdown."""


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({}, ("", "")),
        ({"markdown_extensions": "[toc, markdown.extensions.abbr, {tables: {}}]"}, ("", "")),
        ({"markdown_extensions": f"[{', '.join(PURE)}]"}, ("", "")),
        ({"markdown_extensions": "[pymdownx.snippets]"}, ("", "`pymdownx.snippets`")),
        (
            {"markdown_extensions": "[pymdownx.snippets, pymdownx.details, pymdownx.b64]"},
            ("", "`pymdownx.snippets` and `pymdownx.b64`"),
        ),
        ({"plugins": "[daybrief, search, tags]"}, ("the plugin `material/tags`", "")),
        ({"plugins": "[daybrief, tags]", "hooks": "[hook.py]"}, ("`hooks` and the plugin `material/tags`", "")),
    ],
)
def test_what_may_read_any_file_is_named(tmp_path: Path, settings: dict[str, str], told: tuple[str, str]) -> None:
    (tmp_path / "hook.py").write_text("def on_config(config): ...\n")
    assert opaque(load(laid(tmp_path, **settings))) == told


def why(file: Path, **options: Any) -> str:
    """What is told of settings that cannot be read."""
    with pytest.raises(ConfigurationError) as raised:
        load(file, **options)
    return str(raised.value)


def test_what_cannot_be_read_is_told_in_a_line(tmp_path: Path) -> None:
    missing, file = tmp_path / "nowhere.yml", laid(tmp_path)
    assert why(missing) == f"{missing} is no file."
    assert why(tmp_path) == f"{tmp_path} is no file."
    assert why(laid(tmp_path, INHERIT="docs")) == f"`INHERIT` names {tmp_path / 'docs'}, which is no file."
    assert why(laid(tmp_path, INHERIT="mkdocs.yml")) == "mkdocs.yml is nested too deep, or inherits from itself."
    assert why(laid(tmp_path, INHERIT="gone.yml")).startswith("Inherited config file 'gone.yml' does not exist")
    assert why(laid(tmp_path, site_url="'http://[x'")) == "mkdocs.yml cannot be used: ValueError: Invalid IPv6 URL"
    assert why(laid(tmp_path), docs_dir=str(missing)).startswith("--docs-dir cannot be `")
    told = "--site-url cannot be `nowhere`: The URL isn't valid, it should include the http:// (scheme)"
    assert why(file, site_url="nowhere") == told


def test_a_key_of_what_is_inherited_may_be_given_again(tmp_path: Path) -> None:
    laid(tmp_path).rename(tmp_path / "base.yml")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_name: Another\n")
    assert settings_of(load(tmp_path / "mkdocs.yml")).name == "Another"
    assert refused(laid(tmp_path, text="site_name: Another\n")) == [
        "mkdocs.yml:5:1 `site_name` is given twice; the first is on line 1 | keep one, or put both values in one list"
    ]


def test_a_mistake_beside_what_is_inherited_is_told_at_its_line(tmp_path: Path) -> None:
    laid(tmp_path).rename(tmp_path / "base.yml")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_url: nowhere\n")
    (told,) = refused(tmp_path / "mkdocs.yml")
    assert told.startswith("mkdocs.yml:2:11 `site_url`: The URL isn't valid")


def test_every_mistake_that_mkdocs_finds_is_told_in_the_order_of_lines(tmp_path: Path) -> None:
    told = refused(laid(tmp_path, any="1", site_url="nowhere", strict="true", nothing="1"))
    assert [one.partition(" The")[0] for one in told] == [
        "mkdocs.yml:5:6 `any`: Unrecognised configuration name: any | ",
        "mkdocs.yml:6:11 `site_url`:",
        "mkdocs.yml:8:10 `nothing`: Unrecognised configuration name: nothing | ",
    ]


def test_what_mkdocs_warns_of_is_logged_where_it_is_not_strict(tmp_path: Path, caplog: Any) -> None:
    load(laid(tmp_path, nothing="1"))
    assert caplog.messages == [], "what it does not know is told with its place: tests/plugin/test_unsupported.py"
    load(laid(tmp_path, plugins="[{search: {nothing: 1}}, daybrief]"))
    assert [record.name for record in caplog.records] == ["mkdocs.config"]
    assert "Unrecognised configuration name: nothing" in caplog.text


def test_the_place_of_what_is_no_yaml_is_exact(tmp_path: Path) -> None:
    file = laid(tmp_path, text="nav: [\na: 'b\n")
    told = "mkdocs.yml:7:1: error: this is not YAML: found unexpected end of stream [syntax]"
    assert why(file).startswith(f"the settings cannot be used.\n\n{told}")


@pytest.mark.parametrize(
    ("told", "names"),
    [("[a.py, more/../b.py, 3]", {"a.py", "b.py"}), ("{a.py: 1}", {"a.py"}), ("a.py", set()), (None, set())],
)
def test_hooks_are_known_by_their_whole_paths(tmp_path: Path, told: str | None, names: set[str]) -> None:
    config = MkDocsConfig()
    with laid(tmp_path, hooks=told).open("rb") as opened:
        config.load_file(opened)
    assert hooks(config, tmp_path / "mkdocs.yml") == {str(tmp_path / name) for name in names}
