"""A survey on the moderator's desk: where it stands, and what can be done with it."""

from __future__ import annotations

from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.schedule import local
from server.domain.state import Phase
from server.domain.survey import survey_item, survey_phase
from server.domain.workshop import Poll
from server.live.present import Present, pages_of
from server.live.views.poll_values import Act

LONGER = 60  # seconds that one act adds to a countdown


def desk_survey(present: Present) -> str:
    """The item whose survey is on the desk: the one on stage, or one that is about to be opened; "" for none."""
    state = present.state
    item = survey_item(present.workshop, state.survey or ("" if state.poll else state.item))
    return item.id if item and (item.pace == "delegates" or state.survey) and _pages(present, item.id) else ""


def survey_status(present: Present, language: Language) -> tuple[str, str]:
    """Where it stands: a word, and a sentence that begins with it."""
    pages = pages_of(present.workshop, present.kinds, present.state, desk_survey(present))
    state = present.state.of(pages[0].poll.id)
    times = state.times.get(state.round)
    about = plural(
        "A survey of %(n)s question at the delegates’ pace.", "A survey of %(n)s questions at the delegates’ pace.",
        len(pages),
    )  # fmt: skip
    phase = survey_phase(present.state, [page.poll for page in pages])
    if phase is Phase.OPEN and times and times.opened:
        since = _clock(present, language, times.opened)
        said = message("Open since %(time)s. %(about)s", time=since, about=about)
        return language.say("Open"), language.say(said)
    if phase is Phase.CLOSED and times and times.closed:
        closed = _clock(present, language, times.closed)
        said = message("Closed at %(time)s. %(about)s", time=closed, about=about)
        return language.say("Closed"), language.say(said)
    return language.say("Ready"), language.say(message("Ready to open. %(about)s", about=about))


def survey_primary(present: Present, language: Language, key: str) -> Act | None:
    """The act that comes next for the survey on the desk; None where that is for others to say."""
    item, base = desk_survey(present), f"/workshops/{present.code}"
    if not item:
        return None
    match _phase(present, item):
        case Phase.DRAFT:
            return Act(language.say("Open the survey"), f"{base}/items/{item}/open", key, _expected(present, item))
        case Phase.OPEN:
            return Act(language.say("Close the survey"), f"{base}/items/{item}/close", key)
        case _:
            return _result(present, item, message("Show the first result"), language, key)


def survey_others(present: Present, language: Language) -> list[Act]:
    """What else can be done with the survey on the desk."""
    item, base = desk_survey(present), f"/workshops/{present.code}"
    phase = _phase(present, item)
    if phase is Phase.OPEN and present.deadline is not None:
        label = language.say(message("%(n)s seconds more", n=LONGER))
        return [Act(label, f"{base}/items/{item}/extend", "", {"seconds": str(LONGER)})]
    acts: list[Act] = []
    if phase is Phase.CLOSED:
        again = language.say("Open the survey again")
        acts.append(Act(again, f"{base}/items/{item}/open", "", _expected(present, item)))
    if phase is not Phase.OPEN and present.state.survey:
        back = {"item": present.state.item, "poll": ""}
        acts.append(Act(language.say("Back to the agenda"), f"{base}/stage", "", back))
    return acts


def next_result(present: Present, language: Language, key: str) -> Act | None:
    """The next result of a survey that is over, while its results are shown one by one."""
    poll = present.poll
    item = present.workshop.item_of(poll.id) if poll else None
    if item is None or item.pace != "delegates" or _phase(present, item.id) is not Phase.CLOSED:
        return None
    return _result(present, item.id, message("Next result"), language, key)


def next_survey(present: Present, poll: str, language: Language, key: str) -> Act | None:
    """The survey that this poll is part of, where none of it was opened yet."""
    item = present.workshop.item_of(poll)
    if item.pace != "delegates" or _phase(present, item.id) is not Phase.DRAFT:
        return None
    fields = {"item": item.id, "poll": ""}
    title = item.title.pick(language.code)
    return Act(language.say("Next survey"), f"/workshops/{present.code}/stage", key, fields, target=title)


def _result(present: Present, item: str, label: Message, language: Language, key: str) -> Act | None:
    waiting = [poll for poll in _pages(present, item) if not present.state.of(poll.id).shown]
    waiting = [poll for poll in waiting if present.state.of(poll.id).phase is Phase.CLOSED]
    if not waiting:
        return None
    fields = {"item": item, "poll": waiting[0].id}
    prompt = waiting[0].prompt.pick(language.code)
    return Act(language.say(label), f"/workshops/{present.code}/stage", key, fields, target=prompt)


def _pages(present: Present, item: str) -> list[Poll]:
    return [page.poll for page in pages_of(present.workshop, present.kinds, present.state, item)]


def _phase(present: Present, item: str) -> Phase:
    return survey_phase(present.state, _pages(present, item))


def _expected(present: Present, item: str) -> dict[str, str]:
    """What the moderator saw: an act on another state loses, and its author is told."""
    first = _pages(present, item)[0].id
    return {"phase": _phase(present, item).value, "round": str(present.state.of(first).round)}


def _clock(present: Present, language: Language, at: int) -> str:
    return language.clock(local(present.workshop, at))
