"""Where the words of a cloud stand on a slide, and how large they are there."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from server.kinds.draw.ground import HEIGHT, SMALL, WIDTH, near
from server.kinds.draw.type import width

LARGEST, LEAST = 96, SMALL
# From which size a word has which weight.
WEIGHTS = ((64, 700), (46, 600), (34, 500), (0, 400))
# Space beside a word, and the height of its line, as parts of its size.
ASIDE, LINE = 0.34, 0.98
FULLEST = 0.8 * WIDTH * HEIGHT  # no cloud fills more: a size that needs it is not tried
FOOT = 36  # pixels kept for "and 12 more" where words are left out
# All words become smaller by this until they fit; below the second the picture would be flat, and words give way.
STEP, SMALLEST_SCALE = 0.93, 0.5
FLATNESS = 1.9  # of what counts as near the middle, so that the cloud is as wide as its ground
GRAIN = 11  # pixels between two points where a word may stand
FEW = 200  # free points that are looked at one by one

Box = tuple[float, float, float, float]  # middle x and y, half the width, half the height


def weight(size: float) -> int:
    """The weight of a word by its size in pixels."""
    return next(weight for least, weight in WEIGHTS if size >= least)


@lru_cache(maxsize=256)
def place(
    words: tuple[tuple[str, int], ...], foot: bool
) -> tuple[tuple[float, ...], tuple[tuple[float, float] | None, ...]]:
    """The size of each word and the middle of its place, None where it found none; `foot` keeps a line free below.

    All are made smaller together until every word has a place, down to where the picture would be flat.
    """
    parts = [(count / words[0][1]) ** 0.75 for _, count in words]
    # Where all are written about equally often, nothing is lost by making them as small as can be read.
    smallest = max(SMALLEST_SCALE * (1 - parts[-1]), LEAST / LARGEST)
    scale = 1.0
    while True:
        last = scale * STEP < smallest
        sizes = tuple(near(max(LEAST, LARGEST * scale * part)) for part in parts)
        if not last and sum(map(_area, [text for text, _ in words], sizes)) > FULLEST:
            scale *= STEP
            continue
        spots = _spots([text for text, _ in words], sizes, HEIGHT - FOOT if foot or last else HEIGHT, give_way=last)
        if len(spots) == len(words):
            return sizes, tuple(spots)
        scale *= STEP


def _area(text: str, size: float) -> float:
    return (width(text, size, weight(size)) + ASIDE * size) * size * LINE


def _spots(
    words: Sequence[str], sizes: Sequence[float], bottom: float, *, give_way: bool
) -> list[tuple[float, float] | None]:
    """A place for each word, the nearest to the middle that is free; ends at the first without one unless they give

    way to others.
    """
    ground = _ground(bottom)
    taken: list[Box] = []
    spots: list[tuple[float, float] | None] = []
    for text, size in zip(words, sizes, strict=True):
        half_width = (width(text, size, weight(size)) + ASIDE * size) / 2
        half_height = size * LINE / 2
        spot = ground.spot(half_width, half_height, taken, bottom)
        if spot is None and not give_way:
            break
        spots.append(spot)
        if spot:
            taken.append((*spot, half_width, half_height))
    return spots


@dataclass(frozen=True, slots=True)
class _Ground:
    """A lattice of points where the middle of a word may be, the first in the middle of the ground.

    Each point is one bit of a number, row by row, so that all points of a rectangle are had in one multiplication.
    """

    columns: int
    rows: int
    left: float  # of the first column
    top: float  # of the first row
    order: tuple[int, ...]  # points, the nearest to the middle first
    rank: Mapping[int, int]
    repeated: tuple[int, ...]  # a bit in the first column of each of so many rows

    def spot(
        self, half_width: float, half_height: float, taken: Sequence[Box], bottom: float
    ) -> tuple[float, float] | None:
        """The nearest point to the middle from which a word of this size meets no other and stays on the ground."""
        free = self._points(half_width, half_height, WIDTH - half_width, bottom - half_height)
        met = 0
        for x, y, beside, above in taken:
            aside, over = beside + half_width, above + half_height
            met |= self._points(x - aside, y - over, x + aside, y + over)
        free &= ~met
        if not free:
            return None
        if free.bit_count() < FEW:
            point = min(_bits(free), key=self.rank.__getitem__)
        else:
            drawn = f"{free:0{self.columns * self.rows}b}"
            point = next(point for point in self.order if drawn[-1 - point] == "1")
        row, column = divmod(point, self.columns)
        return near(self.left + column * GRAIN), near(self.top + row * GRAIN)

    def _points(self, left: float, top: float, right: float, bottom: float) -> int:
        """The points within a rectangle, without those on its edges."""
        first = max(0, math.floor((left - self.left) / GRAIN) + 1)
        last = min(self.columns - 1, math.ceil((right - self.left) / GRAIN) - 1)
        upper = max(0, math.floor((top - self.top) / GRAIN) + 1)
        lower = min(self.rows - 1, math.ceil((bottom - self.top) / GRAIN) - 1)
        if first > last or upper > lower:
            return 0
        row = (1 << last - first + 1) - 1
        return row * self.repeated[lower - upper + 1] << upper * self.columns + first


def _bits(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


@lru_cache(maxsize=2)
def _ground(bottom: float) -> _Ground:
    beside, above = int(WIDTH / 2 // GRAIN), int(bottom / 2 // GRAIN)
    columns, rows = 2 * beside + 1, 2 * above + 1

    def away(point: int) -> float:
        row, column = divmod(point, columns)
        return math.hypot((column - beside) / FLATNESS, row - above)

    order = tuple(sorted(range(columns * rows), key=away))
    repeated = [0]
    for row in range(rows):
        repeated.append(repeated[-1] | 1 << row * columns)
    return _Ground(
        columns,
        rows,
        WIDTH / 2 - beside * GRAIN,
        bottom / 2 - above * GRAIN,
        order,
        {point: n for n, point in enumerate(order)},
        tuple(repeated),
    )
