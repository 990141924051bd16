"""The ledger: who did what and when, read from the log, with the texts that decisions were about."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from redis.asyncio import Redis

from server.domain.kind import AnyKind
from server.domain.workshop import Workshop
from server.store import keys, log, stored
from server.store.entries import entry_id
from server.store.log import Line
from server.store.stored import GS, RS

# Entries in one page of the log; a page of answers of a full hall is some megabytes.
PAGE = 200
# What people do; the ledger is about what moderators and staff do.
_FROM_THE_ROOM = frozenset(("answers", "upvote", "react"))


@dataclass(slots=True)
class Ledger:
    """`lines` are all acts, oldest first; `texts` the entries that decisions name by their ids, also replaced ones."""

    lines: list[Line] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)


def subject_of(line: Line) -> tuple[str, str, str]:
    """Verb, subject and value of a decision."""
    verb, subject, value = line.body.split(RS, 2)
    return verb, subject, value


async def read(redis: Redis, code: str, workshop: Workshop, kinds: Mapping[str, AnyKind]) -> Ledger:
    """Every act of a workshop."""
    ledger = Ledger()
    answers: list[Line] = []
    async for line in _lines(redis, code):
        if line.act not in _FROM_THE_ROOM:
            ledger.lines.append(line)
        elif line.act == "answers" and line.poll in workshop.polls and kinds[workshop.polls[line.poll].kind].lists:
            answers.append(line)
    wanted = {subject_of(line)[1] for line in ledger.lines if line.act == "decide"}
    decided = {line.poll for line in ledger.lines if line.act == "decide"}
    for line in answers:
        if line.poll in decided:
            poll = workshop.poll_in(line.poll, line.round) or workshop.polls[line.poll]
            for answer, payload in _payloads(line):
                texts = kinds[poll.kind].written(poll.definition, stored.answer_of(payload))
                named = {entry_id(answer, place): one.text for place, one in enumerate(texts)}
                ledger.texts |= {name: text for name, text in named.items() if name in wanted}
    return ledger


async def _lines(redis: Redis, code: str) -> AsyncIterator[Line]:
    start = "-"
    while True:
        page = cast("Sequence[tuple[str, dict[str, str]]]", await redis.xrange(keys.log(code), start, "+", PAGE))
        for _, fields in page:
            yield log.parse(fields["entry"])
        if len(page) < PAGE:
            return
        start = f"({page[-1][0]}"


def _payloads(line: Line) -> list[tuple[str, str]]:
    """The id and the payload of every answer in a line."""
    records = [record.split(RS, 4) for record in line.body.split(GS)]
    return [(answer, payload) for _, answer, _, _, payload in records]
