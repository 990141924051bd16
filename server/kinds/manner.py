"""How a vote is taken: by roll call, with weights, under a silence procedure, or only as a temperature check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.domain.agenda_keys import Key
from server.domain.messages import Message, message
from server.domain.procedure import RollCall
from server.domain.reader import Reader

MOST_HOURS = 24 * 14
MOST_MINUTES = 24 * 60
MINUTE, HOUR = 60, 3_600  # seconds

ROLL_CALL = Key(
    "roll_call",
    message("Roll call"),
    "word",
    choices=(
        ("", message("No roll call")),
        ("alphabetical", message("In alphabetical order")),
        ("drawn", message("In alphabetical order from a delegation drawn by lot")),
    ),
    more=True,
)
SILENCE = Key(
    "silence",
    message("Silence procedure"),
    "part",
    note=message("The proposal is adopted unless a delegation objects before the deadline."),
    keys=(
        Key("minutes", message("Minutes to object"), "number"),
        Key("hours", message("Hours to object"), "number"),
        Key(
            "objections",
            message("Who may object"),
            "word",
            choices=(("members", message("Members")), ("anybody", message("Members and observers"))),
            otherwise="members",
        ),
    ),
    more=True,
)
KEYS: Sequence[Key] = (
    Key(
        "weights",
        message("Votes are weighed"),
        "flag",
        note=message("Each delegation votes with the weight that the roster gives it."),
        more=True,
    ),
    ROLL_CALL,
    SILENCE,
    Key(
        "temperature",
        message("Temperature check"),
        "flag",
        note=message("A quick look at where the room stands, which decides nothing."),
        more=True,
    ),
    Key(
        "parts",
        message("Division by parts"),
        "list",
        keys=(
            Key("id", message("Name in the file"), required=True),
            Key("text", message("The part"), "prose", required=True),
        ),
        add=message("Add a part"),
        note=message("Each part is voted on by itself, and then the whole."),
        more=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a vote is taken. `silence` is in seconds, 0 for none; `anybody` may object, or members alone."""

    weighted: bool = False
    roll_call: RollCall | None = None
    silence: int = 0
    anybody: bool = False
    temperature: bool = False


def parse_manner(raw: Reader) -> Manner:
    """The keys `weights`, `roll_call`, `silence` and `temperature`, as far as they go together."""
    manner = Manner(
        raw.flag("weights"),
        _roll_call(raw),
        *_silence(raw),
        raw.flag("temperature"),
    )
    _check(raw, manner)
    return manner


def _roll_call(raw: Reader) -> RollCall | None:
    value = raw.value("roll_call")
    orders = ("alphabetical", "drawn")
    if value is None or value == "":
        return None
    if not isinstance(value, Mapping):
        return RollCall(drawn=raw.word("roll_call", orders, "alphabetical") == "drawn")
    part = raw.part("roll_call")
    assert part is not None
    drawn = part.word("order", orders, "alphabetical") == "drawn"
    language = part.word("language", raw.sink.languages, "") if part.has("language") else ""
    part.finish()
    return RollCall(language, drawn)


def _silence(raw: Reader) -> tuple[int, bool]:
    part = raw.part("silence")
    if part is None:
        return 0, False
    anybody = part.word("objections", ("members", "anybody"), "members") == "anybody"
    minutes = part.integer("minutes", 0, 1, MOST_MINUTES)
    hours = part.integer("hours", 0, 1, MOST_HOURS)
    if not minutes and not hours:
        part.fault(None, message("A silence procedure has a deadline: {minutes: 10}, or {hours: 72}."))
    part.finish()
    return minutes * MINUTE + hours * HOUR, anybody


def _check(raw: Reader, manner: Manner) -> None:
    """What contradicts what."""
    one_each = raw.value("by") == "delegation"
    ballot = raw.value("ballot")
    needing = {"weights": manner.weighted, "roll_call": bool(manner.roll_call), "silence": bool(manner.silence)}
    for key, there in needing.items():
        if there and not one_each:
            raw.fault(key, message("This needs “by: delegation”: delegations vote, not people."))
    if manner.weighted and ballot == "secret":
        raw.fault("weights", message("A secret ballot cannot be weighed: the weights would tell who voted how."))
    if manner.roll_call and ballot not in ("open", "recorded"):
        raw.fault("roll_call", message("A roll call is an open or a recorded ballot: everybody hears the answers."))
    if manner.silence and ballot == "secret":
        raw.fault("silence", message("Who objects says so: a silence procedure is no secret ballot."))
    for key, there in (("silence", bool(manner.silence)), ("temperature", manner.temperature)):
        others = [other for other in ("majority", "roll_call", "parts") if there and raw.has(other)]
        if key == "silence" and there:
            others += [other for other in ("weights", "temperature", "countdown") if raw.has(other)]
        for other in others:
            raw.fault(other, _CONTRADICTIONS[key])


_CONTRADICTIONS: Mapping[str, Message] = {
    "silence": message("This does not go together with a silence procedure, where nobody votes."),
    "temperature": message("This does not go together with a temperature check, which decides nothing."),
}
