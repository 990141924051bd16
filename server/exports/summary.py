"""Gathers a summary from a snapshot: the agenda in its order, and what the room said where it was asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from server.domain.kind import AnyKind
from server.domain.language import Language
from server.domain.messages import message
from server.domain.snapshot import Snapshot
from server.domain.text import clean, one_line
from server.domain.workshop import Workshop
from server.exports import agenda, attendance
from server.exports.parts import Fact, LinkGroup, Summary
from server.exports.passages import Passages
from server.exports.pinned import logo
from server.exports.telling import Teller
from server.exports.words import unlike, words

__all__ = ["Summary", "gather"]


def gather(snapshot: Snapshot, kinds: Mapping[str, AnyKind], language: Language) -> Summary:
    """The summary of a workshop in one language, at any moment of the meeting or after it."""
    workshop, state = snapshot.workshop, snapshot.state
    named = words(language)
    calendar = Teller(language, workshop.timezone, workshop.date)
    passages = Passages(snapshot, calendar)
    begun = passages.moment("opened", calendar.moment(state.begun))
    ended = passages.moment("adjourned", calendar.moment(state.ended))
    teller = Teller(language, workshop.timezone, begun.date() if begun else workshop.date)
    passages.teller = teller
    title = teller.text(workshop.title)
    at = calendar.moment(snapshot.at)
    assert at is not None
    heading = message("Summary of “%(title)s”, held on %(date)s", title=title, date=language.day(workshop.date))
    rose = message("The meeting was adjourned at %(time)s.", time=calendar.clock(ended)) if ended else ""
    items, left_out = agenda.gather(snapshot, kinds, teller, named, passages)
    named = unlike(named, [item.title for item in items], language)
    return Summary(
        code=snapshot.code,
        language=language,
        words=named,
        heading=one_line(passages.text("heading", message("Heading"), teller.say(heading))),
        title=title,
        subtitle=teller.text(workshop.subtitle),
        reference=clean(workshop.reference),
        footnotes=teller.texts(workshop.footnotes),
        running=state.ended is None,
        state=_state(
            calendar.moment(state.begun),
            calendar.moment(state.ended),
            at,
            teller,
            rehearsed=state.rehearsal is not None,
        ),
        day=workshop.date,
        begun=begun,
        ended=ended,
        at=at,
        facts=_facts(workshop, begun, ended, calendar, passages),
        attendance=attendance.gather(snapshot, teller, named, passages),
        links=_links(workshop, teller, passages),
        background=passages.of("background", message("Background"), workshop.background),
        items=items,
        conclusions=passages.paragraphs("conclusions", message("Conclusions")),
        closing=passages.of("closing", message("Closing"), workshop.closing),
        adjournment=one_line(passages.text("adjournment", message("Adjournment"), teller.say(rose))),
        earlier=_earlier(snapshot, teller),
        passages=passages.told,
        left_out=left_out,
        accent=workshop.theme.accent if workshop.theme else "",
        logo=logo(snapshot),
        logo_alt=teller.text(workshop.theme.name) if workshop.theme else "",
    )


def _earlier(snapshot: Snapshot, teller: Teller) -> str:
    """Which workshop this one is compared with."""
    if snapshot.earlier is None:
        return ""
    then = snapshot.earlier.workshop
    return teller.say(
        message(
            "Where the same question was put, the result is set beside that of “%(title)s”, held on %(date)s.",
            title=teller.text(then.title),
            date=teller.language.day(then.date),
        )
    )


def _state(
    begun: datetime | None, ended: datetime | None, at: datetime, teller: Teller, *, rehearsed: bool = False
) -> str:
    """What the reader must know of a summary that is not final."""
    if rehearsed:
        return teller.say(message("State at %(time)s of a rehearsal: nothing in here is real.", time=teller.clock(at)))
    if ended:
        return ""
    if begun:
        return teller.say(message("State at %(time)s: the meeting is still in progress.", time=teller.clock(at)))
    return teller.say(message("State at %(time)s: the meeting has not begun.", time=teller.clock(at)))


def _facts(
    workshop: Workshop, begun: datetime | None, ended: datetime | None, teller: Teller, passages: Passages
) -> tuple[Fact, ...]:
    # Names with roles hold commas themselves, so each stands alone.
    named = "\n".join(teller.person(person).text for person in workshop.presiding)
    presiding = passages.text("presiding", message("Presiding"), named)
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
_LABELS = {
    "recording": message("Recordings"),
    "webcast": message("Webcast"),
    "background": message("Background documents"),
    "": message("Further links"),
}


def _links(workshop: Workshop, teller: Teller, passages: Passages) -> tuple[LinkGroup, ...]:
    groups = []
    for kind, sentence in _LINKS.items():
        prepared = [teller.link(link) for link in workshop.links if link.kind == kind]
        links = passages.links(f"links:{kind or 'further'}", _LABELS[kind], prepared)
        if links:
            groups.append(LinkGroup(kind, teller.say(sentence), links))
    return tuple(groups)
