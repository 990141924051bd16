"""Acts of moderators: what they change, and what they refuse."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from redis.asyncio import Redis

from server.domain import moderation
from server.domain.errors import Conflict
from server.domain.kind import Entry
from server.domain.passages import revision
from server.domain.state import GRACE, Phase
from server.store import keys, log
from server.store.acts import Acts
from server.store.folding import fold
from tests.store.sample import Floor, log_of


async def now(redis: Redis) -> int:
    seconds, micros = await redis.time()
    return seconds * 1000 + micros // 1000


async def lines(floor: Floor) -> list[log.Line]:
    return [log.parse(entry.text) for entry in await log_of(floor)]


async def test_a_poll_goes_from_draft_to_open_to_closed_to_its_next_round(floor: Floor) -> None:
    """Opening a closed poll begins a new round and keeps the old one."""
    state = await floor.acts.open(floor.code, "tools", item="first", countdown=90, shown=False, by="chair")
    at = state.of("tools")
    assert (at.phase, at.round, at.shown) == (Phase.OPEN, 1, False)
    assert at.deadline == (at.times[1].opened or 0) + 90_000
    assert (state.item, state.poll, state.begun) == ("first", "tools", at.times[1].opened)
    await floor.say("tools", "1", "a", "x")
    state = await floor.acts.close(floor.code, "tools", by="chair")
    assert state.of("tools").phase is Phase.CLOSED
    assert state.of("tools").times[1].closed
    assert await floor.open("tools") == 2
    assert (await floor.results.counts(floor.code, "tools", 1))["x"] == 1
    assert await floor.results.counts(floor.code, "tools", 2) == {}
    assert await floor.say("tools", "1", "b", "y", round=2) == "recorded"


async def test_every_act_is_logged_with_who_and_when(floor: Floor) -> None:
    """The revision grows by one with each entry, and control characters of a name do not break the log."""
    await floor.acts.begin(floor.code, by="a\nb")
    await floor.open("tools")
    await floor.acts.reveal(floor.code, "tools", by="chair")
    found = await lines(floor)
    assert [(one.rev, one.act, one.by) for one in found] == [
        (1, "define", ""),
        (2, "begin", "a b"),
        (3, "open", "chair"),
    ]
    assert max(one.at for one in found) <= await now(floor.redis)
    await floor.acts.hide(floor.code, "tools", by="chair")
    await floor.acts.reveal(floor.code, "tools", by="chair")
    assert [one.act for one in await lines(floor)][3:] == ["hide", "reveal"]


async def refused(attempt: Any) -> str:
    with pytest.raises(Conflict) as conflict:
        await attempt
    return str(conflict.value)


async def test_what_the_state_does_not_allow_is_refused_in_a_sentence(floor: Floor) -> None:
    """And nothing is written then."""
    acts, code = floor.acts, floor.code
    assert await refused(acts.close(code, "tools")) == "This poll is not open."
    assert await refused(acts.extend(code, "tools", 30)) == "This poll is not open."
    assert await refused(acts.reveal(code, "tools")) == "This poll has not been opened yet."
    assert await refused(acts.decide(code, "tools", 1, "hide", "x")) == "This poll has no such round."
    assert await refused(acts.decide(code, "tools", 1, "merge", "x", "x")) == "An entry cannot be merged with itself."
    await floor.open("tools")
    assert await refused(acts.extend(code, "tools", 30)) == "This poll has no countdown."
    assert await refused(floor.open("tools")) == "This poll is open already."
    assert await refused(acts.begin(code)) == "This workshop has begun already."
    assert "Somebody else" in await refused(acts.close(code, "tools", round=2))
    assert await refused(acts.begin("000000")) == "There is no workshop with this code."
    await acts.end(code)
    assert await refused(floor.open("tools")) == "This workshop has ended."
    assert await refused(acts.stage(code, item="first")) == "This workshop has ended."
    assert await refused(acts.end(code)) == "This workshop has ended."
    assert [one.act for one in await lines(floor)] == ["define", "open", "close", "end"]


async def test_only_the_first_of_two_moderators_acts(floor: Floor) -> None:
    """Each says what phase and round it saw."""
    seen = (Phase.DRAFT, 0)
    both = [
        floor.acts.open(floor.code, "tools", item="first", countdown=None, shown=True, expect=seen) for _ in range(2)
    ]
    outcomes = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(isinstance(one, Conflict) for one in outcomes) == [False, True]
    await floor.acts.close(floor.code, "tools")
    stale = floor.acts.open(floor.code, "tools", item="first", countdown=None, shown=True, expect=(Phase.CLOSED, 2))
    assert "Somebody else" in await refused(stale)


async def test_a_poll_is_closed_when_it_is_due(floor: Floor) -> None:
    """Not before the grace is over, once, and only the round that was meant."""
    await floor.open("tools", countdown=30)
    left = await floor.acts.close_due(floor.code, "tools", 1)
    assert 29_000 < left <= 31_001
    past = await now(floor.redis) - GRACE - 1
    await floor.redis.hset(keys.state(floor.code), "tools.deadline", str(past))
    assert await floor.acts.close_due(floor.code, "tools", 2) == 0
    assert (await floor.results.state(floor.code)).of("tools").phase is Phase.OPEN
    assert await floor.acts.close_due(floor.code, "tools", 1) == 0
    closed = await floor.results.state(floor.code)
    assert closed.of("tools").phase is Phase.CLOSED
    assert await floor.acts.close_due(floor.code, "tools", 1) == 0
    assert (await floor.results.state(floor.code)).rev == closed.rev
    await floor.open("tools")
    assert await floor.acts.close_due(floor.code, "tools", 2) == 0
    assert (await floor.results.state(floor.code)).of("tools").phase is Phase.OPEN


async def test_a_countdown_is_extended_until_it_is_over(floor: Floor) -> None:
    """Once answers were refused, the poll does not come back to life."""
    await floor.open("tools", countdown=30)
    before = (await floor.results.state(floor.code)).of("tools").deadline or 0
    after = (await floor.acts.extend(floor.code, "tools", 15)).of("tools").deadline
    assert after == before + 15_000
    await floor.redis.hset(keys.state(floor.code), "tools.deadline", str(await now(floor.redis) - GRACE - 1))
    assert await refused(floor.acts.extend(floor.code, "tools", 15)) == "The countdown of this poll is over."


async def test_showing_twice_is_showing(floor: Floor) -> None:
    """Two moderators who press the same button want the same."""
    await floor.open("tools")
    rev = (await floor.acts.hide(floor.code, "tools")).rev
    state = await floor.acts.hide(floor.code, "tools")
    assert (state.rev, state.of("tools").shown) == (rev, False)
    assert (await floor.acts.reveal(floor.code, "tools")).of("tools").shown


async def test_the_end_closes_what_is_open(floor: Floor) -> None:
    """Secret ballots log their totals then too."""
    await floor.open("tools")
    await floor.open("urn")
    await floor.say("urn", "1", "a", "yes", secret=True)
    state = await floor.acts.end(floor.code, by="chair")
    assert {one.phase for one in state.polls.values()} == {Phase.CLOSED}
    assert state.ended
    assert [one.act for one in await lines(floor)][-3:] == ["close", "close", "end"]
    assert await floor.say("tools", "1", "b", "x") == "closed"


async def test_an_act_whose_connection_broke_is_done_once(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sent again with the same id, it changes nothing and answers the same."""
    monkeypatch.setattr("server.store.acting.secrets.token_hex", lambda size: "same")
    first = await floor.acts.open(floor.code, "tools", item="first", countdown=30, shown=True)
    assert await floor.acts.open(floor.code, "tools", item="first", countdown=30, shown=True) == first
    monkeypatch.setattr("server.store.acting.secrets.token_hex", lambda size: "other")
    longer = await floor.acts.extend(floor.code, "tools", 10)
    assert await floor.acts.extend(floor.code, "tools", 10) == longer


