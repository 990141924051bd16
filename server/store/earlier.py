"""The earlier workshop that one is compared with: read once from the store or an archive, kept as totals.

It is kept among the texts of the staff, under the key `earlier`, so that choosing it is an act in the log, and archives
hold it. Only totals are in it: what was written, who answered and who was there stay behind.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from typing import Any

from redis.asyncio import Redis

from server.domain import moderation
from server.domain.counts import PEOPLE, by_segment
from server.domain.earlier import Earlier, EarlierRound
from server.domain.errors import Faults
from server.domain.gathering import gather_round
from server.domain.kind import AnyKind, Electorate
from server.domain.messages import message
from server.domain.observers import withheld
from server.domain.passages import EARLIER
from server.domain.snapshot import RoundData
from server.domain.state import RoundTimes
from server.domain.word_lists import word_list
from server.domain.workshop import Workshop
from server.store import keys, package, reading
from server.store.files.agenda_file import parse_stored
from server.store.package import BadArchive
from server.store.verifying import verify

Kinds = Mapping[str, AnyKind]


async def chosen(redis: Redis, code: str, kinds: Kinds) -> Earlier | None:
    """The earlier workshop that was chosen for this one; None for none."""
    return parse(await reading.field(redis, keys.notes(code), EARLIER) or "", kinds)


def parse(text: str, kinds: Kinds) -> Earlier | None:
    """The earlier workshop from what is kept of it; None where there is none, or this program cannot read it."""
    if not text:
        return None
    return _parse(text, tuple(kinds.items()))


@lru_cache(maxsize=16)
def _parse(text: str, kinds: tuple[tuple[str, AnyKind], ...]) -> Earlier | None:
    try:
        raw = json.loads(text)
        workshop = parse_stored(raw["agenda"], dict(kinds))
        rounds = {
            poll: EarlierRound(
                int(one["round"]),
                int(one["people"]),
                {str(name): int(n) for name, n in one["counts"].items()},
                Electorate(**one["electorate"]),
            )
            for poll, one in raw["rounds"].items()
        }
        return Earlier(str(raw["code"]), workshop, rounds)
    except (Faults, ValueError, KeyError, TypeError, AttributeError):
        return None


def told(code: str, agenda: str, workshop: Workshop, kinds: Kinds, rounds: Sequence[RoundData]) -> str:
    """What is kept of a workshop: the last answered round of every poll whose result is numbers."""
    last: dict[str, Any] = {}
    for data in rounds:
        poll = workshop.polls.get(data.poll)
        if poll is None or not data.people or kinds[poll.kind].lists or not kinds[poll.kind].answered:
            continue
        kind = kinds[poll.kind]
        gathered = gather_round(workshop, kind, withheld(workshop, poll, kind, data))
        last[poll.id] = {
            "round": data.round,
            "people": gathered.people,
            "counts": dict(gathered.counts),
            # Who was there stays behind.
            "electorate": asdict(replace(gathered.electorate, names=None)),
        }
    kept = {"code": code, "agenda": agenda, "rounds": last}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def told_by_archive(data: bytes, kinds: Kinds) -> str:
    """What is kept of a workshop in an archive.

    Raises:
        BadArchive: when the file is no archive, or does not add up.
    """
    contents = package.unpack(data)
    if verify(data, kinds):
        raise BadArchive(message("This archive does not add up; hemicycle verify says where."))
    try:
        workshop = parse_stored(contents.workshop["text"], kinds)
    except Faults as faults:
        raise BadArchive(
            message("This archive was made by another version of Hemicycle, which can read it.")
        ) from faults
    state = contents.standing
    rounds = []
    for (name, number), kept in sorted(contents.rounds.items()):
        poll = workshop.polls.get(name)
        if poll is None:
            continue
        segments = by_segment({field: int(n) for field, n in kept.counts.items()})
        total = segments.pop("", {})
        times = state.of(name).times.get(number, RoundTimes())
        words = word_list(workshop.holding_words(name))
        spellings = kinds[poll.kind].spellings(total) if words else {}
        caught = frozenset(field for field, text in spellings.items() if words.catches(text))
        first = poll.settings.moderation == "before"
        decisions = moderation.decode(kept.moderation, first=first, listed=caught)
        people = total.get(PEOPLE, 0)
        rounds.append(
            RoundData(
                name, number, times.opened, times.closed, total, segments,
                decisions=decisions, people=people, present=times.present,
            )
        )  # fmt: skip
    return told(contents.code, contents.workshop["text"], workshop, kinds, rounds)
