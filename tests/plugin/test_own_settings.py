"""What the plugin's part of `mkdocs.yml` may say."""

from pathlib import Path

import pytest

from daybrief.plugin.config_file import Source
from daybrief.plugin.own_settings import check_model

OTHER = "write `model: 2`, or install the program that reads yours"
UNSET = "warning: `model` is not set, so that the briefings are read as model 2, which is the newest; write `model: 2`"


@pytest.mark.parametrize(
    ("given", "known", "told"),
    [
        (None, (1,), []),
        (1, (1, 2), []),
        (2, (1, 2), []),
        (None, (1, 2), [UNSET]),
        (3, (1, 2), [f"error: `model` is 3, and this program reads 1 and 2; {OTHER}"]),
        (
            1,
            (2,),
            ["error: `model` is 1, and this program reads 2; type `daybrief upgrade`: it rewrites the site's files"],
        ),
        (3, (2,), [f"error: `model` is 3, and this program reads 2; {OTHER}"]),
        (0, (2,), [f"error: `model` is 0, and this program reads 2; {OTHER}"]),
    ],
)
def test_a_site_says_which_model_it_follows_once_there_are_two(
    tmp_path: Path, given: int | None, known: tuple[int, ...], told: list[str]
) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"plugins: [{{daybrief: {{{f'model: {given}' if given is not None else ''}}}}}]\n")
    source = Source(file)
    check_model(given, source, known)
    assert [f"{one.severity}: {one.message}; {one.hint}" for one in source.problems] == told
