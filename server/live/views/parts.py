"""The parts that several pages show: the hemicycle, the agenda, a poll as people read it, a result, a rate."""

from __future__ import annotations

from collections.abc import Iterable

from server.domain.clerk import marked
from server.domain.counts import OBSERVER
from server.domain.kind import AnyKind, Definition, Tally
from server.domain.language import EVERY, Language
from server.domain.messages import Message, message, plural
from server.domain.schedule import local, moment
from server.domain.snapshot import RoundData
from server.domain.splits import language_name
from server.domain.state import Phase
from server.domain.workshop import AgendaItem, Ballot, Poll, Workshop, lasting
from server.live.awaited import Awaited, awaited
from server.live.present import Present
from server.live.views.hall import hall_view as hall_view
from server.live.views.hall import sealed as sealed
from server.live.views.pages import Rate
from server.live.views.poll_values import ItemView, PollLine, PollView, ResultView

BALLOTS: dict[Ballot, Message] = {
    Ballot.ANONYMOUS: message("It is anonymous."),
    Ballot.RECORDED: message("It is recorded with your delegation’s name in the summary."),
    Ballot.OPEN: message("It is open: it may be shown, and is recorded with your delegation and the name you gave."),
    Ballot.SECRET: message("It is secret and cannot be changed."),
}


# A colleague can change the answer of a delegation, so that it is kept under the delegation's name.
TOTALS_ONLY = message("Only totals are shown.")


def item_view(
    workshop: Workshop, item: AgendaItem, language: Language, when: str = "", polls: Iterable[PollLine] = ()
) -> ItemView:
    """An agenda item as it is listed."""
    start = language.clock(item.start) if item.start else ""
    time = f"{start}–{language.clock(item.end)}" if item.start and item.end else start
    people = ", ".join(person.name for person in item.speakers)
    return ItemView(
        item.id, time, start, item.title.pick(language.code), people, when, tuple(polls), item.pace == "delegates"
    )


def now_and_next(present: Present, language: Language) -> tuple[ItemView | None, ItemView | None]:
    """The agenda items of now and next."""
    where = moment(present.workshop, present.state, present.now)
    now = item_view(present.workshop, where.now, language, "now") if where.now else None
    following = item_view(present.workshop, where.next, language, "next") if where.next else None
    return now, following


def poll_view(present: Present, poll: Poll, language: Language) -> PollView:
    """A poll as people read it. Slides, and what runs beside the polls, are not counted among them."""
    kind = present.kinds[poll.kind]
    state = present.state.of(poll.id)
    kinds = {one.id: present.kinds[one.kind] for one in present.workshop.polls.values()}
    answered = [name for name, one in kinds.items() if one.answered and not one.background]
    own = poll.prompt.language_for(language.code)
    times = state.times.get(state.round)
    return PollView(
        id=poll.id,
        kind=poll.kind,
        round=max(1, state.round),
        number=answered.index(poll.id) + 1 if poll.id in answered else 0,
        total=len(answered),
        prompt=poll.prompt.pick(language.code),
        foreign="" if own in (language.code, EVERY) else own,
        rule=language.say(kind.rule(poll.definition)) if kind.answered else "",
        ballot=language.say(ballot_sentence(poll)) if kind.answered else "",
        phase=state.phase,
        shown=state.shown,
        deadline=state.deadline,
        now=present.now,
        form=kind.form(poll.definition, language),
        countdown=lasting(present.workshop, poll),
        delay=delay_sentence(present, poll, language),
        change=poll.settings.change and poll.settings.ballot is not Ballot.SECRET,
        delegations=poll.settings.by == "delegation",
        foreign_name="" if own in (language.code, EVERY) else language_name(own, language),
        closes=clock(present, language, state.deadline) if state.deadline else "",
        opened=times.opened or 0 if times else 0,
    )


def delay_sentence(present: Present, poll: Poll, language: Language) -> str:
    """How much of the time that is left is for those who follow the webcast; "" where there is no such time."""
    delay, at = present.workshop.webcast_delay, present.state.of(poll.id)
    if not delay or at.deadline is None or at.phase is not Phase.OPEN or not present.kinds[poll.kind].answered:
        return ""
    return language.say(
        plural(
            "The last second is for those who follow the webcast.",
            "The last %(n)s seconds are for those who follow the webcast.",
            delay,
        )
    )


