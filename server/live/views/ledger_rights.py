"""What the ledger says about proxies, seats that went to another device, and the roll."""

from __future__ import annotations

from server.domain.language import Language
from server.domain.messages import Message, message
from server.domain.roll_call import decode
from server.domain.text import one_line
from server.domain.workshop import Workshop
from server.store.log import Line
from server.store.stored import RS

_REASON = 4  # place of the reason in the entry of an opening


def told(line: Line, workshop: Workshop, language: Language) -> Message:
    """An act as the ledger says it."""

    def name(delegation: str) -> str:
        one = workshop.delegation(delegation)
        return one.name.pick(language.code) if one else delegation

    if line.act == "call":
        return message("Called: %(name)s", name=name(decode(line.body).called))
    if line.act == "transfer":
        number, before, after, *_ = line.body.split(RS)
        if before == after:
            return message("Seat %(number)s went to another device", number=number)
        values = {"number": number, "before": before or "–", "after": after or "–"}
        return message("Seat %(number)s went from %(before)s to %(after)s", **values)
    verb, holder, agent, _ = line.body.split(RS)
    if verb == "give":
        return message("%(holder)s gave its proxy to %(agent)s", holder=name(holder), agent=name(agent))
    return message("The proxy of %(holder)s, held by %(agent)s, ended", holder=name(holder), agent=name(agent))


def reason(line: Line) -> str:
    """Why a poll was opened again, "" where nothing was said."""
    parts = line.body.split(RS)
    return one_line(parts[_REASON]) if len(parts) > _REASON else ""
