"""Proxies and seats that went to somebody else, as the summary records them: from whom, to whom, when and by whom."""

from __future__ import annotations

from server.domain.mandate import PROXY, Mandate
from server.domain.messages import Message, message
from server.domain.snapshot import Snapshot
from server.domain.text import clean
from server.exports.telling import Teller


def sentences(snapshot: Snapshot, teller: Teller) -> tuple[str, ...]:
    """One sentence for each proxy, and one for each seat that another person took over."""
    told = []
    for one in snapshot.state.mandates.values():
        said = _proxy(one, snapshot, teller) if one.kind == PROXY else _transfer(one, snapshot, teller)
        if said is not None:
            told.append(teller.say(said))
    return tuple(told)


def _proxy(one: Mandate, snapshot: Snapshot, teller: Teller) -> Message:
    given = teller.moment(one.at)
    ended = teller.moment(one.ended) if one.ended is not None else None
    values = {
        "holder": _delegation(one.holder, snapshot, teller),
        "agent": _delegation(one.agent, snapshot, teller),
        "by": _by(one.by),
        "given": teller.clock(given) if given else "",
    }
    if ended is None:
        return message("%(holder)s gave its proxy to %(agent)s at %(given)s, %(by)s.", **values)
    return message(
        "%(holder)s gave its proxy to %(agent)s at %(given)s, %(by)s; it ended at %(ended)s.",
        ended=teller.clock(ended),
        **values,
    )


def _transfer(one: Mandate, snapshot: Snapshot, teller: Teller) -> Message | None:
    """A seat that the same person took to another device is in the ledger, and is no matter for a summary."""
    before, after = clean(one.holder), clean(one.agent)
    at = teller.moment(one.at)
    if before == after or not after or at is None:
        return None
    seat = next((seat for seat in snapshot.seats if seat.number == one.seat), None)
    whose = _delegation(seat.delegation, snapshot, teller) if seat and seat.delegation else ""
    values = {"before": before, "after": after, "at": teller.clock(at)}
    if whose and before:
        return message(
            "The seat of %(before)s (%(whose)s) was taken over by %(after)s at %(at)s.", whose=whose, **values
        )
    if before:
        return message("The seat of %(before)s was taken over by %(after)s at %(at)s.", **values)
    return message("%(after)s took a seat over at %(at)s.", after=after, at=values["at"])


def _by(who: str) -> Message:
    if who.startswith("seat:"):
        return message("by its own delegation")
    return message("at the desk")


def _delegation(name: str, snapshot: Snapshot, teller: Teller) -> str:
    delegation = snapshot.workshop.delegation(name)
    return teller.text(delegation.name) if delegation else name
