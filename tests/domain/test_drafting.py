"""Drafts: steps are taken where nobody else was, and undone by whoever took them."""

from __future__ import annotations

import json

import pytest

from server.domain.drafting import Clash, Draft, Step, changed, of_plain, plain, redone, take, undone
from server.domain.errors import Conflict

RAW = {"title": "One", "agenda": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}]}
DRAFT = Draft(0, RAW, 1, RAW)


def test_a_step_needs_what_it_was_made_from() -> None:
    """Somebody else's text is never written over; the same text twice is no quarrel."""
    step = Step("title", -1, "One", "Two")
    assert take(RAW, [step])["title"] == "Two"
    assert take(take(RAW, [step]), [step])["title"] == "Two"
    with pytest.raises(Clash) as clash:
        take({**RAW, "title": "Three"}, [step])
    assert (clash.value.theirs, clash.value.mine) == ("Three", "Two")
    with pytest.raises(Conflict, match="not there any more"):
        take(RAW, [Step("agenda/nobody/title", -1, None, "x")])
    with pytest.raises(Conflict, match="not there any more"):
        take(RAW, [Step("title", 0, None, "x")])


def test_entries_are_known_by_their_ids() -> None:
    """What comes or goes before them does not matter; what was changed in them does."""
    b = RAW["agenda"][1]
    shorter = take(RAW, [Step("agenda", 0, RAW["agenda"][0], None)])
    assert take(shorter, [Step("agenda", 1, b, None)])["agenda"] == []
    with pytest.raises(Clash):
        take(take(RAW, [Step("agenda/b/title", -1, "B", "Bee")]), [Step("agenda", 1, b, None)])
    with pytest.raises(Clash):
        take(RAW, [Step("agenda", 0, None, {"id": "b"})])


def test_everybody_undoes_their_own() -> None:
    """The last first, and again in the order in which it was done."""
    draft = changed(DRAFT, "me", 1, [Step("title", -1, "One", "Two")])
    draft = changed(draft, "you", 2, [Step("agenda/a/title", -1, "A", "Aa")])
    draft = changed(draft, "me", 3, [Step("agenda/b/id", -1, "b", "c")])
    assert draft.pending
    back = undone(undone(draft, "me"), "me")
    assert back.raw == {"title": "One", "agenda": [{"id": "a", "title": "Aa"}, {"id": "b", "title": "B"}]}
    assert redone(redone(back, "me"), "me").raw == draft.raw
    with pytest.raises(Conflict, match="nothing to undo"):
        undone(back, "me")
    with pytest.raises(Conflict, match="nothing to do again"):
        redone(draft, "me")
    forgotten = changed(back, "me", 4, [Step("title", -1, "One", "Four")])
    with pytest.raises(Conflict, match="nothing to do again"):
        redone(forgotten, "me")


def test_what_somebody_went_on_from_is_not_undone() -> None:
    """It would take their work away."""
    draft = changed(DRAFT, "me", 1, [Step("title", -1, "One", "Two")])
    draft = changed(draft, "you", 2, [Step("title", -1, "Two", "Three")])
    with pytest.raises(Clash):
        undone(draft, "me")


def test_a_draft_is_kept_as_plain_values() -> None:
    """And read again."""
    draft = undone(changed(DRAFT, "me", 1, [Step("title", -1, "One", "Two")]), "me")
    assert of_plain(draft.version, json.loads(json.dumps(plain(draft)))) == draft
