"""A workshop as one file, and back."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import pytest
from redis.asyncio import Redis

from server.domain.errors import Conflict
from server.domain.seat import Attendance
from server.domain.state import Phase
from server.store import keys, package, reading
from server.store.access import Access
from server.store.archive import BadArchive, archive, restore
from server.store.log import link
from server.store.package import Contents
from tests.store.sample import DEFINITION, ENTRY, KINDS, Floor, differences, log_of, parse, text_of


async def meeting(floor: Floor) -> str:
    """A whole meeting: every ballot, changes, withdrawals, decisions, upvotes, notes. Returns a seat's token."""
    _, token = await floor.seats.admit(
        floor.code, delegation="CL", attendance=Attendance.ROOM, language="es", name="Zoë"
    )
    await floor.sit("CA", Attendance.REMOTE)
    seats = await floor.seats.everyone(floor.code)
    workshop = await floor.workshops.get(floor.code)
    assert workshop is not None
    await floor.acts.begin(floor.code, by="chair")
    for poll in ("tools", "voice", "each", "roll", "urn"):
        await floor.open(poll, countdown=600)
        settings = workshop.polls[poll].settings
        for seat in seats:
            voter = await floor.voters.voter(floor.code, poll, 1, settings, seat)
            await floor.say(poll, voter, f"{poll}{seat.number}", f"a{seat.number}", "b\x1cB", secret=poll == "urn")
    pseudonym = await floor.voters.voter(floor.code, "tools", 1, workshop.polls["tools"].settings, seats[0])
    await floor.say("tools", pseudonym, "changed", "c", segments=("attendance:remote",))
    await floor.say("roll", "2", "withdrawn")
    await floor.upvotes.set(floor.code, "voice", 1, "1", ENTRY, True)
    await floor.upvotes.set(floor.code, "voice", 1, "2", ENTRY, True)
    await floor.upvotes.set(floor.code, "voice", 1, "2", ENTRY, False)
    await floor.acts.decide(floor.code, "voice", 1, "approve", ENTRY, by="desk")
    await floor.acts.decide(floor.code, "voice", 1, "theme", ENTRY, "t1", by="desk")
    await floor.acts.decide(floor.code, "voice", 1, "name", "t1", "Costs", by="desk")
    await floor.acts.note(floor.code, "closing", "Thank you.\nÀ bientôt.", by="staff")
    await floor.acts.extend(floor.code, "tools", 30)
    await floor.acts.hide(floor.code, "tools")
    await floor.acts.close(floor.code, "urn")
    await floor.acts.close(floor.code, "tools")
    other = text_of(polls=DEFINITION["polls"] | {"tools": {"prompt": "Which tools?"}})
    await floor.workshops.replace(floor.code, other, parse(other, KINDS), by="staff")
    await floor.open("tools")
    return token


async def everything(redis: Redis, code: str) -> dict[str, object]:
    """All that the store knows of a workshop, but the key of the pseudonyms."""
    contents = package.unpack(await archive(redis, code))
    return {name: getattr(contents, name) for name in Contents.__slots__}


async def test_a_workshop_goes_into_a_file_and_comes_back(floor: Floor) -> None:
    """With its links, seats, answers and log; the file verifies before and after."""
    token = await meeting(floor)
    await floor.acts.end(floor.code)
    data = await archive(floor.redis, floor.code)
    assert differences(data) == []
    before = await everything(floor.redis, floor.code)
    grants = await Access(floor.redis).grants(floor.code)
    hall = await floor.seats.hall(floor.code)
    await floor.workshops.delete(floor.code)
    assert await restore(floor.redis, data) == floor.code
    assert await everything(floor.redis, floor.code) == before
    assert await archive(floor.redis, floor.code) == data
    fresh = await Floor.build(floor.redis)
    assert [one.code for one in await fresh.workshops.listing() if one.code == floor.code]
    assert await Access(floor.redis).grants(floor.code) == grants
    seat = await fresh.seats.by_token(floor.code, token)
    assert seat is not None
    assert seat.name == "Zoë"
    assert await fresh.seats.hall(floor.code) == hall
    assert not await floor.redis.exists(keys.restoring(floor.code))


