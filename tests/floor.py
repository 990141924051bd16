"""What runs beside the stage, as sample views for the templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from server.live.views.floor_values import Beside, EntryView, OwnEntry, PulseView, QuestionsView, Sign
from tests import views

QUESTIONS = views.poll(
    "questions",
    id="floor",
    number=0,
    deadline=None,
    countdown=None,
    prompt="Your question to the speakers",
    rule="Ask up to 5 questions of at most 300 characters.",
    form={"to": [{"id": "Nele Leosk", "text": "Nele Leosk"}], "entries": 5, "length": 300, "upvotes": True},
)
PULSE = views.poll(
    "pulse",
    id="pulse",
    number=0,
    deadline=None,
    countdown=None,
    prompt="The pulse of the room",
    rule="At any moment, as often as you like.",
    form={
        "hand": True,
        "paces": [{"id": "slower", "text": "Slower, please"}, {"id": "fine", "text": "The pace is right"}],
        "reactions": [{"id": "agree", "text": "I agree"}],
    },
)
BESIDE = Beside(asks=True, pulse=PULSE, own={"hand": ("up",), "pace": ("slower",)})
ENTRIES = (
    EntryView("0123456789a1", "How are consular staff trained?", 24, mine=True, to="Nele Leosk", screen=True),
    EntryView("0123456789a2", "What about those with <no> connection?", 17, author="Guyana"),
    EntryView("0123456789a3", "هل توجد تجارب أخرى؟", 3, answered=True),
)
OWN = (OwnEntry("0123456789a4", "Who pays?", "held", "Waiting for a moderator; nobody else sees it yet."),)
SIGNS = PulseView("The pulse of the room", (Sign("hand", "Hands", 3), Sign("pace-fine", "Pace is right", 0)), "Peru")


def page(**changes: object) -> Mapping[str, object]:
    """The page of the questions, of one person."""
    view = QuestionsView(views.CODE, 41, views.TITLE, QUESTIONS, ENTRIES, more=2, own=OWN, left=4)
    return {"view": replace(view, **changes), "seat": views.SEAT, "code": views.CODE}  # type: ignore[arg-type]
