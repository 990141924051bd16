"""Guessing codes is slowed, and nobody who belongs to a meeting ever notices.

Only wrong codes cost anything. Three hundred people behind one address type right ones; and once an address has taken a
seat in a workshop, that workshop's code is never slowed for it, so a guesser in the hall cannot lock the hall out.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

# Wrong codes an address may enter at once: a hall of people who mistype. At 20 a minute, finding one of a hundred
# running workshops among 900,000 codes takes five hours on average; an administrator sees it long before.
WRONG_AT_ONCE = 60
WRONG_PER_MINUTE = 20
# Addresses remembered; the oldest are forgotten first.
MOST_ADDRESSES = 20_000


@dataclass(slots=True)
class _Address:
    left: float = WRONG_AT_ONCE
    at: float = 0.0
    known: set[str] = field(default_factory=set)


class Limits:
    """Wrong codes per address; times are seconds on a clock that only goes forward."""

    def __init__(self) -> None:
        self._addresses: OrderedDict[str, _Address] = OrderedDict()

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
