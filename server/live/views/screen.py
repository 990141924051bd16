"""What the desk says of the wall: whether it is covered or held, and in which languages it is read."""

from __future__ import annotations

from server.domain.language import Language
from server.domain.messages import message
from server.domain.splits import language_name
from server.domain.state import Phase
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
        if control.held is not None:
            beneath = language.say(message("It is also held still: the room does not see what you do here."))
            said = f"{said} {beneath}"
    elif control.held is not None:
        said = language.say(message("The screen is held still: the room does not see what you do here."))
    chosen = [code for code in control.languages if code in present.workshop.languages]
    first = chosen[0] if chosen else present.workshop.language
    second = chosen[1] if len(chosen) > 1 else ""
    names = [(code, language_name(code, language)) for code in present.workshop.languages]
    named = language.listing([name for code, name in names if code in (first, second)])
    return ScreenView(token(control), control.cover, control.held is not None, said, first, second, names, named)


def audience(present: Present) -> str:
    """Who sees the result of the poll on stage: the room, the phones alone, or the desk alone."""
    at, control = present.at, present.state.wall
    if not at.shown:
        return "desk"
    held = control.held
    # A result that was held while answers came in is an older one.
    same = held is None or (held.poll, held.round, held.shown, held.phase) == (
        present.state.poll, at.round, True, Phase.CLOSED,
    )  # fmt: skip
    if same and not control.cover:
        return "room"
    # Phones have a result once the poll is closed, whatever the wall shows.
    return "phones" if at.phase is Phase.CLOSED else "desk"
