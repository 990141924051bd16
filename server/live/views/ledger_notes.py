"""What staff wrote and chose for the summary, as the ledger says it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from server.domain.language import Language
from server.domain.messages import Message, message
from server.domain.passages import EARLIER
from server.domain.text import one_line
from server.domain.workshop import Workshop
from server.store.log import Line
from server.store.stored import RS

SHORT = 300  # characters of a text
# Texts are saved while they are typed; what one person wrote in one place without a longer pause is one act.
PAUSE = 120_000  # milliseconds


def told(line: Line, workshop: Workshop, language: Language) -> tuple[Message, str]:
    """What was written or chosen, and the text."""
    key, _, text = line.body.partition(RS)
    sort, _, subject = key.partition(":")
    if key == EARLIER:
        if not text:
            return message("The summary is compared with no earlier workshop any more"), ""
        return message("An earlier workshop was chosen to be compared with: %(code)s", code=_code(text)), ""
    if sort == "out":
        title = _title(subject, workshop, language)
        if text:
            return message("Left out of the summary: “%(text)s”", text=title), ""
        return message("Taken into the summary again: “%(text)s”", text=title), ""
    if sort == "chart":
        title = _title(f"poll:{subject}", workshop, language)
        return message("Another chart was chosen for the summary: “%(text)s”", text=title), ""
    if key in ("opened", "adjourned"):
        return message("A time was set in the summary"), text
    if not text:
        return message("A text of the staff was taken away"), ""
    short = one_line(text)
    return message("A note of the staff was written"), short if len(short) <= SHORT else short[:SHORT].rstrip() + "…"


def joined(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines without those that the next one of the same person, in the same place, soon replaced."""
    kept: Line | None = None
    for line in lines:
        if kept is not None and not _follows(kept, line):
            yield kept
        kept = line
    if kept is not None:
        yield kept


def _follows(before: Line, line: Line) -> bool:
    if before.act != line.act or before.by != line.by or line.at - before.at >= PAUSE:
        return False
    # An agenda is saved with every field that is filled in; of an hour of editing one line is enough.
    return line.act == "define" or (line.act == "note" and _key(before) == _key(line))


def _key(line: Line) -> str:
    return line.body.partition(RS)[0]


def _title(subject: str, workshop: Workshop, language: Language) -> str:
    sort, _, name = subject.partition(":")
    if sort == "poll":
        poll = workshop.polls.get(name)
        return poll.prompt.pick(language.code) if poll else name
    return next((item.title.pick(language.code) for item in workshop.agenda if item.id == name), name)


def _code(text: str) -> str:
    try:
        return str(json.loads(text)["code"])
    except (ValueError, KeyError, TypeError):
        return ""
