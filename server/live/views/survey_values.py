"""A survey as people read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SurveyPage:
    """One question of a survey: `answered` by the reader, `people` who answered it, `rate` in points of those here."""

    number: int
    poll: str
    prompt: str
    foreign: str
    kind_label: str
    answered: bool = False
    people: int = 0
    rate: int = 0


@dataclass(frozen=True, slots=True)
class SurveyView:
    """Questions at the delegates' own pace. `page` counts from 1; one more than there are questions is the end.

    `answered` is how many of them the reader has answered; times are as in a poll.
    """

    item: str
    title: str
    phase: str
    pages: Sequence[SurveyPage]
    now: int
    deadline: int | None = None
    closes: str = ""
    countdown: int | None = None
    page: int = 0
    answered: int = 0
