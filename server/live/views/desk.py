"""What the moderator's desk shows: aggregated numbers only, never how anybody answered."""

from __future__ import annotations

from server.domain.counts import results_only
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.moderation import Decisions
from server.domain.schedule import moment
from server.domain.seat import Presence
from server.domain.state import Phase
from server.domain.workshop import Ballot, Poll
from server.live.present import Present
from server.live.views.acts import again, beside_act, other_acts, primary_act
from server.live.views.comparing import comparisons, numbers
from server.live.views.door import door_view
from server.live.views.floor import pulse_view, queues
from server.live.views.foreseeing import token
from server.live.views.happenings import happened, last_act, undo_act
from server.live.views.neighbours import neighbours
from server.live.views.pages import DelegationLine, DeskView, EntryLine
from server.live.views.parts import clock, hall_view, item_view, poll_view, rates, result_view, sealed
from server.live.views.poll_values import ItemView, PollLine
from server.live.views.quorum import quorum_sentence
from server.live.views.resets import reset_here, reset_of
from server.live.views.roll import roll_view
from server.live.views.screen import audience, screen_view
from server.live.views.survey import survey_view
from server.live.views.survey_desk import desk_survey, survey_status
from server.live.views.wall import figure

MOST_ENTRIES = 200  # in the desk's list; the rest is reached by moderating these first
MOST_MISSING = 12  # delegations named in the sentence; more are counted

BALLOT_WORDS: dict[Ballot, Message] = {
    Ballot.ANONYMOUS: message("anonymous"),
    Ballot.RECORDED: message("recorded"),
    Ballot.OPEN: message("open ballot"),
    Ballot.SECRET: message("secret"),
}


def desk_view(present: Present, language: Language, *, reader: str = "", started: int = 0) -> DeskView:
    """The desk in one language.

    Args:
        reader: the id of the role link of whoever reads it.
        started: when this process began to serve, in milliseconds since 1970; 0 where that is not known.
    """
    where = moment(present.workshop, present.state, present.now)
    poll = present.poll
    everybody, room, remote = rates(present)
    word, status = _status(present, language)
    result = None
    if poll is not None and present.tally is not None:
        result = result_view(present.kind, poll.definition, present.tally, language, present.current)
    entries = _entries(present, language)
    return DeskView(
        code=present.code,
        door=door_view(present, language),
        key=f"desk.{poll.id}.{present.at.round}" if poll else "desk",
        rev=present.state.rev,
        title=present.workshop.title.pick(language.code),
        clock=clock(present, language),
        late=language.say(message("%(n)s min late", n=where.late)) if where.late else "",
        punctual=where.late == 0,
        agenda=_agenda(present, language),
        item=item_view(present.workshop, where.now, language, "now") if where.now else None,
        poll=poll_view(present, poll, language) if poll else None,
        status=status,
        status_word=word,
        primary=primary_act(present, language),
        acts=other_acts(present, language),
        everybody=everybody,
        room=room,
        remote=remote,
        result=result,
        figure=figure(present, language),
        entries=entries,
        held=sum(entry.state == "held" for entry in entries),
        comparisons=comparisons(present, language),
        numbers=numbers(present, language),
        moderated=poll is not None and poll.settings.moderation != "none",
        grouped=poll is not None and present.kind.lists,
        hall=hall_view(present, language, answering=present.open or present.surveying, votes=True),
        roll=roll_view(present, language, desk=True),
        again=again(present),
        quorum=quorum_sentence(present, language),
        missing=_missing(present, language),
        delegations=_delegations(present, language),
        people=present.hall.people,
        queues=queues(present, language),
        pulse=pulse_view(present, language),
        last_act=last_act(present, language, reader),
        undo=undo_act(present, language),
        previous=neighbours(present, language)[0],
        following=neighbours(present, language)[1],
        happened=happened(present, language, started),
        advance=token(primary_act(present, language)),
        screen=screen_view(present, language),
        audience=audience(present),
        survey=survey_view(present, desk_survey(present), language),
        reset=reset_here(present),
        rehearsal=present.state.rehearsal is not None,
    )


def _status(present: Present, language: Language) -> tuple[str, str]:
    poll = present.poll
    if present.state.ended is not None:
        word = language.say("Adjourned")
        return word, language.say(message("Adjourned at %(time)s.", time=clock(present, language, present.state.ended)))
    if poll is None and desk_survey(present):
        return survey_status(present, language)
    if poll is None:
        return language.say("Waiting"), language.say("Waiting. Phones show the agenda.")
    if not present.kind.answered:
        return _slide_status(present, language)
    place = poll_view(present, poll, language)
    about = message(
        "Poll %(number)s of %(total)s, round %(round)s, %(ballot)s.",
        number=place.number, total=place.total, round=place.round, ballot=BALLOT_WORDS[poll.settings.ballot],
    )  # fmt: skip
    if present.kind.background:
        about = message("It runs beside the other polls.")
    if (poll.id, present.at.round) in present.workshop.asked:
        about = message("%(about)s It was edited since; the next round asks it as it is now.", about=about)
    times = present.at.times.get(present.at.round)
    if present.at.phase is Phase.OPEN and times and times.opened:
        opened = clock(present, language, times.opened)
        return language.say("Open"), language.say(message("Open since %(time)s. %(about)s", time=opened, about=about))
    if present.at.phase is Phase.CLOSED and times and times.closed:
        closed = clock(present, language, times.closed)
        shown = message("The result is shown.") if present.at.shown else message("The result is not shown.")
        return language.say("Closed"), language.say(
            message("Closed at %(time)s. %(shown)s %(about)s", time=closed, shown=shown, about=about)
        )
    return language.say("Ready"), language.say(message("Ready to open. %(about)s", about=about))


