"""How a result moved, or how two groups differ, in the forms of the seats on one rule.

Rounds: an open ring before, a disc now. Attendance: a disc for the room, a ring with a disc for those online.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from server.domain.figure import Figure, texts
from server.domain.language import Language
from server.domain.messages import message, plural
from server.domain.seat import Attendance
from server.kinds.draw.ground import HEIGHT, SMALL, WIDTH, metric, near, nothing, pixels, rules
from server.kinds.draw.type import shortened, width

Trace = dict[str, Any]

# Groups of fewer people are not drawn beside others: it could be told who answered what.
LEAST_PEOPLE = 5
MOST_ROWS = 8
# Pixels for the line that says which mark is which, where its middle is, and the size of a mark in it.
KEY, KEY_AT, KEY_MARK = 32, 13, 20
COLUMN = 108  # pixels for a column of numbers
NAMES = {Attendance.ROOM.value: message("In the room"), Attendance.REMOTE.value: message("Online")}


@dataclass(frozen=True, slots=True)
class Group:
    """One result: its name (a round's, or the attendance `room` or `remote`), its people, a share for every row."""

    name: str
    people: int
    shares: Sequence[float]


def shift(labels: Sequence[str], groups: Sequence[Group], language: Language) -> Figure:
    """Two or three results on the same rows. Rows beyond eight give way to those with the greatest shares."""
    attendance = bool(groups) and all(group.name in NAMES for group in groups)
    drawn = [group for group in groups if group.people >= (LEAST_PEOPLE if attendance else 1)]
    if not labels or not drawn:
        return nothing(language)
    rows = sorted(range(len(labels)), key=lambda row: (-max(group.shares[row] for group in drawn), row))[:MOST_ROWS]
    rows.sort()
    columns = len(groups) + (not attendance and len(drawn) > 1)
    rule = WIDTH - COLUMN * columns - 24
    measures = metric(len(rows), HEIGHT - KEY)
    top = max(group.shares[row] for group in drawn for row in rows) or 1
    lines = [KEY + place * measures.height + measures.bar_at for place in range(len(rows))]
    marks = {group.name: [group.shares[row] / top * rule for row in rows] for group in drawn}
    traces = [_joined(list(marks.values()), lines)] if len(drawn) > 1 else []
    for place, group in enumerate(groups):
        if group in drawn:
            traces += mark(_form(groups, place, attendance), marks[group.name], lines, measures.bar + 10)
    shown = [shortened(labels[row], rule, measures.label) for row in rows]
    heights = [line - measures.bar_at + measures.label_at for line in lines]
    traces.append(texts([0] * len(rows), [near(y) for y in heights], shown, size=measures.label))
    middles = [near(line - measures.bar_at + measures.end_at) for line in lines]
    edges = [near(WIDTH - COLUMN * (columns - 1 - place)) for place in range(columns)]
    size = min(measures.end, 40)
    for place, (group, edge) in enumerate(zip(groups, edges, strict=False)):
        numbers = [language.percent(group.shares[row]) if group in drawn else "" for row in rows]
        last = attendance or group is groups[-1]
        traces.append(_numbers(edge, middles, numbers, size, 600 if last else 400))
        traces += mark(_form(groups, place, attendance), [edge - 16], [KEY_AT], KEY_MARK)
    if columns > len(groups):
        moved = [points(drawn[0].shares[row], drawn[-1].shares[row]) for row in rows]
        traces += [
            _numbers(edges[-1], middles, moved, size, 600),
            _numbers(edges[-1], [KEY_AT], [language.say(message("points"))], SMALL, 400, "--color-text-quiet"),
        ]
    traces += _key(groups, drawn, attendance, rule, language)
    shapes = rules([(0, rule)] * len(rows), lines)
    return Figure(traces, pixels(shapes=shapes), _sentence([labels[row] for row in rows], rows, drawn, language))


def points(before: float, now: float) -> str:
    """The difference of two shares in whole points, as the numbers are shown, with a true minus."""
    difference = round(100 * now) - round(100 * before)
    return f"+{difference}" if difference > 0 else f"\u2212{-difference}" if difference < 0 else "0"


def mark(form: str, x: Sequence[float], y: Sequence[float], size: float) -> list[Trace]:
    """Marks of one form: `ring` (before), `disc` (now, in the room) or `echo` (online)."""
    common = {
        "type": "scatter",
        "mode": "markers",
        "x": [near(value) for value in x],
        "y": [near(value) for value in y],
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    disc = {**common, "marker": {"size": near(size), "color": "--color-live"}}
    if form == "disc":
        return [disc]
    line = {"width": 3.5, "color": "--color-live"}
    ring = {**common, "marker": {"size": near(size - 2), "color": "--color-page", "line": line}}
    if form == "ring":
        return [ring]
    return [ring, {**common, "marker": {"size": near(size * 0.54), "color": "--color-live"}}]


def _form(groups: Sequence[Group], place: int, attendance: bool) -> str:
    if attendance:
        return "disc" if groups[place].name == Attendance.ROOM.value else "echo"
    return "disc" if place == len(groups) - 1 else "ring"


def _joined(marks: Sequence[Sequence[float]], lines: Sequence[float]) -> Trace:
    """The lines between the marks of each row."""
    x: list[float | None] = []
    y: list[float | None] = []
    for place, line in enumerate(lines):
        x += [*(near(group[place]) for group in marks), None]
        y += [near(line)] * len(marks) + [None]
    line_style = {"color": "--color-live", "width": 6}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line_style, "hoverinfo": "skip"}


def _numbers(
    edge: float, y: Sequence[float], numbers: Sequence[str], size: float, weight: int, color: str = "--color-text"
) -> Trace:
    return texts([edge] * len(numbers), y, numbers, size=size, weight=weight, position="middle left", color=color)


def _key(
    groups: Sequence[Group], drawn: Sequence[Group], attendance: bool, room: float, language: Language
) -> list[Trace]:
    """Which mark is which, in the line above the rows."""
    traces: list[Trace] = []
    x = 12.0
    for place, group in enumerate(groups):
        said = shortened(_name(group, group in drawn, language), room / len(groups) - 60, SMALL)
        traces += mark(_form(groups, place, attendance), [x], [KEY_AT], KEY_MARK)
        traces.append(texts([near(x + 18)], [KEY_AT], [said], size=SMALL, color="--color-text-quiet"))
        x += width(said, SMALL) + 72
    return traces


def _name(group: Group, drawn: bool, language: Language) -> str:
    name = language.say(NAMES[group.name]) if group.name in NAMES else group.name
    if drawn or not group.people:
        return name
    return language.say(message("%(group)s: fewer than %(n)s", group=name, n=LEAST_PEOPLE))


def _sentence(labels: Sequence[str], rows: Sequence[int], groups: Sequence[Group], language: Language) -> str:
    named = [
        language.say(
            plural(
                "%(group)s (%(n)s person)",
                "%(group)s (%(n)s people)",
                group.people,
                group=_name(group, True, language),
                n=language.number(group.people),
            )
        )
        for group in groups
    ]
    each = [
        language.say(
            message(
                "%(option)s: %(n)s",
                option=label,
                n=language.listing([language.percent(group.shares[row]) for group in groups]),
            )
        )
        for label, row in zip(labels, rows, strict=True)
    ]
    return f"{language.say(message('Compared: %(groups)s.', groups=language.listing(named)))} {'; '.join(each)}."
