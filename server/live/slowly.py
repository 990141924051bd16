"""Lets a value that changes all the time through at a calm pace: the newest at last, and never the same twice."""

from __future__ import annotations

from dataclasses import dataclass

_NOTHING = object()


@dataclass(slots=True)
class Slowly:
    """`owed` says that a newer value waits for its time; times are seconds on a clock that only goes forward."""

    seconds: float
    owed: bool = False
    _shown: object = _NOTHING
    _at: float = float("-inf")

    def due(self, value: object, now: float) -> bool:
        """Whether this value is to be shown now."""
        if value == self._shown:
            self.owed = False
            return False
        if now < self._at + self.seconds:
            self.owed = True
            return False
        self.shown(value, now)
        return True

    def shown(self, value: object, now: float) -> None:
        """This value was shown, for whatever reason."""
        self._shown, self._at, self.owed = value, now, False

    def left(self, now: float) -> float:
        """Seconds until what is owed may be shown; 0 where it may be, or nothing is owed."""
        return max(0.0, self._at + self.seconds - now) if self.owed else 0.0
