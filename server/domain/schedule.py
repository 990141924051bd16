"""What the agenda says about a moment: the item of now, what comes next, and how late the meeting runs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, time

from server.domain.state import Phase, State
from server.domain.workshop import AgendaItem, Workshop


@dataclass(frozen=True, slots=True)
class Moment:
    """The items of now and next, None for none, and how many whole minutes the meeting is late.

    `late` is 0 on time, and None where nothing can be said: on another day, without times, when the meeting is over.
    """

    now: AgendaItem | None
    next: AgendaItem | None
    late: int | None


def local(workshop: Workshop, at: int) -> datetime:
    """A time in milliseconds since 1970 on the workshop's clock."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(workshop.timezone)


def moment(workshop: Workshop, state: State, at: int) -> Moment:
    """Where the meeting is at a time in milliseconds since 1970.

    The moderator leads, not the clock: a meeting that is opened is in its first item until another one is chosen.
    """
    items = workshop.agenda
    place = _place(workshop, state)
    now = items[place] if 0 <= place < len(items) else None
    following = items[place + 1] if place + 1 < len(items) else None
    return Moment(now, following, _late(workshop, state, at, place))


def coming(workshop: Workshop, state: State, beside: Collection[str] = ()) -> tuple[str, str]:
    """The item that comes next and its poll, "" for none: an unopened poll, or an item on the way to it without polls.

    It is looked for from where the meeting is; polls that were left out are come back to at the end. Polls of the kinds
    named in `beside` run beside the others and are opened by themselves.
    """
    place, last = _place(workshop, state), len(workshop.agenda)
    asked = [(n, one.id) for n, item in enumerate(workshop.agenda) for one in item.polls if one.kind not in beside]
    after = next((i for i, (n, _) in enumerate(asked) if n >= place), len(asked))
    after = next((i + 1 for i, (_, poll) in enumerate(asked) if poll == state.poll), after)
    ahead = [one for one in asked[after:] if state.of(one[1]).phase is Phase.DRAFT]
    behind = [one for one in asked[:after] if state.of(one[1]).phase is Phase.DRAFT]
    asking = {n for n, _ in asked}
    plain = next((n for n in range(place + 1, ahead[0][0] if ahead else last) if n not in asking), None)
    if plain is not None:
        return workshop.agenda[plain].id, ""
    if not ahead + behind:
        return "", ""
    n, poll = (ahead + behind)[0]
    return workshop.agenda[n].id, poll


def _place(workshop: Workshop, state: State) -> int:
    """The number of the item of now; -1 before the first, and where the one on stage is gone."""
    item = state.item or (workshop.item_of(state.poll).id if state.poll in workshop.polls else "")
    if item:
        return next((i for i, one in enumerate(workshop.agenda) if one.id == item), -1)
    return 0 if state.begun is not None else -1


def _late(workshop: Workshop, state: State, at: int, place: int) -> int | None:
    """How late: that the item of now was begun after its time, or goes on beyond it.

    Before the opening the start of the first item counts.
    """
    clock = local(workshop, at)
    if state.ended is not None or clock.date() != workshop.date:
        return None
    starts = [item.start for item in workshop.agenda]
    if state.begun is None:
        first = next((start for start in starts if start), None)
        return _between(first, clock.time()) or None if first else None
    if not 0 <= place < len(starts):
        return None
    start, due = starts[place], workshop.agenda[place].end or next(filter(None, starts[place + 1 :]), None)
    late = [_between(due, clock.time())] if due else []
    if start and (since := _since(state, place)):
        began = local(workshop, since)
        late.append(_between(start, began.time()) if began.date() == workshop.date else 0)
    return max(late, default=None)


def _since(state: State, place: int) -> int | None:
    """When the item of now was begun: the first with the meeting, another one when it was put on stage."""
    if place == 0 or state.begun is None:
        return state.begun
    return max(state.begun, state.staged) if state.staged is not None else None


def _between(planned: time, clock: time) -> int:
    """Whole minutes from a time of the plan to the clock; 0 before it."""
    return max(0, 60 * (clock.hour - planned.hour) + clock.minute - planned.minute)
