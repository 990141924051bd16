"""Workshops: definitions under codes of six digits."""

from __future__ import annotations

import json
import re
import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple, cast

from redis.asyncio import Redis

from server.domain.errors import Conflict, Fault, Faults
from server.domain.kind import AnyKind
from server.domain.messages import Message, message
from server.domain.picture import Picture, missing, type_of
from server.domain.state import decode
from server.domain.text import one_line
from server.domain.workshop import Poll, Workshop
from server.store import asked, keys, pictures, reading
from server.store.access import ROLES, Access
from server.store.defining import body, text_of
from server.store.files.agenda_file import parse_stored
from server.store.scripts import Script

Kinds = Mapping[str, AnyKind]
Parse = Callable[[str, Kinds], Workshop]

# Parsed workshops that a process keeps at hand.
MOST_PARSED = 256
_NUMBERED = re.compile(r"(.*) \(([0-9]{1,3})\)", re.DOTALL)

_CREATE, _REPLACE = Script("create"), Script("replace")

NEWER = message("Somebody else has changed this workshop meanwhile. Please look at it and try again.")


class Created(NamedTuple):
    """A new workshop: its code, and the token of each role."""

    code: str
    tokens: dict[str, str]


class Prepared(NamedTuple):
    """A definition as it is stored: its canonical text, and the version that an edit of it must name."""

    version: int
    text: str


class Listed(NamedTuple):
    """A workshop in the list. `title` is in its own language; times are in milliseconds since 1970.

    `restored` is when it came back from an archive, 0 where it did not.
    """

    code: str
    title: str
    date: date
    begun: int | None
    ended: int | None
    created: int
    rehearsal: bool = False
    away: bool = False
    restored: int = 0

    @property
    def state(self) -> str:
        """draft, rehearsal, running, ended or away: what the list shows, and can be narrowed to."""
        if self.away:
            return "away"
        if self.rehearsal:
            return "rehearsal"
        return "ended" if self.ended else "running" if self.begun else "draft"


