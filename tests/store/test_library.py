"""The library: whole agenda files with a poll of every kind, in four languages."""

from __future__ import annotations

from typing import Any

import pytest

from server.domain.language import EVERY
from server.files import EXAMPLES
from server.kinds import BY_NAME
from server.store.files import library
from server.store.files.agenda_file import load
from server.store.files.album import Album
from tests.test_examples import _words

FILES = sorted(library.FOLDER.glob("*.yaml"))
KNOWN = ["es", "en", "fr", "pt"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_file_loads_in_four_languages(file: Any) -> None:
    """And says everything in each."""
    workshop, _ = load(file.read_text(), BY_NAME, beside=file.parent, album=Album(EXAMPLES))
    assert list(workshop.languages) == KNOWN
    for words in _words(workshop, set()):
        assert EVERY in words.texts or not words.texts or list(words.texts) == KNOWN, words


def test_there_is_a_ready_poll_of_every_kind() -> None:
    """Each is found by its id."""
    polls = [poll for group in library.files()[library.POLLS]["agenda"] for poll in group["polls"]]
    assert {poll["kind"] for poll in polls} == set(BY_NAME)
    assert library.poll("expectations") is polls[0]
    assert library.poll("nobody") is None
    assert library.POLLS not in library.agendas()


def test_texts_are_taken_in_the_languages_of_a_workshop() -> None:
    """In its first one for all where it has none of them."""
    poll = {"id": "a", "prompt": {"es": "Uno", "en": "One"}, "options": [{"text": "Same"}]}
    taken = library.in_languages(poll, KNOWN, ["en", "de"])
    assert taken == {"id": "a", "prompt": {"en": "One"}, "options": [{"text": "Same"}]}
    assert library.in_languages(poll, KNOWN, ["de"])["prompt"] == "Uno"
    assert library.titled({"es": "Uno"}, KNOWN, "fr") == "Uno"
    assert library.titled("Same", KNOWN, "fr") == "Same"


def test_rosters_come_with_it() -> None:
    """By their names."""
    assert "oas" in library.rosters()
