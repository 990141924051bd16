"""The polls that wait in the draft while the rest of it is in the room: which, why, and what the room has instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.editing import address, look, poll_ids
from server.domain.language import Language
from server.domain.messages import message
from server.live.editor.edits import languages_of
from server.live.editor.places import said
from server.live.editor.values import Waiting
from server.store.drafts import Standing


def waiting(standing: Standing, language: Language) -> Sequence[Waiting]:
    """In the order of the agenda."""
    raw = standing.draft.raw
    known = frozenset(poll_ids(standing.draft.published))
    if standing.workshop is None or not standing.back:
        return ()
    return tuple(
        Waiting(
            address(raw, ("agenda", item, "polls", place)),
            said(poll.get("prompt"), languages_of(raw), language) or str(poll["id"]),
            language.say(standing.back[poll["id"]]),
            language.say(
                message("The room keeps it as it was.") if poll["id"] in known else message("The room does not see it.")
            ),
            not any(fault.path[:4] == ("agenda", item, "polls", place) for fault in standing.faults),
        )
        for item, rows in enumerate(raw["agenda"])
        for place, poll in enumerate(_polls(rows))
        if isinstance(poll, Mapping) and poll.get("id") in standing.back
    )


def _polls(item: Any) -> Sequence[Any]:
    rows = look(item, ("polls",))
    return rows if isinstance(rows, list) else ()
