"""The chained log as values."""

from __future__ import annotations

import hashlib

import pytest

from server.store.folding import fold
from server.store.log import Entry, Line, broken, link, parse


def chained(*texts: str) -> list[Entry]:
    entries: list[Entry] = []
    for text in texts:
        entries.append(Entry(str(len(entries)), text, link(entries[-1].link if entries else "", text)))
    return entries


def test_an_entry_is_taken_apart() -> None:
    """The body may hold anything, line feeds too."""
    assert parse("7\n1000\nnote\nstaff\n\n\nclosing\x1eThank\nyou") == Line(
        7, 1000, "note", "staff", "", 0, "closing\x1eThank\nyou"
    )
    with pytest.raises(ValueError, match="not enough values"):
        parse("7\n1000")


def test_every_link_follows_from_the_one_before() -> None:
    """The first from nothing; a change anywhere breaks the chain there."""
    entries = chained("a", "b", "c")
    assert entries[0].link == hashlib.sha1(b"a").hexdigest()
    assert broken(entries) == 0
    assert broken([]) == 0
    assert broken([entries[0], entries[1]._replace(text="x"), entries[2]]) == 2
    assert broken([entries[0], entries[2]]) == 2
    assert broken(entries[1:]) == 1


def test_what_cannot_be_is_refused() -> None:
    """An unknown act, and answers to a round that was never opened."""
    with pytest.raises(ValueError, match="no act"):
        fold(["1\n0\nwave\n\n\n\n"])
    with pytest.raises(KeyError):
        fold(["1\n0\nanswers\n\ntools\n1\n1\x1ea\x1e=1\x1e\x1e{}"])


def test_the_begin_is_the_first_of_begin_and_open() -> None:
    """Whoever opens a poll has begun the meeting."""
    opened = "2\n20\nopen\n\ntools\n1\nfirst\x1e\x1e1"
    assert fold(["1\n10\nbegin\n\n\n\n", opened]).state["begun"] == "10"
    assert fold([opened]).state["begun"] == "20"
