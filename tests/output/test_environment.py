"""What templates are compiled to."""

from pathlib import Path

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError

from daybrief.output.environment import DirectCode
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
