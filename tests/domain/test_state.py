"""Where a workshop stands, and what follows from it."""

from __future__ import annotations

import pytest

from server.domain.state import Phase, PollState, RoundTimes, State, decode, next_poll
from server.domain.workshop import Workshop
from tests.domain.tiny import agenda, parsed


@pytest.fixture
def workshop() -> Workshop:
    """Three polls, two in one item and one in the next."""
    polls = [{"id": name, "kind": "tiny", "prompt": "?"} for name in ("a", "b", "c")]
    items = [{"id": "one", "title": "1", "polls": polls[:2]}, {"id": "two", "title": "2", "polls": polls[2:]}]
    return parsed(agenda(agenda=items))


def test_nothing_stored_is_the_beginning() -> None:
    """A workshop of which nothing is stored has begun nothing."""
    assert decode({}) == State()
    assert State().of("any") == PollState(Phase.DRAFT, 0, None, False, {})


def test_decode_reads_the_hash_of_the_store() -> None:
    """Every field in any order; what is not known is left alone."""
    state = decode(
        {
            "rev": "41",
            "item": "mentimeter",
            "poll": "p",
            "begun": "1000",
            "ended": "",
            "p.shown": "1",
            "p.deadline": "9000",
            "p.round": "2",
            "p.phase": "open",
            "p.opened.1": "2000",
            "p.closed.1": "3000",
            "p.opened.2": "4000",
            "q.deadline": "",
            "q.closed.1": "5",
            "q.shown": "0",
            "q.later": "x",
        }
    )
    times = {1: RoundTimes(2000, 3000), 2: RoundTimes(4000, None)}
    assert state.of("p") == PollState(Phase.OPEN, 2, 9000, True, times)
    assert state.of("q") == PollState(times={1: RoundTimes(None, 5)})
    assert (state.rev, state.item, state.poll, state.begun, state.ended) == (41, "mentimeter", "p", 1000, None)


def test_the_next_poll_is_the_next_draft(workshop: Workshop) -> None:
    """After the one on stage, in agenda order, over the ends of items."""
    assert next_poll(workshop, State()) == "a"
    assert next_poll(workshop, State(poll="a")) == "b"
    assert next_poll(workshop, State(poll="b", polls={"b": PollState(Phase.OPEN)})) == "c"


def test_skipped_polls_come_last(workshop: Workshop) -> None:
    """When none is left after the one on stage, the first that was passed over is next."""
    assert next_poll(workshop, State(poll="c", polls={"c": PollState(Phase.CLOSED)})) == "a"


def test_no_poll_is_next_when_all_were_opened(workshop: Workshop) -> None:
    """Nothing is proposed that would begin a second round."""
    assert next_poll(workshop, State(polls=dict.fromkeys("abc", PollState(Phase.CLOSED)))) == ""