async def test_open_polls_are_closed_by_a_restore(floor: Floor) -> None:
    """Nobody can be told from a stranger any more; the meeting goes on with another round, and still verifies."""
    await meeting(floor)
    data = await archive(floor.redis, floor.code)
    await floor.workshops.delete(floor.code)
    await restore(floor.redis, data)
    state = await floor.results.state(floor.code)
    assert {one.phase for one in state.polls.values()} == {Phase.CLOSED}
    assert await floor.open("tools") == 3
    assert await floor.say("tools", "1", "new", "x", round=3) == "recorded"
    assert (await log_of(floor))[-1].text.count("new") == 1
    assert differences(await archive(floor.redis, floor.code)) == []


async def test_no_file_holds_what_joins_seats_to_answers(floor: Floor) -> None:
    """Neither the key of the pseudonyms nor any token."""
    token = await meeting(floor)
    salt = await floor.redis.get(keys.salt(floor.code))
    assert salt
    data = await archive(floor.redis, floor.code)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        texts = b"".join(file.read(name) for name in file.namelist())
    assert str(salt).encode() not in texts
    assert token.encode() not in texts


async def test_an_existing_workshop_is_not_overwritten(floor: Floor) -> None:
    """Nor is one that somebody else restores just now; what a restore left that died is."""
    data = await archive(floor.redis, floor.code)
    with pytest.raises(Conflict, match=f"the code {floor.code} already"):
        await restore(floor.redis, data)
    await floor.workshops.delete(floor.code)
    await floor.redis.set(keys.restoring(floor.code), "1")
    with pytest.raises(Conflict, match="just now"):
        await restore(floor.redis, data)
    await floor.redis.delete(keys.restoring(floor.code))
    await floor.redis.hset(keys.notes(floor.code), "left", "over")
    await restore(floor.redis, data)
    assert await reading.fields(floor.redis, keys.notes(floor.code)) == {}


async def test_there_is_no_archive_of_nothing(redis: Redis) -> None:
    """An unknown code is said to be unknown."""
    with pytest.raises(Conflict, match="no workshop"):
        await archive(redis, "000000")


def rewritten(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The file with other members, under the old manifest."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    change(members)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in members.items():
            file.writestr(name, text)
    return written.getvalue()


def manifest(**changes: object) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | changes).encode()

    return change


def put(name: str, text: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda members: members.__setitem__(name, text)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (put("state.json", b"{}"), "state.json in this archive was changed or damaged"),
        (put("log.jsonl", b""), "log.jsonl in this archive was changed or damaged"),
        (put("../../etc/passwd", b"x"), "too many or too few"),
        (lambda members: members.pop("notes.json"), "too many or too few"),
        (put("manifest.json", b"{}"), "not complete"),
        (put("manifest.json", b"[" * 100_000), "no archive|not complete"),
        (put("manifest.json", b"\xff"), "not complete"),
        (lambda members: members.pop("manifest.json"), "no archive"),
        (manifest(format="other"), "no archive"),
        (manifest(version=2), "another version"),
        (manifest(code="../../x"), "not complete"),
        (manifest(files=[]), "too many or too few"),
    ],
)
async def test_a_bad_file_is_refused_in_a_sentence(
    floor: Floor, change: Callable[[dict[str, bytes]], None], sentence: str
) -> None:
    """By restore and verify alike, and nothing is written."""
    data = rewritten(await archive(floor.redis, floor.code), change)
    await floor.workshops.delete(floor.code)
    with pytest.raises(BadArchive, match=sentence):
        await restore(floor.redis, data)
    assert len(differences(data)) == 1
    assert not await floor.redis.keys(f"*{floor.code}*")


