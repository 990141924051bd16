"""The faults of an agenda with their places as paths, so that each can stand beside the field that has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from server.domain.agenda import Trouble, parse
from server.domain.errors import Faults
from server.domain.kind import AnyKind
from server.domain.messages import Message
from server.domain.reader import Path
from server.domain.workshop import Workshop


class Placed(NamedTuple):
    """A fault and where it is."""

    path: Path
    reason: Message


def checked(
    raw: object, kinds: Mapping[str, AnyKind], *, trouble: Trouble = lambda name: None
) -> tuple[Workshop | None, Sequence[Placed]]:
    """The workshop that an agenda describes, or None and its faults: the same sentences as for a file."""
    places: list[Path] = []

    def place(path: Path) -> int:
        places.append(path)
        return len(places)

    try:
        return parse(raw, kinds, line_of=place, trouble=trouble), ()
    except Faults as found:
        # In the place of a line, each fault has the number of its path.
        return None, [Placed(places[one.line - 1], one.reason) for one in found.faults]
