"""What the desk says of what has happened: who did what last, and that the server was away in the meantime."""

from __future__ import annotations

from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.state import GRACE, Last, Phase
from server.live.present import Present
from server.live.views.parts import clock
from server.live.views.poll_values import Act

# For so long after its start the server says that it was away.
REMEMBERED = 600_000  # milliseconds
# A poll that is closed this much after its deadline was closed by a server that had been away.
LATE = 5_000  # milliseconds

_ACTS: dict[str, Message] = {
    "begin": message("the meeting was opened"),
    "survey": message("the survey was opened"),
    "open": message("the poll was opened"),
    "close": message("the poll was closed"),
    "extend": message("the countdown was extended"),
    "last-call": message("the last call was made"),
    "reveal": message("the result was shown"),
    "hide": message("the result was hidden"),
    "compare": message("what the screen compares was changed"),
    "wall": message("the screen was changed"),
    "stage": message("something else was put on the desk"),
    "decide": message("answers were moderated"),
    "define": message("the agenda was edited"),
    "undo": message("the last act was taken back"),
    "clerk": message("the clerk entered or corrected answers"),
    "reset": message("answers were deleted"),
    "rehearse": message("a rehearsal was begun"),
    "wipe": message("the rehearsal was wiped"),
    "withdraw": message("seats were taken back"),
}
_BACK: dict[str, Message] = {
    "close": message("Take back: closing the poll"),
    "reveal": message("Take back: showing the result"),
    "hide": message("Take back: hiding the result"),
    "compare": message("Take back: what the screen compares"),
    "wall": message("Take back: changing the screen"),
    "stage": message("Take back: what is on the desk"),
    "decide": message("Take back: the moderation"),
}


def last_act(present: Present, language: Language, reader: str) -> str:
    """What another moderator did last; "" where it was the reader, or nobody."""
    last = present.state.last
    if last is None or last.by == reader or last.verb not in _ACTS:
        return ""
    what, at = _ACTS[last.verb], clock(present, language, last.at)
    if not last.by:
        return language.say(message("By itself, at %(time)s: %(what)s.", time=at, what=what))
    return language.say(message("Another moderator, at %(time)s: %(what)s.", time=at, what=what))


def undo_act(present: Present, language: Language) -> Act | None:
    """What takes the last act back, while that can be done."""
    last = present.state.last
    if last is None or present.state.ended is not None or not last.can_be_taken_back(present.now):
        return None
    label = _BACK.get(last.verb, message("Take back the last act"))
    address = f"/workshops/{present.code}/undo"
    return Act(language.say(label), address, "PageUp", {"rev": str(last.rev)}, note=_left(last, present, language))


def happened(present: Present, language: Language, started: int) -> str:
    """That the server was away while people answered, and what became of their poll; "" where it was not."""
    if not started or present.now > started + REMEMBERED or present.poll is None:
        return ""
    times = present.at.times.get(present.at.round)
    if times is None or times.opened is None or times.opened >= started:
        return ""
    at, people = clock(present, language, started), present.current.people if present.current else 0
    kept = plural("%(n)s answer is kept.", "All %(n)s answers are kept.", people)
    if present.at.phase is Phase.OPEN:
        sentence = message(
            "The server was started anew at %(time)s. The poll stayed open. %(kept)s", time=at, kept=kept
        )
        return language.say(sentence)
    deadline = present.at.deadline
    if deadline is None or times.closed is None or times.closed < max(started, deadline + GRACE + LATE):
        return ""
    over = clock(present, language, deadline)
    ended = message(
        "The server was started anew at %(time)s. The countdown ended at %(over)s; no later answer counts. %(kept)s",
        time=at,
        over=over,
        kept=kept,
    )
    return language.say(ended)


def _left(last: Last, present: Present, language: Language) -> str:
    """Until when it can be taken back, where that is not for ever."""
    if not last.until:
        return ""
    return language.say(message("until %(time)s", time=clock(present, language, last.until)))
