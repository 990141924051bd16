"""The moderator's hand on the wall: dark, held still, how to join; what comes next; a clicker."""

from __future__ import annotations

import asyncio
import re

import httpx2
from redis.asyncio import Redis

from server.domain.state import decode
from server.kinds import BY_NAME
from server.store import keys, reading
from server.store.access import Access
from server.store.files.agenda_file import load
from server.store.workshops import Workshops
from tests.web.house import AGENDA, House, Phone
from tests.web.screening import data, shown
from tests.web.test_desks import entered


async def test_dark_and_how_to_join(house: House) -> None:
    """Every wall is covered at once, and shows again what is on stage."""
    wall = await entered(house, "projector")
    await house.act("polls/obstacle/open")
    async with wall.on_line(f"/workshops/{house.code}/projector/live") as screen:
        await screen.sees("¿Cuál es el mayor obstáculo?")
        assert (await house.act("wall", cover="blank")).status_code == 200
        html = await screen.sees('data-key="blank"')
        assert "obstáculo" not in html
        await house.act("wall", cover="join")
        html = await screen.sees('data-key="join"')
        assert house.code[:3] in html
        await house.act("wall", cover="")
        await screen.sees("¿Cuál es el mayor obstáculo?")
    assert (await house.act("wall", cover="pink")).status_code == 409


async def test_phones_do_not_hear_of_the_screen(house: House) -> None:
    """A hall of phones is not redrawn because the wall is dark."""
    phone = await house.join()
    async with phone.on_line() as line:
        await line.hear("stage")
        for cover in ("blank", "", "join", "", "blank", "join", ""):
            assert (await house.act("wall", cover=cover)).status_code == 200
        await house.act("polls/obstacle/open")
        await line.sees("greatest obstacle")
        # Coming in may be told once more than the two that are needed; seven acts on the screen would be many more.
        assert len([frame for frame in line.frames if frame["type"] == "stage"]) <= 3


async def test_a_wall_that_is_held_still(house: House) -> None:
    """It keeps the result while the meeting goes on; whoever loads the page sees the same; then it lets go."""
    phone = await house.join()
    wall = await entered(house, "projector")
    await house.act("polls/obstacle/open")
    async with phone.on_line() as line:
        await line.answer("obstacle", option="people")
    await house.act("wall", hold="1")
    await house.act("polls/obstacle/close")
    await house.act("polls/words/open")
    page = await shown(wall)
    assert data(page, "key") == "result.obstacle.1"
    assert data(page, "held") == "1"
    assert "Una palabra" not in page
    await house.act("wall", hold="0")
    assert data(await shown(wall), "key") == "poll.words.1"


async def test_what_is_hidden_is_hidden_on_a_wall_that_is_held(house: House) -> None:
    """Nobody has to let go of a picture to take an insult off it."""
    phone = await house.join()
    wall = await entered(house, "projector")
    await house.act("polls/views/open")
    async with phone.on_line() as line:
        await line.answer("views", text="Rude words")
    await house.act("polls/views/close", reveal="1")
    assert "Rude words" in await shown(wall)
    await house.act("wall", hold="1")
    desk = await entered(house, "moderator")
    page = (await desk.client.get(f"/workshops/{house.code}/moderator")).text
    found = re.search(r'name="subject" value="([0-9a-f]{12})"', page)
    assert found
    await house.act("polls/views/entries", act="hide", round="1", subject=found[1])
    assert "Rude words" not in await shown(wall)


async def test_what_there_is_to_choose_from_is_read_before_anybody_answers(house: House) -> None:
    """A result that is shown as it comes in begins with the options; when nobody answered, the wall says so."""
    wall = await entered(house, "projector")
    await house.act("polls/obstacle/open")
    page = await shown(wall)
    assert data(page, "key") == "result.obstacle.1"
    assert 'class="offer"' in page
    assert "Presupuesto" in page
    assert "Personal" in page
    await house.act("polls/obstacle/close")
    page = await shown(wall)
    assert 'class="offer"' not in page
    assert "Nadie respondió." in page


async def test_two_hands_on_the_wall(house: House, redis: Redis) -> None:
    """Both saw the same wall: one wins, the other is told."""
    other = await Access(redis).issue(house.code, "moderator")
    hands = [await deskhand(house, house.tokens["moderator"]), await deskhand(house, other)]
    wall = await entered(house, "projector")
    seen = data(await shown(wall), "control")
    path = f"/workshops/{house.code}/wall"
    acts = zip(hands, ({"cover": "blank"}, {"hold": "1"}), strict=True)
    replies = await asyncio.gather(*(hand.post(path, data={**fields, "seen": seen}) for hand, fields in acts))
    assert sorted(reply.status_code for reply in replies) == [200, 409]
    loser = next(reply for reply in replies if reply.status_code == 409)
    assert "Somebody else" in loser.json()["error"]


