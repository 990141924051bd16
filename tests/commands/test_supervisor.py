"""Rules of the supervisor that need no process."""

from __future__ import annotations

import pytest

from server.supervisor import AddressTaken, listen
from server.workers import FIRST_DELAY, LONGEST_DELAY, STEADY, Backoff


def test_back_off_grows_and_is_forgiven() -> None:
    """Each quick death doubles the pause up to the longest; a steady run makes it short again."""
    backoff = Backoff()
    delays = [backoff.after(ran=0.1) for _ in range(12)]
    assert delays[:3] == [FIRST_DELAY, 2 * FIRST_DELAY, 4 * FIRST_DELAY]
    assert delays[-1] == LONGEST_DELAY
    assert backoff.after(ran=STEADY) == FIRST_DELAY


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "::"])
def test_listens_on_both_families(host: str) -> None:
    """An address of either family, and a free port for 0."""
    with listen(host, 0) as listener:
        assert listener.getsockname()[1] > 0


def test_an_address_that_cannot_be_had() -> None:
    """A taken port and a host that is none are a sentence with the place in it."""
    with listen("127.0.0.1", 0) as listener, pytest.raises(AddressTaken, match="port"):
        listen("127.0.0.1", listener.getsockname()[1])
    with pytest.raises(AddressTaken, match=r"999\.0\.0\.1"):
        listen("999.0.0.1", 0)
