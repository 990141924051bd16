"""Strips: numbers as dots above a line, one for each answer, with rules where a number is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, inf
from typing import Any

from server.domain.figure import Figure, texts
from server.domain.language import Language
from server.kinds.draw.ground import HEIGHT, SMALL, WIDTH, near, pixels, rules
from server.kinds.draw.scale import PAD, Scale, columns, rounded_up, written
from server.kinds.draw.shift import mark
from server.kinds.draw.type import shortened, width
from server.kinds.measures import Counted
from server.kinds.respondents import of_dot

Trace = dict[str, Any]

# From dot to dot in pixels. Where a column would grow beyond its strip at the least of it, a dot is several people.
PITCH, LEAST_PITCH = 26.0, 9.0
FILLED = 0.82  # of the pitch is dot
FOOT = 44  # for the numbers below the line
WORDS = 40  # for a line of words above the dots
WORD_SIZE = 32
HEAD = 38  # for the name of a strip among several
RULE = 4  # the width of a rule that is named
ASIDE = 12  # between a rule and the words that hang on it


@dataclass(frozen=True, slots=True)
class Named:
    """A number with its words; `live` where it comes from the answers, and is no part of the question."""

    value: float
    words: str
    live: bool = True


@dataclass(frozen=True, slots=True)
class Strip:
    """One set of answers: its form (`disc`, `ring`, `echo`), its mean, and what stands above it among several."""

    values: Counted
    form: str = "disc"
    mean: float | None = None
    head: str = ""


def strip(
    values: Counted,
    on: Scale,
    named: Sequence[Named],
    language: Language,
    sentence: str,
    band: tuple[float, float] | None = None,
    *,
    delegations: bool = False,
) -> Figure:
    """One set of answers; `band` is what counts as right. `delegations`: it is they who answered."""
    foot = HEIGHT - FOOT
    named_at = [(on.x(one.value), one) for one in named]
    placed = _words(named_at, WORD_SIZE)
    size = WORD_SIZE
    if any(width(one.words, size, 600) > _room(text_x, position) + 1 for _, text_x, position, one, _ in placed):
        # Smaller, before their end leaves the page.
        size = SMALL
        placed = _words(named_at, size)
    top = WORDS * (max((level for *_, level in placed), default=-1) + 1) + 8
    (dots,), per = _dots([Strip(values)], on, foot - top)
    shapes = [*_band(band, on, top, foot), *rules([(0, WIDTH)], [foot])]
    traces = _axis(on, foot, language)
    for x, text_x, position, one, level in placed:
        y = WORDS * level + WORDS / 2
        color = "--color-live" if one.live else "--color-text"
        shapes.append(_rule(x, y + WORDS / 2 - 2 if position == "middle center" else y - WORDS / 2 + 6, foot, color))
        words = shortened(one.words, _room(text_x, position) + 1, size, 600)
        traces.append(texts([near(text_x)], [y], [words], size=size, weight=600, position=position))
    traces += _marks(dots, "disc", foot)
    if per > 1:
        said = of_dot(per, language, delegations=delegations)
        traces.append(texts([WIDTH], [top + SMALL / 2], [said], size=SMALL, position="middle left", color=_QUIET))
        sentence = f"{sentence} {said}"
    return Figure(traces, pixels(shapes=shapes), sentence)


def strips(
    many: Sequence[Strip],
    on: Scale,
    named: Sequence[Named],
    language: Language,
    sentence: str,
    *,
    delegations: bool = False,
) -> Figure:
    """Several sets of answers on the same line, one below the other, each under its own words."""
    foot = HEIGHT - FOOT
    top = WORDS if named else 0
    row = (foot - top) / max(len(many), 1)
    every, per = _dots(many, on, row - HEAD - 6)
    lines = [top + row * (n + 1) for n in range(len(many))]
    traces, shapes = _axis(on, foot, language), rules([(0, WIDTH)] * len(many), lines)
    for x, text_x, position, truth, _ in _words([(on.x(one.value), one) for one in named][:1], WORD_SIZE):
        shapes += [_rule(x, line - row + HEAD, line, "--color-text") for line in lines]
        traces.append(texts([near(text_x)], [WORDS / 2], [truth.words], size=WORD_SIZE, weight=600, position=position))
    for one, dots, line in zip(many, every, lines, strict=True):
        head = line - row + HEAD / 2
        traces += mark(one.form, [12], [head], 20)
        traces.append(texts([34], [near(head)], [shortened(one.head, WIDTH - 40, SMALL)], size=SMALL))
        if one.mean is not None:
            shapes.append(_rule(on.x(one.mean), line - row + HEAD, line, "--color-live"))
        traces += _marks(dots, one.form, line)
    if per > 1:
        said = of_dot(per, language, delegations=delegations)
        traces.append(texts([WIDTH], [near(top + HEAD / 2)], [said], size=SMALL, position="middle left", color=_QUIET))
        sentence = f"{sentence} {said}"
    return Figure(traces, pixels(shapes=shapes), sentence)


_QUIET = "--color-text-quiet"


def _dots(many: Sequence[Strip], on: Scale, room: float) -> tuple[list[list[tuple[float, int, float]]], int]:
    """Of each strip its columns (x, dots, pitch), and how many people a dot is: for all alike."""
    step = on.step(int((WIDTH - 2 * PAD) / LEAST_PITCH / 2))
    put = [columns(one.values, step) for one in many]
    apart = (WIDTH - 2 * PAD) * float(step) / float(on.high - on.low)
    tallest = max((count for one in put for _, count in one), default=1)
    per = int(rounded_up(Decimal(ceil(tallest * LEAST_PITCH / room)), Decimal(1)))
    pitch = min(PITCH, max(apart, LEAST_PITCH), room / max(ceil(tallest / per), 1))
    return [[(on.x(float(value)), max(round(count / per), 1), pitch) for value, count in one] for one in put], per


def _marks(dots: Sequence[tuple[float, int, float]], form: str, foot: float) -> list[Trace]:
    x = [place for place, count, _ in dots for _ in range(count)]
    y = [foot - 3 - pitch * (n + 0.5) for _, count, pitch in dots for n in range(count)]
    size = dots[0][2] * FILLED if dots else 0
    return mark(form, x, y, size) if dots else []


def _axis(on: Scale, foot: float, language: Language) -> list[Trace]:
    """Round numbers below the line; fewer where they would meet."""
    ticks = on.ticks()
    # Whole numbers have no decimals, however finely answers are given.
    unit = max(on.unit, Decimal(1)) if all(tick == tick.to_integral_value() for tick in ticks) else on.unit
    labels = [written(tick, language, unit) for tick in ticks]
    widest = max((width(label, SMALL) for label in labels), default=0) + 24
    apart = on.x(float(ticks[1])) - on.x(float(ticks[0])) if len(ticks) > 1 else inf
    every = max(ceil(widest / apart), 1)
    x = [near(on.x(float(tick))) for tick in ticks[::every]]
    return [
        texts(x, [foot + FOOT / 2 + 4] * len(x), labels[::every], size=SMALL, position="middle center", color=_QUIET)
    ]


def _words(named: Sequence[tuple[float, Named]], size: float) -> list[tuple[float, float, str, Named, int]]:
    """Each number with the place of its words: above its rule, or hanging on it where they would meet."""
    ordered = sorted(named, key=lambda pair: pair[0])
    centred = []
    right = -inf
    for x, one in ordered:
        half = width(one.words, size, 600) / 2
        middle = min(max(x, half), WIDTH - half)
        if middle - half < right + ASIDE:
            break
        centred.append((x, middle, "middle center", one, 0))
        right = middle + half
    if len(centred) == len(ordered):
        return centred
    if sum(x for x, _ in ordered) < WIDTH / 2 * len(ordered):
        return [(x, x + ASIDE, "middle right", one, level) for level, (x, one) in enumerate(ordered)]
    return [(x, x - ASIDE, "middle left", one, level) for level, (x, one) in enumerate(reversed(ordered))]


def _room(text_x: float, position: str) -> float:
    """How long words may be at this place until they leave the page."""
    if position == "middle center":
        return 2 * min(text_x, WIDTH - text_x)
    return WIDTH - text_x if position == "middle right" else text_x


def _rule(x: float, top: float, foot: float, color: str) -> Trace:
    return {
        "type": "line", "layer": "below", "xref": "x", "yref": "y",
        "x0": near(x), "x1": near(x), "y0": near(top), "y1": near(foot),
        "line": {"color": color, "width": RULE},
    }  # fmt: skip


def _band(band: tuple[float, float] | None, on: Scale, top: float, foot: float) -> list[Trace]:
    if band is None:
        return []
    low, high = (min(max(on.x(value), 0), WIDTH) for value in band)
    return [
        {
            "type": "rect", "layer": "below", "xref": "x", "yref": "y",
            "x0": near(low), "x1": near(high), "y0": near(top), "y1": near(foot),
            "fillcolor": "--color-live-wash", "line": {"width": 0},
        }
    ]  # fmt: skip
