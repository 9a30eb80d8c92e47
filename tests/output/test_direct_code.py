"""What templates are compiled to."""

from pathlib import Path

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError

from daybrief.output.direct_code import DirectCode
from daybrief.settings import TEMPLATES


class Thing:
    name = "bell"

    @property
    def rung(self) -> dict[str, int]:
        return {"times": 3}


def rendered(source: str, file: Path) -> str:
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.code_generator_class = DirectCode
    code = environment.compile(source, filename=str(file))
    return environment.template_class.from_code(environment, code, {}).render(it=Thing())


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
        ("{% macro b(x) %}{{ x }}{{ caller() }}{% endmacro %}{% call b('<') %}<i>{% endcall %}", "&lt;<i>"),
    ],
)  # fmt: skip
def test_what_is_put_out_is_escaped_once(folder: Path, source: str, html: str) -> None:
    assert rendered(source, folder / "x.html") == html
