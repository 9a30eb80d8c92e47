"""What is said of MkDocs' own exceptions, and with which code a command ends."""

import pytest
from mkdocs.exceptions import Abort, BuildError, ConfigurationError

from daybrief.plugin.mkdocs_build import exit_of


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Abort("the site was not built."), ("the site was not built.", 1)),
        (Abort("Aborted with 3 warnings in strict mode!"), ("Aborted with 3 warnings in strict mode!", 1)),
        (Abort("Aborted with a BuildError!"), ("", 1)),
        (Abort("Aborted with a configuration error!"), ("", 2)),
        (Abort("Aborted with 1 configuration errors!"), ("Aborted with 1 configuration errors!", 2)),
        (ConfigurationError("the settings cannot be used."), ("the settings cannot be used.", 2)),
        (BuildError("x"), None),
        (RuntimeError("x"), None),
    ],
)
def test_an_exception_of_mkdocs_has_words_and_a_code(error: Exception, told: tuple[str, int] | None) -> None:
    assert exit_of(error) == told
