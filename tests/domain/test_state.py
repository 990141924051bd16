"""Where a workshop stands, and what follows from it."""

from __future__ import annotations

from server.domain.state import Phase, PollState, RoundTimes, State, decode


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
            "staged": "1500",
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
    assert state.staged == 1500
