"""The compact text of a stored answer, which lua/answer.lua writes and reads too.

An answer is `ids RS counts RS segments RS time RS payload`; lists are joined by US, a count is `field=n`. Answers in a
log entry are joined by GS. Text of people never holds control characters, so nothing has to be escaped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from server.domain.counts import PEOPLE, Counts, with_segments
from server.domain.kind import Answer

GS, RS, US = "\x1d", "\x1e", "\x1f"
# The payload of an answer that was taken back.
WITHDRAWN = "{}"
# The payload of a secret ballot: that somebody voted is known, and nothing else.
SECRET = ""


class Stored(NamedTuple):
    """An answer in the store. `ids` has the newest first; `at` in milliseconds, 0 for a secret ballot."""

    ids: tuple[str, ...]
    counts: str
    segments: tuple[str, ...]
    at: int
    payload: str

    @property
    def id(self) -> str:
        return self.ids[0]

    @property
    def withdrawn(self) -> bool:
        return self.payload == WITHDRAWN


def decode(value: str) -> Stored:
    """A stored answer taken apart.

    Raises:
        ValueError: when the text has another form.
    """
    ids, counts, segments, at, payload = value.split(RS, 4)
    return Stored(tuple(ids.split(US)), counts, split(segments), int(at), payload)


def split(joined: str) -> tuple[str, ...]:
    """The members of a joined list; none where it is empty."""
    return tuple(joined.split(US)) if joined else ()


def pack(counts: Counts) -> str:
    """Counts as text. Their person is added here; an empty text is an answer that was taken back."""
    return US.join([f"{PEOPLE}=1", *[f"{field}={n}" for field, n in counts.items()]])


def unpack(joined: str) -> dict[str, int]:
    """Counts from their text, the person under the empty field."""
    found: dict[str, int] = {}
    for item in split(joined):
        field, _, n = item.rpartition("=")
        found[field] = found.get(field, 0) + int(n)
    return found


def spread(joined: str, segments: Iterable[str]) -> dict[str, int]:
    """What a stored answer adds: its counts, and the same again under each of its segments."""
    own = unpack(joined)
    return with_segments(own, segments) if own else {}


def payload_of(fields: Mapping[str, Iterable[str]]) -> str:
    """An answer's fields as compact JSON; an answer without fields is one that was taken back."""
    return json.dumps(
        {name: list(values) for name, values in fields.items()}, ensure_ascii=False, separators=(",", ":")
    )


def answer_of(payload: str) -> Answer:
    """The answer in a payload; without fields where it was secret or taken back.

    Raises:
        ValueError: when the payload is no mapping of names to lists of texts.
    """
    raw = json.loads(payload) if payload else {}
    if not isinstance(raw, dict) or not all(
        isinstance(values, list) and all(isinstance(one, str) for one in values) for values in raw.values()
    ):
        raise ValueError("A stored answer is not a mapping of names to lists of texts.")
    return Answer({name: tuple(values) for name, values in raw.items()})
