"""A result as a Plotly figure in plain data, and the ways all figures share.

A string that begins with `--` names a meaning (`--color-live`): the page looks it up in its own styles before it draws,
exports use the light values. Sizes are pixels at 1,080 lines; the page scales them.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

FONT = "Hemicycle Print"
HIDDEN_AXIS: Mapping[str, Any] = {"visible": False, "fixedrange": True}


@dataclass(frozen=True, slots=True)
class Figure:
    """Traces and layout for Plotly, and the sentence that says the same to who cannot see it."""

    data: Sequence[Mapping[str, Any]] = ()
    layout: Mapping[str, Any] = field(default_factory=dict)
    sentence: str = ""

    def plain(self) -> dict[str, Any]:
        """What a frame carries."""
        return {"data": list(self.data), "layout": dict(self.layout), "sentence": self.sentence}


def safe(text: str) -> str:
    """Text as a Plotly label: Plotly reads labels as markup, so the signs of markup are escaped.

    A label that begins like the name of a meaning gets a mark that nobody sees, or it would be looked up.
    """
    return html.escape("\u2060" + text if text.startswith("--") else text, quote=False)


def layout(width: int, height: int, x: tuple[float, float], y: tuple[float, float], **more: Any) -> dict[str, Any]:
    """The common layout: no margins, no axes, a transparent ground; ranges are given and never guessed."""
    return {
        "width": width,
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 36, "color": "--color-text"},
        "xaxis": {**HIDDEN_AXIS, "range": list(x)},
        "yaxis": {**HIDDEN_AXIS, "range": list(y)},
        "showlegend": False,
        "hovermode": False,
        "dragmode": False,
        **more,
    }


def texts(
    x: Sequence[float],
    y: Sequence[float],
    labels: Sequence[str],
    *,
    size: float | Sequence[float],
    weight: int | Sequence[int] = 400,
    position: str = "middle right",
    color: str = "--color-text",
) -> dict[str, Any]:
    """A trace of texts; the labels are escaped here."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(x),
        "y": list(y),
        "text": [safe(label) for label in labels],
        "textposition": position,
        "textfont": {"size": size, "color": color, "weight": weight},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
