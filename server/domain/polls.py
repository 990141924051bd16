"""The polls of an agenda file: what all kinds have in common; the rest is read by the kind itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from server.domain.kind import AnyKind
from server.domain.language import LanguageMap
from server.domain.lists import bounded, unique
from server.domain.messages import message
from server.domain.reader import LONGEST_WORD, Reader
from server.domain.workshop import Ballot, Poll, Settings

SHORTEST_COUNTDOWN = 5  # seconds; less cannot be read and answered
LONGEST_COUNTDOWN = 3_600  # seconds
LEAST_PARTS, MOST_PARTS = 2, 20  # of a proposal that is divided
LONGEST_PROMPT = 500  # characters; more cannot be read on a wall


def read_polls(
    reader: Reader, kinds: Mapping[str, AnyKind], seen: set[str], *, delegations: bool, chosen: set[str] | None = None
) -> Sequence[Poll]:
    """A poll; where it is divided, a poll on each of its parts and then on the whole. None where it is wrong."""
    parts = _read_parts(reader, kinds)
    whole = read_poll(reader, kinds, seen, delegations=delegations, chosen=chosen)
    if whole is None:
        return ()
    polls: list[Poll] = []
    for part, name, text in parts:
        made = f"{whole.id}-{name}"
        if made in seen:
            part.fault("id", message("The id “%(id)s” is used twice.", id=made))
        seen.add(made)
        polls.append(replace(whole, id=made, prompt=text, part_of=whole.id))
    return (*polls, whole)


def _read_parts(reader: Reader, kinds: Mapping[str, AnyKind]) -> Sequence[tuple[Reader, str, LanguageMap]]:
    """The parts of a poll that is divided: their ids and texts. Other kinds do not know the key, and say so."""
    kind = kinds.get(str(reader.value("kind")))
    if kind is None or not kind.divisible or not reader.has("parts"):
        return ()
    found = []
    for part in bounded(reader, "parts", MOST_PARTS):
        found.append((part, part.identifier("id"), part.words("text", required=True, longest=LONGEST_PROMPT)))
        part.finish()
    if len(found) < LEAST_PARTS:
        reader.fault("parts", message("A division has at least %(n)s parts.", n=LEAST_PARTS))
    return found


def read_poll(
    reader: Reader, kinds: Mapping[str, AnyKind], seen: set[str], *, delegations: bool, chosen: set[str] | None = None
) -> Poll | None:
    """A poll; None where its kind is missing or unknown.

    Args:
        delegations: whether the workshop has a roster.
        chosen: the polls before this one in which people choose among options; this one is added if it is such.
    """
    earlier = set() if chosen is None else chosen
    name = unique(reader, seen)
    prompt = reader.words("prompt", required=True, longest=LONGEST_PROMPT)
    settings = _read_settings(reader, delegations, earlier)
    kind_name = reader.text("kind", required=True, longest=LONGEST_WORD)
    kind = kinds.get(kind_name)
    if kind is None:
        if kind_name:
            reader.fault(
                "kind",
                message("“%(word)s” is not one of: %(words)s.", word=kind_name, words=", ".join(kinds)),
            )
        return None
    before = len(reader.sink.pictures)
    definition = replace(kind.parse(reader), delegations=settings.by == "delegation")
    reader.finish()
    if silence := kind.procedure(definition).silence:
        settings = replace(settings, countdown=silence)
    if kind.chosen and settings.ballot is not Ballot.SECRET:
        earlier.add(name)
    pictures = tuple(dict.fromkeys(picture for _, picture in reader.sink.pictures[before:]))
    return Poll(name, kind_name, prompt, definition, settings, pictures)


def read_countdown(reader: Reader, longest: int = LONGEST_COUNTDOWN) -> int | None:
    """A time to answer in seconds, None for none."""
    return reader.integer("countdown", 0, SHORTEST_COUNTDOWN, longest) or None


def _read_split(reader: Reader, earlier: set[str]) -> str:
    """The earlier poll by whose answers the result can be split."""
    if not reader.has("split"):
        return ""
    name = reader.identifier("split")
    if name and name not in earlier:
        reader.fault(
            "split", message("“%(id)s” is not an earlier poll in which people choose, and not a secret one.", id=name)
        )
    return name


def _read_settings(reader: Reader, delegations: bool, earlier: set[str]) -> Settings:
    ballot = Ballot(reader.word("ballot", list(Ballot), Ballot.ANONYMOUS))
    secret = ballot is Ballot.SECRET
    change = reader.flag("change", not secret)
    if secret and change:
        reader.fault("change", message("An answer to a secret ballot is cast once and cannot be changed."))
    by = reader.word("by", ("seat", "delegation"), "seat")
    if by == "delegation" and not delegations:
        reader.fault("by", message("One answer for each delegation needs a roster of delegations."))
    return Settings(
        countdown=read_countdown(reader),
        show=reader.word("show", ("live", "hidden"), "live"),
        change=change,
        ballot=ballot,
        by=by,
        moderation=reader.word("moderation", ("after", "before", "none"), "after"),
        split=_read_split(reader, earlier),
    )
