"""One open socket as the rooms see it: somewhere to write encoded frames, that never makes anybody wait."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from server.domain.seat import Seat

# A reader that is further behind gets only the newest state once it has caught up.
MOST_BEHIND = 256 * 1024  # bytes
GO_AWAY = 4403  # the right to be here has ended
MOVED = 4409  # the seat has gone to another device
WITHDRAWN = 4410  # the seat was taken back, because nobody had answered from it
COME_BACK = 1013  # try again later


class Transport(Protocol):
    """What writes to one socket. Writing never blocks: it buffers."""

    def write(self, frame: bytes) -> None: ...

    def behind(self) -> int:
        """Bytes written and not yet taken by the network."""
        ...

    def pause(self, seconds: float) -> None:
        """Read nothing for a while."""
        ...

    def close(self, code: int) -> None: ...

    @property
    def open(self) -> bool: ...


@dataclass(eq=False, slots=True)
class Line:
    """An open socket with the role that was checked at its door, and the newest state that it could not take yet."""

    transport: Transport
    role: str  # delegate | projector | moderator | staff
    language: str
    seat: Seat | None = None
    csrf: str = ""
    reads: str = "stage"  # which page of its role it belongs to: stage | questions | ahead | remote
    grant: str = ""  # the id of the role link that it came with
    waiting: dict[str, bytes] = field(default_factory=dict)
    voters: dict[tuple[str, int], str] = field(default_factory=dict)  # poll and round → the name its answer is kept by
    segments: tuple[str, ...] | None = None  # those of its seat, once it has answered
    page: int = 0  # of the survey on stage, 0 for where the person left off
    splits: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)  # segments of what it answered earlier
    answer: str = ""  # the id of the last one that was sent over it
    about: tuple[str, int] = ("", 0)  # the poll and round that this one is an answer to
    token: str = ""  # the one that opened its door
    missed: int = 0  # sweeps in a row at which it was still behind

    def say(self, frame: bytes) -> None:
        """Write at once: acknowledgements and pongs, which are small and never replaced."""
        if self.transport.open:
            self.transport.write(frame)

    def show(self, slot: str, frame: bytes) -> None:
        """Write a whole state; when the reader is behind, keep only the newest of each slot for later."""
        if not self.transport.open:
            return
        if self.transport.behind() > MOST_BEHIND:
            self.waiting[slot] = frame
        else:
            self.waiting.pop(slot, None)
            self.transport.write(frame)

    def sweep(self, patience: int) -> None:
        """Give what waited to a reader that has caught up; close one that stayed behind for `patience` sweeps."""
        if not self.waiting:
            return
        if self.transport.behind() > MOST_BEHIND:
            self.missed += 1
            if self.missed >= patience:
                self.transport.close(COME_BACK)
            return
        self.missed = 0
        for slot in list(self.waiting):
            self.transport.write(self.waiting.pop(slot))
