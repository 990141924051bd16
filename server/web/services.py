"""What handlers work with: built once by the application, handed to every request through the lifespan's state."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from redis.asyncio import Redis
from starlette.requests import HTTPConnection

from server.config import Config
from server.domain.kind import AnyKind
from server.domain.language import Language
from server.domain.workshop import Workshop
from server.live.intake import Intake
from server.live.reacting import Reacting
from server.live.rooms import Rooms
from server.store.access import Access
from server.store.acts import Acts
from server.store.attended import Attended
from server.store.badges import Badges
from server.store.clerk import Clerk
from server.store.doors import Doors
from server.store.drafts import Drafts
from server.store.editors import Editors
from server.store.mandates import Mandates
from server.store.papers import Papers
from server.store.people import People
from server.store.pictures import Pictures
from server.store.recorder import Recorder
from server.store.resets import Resets
from server.store.results import Results
from server.store.seats import Seats
from server.store.surveys import Surveys
from server.store.upvotes import Upvotes
from server.store.voters import Voters
from server.store.withdrawals import Withdrawals
from server.store.workshops import Workshops
from server.web.exporting import Exporter
from server.web.limits import Limits
from server.web.pages import Pages


@dataclass(frozen=True, slots=True)
class Standing:
    """How the simulated delegates of a rehearsal are doing: `here` of `many`, and what became of their answers.

    `p50` and `p95` are milliseconds until an answer was acknowledged; `lost` says that their server was stopped.
    """

    many: int
    here: int = 0
    sent: int = 0
    acknowledged: int = 0
    refused: int = 0
    p50: float = 0.0
    p95: float = 0.0
    lost: bool = False


class Company(Protocol):
    """Sends simulated delegates into a workshop, and home again."""

    async def fill(self, code: str, workshop: Workshop, base: str, many: int) -> None: ...

    async def leave(self, code: str) -> None: ...

    async def standing(self, code: str) -> Standing | None: ...


@dataclass(frozen=True, slots=True)
class Services:
    """The floors below, as one process uses them. `key` signs cookies and form tokens.

    `delete` removes a workshop for good; it takes the code, and by whom.
    """

    config: Config
    kinds: Mapping[str, AnyKind]
    languages: Mapping[str, Language]
    workshops: Workshops
    drafts: Drafts
    editors: Editors
    access: Access
    seats: Seats
    voters: Voters
    people: People
    badges: Badges
    door: Doors
    acts: Acts
    mandates: Mandates
    surveys: Surveys
    redis: Redis
    delete: Callable[[str, str], Awaitable[object]]
    clerk: Clerk
    resets: Resets
    withdrawals: Withdrawals
    company: Company
    pictures: Pictures
    papers: Papers
    attended: Attended
    results: Results
    upvotes: Upvotes
    reacting: Reacting
    rooms: Rooms
    intake: Intake
    recorder: Recorder
    pages: Pages
    limits: Limits
    key: bytes
    session_key: bytes
    password: Callable[[str], bool]
    ping: Callable[[], Awaitable[object]]
    exporter: Exporter
    clock: Callable[[], int]


def services(connection: HTTPConnection) -> Services:
    """The services of the application that handles this request or socket."""
    found: Services = connection.state.services
    return found
