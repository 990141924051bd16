"""PowerPoint: the results for the closing session, a slide for each round, with charts that can be edited."""

from __future__ import annotations

from server.exports.chart import COBALT
from server.exports.locales import tag
from server.exports.parts import Summary
from server.exports.slides import front, results
from server.exports.slides.deck import Deck
from server.exports.slides.words import slide_words


def write(summary: Summary) -> bytes:
    """The presentation."""
    words = slide_words(summary.language)
    deck = Deck(
        tag(summary.language.code), summary.accent.removeprefix("#").upper() or COBALT, words.layouts, words.chart
    )
    front.opening(deck, summary)
    front.numbers(deck, summary, words)
    front.highlights(deck, summary, words)
    for item, poll in summary.polls:
        results.poll(deck, summary, item, poll)
    front.thanks(deck, summary, words)
    return deck.save(summary.heading, summary.reference, summary.title, summary.at)
