"""The roll call as the desk, the wall and phones show it."""

from __future__ import annotations

from collections.abc import Sequence

from server.domain.language import Language
from server.domain.messages import message
from server.domain.roll_call import LAST_TURN
from server.domain.workshop import Delegation
from server.live.present import Present
from server.live.rights import called_order, next_call, roll_of, roll_rule
from server.live.views.poll_values import Act
from server.live.views.roll_values import RollView

SHOWN_NEXT = 4  # delegations that are named after the one that is called


def roll_view(present: Present, language: Language, *, desk: bool = False) -> RollView | None:
    """The roll call of the poll on stage while it is open; None where there is none."""
    poll = present.poll
    if poll is None or not present.open or roll_rule(present, poll) is None:
        return None
    order = called_order(present)
    roll = roll_of(present, poll, present.at.round)
    places = {one.id: place for place, one in enumerate(order)}
    place = places.get(roll.called, -1)
    called = order[place] if place >= 0 else None
    name = called.name.pick(language.code) if called else ""
    answered = bool(called and present.answered(f"delegation:{called.id}"))
    turn = language.say(message("Second call")) if roll.turn == LAST_TURN else ""
    if called is None:
        sentence = message("The roll call begins. Delegations answer as they are called.")
    elif roll.turn == LAST_TURN:
        sentence = message("Second call, for delegations that did not answer: %(name)s.", name=name)
    else:
        sentence = message(
            "%(name)s is called, number %(n)s of %(of)s.",
            name=name, n=language.number(place + 1), of=language.number(len(order)),
        )  # fmt: skip
    return RollView(
        called.id if called else "",
        name,
        called.plate if called else "",
        called.flag if called else "",
        place + 1,
        len(order),
        turn,
        answered,
        [one.name.pick(language.code) for one in _following(present, order, roll.turn, place)],
        language.say(sentence),
        _says(present, called, language) if desk and called and not answered else (),
    )


def call_act(present: Present, language: Language, key: str) -> Act | None:
    """The act that calls the next delegation; None where nobody is left, or nobody is called at all."""
    poll = present.poll
    rule = roll_rule(present, poll)
    if poll is None or rule is None or not present.open:
        return None
    roll = roll_of(present, poll, present.at.round)
    wanted = next_call(present)
    if wanted is None:
        return None
    label = message("Draw the first delegation by lot")
    if roll.called or not rule.drawn:
        delegation = present.workshop.delegation(wanted.called)
        name = delegation.name.pick(language.code) if delegation else wanted.called
        again = wanted.turn == LAST_TURN
        label = message("Call %(name)s again", name=name) if again else message("Call %(name)s", name=name)
    address = f"/workshops/{present.code}/polls/{poll.id}/call"
    return Act(language.say(label), address, key, {"roll": str(roll).strip()})


def _following(present: Present, order: Sequence[Delegation], turn: int, place: int) -> Sequence[Delegation]:
    """Who is called after this one in the same turn."""
    rest = order[place + 1 :] if turn < LAST_TURN or place >= 0 else order
    return [one for one in rest if not present.answered(f"delegation:{one.id}")][:SHOWN_NEXT]


def _says(present: Present, called: Delegation, language: Language) -> Sequence[Act]:
    assert present.poll is not None
    address = f"/workshops/{present.code}/polls/{present.poll.id}/say"
    form = present.kind.form(present.poll.definition, language)
    return [
        Act(str(option["text"]), address, "", {"delegation": called.id, "option": str(option["id"])})
        for option in form["options"]
    ]
