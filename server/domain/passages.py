"""What staff write into the summary and choose for it, and under which keys the store keeps it.

A text has a place and a language: `item:mentimeter@es`. A choice has a place alone: `chart:obstacle`. Places:

    heading presiding attendance quorum background conclusions closing adjournment     texts of the whole document
    links:recording links:webcast links:background links:further                     lists of links, one on each line
    item:ITEM links:ITEM speaker:ITEM.PERSON          what is said of an agenda item, its links and its speakers'
    poll:POLL caption:POLL.ROUND answer:POLL.ROUND.ENTRY    about a poll, below a chart, the answer to a question
    opened adjourned                                        choices: times of day, HH:MM
    out:item:ITEM out:poll:POLL                             choices: 1 where it is left out of the document
    chart:POLL                                              choice: bar, column, doughnut, stacked100 or none
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import time

from server.domain.text import clean
from server.domain.workshop import Workshop

# Characters of one text; the longest note known has 6,000.
LONGEST = 20_000
WHOLE = frozenset(
    ("heading", "presiding", "attendance", "quorum", "background", "conclusions", "closing", "adjournment")
)
LINKS = ("recording", "webcast", "background", "further")
CHARTS = frozenset(("", "bar", "column", "doughnut", "stacked100", "none"))
# A text of this alone takes the prepared one out of the document.
NOTHING = frozenset(("-", "–", "—"))
EARLIER = "earlier"
"""The key of the earlier workshop that this one is compared with; server.store.earlier says what it holds."""

_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_ROUND = re.compile(r"([^.]+)\.([1-9][0-9]{0,3})")
_PERSON = re.compile(r"[0-9a-f]{12}")  # the revision of the name, which outlives a change of the order
_ENTRY = re.compile(r"([^.]+)\.([1-9][0-9]{0,3})\.([0-9a-f]{12})")


def revision(text: str) -> str:
    """What tells a kept text from another one: 12 hex digits of its SHA-1, "" for no text."""
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:12] if text else ""


def key(place: str, language: str) -> str:
    """The key of a text in a language."""
    return f"{place}@{language}"


def is_text(place: str, workshop: Workshop) -> bool:
    """Whether staff may write a text there."""
    name, _, rest = place.partition(":")
    items = {item.id for item in workshop.agenda}
    match name:
        case "item":
            return rest in items
        case "links":
            return rest in LINKS or rest in items
        case "poll":
            return rest in workshop.polls
        case "speaker":
            item, _, person = rest.partition(".")
            return item in items and _PERSON.fullmatch(person) is not None
        case "caption":
            found = _ROUND.fullmatch(rest)
        case "answer":
            found = _ENTRY.fullmatch(rest)
        case _:
            return place in WHOLE
    return found is not None and found[1] in workshop.polls


def is_choice(place: str, value: str, workshop: Workshop) -> bool:
    """Whether staff may choose this there; "" takes a choice back."""
    name, _, rest = place.partition(":")
    match name:
        case "opened" | "adjourned":
            return not rest and (not value or _TIME.fullmatch(value) is not None)
        case "out":
            sort, _, subject = rest.partition(":")
            items = {item.id for item in workshop.agenda}
            known = {"item": items, "poll": set(workshop.polls)}.get(sort, set())
            return subject in known and value in ("", "1")
        case "chart":
            return rest in workshop.polls and value in CHARTS
    return False


class Written:
    """What staff wrote and chose, as the store's texts hold it."""

    def __init__(self, notes: Mapping[str, str]) -> None:
        self._notes = notes

    def text(self, place: str, language: str) -> str:
        """The text in this language alone."""
        return clean(self._notes.get(key(place, language), ""))

    def revision(self, place: str, language: str) -> str:
        """The revision of what is kept there."""
        return revision(self._notes.get(key(place, language), ""))

    def languages(self, place: str) -> list[str]:
        """The languages in which the text was written, in the order of their codes."""
        start = f"{place}@"
        return sorted(name.removeprefix(start) for name, text in self._notes.items() if name.startswith(start) and text)

    def choice(self, place: str) -> str:
        """What was chosen; "" for nothing."""
        return self._notes.get(place, "")

    def out(self, sort: str, subject: str) -> bool:
        """Whether an item or a poll is left out of the document."""
        return self.choice(f"out:{sort}:{subject}") == "1"

    def time(self, place: str) -> time | None:
        """A time of day that was set."""
        value = self.choice(place)
        return time.fromisoformat(value) if _TIME.fullmatch(value) else None

    def common(self, place: str) -> str:
        """A text that was written for all languages at once."""
        return clean(self._notes.get(place, ""))
