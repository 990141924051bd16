"""A cloud of words. The wall places them again with its own font and keeps each word where it was while it fits;

what is placed here is right without that, in exports and where no script runs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from server.domain.figure import Figure, texts
from server.domain.language import Language
from server.domain.messages import message
from server.kinds.draw.ground import HEIGHT, SMALL, WIDTH, near, pixels
from server.kinds.draw.type import shortened, width

# Beyond these the smallest would be too many to read in the time that a result is on the wall.
MOST_WORDS = 80
LARGEST, LEAST = 96, SMALL
WEIGHTS = ((0.75, 700), (0.5, 600), (0.25, 500), (0.0, 400))
# Space around a word, as parts of its size, and the height of a line.
ASIDE, LINE = 0.36, 1.06
FOOT = 36  # pixels kept for "and 12 more" where words are left out
# How much smaller all words become until they fit; the least is not made smaller, it gives way.
STEP, SMALLEST_SCALE = 0.92, 0.3

Box = tuple[float, float, float, float]  # middle x and y, half the width, half the height


def weight(part: float) -> int:
    """The weight of a word by its part of the largest, from 0 to 1."""
    return next(weight for above, weight in WEIGHTS if part >= above)


def cloud(words: Sequence[tuple[str, int]], language: Language, sentence: str) -> Figure:
    """Words with their counts, the most frequent first."""
    kept = tuple((shortened(text, WIDTH * 0.9, LEAST, 700), count) for text, count in words[:MOST_WORDS])
    sizes, places = place(kept, len(words) > len(kept))
    parts = [_part(count, kept[0][1]) for _, count in kept]
    left_out = len(words) - sum(spot is not None for spot in places)
    trace = {
        **texts(
            [],
            [],
            [text for text, _ in kept],
            size=list(sizes),
            weight=[weight(part) for part in parts],
            position="middle center",
            color="--color-live",
        ),
        "name": "words",
        # A word without a place is not drawn; it stays in the list for a layout that finds one.
        "x": [spot[0] if spot else None for spot in places],
        "y": [spot[1] if spot else None for spot in places],
        "customdata": [count for _, count in kept],
    }
    traces = [trace]
    if left_out:
        said = language.say(message("and %(n)s more", n=language.number(left_out)))
        more = texts(
            [WIDTH], [HEIGHT - SMALL / 2], [said], size=SMALL, position="middle left", color="--color-text-quiet"
        )
        traces.append({**more, "name": "more"})
    meta = {
        "layout": "cloud",
        "more": language.say(message("and %(n)s more", n="{n}")),
        "rest": len(words) - len(kept),
    }
    return Figure(traces, pixels(meta=meta), sentence)


def _part(count: int, most: int) -> float:
    return float((count / most) ** 0.75)


@lru_cache(maxsize=256)
def place(
    words: tuple[tuple[str, int], ...], crowded: bool
) -> tuple[tuple[float, ...], tuple[tuple[float, float] | None, ...]]:
    """The size of each word and the middle of its place, None where it found none.

    All are made smaller together until every word has a place or nothing can be made smaller.
    """
    if not words:
        return (), ()
    scale = 1.0
    while True:
        smaller = scale * STEP < SMALLEST_SCALE
        sizes = tuple(near(max(LEAST, LARGEST * scale * _part(count, words[0][1]), 0)) for _, count in words)
        spots = _spots([(text, size) for (text, _), size in zip(words, sizes, strict=True)], crowded or smaller)
        if all(spots) or smaller:
            return sizes, tuple(spots)
        scale *= STEP


def _spots(words: Sequence[tuple[str, float]], crowded: bool) -> list[tuple[float, float] | None]:
    """A place for each word, as near to the middle as it goes along a spiral; gives up early unless crowded."""
    taken: list[Box] = []
    spots: list[tuple[float, float] | None] = []
    bottom = HEIGHT - FOOT if crowded else HEIGHT
    for text, size in words:
        half_width = (width(text, size, 700) + ASIDE * size) / 2
        half_height = size * LINE / 2
        spot = _spot(half_width, half_height, taken, bottom)
        if spot is None and not crowded:
            return [*spots, None]
        spots.append(spot)
        if spot:
            taken.append((*spot, half_width, half_height))
    return spots


def _spot(half_width: float, half_height: float, taken: list[Box], bottom: float) -> tuple[float, float] | None:
    last: Box | None = None
    for dx, dy in _spiral():
        x, y = WIDTH / 2 + dx, bottom / 2 + dy
        if not (half_width <= x <= WIDTH - half_width and half_height <= y <= bottom - half_height):
            continue
        # Neighbouring points of the spiral mostly meet the same word: it is looked at first.
        if last and abs(last[0] - x) < last[2] + half_width and abs(last[1] - y) < last[3] + half_height:
            continue
        last = next(
            (box for box in taken if abs(box[0] - x) < box[2] + half_width and abs(box[1] - y) < box[3] + half_height),
            None,
        )
        if last is None:
            return near(x), near(y)
    return None


@lru_cache(maxsize=1)
def _spiral() -> tuple[tuple[float, float], ...]:
    """Points of a flat spiral around the middle that reach every corner of the ground."""
    points: list[tuple[float, float]] = []
    angle = 0.0
    while True:
        radius = 2.4 * angle
        if radius > HEIGHT * 0.62:
            return tuple(points)
        points.append((radius * math.cos(angle) * WIDTH / HEIGHT, radius * math.sin(angle)))
        angle += 0.3 + 3 / (angle + 6)
