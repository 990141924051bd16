"""The attendance list: delegations by the hour, and the people who gave their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from server.domain import slots
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.seat import Attendance, Seat
from server.domain.snapshot import Snapshot
from server.domain.table import Cell, Column
from server.domain.text import clean, fold, one_line
from server.exports import grid
from server.exports.grid import Grid
from server.exports.parts import Speaker
from server.exports.telling import Teller
from server.exports.words import words

USUAL_SHARE = 0.75
# Hours in one table of a page; a conference of days is listed in the spreadsheet.
MOST_HOURS = 12
HERE = "•"

Times = Mapping[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person who gave a name. `number` is that of the seat, `hours` says in which hours the person was here.

    `share` is the part of the meeting from 0 to 1; `arrived` and `left` are times of day, rounded to five minutes;
    `left` is "" for somebody who is here yet.
    """

    number: int
    name: str
    delegation: str
    attendance: str
    arrived: str
    left: str
    hours: tuple[bool, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Body:
    """A delegation, or those without one: seats taken, people by the hour, and how many gave no name."""

    id: str
    name: str
    observer: bool
    room: int
    remote: int
    hours: tuple[int, ...]
    unnamed: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The list in one language. `hours` are their names: 10:00–11:00."""

    code: str
    language: Language
    title: str
    subtitle: str
    reference: str
    body: str
    day: str
    place: str
    presiding: tuple[Speaker, ...]
    heading: str
    state: str
    span: str
    lasted: str
    sentences: tuple[str, ...]
    hours: tuple[str, ...]
    delegations: tuple[Body, ...]
    people: tuple[Attendee, ...]
    at: datetime
    by_hour: Grid
    named: Grid
    titles: tuple[str, str]

    def enough(self, share: float) -> list[Attendee]:
        """Those who attended at least this share of the meeting, by name."""
        return [one for one in self.people if one.share + 1e-9 >= share]


def gather(snapshot: Snapshot, times: Times, language: Language) -> Listing:
    """The list at the moment of the snapshot, during the meeting or after it."""
    workshop, state = snapshot.workshop, snapshot.state
    calendar = Teller(language, workshop.timezone, workshop.date)
    seats = [seat for seat in snapshot.seats if not seat.agent]
    begun = state.begun or min((seat.joined for seat in seats if seat.joined), default=snapshot.at)
    ended = state.ended or max(snapshot.at, begun + 1)
    first, last, at = calendar.moment(begun), calendar.moment(ended), calendar.moment(snapshot.at)
    assert first is not None
    assert last is not None
    assert at is not None
    # A time of day needs no date where it is of the day on which the meeting began.
    teller = Teller(language, workshop.timezone, first.date())
    meeting = slots.span(begun, ended)
    here = {seat.number: slots.with_arrival(times.get(seat.number, ()), seat.joined) for seat in seats}
    hours = _hours(meeting, teller)
    people = _people(seats, here, hours, meeting, (begun, ended), snapshot, teller)
    bodies = _bodies(seats, here, hours, snapshot, teller)
    title = teller.text(workshop.title)
    labels = tuple(_label(start, teller) for start, _ in hours)
    return Listing(
        code=snapshot.code,
        language=language,
        title=title,
        subtitle=teller.text(workshop.subtitle),
        reference=clean(workshop.reference),
        body=teller.text(workshop.body),
        day=language.day(workshop.date),
        place=teller.text(workshop.place),
        presiding=tuple(teller.person(person) for person in workshop.presiding),
        heading=teller.say(
            message("Attendance list of “%(title)s”, held on %(date)s", title=title, date=language.day(workshop.date))
        ),
        state="" if state.ended else teller.say(_open(state.begun, teller.clock(at))),
        span=f"{teller.clock(first)}–{teller.clock(last)}",
        lasted=_lasted(len(meeting) * slots.SLOT, teller),
        sentences=_sentences(seats, people, bodies, teller),
        hours=labels,
        delegations=bodies,
        people=people,
        at=at,
        by_hour=_by_hour(bodies, labels, teller),
        named=_named(people, teller),
        titles=(teller.say(message("Delegations by the hour")), teller.say(message("People who gave their name"))),
    )


def _open(begun: int | None, clock: str) -> Message:
    if begun:
        return message("State at %(time)s: the meeting is still in progress.", time=clock)
    return message("State at %(time)s: the meeting has not begun.", time=clock)


def _hours(meeting: range, teller: Teller) -> list[tuple[int, range]]:
    moment = teller.moment(meeting.start * slots.SLOT)
    offset = moment.utcoffset() if moment else None
    return list(slots.hours(meeting, int(offset.total_seconds() * 1000) if offset else 0))


def _label(start: int, teller: Teller) -> str:
    moment = teller.moment(start)
    return teller.clock(moment) if moment else ""


def _lasted(length: int, teller: Teller) -> str:
    minutes = length // 60_000
    hours, rest = divmod(minutes, 60)
    told: list[Message] = []
    if hours:
        told.append(plural("%(n)s hour", "%(n)s hours", hours))
    if rest or not hours:
        told.append(plural("%(n)s minute", "%(n)s minutes", rest))
    return teller.language.listing([teller.say(one) for one in told])


def _people(
    seats: Sequence[Seat],
    here: Times,
    hours: Sequence[tuple[int, range]],
    meeting: range,
    span: tuple[int, int],
    snapshot: Snapshot,
    teller: Teller,
) -> tuple[Attendee, ...]:
    """Whoever took a seat twice under one name and delegation is one person, who was here at either time."""
    order = {one.id: place for place, one in enumerate(snapshot.workshop.delegations)}
    merged: dict[tuple[str, str], tuple[Seat, frozenset[int]]] = {}
    for seat in seats:
        if not seat.name.strip():
            continue
        key = fold(seat.name), seat.delegation
        first, known = merged.get(key, (seat, frozenset()))
        merged[key] = first, known | here[seat.number]
    told = [_attendee(seat, found, hours, meeting, span, snapshot, teller) for seat, found in merged.values()]
    places = {seat.number: order.get(seat.delegation, len(order)) for seat, _ in merged.values()}
    return tuple(sorted(told, key=lambda one: (places[one.number], fold(one.name))))


def _attendee(
    seat: Seat,
    found: frozenset[int],
    hours: Sequence[tuple[int, range]],
    meeting: range,
    span: tuple[int, int],
    snapshot: Snapshot,
    teller: Teller,
) -> Attendee:
    within = found & set(meeting)
    arrived = left = ""
    if ends := slots.first_last(within):
        arrived = _label(max(ends[0], span[0]), teller)
        # Whoever is here yet has not left.
        if snapshot.state.ended or meeting[-1] not in within:
            left = _label(min(ends[1], span[1]), teller)
    delegation = snapshot.workshop.delegation(seat.delegation)
    named = words(teller.language)
    return Attendee(
        seat.number,
        one_line(clean(seat.name)),
        teller.text(delegation.name) if delegation else "",
        named.room if seat.attendance is Attendance.ROOM else named.remote,
        arrived,
        left,
        tuple(bool(within & set(hour)) for _, hour in hours),
        slots.share(found, meeting),
    )


def _bodies(
    seats: Sequence[Seat], here: Times, hours: Sequence[tuple[int, range]], snapshot: Snapshot, teller: Teller
) -> tuple[Body, ...]:
    """In the order of the roster; those without a delegation at the end. A delegation that never came is not listed."""
    known = {one.id: one for one in snapshot.workshop.delegations}
    groups: dict[str, list[Seat]] = {name: [] for name in (*known, "")}
    for seat in seats:
        groups[seat.delegation if seat.delegation in known else ""].append(seat)
    named = words(teller.language)
    found = []
    for name, own in groups.items():
        if not own:
            continue
        delegation = known.get(name)
        text = teller.text(delegation.name) if delegation else named.no_delegation
        observer = bool(delegation and delegation.observer)
        if observer:
            text = teller.say(message("%(name)s (observer)", name=text))
        found.append(
            Body(
                name,
                text,
                observer,
                sum(seat.attendance is Attendance.ROOM for seat in own),
                sum(seat.attendance is Attendance.REMOTE for seat in own),
                tuple(sum(bool(here[seat.number] & set(hour)) for seat in own) for _, hour in hours),
                sum(not seat.name.strip() for seat in own),
            )
        )
    return tuple(found)


def _sentences(
    seats: Sequence[Seat], people: Sequence[Attendee], bodies: Sequence[Body], teller: Teller
) -> tuple[str, ...]:
    number = teller.language.number
    unnamed = sum(body.unnamed for body in bodies)
    sentences = [
        plural(
            "%(people)s person took a seat.", "%(people)s people took a seat.", len(seats), people=number(len(seats))
        )
    ]
    if unnamed:
        sentences.append(
            plural(
                "%(people)s of them gave no name, and is counted without one.",
                "%(people)s of them gave no name, and are counted without one.",
                unnamed,
                people=number(unnamed),
            )
        )
    if people:
        sentences.append(message("Times are rounded to five minutes, as the devices reported them."))
    return tuple(map(teller.say, sentences))


def _by_hour(bodies: Sequence[Body], hours: Sequence[str], teller: Teller) -> Grid:
    named = words(teller.language)
    shown = range(min(len(hours), MOST_HOURS))
    rows: list[list[Cell]] = [
        [one.name, one.room, one.remote, one.room + one.remote, *(one.hours[at] for at in shown)] for one in bodies
    ]
    if len(rows) > 1:
        rows.append([named.total, *(sum(int(row[at] or 0) for row in rows) for at in range(1, len(rows[0])))])
    titles = [named.delegation, named.room, named.remote, named.total, *(hours[at] for at in shown)]
    return grid.make(titles, [Column.LABEL, *[Column.COUNT] * (len(titles) - 1)], rows, teller.language)


def _named(people: Sequence[Attendee], teller: Teller) -> Grid:
    named = words(teller.language)
    titles = [
        named.name,
        named.delegation,
        teller.say(message("Attendance")),
        teller.say(message("Arrived at")),
        teller.say(message("Left at")),
        teller.say(message("Share")),
    ]
    rows: list[list[Cell]] = [
        [one.name, one.delegation, one.attendance, one.arrived, one.left, one.share] for one in people
    ]
    # Where people sat and times are as short as numbers, and set like them.
    columns = [Column.LABEL, Column.LABEL, Column.NUMBER, Column.NUMBER, Column.NUMBER, Column.SHARE]
    return grid.make(titles, columns, rows, teller.language)