async def test_staging_changes_what_is_on_stage(floor: Floor) -> None:
    """With or without a poll."""
    state = await floor.acts.stage(floor.code, item="first", poll="roll")
    assert (state.item, state.poll) == ("first", "roll")
    state = await floor.acts.stage(floor.code, item="")
    assert (state.item, state.poll) == ("", "")


async def test_decisions_are_made_and_undone(floor: Floor) -> None:
    """The overlay of moderation holds what was decided last."""
    await floor.open("voice")

    async def decide(act: Any, subject: str, value: str = "") -> None:
        await floor.acts.decide(floor.code, "voice", 1, act, subject, value, by="desk")

    await decide("hide", "one", "rude")
    await decide("approve", "two")
    await decide("merge", "a", "b")
    await decide("theme", "two", "t1")
    await decide("name", "t1", "Costs")
    decisions = (await floor.results.round(floor.code, "voice", 1)).decisions
    assert decisions.hidden == {"one"}
    assert decisions.approved == {"two"}
    assert (decisions.merged, decisions.themes, decisions.names) == ({"a": "b"}, {"two": "t1"}, {"t1": "Costs"})
    assert decisions.first
    await decide("approve", "one")
    await decide("hide", "two")
    await decide("restore", "two")
    await decide("unmerge", "a")
    await decide("theme", "two")
    await decide("name", "t1")
    decisions = (await floor.results.round(floor.code, "voice", 1)).decisions
    assert decisions.hidden == frozenset()
    assert decisions.approved == {"one", "two"}
    assert not decisions.merged
    assert not decisions.themes
    assert not decisions.names


