"""Who may answer now, and for whom: proxies, and delegations that have not been called yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from server.domain.errors import Refusal
from server.domain.messages import Message, message
from server.domain.procedure import RollCall
from server.domain.roll_call import Roll, following, may_answer, order
from server.domain.seat import Seat
from server.domain.segments import DELEGATION, PROXY, name_in, segment
from server.domain.workshop import Delegation, Poll
from server.live.present import Present


def agent_of(poll: Poll, parts: Iterable[str]) -> str:
    """The delegation that answers by proxy, from the segments of a seat; "" where each answers for itself."""
    return name_in(parts, PROXY) if poll.settings.by == "delegation" else ""


def may_say(present: Present, poll: Poll, round_: int, parts: Sequence[str]) -> None:
    """Whether the seat with these segments may answer this round now.

    Raises:
        Refusal: when it may not.
    """
    if name_in(parts, PROXY) and poll.settings.by != "delegation":
        raise Refusal("", message("In this poll people answer, not delegations: a proxy does not reach so far."))
    rule = roll_rule(present, poll)
    if rule is None:
        return
    delegation = present.workshop.delegation(name_in(parts, DELEGATION))
    if delegation is None or delegation.observer:
        return
    called = order(present.workshop, rule, roll_of(present, poll, round_).first)
    if not may_answer(called, roll_of(present, poll, round_), delegation.id):
        raise Refusal("", message("This is a roll call. Please wait until your delegation is called."))


def barred(parts: Sequence[str]) -> Message:
    """Why an answer was refused whose right is exercised by another."""
    if name_in(parts, PROXY):
        return message("Not recorded: this proxy has been taken back.")
    return message("Not recorded: your delegation has given its proxy to another one, which answers for it.")


def exercised(present: Present, poll: Poll, seat: Seat) -> Message | None:
    """Why this seat cannot answer this poll at all; None where it can."""
    if seat.agent and poll.settings.by != "delegation":
        return message("In this poll people answer, not delegations: a proxy does not reach so far.")
    if poll.settings.by != "delegation" or not seat.delegation:
        return None
    agent = present.state.proxies.get(seat.delegation, "")
    if seat.agent and agent != seat.agent:
        return message("This proxy has been taken back.")
    if agent and not seat.agent:
        return message("Your delegation has given its proxy to another one, which answers for it.")
    return None


def roll_rule(present: Present, poll: Poll | None) -> RollCall | None:
    """The rule of a roll call; None where nobody is called."""
    return present.kinds[poll.kind].procedure(poll.definition).roll_call if poll else None


def roll_of(present: Present, poll: Poll, round_: int) -> Roll:
    """Where the roll call of a round stands."""
    times = present.state.of(poll.id).times.get(round_)
    return times.roll if times else Roll()


def called_order(present: Present) -> Sequence[Delegation]:
    """The delegations in the order in which the poll on stage calls them; none where it calls nobody."""
    rule = roll_rule(present, present.poll)
    if rule is None or present.poll is None:
        return ()
    return order(present.workshop, rule, roll_of(present, present.poll, present.at.round).first)


def next_call(present: Present) -> Roll | None:
    """Who is called after the one who is called now; None at the end, or where nobody is called."""
    if present.poll is None or not present.open or roll_rule(present, present.poll) is None:
        return None
    called = called_order(present)
    answered = {one.id for one in called if present.answered(segment(DELEGATION, one.id))}
    return following(called, roll_of(present, present.poll, present.at.round), answered)