def forged_log(contents: Contents, place: int, **changes: str) -> None:
    """One entry of the log is another one, and the chain behind it made anew."""
    contents.log[place] = contents.log[place]._replace(**changes)
    last = ""
    for number, entry in enumerate(contents.log):
        last = link(last, entry.text)
        contents.log[number] = entry._replace(link=last)
    contents.state["chain"] = last


@pytest.mark.parametrize(
    "change",
    [
        lambda all_: all_.seats.update({"1": "1 {}"}),
        lambda all_: all_.seats.update(x=all_.seats["1"]),
        lambda all_: all_.presence.update({"1": "nan"}),
        lambda all_: all_.people.update({"1": "[]"}),
        lambda all_: all_.badges.update({"1": "x"}),
        lambda all_: all_.grants.update(x="moderator"),
        lambda all_: all_.workshop.update(date="tomorrow"),
        lambda all_: all_.rounds["roll", 1].counts.update(c="many"),
        lambda all_: all_.rounds["roll", 1].answers.update({"1": "x"}),
        lambda all_: all_.rounds["roll", 1].clerk.update(e="x"),
        lambda all_: forged_log(all_, 3, id="-1"),
        lambda all_: forged_log(all_, 3, id="1-0"),
        lambda all_: forged_log(all_, 3, text="x"),
        lambda all_: forged_log(all_, 3, text="-" + "9" * 5_000),
    ],
)
async def test_what_no_page_could_read_is_not_restored(floor: Floor, change: Callable[[Contents], None]) -> None:
    """Also where somebody made the checksums anew: nothing is written."""
    await meeting(floor)
    contents = package.unpack(await archive(floor.redis, floor.code))
    change(contents)
    for poll in ("voice", "each", "roll"):
        await floor.acts.close(floor.code, poll)
    await floor.workshops.delete(floor.code)
    with pytest.raises(BadArchive, match=r"holds what no archive holds|was changed"):
        await restore(floor.redis, package.pack(contents))
    assert not await floor.redis.keys(f"*{floor.code}*")


async def test_an_archive_that_was_hurt_on_its_way(redis: Redis, floor: Floor) -> None:
    """Whatever byte is another one, inside of what is packed as well: it is said that the file is damaged."""
    await meeting(floor)
    data = await archive(redis, floor.code)
    hurt = 0
    for place in range(40, len(data), 97):
        torn = bytearray(data)
        torn[place : place + 4] = b"\xff\x00\xff\x07"
        try:
            package.unpack(bytes(torn))
        except BadArchive:
            hurt += 1
    assert hurt > len(data) // 97 // 2


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a zip file at all" * 100])
async def test_anything_else_is_no_archive(redis: Redis, data: bytes) -> None:
    """Whatever was uploaded."""
    with pytest.raises(BadArchive, match="no archive"):
        await restore(redis, data)


async def test_a_zip_bomb_does_not_go_off(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither one that says how large it is, nor one that lies, nor one of many files, nor a large file."""
    monkeypatch.setattr(package, "LARGEST", 100_000)
    monkeypatch.setattr(package, "LARGEST_MANIFEST", 1_000)
    with pytest.raises(BadArchive, match="unpack to more"):
        await restore(redis, rewritten(empty(), put("manifest.json", b" " * 200_000)))
    with pytest.raises(BadArchive, match="unpack to more"):
        await restore(redis, rewritten(empty(), put("manifest.json", b" " * 2_000)))
    honest = rewritten(empty(), put("manifest.json", b" " * 200_000))
    lying = honest.replace((200_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    with pytest.raises(BadArchive):
        await restore(redis, lying)
    monkeypatch.setattr(package, "MOST_FILES", 3)
    with pytest.raises(BadArchive, match="unpack to more"):
        await restore(redis, rewritten(empty(), lambda members: members.update({str(n): b"" for n in range(4)})))
    monkeypatch.setattr(package, "LARGEST_PACKED", 10)
    with pytest.raises(BadArchive, match="too large"):
        await restore(redis, empty())


def empty() -> bytes:
    written = io.BytesIO()
    zipfile.ZipFile(written, "w").close()
    return written.getvalue()
