"""What staff wrote, put where it belongs: their own text, else the prepared one, else that of another language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, time

from server.domain.language import LanguageMap
from server.domain.messages import Message, message
from server.domain.passages import NOTHING, Written, revision
from server.domain.snapshot import Snapshot
from server.domain.text import clean
from server.exports.parts import LinkPart, Passage
from server.exports.telling import LEADS, Teller, paragraphs

_ADDRESS = re.compile(r"\S+$")


class Passages:
    """Tells each text of the document, and remembers what staff may write there."""

    def __init__(self, snapshot: Snapshot, teller: Teller) -> None:
        self.written = Written(snapshot.notes)
        self.teller = teller
        self.own = teller.language.code
        # The workshop's own language stands in first for one that is missing.
        self.order = tuple(snapshot.workshop.languages)
        self.told: dict[str, Passage] = {}

    def text(self, place: str, label: Message, prepared: str = "", original: str = "") -> str:
        """What the document says there; "" for nothing.

        Args:
            prepared: what it says where staff wrote nothing.
            original: the code of the language of the prepared text, where it is not the reader's.
        """
        written, others = self.written.text(place, self.own), self.written.languages(place)
        shown, foreign = written or prepared, "" if written else original
        if not shown:
            foreign = next((code for code in (*self.order, *others) if code in others), "")
            shown = self.written.text(place, foreign) if foreign else ""
        name = self.teller.language_name(foreign) if foreign else ""
        shown = "" if shown in NOTHING else shown
        self.told[place] = Passage(
            place,
            self.teller.say(label),
            written,
            prepared,
            shown,
            name if shown else "",
            tuple(code for code in others if code != self.own),
            self.written.revision(place, self.own),
        )
        if shown and name:
            # The mark of minutes for a text that is not translated; it goes with the text into every format.
            return self.teller.say(message("[Original: %(language)s] %(text)s", language=name, text=shown))
        return shown

    def paragraphs(self, place: str, label: Message, prepared: str = "", original: str = "") -> tuple[str, ...]:
        """The same in paragraphs."""
        return paragraphs(self.text(place, label, prepared, original))

    def of(self, place: str, label: Message, words: LanguageMap, *more: str) -> tuple[str, ...]:
        """Paragraphs whose prepared text the agenda has in several languages."""
        told = "\n\n".join(part for part in (self.teller.text(words), *more) if part)
        return self.paragraphs(place, label, told, self.teller.foreign(words))

    def links(self, place: str, label: Message, prepared: Sequence[LinkPart]) -> tuple[LinkPart, ...]:
        """Links: what staff wrote, one on each line with the title before the address; else the prepared ones."""
        told = "\n".join(" ".join(part for part in (one.title, one.url) if part) for one in prepared)
        text = self.text(place, label, told)
        written = self.told[place]
        if written.shown == told and not written.text:
            return tuple(prepared) if told else ()
        # An address is the same in every language, so a list of links needs no mark.
        return tuple(_links((written.shown if text else "").splitlines()))

    def moment(self, place: str, happened: datetime | None) -> datetime | None:
        """A time that staff set, on the day on which it happened or was to happen; else when it happened."""
        at: time | None = self.written.time(place)
        label = message("Opened at") if place == "opened" else message("Adjourned at")
        own, told = self.written.choice(place), f"{happened:%H:%M}" if happened else ""
        self.told[place] = Passage(
            place, self.teller.say(label), own, told, own or told, "", (), revision(self.written.choice(place))
        )
        if at is None:
            return happened
        return datetime.combine(happened.date() if happened else self.teller.day, at, self.teller.zone)


def _links(lines: Iterable[str]) -> Iterable[LinkPart]:
    for line in map(clean, lines):
        if not line:
            continue
        found = _ADDRESS.search(line)
        address = found[0] if found and LEADS.fullmatch(found[0]) else ""
        yield LinkPart(clean(line.removesuffix(address)) or address, address)
