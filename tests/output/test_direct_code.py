"""What templates are compiled to."""

from pathlib import Path

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError

from daybrief.output.direct_code import DirectCode
from daybrief.output.messages import Messages
from daybrief.settings import TEMPLATES

WORDS = Messages("en", {"title": "A {{B}} <C>", "days.one": "{n} day", "days.other": "{n} days", "by": "by {whom}"})


class Thing:
    name = "bell"

    @property
    def rung(self) -> dict[str, int]:
        return {"times": 3}


def rendered(source: str, file: Path) -> str:
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.code_generator_class = DirectCode
    code = environment.compile(source, filename=str(file))
    return environment.template_class.from_code(environment, code, {}).render(it=Thing(), word=WORDS)


@pytest.mark.parametrize("folder", [TEMPLATES / "pages", Path("own/pages")])
def test_attributes_are_those_of_python(folder: Path) -> None:
    assert rendered("{{ it.name }} {{ (it.name | upper).lower() }}", folder / "x.html") == "bell bell"


def test_a_template_of_the_sites_own_may_ask_a_dictionary_too(tmp_path: Path) -> None:
    source = "{{ it.rung.times }}"
    assert rendered(source, tmp_path / "x.html") == "3"
    with pytest.raises(AttributeError):
        rendered(source, TEMPLATES / "pages/x.html")
    with pytest.raises(UndefinedError):
        rendered("{{ it.nothing }}", tmp_path / "x.html")


@pytest.mark.parametrize("folder", [TEMPLATES / "pages", Path("own/pages")])
@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("{{ '<b>' if it.name }}{{ '<i>' if not it.name }}{{ it.name ~ '&' if it.name }}", "&lt;b&gt;bell&amp;"),
        ("{{ ['<b>' if it.name, '<i>' if not it.name] | select | join }}", "&lt;b&gt;"),
        ("{% macro b(x, y='&', z=2) %}<b>{{ x ~ y ~ z }}</b>{% endmacro %}{{ b('<') }}{{ '<' ~ b('>', z=3) }}",
         "<b>&lt;&amp;2</b>&lt;<b>&gt;&amp;3</b>"),
        ("{{ word('title') }} {{ word('ti' ~ 'tle') | upper }} {{ word('days', n=2) }} {{ word('by', whom='<') }}",
         "A {B} &lt;C&gt; A {B} &lt;C&gt; 2 days by &lt;"),
        ("{% macro b(x) %}{{ x }}{{ caller() }}{% endmacro %}{% call b('<') %}<i>{% endcall %}", "&lt;<i>"),
    ],
)  # fmt: skip
def test_what_is_put_out_is_escaped_once(folder: Path, source: str, html: str) -> None:
    assert rendered(source, folder / "x.html") == html
