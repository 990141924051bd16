"""A cloud of words. Only a page knows its face and its box, so the page finds a place for each (static/js/cloud.js)."""

from __future__ import annotations

from collections.abc import Sequence

from server.domain.figure import Figure, texts
from server.domain.language import Language
from server.domain.messages import message
from server.kinds.draw.ground import SMALL, WIDTH, pixels
from server.kinds.draw.type import shortened

# Beyond these the smallest would be too many to read in the time that a result is on the wall.
MOST_WORDS = 80


def cloud(words: Sequence[tuple[str, int]], language: Language, sentence: str) -> Figure:
    """Words with their counts, the most frequent first; those that are too many are only counted, as `rest`."""
    shown = words[:MOST_WORDS]
    labels = [shortened(text, WIDTH * 0.9, SMALL, 700) for text, _ in shown]
    trace = {
        **texts([], [], labels, size=SMALL, position="middle center", color="--color-live"),
        "name": "words",
        "customdata": [count for _, count in shown],
    }
    meta = {
        "layout": "cloud",
        "more": language.say(message("and %(n)s more", n="{n}")),
        "rest": len(words) - len(shown),
    }
    return Figure([trace], pixels(meta=meta), sentence)