async def test_one_hand_may_be_faster_than_the_screen(house: House, redis: Redis) -> None:
    """Two acts from the same page are both done where they choose different things; else it is told whose it was."""
    desk = await deskhand(house, house.tokens["moderator"])
    wall = await entered(house, "projector")
    seen = data(await shown(wall), "control")
    path = f"/workshops/{house.code}/wall"
    acts = ({"cover": "blank"}, {"hold": "1"})
    replies = await asyncio.gather(*(desk.post(path, data={**fields, "seen": seen}) for fields in acts))
    assert [reply.status_code for reply in replies] == [200, 200]
    assert (await desk.post(path, data={"language": ["es", "en"], "seen": seen})).status_code == 200
    reply = await desk.post(path, data={"cover": "join", "seen": seen})
    assert (reply.status_code, "your own link" in reply.text) == (409, True)
    state = decode(await reading.fields(redis, keys.state(house.code)))
    assert (state.wall.cover, state.wall.held is not None, state.wall.languages) == ("blank", True, ("es", "en"))
    # As soon as somebody else has changed anything, what was seen before is too old.
    other = await deskhand(house, await Access(redis).issue(house.code, "moderator"))
    assert (await other.post(path, data={"hold": "0"})).status_code == 200
    for hand in (desk, other):
        reply = await hand.post(path, data={"language": "en", "seen": seen})
        assert (reply.status_code, "Somebody else" in reply.text) == (409, True)
    # So it is when somebody took the last one back.
    latest = data(await shown(wall), "control")
    assert (await other.post(path, data={"cover": "join", "seen": latest})).status_code == 200
    last = decode(await reading.fields(redis, keys.state(house.code))).last
    assert last
    assert (await desk.post(f"/workshops/{house.code}/undo", data={"rev": str(last.rev)})).status_code == 200
    assert not decode(await reading.fields(redis, keys.state(house.code))).hand.replaced


async def deskhand(house: House, token: str) -> httpx2.AsyncClient:
    """A moderator's program, with a link of its own."""
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json", "Accept-Language": "en"}
    return house.browser(headers=headers)


async def test_the_wall_after_the_next_act_is_for_moderators(house: House) -> None:
    """It shows a result before the room sees it, and stays up to date."""
    phone = await house.join()
    await house.act("polls/views/open")
    async with phone.on_line() as line:
        await line.answer("views", text="For the desk only")
    desk, wall, staff = [await entered(house, role) for role in ("moderator", "projector", "staff")]
    for other in (wall, staff):
        assert await shown(other, "?ahead") == ""
    assert "For the desk only" not in await shown(desk)
    assert "For the desk only" in await shown(desk, "?ahead")
    path = f"/workshops/{house.code}/projector/live?ahead"
    async with desk.on_line(path) as preview:
        await preview.sees("For the desk only")
        await house.act("polls/views/close", reveal="1")
        # Now the next act is the next poll: the wall goes back to the agenda.
        await preview.sees('data-key="lobby"')


async def test_what_covers_or_holds_the_wall_outlasts_the_next_act(house: House) -> None:
    """What is foreseen says so, the desk names both, and says who sees the result."""
    desk = await entered(house, "moderator")

    async def sheet() -> str:
        return (await desk.client.get(f"/workshops/{house.code}/moderator")).text

    await house.act("polls/obstacle/open")
    assert "The room sees it." in await sheet()
    assert "No answers yet. They will appear here and on the screen." in await sheet()
    await house.act("wall", cover="join")
    assert data(await shown(desk, "?ahead"), "key") == "join"
    assert "Only the desk sees it." in await sheet()
    assert "No answers yet. They will appear here.<" in await sheet()
    await house.act("polls/obstacle/close")
    assert "Phones show it; the screen does not." in await sheet()
    await house.act("wall", hold="1")
    for sentence in ("The screen shows how to join.", "It is also held still: the room does not see what you do here."):
        assert sentence in await sheet()
    await house.act("wall", cover="")
    assert "The room sees it." in await sheet()
    await house.act("stage", item="polls", poll="words")
    assert data(await shown(desk, "?ahead"), "key") == data(await shown(desk), "key") == "result.obstacle.1"
    await house.act("polls/words/open")
    await house.act("polls/words/close", reveal="1")
    assert "Phones show it; the screen does not." in await sheet()
    await house.act("wall", hold="0")
    assert "The room sees it." in await sheet()
    assert data(await shown(desk, "?ahead"), "key") == "lobby"


async def test_every_next_act_can_be_foreseen(house: House) -> None:
    """From the opening of the meeting to its last poll, what is foreseen is what comes."""
    desk = await entered(house, "moderator")
    wall = await entered(house, "projector")
    for _ in range(30):
        ahead = data(await shown(desk, "?ahead"), "key")
        token = data(await shown(wall), "advance")
        if not token:
            break
        reply = await house.act("advance", seen=token)
        assert reply.status_code == 200, reply.text
        assert data(await shown(wall), "key") == ahead
    results = await house.results()
    assert {"obstacle", "words", "views", "final"} <= results.keys()


