"""The polls before and after the one on the desk, for a hand that has no agenda to choose from."""

from __future__ import annotations

from server.domain.language import Language
from server.domain.messages import message
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
    place = order.index(state.poll) if state.poll in order else None
    before = order[place - 1] if place else ""
    after = order[0] if place is None else order[place + 1] if place + 1 < len(order) else ""
    previous = _stage(present, before, language.say(message("Poll before"))) if before else None
    following = _stage(present, after, language.say(message("Poll after"))) if after else None
    primary = primary_act(present, language)
    # What the large button does already needs no small one.
    if following and primary and (primary.address, primary.fields) == (following.address, following.fields):
        following = None
    return previous, following


def _stage(present: Present, poll: str, label: str) -> Act:
    fields = {"item": present.workshop.item_of(poll).id, "poll": poll}
    return Act(label, f"/workshops/{present.code}/stage", "", fields)
