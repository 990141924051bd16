"""How a result moved, or how groups differ, in the forms of the seats on one rule.

Rounds: an open ring before, a disc now. Attendance: a disc for the room, a ring with a disc for those online. Of three
groups each has one of the three forms. Beside two results stands what lies between them: a change where they are
rounds, else a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from server.domain.figure import Figure, texts
from server.domain.language import Language
from server.domain.messages import message
from server.domain.seat import Attendance
from server.kinds.draw.ground import HEIGHT, HIGHEST, SMALL, WIDTH, metric, near, nothing, pixels, rules
from server.kinds.draw.lettering import Label, lettered
from server.kinds.draw.measure import SHARES, Measure
from server.kinds.draw.naming import NOW, ROUNDS, by_attendance, called
from server.kinds.draw.type import shortened, width
from server.kinds.respondents import counted

Trace = dict[str, Any]

# Groups of fewer people are not drawn beside others: it could be told who answered what.
LEAST_PEOPLE = 5
MOST_ROWS = 8
# Pixels for the line that says which mark is which, and the size of a mark in it.
KEY, KEY_MARK = 36, 20
LINE = 34  # pixels for what stands above the numbers in a second language
COLUMN, BETWEEN = 108, 24  # pixels for a column of numbers at least, and between two that are wider
ROOMY = 70  # pixels of a row from which on its marks have their full size
LIFT = 6  # pixels that a label stands higher than over a bar, because a mark is higher than a bar
INSET = 15  # where the least value stands, so that its mark is whole
NONE = "–"  # where there is no value


@dataclass(frozen=True, slots=True)
class Group:
    """One result: its name (as server.kinds.draw.naming has it), its people, a value for every row.

    Values are shares unless a measure says otherwise; None where there is none, a mean of no answers for example.
    `delegations`: its people are delegations, each of which answered as one.
    """

    name: str
    people: int
    values: Sequence[float | None]
    delegations: bool = False


def shift(labels: Sequence[str], groups: Sequence[Group], language: Language, measure: Measure = SHARES) -> Figure:
    """Two or three results on the same rows. Rows beyond eight give way to those with the greatest values."""
    attendance = by_attendance([group.name for group in groups])
    drawn = [group for group in groups if group.people >= (LEAST_PEOPLE if attendance else 1)]
    if not labels or not drawn:
        return nothing(language)
    greatest = [max(_known(group.values[row] for group in drawn), default=measure.low) for row in range(len(labels))]
    rows = sorted(sorted(range(len(labels)), key=lambda row: (-greatest[row], row))[:MOST_ROWS])
    heads, between = _between(groups, drawn, rows, measure, language)
    above = [HIGHEST + LINE * place for place in range(len(heads))]
    key = KEY + LINE * max(len(heads) - 1, 0)
    measures = metric(len(rows), HEIGHT - key)
    if measures.height < ROOMY:
        # Labels that stand higher than over a bar must not meet the line of the key.
        key += LIFT
        measures = metric(len(rows), HEIGHT - key)
    size = min(measures.end, 40)
    written = [
        [_written(group.values[row], measure, language) if group in drawn else "" for row in rows] for group in groups
    ]
    column = max(COLUMN, max(width(number, size, 600) for one in [*written, between] for number in one) + BETWEEN)
    last_column = max(column, *(width(head, SMALL) + BETWEEN for head in heads)) if between else 0
    rule = WIDTH - column * len(groups) - last_column - 24
    top = measure.high if measure.high is not None else max(greatest)
    unit = (rule - INSET) / ((top - measure.low) or 1)
    letters = lettered([Label(labels[row]) for row in rows], rule, len(rows), HEIGHT - key)
    measures = metric(len(rows), HEIGHT - key - sum(letters.taller))
    lines = [
        key + place * measures.height + sum(letters.taller[: place + 1]) + measures.bar_at for place in range(len(rows))
    ]
    marks = [[_place(group.values[row], measure.low, unit) for row in rows] for group in drawn]
    size_of_mark = measures.bar + (10 if measures.height >= ROOMY else 6)
    traces = [_joined(marks, lines)] if len(drawn) > 1 else []
    for group, places in zip(drawn, marks, strict=True):
        traces += mark(_form(groups, groups.index(group), attendance), places, lines, size_of_mark)
    shown = [
        (text, line - measures.bar_at + measures.label_at - LIFT - above)
        for place, line in enumerate(lines)
        for text, above in letters.above(place)
    ]
    heights = [near(y) for _, y in shown]
    traces.append(texts([0] * len(shown), heights, [text for text, _ in shown], size=letters.size))
    middles = [near(line - measures.bar_at + measures.end_at) for line in lines]
    edges = [near(WIDTH - last_column - column * (len(groups) - 1 - place)) for place in range(len(groups))]
    for place, (group, edge) in enumerate(zip(groups, edges, strict=True)):
        # Of groups none is more than another; of rounds the last one is the result.
        strong = group is groups[-1] or groups[-1].name != NOW
        traces.append(_numbers(edge, middles, written[place], size, 600 if strong else 400))
        traces += mark(_form(groups, place, attendance), [edge - 16], [HIGHEST], KEY_MARK)
    if between:
        traces.append(_numbers(WIDTH, middles, between, size, 600))
        traces.append(_numbers(WIDTH, above, heads, SMALL, 400, "--color-text-quiet"))
    traces += _key(groups, drawn, attendance, rule, language)
    shapes = rules([(0, rule)] * len(rows), lines)
    said = _sentence([labels[row] for row in rows], rows, drawn, measure, language)
    return Figure(traces, pixels(shapes=shapes), said)


def _known(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def _place(value: float | None, low: float, unit: float) -> float | None:
    return None if value is None else INSET + (value - low) * unit


def _written(value: float | None, measure: Measure, language: Language) -> str:
    return NONE if value is None else measure.write(value, language)


def _between(
    groups: Sequence[Group], drawn: Sequence[Group], rows: Sequence[int], measure: Measure, language: Language
) -> tuple[Sequence[str], Sequence[str]]:
    """What lies between two results, row by row, with what stands above it, a line for each language; no rows where
    there are not just two.

    What came before has a sign: it is more or less now. Of two groups neither came first, and they are only apart.
    """
    if len(groups) != 2 or len(drawn) != 2:
        return (), ()
    names = tuple(group.name for group in groups)
    told = []
    for row in rows:
        first, second = (group.values[row] for group in groups)
        if first is None or second is None:
            told.append("")
        elif names[-1] == NOW:
            told.append(measure.difference(first, second, language))
        else:
            told.append(measure.difference(min(first, second), max(first, second), language).removeprefix("+"))
    return language.labels(measure.change if names == ROUNDS else measure.apart), told


def mark(form: str, x: Sequence[float | None], y: Sequence[float], size: float) -> list[Trace]:
    """Marks of one form: `ring` (before), `disc` (now, in the room) or `echo` (online)."""
    common = {
        "type": "scatter",
        "mode": "markers",
        "x": [None if value is None else near(value) for value in x],
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
    if place == len(groups) - 1:
        return "disc"
    return "ring" if place == 0 else "echo"


def _joined(marks: Sequence[Sequence[float | None]], lines: Sequence[float]) -> Trace:
    """The lines between the marks of each row."""
    x: list[float | None] = []
    y: list[float | None] = []
    for place, line in enumerate(lines):
        ends = [near(at) for at in _known(group[place] for group in marks)]
        x += [*ends, None]
        y += [near(line)] * len(ends) + [None]
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
    names = [_name(group, group in drawn, language) for group in groups]
    longest = _longest([width(name, SMALL) for name in names], room - 72 * len(groups) + 42)
    for place, name in enumerate(names):
        said = shortened(name, longest, SMALL)
        traces += mark(_form(groups, place, attendance), [x], [HIGHEST], KEY_MARK)
        traces.append(texts([near(x + 18)], [HIGHEST], [said], size=SMALL, color="--color-text-quiet"))
        x += width(said, SMALL) + 72
    return traces


def _longest(widths: Sequence[float], room: float) -> float:
    """How wide a name may be so that all of them have room together: short ones leave theirs to long ones."""
    left = room
    for place, one in enumerate(sorted(widths)):
        share = left / (len(widths) - place)
        if one > share:
            return share
        left -= one
    return max(widths, default=0.0)


def _name(group: Group, drawn: bool, language: Language) -> str:
    name = called(group.name, language)
    if drawn or not group.people:
        return name
    return language.say(message("%(group)s: fewer than %(n)s", group=name, n=LEAST_PEOPLE))


def _sentence(
    labels: Sequence[str], rows: Sequence[int], groups: Sequence[Group], measure: Measure, language: Language
) -> str:
    named = [
        language.say(
            message(
                "%(group)s (%(who)s)",
                group=_name(group, True, language),
                who=counted(group.people, language, delegations=group.delegations),
            )
        )
        for group in groups
    ]
    each = [
        language.say(
            message(
                "%(option)s: %(n)s",
                option=label,
                n=language.listing([_written(group.values[row], measure, language) for group in groups]),
            )
        )
        for label, row in zip(labels, rows, strict=True)
    ]
    return f"{language.say(message('Compared: %(groups)s.', groups=language.listing(named)))} {'; '.join(each)}."
