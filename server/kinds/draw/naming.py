"""What results that are set beside one another are called: rounds and attendance by ids, any other by its own name."""

from __future__ import annotations

from collections.abc import Collection

from server.domain.bilingual import lettering
from server.domain.language import Language
from server.domain.messages import message
from server.domain.seat import Attendance

BEFORE, NOW = "before", "now"
ROUNDS = (BEFORE, NOW)
ATTENDANCE = (Attendance.ROOM.value, Attendance.REMOTE.value)
_NAMES = {
    BEFORE: message("Before"),
    NOW: message("Now"),
    Attendance.ROOM.value: message("In the room"),
    Attendance.REMOTE.value: message("Online"),
}


def called(name: str, language: Language) -> str:
    """The name as people read it."""
    return lettering(language, _NAMES[name]) if name in _NAMES else name


def by_attendance(names: Collection[str]) -> bool:
    """Whether these are the room and those online."""
    return bool(names) and all(name in ATTENDANCE for name in names)
