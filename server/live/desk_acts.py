"""What a moderator can do now: one primary act, and the few others that make sense."""

from __future__ import annotations

from server.domain.language import Language
from server.domain.messages import message
from server.domain.state import Phase, next_poll
from server.live.present import Present
from server.live.views import Act

LONGER = 30  # seconds that one act adds to a countdown
# The keys of a presenter's clicker are page up and page down; the space bar lies under the hand.
PRIMARY_KEY = "Space"


def primary_act(present: Present, language: Language) -> Act | None:
    """The one act that comes next in the run of a meeting; None when it is over."""
    base = f"/workshops/{present.code}"
    state, poll = present.state, present.poll
    if state.ended is not None:
        return None
    if state.begun is None:
        return Act(language.say("Open the meeting"), f"{base}/begin", PRIMARY_KEY)
    if poll is not None:
        address = f"{base}/polls/{poll.id}"
        at = _expected(present)
        if present.at.phase is Phase.DRAFT:
            label = message("Open the poll") if present.kind.answered else message("Show the slide")
            return Act(language.say(label), f"{address}/open", PRIMARY_KEY, at)
        if present.open:
            if not present.kind.answered:
                return Act(language.say("Take the slide off"), f"{address}/close", PRIMARY_KEY, at)
            label = message("Close the poll") if present.at.shown else message("Close and show the result")
            fields = at if present.at.shown else {**at, "reveal": "1"}
            return Act(language.say(label), f"{address}/close", PRIMARY_KEY, fields)
        if present.kind.answered and not present.at.shown:
            return Act(language.say("Show the result"), f"{address}/reveal", PRIMARY_KEY)
    following = next_poll(present.workshop, state)
    if following:
        item = present.workshop.item_of(following).id
        return Act(language.say("Next poll"), f"{base}/stage", PRIMARY_KEY, {"item": item, "poll": following})
    if poll is not None:
        return Act(language.say("Back to the agenda"), f"{base}/stage", PRIMARY_KEY, {"item": state.item, "poll": ""})
    return None


def other_acts(present: Present, language: Language) -> tuple[Act, ...]:
    """The other acts that the present state allows."""
    base = f"/workshops/{present.code}"
    state, poll = present.state, present.poll
    if state.ended is not None:
        return ()
    acts: list[Act] = []
    if poll is not None and present.kind.answered:
        address = f"{base}/polls/{poll.id}"
        at = _expected(present)
        if present.open:
            if not present.at.shown:
                acts.append(Act(language.say("Close without showing"), f"{address}/close", "", at))
                acts.append(Act(language.say("Show the result now"), f"{address}/reveal"))
            else:
                acts.append(Act(language.say("Hide the result"), f"{address}/hide", "h"))
            if present.at.deadline is not None:
                label = language.say(message("%(n)s seconds more", n=LONGER))
                acts.append(Act(label, f"{address}/extend", "", {"seconds": str(LONGER)}))
        elif present.at.phase is Phase.CLOSED:
            if present.at.shown:
                acts.append(Act(language.say("Hide the result"), f"{address}/hide", "h"))
            acts.append(Act(language.say("Open a second round"), f"{address}/next-round", "", at))
    if poll is not None and not present.open:
        back = {"item": state.item, "poll": ""}
        acts.append(Act(language.say("Back to the agenda"), f"{base}/stage", "", back))
    if state.begun is not None and not present.open:
        acts.append(Act(language.say("Adjourn the meeting"), f"{base}/end", "", stop=True))
    primary = primary_act(present, language)
    return tuple(act for act in acts if primary is None or act.label != primary.label)


def _expected(present: Present) -> dict[str, str]:
    """What the moderator saw: an act on another state loses, and its author is told."""
    return {"phase": present.at.phase.value, "round": str(present.at.round)}