async def test_advance_does_what_was_seen_and_nothing_else(house: House) -> None:
    """Two clickers at the same instant: one act, not two."""
    wall = await entered(house, "projector")
    await house.act("begin")
    token = data(await shown(wall), "advance")
    replies = await asyncio.gather(*(house.act("advance", seen=token) for _ in range(2)))
    codes = sorted(reply.status_code for reply in replies)
    # To put the same poll on the desk twice is one act; to do what nobody has seen is none.
    assert codes in ([200, 200], [200, 409])
    assert (await house.act("advance", seen=token)).status_code == 409
    assert (await house.act("advance")).status_code == 409


async def test_the_last_act_is_taken_back(house: House) -> None:
    """A poll that was closed too early goes on, and whoever answered finds the own answer in the form."""
    phone = await house.join()
    async with phone.on_line() as line:
        await house.act("polls/obstacle/open")
        await line.sees("greatest obstacle")
        await line.answer("obstacle", option="people")
        wall = await entered(house, "projector")
        await house.act("polls/obstacle/close")
        await line.sees('data-key="result.obstacle.1"')
        rev = data(await shown(wall), "undo")
        assert (await house.act("undo", rev=rev)).status_code == 200
        html = await line.sees('value="people" checked')
        assert 'data-key="poll.obstacle.1"' in html
        assert (await line.answer("obstacle", option="money"))["type"] == "ack"
    assert (await house.act("undo", rev=rev)).status_code == 409
    assert (await house.act("undo", rev="x")).status_code == 409
    assert (await house.results())["obstacle"]["counts"] == {"money": 1}


async def test_other_moderators_are_told_who_did_what(house: House, redis: Redis) -> None:
    """The own acts are no news."""
    one, two = await entered(house, "moderator"), await entered(house, "moderator")
    await house.act("polls/obstacle/open")
    for desk in (one, two):
        # Both came with the same link, and so with the same hand.
        page = (await desk.client.get(f"/workshops/{house.code}/moderator")).text
        assert "Another moderator" not in page
    token = await Access(redis).issue(house.code, "moderator")
    other = Phone(house, house.browser())
    await other.client.get(f"/enter/{token}")
    page = (await other.client.get(f"/workshops/{house.code}/moderator?lang=en")).text
    assert "Another moderator, at" in page
    assert "the poll was opened" in page


async def test_a_hand_on_the_projector_is_a_moderators(house: House) -> None:
    """Only where a moderator is signed in in the same browser do the keys of a clicker do anything."""
    wall, desk = await entered(house, "projector"), await entered(house, "moderator")
    assert 'id="hand"' not in await shown(wall)
    page = await shown(desk)
    assert 'id="hand"' in page
    csrf = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
    assert csrf
    address = f"/workshops/{house.code}/wall"
    assert (await wall.client.post(address, data={"cover": "blank", "csrf": csrf[1]})).status_code == 404
    told = {"Accept": "application/json"}
    reply = await desk.client.post(address, data={"cover": "blank", "csrf": csrf[1]}, headers=told)
    assert reply.status_code == 200


async def test_the_ledger_says_what_was_chosen(house: House) -> None:
    """In words, with what was taken back."""
    await house.act("wall", cover="blank")
    await house.act("wall", cover="", hold="1")
    await house.act("polls/obstacle/open")
    wall = await entered(house, "projector")
    await house.act("polls/obstacle/close")
    await house.act("undo", rev=data(await shown(wall), "undo"))
    staff = await entered(house, "staff")
    page = (await staff.client.get(f"/workshops/{house.code}/ledger?lang=en")).text
    for words in ("The screen was made dark", "The screen was held still", "The closing of the poll was taken back"):
        assert words in page


async def test_an_earlier_workshop_beside_this_one(house: House, redis: Redis) -> None:
    """The one that the staff chose, where it was asked the same; and only there."""
    workshop, text = load(AGENDA.replace("2024-02-15", "2023-02-14"), BY_NAME)
    then = await Workshops(redis, BY_NAME).create(text, workshop)
    other = House(house.worker, int(house.base.rpartition(":")[2]), then.code, then.tokens)
    phone = await other.join()
    await other.act("polls/obstacle/open")
    async with phone.on_line() as line:
        await line.answer("obstacle", option="money")
    await other.act("polls/obstacle/close")
    assert (await house.act("polls/obstacle/compare", by="earlier")).status_code == 409
    reply = await house.act("earlier", link=f"{house.base}/enter/{then.tokens['staff']}")
    assert reply.status_code == 200, reply.text
    mine = await house.join()
    await house.act("polls/obstacle/open")
    async with mine.on_line() as line:
        await line.answer("obstacle", option="people")
    desk, wall = await entered(house, "moderator"), await entered(house, "projector")
    assert "With the workshop of 2023" in (await desk.client.get(f"/workshops/{house.code}/moderator?lang=en")).text
    assert (await house.act("polls/obstacle/compare", by="earlier")).status_code == 200
    page = await shown(wall, "?lang=en")
    assert "2023" in page
    assert "Trial course, and now." in page
    assert (await house.act("polls/words/compare", by="earlier")).status_code == 409
    await other.close()
