"""What a phone may say: frames parsed at the edge into values, and refused in plain words when they are none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from server.domain.errors import Refusal
from server.domain.messages import message

LARGEST_FRAME = 16 * 1024  # bytes; the longest honest answer, five texts of 2,000 characters, stays below
LARGEST_FIELD_COUNT = 600  # names in one answer; a grid of 40 items has 80
MOST_PAGES = 1_000  # of a survey; a workshop has fewer polls
ID = re.compile(r"[0-9a-f]{24}")
# Names in a frame that are not fields of the answer.
OWN = frozenset({"type", "id", "poll", "round", "opened"})


class AnswerFrame(NamedTuple):
    """An answer to one round of a poll; `fields` are those of the form.

    `opened` is when the round was opened, in milliseconds, as the form says it: another round may have got the same
    number after a reset. 0 where the sender does not say it.
    """

    id: str
    poll: str
    round: int
    fields: Mapping[str, Sequence[str]]
    opened: int = 0


@dataclass(frozen=True, slots=True)
class Ping:
    """A phone asks whether the line is alive."""


@dataclass(frozen=True, slots=True)
class UpvoteFrame:
    """Support for one written entry, or its withdrawal."""

    entry: str
    on: bool


@dataclass(frozen=True, slots=True)
class QuestionFrame:
    """A question from the floor; `to` is whom it is addressed to, "" for nobody."""

    id: str
    text: str
    to: str = ""

    def answer(self, poll: str, round_: int) -> AnswerFrame:
        """The same as an answer to the poll that takes questions."""
        fields = {"text": (self.text,), "to": (self.to,)} if self.to else {"text": (self.text,)}
        return AnswerFrame(self.id, poll, round_, fields)


@dataclass(frozen=True, slots=True)
class ReactionFrame:
    """A reaction to what is happening in the room."""

    name: str


@dataclass(frozen=True, slots=True)
class PageFrame:
    """Turn to a page of the survey; they count from 1."""

    page: int


Frame = PageFrame | AnswerFrame | Ping | UpvoteFrame | QuestionFrame | ReactionFrame


class BadFrame(Refusal):
    """A frame that is none of ours; `id` is that of the answer, where it had one."""

    def __init__(self, refusal: Refusal, id: str = "") -> None:  # noqa: A002 - the contract's own name
        super().__init__(refusal.field, refusal.reason)
        self.id = id


def parse(text: str | bytes) -> Frame:
    """The frame in a message.

    Raises:
        BadFrame: when it is too large, not JSON, of an unknown type, or has unknown or wrong fields.
    """
    size = len(text) if isinstance(text, bytes) else len(text.encode(errors="replace"))
    if size > LARGEST_FRAME:
        raise BadFrame(Refusal("", message("This message is larger than %(n)s KiB.", n=LARGEST_FRAME // 1024)))
    try:
        raw = orjson.loads(text)
    except ValueError:
        raise BadFrame(Refusal("", message("This message is not JSON."))) from None
    if not isinstance(raw, dict):
        raise BadFrame(Refusal("", message("This message is not an object.")))
    try:
        match raw.get("type"):
            case "answer":
                return answer(raw)
            case "ping":
                _only(raw, {"type"})
                return Ping()
            case "page":
                _only(raw, {"type", "page"})
                return PageFrame(_page(raw.get("page")))
            case "upvote":
                _only(raw, {"type", "entry", "on"})
                return UpvoteFrame(_string(raw, "entry"), _flag(raw, "on", True))
            case "question":
                _only(raw, {"type", "id", "text", "to"})
                return question(raw)
            case "reaction":
                _only(raw, {"type", "name"})
                return ReactionFrame(_string(raw, "name"))
        raise Refusal("type", message("This type of message is not known."))
    except Refusal as refusal:
        own = raw.get("id")
        raise BadFrame(refusal, own if isinstance(own, str) and ID.fullmatch(own) else "") from None


def answer(raw: Mapping[str, Any]) -> AnswerFrame:
    """The answer in a frame or in a form's fields.

    Raises:
        Refusal: with the field that is missing or wrong.
    """
    own = _string(raw, "id")
    if not ID.fullmatch(own):
        raise Refusal("id", message("The id of an answer has 24 hexadecimal digits."))
    round_ = _whole(raw, "round", 4)
    opened = _whole(raw, "opened", 15) if raw.get("opened") else 0
    fields = {name: _values(name, value) for name, value in raw.items() if name not in OWN}
    if len(fields) > LARGEST_FIELD_COUNT:
        raise Refusal("", message("This answer has too many fields."))
    return AnswerFrame(own, _string(raw, "poll"), round_, fields, opened)


def question(raw: Mapping[str, Any]) -> QuestionFrame:
    """The question in a frame or in a form's fields; how long it may be is the kind's to say.

    Raises:
        Refusal: with the field that is missing or wrong.
    """
    own = _string(raw, "id")
    if not ID.fullmatch(own):
        raise Refusal("id", message("The id of an answer has 24 hexadecimal digits."))
    text = raw.get("text")
    if not isinstance(text, str):
        raise Refusal("text", message("This must be a text."))
    return QuestionFrame(own, text, _string(raw, "to") if raw.get("to") else "")


def _whole(raw: Mapping[str, Any], name: str, digits: int) -> int:
    """A whole number above nought, or the same as the text of a form."""
    value = raw.get(name)
    if isinstance(value, str) and value.isascii() and value.isdigit() and value[0] != "0" and len(value) <= digits:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refusal(name, message("This must be a whole number."))
    return value


def _flag(raw: Mapping[str, Any], name: str, otherwise: bool) -> bool:
    value = raw.get(name, otherwise)
    if not isinstance(value, bool):
        raise Refusal(name, message("This must be true or false."))
    return value


def _page(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_PAGES:
        raise Refusal("page", message("This must be a whole number."))
    return value


def _only(raw: Mapping[str, Any], known: set[str]) -> None:
    for name in raw:
        if name not in known:
            raise Refusal(name[:40], message("This field is not known."))


def _string(raw: Mapping[str, Any], name: str) -> str:
    value = raw.get(name)
    if not isinstance(value, str) or len(value) > 100:
        raise Refusal(name, message("This must be a short text."))
    return value


def _values(name: str, value: object) -> tuple[str, ...]:
    if type(value) is str:
        return (value,)
    values = value if isinstance(value, list) else [value]
    texts: list[str] = []
    for one in values:
        if isinstance(one, bool) or not isinstance(one, (str, int, float)):
            raise Refusal(name[:40], message("This must be a text, or a list of texts."))
        texts.append(one if isinstance(one, str) else repr(one))
    return tuple(texts)
