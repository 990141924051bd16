"""What the desk says of the wall: whether it is covered or held, and in which languages it is read."""

from __future__ import annotations

from server.domain.language import Language
from server.domain.messages import message
from server.domain.splits import language_name
from server.domain.wall import BLANK, JOIN, token
from server.live.present import Present
from server.live.views.screen_values import ScreenView

_COVERS = {
    BLANK: message("The screen is dark."),
    JOIN: message("The screen shows how to join."),
}


def screen_view(present: Present, language: Language) -> ScreenView:
    """The wall as the desk speaks of it."""
    control = present.state.wall
    said = ""
    if control.cover:
        said = language.say(_COVERS[control.cover])
    elif control.held is not None:
        said = language.say(message("The screen is held still: the room does not see what you do here."))
    chosen = [code for code in control.languages if code in present.workshop.languages]
    first = chosen[0] if chosen else present.workshop.language
    second = chosen[1] if len(chosen) > 1 else ""
    names = [(code, language_name(code, language)) for code in present.workshop.languages]
    named = language.listing([name for code, name in names if code in (first, second)])
    return ScreenView(token(control), control.cover, control.held is not None, said, first, second, names, named)
