"""The polls before and after the one on the desk, for a hand that has no agenda to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from server.domain.language import Language
from server.domain.messages import message
from server.domain.schedule import moment
from server.live.present import Present
from server.live.views.acts import primary_act
from server.live.views.poll_values import Act


def neighbours(present: Present, language: Language) -> tuple[Act | None, Act | None]:
    """What puts the poll before or after on the desk; none while a poll is open, or where there is none."""
    state = present.state
    if state.ended is not None or state.begun is None or present.surveying:
        return None, None
    if present.open and not present.kind.background:
        return None, None
    order = [name for name, one in present.workshop.polls.items() if not present.kinds[one.kind].background]
    if not order:
        return None, None
    first = order.index(state.poll) if state.poll in order else _passed(present, order)
    before = order[first - 1] if first else ""
    after = next(iter(order[first + (state.poll in order) :]), "")
    previous = _stage(present, before, language.say(message("Poll before"))) if before else None
    following = _stage(present, after, language.say(message("Poll after"))) if after else None
    primary = primary_act(present, language)
    # What the large button does already needs no small one.
    if following and primary and (primary.address, primary.fields) == (following.address, following.fields):
        following = None
    return previous, following


def _passed(present: Present, order: Sequence[str]) -> int:
    """How many of these polls belong to items before the one of now."""
    now = moment(present.workshop, present.state, present.now).now
    passed = takewhile(lambda item: item != now, present.workshop.agenda)
    return sum(poll.id in order for item in passed for poll in item.polls)


def _stage(present: Present, poll: str, label: str) -> Act:
    fields = {"item": present.workshop.item_of(poll).id, "poll": poll}
    return Act(label, f"/workshops/{present.code}/stage", "", fields)
