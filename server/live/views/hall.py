"""The hemicycle of the roster: who is here, who has answered, and after the reveal how delegations voted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from server.domain.counts import OBSERVER
from server.domain.gathering import by_proxy
from server.domain.hemicycle import Hemicycle, hemicycle
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.seat import Presence
from server.domain.state import Phase
from server.domain.workshop import Ballot
from server.live.awaited import awaited
from server.live.present import Present
from server.live.rights import roll_of, roll_rule
from server.live.views.hall_values import HallView, SeatMark, Side

RADIUS = 500  # of the outer row, in units of the drawing
MARGIN = 4  # keeps the widest stroke inside the drawing
MOST_SEATS = 200  # above this seats are too small to be told apart, and the count stands alone
# The forms of seats that show votes, in the order in which they stand where nobody is named.
FOR, ABSTAINED, AGAINST, SILENT = "for", "abstained", "against", "silent"
ORDER = (FOR, ABSTAINED, AGAINST, SILENT, "present", "absent")
_WORDS: Mapping[str, Message] = {
    FOR: message("For"),
    ABSTAINED: message("Abstained"),
    AGAINST: message("Against"),
    SILENT: message("Did not vote"),
}
# Under a silence procedure nobody votes, and whoever says nothing agrees.
_SAID: Mapping[str, Message] = {
    FOR: message("Said: no objection"),
    AGAINST: message("Objected"),
    SILENT: message("Were silent"),
}


def hall_view(present: Present, language: Language, *, answering: bool, votes: bool = False) -> HallView | None:
    """The hemicycle; None without a roster or with one too large to draw.

    While a poll is answered the numeral counts delegations that answered, out of those present; else those present, out
    of the roster. How anyone answered is never in it, and of a secret ballot not even who, until the result is shown:
    then, with `votes`, the seats of a vote of delegations take their forms.
    """
    rows = [row for row in present.hall.rows if row.delegation]
    if not rows or len(rows) > MOST_SEATS:
        return None
    if votes and (stances := _stances(present)):
        return _voted(present, language, rows, stances)
    answering = answering and not sealed(present)
    places = hemicycle(len(rows))
    called = _called(present)
    marks = [
        replace(
            _mark(present, language, row, place),
            state=_state(present, row, answering=answering),
            called=row.delegation == called,
        )
        for row, place in zip(rows, places.seats, strict=True)
    ]
    there = sum(mark.state != "absent" for mark in marks)
    those = awaited(present).all if answering else frozenset()
    number = sum(mark.state == "answered" for mark in marks if mark.delegation in those) if answering else there
    of = len(those) if answering else len(marks)
    if answering:
        sentence = message("%(n)s of %(of)s delegations present have answered.", n=number, of=of)
    else:
        sentence = message("%(n)s of %(of)s delegations are present.", n=number, of=of)
    return _view(marks, places, number, of, language, sentence)


def sealed(present: Present) -> bool:
    """Whether the poll on stage has been opened as a secret ballot, of which only totals are kept."""
    poll = present.poll
    return poll is not None and poll.settings.ballot is Ballot.SECRET and present.at.phase is not Phase.DRAFT


def _members(present: Present) -> set[str]:
    return {one.id for one in present.workshop.delegations if not one.observer}


def _state(present: Present, row: Presence, *, answering: bool) -> str:
    if answering and present.answered(f"delegation:{row.delegation}") > 0:
        return "answered"
    return "present" if row.present_room + row.present_remote else "absent"


def _called(present: Present) -> str:
    if present.poll is None or not present.open or roll_rule(present, present.poll) is None:
        return ""
    return roll_of(present, present.poll, present.at.round).called


def _mark(present: Present, language: Language, row: Presence, place: tuple[float, float]) -> SeatMark:
    delegation = present.workshop.delegation(row.delegation)
    return SeatMark(
        row.delegation,
        delegation.name.pick(language.code) if delegation else row.delegation,
        delegation.plate if delegation else "",
        round(place[0] * RADIUS, 1),
        round(-place[1] * RADIUS, 1),
        "absent",
        remote=row.present_remote > 0 and not row.present_room,
    )


def _stances(present: Present) -> Mapping[str, str]:
    """The answers that seats show now; none where it is not yet time, or people vote and not delegations."""
    poll = present.poll
    if poll is None or poll.settings.by != "delegation" or present.at.phase is not Phase.CLOSED or not present.at.shown:
        return {}
    return present.kind.procedure(poll.definition).stances


def _voted(present: Present, language: Language, rows: Sequence[Presence], stances: Mapping[str, str]) -> HallView:
    """The seats with their votes: in their places in an open ballot, sorted and without names in any other."""
    assert present.poll is not None
    open_ = present.poll.settings.ballot is Ballot.OPEN
    silence = bool(present.kind.procedure(present.poll.definition).silence)
    words = _SAID if silence else _WORDS
    counts = present.gathered.counts
    totals = {form: counts.get(field, 0) for field, form in stances.items()}
    members = _members(present)
    represented = sum(by_proxy(present.gathered).get(field, 0) for field in stances)
    here = max(min(present.gathered.electorate.here + represented, len(members)), sum(totals.values()))
    totals[SILENT] = here - sum(totals.values())
    places = hemicycle(len(rows))
    marks = [_mark(present, language, row, place) for row, place in zip(rows, places.seats, strict=True)]
    observers = counts.get(OBSERVER, 0)
    if open_:
        marks = [replace(mark, state=_open(present, mark.delegation, row, stances, members))
                 for mark, row in zip(marks, rows, strict=True)]  # fmt: skip
    else:
        watching = sum(1 for row in rows if row.delegation not in members and row.present_room + row.present_remote)
        watching = max(watching, observers)
        states = [form for form in ORDER[:4] for _ in range(totals.get(form, 0))] + ["present"] * watching
        states = (states + ["absent"] * len(marks))[: len(marks)]
        # Nobody is to be recognised by the place: no name, no plate, no echo.
        marks = [replace(mark, delegation="", name="", plate="", remote=False, state=state)
                 for mark, state in zip(marks, states, strict=True)]  # fmt: skip
    sides = [
        Side(form, language.say(words[form]), totals[form], _names(marks, form) if open_ else ())
        for form in ORDER[:4]
        if form in totals and (totals[form] or form != SILENT)
    ]
    voted = sum(totals.values()) - totals[SILENT]
    said = language.listing([f"{side.name}: {language.number(side.number)}" for side in sides])
    note = language.say(_note(open_=open_, silence=silence))
    sentence = message("%(votes)s. %(note)s", votes=said, note=note)
    view = _view(marks, places, voted, here, language, sentence)
    of = language.say(
        plural("of %(n)s spoke", "of %(n)s spoke", here)
        if silence
        else plural("of %(n)s voted", "of %(n)s voted", here)
    )
    return replace(view, of=of, sides=sides, named=open_, note=note)


def _note(*, open_: bool, silence: bool) -> Message:
    """What the seats show."""
    if silence:
        return (
            message("Each seat shows what its delegation said.")
            if open_
            else message("Seats are sorted by what was said, not by delegation.")
        )
    return (
        message("Each seat shows how its delegation voted.")
        if open_
        else message("Seats are sorted by vote, not by delegation.")
    )


def _open(present: Present, delegation: str, row: Presence, stances: Mapping[str, str], members: set[str]) -> str:
    own = present.gathered.segments.get(f"delegation:{delegation}", {})
    if delegation in members:
        for field, form in stances.items():
            if own.get(field):
                return form
    here = row.present_room + row.present_remote
    return (SILENT if delegation in members else "present") if here else "absent"


def _names(marks: Sequence[SeatMark], form: str) -> Sequence[str]:
    """Names, or the codes of the nameplates where there are many."""
    those = [mark for mark in marks if mark.state == form]
    return [mark.plate or mark.name for mark in those] if len(those) > MOST_NAMES else [mark.name for mark in those]


# More names than this fill the screen; then the codes of the nameplates stand for them.
MOST_NAMES = 8


def _view(
    marks: Sequence[SeatMark], places: Hemicycle, number: int, of: int, language: Language, sentence: Message
) -> HallView:
    margin = RADIUS * places.seat + MARGIN
    side = RADIUS + margin
    box = f"{-side:.1f} {-side:.1f} {2 * side:.1f} {RADIUS + 2 * margin:.1f}"
    of_text = language.say(message("of %(n)s", n=of))
    radius = round(RADIUS * places.seat, 1)
    return HallView(marks, box, radius, number, of_text, language.say(sentence), total=of)
