"""What the desk says of the wall, as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScreenView:
    """What was chosen for the wall: `cover` is blank, join or "", and `control` names all of it for whoever acts.

    `said` says it in a sentence, "" where the wall simply shows what is on stage; `first` and `second` are the
    languages, `second` "" for none, and `languages` those that can be chosen with their names.
    """

    control: str
    cover: str
    held: bool
    said: str
    first: str
    second: str
    languages: Sequence[tuple[str, str]]
    named: str  # "Spanish and English"
