"""Regions of a picture: circles, rectangles and polygons, in hundredths of its width and its height."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from server.domain.language import Language, LanguageMap
from server.domain.messages import Message, message
from server.domain.reader import Reader
from server.kinds.decimals import setting
from server.kinds.lattice import MOST, Point

MOST_REGIONS = 12  # more names do not stand beside a picture
LONGEST_LABEL = 80  # characters
DECIMALS = 2
FEWEST_CORNERS, MOST_CORNERS = 3, 40
OUTSIDE = message("This must be from 0 to %(most)s.", most=MOST)
Corner = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Circle:
    """What is at most `r` away; the unit is a hundredth of the width across and of the height down."""

    x: Decimal
    y: Decimal
    r: Decimal

    def holds(self, point: Point) -> bool:
        return (point[0] - self.x) ** 2 + (point[1] - self.y) ** 2 <= self.r**2

    @property
    def box(self) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        return self.x - self.r, self.y - self.r, self.x + self.r, self.y + self.r


@dataclass(frozen=True, slots=True)
class Rectangle:
    """From the corner at the top left; edges belong to it."""

    x: Decimal
    y: Decimal
    width: Decimal
    height: Decimal

    def holds(self, point: Point) -> bool:
        left, top, right, bottom = self.box
        return left <= point[0] <= right and top <= point[1] <= bottom

    @property
    def box(self) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        return self.x, self.y, self.x + self.width, self.y + self.height


@dataclass(frozen=True, slots=True)
class Polygon:
    """From corner to corner and back to the first; edges belong to it."""

    corners: tuple[Corner, ...]

    def holds(self, point: Point) -> bool:
        x, y = map(Decimal, point)
        inside = False
        for (x0, y0), (x1, y1) in pairwise((*self.corners, self.corners[0])):
            across = (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)
            if not across and min(x0, x1) <= x <= max(x0, x1) and min(y0, y1) <= y <= max(y0, y1):
                return True
            # A line from the point to the right crosses the edges of what it is in an odd number of times.
            if (y0 > y) != (y1 > y) and (across > 0) == (y1 > y0):
                inside = not inside
        return inside

    @property
    def box(self) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        xs, ys = zip(*self.corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)


Shape = Circle | Rectangle | Polygon


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the picture with its name; `right` where it is what was asked for."""

    id: str
    label: LanguageMap | Message
    shape: Shape
    right: bool = False

    def name(self, language: Language) -> str:
        return language.say(self.label) if isinstance(self.label, Message) else self.label.pick(language.code)


def parse_regions(raw: Reader) -> tuple[Region, ...]:
    """The `regions` of a picture, with every fault reported."""
    found: list[Region] = []
    for part in raw.parts("regions"):
        name, label = part.identifier(), part.words("label", required=True, longest=LONGEST_LABEL)
        shape = _shape(part)
        region = Region(name, label, shape or Rectangle(*[Decimal()] * 4), part.flag("right"))
        part.finish()
        if name and name in {one.id for one in found}:
            part.fault("id", message("The id “%(id)s” is used twice.", id=name))
        found.append(region)
    if isinstance(raw.value("regions"), list) and len(raw.value("regions")) > MOST_REGIONS:
        raw.fault("regions", message("There must be at most %(n)s regions.", n=MOST_REGIONS))
    return tuple(found)


def region_of(regions: Sequence[Region], point: Point) -> Region | None:
    """The first region in the order of the file that this point is in."""
    return next((region for region in regions if region.shape.holds(point)), None)


def _shape(region: Reader) -> Shape | None:
    part = region.part("shape")
    if part is None:
        if not region.has("shape"):
            region.fault("shape", message("This is missing."))
        return None
    shape: Shape | None = None
    if part.has("polygon"):
        shape = _polygon(part)
    elif part.has("r"):
        if (circle := _numbers(part, "x", "y", "r")) is not None:
            shape = Circle(*circle)
    elif (rectangle := _numbers(part, "x", "y", "width", "height")) is not None:
        shape = Rectangle(*rectangle)
        if shape.box[2] > MOST or shape.box[3] > MOST:
            part.fault(None, message("This goes beyond the picture."))
    part.finish()
    return shape


def _polygon(part: Reader) -> Polygon | None:
    value = part.value("polygon")
    if not isinstance(value, list) or not FEWEST_CORNERS <= len(value) <= MOST_CORNERS:
        part.fault(
            "polygon",
            message("A polygon has from %(least)s to %(most)s corners.", least=FEWEST_CORNERS, most=MOST_CORNERS),
        )
        return None
    corners = list(_corners(part, value))
    return Polygon(tuple(corners)) if len(corners) == len(value) else None


def _corners(part: Reader, value: Sequence[object]) -> Iterator[Corner]:
    for place, corner in enumerate(value):
        if not isinstance(corner, list) or len(corner) != 2:
            part.sink.fault((*part.path, "polygon", place), message("A corner is two numbers: [x, y]."))
            continue
        pair = Reader({"x": corner[0], "y": corner[1]}, (*part.path, "polygon", place), part.sink)
        if (numbers := _numbers(pair, "x", "y")) is not None:
            yield numbers[0], numbers[1]


def _numbers(part: Reader, *keys: str) -> list[Decimal] | None:
    """The numbers under these keys, each from 0 to 100; None where one is a fault."""
    found: list[Decimal] = []
    for key in keys:
        if not part.has(key):
            part.fault(key, message("This is missing."))
        elif (number := setting(part, key, DECIMALS)) is not None:
            if 0 <= number <= MOST:
                found.append(number)
            else:
                part.fault(key, OUTSIDE)
    return found if len(found) == len(keys) else None


def _ninths() -> Iterator[Region]:
    """The picture in three times three parts, for one that has no regions of its own."""
    names = (
        ("top-left", message("Top left")), ("top", message("Top")), ("top-right", message("Top right")),
        ("left", message("Left")), ("middle", message("Middle")), ("right", message("Right")),
        ("bottom-left", message("Bottom left")), ("bottom", message("Bottom")),
        ("bottom-right", message("Bottom right")),
    )  # fmt: skip
    edges = [(0, 33), (34, 66), (67, 100)]
    for place, (name, label) in enumerate(names):
        (left, right), (top, bottom) = edges[place % 3], edges[place // 3]
        yield Region(name, label, Rectangle(*map(Decimal, (left, top, right - left, bottom - top))))


NINTHS = tuple(_ninths())
