"""A folder that takes the place of another one."""

from pathlib import Path

import pytest

from daybrief.engine import exchange
from daybrief.engine.exchange import put_in_place


@pytest.mark.parametrize("exchanges", [True, False])
def test_a_folder_takes_the_place_of_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchanges: bool) -> None:
    if not exchanges:  # as on a system that has no such call
        monkeypatch.setattr(exchange, "_libc", lambda: None)
    for text in ("first", "second", "third"):
        new = tmp_path / ".new"
        new.mkdir()
        (new / "page").write_text(text)
        new_mode = new.stat().st_mode & 0o7777
        put_in_place(new, tmp_path / "parent/site")
        assert (tmp_path / "parent/site").stat().st_mode & 0o7777 == (0o2775 if text != "first" else new_mode)
        (tmp_path / "parent/site").chmod(0o2775)
        assert (tmp_path / "parent/site/page").read_text() == text
        assert sorted(path.name for path in tmp_path.rglob("*")) == ["page", "parent", "site"]
