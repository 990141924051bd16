"""Simulated delegates who are registered, and come in with badges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from server.domain.workshop import Workshop
from server.rehearsal.crowd import Offer, people
from server.rehearsal.ledger import Person
from server.rehearsal.moderator import Moderator

HEADINGS = ("Full name", "Delegation", "Mode of participation", "Language")
ATTENDANCES = {"room": "In the room", "remote": "Online"}


async def registered(
    moderator: Moderator, workshop: Workshop, many: int, random: Random, absent: Sequence[str] = ()
) -> list[Person]:
    """So many people on the list of the workshop, each with a badge. Nobody comes for the `absent` delegations.

    Raises:
        Refused: when the server does not take the list, or makes no badges.
    """
    delegations = [one.id for one in workshop.delegations if one.id not in absent]
    persons = people(Offer(delegations, workshop.languages, named=True), many, random)
    names = {one.id: one.name.pick(workshop.language) for one in workshop.delegations}
    rows = [
        [one.name, names[one.delegation], ATTENDANCES[one.attendance], one.language]
        for one in persons
    ]  # fmt: skip
    await moderator.register(HEADINGS, rows)
    # The link is what a camera reads; its last part is the code without the spaces that are printed.
    codes = {one["name"]: one["link"].rpartition("/")[2] for one in await moderator.badges()}
    return [replace(one, badge=codes[one.name]) for one in persons]
