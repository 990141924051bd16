"""Every example loads as it stands, and the gallery shows what there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.domain.language import EVERY, LanguageMap
from server.domain.workshop import Ballot, Workshop
from server.files import EXAMPLES
from server.kinds import BY_NAME
from server.kinds.choice import ChoiceDefinition
from server.store.files.agenda_file import load, parse_stored
from server.store.files.album import Album

FILES = sorted(EXAMPLES.glob("*.yaml"))
LARGEST = 60_000  # bytes of a picture of ours; it is in every copy of the program
README = (EXAMPLES / "README.md").read_text()


def opened(file: Path) -> Workshop:
    """The workshop of an example, with its pictures."""
    return load(file.read_text(), BY_NAME, beside=EXAMPLES, album=Album(EXAMPLES))[0]


@pytest.fixture(scope="module")
def gallery() -> Workshop:
    """The workshop that shows every kind."""
    return opened(EXAMPLES / "gallery.yaml")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_example_loads(file: Path) -> None:
    """Without a fault, with its pictures, and again from what is stored."""
    workshop = opened(file)
    assert parse_stored(load(file.read_text(), BY_NAME, beside=EXAMPLES)[1], BY_NAME) == workshop


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_example_is_listed(file: Path) -> None:
    """With a line on what it is."""
    assert f"`{file.name}`" in README


def test_the_gallery_shows_every_kind(gallery: Workshop) -> None:
    """And every ballot, both ways of answering, a survey, and a poll that is split by another."""
    polls = gallery.polls.values()
    assert {poll.kind for poll in polls} == set(BY_NAME)
    assert {poll.settings.ballot for poll in polls} == set(Ballot)
    assert {poll.settings.by for poll in polls} == {"seat", "delegation"}
    assert {item.pace for item in gallery.agenda} == {"moderator", "delegates"}
    assert any(poll.settings.split for poll in polls)


def test_the_gallery_shows_every_chart_of_choices(gallery: Workshop) -> None:
    """Bars, donut and dots; several answers, an own answer, pictures, and an order for each phone."""
    choices = [poll.definition for poll in gallery.polls.values() if isinstance(poll.definition, ChoiceDefinition)]
    assert {choice.chart for choice in choices} == {"bars", "donut", "dots"}
    assert {choice.numbers for choice in choices} == {"shares", "counts"}
    assert any(choice.several and choice.other for choice in choices)
    assert any(choice.shuffle and all(option.picture for option in choice.options) for choice in choices)


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.png")), ids=lambda file: file.stem)
def test_pictures_are_light(file: Path) -> None:
    """Phones load them over the network of a hall."""
    assert file.stat().st_size <= LARGEST


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_text_is_there_in_every_language(file: Path) -> None:
    """What an example says in one language it says in all."""
    workshop = opened(file)
    for words in _words(workshop, set()):
        assert EVERY in words.texts or not words.texts or set(words.texts) == set(workshop.languages), words


def _words(value: object, seen: set[int]) -> list[LanguageMap]:
    """Every text in a workshop, however deep."""
    if id(value) in seen:
        return []
    seen.add(id(value))
    if isinstance(value, LanguageMap):
        return [value]
    if isinstance(value, dict):
        inner: list[object] = list(value.values())
    elif isinstance(value, (list, tuple, frozenset)):
        inner = list(value)
    else:
        inner = [getattr(value, name) for name in getattr(value, "__dataclass_fields__", ())]
    return [words for part in inner for words in _words(part, seen)]
