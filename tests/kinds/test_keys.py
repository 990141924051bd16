"""Whatever a kind reads in a file it also describes, so that the editor can ask for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from server.domain import agenda, poll_keys
from server.domain.agenda_keys import Key, names, read, written
from server.domain.kind import AnyKind
from server.domain.reader import Reader, Sink
from server.domain.workshop_keys import GROUP_NAMES, GROUPS, ITEM, KEPT
from server.files import EXAMPLES
from server.kinds import BY_NAME, KINDS
from server.live.editor.keys import key_at
from server.live.editor.keys import poll_keys as keys_of
from server.store.files.yaml_text import read as read_yaml

FILES = sorted(EXAMPLES.rglob("*.yaml"))
COMMON = names((poll_keys.PROMPT, *poll_keys.SETTINGS)) | {"kind"}


class Asking(Mapping[str, Any]):
    """An empty mapping that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        self.asked.add(key)
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_describes_every_key_that_it_reads(kind: AnyKind) -> None:
    """And says what it is for."""
    asking = Asking()
    kind.parse(Reader(asking, (), Sink()))
    assert asking.asked - COMMON <= names(kind.keys)
    assert kind.about is not None


def leaves(raw: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every text, number and truth of a file."""
    if isinstance(raw, Mapping):
        for key, value in raw.items():
            yield from leaves(value, (*path, key))
    elif isinstance(raw, list):
        for place, value in enumerate(raw):
            yield from leaves(value, (*path, place))
    else:
        yield path


def _within(path: tuple[str | int, ...], raw: Any) -> bool:
    """Whether a field is at a path, or around it where one field takes a list or a whole value."""
    return any(key_at(raw, path[:length], BY_NAME) for length in range(len(path), 0, -1))


@pytest.mark.parametrize(
    "file", [file for file in FILES if file.parent.name not in ("rosters", "scripts")], ids=lambda file: file.stem
)
def test_every_place_of_an_example_has_its_field(file: Any) -> None:
    """Nothing can stand in a file that the editor does not show."""
    raw = read_yaml(file.read_text()).value
    lost = [path for path in leaves(raw) if path[0] not in KEPT - {"agenda", GROUP_NAMES} and not _within(path, raw)]
    # The kind is chosen, and a roster that is called by name is listed when the file is loaded.
    assert [path for path in lost if path[-1] != "kind" and path != ("roster",)] == []


def keys(given: Sequence[Key]) -> Iterator[Key]:
    """These keys, and all that are within them."""
    for key in given:
        yield key
        yield from keys(key.keys)


EVERY = [
    *keys(ITEM),
    *(key for _, group in GROUPS.values() for key in keys(group)),
    *(key for kind in KINDS for key in keys(keys_of({"kind": kind.name}, BY_NAME))),
]


@pytest.mark.parametrize("key", EVERY, ids=lambda key: key.name)
def test_what_a_form_shows_for_nothing_is_nothing_in_the_file(key: Key) -> None:
    """Whoever changes nothing writes nothing."""
    assert read(key, written(key, None)) is None
    if key.sort == "word":
        assert key.otherwise in [name for name, _ in key.choices] or key.otherwise == ""


@pytest.mark.parametrize(
    ("sort", "text", "value"),
    [
        ("number", "12", 12),
        ("number", "1,5", 1.5),
        ("number", "\u22123", -3),
        ("number", "007", "007"),
        ("number", "soon", "soon"),
        ("flag", "yes", True),
        ("names", "es\r\n en \n\n", ["es", "en"]),
        ("plain", '{"x": 1}', {"x": 1}),
        ("plain", "{x", "{x"),
        ("line", " A ", "A"),
    ],
)
def test_what_is_typed_is_a_value(sort: Any, text: str, value: object) -> None:
    """What is none stays a text, about which the parser says what is wrong."""
    assert read(Key("k", poll_keys.ID.label, sort), text) == value


def test_strange_values_are_shown_as_they_are() -> None:
    """Whatever somebody wrote into a file."""
    for key in EVERY:
        strange: list[Any] = [[1, {"a": None}], {"x": []}, True, 3, 1.5, "text"]
        assert all(isinstance(written(key, value), str) for value in strange)


def test_a_draft_is_read_as_far_as_it_goes() -> None:
    """With every kind as it begins, nothing in it yet."""
    polls = [{"id": kind.name, "kind": kind.name, "prompt": {}, **kind.begin} for kind in KINDS]
    raw = {"languages": ["en"], "agenda": [{"id": "one", "polls": [*polls, {"kind": "dance"}, {}]}]}
    workshop = agenda.as_far_as(raw, BY_NAME)
    assert workshop is not None
    assert list(workshop.polls) == [kind.name for kind in KINDS]
    assert agenda.as_far_as([], BY_NAME) is None
    assert agenda.as_far_as({}, BY_NAME) is None
