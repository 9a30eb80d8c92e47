"""What rules say of two places of a day, or of two days: the words that lead an editor on."""

from pathlib import Path

import pytest

from daybrief.content import archive, rules
from tests.ledger.telling import write


@pytest.mark.parametrize("field", ["backs", "denies"])
def test_who_points_at_a_follower_is_led_to_the_claim_that_opened_the_matter(tmp_path: Path, field: str) -> None:
    hill = {"id": "hill", "by": "kestria-army"}
    near = {"id": "near", "by": "courier", "backs": "hill", "when": "2031-03-01"}
    far = {"id": "far", "by": "courier", "denies": "2031-03-01/hill", "when": "2031-03-01"}
    wrong = {
        "2031-03-01": [hill, near, {"id": "same-day", "by": "far-wire", field: "near"}],
        "2031-03-02": [far, {"id": "next-day", "by": "far-wire", field: "2031-03-01/near", "when": "2031-03-01"}],
        "2031-03-03": [{"id": "last", "by": "far-wire", field: "2031-03-02/far", "when": "2031-03-01"}],
    }
    found, _ = archive.load(write(tmp_path, {date: {"claims": some} for date, some in wrong.items()}), ())
    hints = [problem.hint for problem in sorted(rules.check(found)) if problem.code == "not-an-opening-claim"]
    opened = "point at the claim that opened the matter"
    assert hints == [f"{opened}: `hill`", f"{opened}: `2031-03-01/hill`", f"{opened}: `2031-03-01/hill`"]
