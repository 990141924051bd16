"""Sentences carried as values."""

from __future__ import annotations

from server.domain.messages import Message, message, plural


def test_without_parameters_a_percent_sign_is_itself() -> None:
    """A sentence without parameters is taken as it stands."""
    assert str(message("100 % of the room")) == "100 % of the room"


def test_parameters_are_filled_in() -> None:
    """Named parameters take their places."""
    assert str(message("From %(least)s to %(most)s.", least=1, most=5)) == "From 1 to 5."


def test_a_parameter_may_be_called_text() -> None:
    """The sentence is positional only, so that no name is taken."""
    assert str(message("“%(text)s”", text="no")) == "“no”"


def test_plural_chooses_its_form_by_n() -> None:
    """One has its own form; nought and many share the other; n is a parameter."""
    forms = [str(plural("%(n)s word", "%(n)s words", n)) for n in (0, 1, 2)]
    assert forms == ["0 words", "1 word", "2 words"]


def test_a_sentence_in_a_sentence_is_written_out() -> None:
    """A parameter may be a sentence of its own."""
    inner = plural("%(n)s word", "%(n)s words", 3)
    assert str(message("Write %(what)s.", what=inner)) == "Write 3 words."


def test_messages_are_values() -> None:
    """Equal sentences are equal."""
    assert message("a", b=1) == Message("a", {"b": 1})