async def test_notes_are_kept_until_they_are_empty(floor: Floor) -> None:
    """Texts of the staff."""
    await floor.acts.note(floor.code, "closing", "Thank you.\nAll of you.")
    await floor.acts.note(floor.code, "opening", "Welcome.")
    await floor.acts.note(floor.code, "opening", "")
    assert await floor.results.notes(floor.code) == {"closing": "Thank you.\nAll of you."}


async def test_a_note_is_written_over_what_was_seen(floor: Floor) -> None:
    """Of two people who write at once the second is told; what stands there already is not written again."""
    await floor.acts.note(floor.code, "closing@en", "Thank you.", seen="")
    with pytest.raises(Conflict, match="Somebody else"):
        await floor.acts.note(floor.code, "closing@en", "Goodbye.", seen="")
    assert await floor.results.notes(floor.code) == {"closing@en": "Thank you."}
    same = await floor.acts.note(floor.code, "closing@en", "Thank you.", seen="")
    after = await floor.acts.note(floor.code, "closing@en", "Gracias, até logo.", seen=revision("Thank you."))
    assert after.rev == same.rev + 1
    again = await floor.acts.note(floor.code, "closing@en", "", seen=revision("Gracias, até logo."))
    assert again.rev == after.rev + 1
    assert await floor.results.notes(floor.code) == {}


async def test_an_act_rings_at_once(floor: Floor) -> None:
    """Even within the gate of the ring before."""
    async with floor.redis.pubsub() as pubsub:
        await pubsub.subscribe(keys.BELL)
        await pubsub.get_message(timeout=5)
        state = [await Acts(floor.redis).stage(floor.code, item="first") for _ in range(3)]
        rung = [await pubsub.get_message(timeout=5) for _ in range(3)]
    assert [one and one["data"] for one in rung] == [f"{floor.code} {one.rev}" for one in state]


