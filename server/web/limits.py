"""Guessing codes is slowed, floods are held back, and nobody who belongs to a meeting ever notices.

Only wrong codes cost an address anything. Three hundred people behind one address type right ones; and once an address
has taken a seat in a workshop, that workshop's code is never slowed for it: a guesser in the hall cannot lock it out.
Seats are counted by workshop and in all, answers by seat: never by address. All of it is per process.
"""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from dataclasses import dataclass, field

from server.live.flood import Bucket

# Wrong codes an address may enter at once: a hall of people who mistype. At 20 a minute, finding one of a hundred
# running workshops among 900,000 codes takes five hours on average; an administrator sees it long before.
WRONG_AT_ONCE = 60
WRONG_PER_MINUTE = 20
# Addresses remembered; the oldest are forgotten first.
MOST_ADDRESSES = 20_000
# Seats of one workshop: a full plenary presses within a minute; a script of ten thousand waits for a minute and a half,
# in which the desk sees it and can close the door.
JOINS_AT_ONCE = 2_000
JOINS_PER_SECOND = 100
# Seats of all workshops: what the store gives out beside its other work.
ALL_JOINS_AT_ONCE = 8_000
ALL_JOINS_PER_SECOND = 500
MOST_WORKSHOPS = 5_000
# Seats whose answers are counted; the oldest are forgotten first.
MOST_SEATS = 50_000
# Pages of one seat that may listen at once: a phone, a laptop, and some that broke and are not known to be gone.
MOST_LINES = 8
# Phones that come in at the same time; the others wait in line. Each asks the store for three or four things, and where
# a whole hall asks at once, the last one waits for so long that the store seems to be away.
MOST_ARRIVING = 48


@dataclass(slots=True)
class _Address:
    left: float = WRONG_AT_ONCE
    at: float = 0.0
    known: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Pool:
    """So many at once, and so many more with each second."""

    most: float
    rate: float
    left: float
    at: float

    def has(self, now: float) -> bool:
        self.left = min(self.most, self.left + (now - self.at) * self.rate)
        self.at = now
        return self.left >= 1


class Limits:
    """Wrong codes per address, seats per workshop, answers per seat; times are seconds of a steady clock.

    `arriving` is held by a phone until it is shown its first stage.
    """

    def __init__(self) -> None:
        self._addresses: OrderedDict[str, _Address] = OrderedDict()
        self._workshops: OrderedDict[str, _Pool] = OrderedDict()
        self._all = _Pool(ALL_JOINS_AT_ONCE, ALL_JOINS_PER_SECOND, ALL_JOINS_AT_ONCE, 0.0)
        self._seats: OrderedDict[tuple[str, int], Bucket] = OrderedDict()
        self._lines: Counter[tuple[str, int]] = Counter()
        self.arriving = asyncio.Semaphore(MOST_ARRIVING)

    def may_join(self, code: str, now: float) -> bool:
        """Whether one more seat of this workshop may be given now; if so, it counts as given."""
        pool = self._workshops.pop(code, None) or _Pool(JOINS_AT_ONCE, JOINS_PER_SECOND, JOINS_AT_ONCE, now)
        self._workshops[code] = pool
        if len(self._workshops) > MOST_WORKSHOPS:
            self._workshops.popitem(last=False)
        if not (pool.has(now) and self._all.has(now)):
            return False
        pool.left -= 1
        self._all.left -= 1
        return True

    def bucket(self, code: str, seat: int, now: float) -> Bucket:
        """What this seat may still say, over all its sockets and without one."""
        key = (code, seat)
        bucket = self._seats.pop(key, None) or Bucket(at=now)
        self._seats[key] = bucket
        if len(self._seats) > MOST_SEATS:
            self._seats.popitem(last=False)
        return bucket

    def listens(self, code: str, seat: int) -> bool:
        """Whether one more page of this seat may listen; if so, it counts until `leaves`."""
        if self._lines[code, seat] >= MOST_LINES:
            return False
        self._lines[code, seat] += 1
        return True

    def leaves(self, code: str, seat: int) -> None:
        """A page of this seat was closed."""
        self._lines[code, seat] -= 1
        if self._lines[code, seat] <= 0:
            del self._lines[code, seat]

    def may_try(self, address: str, code: str, now: float) -> bool:
        """Whether this address may have this code looked up now."""
        entry = self._entry(address, now)
        return code in entry.known or entry.left >= 1

    def wrong(self, address: str, now: float) -> None:
        """The code did not exist, the password was wrong, the link was not known."""
        self._entry(address, now).left -= 1

    def belongs(self, address: str, code: str, now: float) -> None:
        """Somebody at this address took a seat in this workshop."""
        self._entry(address, now).known.add(code)

    def _entry(self, address: str, now: float) -> _Address:
        entry = self._addresses.pop(address, None) or _Address(at=now)
        entry.left = min(float(WRONG_AT_ONCE), entry.left + (now - entry.at) * WRONG_PER_MINUTE / 60)
        entry.at = now
        self._addresses[address] = entry
        if len(self._addresses) > MOST_ADDRESSES:
            self._addresses.popitem(last=False)
        return entry
