"""What a moderator can do now: one primary act, and the few others that make sense."""

from __future__ import annotations

from server.domain.kind import stays_hidden
from server.domain.language import Language
from server.domain.messages import message
from server.domain.schedule import coming
from server.domain.state import Phase
from server.domain.workshop import Poll
from server.live.present import Present
from server.live.views.poll_values import Act
from server.live.views.roll import call_act
from server.live.views.survey_desk import desk_survey, next_result, next_survey, survey_others, survey_primary

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
        if present.open and not present.kind.background:
            if not present.kind.answered:
                return Act(language.say("Take the slide off"), f"{address}/close", PRIMARY_KEY, at)
            if call := call_act(present, language, PRIMARY_KEY):
                return call
            if last_call(present):
                label = message("Close in %(n)s seconds", n=present.workshop.webcast_delay)
                return Act(language.say(label), f"{address}/last-call", PRIMARY_KEY, at)
            label = message("Close the poll") if present.at.shown else message("Close and show the result")
            fields = at if present.at.shown else {**at, "reveal": "1"}
            return Act(language.say(label), f"{address}/close", PRIMARY_KEY, fields)
        if present.kind.answered and not present.at.shown:
            return Act(language.say("Show the result"), f"{address}/reveal", PRIMARY_KEY)
    surveyed = survey_primary(present, language, PRIMARY_KEY) or next_result(present, language, PRIMARY_KEY)
    if surveyed:
        return surveyed
    if following := _following(present, language):
        return following
    if poll is not None:
        return Act(language.say("Back to the agenda"), f"{base}/stage", PRIMARY_KEY, {"item": state.item, "poll": ""})
    return None


def _following(present: Present, language: Language) -> Act | None:
    """What puts on the desk what comes next in the agenda: a poll, a survey, or an item without polls."""
    item, poll = coming(
        present.workshop, present.state, [kind.name for kind in present.kinds.values() if kind.background]
    )
    if not item:
        return None
    if poll and (survey := next_survey(present, poll, language, PRIMARY_KEY)):
        return survey
    titles = {one.id: one.title for one in present.workshop.agenda}
    label = message("Next poll") if poll else message("Next item")
    target = present.workshop.polls[poll].prompt if poll else titles[item]
    fields = {"item": item, "poll": poll}
    address = f"/workshops/{present.code}/stage"
    return Act(language.say(label), address, PRIMARY_KEY, fields, target=target.pick(language.code))


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
        if present.open and present.kind.background:
            if present.at.shown:
                acts.append(Act(language.say("Hide it from the screen"), f"{address}/hide", "h"))
            else:
                acts.append(Act(language.say("Show it on the screen"), f"{address}/reveal", "h"))
            acts.append(Act(language.say("Close the poll"), f"{address}/close", "", at))
        elif present.open:
            if last_call(present) and not call_act(present, language, ""):
                fields = at if present.at.shown else {**at, "reveal": "1"}
                acts.append(Act(language.say("Close at once"), f"{address}/close", "", fields))
            if call_act(present, language, ""):
                acts.append(
                    Act(language.say("Close and show the result"), f"{address}/close", "", {**at, "reveal": "1"})
                )
            if not present.at.shown:
                acts.append(Act(language.say("Close without showing"), f"{address}/close", "", at))
                if not stays_hidden(present.kind, poll.definition):
                    acts.append(Act(language.say("Show the result now"), f"{address}/reveal"))
            else:
                acts.append(Act(language.say("Hide the result"), f"{address}/hide", "h"))
            if present.at.deadline is not None:
                label = language.say(message("%(n)s seconds more", n=LONGER))
                acts.append(Act(label, f"{address}/extend", "", {"seconds": str(LONGER)}))
        elif present.at.phase is Phase.CLOSED:
            if present.at.shown:
                acts.append(Act(language.say("Hide the result"), f"{address}/hide", "h"))
            # A vote is taken again for a reason, which the control asks for.
            if not votes(present):
                acts.append(Act(language.say("Open a second round"), f"{address}/next-round", "", at))
    if poll is None and desk_survey(present):
        acts += survey_others(present, language)
    running = present.surveying or (present.open and not present.kind.background)
    if poll is not None and not running:
        back = {"item": state.item, "poll": ""}
        acts.append(Act(language.say("Back to the agenda"), f"{base}/stage", "", back))
    if state.begun is not None and not running:
        acts.append(Act(language.say("Adjourn the meeting"), f"{base}/end", "", stop=True))
    primary = primary_act(present, language)
    return tuple(act for act in acts if primary is None or act.label != primary.label)


def beside_act(present: Present, poll: Poll, language: Language) -> Act | None:
    """What opens or closes a poll that runs beside the stage, wherever the stage is."""
    if not present.kinds[poll.kind].background or present.state.ended is not None:
        return None
    phase = present.state.of(poll.id).phase
    word = {
        Phase.DRAFT: message("Open it"), Phase.OPEN: message("Close it"), Phase.CLOSED: message("Open it again"),
    }[phase]  # fmt: skip
    verb = {Phase.DRAFT: "open", Phase.OPEN: "close", Phase.CLOSED: "next-round"}[phase]
    address = f"/workshops/{present.code}/polls/{poll.id}/{verb}"
    return Act(language.say(word), address, "", _expected(present, poll.id))


def last_call(present: Present) -> bool:
    """Whether closing the poll on stage begins with a last call, for those who see the hall some seconds later."""
    delay, deadline = present.workshop.webcast_delay, present.at.deadline
    return bool(delay) and present.open and (deadline is None or deadline - present.now > delay * 1000)


def votes(present: Present) -> bool:
    """Whether the poll on stage is a vote, whose answers are for or against."""
    return present.poll is not None and bool(present.kind.procedure(present.poll.definition).stances)


def again(present: Present) -> Act | None:
    """The act that takes a closed vote again; None where there is none."""
    poll = present.poll
    if poll is None or not votes(present) or present.at.phase is not Phase.CLOSED or present.state.ended is not None:
        return None
    return Act("", f"/workshops/{present.code}/polls/{poll.id}/next-round", "", _expected(present))


def _expected(present: Present, poll: str = "") -> dict[str, str]:
    """What the moderator saw: an act on another state loses, and its author is told."""
    at = present.state.of(poll or present.state.poll)
    return {"phase": at.phase.value, "round": str(at.round)}
