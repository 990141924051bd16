"""What the agenda says about a moment: the item of now, the next one, and how late the meeting runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time

from server.domain.state import State
from server.domain.workshop import AgendaItem, Workshop


@dataclass(frozen=True, slots=True)
class Moment:
    """The items of now and next, None for none, and how many whole minutes the meeting is late; 0 on time."""

    now: AgendaItem | None
    next: AgendaItem | None
    late: int


def local(workshop: Workshop, at: int) -> datetime:
    """A time in milliseconds since 1970 on the workshop's clock."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(workshop.timezone)


def moment(workshop: Workshop, state: State, at: int) -> Moment:
    """Where the meeting is at a time in milliseconds since 1970.

    The moderator's choice of an item goes before the clock. The meeting is late when the item of now should have ended,
    and only on its own day: a rehearsal the week before is never late.
    """
    items = list(workshop.agenda)
    clock = local(workshop, at)
    if state.item:
        place = next((i for i, item in enumerate(items) if item.id == state.item), -1)
    elif state.begun is None or clock.date() != workshop.date:
        place = 0 if state.begun is not None else -1
    else:
        begun = [i for i, item in enumerate(items) if item.start and item.start <= clock.time()]
        place = begun[-1] if begun else 0
    now = items[place] if 0 <= place < len(items) else None
    following = items[place + 1] if place + 1 < len(items) else None
    late = 0
    if now and now.end and clock.date() == workshop.date and state.ended is None:
        late = max(0, _minutes(clock.time()) - _minutes(now.end))
    return Moment(now, following, late)


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