def _slide_status(present: Present, language: Language) -> tuple[str, str]:
    """A slide is shown or not; nobody answers it."""
    if present.open:
        return language.say("Shown"), language.say("Shown: a slide, on the screen and on phones.")
    return language.say("Ready"), language.say("Ready: a slide, not shown at the moment.")


def _agenda(present: Present, language: Language) -> tuple[ItemView, ...]:
    where = moment(present.workshop, present.state, present.now)
    views: list[ItemView] = []
    passed = where.now is not None
    for item in present.workshop.agenda:
        when = "past" if passed else ""
        if where.now is not None and item.id == where.now.id:
            when, passed = "now", False
        elif where.next is not None and item.id == where.next.id:
            when, passed = "next", False
        lines = [_line(present, poll, language) for poll in item.polls]
        views.append(item_view(present.workshop, item, language, when, lines))
    return tuple(views)


def _line(present: Present, poll: Poll, language: Language) -> PollLine:
    kind = present.kinds[poll.kind]
    return PollLine(
        id=poll.id,
        kind=poll.kind,
        kind_label=language.say(kind.label),
        prompt=poll.prompt.pick(language.code),
        phase=present.state.of(poll.id).phase,
        people=present.answers.get(poll.id, 0),
        staged=poll.id == present.state.poll,
        answered=kind.answered,
        act=beside_act(present, poll, language),
        reset=reset_of(present, poll) if kind.background else "",
    )


def _entries(present: Present, language: Language) -> tuple[EntryLine, ...]:
    """What people wrote, with what was decided about it: held first, then the others as they came."""
    data = present.current
    if data is None or present.poll is None or not present.kind.answered or present.kind.background:
        return ()
    decisions = data.decisions
    if data.entries:
        found = [(entry.id, entry.text, 1, entry.at) for entry in reversed(data.entries)]
    else:
        spelled = present.kind.spellings(data.counts)
        counted = sorted(results_only(data.counts).items(), key=lambda pair: (-pair[1], pair[0]))
        found = [(name, spelled.get(name, name), n, 0) for name, n in counted if present.kind.moderated(name)]
    lines = [
        EntryLine(
            subject=subject,
            text=text,
            state="hidden" if subject in decisions.hidden else "held" if decisions.held(subject) else "shown",
            count=n,
            at=clock(present, language, at) if at else "",
            reason=_reason(decisions, subject, language),
            merged=decisions.merged.get(subject, ""),
            theme=decisions.themes.get(subject, ""),
        )
        for subject, text, n, at in found
    ]
    return tuple(sorted(lines, key=lambda line: line.state != "held")[:MOST_ENTRIES])


def _reason(decisions: Decisions, subject: str, language: Language) -> str:
    """Why an entry is hidden, in the moderator's words, or why it is held although entries are shown first."""
    if subject in decisions.hidden:
        return decisions.reasons.get(subject, "")
    listed = not decisions.first and decisions.held(subject)
    return language.say(message("A word of the list is in it.")) if listed else ""


def _missing(present: Present, language: Language) -> str:
    """Present without an answer, named while there are few: a moderator may wait for them."""
    if not present.open or present.poll is None or not present.kind.answered or present.kind.background:
        return ""
    if sealed(present):
        return ""
    silent = [
        row.delegation
        for row in present.hall.rows
        if row.delegation and _here(row) and not present.answered(f"delegation:{row.delegation}")
    ]
    if not silent:
        return ""
    if len(silent) > MOST_MISSING:
        return language.say(
            plural("%(n)s delegation present has not answered.", "%(n)s delegations present have not answered.",
                   len(silent))
        )  # fmt: skip
    names = [one.name.pick(language.code) for one in present.workshop.delegations if one.id in silent]
    return language.say(message("Present without an answer: %(names)s.", names=", ".join(names)))


def _delegations(present: Present, language: Language) -> tuple[DelegationLine, ...]:
    lines: list[DelegationLine] = []
    for row in present.hall.rows:
        if not _here(row):
            continue
        delegation = present.workshop.delegation(row.delegation)
        name = delegation.name.pick(language.code) if delegation else language.say("Without a delegation")
        answering = present.open or present.surveying
        told = answering and not sealed(present) and not (present.poll and present.kind.background)
        people = present.answered(f"delegation:{row.delegation}") if told and row.delegation else 0
        state = "answered" if people else "present"
        room, remote = row.present_room, row.present_remote
        lines.append(DelegationLine(row.delegation, name, room, remote, state, not room, people if told else None))
    return tuple(lines)


def _here(row: Presence) -> int:
    return row.present_room + row.present_remote
