"""What was mended on an invented day after it was published: words, parts of them, and what was added late."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from bench.telling import Telling


def corrections(telling: Telling, day: dict[str, Any]) -> list[dict[str, Any]]:
    """One or two corrections, each of another thing; the newest words are those that stand there."""
    random, found = telling.random, dict[str, dict[str, Any]]()
    for _ in range(random.choice((1, 1, 1, 2))):
        ways = list(_ways(telling, day))
        target, field, kind, was, now = random.choices([way for _, way in ways], [share for share, _ in ways])[0]
        late = 0 if field else random.randint(1, 4)
        found[target] = {
            "date": telling.date + dt.timedelta(late or random.choice((0, 1))),
            "target": target,
            "field": field,
            "kind": kind,
            "was": was,
            "now": now,
            "reason": telling.text(6, 12),
        }
    return sorted(found.values(), key=lambda one: one["date"])


_Way = tuple[str, str | None, str, str | None, str | None]
"""Target, field, kind, and the words before and after."""


def _ways(telling: Telling, day: dict[str, Any]) -> Iterator[tuple[float, _Way]]:
    """What could be mended, each with how often it is."""
    random, words = telling.random, telling.words
    claims = [claim for part in (*day["diplomacy"], *day["front"]) for claim in part["claims"]]
    fixed = random.choice([*claims, day["assessments"][0]])
    kind = random.choice(("correction", "clarification", "update", "typo"))
    yield 5, (fixed["id"], "text", kind, _before(telling, fixed["text"]), fixed["text"])
    yield 1, ("day", "title", kind, _before(telling, day["title"]), day["title"])
    limits = day["sourcing"]["limits"]
    yield 1, ("day", "sourcing.limits", "clarification", _before(telling, limits), limits)
    for claim in random.sample(claims, 5):
        if figures := claim.get("figures"):
            measure, number = next(iter(figures.items()))
            yield 1, (claim["id"], f"figures.{measure}", "correction", str(random.randint(251, 300)), number)
        if places := claim.get("places"):
            yield 0.4, (claim["id"], "places", "correction", places[0] + "-old", ", ".join(places))
        if claim["note"]:
            yield 0.4, (claim["id"], "note", "update", None, claim["note"])
        else:
            yield 0.4, (claim["id"], "note", "retraction", words(8), None)
    added = random.choice((random.choice(claims)["id"], day["assessments"][-1]["id"], list(day["articles"])[-1]))
    yield 2.5, (added, None, "update", None, None)


def _before(telling: Telling, now: str) -> str:
    return f"{' '.join(now.split()[:-3])} {telling.words(3)}"