class Workshops:
    """Definitions of workshops, parsed once per version and process."""

    def __init__(self, redis: Redis, kinds: Kinds, *, parse: Parse = parse_stored) -> None:
        self._redis = redis
        self.kinds = kinds
        self._parse = parse
        self._parsed: OrderedDict[str, tuple[str, Workshop]] = OrderedDict()
        self._earlier: dict[tuple[str, str], Workshop] = {}

    async def create(self, text: str, workshop: Workshop, album: Mapping[str, Picture] | None = None) -> Created:
        """Store a definition under a new code. `text` is the canonical text that parses to `workshop`.

        Args:
            album: the pictures that it names.
        """
        code = await self._new_code()
        await pictures.put(self._redis, code, album or {})
        await _CREATE(
            self._redis,
            [keys.state(code), keys.log(code), keys.workshop(code)],
            [code, keys.BELL, text, *_described(workshop)],
        )
        access = Access(self._redis)
        tokens = {role: await access.issue(code, role) for role in ROLES}
        # The list comes last: what stands in it is complete.
        await self._redis.zadd(keys.INDEX, {code: workshop.date.toordinal()})
        return Created(code, tokens)

    async def get(self, code: str) -> Workshop | None:
        """The present definition, None where there is no such workshop."""
        version = await reading.field(self._redis, keys.workshop(code), "version")
        known = self._parsed.get(code)
        if version is None:
            self._forget(code)
            return None
        if known is None or known[0] != version:
            text, version = await reading.some(self._redis, keys.workshop(code), ["text", "version"])
            if text is None or version is None:
                return None
            known = version, replace(self._parse(text, self.kinds), asked=await self._asked(code))
            self._parsed[code] = known
        self._parsed.move_to_end(code)
        while len(self._parsed) > MOST_PARSED:
            self._forget(next(iter(self._parsed)))
        return known[1]

    def known(self, code: str) -> Workshop | None:
        """The definition as this process parsed it last, without asking the store; None where it did not."""
        found = self._parsed.get(code)
        return found[1] if found else None

    async def prepared(self, code: str) -> Prepared | None:
        """The definition as it is stored, None where there is no such workshop."""
        text, version = await reading.some(self._redis, keys.workshop(code), ["text", "version"])
        return None if text is None or version is None else Prepared(int(version), text)

    async def text(self, code: str) -> str | None:
        """The canonical text of the definition."""
        return await reading.field(self._redis, keys.workshop(code), "text")

    async def listing(self) -> list[Listed]:
        """All workshops, the latest meeting first."""
        codes = cast("list[str]", await self._redis.zrange(keys.INDEX, 0, -1, desc=True))
        pipe = self._redis.pipeline(transaction=False)
        for code in codes:
            pipe.hmget(keys.workshop(code), ["title", "date", "created", "away", "restored"])
            pipe.hmget(keys.state(code), ["begun", "ended", "rehearsal"])
        replies = await pipe.execute() if codes else []
        found: list[Listed] = []
        for code, own, (begun, ended, rehearsed) in zip(codes, replies[::2], replies[1::2], strict=True):
            title, day, created, away, restored = own
            if created is not None:
                found.append(
                    Listed(
                        code,
                        title,
                        date.fromisoformat(day),
                        int(begun) if begun else None,
                        int(ended) if ended else None,
                        int(created),
                        bool(rehearsed),
                        bool(away),
                        int(restored or 0),
                    )
                )
        return sorted(found, key=lambda one: (one.date, one.created), reverse=True)

    async def put_away(self, code: str, *, away: bool) -> None:
        """Take a workshop out of the list of those that are worked with, or put it back. Nothing else changes."""
        if away and await self.exists(code):
            await self._redis.hset(keys.workshop(code), "away", "1")
        else:
            await self._redis.hdel(keys.workshop(code), "away")

    async def copy(self, code: str) -> Created:
        """Another workshop with the same agenda and pictures, under a title of its own: nothing was said in it yet.

        Raises:
            Conflict: when there is no such workshop.
        """
        text = await self.text(code)
        if text is None:
            raise Conflict(message("There is no workshop with this code."))
        raw = json.loads(text)
        raw["title"] = _again(raw["title"])
        text = json.dumps(raw, ensure_ascii=False, separators=(",", ":"))
        album = {
            name: Picture(data, type_of(data)) for name, data in (await pictures.everything(self._redis, code)).items()
        }
        return await self.create(text, self._parse(text, self.kinds), album)

    async def exists(self, code: str) -> bool:
        return bool(await self._redis.exists(keys.workshop(code)))

    async def edit(
        self, code: str, version: int, raw: Mapping[str, object], *, by: str = "", reword: bool = False
    ) -> int:
        """Store an edited agenda in the place of the version that it was made from, and tell every process.

        A poll that was asked keeps its wording in the rounds in which it was; its next round asks the new one. Pictures
        are put into the store before they are named, and are kept for those who undo.

        Args:
            reword: an open poll that nobody has answered asks the new words at once.

        Returns:
            The new version.

        Raises:
            Faults: when it is no valid agenda; nothing has changed then.
            Conflict: when somebody else was first, when it would change a poll that people are answering, or when it
                would remove one that was answered.
        """
        text = text_of(raw)
        workshop = self._parse(text, self.kinds)
        given = await pictures.given(self._redis, code)
        if lost := [name for name in workshop.pictures if name not in given]:
            raise Faults([Fault("", 0, missing(name)) for name in lost])
        return await self._store(code, text, workshop, version, by, reword=reword)

    async def replace(
        self, code: str, text: str, workshop: Workshop, album: Mapping[str, Picture] | None = None, *, by: str = ""
    ) -> None:
        """Store a new definition under the same code, whatever the present one is.

        Args:
            album: pictures that are new, or new under an old name; those that nothing names any more are forgotten.

        Raises:
            Conflict: when it would change a poll that people are answering or remove one that was answered, or there
                is no such workshop.
        """
        await self._store(code, text, workshop, None, by)
        if album:
            await pictures.put(self._redis, code, album)
            # Somebody may have taken an old picture for one of the new version.
            await self._redis.hincrby(keys.workshop(code), "version", 1)
        shown = [name for poll in (await self._asked(code)).values() for name in poll.pictures]
        await pictures.keep_only(self._redis, code, [*workshop.pictures, *shown])

    async def _store(
        self, code: str, text: str, workshop: Workshop, version: int | None, by: str, *, reword: bool = False
    ) -> int:
        before, known = await self.get(code), await self.prepared(code)
        changed = asked.changes(before, workshop)
        gone = await asked.removable(self._redis, code, [poll for poll in changed if poll not in workshop.polls])
        words = await asked.rewordable(self._redis, code, self.kinds, before, workshop) if reword else []
        reply = await _REPLACE(
            self._redis,
            [
                keys.state(code), keys.log(code), keys.workshop(code), keys.wordings(code),
                *(keys.answers(code, poll, int(number)) for poll, number in words),
            ],
            [
                code, keys.BELL, secrets.token_hex(8), one_line(by), text, *_described(workshop),
                "" if version is None else version, json.dumps(changed), json.dumps(gone),
                text if version is None or known is None else body(known.text, text), json.dumps(words),
            ],
        )  # fmt: skip
        match reply[0]:
            case "unknown":
                raise Conflict(message("There is no workshop with this code."))
            case "newer":
                raise Conflict(NEWER)
            case "open":
                waiting = dict(await asked.rewordable(self._redis, code, self.kinds, before, workshop))
                raise Conflict(asked.unanswered(reply[1]) if reply[1] in waiting else asked.being_answered(reply[1]))
            case "asked":
                raise Conflict(asked.has_answers(reply[1]))
        await self._redis.zadd(keys.INDEX, {code: workshop.date.toordinal()})
        # A resent act is done already and does not say which version it made.
        return int(reply[2]) if len(reply) > 2 else (await self.prepared(code) or Prepared(0, "")).version

    async def hindrances(self, code: str, workshop: Workshop, *, reword: bool = False) -> Mapping[str, Message]:
        """The polls because of which an agenda cannot take the place of the present one just now, and why."""
        return await asked.hindrances(
            self._redis, code, self.kinds, await self.get(code), workshop, reword=reword
        )  # fmt: skip

    async def answered(self, code: str) -> frozenset[str]:
        """The polls that people have answered in any round; they cannot be removed."""
        return await asked.answered(self._redis, code)

    async def _asked(self, code: str) -> dict[tuple[str, int], Poll]:
        """The polls as earlier rounds asked them, where they were edited since."""
        found = await reading.fields(self._redis, keys.wordings(code))
        worded: dict[tuple[str, int], Poll] = {}
        for name, version in found.items():
            poll, _, number = name.partition(".")
            if poll[:1] == ":" or ":" + version not in found:
                continue
            # A version never changes, so that it is parsed once.
            if (code, version) not in self._earlier:
                self._earlier[code, version] = self._parse(found[":" + version], self.kinds)
            worded[poll, int(number)] = self._earlier[code, version].polls[poll]
        return worded

    def _forget(self, code: str) -> None:
        self._parsed.pop(code, None)
        for known in [one for one in self._earlier if one[0] == code]:
            del self._earlier[known]

    async def delete(self, code: str) -> None:
        """Remove everything of a workshop. Its code is never given to another one."""
        state = decode(await reading.fields(self._redis, keys.state(code)))
        await self._redis.zrem(keys.INDEX, code)
        await self._redis.unlink(*keys.of_workshop(code, keys.rounds(state)))
        self._forget(code)

    async def _new_code(self) -> str:
        """Six digits that nobody had before; the first is no 0, which spreadsheets and people drop."""
        while True:
            code = str(100_000 + secrets.randbelow(900_000))
            if await self._redis.sadd(keys.CODES, code):
                return code


def _again(title: object) -> object:
    """The title of a copy: with (2) after it, or the next number."""
    if isinstance(title, dict):
        return {language: _again(text) for language, text in title.items()}
    name, number = (found[1], int(found[2])) if (found := _NUMBERED.fullmatch(str(title))) else (str(title), 1)
    return f"{name} ({number + 1})"


def _described(workshop: Workshop) -> tuple[str, str]:
    """What the list shows without parsing."""
    return one_line(workshop.title.pick(workshop.language)), workshop.date.isoformat()
