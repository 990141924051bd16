"""How much one connection may say: a bucket that fills with time, slows who empties it and then sends them away."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

# A quick hand taps ten times a second, and a phone that comes back sends what it kept all at once. Fifty a second for
# ever is a program; even so it costs less than a hundredth of what the server takes.
PER_SECOND = 50.0
BURST = 100.0
# A connection that goes on this far after it has been slowed is a program.
PATIENCE = 200


class Verdict(Enum):
    """What to do with a message."""

    FINE = "fine"
    SLOW = "slow"
    CLOSE = "close"


@dataclass(slots=True)
class Bucket:
    """Tokens of one connection; times are seconds on a clock that only goes forward."""

    tokens: float = BURST
    at: float = 0.0
    over: int = 0

    def take(self, now: float) -> Verdict:
        """Judge one more message."""
        self.tokens = min(BURST, self.tokens + (now - self.at) * PER_SECOND)
        self.at = now
        if self.tokens >= 1:
            self.tokens -= 1
            self.over = max(0, self.over - 1)
            return Verdict.FINE
        self.over += 1
        return Verdict.CLOSE if self.over > PATIENCE else Verdict.SLOW
