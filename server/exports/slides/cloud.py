"""Words as a cloud of texts, each of which can be moved and edited."""

from __future__ import annotations

from server.exports.parts import ItemPart, PollPart, Round, Summary
from server.exports.slides import around, theme
from server.exports.slides.deck import Deck
from server.exports.slides.placing import place
from server.exports.slides.saying import headline, notes
from server.exports.slides.shapes import LIVE, Box, Words
from server.kinds.draw.cloud import MOST_WORDS
from server.kinds.draw.ground import HEIGHT, WIDTH


def slide(deck: Deck, summary: Summary, item: ItemPart, told: PollPart, one: Round) -> None:
    """The words as a wall has them, the more frequent the larger."""
    made = deck.slide(theme.RESULT)
    around.head(made, item, told, around.named(told, one))
    main = around.MAIN
    scale = min(main.width / WIDTH, main.height / HEIGHT)
    words = tuple((text, int(row[1] or 0)) for text, row in zip(one.table.labels, one.table.rows, strict=True))
    words = tuple((text[:40], count) for text, count in words[:MOST_WORDS] if count)
    if words:
        sizes, spots = place(words, False)
        for (text, _), size, spot in zip(words, sizes, spots, strict=True):
            if spot is None:
                continue
            wide, tall = len(text) * size * scale, size * scale * 1.2
            x, y = main.x + spot[0] * scale - wide / 2, main.y + spot[1] * scale - tall / 2
            shown = Words(text, max(size * scale, theme.SMALLEST - 0.5), LIVE, bold=size >= 46, align="ctr")
            made.text(text, Box(x, y, wide, tall), [shown], anchor="ctr", wrap=False)
    around.aside(made, summary, told, one)
    around.outcome(made, headline(told, one, summary.language))
    made.notes = notes(told, one, summary.language)
