"""The kinds of poll: one module and one class each, and the explicit list of them."""

from __future__ import annotations

from collections.abc import Mapping

from server.domain.kind import AnyKind
from server.kinds.choice import Choice
from server.kinds.form import Form
from server.kinds.grid import Grid
from server.kinds.number import Number
from server.kinds.pin import Pin
from server.kinds.points import Points
from server.kinds.pulse import Pulse
from server.kinds.questions import Questions
from server.kinds.quiz import Quiz
from server.kinds.ranking import Ranking
from server.kinds.scale import Scale
from server.kinds.slide import Slide
from server.kinds.text import Text
from server.kinds.vote import Vote
from server.kinds.words import Words

# In the order in which menus list them.
KINDS: tuple[AnyKind, ...] = (
    Choice(),
    Vote(),
    Words(),
    Text(),
    Scale(),
    Ranking(),
    Points(),
    Grid(),
    Number(),
    Pin(),
    Quiz(),
    Questions(),
    Form(),
    Slide(),
    Pulse(),
)
BY_NAME: Mapping[str, AnyKind] = {kind.name: kind for kind in KINDS}
