"""Badges: personal codes, each of which gives one seat; and how such a code is written and read."""

from __future__ import annotations

from dataclasses import dataclass, field

# Without i, l, o, 0 and 1, which people mistake for each other; twelve of them are 59 bits, which nobody guesses.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 12
GROUP = 4  # characters between two spaces on paper


@dataclass(frozen=True, slots=True)
class Badge:
    """Somebody's right to a seat. Times are in milliseconds since 1970, 0 where it has not happened.

    `issue` counts the codes that were made for this person; `seat` is the seat that it gave, 0 before; `uses` counts
    the devices on which it was used. `digest` is what is kept of the present code, "" where none is good.
    """

    issue: int = 0
    issued: int = 0
    revoked: int = 0
    seat: int = 0
    used: int = 0
    uses: int = 0
    digest: str = field(default="", repr=False)

    @property
    def state(self) -> str:
        """none | issued | used | revoked."""
        if self.revoked:
            return "revoked"
        if not self.issued:
            return "none"
        return "used" if self.seat else "issued"

    @property
    def again(self) -> bool:
        """Whether more than one device has used it."""
        return self.uses > 1


NO_BADGE = Badge()


def decode(text: str) -> Badge:
    """A badge from the store's text, which lua/badges.lua writes.

    Raises:
        ValueError: when the text has another form.
    """
    issue, issued, revoked, seat, used, uses, digest = text.split(" ")
    return Badge(int(issue), int(issued), int(revoked), int(seat), int(used), int(uses), digest)


def read_code(typed: str) -> str:
    """The code in what somebody typed or scanned, "" where it is none: spaces, dashes and capitals do not count."""
    text = "".join(character for character in typed[:80].lower() if character.isalnum())
    return text if len(text) == LENGTH and all(character in LETTERS for character in text) else ""


def written(code: str) -> str:
    """The code as it stands on paper: K7QF M2XD 9HTR."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP)).upper()
