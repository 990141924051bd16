"""One act as it was asked for: by whom, where, and with which fields."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import FormData

from server.domain.language import Language
from server.domain.state import Phase, PollState
from server.domain.text import one_line
from server.domain.workshop import Poll
from server.live.room import Room
from server.store.access import Grant
from server.web.services import Services


@dataclass(frozen=True, slots=True)
class Call:
    """One act as it was asked for."""

    own: Services
    room: Room
    grant: Grant
    form: FormData
    language: Language
    poll: Poll | None = None

    @property
    def code(self) -> str:
        return self.room.code

    def text(self, name: str) -> str:
        return one_line(str(self.form.get(name, "")))

    @property
    def seen(self) -> tuple[Phase, int] | None:
        """The phase and round that the moderator saw, where the form says so."""
        if self.text("phase") in tuple(Phase) and self.text("round").isdecimal():
            return Phase(self.text("phase")), int(self.text("round")[:6])
        return None

    @property
    def seen_round(self) -> int | None:
        return self.seen[1] if self.seen else None

    def fits(self, at: PollState) -> bool:
        """Whether the poll is in the phase and the round that the form names, as far as it names any."""
        phase, round_ = self.text("phase"), self.text("round")
        return phase in ("", at.phase) and round_ in ("", str(at.round))

    def all(self, name: str) -> list[str]:
        """The values of a field that may come several times."""
        return [one_line(str(value)) for value in self.form.getlist(name)]
