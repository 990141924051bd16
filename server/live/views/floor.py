"""What runs beside the stage, for phones, wall and desk: questions, support, hands, pace and reactions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from server.domain.counts import REACTION, Counts
from server.domain.kind import Entry, Gathered
from server.domain.language import ENGLISH, Language
from server.domain.messages import Message, message
from server.domain.snapshot import RoundData
from server.domain.workshop import Ballot, Poll
from server.live.present import Present, scene
from server.live.views.floor_values import (
    Beside,
    EntryView,
    OwnEntry,
    PulseView,
    QuestionsView,
    Queue,
    QueueEntry,
    Sign,
)
from server.live.views.parts import clock, poll_view
from server.store.entries import entry_id
from server.store.results import Own

MOST_ON_PHONE = 30  # entries; more are not read on a phone, and each push carries them to everybody
MOST_ON_DESK = 200

STATES: dict[str, Message] = {
    "held": message("Waiting for a moderator; nobody else sees it yet."),
    "hidden": message("A moderator decided not to show it."),
    "answered": message("Answered in the room."),
    "screen": message("On the screen now."),
    "shown": message("Everybody can read it."),
}
# On the wall and the desk a sign has a number beside it, and one word is enough.
SHORT: dict[str, Message] = {
    "hand": message("Hands"),
    "slower": message("Slower"),
    "fine": message("Pace is right"),
    "faster": message("Faster"),
}


def questions_poll(present: Present) -> Poll | None:
    """The poll that takes questions now: the one on stage, else that of the present agenda item, else the last opened.

    None while none is open.
    """
    return _chosen(present, lists=True)


def pulse_poll(present: Present) -> Poll | None:
    """The poll that takes hands, pace and reactions now, chosen in the same way."""
    return _chosen(present, lists=False)


def _chosen(present: Present, *, lists: bool) -> Poll | None:
    polls = [present.workshop.polls[poll] for poll in present.background]
    open_ = [poll for poll in polls if present.kinds[poll.kind].lists is lists]

    def preference(poll: Poll) -> tuple[bool, bool, int]:
        times = present.state.of(poll.id).times.get(present.background[poll.id].round)
        here = present.workshop.item_of(poll.id).id == present.state.item
        return poll.id == present.state.poll, here, (times.opened or 0) if times else 0

    return max(open_, key=preference, default=None)


def beside(present: Present, language: Language) -> Beside:
    """What the foot of every phone offers."""
    if present.state.ended is not None:
        return Beside()
    pulse = pulse_poll(present)
    return Beside(
        questions_poll(present) is not None,
        poll_view(present, pulse, language) if pulse else None,
    )


def supported(present: Present) -> Sequence[Entry]:
    """What phones show of the poll on stage for others to support; nothing while its result is hidden."""
    poll = present.poll
    if poll is None or scene(present) != "poll" or not present.at.shown or not _takes_support(present, poll):
        return ()
    return _ranked(present.gathered)


def entries(
    present: Present, poll: Poll, some: Sequence[Entry], language: Language, mine: Collection[str] = ()
) -> tuple[EntryView, ...]:
    """Entries as phones show them; `mine` are those that the reader supports."""
    names = present.kinds[poll.kind].form(poll.definition, language).get("to", ())
    people = {person["id"]: person["text"] for person in names}
    return tuple(
        EntryView(
            one.id,
            one.text,
            one.upvotes,
            one.id in mine,
            people.get(one.to, one.to),
            author(present, poll, one, language),
            one.answered,
            one.screen,
        )
        for one in some
    )


def questions_view(present: Present, language: Language, mine: Collection[str] = ()) -> QuestionsView:
    """The page of the questions as everybody may read it; `mine` are those that the reader supports."""
    title = present.workshop.title.pick(language.code)
    poll = questions_poll(present) if present.state.ended is None else None
    if poll is None:
        return QuestionsView(present.code, present.state.rev, title)
    ranked = _ranked(present.beside[poll.id])
    every = present.beside[poll.id].entries
    return QuestionsView(
        present.code,
        present.state.rev,
        title,
        poll_view(present, poll, language),
        entries(present, poll, ranked, language, mine),
        len(every) - len(ranked),
        busy=scene(present) == "poll",
        left=present.kinds[poll.kind].additions(poll.definition),
    )


def own_entries(present: Present, poll: Poll, owns: Sequence[Own], language: Language) -> tuple[OwnEntry, ...]:
    """The reader's own questions with what became of each, the newest first."""
    data = present.background.get(poll.id)
    seen = {one.id: one for one in present.beside[poll.id].entries} if data else {}
    made: list[OwnEntry] = []
    for own in sorted(owns, key=lambda own: -own.at):
        name = entry_id(own.id, 0)
        one = seen.get(name)
        if one is not None:
            state = "answered" if one.answered else "screen" if one.screen else "shown"
        else:
            state = "hidden" if data and name in data.decisions.hidden else "held"
        made.append(OwnEntry(name, own.answer.one("text"), state, language.say(STATES[state])))
    return tuple(made)


