"""PowerPoint: the results for the closing session, a slide for each round, with charts that can be edited.

Of two languages every part stands in one and then in the other, with the same room for both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from server.exports.chart import COBALT
from server.exports.locales import tag
from server.exports.parts import Summary
from server.exports.slides import front, results
from server.exports.slides.deck import Deck
from server.exports.slides.words import SlideWords, slide_words


def write(summary: Summary) -> bytes:
    """The presentation."""
    told = [(one, slide_words(one.language)) for one in (summary, summary.beside) if one is not None]
    words = told[0][1]
    accent = summary.accent.removeprefix("#").upper() or COBALT
    deck = Deck(tag(summary.language.code), accent, words.layouts, words.chart, summary.title)
    for one, _ in _each(deck, told):
        front.opening(deck, one)
    for one, words in _each(deck, told):
        front.numbers(deck, one, words)
    for one, words in _each(deck, told):
        front.highlights(deck, one, words)
    for polls in zip(*(one.polls for one, _ in told), strict=True):
        for (one, _), (item, poll) in zip(_each(deck, told), polls, strict=True):
            results.poll(deck, one, item, poll)
    for one, words in _each(deck, told):
        front.thanks(deck, one, words)
    return deck.save(summary.heading, summary.reference, summary.at)


def _each(deck: Deck, told: Sequence[tuple[Summary, SlideWords]]) -> Iterator[tuple[Summary, SlideWords]]:
    """Each language in turn, in which the slides are then added."""
    for one, words in told:
        deck.speak(tag(one.language.code), words.chart, one.title)
        yield one, words
