"""The claims and assessments of an invented day, in words."""

import datetime as dt
from typing import Any

from bench.outlines import Guess, Told, date_of, outline
from bench.speakers import PARTIES, SIDES
from bench.telling import Telling

EVIDENCE = ("footage", "geolocated", "satellite", "document", "eyewitness", "map")
LIKELIHOODS = "almost-no-chance very-unlikely unlikely roughly-even likely very-likely almost-certain".split()
PARTS = ("half", "the centre", "the north", "the eastern outskirts", "very little")

MOVEMENTS = {"advance": 5, "attack": 6, "hold": 3, "infiltration": 2, "withdrawal": 1, "fighting": 2, "encirclement": 1}
"""Kinds of movements, and how often each is told."""


class Statements(Telling):
    """One day's statements."""

    def claim(self, told: Told) -> dict[str, Any]:
        """A claim: few of its fields are filled."""
        random, plan = self.random, self.plan
        there, found = self._references(told)
        by, article = list(told.by), told.article
        if found and told.link == "retracts":
            by, article = list(found[0].by[:1]), plan.first
        claim: dict[str, Any] = {"id": told.id, "text": self.text(), "by": by[0] if len(by) == 1 else by}
        claim["articles"] = [article]
        when = self._when(told.time)
        if found:
            names = [one.id if there == self.number else f"{date_of(there)}/{one.id}" for one in found]
            claim[told.link] = names[0] if len(names) == 1 else names
            under_event = told.group < len(plan.events)
            if told.link == "backs" or (told.link == "denies" and (under_event or self.chance(0.5))):
                when = str(date_of(there))
        via = self.others(*by, plan.articles[article][0], most=random.choice((1, 1, 1, 2))) if self.chance(0.08) else []
        claim["via"] = via[0] if len(via) == 1 else via
        claim["said"] = self.date - dt.timedelta(random.choice((0, 1))) if told.time == "said" else None
        claim["when"] = when
        claim["told_to"] = self.lead() if self.chance(0.05) else None
        claim |= self._talks() if told.group < len(plan.events) else self._ground(told, by[0])
        claim |= self._evidence(told)
        claim["quote"] = self.quote() if self.chance(0.05) else None
        claim["note"] = self.text(6, 24) if self.chance(0.25) else None
        return claim

    def _when(self, time: str) -> str | None:
        today, yesterday = self.date, self.date - dt.timedelta(1)
        shapes = {
            "day": f"{yesterday}",
            "week": f"{today:%G-W%V}",
            "month": f"{today:%Y-%m}",
            "year": f"{today:%Y}",
            "span": f"{today - dt.timedelta(self.random.randint(2, 9))}/{yesterday}",
            "since": f"2019-03-01/{today}",
            "hours": f"{today}/{today}T{self.random.randint(6, 22):02}:00Z",
            "moment": f"{today}T{self.random.randint(6, 22):02}:00Z",
            "ahead": f"{today + dt.timedelta(self.random.randint(1, 14))}/..",
        }
        return shapes.get(time)

    def _references(self, told: Told) -> tuple[int, list[Told]]:
        """What a claim's link leads to: a day, and a claim of it, now and then two; none if none fits."""
        same_day = told.link in ("backs", "denies") and self.chance(0.1)
        there = self.number if same_day else self.back()
        if there < 0 or not told.link:
            return there, []
        plan = outline(there, self.seed)
        before = plan.claims[: plan.claims.index(told)] if same_day else plan.claims
        fit = [c for c in before if c.link in ("", "follows") and (c.opens or told.link in ("follows", "retracts"))]
        if told.link in ("backs", "denies"):
            own = self.world.house(*told.by)
            # What is told under an event is of its days, and all others of their own.
            fit = [c for c in fit if own.isdisjoint(self.world.house(*c.by)) and c.group >= len(plan.events)]
        fit = [c for c in fit if plan.about(c) == self.plan.about(told)] or fit
        if not fit:
            return there, []
        found = self.random.choice(fit)
        if told.link == "retracts":
            fit = [c for c in fit if found.by[0] in c.by]
        second = self.random.choice(fit) if self.chance(0.5 if told.link == "retracts" else 0.1) else found
        return there, [found] if second is found else [found, second]

    def _evidence(self, told: Told) -> dict[str, Any]:
        random = self.random
        if told.shows:
            return {"evidence": random.choice(("geolocated", "satellite"))}
        kind = random.choices(EVIDENCE, (4, 4, 2, 4, 4, 2))[0] if self.chance(0.33) else None
        whose = self.others(*told.by) if kind and self.chance(0.5 if kind == "document" else 0.1) else []
        judged = random.randint(1, 6) if self.chance(0.12) else None
        return {"evidence": kind, "evidence_by": next(iter(whose), None), "credibility": judged}

    def _talks(self) -> dict[str, Any]:
        random, found = self.random, dict[str, Any]()
        if self.chance(0.25):
            plan = random.choice(list(self.world.plans))
            point = random.choice(list(self.world.plans[plan]["points"])) if self.chance(0.7) else None
            stance = random.choice(("accepts", "conditional", "objects", "rejects", "open", "demands"))
            found["position"] = {"plan": plan, "point": point, "party": random.choice(PARTIES), "is": stance}
        if self.chance(0.2):
            found["places"] = [random.choice(list(self.world.places)[110:])]
        return found

    def _ground(self, told: Told, speaker: str) -> dict[str, Any]:
        random, found, here = self.random, dict[str, Any](), self.plan.about(told)
        sector, party = self.world.sectors[here], self.world.party(speaker)
        side = party if party in SIDES and self.chance(0.8) else random.choice(SIDES)
        places = "places" in sector and self.chance(0.85)
        said = random.choices(("movement", "control", "both", ""), (49, 8, 2, 41))[0]
        if said in ("movement", "both"):
            kind = random.choices([*MOVEMENTS], [*MOVEMENTS.values()])[0]
            found["movement"] = {kind: list(SIDES) if kind == "fighting" else side}
        if said in ("control", "both") and places:
            part = random.choice(PARTS) if self.chance(0.35) else None
            found["control"] = {"party": "none" if self.chance(0.1) else side, "part": part}
        if self.chance(0.35 if sector.get("kind") == "whole" else 0.04):
            others = [name for name in self.world.sectors if name != here]
            found["sectors"] = random.sample(others, random.choice((1, 1, 2, 3)))
        if places:
            found["places"] = random.sample(sector["places"], random.choice((1, 1, 1, 2, 3)))
        # Who backs a claim gives no other number than that one, which its outline does not tell.
        if told.link != "backs" and self.chance(0.2):
            measures = random.sample(list(self.world.measures), random.choice((1, 1, 2)))
            found["figures"] = {m: self._figure(random.randint(1, 240)) for m in measures}
        return found

    def _figure(self, number: int) -> str:
        """Most often a number; else at least, up to, between or about."""
        shapes = (f"{number}", f"{number}.5", f"{number}..", f"..{number}", f"{number}..{number + 10}", f"~{number}")
        return self.random.choices(shapes, (75, 10, 5, 2, 3, 5))[0]

    def assessment(self, guess: Guess) -> dict[str, Any]:
        """A judgement or a forecast; one that goes on from another is by the same speaker, for the same day."""
        random, plan = self.random, self.plan
        there, earlier = self._earlier(guess)
        by, article = (earlier.by, plan.first) if earlier else (guess.by, guess.article)
        horizon = there + earlier.horizon if earlier and earlier.horizon else self.number + guess.horizon
        forecast, sector = guess.kind == "forecast", random.choice((*plan.sectors, None))
        likely = random.choice(LIKELIHOODS) if forecast and self.chance(0.7) else None
        refs = [told.id for told in random.sample(plan.claims, random.choice((1, 1, 2, 3)))]
        via = self.others(by) if self.chance(0.08) else []
        found = {
            "id": guess.id,
            "kind": guess.kind,
            "text": self.text(10, 24),
            "by": by,
            "articles": [article],
            "follows": f"{date_of(there)}/{earlier.id}" if earlier else None,
            "refs": [*refs, *self.before()] if self.chance(0.3) else None,
            "sector": sector,
            "track": None if sector else random.choice(list(self.world.tracks)),
            "places": random.sample(list(self.world.places), 1) if self.chance(0.2) else None,
            "said": self.date - dt.timedelta(1) if self.chance(0.1) else None,
            "told_to": self.lead() if self.chance(0.1) else None,
            "via": next(iter(via), None),
            "quote": self.quote() if self.chance(0.08) else None,
            "likelihood": likely,
            "likelihood_words": self.words(3) if likely and self.chance(0.5) else None,
            "horizon": date_of(horizon) if horizon > self.number else None,
            "resolves_if": self.text(6, 12) if forecast and self.chance(0.6) else None,
        }
        ours = [name for name in ("likelihood", "horizon", "resolves_if") if found[name] and self.chance(0.4)]
        confidence = random.choice(("low", "moderate", "high")) if self.chance(0.3) else None
        note = self.text() if self.chance(0.2) else None
        return found | {"editor_set": ours, "confidence": confidence, "note": note}

    def _earlier(self, guess: Guess) -> tuple[int, Guess | None]:
        """What an assessment goes on from, and the day that told it; None if there is nothing."""
        there = self.number - self.random.randint(1, 5)
        guesses = outline(there, self.seed).guesses if guess.again and there >= 0 else ()
        fit = [one for one in guesses if one.kind == guess.kind and not one.again]
        return there, self.random.choice(fit) if fit else None
