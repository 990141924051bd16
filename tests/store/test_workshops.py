"""Definitions under codes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from redis.asyncio import Redis

from server.domain.errors import Conflict
from server.domain.kind import AnyKind
from server.domain.workshop import Workshop
from server.store import keys
from server.store.access import Access
from server.store.workshops import Workshops
from tests.store.sample import DEFINITION, ENTRY, KINDS, Floor, parse, text_of


async def test_a_workshop_gets_six_digits_and_a_token_for_each_role(floor: Floor) -> None:
    """And is found by them."""
    created = await floor.workshops.create(text_of(title="Two"), parse(text_of(title="Two"), KINDS))
    assert created.code.isdigit()
    assert len(created.code) == 6
    assert await floor.workshops.exists(created.code)
    assert not await floor.workshops.exists("000000")
    for role, token in created.tokens.items():
        grant = await Access(floor.redis).find(token)
        assert grant is not None
        assert (grant.code, grant.role) == (created.code, role)
    assert await floor.workshops.text(created.code) == text_of(title="Two")


async def test_a_definition_is_parsed_once_per_version(redis: Redis) -> None:
    """Another process's replacement is seen at the next look."""
    parsed: list[str] = []

    def counting(text: str, kinds: Mapping[str, AnyKind]) -> Workshop:
        parsed.append(text)
        return parse(text, kinds)

    workshops, other = Workshops(redis, KINDS, parse=counting), Workshops(redis, KINDS, parse=parse)
    code = (await workshops.create(text_of(), parse(text_of(), KINDS))).code
    first = await workshops.get(code)
    assert first is not None
    assert await workshops.get(code) is first
    await other.replace(code, text_of(title="New"), parse(text_of(title="New"), KINDS))
    second = await workshops.get(code)
    assert second is not None
    assert second.title.pick("en") == "New"
    assert len(parsed) == 2
    assert await workshops.get("000000") is None


async def test_a_poll_that_people_answer_keeps_its_wording(floor: Floor) -> None:
    """Other polls may change meanwhile, and this one once it is closed."""
    await floor.open("tools")
    other = text_of(polls=DEFINITION["polls"] | {"voice": {"kind": "remarks", "prompt": "Your voice?"}})
    await floor.workshops.replace(floor.code, other, parse(other, KINDS))
    same_poll = text_of(polls=DEFINITION["polls"] | {"tools": {"prompt": "Other tools?"}})
    with pytest.raises(Conflict, match="“tools” is open"):
        await floor.workshops.replace(floor.code, same_poll, parse(same_poll, KINDS))
    with pytest.raises(Conflict, match="“tools” is open"):
        await floor.workshops.replace(floor.code, text_of(polls={}), parse(text_of(polls={}), KINDS))
    await floor.acts.close(floor.code, "tools")
    await floor.workshops.replace(floor.code, same_poll, parse(same_poll, KINDS))
    with pytest.raises(Conflict, match="no workshop"):
        await floor.workshops.replace("000000", other, parse(other, KINDS))


async def test_the_list_has_the_latest_meeting_first(floor: Floor) -> None:
    """With what is known without parsing."""
    text = text_of(title="Later", date="2025-01-01")
    later = await floor.workshops.create(text, parse(text, KINDS))
    await floor.acts.begin(floor.code)
    first, second = await floor.workshops.listing()
    assert (first.code, first.title, first.date, first.begun) == (later.code, "Later", date(2025, 1, 1), None)
    assert (second.code, second.title) == (floor.code, "Course")
    assert second.begun
    assert second.ended is None
    assert second.created


async def test_an_empty_store_lists_nothing(redis: Redis) -> None:
    """Nor does it fail."""
    assert await Workshops(redis, KINDS, parse=parse).listing() == []


async def test_a_deleted_workshop_leaves_nothing_but_its_code(floor: Floor) -> None:
    """No later workshop gets that code."""
    await floor.sit("CL")
    await floor.open("voice")
    await floor.say("voice", "1", "a", "Hello")
    await floor.upvotes.set(floor.code, "voice", 1, "1", ENTRY, True)
    await floor.workshops.delete(floor.code)
    assert await floor.redis.keys(f"*{floor.code}*") == []
    assert await floor.workshops.listing() == []
    assert await floor.workshops.get(floor.code) is None
    assert await floor.redis.sismember(keys.CODES, floor.code)


async def test_a_code_is_never_given_twice(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chance is asked until it names a new one."""
    taken = int(floor.code) - 100_000
    draws = iter([taken, taken, (taken + 1) % 900_000])
    monkeypatch.setattr("server.store.workshops.secrets.randbelow", lambda most: next(draws))
    created = await floor.workshops.create(text_of(), parse(text_of(), KINDS))
    assert int(created.code) == 100_000 + (taken + 1) % 900_000
