"""The agenda items of the summary with their polls, in order; what staff left out stands apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from server.domain.kind import AnyKind
from server.domain.messages import message
from server.domain.passages import revision
from server.domain.snapshot import Snapshot
from server.domain.workshop import AgendaItem
from server.exports import polls
from server.exports.parts import ItemPart, LeftOut, PollPart, Speaker
from server.exports.passages import Passages
from server.exports.telling import Teller
from server.exports.words import Words


def gather(
    snapshot: Snapshot, kinds: Mapping[str, AnyKind], teller: Teller, words: Words, passages: Passages
) -> tuple[tuple[ItemPart, ...], tuple[LeftOut, ...]]:
    """The items that are in the document, and what is left out of it. Polls are numbered as the document has them."""
    written = passages.written
    items: list[ItemPart] = []
    out: list[LeftOut] = []
    kept = [item for item in snapshot.workshop.agenda if not written.out("item", item.id)]
    number = 0
    for item in snapshot.workshop.agenda:
        if item not in kept:
            out.append(LeftOut("item", item.id, _heading(item, teller), item.id, _next(item, kept, snapshot)))
            continue
        # A slide is shown and not answered: it has neither a number nor a result.
        asked = [poll for poll in item.polls if kinds[poll.kind].answered]
        told: list[PollPart] = []
        for place, poll in enumerate(asked):
            if written.out("poll", poll.id):
                after = next((one.id for one in asked[place + 1 :] if not written.out("poll", one.id)), "")
                out.append(LeftOut("poll", poll.id, teller.text(poll.prompt), item.id, after))
                continue
            number += 1
            told.append(polls.gather(poll, number, snapshot, kinds, teller, words, passages))
        items.append(_item(item, told, teller, passages))
    return tuple(items), tuple(out)


def _next(item: AgendaItem, kept: list[AgendaItem], snapshot: Snapshot) -> str:
    order = list(snapshot.workshop.agenda)
    return next((one.id for one in order[order.index(item) + 1 :] if one in kept), "")


def _heading(item: AgendaItem, teller: Teller) -> str:
    title, span = teller.text(item.title), teller.span(item.start, item.end)
    return teller.say(message("%(time)s %(title)s", time=span, title=title)) if span else title


def _speaker(speaker: Speaker, item: AgendaItem, passages: Passages) -> Speaker:
    """With the links that staff gave: recordings and texts of presentations usually come after the meeting."""
    place = f"speaker:{item.id}.{revision(speaker.name)}"
    links = passages.links(place, message("Links of %(name)s", name=speaker.name), speaker.links)
    return replace(speaker, links=links, place=place)


def _item(item: AgendaItem, told: list[PollPart], teller: Teller, passages: Passages) -> ItemPart:
    # A note of the first summaries was written for all languages at once.
    common = passages.written.common(f"item:{item.id}")
    return ItemPart(
        id=item.id,
        time=teller.span(item.start, item.end),
        title=teller.text(item.title),
        heading=_heading(item, teller),
        speakers=tuple(_speaker(teller.person(person), item, passages) for person in item.speakers),
        links=passages.links(f"links:{item.id}", message("Links"), [teller.link(link) for link in item.links]),
        topics=teller.texts(item.topics),
        notes=passages.of(f"item:{item.id}", message("Notes on this item"), item.notes, common),
        discussion=teller.texts(item.discussion),
        polls=tuple(told),
    )