def support_place(present: Present, entry: str) -> tuple[Poll, int] | None:
    """The poll and round in which an entry can be supported now; None where nobody may see it, or all is over."""
    if any(one.id == entry for one in supported(present)) and present.poll:
        return present.poll, present.at.round
    for name, gathered in present.beside.items():
        if any(one.id == entry for one in gathered.entries):
            poll = present.workshop.polls[name]
            return (poll, present.background[name].round) if _takes_support(present, poll) else None
    return None


def queues(present: Present, language: Language) -> tuple[Queue, ...]:
    """The questions of every poll that takes some, and of the one on stage: held first, then by support."""
    rounds = dict(present.background)
    if present.poll and present.current and present.kind.background:
        rounds = {present.poll.id: present.current} | rounds
    polls = present.workshop.polls
    return tuple(
        _queue(present, polls[name], data, language)
        for name, data in rounds.items()
        if present.kinds[polls[name].kind].lists
    )


def pulse_view(present: Present, language: Language) -> PulseView | None:
    """Hands, pace and reactions while they are taken."""
    poll = pulse_poll(present)
    if poll is None or present.state.ended is not None:
        return None
    data = present.background[poll.id]
    counts = present.beside[poll.id].counts
    return PulseView(
        poll.prompt.pick(language.code),
        tuple(_signs(present, poll, counts, language)),
        _hands(present, poll, data, language),
    )


def author(present: Present, poll: Poll, entry: Entry, language: Language) -> str:
    """The delegation that wrote an entry, where the ballot is open; else ""."""
    if poll.settings.ballot is not Ballot.OPEN:
        return ""
    for segment in entry.segments:
        kind, _, name = segment.partition(":")
        delegation = present.workshop.delegation(name) if kind == "delegation" else None
        if delegation:
            return delegation.name.pick(language.code)
    return ""


def _takes_support(present: Present, poll: Poll) -> bool:
    kind = present.kinds[poll.kind]
    return kind.lists and bool(kind.form(poll.definition, ENGLISH).get("upvotes"))


def _ranked(gathered: Gathered) -> Sequence[Entry]:
    """The first for a phone: the one on the screen, then the most supported; those that were answered come last."""
    order = sorted(gathered.entries, key=lambda one: (not one.screen, one.answered, -one.upvotes, one.at))
    return order[:MOST_ON_PHONE]


def _queue(present: Present, poll: Poll, data: RoundData, language: Language) -> Queue:
    decisions = data.decisions
    names = present.kinds[poll.kind].form(poll.definition, language).get("to", ())
    people = {person["id"]: person["text"] for person in names}
    lines: list[QueueEntry] = []
    for one in data.entries:
        if one.id in decisions.hidden:
            state = "hidden"
        elif decisions.held(one.id):
            state = "held"
        elif one.id in decisions.answered:
            state = "answered"
        else:
            state = "screen" if one.id == decisions.screen else "shown"
        to = people.get(one.to, one.to)
        about = [
            language.say(message("To %(name)s", name=to)) if to else "",
            author(present, poll, one, language),
            decisions.names.get(decisions.themes.get(one.id, ""), ""),
            clock(present, language, one.at),
        ]
        lines.append(QueueEntry(one.id, one.text, state, ", ".join(part for part in about if part), one.upvotes))
    order = ("held", "screen", "shown", "answered", "hidden")
    # Sorting keeps the order of equals, and the entries come oldest first.
    lines.sort(key=lambda line: (order.index(line.state), -line.upvotes))
    held = sum(line.state == "held" for line in lines)
    prompt = poll.prompt.pick(language.code)
    item = present.workshop.item_of(poll.id).id
    return Queue(poll.id, data.round, prompt, lines[:MOST_ON_DESK], held, poll.id == present.state.poll, item)


def _signs(present: Present, poll: Poll, counts: Counts, language: Language) -> Iterator[Sign]:
    form = present.kinds[poll.kind].form(poll.definition, language)
    hand = SHORT["hand"]
    if form["hand"]:
        yield Sign("hand", language.say(hand), counts.get("hand", 0))
    for pace in form["paces"]:
        word = SHORT[pace["id"]]
        yield Sign(f"pace-{pace['id']}", language.say(word), counts.get(f"pace:{pace['id']}", 0))
    for one in form["reactions"]:
        yield Sign(f"reaction-{one['id']}", one["text"], counts.get(f"{REACTION}{one['id']}", 0))


def _hands(present: Present, poll: Poll, data: RoundData, language: Language) -> str:
    """The delegations that raise a hand, where the ballot is open."""
    if poll.settings.ballot is not Ballot.OPEN:
        return ""
    raised = [
        one.name.pick(language.code)
        for one in present.workshop.delegations
        if data.segments.get(f"delegation:{one.id}", {}).get("hand")
    ]
    return ", ".join(raised)
