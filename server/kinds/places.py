"""Items that people placed on two axes: how they are said, drawn and put into rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from server.domain.figure import Figure, texts
from server.domain.language import Language
from server.domain.messages import message, plural
from server.domain.table import Column, Table
from server.domain.text import one_line
from server.kinds.draw.axes import KEY, KEY_TEXT, LEADING, TALL, Axis, around, cross, key
from server.kinds.draw.ground import HEIGHT, NO_ANSWERS, SMALL, WIDTH, near, nothing, pixels
from server.kinds.draw.naming import by_attendance, called
from server.kinds.draw.plane import Ground, Lettered, Spot, apart, lettered, per_dot, scattered
from server.kinds.draw.shift import LEAST_PEOPLE, mark
from server.kinds.draw.type import shortened
from server.kinds.lattice import MOST, Points, along, mean
from server.kinds.measures import measures
from server.kinds.respondents import counted

Trace = dict[str, Any]

STEP = 5  # the lattice of answers, in hundredths of an axis
LETTERS = "ABCDEFGHIJKL"


@dataclass(frozen=True, slots=True)
class Places:
    """Items in the order of the file with all answers to each; `skip` where an item may be left out.

    `delegations`: it is delegations that placed them, each as one.
    """

    items: Sequence[tuple[str, Points]]
    people: int
    x: Axis
    y: Axis
    skip: bool = False
    delegations: bool = False

    @property
    def letters(self) -> Sequence[str]:
        return LETTERS[: len(self.items)]

    @property
    def named(self) -> Sequence[tuple[str, str]]:
        """Letters with their items."""
        return [(letter, item) for letter, (item, _) in zip(self.letters, self.items, strict=True)]

    @property
    def answers(self) -> int:
        return sum(sum(points.values()) for _, points in self.items)


def named(of: Places, language: Language) -> list[str]:
    """Each item with its letter."""
    return [
        language.say(message("%(letter)s. %(item)s", letter=letter, item=one_line(item)))
        for letter, (item, _) in zip(of.letters, of.items, strict=True)
    ]


def base(of: Places, language: Language) -> str:
    """What the means are means of, in a sentence."""
    if not of.people:
        return language.say(NO_ANSWERS)
    values = {"n": language.number(of.people), "most": MOST}
    if of.delegations:
        said = plural(
            "From 0 to %(most)s; the answer of one delegation.",
            "Means from 0 to %(most)s of %(n)s delegations; spread is the standard deviation.",
            of.people,
            **values,
        )
    else:
        said = plural(
            "From 0 to %(most)s; the answer of one person.",
            "Means from 0 to %(most)s of %(n)s people; spread is the standard deviation.",
            of.people,
            **values,
        )
    return language.say(said)


def sentence(of: Places, language: Language) -> str:
    """Every item with its place, for people who hear the result."""
    if not of.answers:
        return language.say(NO_ANSWERS)
    return f"{base(of, language)} {_told(of, language)}."


def _told(of: Places, language: Language) -> str:
    """Every item with its place."""
    told = [
        message(
            "%(item)s: %(x_axis)s %(x)s, %(y_axis)s %(y)s",
            item=item,
            x_axis=of.x.name,
            x=language.number(float(mean(points, 0))),
            y_axis=of.y.name,
            y=language.number(float(mean(points, 1))),
        )
        if points
        else message("%(item)s: no answers", item=item)
        for item, (_, points) in zip(named(of, language), of.items, strict=True)
    ]
    return "; ".join(map(language.say, told))


def table(of: Places, language: Language) -> Table:
    """Means and spread on both axes, and where items may be left out how many people placed each."""
    titles = [message("Item"), of.x.name, _spread(of.x), of.y.name, _spread(of.y)]
    columns = [Column.LABEL, *[Column.NUMBER] * 4]
    if of.skip:
        titles += [message("Placed"), message("Left out")]
        columns += [Column.COUNT, Column.COUNT]
    rows: list[list[str | float | int | None]] = []
    for item, (_, points) in zip(named(of, language), of.items, strict=True):
        row: list[str | float | int | None] = [item]
        for axis in (0, 1):
            known = measures(along(points, axis))
            row += [float(known.mean), known.deviation] if known else [None, None]
        if of.skip:
            placed = sum(points.values())
            row += [placed, max(of.people - placed, 0)]
        rows.append(row)
    said = [title if isinstance(title, str) else language.say(title) for title in titles]
    return Table(said, columns, rows, base(of, language), chart="scatter", series=(1, 3))


def figure(of: Places, language: Language) -> Figure:
    """Every answer a dot, each mean a lettered disc, and what the letters stand for."""
    said = sentence(of, language)
    ground, words = around(of.x, of.y)
    cells = [{ground.at(*point): n for point, n in points.items()} for _, points in of.items]
    per = per_dot(of.answers)
    room = STEP / 100 * ground.width, STEP / 100 * ground.height
    dots = [scattered(cells, room, per)] if of.answers else []
    means = _means(of, ground)
    discs = [Lettered(letter, spot) for letter, spot in zip(means, apart(list(means.values()), ground), strict=True)]
    foot = ""
    if per > 1:
        foot = language.say(plural("A dot is %(n)s answer.", "A dot is %(n)s answers.", per, n=language.number(per)))
        said = f"{said} {foot}"
    drawn = frozenset(means)
    traces = [*dots, *lettered(discs), *words, *key(of.named, drawn, foot)]
    return Figure(traces, pixels(shapes=cross(ground), meta={"stretch": TALL}), said)


def compare(groups: Sequence[tuple[str, Places]], language: Language) -> Figure:
    """How the means moved from round to round, or how the room and those online differ, item by item."""
    attendance = by_attendance([name for name, _ in groups])
    drawn = [(name, of) for name, of in groups if of.answers and of.people >= (LEAST_PEOPLE if attendance else 1)]
    if not drawn:
        return nothing(language)
    ground, words = around(drawn[-1][1].x, drawn[-1][1].y)
    last = groups[-1][0] if not attendance else groups[0][0]
    traces: list[Trace] = []
    means = [(name, _means(of, ground)) for name, of in drawn]
    for letter in drawn[-1][1].letters:
        spots = [spots[letter] for _, spots in means if letter in spots]
        if len(spots) > 1:
            traces.append(_joined(spots))
    discs = [Lettered(letter, spot, ring=name != last) for name, spots in means for letter, spot in spots.items()]
    placed = apart([one.spot for one in discs], ground)
    traces += lettered([Lettered(one.letter, spot, one.ring) for one, spot in zip(discs, placed, strict=True)], 44, 28)
    known = frozenset(letter for _, spots in means for letter in spots)
    traces += [*words, *key(drawn[-1][1].named, known, room=HEIGHT - LEADING * len(groups))]
    told = []
    for place, (name, of) in enumerate(groups):
        group = called(name, language)
        if (name, of) in drawn:
            who = counted(of.people, language, delegations=of.delegations)
            head = message("%(group)s (%(who)s)", group=group, who=who)
            told.append(language.say(head))
        elif of.people:
            head = message("%(group)s: fewer than %(n)s", group=group, n=LEAST_PEOPLE)
        else:
            head = message("%(group)s: no answers", group=group)
        y = HEIGHT - LEADING * (len(groups) - place - 0.5)
        traces += mark("disc" if name == last else "ring", [KEY + 18], [y], 24)
        said = shortened(language.say(head), WIDTH - KEY_TEXT, SMALL)
        traces.append(texts([KEY_TEXT], [near(y)], [said], size=SMALL, color="--color-text-quiet"))
    every = [message("Compared: %(groups)s.", groups=language.listing(told))]
    every += [
        message("%(group)s: %(items)s.", group=called(name, language), items=_told(of, language)) for name, of in drawn
    ]
    return Figure(traces, pixels(shapes=cross(ground)), " ".join(map(language.say, every)))


def _spread(axis: Axis) -> Any:
    return message("%(axis)s, spread", axis=axis.name)


def _means(of: Places, ground: Ground) -> dict[str, Spot]:
    """The mean of each item that anybody placed, by its letter."""
    return {
        letter: ground.at(float(mean(points, 0)), float(mean(points, 1)))
        for letter, (_, points) in zip(of.letters, of.items, strict=True)
        if points
    }


def _joined(spots: Sequence[Spot]) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [near(x) for x, _ in spots],
        "y": [near(y) for _, y in spots],
        "line": {"color": "--color-live", "width": 6},
        "hoverinfo": "skip",
    }
