"""Drafts: the agenda as editors are writing it, kept beside the one that the room has.

What is typed is kept at once, with its faults. What is in order becomes the agenda of the room; a poll that is not, or
that people are answering just now, stays behind, and the room keeps it as it knows it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from redis.asyncio import Redis

from server.domain.drafting import Draft, of_plain, plain
from server.domain.editing import Raw
from server.domain.errors import Conflict, Faults
from server.domain.merging import merged
from server.domain.messages import Message, message
from server.domain.parting import Part, part
from server.domain.picture import missing
from server.domain.placing import Placed, checked
from server.domain.workshop import Workshop
from server.store import keys, pictures, reading
from server.store.defining import text_of
from server.store.files.agenda_file import LARGEST_FILE
from server.store.scripts import Script
from server.store.workshops import NEWER, Workshops

# How often a change is made anew when another editor was quicker.
TRIES = 20
LARGEST_KEPT = 4 * LARGEST_FILE  # characters: the draft, what the room has, and what can be undone

_DRAFT = Script("draft")


@dataclass(frozen=True, slots=True)
class Standing:
    """A draft and what is to be said of it.

    `part` is what of it can go before the room; `faults` are those of the draft. `held` says why what could be in the
    room is not, None where it is.
    """

    draft: Draft
    part: Part
    faults: Sequence[Placed] = ()
    held: Message | None = None

    @property
    def workshop(self) -> Workshop | None:
        """What the part for the room describes, None where the whole draft waits."""
        return self.part.workshop

    @property
    def back(self) -> Mapping[str, Message]:
        """The polls that wait while the rest goes before the room, with the reasons."""
        return self.part.back


def _text(draft: Draft) -> str:
    """The draft as it is kept; the oldest changes are forgotten where they take more room than any agenda.

    Raises:
        Conflict: when the agenda itself is larger than a file may be.
    """
    if len(text_of(draft.raw)) > LARGEST_FILE:
        raise Conflict(message("This file is larger than %(n)s bytes.", n=LARGEST_FILE))
    text = text_of(plain(draft))
    while len(text) > LARGEST_KEPT and draft.changes:
        draft = replace(draft, changes=draft.changes[len(draft.changes) // 2 + 1 :])
        text = text_of(plain(draft))
    return text


def _awaited(standing: Standing) -> Standing:
    """The same, where nobody has just tried to put it before the room."""
    if standing.workshop is None or standing.held is not None or standing.part.raw == standing.draft.published:
        return standing
    return replace(standing, held=message("It is tried again with the next change."))


class Drafts:
    """The drafts of all workshops."""

    def __init__(self, redis: Redis, workshops: Workshops) -> None:
        self._redis = redis
        self._workshops = workshops

    async def get(self, code: str) -> Draft | None:
        """The draft, which is what the room has where nobody has begun one; None where there is no such workshop."""
        prepared = await self._workshops.prepared(code)
        if prepared is None:
            return None
        published = json.loads(prepared.text)
        text, version = await reading.some(self._redis, keys.draft(code), ["text", "version"])
        if text is None or version is None:
            return Draft(0, published, prepared.version, published)
        draft = of_plain(int(version), json.loads(text))
        if draft.base != prepared.version:
            # Somebody has put something else before the room: a poll made up on the spot, or a whole file.
            raw = merged(draft.published, draft.raw, published)
            draft = replace(draft, raw=raw, base=prepared.version, published=published)
        return draft

    async def standing(self, code: str) -> Standing | None:
        """The draft as it stands, None where there is no such workshop."""
        draft = await self.get(code)
        return _awaited(await self._checked(code, draft)) if draft else None

    async def change(
        self, code: str, make: Callable[[Draft], Draft], *, by: str = "", reword: bool = False
    ) -> Standing:
        """Keep what `make` makes of the draft, and put it before the room where it has no faults.

        Args:
            make: called again where another editor was quicker, with what that one has made of it. Where it gives the
                draft back as it is, that is only put before the room.
            reword: somebody wants open polls that nobody has answered to ask the new words at once.

        Raises:
            Conflict: what `make` raises, or when there is no such workshop.
        """
        for _ in range(TRIES):
            before = await self.get(code)
            if before is None:
                break
            draft = make(before)
            if draft is before:
                return await self._publish(code, draft, by, reword=reword)
            # The version that is replaced is the stored one, whatever `make` did to it.
            draft = replace(draft, version=before.version + 1)
            if await self._keep(code, draft):
                return await self._publish(code, draft, by, reword=reword)
        raise Conflict(NEWER if before else message("There is no workshop with this code."))

    async def forget_pictures(self, code: str) -> None:
        """Take away the pictures that neither the room, nor the draft, nor anything that can be undone names."""
        draft = await self.get(code)
        workshop = await self._workshops.get(code)
        if draft is None or workshop is None:
            return
        text = text_of(plain(draft))
        asked = {name for poll in workshop.asked.values() for name in poll.pictures}
        given = await pictures.given(self._redis, code)
        named = [name for name in given if name in asked or json.dumps(name) in text]
        await pictures.keep_only(self._redis, code, named)

    async def _publish(self, code: str, draft: Draft, by: str, *, reword: bool) -> Standing:
        standing = await self._checked(code, draft, reword=reword)
        room = standing.part.raw
        if standing.workshop is None or standing.held is not None or room == draft.published:
            return standing
        try:
            version = await self._workshops.edit(code, draft.base, room, by=by, reword=reword)
        except Conflict as conflict:
            return replace(standing, held=conflict.reason)
        except Faults:  # A picture was taken away in this moment; the next look names it.
            return _awaited(await self._checked(code, draft))
        published = replace(draft, version=draft.version + 1, base=version, published=room)
        # Another editor may be ahead by now, whose draft has this one in it.
        await self._keep(code, published)
        return replace(standing, draft=published)

    async def _checked(self, code: str, draft: Draft, *, reword: bool = False) -> Standing:
        """What of a draft can go before the room just now. `held` is why a poll cannot even stay behind."""
        given = set(await pictures.given(self._redis, code))

        def check(raw: Raw) -> tuple[Workshop | None, Sequence[Placed]]:
            return checked(raw, self._workshops.kinds, trouble=lambda name: None if name in given else missing(name))

        _, faults = check(draft.raw)
        back: dict[str, Message] = {}
        while True:
            found = part(draft.raw, draft.published, check, back)
            if found.workshop is None or found.raw == draft.published:
                return Standing(draft, found, faults)
            hindered = await self._workshops.hindrances(code, found.workshop, reword=reword)
            gone = [reason for poll, reason in hindered.items() if poll not in found.workshop.polls or poll in back]
            if gone or not hindered:
                return Standing(draft, found, faults, gone[0] if gone else None)
            back |= hindered

    async def _keep(self, code: str, draft: Draft) -> bool:
        text = _text(draft)
        reply: Any = await _DRAFT(self._redis, [keys.draft(code), keys.workshop(code)], [draft.version - 1, text])
        if reply == "unknown":
            raise Conflict(message("There is no workshop with this code."))
        return bool(reply == "done")
