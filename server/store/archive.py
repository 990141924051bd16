"""Archive and restore: a workshop as one file, and back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, cast

from redis.asyncio import Redis

from server.domain.errors import Conflict
from server.domain.messages import message
from server.domain.state import Phase, decode
from server.store import counted, keys, package, pictures, reading, soundness
from server.store.acts import Acts
from server.store.log import Entry, dropped_by, stub
from server.store.package import BadArchive, Contents, RoundContents
from server.store.scripts import Script, now
from server.store.verifying import verify

__all__ = ["BadArchive", "archive", "restore", "verify"]

# Fields in one command, and entries in one page of the log.
CHUNK = 500
# Seconds after which a restore that died no longer keeps others from trying.
LONGEST_RESTORE = 600

_GATHER = Script("gather")


async def archive(redis: Redis, code: str) -> bytes:
    """Everything of a workshop at one moment, as the bytes of a zip file.

    Raises:
        Conflict: when there is no such workshop.
    """
    while True:
        rounds = keys.rounds(decode(await reading.fields(redis, keys.state(code))))
        common = (keys.workshop, keys.state, keys.notes, keys.seats, keys.seat_tokens, keys.grants, keys.presence,
                  keys.people, keys.badges, keys.badge_codes, keys.attended, keys.papers, keys.wordings)  # fmt: skip
        names = [key(code) for key in common] + [
            name for poll, number in rounds for name in keys.of_round(code, poll, number)
        ]
        *hashes, last = await _GATHER(redis, [*names, keys.log(code)])
        contents = Contents(code, *map(reading.pairs, hashes[: len(common)]))
        # When it came back is of this server, and no part of the workshop.
        contents.workshop.pop("restored", None)
        if "text" not in contents.workshop:
            raise Conflict(message("There is no workshop with this code."))
        # Somebody may have opened a round meanwhile; then its keys are missing here.
        if keys.rounds(contents.standing) == rounds:
            break
    parts = hashes[len(common) :]
    for place, (poll, number) in enumerate(rounds):
        answers, totals, segments, decided, upvotes, upvoters, reactions, clerk = parts[8 * place : 8 * place + 8]
        contents.rounds[poll, number] = RoundContents(
            reading.pairs(answers), _counts(totals, segments), reading.pairs(decided), reading.pairs(upvotes),
            upvoters=sorted(upvoters), reactions=reading.pairs(reactions),
            clerk=reading.pairs(clerk),
        )  # fmt: skip
    contents.log = await _log(redis, code, last[0])
    contents.pictures = await pictures.everything(redis, code)
    return package.pack(contents)


def _counts(totals: Sequence[str], segments: Sequence[str]) -> dict[str, str]:
    """Both hashes in one, as a file has them."""
    return {name: str(n) for name, n in counted.together(reading.pairs(totals), reading.pairs(segments)).items()}


async def restore(redis: Redis, data: bytes) -> str:
    """Bring a workshop back under its own code, with its role links and seats.

    Polls that were open are closed, because nobody can change an anonymous answer any more: the key of the pseudonyms
    is in no archive, so who answered already could answer once more.

    Returns:
        The code.

    Raises:
        BadArchive: when the file is no archive, is damaged, or its log was changed.
        Conflict: when there is a workshop with this code.
    """
    contents = await asyncio.to_thread(_sound, data)
    code, state = contents.code, contents.standing
    day = date.fromisoformat(contents.workshop["date"])
    if not await redis.set(keys.restoring(code), "1", nx=True, ex=LONGEST_RESTORE):
        raise Conflict(message("Somebody restores the workshop %(code)s just now.", code=code))
    try:
        if await redis.exists(keys.workshop(code)):
            raise Conflict(message("There is a workshop with the code %(code)s already. Delete it first.", code=code))
        # A restore that died may have left something.
        await redis.unlink(*keys.of_workshop(code, contents.rounds))
        await _write(redis, contents)
        acts = Acts(redis)
        for poll, one in state.polls.items():
            if one.phase is Phase.OPEN:
                await acts.close(code, poll, round=one.round, by="restore")
        # What makes the workshop visible comes last.
        fields = {**contents.workshop, "restored": str(await now(redis, code))}
        await redis.hset(keys.workshop(code), mapping=cast("Mapping[Any, Any]", fields))
        await redis.sadd(keys.CODES, code)
        await redis.zadd(keys.INDEX, {code: day.toordinal()})
    finally:
        await redis.unlink(keys.restoring(code))
    return code


def _sound(data: bytes) -> Contents:
    contents = package.unpack(data)
    soundness.check(contents)
    return contents


async def _log(redis: Redis, code: str, last: str) -> list[Entry]:
    """The log up to an entry, in pages."""
    lost = await reading.fields(redis, keys.dropped(code))
    entries = [Entry(name, stub(text.partition(" ")[0]), text.partition(" ")[2]) for name, text in lost.items()]
    start = "-"
    while True:
        page = cast("list[tuple[str, dict[str, str]]]", await redis.xrange(keys.log(code), start, last, CHUNK))
        entries += [Entry(name, fields["entry"], fields["link"]) for name, fields in page]
        if len(page) < CHUNK:
            return sorted(entries, key=lambda entry: tuple(map(int, entry.id.split("-"))))
        start = f"({page[-1][0]}"


async def _write(redis: Redis, contents: Contents) -> None:
    code = contents.code
    pipe = redis.pipeline(transaction=False)

    def put(key: str, fields: Mapping[str, str]) -> None:
        for some in _chunks(fields):
            pipe.hset(key, mapping=cast("Mapping[Any, Any]", some))

    for (poll, number), one in contents.rounds.items():
        put(keys.answers(code, poll, number), one.answers)
        totals, segments = counted.apart(one.counts)
        put(keys.counts(code, poll, number), totals)
        put(keys.segments(code, poll, number), segments)
        put(keys.moderation(code, poll, number), one.moderation)
        put(keys.upvotes(code, poll, number), one.upvotes)
        put(keys.reactions(code, poll, number), one.reactions)
        put(keys.clerk(code, poll, number), one.clerk)
        for supporter in one.upvoters:
            pipe.sadd(keys.upvoters(code, poll, number), supporter)
        await pipe.execute()
    for name, data in contents.pictures.items():
        await redis.hset(keys.pictures(code), name, pictures.encoded(data))
    put(keys.notes(code), contents.notes)
    put(keys.seats(code), contents.seats)
    put(keys.seat_tokens(code), contents.tokens)
    put(keys.grants(code), contents.grants)
    put(keys.people(code), contents.people)
    put(keys.attended(code), contents.attended)
    put(keys.papers(code), contents.papers)
    put(keys.badges(code), contents.badges)
    put(keys.wordings(code), contents.wordings)
    put(keys.badge_codes(code), contents.badge_codes)
    for number_of_seat, seen in contents.presence.items():
        pipe.zadd(keys.presence(code), {number_of_seat: float(seen)})
    # Also the numbers of seats that are gone: they are not given again.
    for change in range(1, max(map(int, contents.seats), default=0) + 1):
        pipe.zadd(keys.seat_changes(code), {str(change): change})
    await pipe.execute()
    for start in range(0, len(contents.log), CHUNK):
        for entry in contents.log[start : start + CHUNK]:
            rev = dropped_by(entry.text)
            if rev is None:
                pipe.xadd(keys.log(code), {"entry": entry.text, "link": entry.link}, id=entry.id)
            else:
                pipe.hset(keys.dropped(code), entry.id, f"{rev} {entry.link}")
        await pipe.execute()
    put(keys.state(code), contents.state)
    await pipe.execute()


def _chunks(fields: Mapping[str, str]) -> Iterator[dict[str, str]]:
    rest = iter(fields.items())
    while some := dict(islice(rest, CHUNK)):
        yield some
