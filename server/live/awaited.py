"""The delegations whose answers are awaited where each answers as one: one number for wall, desk and phones."""

from __future__ import annotations

from dataclasses import dataclass

from server.live.present import Present


@dataclass(frozen=True, slots=True)
class Awaited:
    """Delegations in the room, those that are only online, and all of them, with those that answered and left.

    One that is absent is where the delegation is that holds its proxy.
    """

    room: frozenset[str]
    online: frozenset[str]
    all: frozenset[str]


def awaited(present: Present) -> Awaited:
    """Of the poll on stage. Observers are awaited only where they are tallied with the members."""
    counted = {one.id for one in present.workshop.delegations if not (one.observer and present.apart)}
    rows = {row.delegation: row for row in present.hall.rows if row.delegation}
    here = {name for name, row in rows.items() if row.present_room + row.present_remote}
    room = {name for name in here if rows[name].present_room}
    # In a poll that people answer a proxy does not reach so far.
    by_proxy = present.poll is not None and present.poll.settings.by == "delegation"
    proxies = present.state.proxies if by_proxy else {}
    absent = {holder: agent for holder, agent in proxies.items() if holder not in here}
    in_room = room | {holder for holder, agent in absent.items() if agent in room}
    online = (here - room) | {holder for holder, agent in absent.items() if agent in here - room}
    answered = {name for name in counted if present.answered(f"delegation:{name}") > 0}
    return Awaited(
        frozenset(in_room & counted), frozenset(online & counted), frozenset((in_room | online) & counted | answered)
    )
