"""Text: open answers, shown as they were written or grouped into themes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from server.domain.agenda_keys import Key
from server.domain.counts import Counts
from server.domain.errors import Refusal
from server.domain.facts import Facts
from server.domain.figure import Figure
from server.domain.kind import Answer, Definition, Entry, Gathered, Written
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.reader import Reader
from server.domain.table import Table
from server.kinds import sent
from server.kinds.texts import TextTally, Theme, compare, figure, table

MOST_ENTRIES = 5
LONGEST = 500  # characters, unless the file says otherwise
LONGEST_SETTABLE = 2_000
TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class TextDefinition(Definition):
    """How many texts each person may write, how long each, and whether others can support them."""

    entries: int = 1
    length: int = LONGEST
    upvotes: bool = False


class Text(Facts):
    """Open answers."""

    name: ClassVar[str] = "text"
    label: ClassVar[Message] = message("Open answers")
    about: ClassVar[Message | None] = message("People answer in their own words.")
    keys: ClassVar[Sequence[Key]] = (
        Key("entries", message("Answers from each person"), "number", otherwise="1"),
        Key("length", message("Characters of each"), "number", otherwise=str(LONGEST)),
        Key("upvotes", message("People may support what others wrote"), "flag"),
    )
    lists: ClassVar[bool] = True

    def parse(self, raw: Reader) -> TextDefinition:
        return TextDefinition(
            raw.integer("entries", 1, 1, MOST_ENTRIES),
            raw.integer("length", LONGEST, 1, LONGEST_SETTABLE),
            raw.flag("upvotes"),
        )

    def accept(self, definition: TextDefinition, raw: Mapping[str, Sequence[str]]) -> Answer:
        values = sent.fields(raw, ("text",))["text"]
        texts = [text for value in values if (text := sent.written("text", value, definition.length, lines=True))]
        # The same text twice is one; the order is the author's.
        distinct = tuple(dict.fromkeys(texts))
        if not distinct:
            raise Refusal("text", message("Please write an answer."))
        if len(distinct) > definition.entries:
            raise Refusal(
                "text",
                plural(
                    "Please write only %(n)s answer; %(written)s arrived.",
                    "Please write at most %(n)s answers; %(written)s arrived.",
                    definition.entries,
                    written=len(distinct),
                ),
            )
        return Answer({"text": distinct})

    def counts(self, definition: TextDefinition, answer: Answer) -> Counts:
        texts = len(answer.all("text"))
        return {TEXTS: texts} if texts else {}

    def written(self, definition: TextDefinition, answer: Answer) -> Sequence[Written]:
        return [Written(text) for text in answer.all("text")]

    def tally(self, definition: TextDefinition, gathered: Gathered) -> TextTally:
        entries = sorted(gathered.entries, key=lambda entry: entry.at)
        if definition.upvotes:
            entries.sort(key=lambda entry: -entry.upvotes)
        grouped: dict[str, list[Entry]] = {}
        for entry in entries:
            if entry.theme:
                grouped.setdefault(entry.theme, []).append(entry)
        themes = [Theme(key, gathered.themes.get(key, key), texts) for key, texts in grouped.items()]
        themes.sort(key=lambda theme: (-len(theme.entries), theme.name, theme.id))
        return TextTally(gathered.people, entries, themes, delegations=definition.delegations)

    def figure(self, definition: TextDefinition, tally: TextTally, language: Language) -> Figure:
        return figure(tally, definition.upvotes, language)

    def table(self, definition: TextDefinition, tally: TextTally, language: Language) -> Table:
        return table(tally, definition.upvotes, language)

    def compare(
        self, definition: TextDefinition, tallies: Sequence[tuple[str, TextTally]], language: Language
    ) -> Figure:
        return compare(tallies, definition.upvotes, language)

    def form(self, definition: TextDefinition, language: Language) -> Mapping[str, Any]:
        return {"entries": definition.entries, "length": definition.length, "upvotes": definition.upvotes}

    def rule(self, definition: TextDefinition) -> Message:
        length = definition.length
        if definition.entries == 1:
            return plural("Write up to %(n)s character.", "Write up to %(n)s characters.", length)
        return message(
            "Write up to %(entries)s answers of at most %(n)s characters.", entries=definition.entries, n=length
        )
