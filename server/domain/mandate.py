"""Mandates: who exercises whose right. A proxy lets one delegation answer for another; a transfer gives a seat to

another person or device. Each is kept with from, to, when and by whom, and stays on record when it is over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PROXY = "proxy"  # the kind of a mandate; the other one is "transfer"
US = "\x1f"


@dataclass(frozen=True, slots=True)
class ProxyRule:
    """What the rules allow: how many proxies a delegation may hold, and whether delegations give them themselves."""

    most: int = 1
    by: str = "desk"  # desk | holder: the holder may do it, and the desk as well


@dataclass(frozen=True, slots=True)
class Mandate:
    """One mandate. `number` counts from 1; times are in milliseconds since 1970.

    Of a proxy `holder` and `agent` are delegations, of a transfer the names of the persons, and `seat` its number.
    `by` and `ended_by` are the link of a role, or `seat:` and the number of a seat.
    """

    number: int
    kind: str
    seat: int
    holder: str
    agent: str
    at: int
    by: str
    ended: int | None = None
    ended_by: str = ""


def decode(number: int, text: str) -> Mandate:
    """A mandate from the store's text.

    Raises:
        ValueError: when the text has another form.
    """
    kind, seat, holder, agent, at, by, ended, ended_by = text.split(US)
    return Mandate(number, kind, int(seat or 0), holder, agent, int(at), by, int(ended) if ended else None, ended_by)


def encode(one: Mandate) -> str:
    """The store's text of a mandate."""
    seat, ended = str(one.seat or ""), "" if one.ended is None else str(one.ended)
    return US.join((one.kind, seat, one.holder, one.agent, str(one.at), one.by, ended, one.ended_by))


def proxies(mandates: Mapping[int, Mandate]) -> Mapping[str, str]:
    """The proxies in force: whose right → who exercises it."""
    return {one.holder: one.agent for one in mandates.values() if one.kind == PROXY and one.ended is None}


def held(mandates: Mapping[int, Mandate], agent: str) -> Sequence[str]:
    """The delegations for which this one answers."""
    return [holder for holder, other in proxies(mandates).items() if other == agent]
