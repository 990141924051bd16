"""The door: the word on the wall, and what is more than a hall."""

from __future__ import annotations

import hashlib
import re

from server.domain.door import WORD_LASTS, WORDS, Arrivals, Door, Entering, is_word, narrowed, window, word
from server.domain.workshop import Admission


def word_of(number: int) -> str:
    return word(hashlib.sha256(b"%d" % number).digest())


def test_words_are_short_and_plain() -> None:
    """A noun of ASCII letters and three figures, whatever the language."""
    assert len(set(WORDS)) == len(WORDS)
    for n in range(200):
        assert re.fullmatch("[a-z]{4,8} [1-9][0-9]{2}", word_of(n))


def test_the_word_of_now_and_the_one_before_are_taken() -> None:
    """Whoever reads slowly is not turned away; whoever remembers the word of ten minutes ago is."""
    now = 100 * WORD_LASTS + 5
    for typed in (word_of(100), word_of(99), word_of(100).upper(), word_of(100).replace(" ", ""), f" {word_of(100)} "):
        assert is_word(typed, now, word_of)
    for typed in (word_of(90), word_of(101), "", "   ", "piano"):
        assert not is_word(typed, now, word_of)
    assert window(now) == 100


def test_badges_only_is_narrower_than_any_admission() -> None:
    """The other ways leave the admission as the agenda says."""
    for admission in Admission:
        assert narrowed(admission, Door.BADGE) is Admission.BADGE
        assert narrowed(admission, Door.LOCKED) is narrowed(admission, Door.AGENDA) is admission


def test_a_hall_is_not_a_crowd_and_a_script_is() -> None:
    """Three hundred in a minute are a hall; a list of people says how many more may come."""
    assert not Entering(arrivals=Arrivals(300, 1)).crowded
    assert Entering(arrivals=Arrivals(301, 1)).crowded
    assert not Entering(arrivals=Arrivals(1_900, 40), expected=1_000).crowded
    assert Entering(arrivals=Arrivals(2_001, 2), expected=1_000).crowded
