"""Gathers a summary from a snapshot: the agenda in its order, and what the room said where it was asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from server.domain.kind import AnyKind
from server.domain.language import Language
from server.domain.messages import message
from server.domain.snapshot import Snapshot
from server.domain.text import clean
from server.domain.workshop import AgendaItem, Workshop
from server.exports import attendance, polls
from server.exports.parts import Fact, ItemPart, LinkGroup, PollPart, Summary
from server.exports.telling import Teller, paragraphs
from server.exports.words import Words, words

__all__ = ["Summary", "gather"]


def gather(snapshot: Snapshot, kinds: Mapping[str, AnyKind], language: Language) -> Summary:
    """The summary of a workshop in one language, at any moment of the meeting or after it."""
    workshop, state = snapshot.workshop, snapshot.state
    named = words(language)
    calendar = Teller(language, workshop.timezone, workshop.date)
    begun, ended = calendar.moment(state.begun), calendar.moment(state.ended)
    teller = Teller(language, workshop.timezone, begun.date() if begun else workshop.date)
    title = teller.text(workshop.title)
    at = calendar.moment(snapshot.at)
    assert at is not None
    return Summary(
        code=snapshot.code,
        language=language,
        words=named,
        heading=teller.say(
            message("Summary of “%(title)s”, held on %(date)s", title=title, date=language.day(workshop.date))
        ),
        title=title,
        subtitle=teller.text(workshop.subtitle),
        reference=clean(workshop.reference),
        footnotes=teller.texts(workshop.footnotes),
        running=ended is None,
        state=_state(begun, ended, at, teller),
        day=workshop.date,
        begun=begun,
        ended=ended,
        at=at,
        facts=_facts(workshop, begun, ended, calendar),
        attendance=attendance.gather(snapshot, teller, named),
        links=_links(workshop, teller),
        background=teller.paragraphs(workshop.background),
        items=_items(snapshot, kinds, teller, named),
        closing=teller.paragraphs(workshop.closing),
        adjournment=teller.say(message("The meeting was adjourned at %(time)s.", time=calendar.clock(ended)))
        if ended
        else "",
    )


def _state(begun: datetime | None, ended: datetime | None, at: datetime, teller: Teller) -> str:
    """What the reader must know of a summary that is not final."""
    if ended:
        return ""
    if begun:
        return teller.say(message("State at %(time)s: the meeting is still in progress.", time=teller.clock(at)))
    return teller.say(message("State at %(time)s: the meeting has not begun.", time=teller.clock(at)))


def _facts(workshop: Workshop, begun: datetime | None, ended: datetime | None, teller: Teller) -> tuple[Fact, ...]:
    presiding = teller.language.listing([teller.person(person).text for person in workshop.presiding])
    if len(workshop.presiding) > 1:
        # Names with roles hold commas themselves, so each stands alone.
        presiding = "\n".join(teller.person(person).text for person in workshop.presiding)
    facts = (
        ("body", message("Body"), teller.text(workshop.body)),
        ("date", message("Date"), teller.language.day(workshop.date)),
        ("time", message("Time"), teller.span(workshop.start, workshop.end)),
        ("place", message("Place"), teller.text(workshop.place)),
        ("presiding", message("Presiding"), presiding),
        ("opened", message("Opened"), teller.clock(begun) if begun else ""),
        ("adjourned", message("Adjourned"), teller.clock(ended) if ended else ""),
    )
    return tuple(Fact(name, teller.say(label), text) for name, label, text in facts if text)


_LINKS = {
    "recording": message("The recording of the meeting is available at:"),
    "webcast": message("The meeting was webcast live; the video is available at:"),
    "background": message("Background documents distributed for the meeting:"),
    "": message("Further links:"),
}


def _links(workshop: Workshop, teller: Teller) -> tuple[LinkGroup, ...]:
    groups = []
    for kind, sentence in _LINKS.items():
        links = tuple(teller.link(link) for link in workshop.links if link.kind == kind)
        if links:
            groups.append(LinkGroup(kind, teller.say(sentence), links))
    return tuple(groups)


def _items(snapshot: Snapshot, kinds: Mapping[str, AnyKind], teller: Teller, named: Words) -> tuple[ItemPart, ...]:
    numbers: dict[str, int] = {}
    for poll in snapshot.workshop.polls.values():
        # A slide is shown and not answered: it has neither a number nor a result.
        if kinds[poll.kind].answered:
            numbers[poll.id] = len(numbers) + 1
    return tuple(
        _item(
            item,
            snapshot.notes.get(f"item:{item.id}", ""),
            tuple(
                polls.gather(poll, numbers[poll.id], snapshot, kinds, teller, named)
                for poll in item.polls
                if poll.id in numbers
            ),
            teller,
        )
        for item in snapshot.workshop.agenda
    )


def _item(item: AgendaItem, note: str, told: tuple[PollPart, ...], teller: Teller) -> ItemPart:
    title = teller.text(item.title)
    span = teller.span(item.start, item.end)
    return ItemPart(
        id=item.id,
        time=span,
        title=title,
        heading=teller.say(message("%(time)s %(title)s", time=span, title=title)) if span else title,
        speakers=tuple(teller.person(person) for person in item.speakers),
        links=tuple(teller.link(link) for link in item.links),
        topics=teller.texts(item.topics),
        notes=(*teller.paragraphs(item.notes), *paragraphs(note)),
        discussion=teller.texts(item.discussion),
        polls=told,
    )
