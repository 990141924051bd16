"""Which part of a draft goes before the room."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from server.domain.messages import message
from server.domain.parting import Part, part
from server.domain.placing import checked
from server.kinds import BY_NAME

WHY = message("Not now.")


def poll(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "kind": "words", "prompt": {"en": name.upper()}, **more}


def agenda(*polls: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "hemicycle": 1, "title": "T", "languages": ["en"], "date": "2024-02-15", "timezone": "UTC",
        "agenda": [{"id": "one", "title": "One", "polls": list(polls)}, {"id": "two", "title": "Two"}], **more,
    }  # fmt: skip


ROOM = agenda(poll("a"), poll("b"))


def parted(raw: Any, *back: str) -> Part:
    before = deepcopy(raw)
    found = part(raw, ROOM, lambda one: checked(one, BY_NAME), dict.fromkeys(back, WHY))
    assert raw == before
    return found


def test_what_is_in_order_goes_as_it_is() -> None:
    """Nothing stays behind."""
    raw = agenda(poll("a", entries=2), poll("b"), poll("c"))
    assert (parted(raw).raw, dict(parted(raw).back)) == (raw, {})


def test_a_faulty_poll_is_as_the_room_knows_it_or_left_out() -> None:
    """Wherever it stands now; the others go with all that was changed in them."""
    raw = agenda(poll("b", entries=2), {"id": "c", "kind": "words"}, poll("a", entries="many"))
    found = parted(raw)
    assert found.raw == agenda(poll("b", entries=2), poll("a"))
    assert set(found.back) == {"a", "c"}
    assert found.workshop is not None


def test_polls_stay_behind_that_have_to() -> None:
    """Though they are in order."""
    found = parted(agenda(poll("a", entries=2), poll("b", entries=3)), "a")
    assert (found.raw, found.back) == (agenda(poll("a"), poll("b", entries=3)), {"a": WHY})


def test_what_shows_the_results_of_a_poll_waits_with_it() -> None:
    """There is nothing for it to show."""
    slide = {"id": "s", "kind": "slide", "prompt": "S", "results_of": "c"}
    found = parted(agenda(poll("a"), poll("b"), poll("c", entries="many"), slide))
    assert found.raw == ROOM
    assert set(found.back) == {"c", "s"}


@pytest.mark.parametrize(
    "raw",
    [
        agenda(poll("a"), poll("b"), poll("c", entries="many"), title=None),
        agenda(poll("a"), {"id": "renamed", "kind": "words"}),
        agenda(poll("a", entries="many"), poll("b"), poll("a")),
        agenda(poll("a"), poll("b"), {"kind": "words"}),
        agenda(poll("a"), poll("b", entries="many"), languages=["es"]),
        {**ROOM, "agenda": [{"id": "one", "title": "One", "polls": {"a": poll("a")}}]},
    ],
    ids=["elsewhere", "renamed", "twice", "nameless", "languages", "no list"],
)
def test_a_draft_that_cannot_be_parted_waits_as_a_whole(raw: Any) -> None:
    """A fault that is no poll's; a poll of the room that would go; polls that cannot be told apart."""
    found = parted(raw)
    assert (found.raw, found.workshop, dict(found.back)) == (raw, None, {})


def test_a_poll_that_goes_goes() -> None:
    """While no new one is left out, for it might be the same under another name."""
    assert parted(agenda(poll("b", entries="many"))).raw == agenda(poll("b"))
