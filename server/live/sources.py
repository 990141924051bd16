"""What the rooms of a process have in common: where they read, whom they ask to act, how they render."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from server.domain.kind import AnyKind
from server.domain.language import Language
from server.store.acts import Acts
from server.store.results import Results
from server.store.seats import Seats
from server.store.surveys import Progress, Surveys
from server.store.upvotes import Upvotes
from server.store.voters import Voters
from server.store.workshops import Workshops

Render = Callable[[str, Language, Mapping[str, object]], str]


@dataclass(frozen=True, slots=True)
class Sources:
    """What a room reads and does, shared by all rooms of a process."""

    workshops: Workshops
    results: Results
    seats: Seats
    acts: Acts
    surveys: Surveys
    progress: Progress
    voters: Voters
    upvotes: Upvotes
    kinds: Mapping[str, AnyKind]
    languages: Mapping[str, Language]
    render: Render
    clock: Callable[[], int]  # milliseconds since 1970
    link: str = ""
    started: int = 0  # when this process began to serve, on the same clock
