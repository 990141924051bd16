"""A summary: for each question its wording, what was found, and how many answered; calm lines and no bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.figure import Figure, texts
from server.kinds.draw.ground import HEIGHT, SMALL, WIDTH, near, pixels, rules
from server.kinds.draw.type import shortened, width

# Above this many rows there are two columns.
ONE_COLUMN = 5
GAP = 64  # pixels between two columns
TALLEST = 112  # pixels of a row
FINDING, END = 36, 36  # sizes


@dataclass(frozen=True, slots=True)
class Finding:
    """A question, what was found, and at the end how many answered; `quiet` where the room says nothing."""

    label: str
    text: str
    end: str
    quiet: bool = False


def summary(rows: Sequence[Finding], sentence: str) -> Figure:
    """The rows in their order."""
    columns = 1 if len(rows) <= ONE_COLUMN else 2
    in_column = -(-len(rows) // columns)
    height = min(TALLEST, HEIGHT / max(in_column, 1))
    across = (WIDTH - GAP * (columns - 1)) / columns
    lefts = [near((across + GAP) * (place // in_column)) for place in range(len(rows))]
    tops = [height * (place % in_column) for place in range(len(rows))]
    room = across - max((width(row.end, END, 600) for row in rows), default=0) - 24
    inks = {
        "--color-live": [place for place, row in enumerate(rows) if not row.quiet],
        "--color-text-quiet": [place for place, row in enumerate(rows) if row.quiet],
    }
    return Figure(
        [
            texts(
                lefts,
                [near(top + height - 70) for top in tops],
                [shortened(row.label, room, SMALL) for row in rows],
                size=SMALL,
                color="--color-text-quiet",
            ),
            *[
                texts(
                    [lefts[place] for place in some],
                    [near(tops[place] + height - 32) for place in some],
                    [shortened(rows[place].text, room, FINDING) for place in some],
                    size=FINDING,
                    color=color,
                )
                for color, some in inks.items()
                if some
            ],
            texts(
                [near(left + across) for left in lefts],
                [near(top + height - 46) for top in tops],
                [row.end for row in rows],
                size=END,
                weight=600,
                position="middle left",
            ),
        ],
        pixels(shapes=rules([(left, left + across) for left in lefts], [top + height - 4 for top in tops])),
        sentence,
    )
