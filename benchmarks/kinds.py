"""The heaviest kinds under the same load as the foundation: five hundred answers at the same instant."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from itertools import count, cycle

Fields = Mapping[str, object]

DRAWN = 5_003  # answers of each kind that come over and over; a prime, so that every phone gets others

TWELVE = [f"o{n}" for n in range(12)]
TEN = [f"o{n}" for n in range(10)]
EIGHT = [f"s{n}" for n in range(8)]
PICTURE = "ground.png"
WORDS = [f"word {n}" for n in range(400)]


def _options(ids: list[str]) -> str:
    return "[" + ", ".join(f"{{id: {one}, text: Option {one}}}" for one in ids) + "]"


POLLS = f"""
      - {{id: ranking, kind: ranking, prompt: Rank all twelve, options: {_options(TWELVE)}}}
      - {{id: points, kind: points, prompt: Share a hundred points, options: {_options(TEN)}}}
      - {{id: scale, kind: scale, prompt: Eight statements, statements: {_options(EIGHT)}, steps: {{from: 1, to: 5}}}}
      - {{id: words, kind: words, prompt: Five words, entries: 5}}
      - {{id: number, kind: number, prompt: A number, min: 0, max: 100000}}
      - {{id: pin, kind: pin, prompt: Three pins, picture: {PICTURE}, alt: A grey ground, pins: 3}}
"""


def _ranking(draw: random.Random) -> Fields:
    places = draw.sample(range(1, 13), 12)
    return {f"rank.{one}": str(place) for one, place in zip(TWELVE, places, strict=True)}


def _points(draw: random.Random) -> Fields:
    cuts = sorted(draw.sample(range(101), 9))
    shares = [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]
    return {f"points.{one}": str(share) for one, share in zip(TEN, shares, strict=True)}


def _scale(draw: random.Random) -> Fields:
    return {f"s.{one}": str(draw.randint(1, 5)) for one in EIGHT}


def _words(draw: random.Random) -> Fields:
    return {"word": draw.sample(WORDS, 5)}


def _number(draw: random.Random) -> Fields:
    return {"value": str(draw.randint(0, 100_000))}


def _pin(draw: random.Random) -> Fields:
    # Two pins on the same spot would be refused.
    return {axis: [str(one) for one in draw.sample(range(101), 3)] for axis in ("x", "y")}


HEAVY: Mapping[str, tuple[str, Callable[[random.Random], Fields]]] = {
    "ranking": ("ranking of 12", _ranking),
    "points": ("points over 10", _points),
    "scale": ("scale of 8 statements", _scale),
    "words": ("words, 5 entries", _words),
    "number": ("number, all different", _number),
    "pin": ("pin, 3 pins", _pin),
}


def frames(poll: str, make: Callable[[random.Random], Fields], round_: int) -> Callable[[], bytes]:
    """Makes one frame after the other, each with another answer and an id of its own.

    The answers are drawn beforehand: what drawing costs is not the server's.
    """
    draw, numbers = random.Random(7), count(round_ * 1_000_000_000)
    drawn = cycle([json.dumps(make(draw), separators=(",", ":"))[1:] for _ in range(DRAWN)])

    def frame() -> bytes:
        head = f'{{"type":"answer","id":"{next(numbers):024x}","poll":"{poll}","round":{round_},'
        return (head + next(drawn)).encode()

    return frame
