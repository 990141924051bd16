"""Rules of the supervisor that need no process."""

from __future__ import annotations

import errno

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
    with listen("127.0.0.1", 0) as listener, pytest.raises(AddressTaken, match="port") as taken:
        listen("127.0.0.1", listener.getsockname()[1])
    assert "Another port: PORT=" in str(taken.value)
    with pytest.raises(AddressTaken, match=r"999\.0\.0\.1"):
        listen("999.0.0.1", 0)


@pytest.mark.parametrize("host", ["300.1.1.1", "192.0.2.1", "::zz"])
def test_no_port_helps_where_the_host_is_wrong(host: str) -> None:
    """So that none is offered."""
    with pytest.raises(AddressTaken) as wrong:
        listen(host, 8_000)
    assert host in str(wrong.value)
    assert "Another port" not in str(wrong.value)


@pytest.mark.parametrize(
    ("number", "port", "offered"),
    [(errno.EADDRINUSE, 8_000, 8_001), (errno.EADDRINUSE, 65_535, 8_000), (errno.EACCES, 80, 8_000)],
)
def test_the_port_that_is_offered_can_be_had(number: int, port: int, offered: int) -> None:
    """It is none of the system's own, and no number above the last."""
    said = str(AddressTaken("127.0.0.1", port, OSError(number, "why not")))
    assert said.endswith(f"port {port}: why not. Another port: PORT={offered}.")