async def test_when_an_item_was_put_on_stage_is_kept(floor: Floor) -> None:
    """By whatever act; another poll of the same item leaves it as it was."""
    opened = await floor.acts.open(floor.code, "tools", item="first", countdown=None, shown=True)
    assert opened.staged == opened.of("tools").times[1].opened
    await floor.acts.close(floor.code, "tools")
    other = await floor.acts.stage(floor.code, item="talk", poll="")
    assert other.last is not None
    assert other.staged == other.last.at
    same = await floor.acts.open(floor.code, "voice", item="talk", countdown=None, shown=True)
    assert same.staged == other.staged


async def test_a_poll_opens_beside_what_is_on_stage(floor: Floor) -> None:
    """Without an item the stage stays as it is; the log tells the same, and the end closes both."""
    await floor.open("tools")
    state = await floor.acts.open(floor.code, "voice", item="", countdown=None, shown=True)
    assert (state.poll, state.of("voice").phase, state.of("tools").phase) == ("tools", Phase.OPEN, Phase.OPEN)
    folded = fold([entry.text for entry in await log_of(floor)])
    assert (folded.state["poll"], folded.state["voice.phase"]) == ("tools", "open")
    ended = await floor.acts.end(floor.code)
    assert {one.phase for one in ended.polls.values()} == {Phase.CLOSED}


async def test_one_entry_at_a_time_stands_on_the_screen(floor: Floor) -> None:
    """Another one takes its place; what was answered leaves it by itself. Both can be taken back."""
    await floor.open("voice")

    async def decide(act: Any, subject: str) -> moderation.Decisions:
        await floor.acts.decide(floor.code, "voice", 1, act, subject)
        return (await floor.results.round(floor.code, "voice", 1)).decisions

    assert (await decide("screen", "a")).screen == "a"
    assert (await decide("screen", "b")).screen == "b"
    assert (await decide("answer", "b")).answered == {"b"}
    entries = [Entry("a", "A?"), Entry("b", "B?")]
    await decide("approve", "b")
    seen = moderation.gather({}, 2, entries, await decide("approve", "a"), lambda field: False).entries
    assert [(one.id, one.answered, one.screen) for one in seen] == [("a", False, False), ("b", True, False)]
    assert (await decide("unanswer", "b")).answered == frozenset()
    assert (await decide("unscreen", "b")).screen == ""
    folded = fold([entry.text for entry in await log_of(floor)])
    assert folded.rounds["voice", 1].decisions == {"show:a": "", "show:b": ""}


async def test_one_act_decides_about_many(floor: Floor) -> None:
    """Each decision is a line of the log; the bell rings once; nothing to decide is a conflict."""
    await floor.acts.open(floor.code, "voice", item="talk", countdown=None, shown=True)
    before = (await floor.results.state(floor.code)).rev
    state = await floor.acts.decide_all(floor.code, "voice", 1, "approve", ["one", "two", "one", " "], by="desk")
    assert state.rev == before + 2
    data = await floor.results.round(floor.code, "voice", 1)
    assert data.decisions.approved == {"one", "two"}
    assert await refused(floor.acts.decide_all(floor.code, "voice", 1, "hide", [" "])) == "There is nothing to decide."


async def test_what_the_wall_compares_is_part_of_the_state(floor: Floor) -> None:
    """Until somebody takes it back; the same wish twice is one act."""
    wish = floor.acts.compare(floor.code, "voice", "language")
    assert await refused(wish) == "This poll has not been opened yet."
    await floor.acts.open(floor.code, "voice", item="talk", countdown=None, shown=True)
    state = await floor.acts.compare(floor.code, "voice", "language", by="desk")
    assert state.of("voice").by == "language"
    assert (await floor.acts.compare(floor.code, "voice", "language")).rev == state.rev
    state = await floor.acts.numbers(floor.code, "voice", "counts", by="desk")
    assert state.of("voice").numbers == "counts"
    state = await floor.acts.compare(floor.code, "voice", "", by="desk")
    assert (state.of("voice").by, state.of("voice").numbers) == ("", "counts")
