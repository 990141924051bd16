"""Drafts beside the agenda of the room, and what the log says of an edit."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from redis.asyncio import Redis

from server.domain.drafting import Draft, Step, changed
from server.domain.errors import Conflict, Faults
from server.domain.picture import Picture
from server.kinds import BY_NAME
from server.store import pictures
from server.store.acts import Acts
from server.store.archive import archive, restore, verify
from server.store.defining import body, defined, text_of
from server.store.drafts import Drafts
from server.store.files.agenda_file import load
from server.store.workshops import Workshops

AGENDA = """
hemicycle: 1
title: Course
languages: [en]
date: 2024-02-15
timezone: UTC
agenda:
  - id: one
    title: One
    polls:
      - {id: tools, kind: words, prompt: Tools?}
"""


class Desk:
    """A workshop and those who edit it."""

    def __init__(self, redis: Redis) -> None:
        self.redis = redis
        self.workshops = Workshops(redis, BY_NAME)
        self.drafts = Drafts(redis, self.workshops)
        self.acts = Acts(redis)
        self.code = ""

    async def create(self) -> Desk:
        workshop, text = load(AGENDA, BY_NAME)
        self.code = (await self.workshops.create(text, workshop)).code
        return self

    async def set(self, address: str, before: Any, after: Any, by: str = "me") -> Any:
        step = Step(address, -1, before, after)
        return await self.drafts.change(self.code, lambda draft: changed(draft, by, 1, [step]), by=by)


@pytest.fixture
async def desk(redis: Redis) -> Desk:
    """With one workshop."""
    return await Desk(redis).create()


async def test_a_change_is_in_the_room_or_kept_beside_it(desk: Desk) -> None:
    """As a whole, whenever it has no faults."""
    assert (await desk.set("title", "Course", "Better")).workshop.title.pick("en") == "Better"
    faulty = await desk.set("title", "Better", None)
    assert [fault.path for fault in faulty.faults] == [("title",)]
    workshop = await desk.workshops.get(desk.code)
    assert workshop is not None
    assert workshop.title.pick("en") == "Better"
    mended = await desk.set("title", None, "Best")
    assert not mended.draft.pending
    assert mended.held is None


async def test_a_poll_that_is_not_in_order_stays_behind(desk: Desk) -> None:
    """The room has the rest; the same draft is not put before it twice, and the whole once it is in order."""
    await desk.set("agenda/one/polls/tools/prompt", "Tools?", None)
    before = await desk.workshops.prepared(desk.code)
    standing = await desk.set("title", "Course", "Better")
    after = await desk.workshops.prepared(desk.code)
    assert before is not None
    assert after is not None
    assert (standing.held, list(standing.back), standing.draft.pending) == (None, ["tools"], True)
    assert json.loads(after.text) == {**json.loads(before.text), "title": "Better"}
    assert after.version == before.version + 1
    await desk.drafts.change(desk.code, lambda draft: draft)
    assert await desk.workshops.prepared(desk.code) == after
    mended = await desk.set("agenda/one/polls/tools/prompt", None, "Which tools?")
    assert (mended.draft.pending, mended.back) == (False, {})
    assert verify(await archive(desk.redis, desk.code), BY_NAME) == []


async def test_what_the_room_gets_meanwhile_leaves_a_waiting_poll_alone(desk: Desk) -> None:
    """A poll made up on the spot comes into the draft; the half-written one stays in it as it is."""
    await desk.drafts.change(
        desk.code,
        lambda draft: changed(draft, "me", 1, [Step("agenda/one/polls", 0, None, {"id": "half", "kind": "words"})]),
    )
    prepared = await desk.workshops.prepared(desk.code)
    assert prepared is not None
    raw = json.loads(prepared.text)
    raw["agenda"][0]["polls"].append({"id": "quick", "kind": "words", "prompt": "Quick?"})
    await desk.workshops.edit(desk.code, prepared.version, raw, by="chair")
    standing = await desk.set("title", "Course", "Better")
    assert [poll["id"] for poll in standing.draft.raw["agenda"][0]["polls"]] == ["half", "tools", "quick"]
    workshop = await desk.workshops.get(desk.code)
    assert workshop is not None
    assert (list(workshop.polls), workshop.title.pick("en")) == (["tools", "quick"], "Better")


async def test_another_act_on_the_agenda_is_taken_in(desk: Desk) -> None:
    """A poll made up on the spot is in the draft at the next look, beside what is not in the room yet."""
    await desk.set("agenda/one/notes", None, {"xx": "?"})
    prepared = await desk.workshops.prepared(desk.code)
    assert prepared is not None
    raw = json.loads(prepared.text)
    raw["agenda"][0]["polls"].append({"id": "quick", "kind": "words", "prompt": "Quick?"})
    await desk.workshops.edit(desk.code, prepared.version, raw, by="chair")
    draft = await desk.drafts.get(desk.code)
    assert draft is not None
    assert [poll["id"] for poll in draft.raw["agenda"][0]["polls"]] == ["tools", "quick"]
    assert draft.raw["agenda"][0]["notes"] == {"xx": "?"}
    with pytest.raises(Conflict, match="meanwhile"):
        await desk.workshops.edit(desk.code, prepared.version, raw)


async def test_an_edit_that_is_no_agenda_changes_nothing(desk: Desk) -> None:
    """Nor does one with a picture that nobody gave."""
    prepared = await desk.workshops.prepared(desk.code)
    assert prepared is not None
    raw = json.loads(prepared.text)
    with pytest.raises(Faults):
        await desk.workshops.edit(desk.code, prepared.version, {**raw, "title": None})
    raw["agenda"][0]["polls"].append({"id": "s", "kind": "slide", "prompt": "S", "picture": "x.png", "alt": "X"})
    with pytest.raises(Faults, match="missing"):
        await desk.workshops.edit(desk.code, prepared.version, raw)
    assert await desk.workshops.prepared(desk.code) == prepared


async def test_rounds_keep_their_words_through_an_archive(desk: Desk) -> None:
    """Edited twice after a round; the log recounts, and the restored workshop knows both wordings."""
    await desk.acts.open(desk.code, "tools", item="one", countdown=None, shown=True)
    held = await desk.set("agenda/one/polls/tools/prompt", "Tools?", "Open?")
    assert "is open" in str(held.back["tools"])
    await desk.acts.close(desk.code, "tools")
    await desk.drafts.change(desk.code, lambda draft: draft)
    await desk.set("agenda/one/polls/tools/prompt", "Open?", "Later?")
    data = await archive(desk.redis, desk.code)
    assert verify(data, BY_NAME) == []
    await desk.workshops.delete(desk.code)
    assert await desk.drafts.get(desk.code) is None
    await restore(desk.redis, data)
    workshop = await desk.workshops.get(desk.code)
    assert workshop is not None
    worded = [poll.prompt.pick("en") for n in (1, 2) if (poll := workshop.poll_in("tools", n))]
    assert worded == ["Tools?", "Later?"]


async def test_two_who_change_at_once_are_both_kept(desk: Desk) -> None:
    """The second is made anew upon what the first has made."""
    first = True

    def make(draft: Draft) -> Draft:
        return changed(draft, "me", 1, [Step("agenda/one/title", -1, "One", "Uno")])

    before = desk.drafts._keep

    async def keep(code: str, draft: Draft) -> bool:
        nonlocal first
        if first:
            first = False
            await desk.set("title", "Course", "Theirs", by="you")
        return await before(code, draft)

    desk.drafts._keep = keep  # type: ignore[method-assign]
    standing = await desk.drafts.change(desk.code, make)
    assert (standing.draft.raw["title"], standing.draft.raw["agenda"][0]["title"]) == ("Theirs", "Uno")


async def test_pictures_that_nothing_names_are_forgotten(desk: Desk) -> None:
    """What can be undone still names its own."""
    kept = pictures.Pictures(desk.redis)
    for name in ("old.png", "new.png"):
        await kept.add(desk.code, name, Picture(b"\x89PNG\r\n\x1a\n", "image/png"))
    slide = {"id": "s", "kind": "slide", "prompt": "S", "picture": "new.png", "alt": "X"}
    add, gone = Step("agenda/one/polls", 1, None, slide), Step("agenda/one/polls", 1, slide, None)
    for step in (add, gone):
        await desk.drafts.change(desk.code, lambda draft, step=step: changed(draft, "me", 1, [step]))  # type: ignore[misc]
    await desk.drafts.forget_pictures(desk.code)
    assert await kept.names(desk.code) == ["new.png"]


async def test_a_draft_has_its_bounds(desk: Desk) -> None:
    """Nobody fills the store by typing."""
    await desk.set("notes", None, "x" * 1_000_000)
    for n in range(9):
        await desk.set("notes", ("x" if n == 0 else str(n - 1)) * 1_000_000, str(n) * 1_000_000)
    draft = await desk.drafts.get(desk.code)
    assert draft is not None
    assert 0 < len(draft.changes) < 9
    with pytest.raises(Conflict, match="larger than"):
        await desk.set("more", None, "y" * 2_000_000)


async def test_nobody_edits_what_is_not_there(desk: Desk) -> None:
    """It may have been deleted."""
    await desk.workshops.delete(desk.code)
    assert await desk.drafts.standing(desk.code) is None
    with pytest.raises(Conflict, match="no workshop"):
        await desk.set("title", "Course", "x")


_VALUES = st.recursive(
    st.text("xyz", max_size=3) | st.integers(0, 9) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=12,
)
_TEXTS = st.dictionaries(st.sampled_from("abc"), _VALUES, max_size=3).map(text_of)


@given(_TEXTS, _TEXTS)
def test_the_log_has_the_text_again(before: str, after: str) -> None:
    """From what is new in it alone, to the letter."""
    assert defined(before, body(before, after)) == after


def test_a_small_edit_is_a_short_entry() -> None:
    """And a text of another program stays as it is."""
    before = text_of({"title": "x" * 500, "agenda": [{"id": "a", "title": "A"}]})
    after = text_of({"title": "x" * 500, "agenda": [{"id": "a", "title": "B"}]})
    assert body(before, after) == '[[["agenda", 0, "title"], "B"]]'
    assert body("plain", "text") == "text"