def ballot_sentence(poll: Poll) -> Message:
    """What becomes of an answer, and for whom it stands, said before anybody answers."""
    kept = BALLOTS[poll.settings.ballot]
    if poll.settings.by != "delegation":
        return kept
    if poll.settings.ballot is Ballot.ANONYMOUS:
        kept = TOTALS_ONLY
    if poll.settings.change and poll.settings.ballot is not Ballot.SECRET:
        return message("%(ballot)s Your delegation answers as one: its last answer counts.", ballot=kept)
    return message("%(ballot)s Your delegation answers as one: its first answer counts.", ballot=kept)


def result_view(
    kind: AnyKind, definition: Definition, tally: Tally, language: Language, data: RoundData | None = None
) -> ResultView:
    """A result for reading."""
    table = kind.table(definition, tally, language)
    figure = kind.figure(definition, tally, language)
    further = tuple(kind.further(definition, tally, language))
    note = marked(data.clerk, language) if data else ""
    return ResultView(table, figure.sentence, table.base, tally.people, further, note)


def rate(answered: int, of: int) -> Rate:
    """How many of how many. Somebody who answered and left is still one of those asked."""
    of = max(answered, of)
    return Rate(answered, of, round(100 * answered / of) if of else 0)


def rates(present: Present) -> tuple[Rate, Rate, Rate]:
    """Everybody, the room and the remote: people, or delegations where each of them answers as one.

    Of a secret ballot the room and the remote are not told apart: both are nobody of nobody.
    """
    delegations = present.poll is not None and present.poll.settings.by == "delegation"
    everybody, room, remote = _delegation_rates(present) if delegations else _people_rates(present)
    return (everybody, rate(0, 0), rate(0, 0)) if sealed(present) else (everybody, room, remote)


def _people_rates(present: Present) -> tuple[Rate, Rate, Rate]:
    room = rate(present.answered("attendance:room"), present.hall.room)
    remote = rate(present.answered("attendance:remote"), present.hall.remote)
    everybody = rate(present.current.people if present.current else 0, present.hall.people)
    return everybody, room, remote


def _delegation_rates(present: Present) -> tuple[Rate, Rate, Rate]:
    """A delegation with anyone in the room is in the room. People without a delegation answer for themselves."""
    if present.apart and present.workshop.delegations:
        return _member_rates(present)
    here = awaited(present)
    alone = [row for row in present.hall.rows if not row.delegation]
    others_room, others_online = sum(row.present_room for row in alone), sum(row.present_remote for row in alone)
    in_room, online = len(here.room) + others_room, len(here.online) + others_online
    asked = len(here.all) + others_room + others_online
    everybody = rate(present.current.people if present.current else 0, asked)
    if alone:
        remote = rate(present.answered("attendance:remote"), online)
        return everybody, rate(present.answered("attendance:room"), in_room), remote
    return everybody, *_placed(present, here)


def _placed(present: Present, here: Awaited) -> tuple[Rate, Rate]:
    """Delegations by where they are, not by where whoever answered for them is: so the two add up to all of them."""
    answered = {name for name in here.all if present.answered(f"delegation:{name}") > 0}
    return rate(len(answered & here.room), len(here.room)), rate(len(answered & here.online), len(here.online))


def _member_rates(present: Present) -> tuple[Rate, Rate, Rate]:
    """Member delegations alone: observers and guests are heard, and are nobody of those whose votes are awaited."""
    here = awaited(present)
    counts = present.current.counts if present.current else {}
    answered = counts.get("", 0) - counts.get(OBSERVER, 0)
    return rate(answered, len(here.all)), *_placed(present, here)


def clock(present: Present, language: Language, at: int | None = None) -> str:
    """A time in milliseconds, now if none is given, on the workshop's clock."""
    return language.clock(local(present.workshop, present.now if at is None else at))
