"""Nobody waits for the slowest phone."""

from __future__ import annotations

from dataclasses import dataclass, field

from server.live.line import COME_BACK, MOST_BEHIND, Line


@dataclass
class Recording:
    """A transport that keeps what was written and is as far behind as a test says."""

    written: list[bytes] = field(default_factory=list)
    waiting: int = 0
    closed: int = 0

    def write(self, frame: bytes) -> None:
        self.written.append(frame)

    def behind(self) -> int:
        return self.waiting

    def pause(self, seconds: float) -> None:
        raise AssertionError("nobody floods here")

    def close(self, code: int) -> None:
        self.closed = code

    @property
    def open(self) -> bool:
        return not self.closed


def line() -> tuple[Line, Recording]:
    transport = Recording()
    return Line(transport, "delegate", "en"), transport


def test_states_are_written_at_once() -> None:
    """A reader that keeps up gets everything."""
    own, transport = line()
    own.show("stage", b"1")
    own.say(b"ack")
    assert transport.written == [b"1", b"ack"]


def test_a_slow_reader_gets_only_the_newest() -> None:
    """States replace each other while a reader is behind, and one is written once it has caught up."""
    own, transport = line()
    transport.waiting = MOST_BEHIND + 1
    own.show("stage", b"1")
    own.show("stage", b"2")
    own.show("figure", b"f")
    own.sweep(3)
    assert transport.written == []
    transport.waiting = 0
    own.sweep(3)
    assert transport.written == [b"2", b"f"]
    assert own.missed == 0


def test_a_new_state_overtakes_the_one_that_waits() -> None:
    """A reader that caught up between two states is not shown the older one afterwards."""
    own, transport = line()
    transport.waiting = MOST_BEHIND + 1
    own.show("stage", b"1")
    transport.waiting = 0
    own.show("stage", b"2")
    own.sweep(3)
    assert transport.written == [b"2"]


def test_who_stays_behind_comes_back_later() -> None:
    """After its patience the line is closed with a code that means: come back."""
    own, transport = line()
    transport.waiting = MOST_BEHIND + 1
    own.show("stage", b"1")
    for _ in range(3):
        own.sweep(3)
    assert transport.closed == COME_BACK
    own.say(b"x")
    own.show("stage", b"y")
    assert transport.written == []
