"""The outcome of a vote as a wall announces it: a word, counts with the forms of their seats, and what made it so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """One number under its name; `form` is for, against, abstained or absent."""

    name: str
    number: str
    form: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """In one language."""

    word: str
    counts: Sequence[Count]
    sentences: Sequence[str]
