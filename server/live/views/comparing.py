"""What the wall draws: a plain result, this round beside the one before, or groups beside one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from server.domain.figure import Figure
from server.domain.gathering import gather_round
from server.domain.kind import Definition, Gathered, Tally
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.segments import ANSWER, ATTENDANCE, GROUP, LANGUAGE, STANDING
from server.domain.splits import Division, Part, divide, left_out, ways
from server.domain.workshop import Poll
from server.kinds.draw.naming import BEFORE, NOW
from server.live.present import Present
from server.live.views.pages import Choice

# What the file says, or both rounds where there are two; and this round alone.
BY_ITSELF, ALONE = "", "alone"
EARLIER = "earlier"  # the same question in another workshop
MOST_GROUPS = 3  # that can be told apart from the back row
NUMBERS = ("shares", "counts")


@dataclass(frozen=True, slots=True)
class Drawn:
    """The figure; `base` says what shares refer to where it is no plain result, `note` which groups are left out."""

    figure: Figure
    base: str = ""
    note: str = ""


def drawn(present: Present, language: Language) -> Drawn | None:
    """What the poll on stage draws now; None where there is nothing to draw."""
    poll = present.poll
    if poll is None or present.tally is None:
        return None
    definition = shown_in(poll.definition, present.at.numbers)
    if present.at.by in ways(present.workshop, poll, present.kind):
        return _groups(present, poll, definition, language)
    then = earlier_tally(present) if present.at.by == EARLIER else None
    if then is not None and present.earlier is not None:
        rounds = [(earlier_name(present, language), then), (NOW, present.tally)]
        base = message("%(title)s, and now.", title=present.earlier.workshop.title)
        return Drawn(present.kind.compare(definition, rounds, language), note=language.say(base))
    if present.previous is None or present.at.by == ALONE:
        return Drawn(present.kind.figure(definition, present.tally, language))
    before = present.kind.tally(definition, present.gather(present.previous))
    rounds = [(BEFORE, before), (NOW, present.tally)]
    return Drawn(present.kind.compare(definition, rounds, language))


def earlier_tally(present: Present) -> Tally | None:
    """What an earlier workshop said to the poll on stage; None where nothing fits it."""
    if present.earlier is None or present.poll is None:
        return None
    return present.earlier.tally(present.poll, present.kind)


def earlier_name(present: Present, language: Language) -> str:
    """The earlier workshop in a word or two: its year, or its day where both were in the same year."""
    assert present.earlier is not None
    then, now = present.earlier.workshop.date, present.workshop.date
    return str(then.year) if then.year != now.year else language.day(then)


def shown_in(definition: Definition, numbers: str) -> Definition:
    """The definition with the numbers that a moderator chose, where the kind knows of such a choice."""
    if not numbers or not hasattr(definition, "numbers"):
        return definition
    changed: Definition = replace(cast("Any", definition), numbers=numbers)
    return changed


def comparisons(present: Present, language: Language) -> Sequence[Choice]:
    """What a moderator can choose to be set beside one another; none where there is only the plain result."""
    poll = present.poll
    if poll is None or present.current is None or not present.kind.answered:
        return ()
    first = message("Both rounds") if present.previous else message("Everybody")
    found: list[tuple[str, Message]] = [(BY_ITSELF, first)]
    if present.previous:
        found.append((ALONE, message("This round alone")))
    if earlier_tally(present) is not None:
        label = message("With the workshop of %(when)s", when=earlier_name(present, language))
        found.append((EARLIER, label))
    found += [(way, _label(present, poll, way, language)) for way in ways(present.workshop, poll, present.kind)]
    now = present.at.by if present.at.by in [way for way, _ in found] else BY_ITSELF
    return [Choice(way, language.say(label), way == now) for way, label in found] if len(found) > 1 else ()


def numbers(present: Present, language: Language) -> Sequence[Choice]:
    """Shares or counts, where the kind can show both."""
    poll = present.poll
    said = getattr(poll.definition, "numbers", "") if poll else ""
    if poll is None or said not in NUMBERS or present.current is None:
        return ()
    now = present.at.numbers or said
    counts = message("Numbers of delegations") if poll.definition.delegations else message("Numbers of people")
    labels = {"shares": message("Shares"), "counts": counts}
    return [Choice(one, language.say(labels[one]), one == now) for one in NUMBERS]


def _label(present: Present, poll: Poll, way: str, language: Language) -> Message:
    if way == ANSWER:
        earlier = present.workshop.polls[poll.settings.split].prompt.pick(language.code)
        return message("By the answer to “%(poll)s”", poll=earlier)
    return {
        ATTENDANCE: message("Room and online"),
        STANDING: message("Members and observers"),
        GROUP: message("By group"),
        LANGUAGE: message("By language"),
    }[way]


def _groups(present: Present, poll: Poll, definition: Definition, language: Language) -> Drawn:
    data = present.current
    assert data is not None
    division = divide(present.workshop, poll, present.kinds, data, present.at.by, language)
    largest = sorted(division.shown, key=lambda one: -one.people)[:MOST_GROUPS]
    shown = [one for one in division.shown if one in largest]
    note = _note(present, poll, division, len(division.shown) - len(shown), language)
    if len(shown) < 2:
        plain = present.kind.figure(definition, present.tally, language)
        return Drawn(plain, "", note or language.say(message("There are no two groups to compare yet.")))
    tallies = [(_name(one), present.kind.tally(definition, _part(present, one))) for one in shown]
    counted = [
        language.say(message("%(group)s (%(n)s)", group=one.name, n=language.number(one.people))) for one in shown
    ]
    base = language.say(message("Each group by itself: %(groups)s.", groups=language.listing(counted)))
    return Drawn(present.kind.compare(definition, tallies, language), base, note)


def _part(present: Present, part: Part) -> Gathered:
    return gather_round(present.workshop, present.kind, present.current, present.hall, part.segment)


def _name(part: Part) -> str:
    """Room and online have forms of their own in every comparison, by the names of their segments."""
    way, _, name = part.segment.partition(":")
    return name if way == ATTENDANCE else part.name


def _note(present: Present, poll: Poll, division: Division, more: int, language: Language) -> str:
    notes = [left_out(present.workshop, poll, division, language)]
    if more:
        smaller = plural("%(n)s smaller group is not drawn.", "%(n)s smaller groups are not drawn.", more)
        notes.append(language.say(smaller))
    return " ".join(filter(None, notes))
