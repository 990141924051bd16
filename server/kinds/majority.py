"""What a proposal needs to be adopted: a share of a base, reckoned in fractions and never in decimals."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from server.domain.messages import Message, message
from server.domain.reader import Reader

VOTING, PRESENT, MEMBERS = "voting", "present", "members"
HALF = Fraction(1, 2)
_SHARE = re.compile(r"([0-9]{1,4})\s*/\s*([0-9]{1,4})")


@dataclass(frozen=True, slots=True)
class Majority:
    """A share of a base. One half always means more than half, so that equally divided votes never adopt anything;

    every greater share means at least as many. Who abstains is never among those voting.
    """

    share: Fraction = HALF
    base: str = VOTING

    def needed(self, of: int) -> int:
        """The least number of votes for, out of `of`; never nought."""
        if self.share == HALF:
            return of // 2 + 1
        return max(math.ceil(self.share * of), 1)


NAMED: Mapping[str, Majority] = {
    "simple": Majority(),
    "absolute": Majority(base=MEMBERS),
    "two_thirds": Majority(Fraction(2, 3)),
}
_MORE_THAN_HALF: Mapping[str, Message] = {
    VOTING: message("More than half of the votes for or against is needed."),
    PRESENT: message("More than half of those present is needed."),
    MEMBERS: message("More than half of the members is needed."),
}
_ALL: Mapping[str, Message] = {
    VOTING: message("All votes for or against must be for."),
    PRESENT: message("All who are present must vote for."),
    MEMBERS: message("All members must vote for."),
}


def parse_majority(raw: Reader) -> Majority:
    """The key `majority`: a word, or a mapping with share and base."""
    if not isinstance(raw.value("majority"), Mapping):
        return NAMED[raw.word("majority", tuple(NAMED), "simple")]
    part = raw.part("majority")
    assert part is not None
    share = _fraction(part.value("share"))
    if share is None or not HALF <= share <= 1:
        part.fault("share", message("A majority is a fraction like 3/5 or a number, from one half to 1."))
    base = part.word("base", (VOTING, PRESENT, MEMBERS), VOTING)
    part.finish()
    return Majority(share or HALF, base)


def rule(majority: Majority) -> Message:
    """What is needed, in a sentence."""
    if majority.share == HALF:
        return _MORE_THAN_HALF[majority.base]
    if majority.share == 1:
        return _ALL[majority.base]
    share = f"{majority.share.numerator}/{majority.share.denominator}"
    match majority.base:
        case "members":
            return message("At least %(share)s of the members is needed.", share=share)
        case "present":
            return message("At least %(share)s of those present is needed.", share=share)
        case _:
            return message("At least %(share)s of the votes for or against is needed.", share=share)


def _fraction(value: object) -> Fraction | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, float):
        return Fraction(str(value)) if math.isfinite(value) else None
    parts = _SHARE.fullmatch(value.strip()) if isinstance(value, str) else None
    return Fraction(int(parts[1]), int(parts[2])) if parts and int(parts[2]) else None
