"""All polls of an item at once: opened, given more time, closed, or none of them."""

from __future__ import annotations

import pytest

from server.domain.errors import Conflict
from server.domain.seat import Attendance
from server.domain.state import GRACE, Phase
from server.store import log
from server.store.archive import archive
from server.store.surveys import Page, Progress, Surveys
from tests.store.sample import Floor, differences, log_of

NAMES = ("tools", "each", "roll", "urn")


class Survey:
    """Four polls of the sample: of people, of delegations, recorded and secret."""

    def __init__(self, floor: Floor) -> None:
        self.floor = floor
        self.acts = Surveys(floor.redis)

    async def pages(self) -> list[Page]:
        workshop = await self.floor.workshops.get(self.floor.code)
        assert workshop
        state = await self.floor.results.state(self.floor.code)
        return [Page(workshop.polls[name], state.of(name).round) for name in NAMES]

    async def finished(self) -> list[int]:
        floor = self.floor
        progress = Progress(floor.redis, floor.voters)
        seats = await floor.seats.everyone(floor.code)
        return [seat.number for seat in await progress.finished(floor.code, await self.pages(), seats)]


@pytest.fixture
def survey(floor: Floor) -> Survey:
    return Survey(floor)


async def test_one_act_opens_and_one_act_closes_every_poll(survey: Survey) -> None:
    """They share a deadline; the survey stays on stage until something else is put there."""
    floor = survey.floor
    state = await survey.acts.open(floor.code, "first", await survey.pages(), countdown=60, by="desk")
    assert (state.survey, state.item, state.poll) == ("first", "first", "")
    assert {state.of(name).phase for name in NAMES} == {Phase.OPEN}
    assert {state.of(name).round for name in NAMES} == {1}
    assert len({state.of(name).deadline for name in NAMES}) == 1
    assert not any(state.of(name).shown for name in NAMES)
    assert state.begun
    assert state.staged == state.begun
    with pytest.raises(Conflict, match="open already"):
        await survey.acts.open(floor.code, "first", await survey.pages())
    longer = await survey.acts.extend(floor.code, await survey.pages(), 30)
    assert longer.of("tools").deadline == (state.of("tools").deadline or 0) + 30_000
    closed = await survey.acts.close(floor.code, await survey.pages(), by="desk")
    assert {closed.of(name).phase for name in NAMES} == {Phase.CLOSED}
    assert closed.survey == "first"
    with pytest.raises(Conflict, match="This survey is not open"):
        await survey.acts.close(floor.code, await survey.pages())
    with pytest.raises(Conflict, match="This survey is not open"):
        await survey.acts.extend(floor.code, await survey.pages(), 30)
    staged = await floor.acts.stage(floor.code, item="first", poll="tools")
    assert staged.survey == ""


async def test_all_or_none(survey: Survey) -> None:
    """A poll that is open, or has moved on meanwhile, keeps the others closed as well."""
    floor = survey.floor
    before = await survey.pages()
    await floor.open("roll")
    with pytest.raises(Conflict, match="open already"):
        await survey.acts.open(floor.code, "first", before)
    await floor.acts.close(floor.code, "roll")
    with pytest.raises(Conflict, match="Somebody else"):
        await survey.acts.open(floor.code, "first", before)
    assert (await floor.results.state(floor.code)).of("tools").phase is Phase.DRAFT
    state = await survey.acts.open(floor.code, "first", await survey.pages())
    assert [state.of(name).round for name in NAMES] == [1, 1, 2, 1]
    with pytest.raises(Conflict, match="no countdown"):
        await survey.acts.extend(floor.code, await survey.pages(), 30)


async def test_it_closes_when_its_time_is_over(survey: Survey) -> None:
    """Not before the grace has passed; afterwards nothing is left to do."""
    floor = survey.floor
    state = await survey.acts.open(floor.code, "first", await survey.pages(), countdown=60)
    left = await survey.acts.close_due(floor.code, await survey.pages())
    assert 60_000 <= left <= 60_000 + GRACE + 1
    past = (state.of("tools").deadline or 0) - 60_000 - GRACE - 1
    await floor.redis.hset(f"hc:{{{floor.code}}}:state", mapping={f"{name}.deadline": past for name in NAMES})
    assert await survey.acts.close_due(floor.code, await survey.pages()) == 0
    assert (await floor.results.state(floor.code)).of("urn").phase is Phase.CLOSED
    assert await survey.acts.close_due(floor.code, await survey.pages()) == 0


async def test_who_has_answered_everything_has_finished(survey: Survey) -> None:
    """Of one answer for each delegation all its people have their part; nobody else counts for them."""
    floor = survey.floor
    chile, other, peru = [await floor.sit(name) for name in ("CL", "CL", "CA")]
    await survey.acts.open(floor.code, "first", await survey.pages())
    pages = {page.poll.id: page for page in await survey.pages()}
    everyone = {seat.number: seat for seat in await floor.seats.everyone(floor.code)}

    async def answer(seat: int, *names: str) -> None:
        for name in names:
            settings = pages[name].poll.settings
            voter = await floor.voters.voter(floor.code, name, 1, settings, everyone[seat])
            await floor.say(name, voter, f"{seat:012x}{NAMES.index(name):012x}", "x", secret=name == "urn")

    await answer(chile, "tools", "each", "roll")
    await answer(peru, "tools", "roll", "urn")
    assert await survey.finished() == []
    await answer(chile, "urn")
    assert await survey.finished() == [chile]
    await answer(other, "tools", "roll", "urn")
    assert await survey.finished() == [chile, other]


async def test_the_log_tells_the_same(survey: Survey) -> None:
    """One line for each poll and one for the survey; an archive of it is whole."""
    floor = survey.floor
    await floor.sit("CL", Attendance.REMOTE)
    await survey.acts.open(floor.code, "first", await survey.pages(), countdown=60, by="desk")
    await floor.say("tools", "a", "1" * 24, "x")
    await survey.acts.extend(floor.code, await survey.pages(), 30, by="desk")
    await survey.acts.close(floor.code, await survey.pages(), by="desk", present=(1, 1))
    acts = [log.parse(entry.text).act for entry in await log_of(floor)]
    assert acts == ["define", *["open"] * 4, "survey", "answers", *["extend"] * 4, *["close"] * 4]
    assert differences(await archive(floor.redis, floor.code)) == []
