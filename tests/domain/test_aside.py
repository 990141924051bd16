"""Texts that are set aside."""

from __future__ import annotations

from server.domain.aside import MOST_ASIDE, Aside, of_author, settled, with_aside


def test_writing_on_is_the_same_text() -> None:
    """From the same beginning; from another one it is another text, and the oldest is looked at first."""
    first, longer, other = (Aside("me", "title", was, text) for was, text in (("", "a"), ("", "ab"), ("x", "c")))
    kept = with_aside(with_aside((), [first]), [longer])
    assert kept == (longer,)
    kept = with_aside(kept, [other, Aside("you", "title", "", "d")])
    assert of_author(kept, "me") == {"title": longer}
    kept = settled(kept, "me", "title", "ab")
    assert of_author(kept, "me") == {"title": other}
    assert set(of_author(kept, "you")) == {"title"}


def test_there_are_only_so_many() -> None:
    """The oldest goes."""
    kept = with_aside((), [Aside("me", str(n), "", "x") for n in range(MOST_ASIDE + 1)])
    assert (len(kept), kept[0].address) == (MOST_ASIDE, "1")
