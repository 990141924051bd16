"""Slide: something to read between polls, without answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from server.domain.agenda_keys import Key
from server.domain.counts import Counts
from server.domain.errors import Refusal
from server.domain.facts import Facts
from server.domain.figure import Figure
from server.domain.kind import Answer, Definition, Gathered, Tally
from server.domain.language import Language, LanguageMap
from server.domain.messages import Message, message
from server.domain.reader import Reader
from server.domain.table import Table
from server.kinds.options import ALT, PICTURE, foreign, picture

LONGEST_TEXT, LONGEST_LINE, MOST_LINES = 2_000, 300, 12
NO_QUESTION = message("There is nothing to answer here.")


@dataclass(frozen=True, slots=True)
class SlideDefinition(Definition):
    """The prompt is the heading. `results_of` is the id of a poll whose result is shown, "" for none.

    With `join` the slide shows how to come in: the address, the code and a drawing of both, as large as it can.
    """

    text: LanguageMap = field(default_factory=LanguageMap)
    picture: str = ""
    alt: LanguageMap = field(default_factory=LanguageMap)
    lines: tuple[LanguageMap, ...] = ()
    results_of: str = ""
    join: bool = False


@dataclass(frozen=True, slots=True)
class SlideTally(Tally):
    """Nothing is counted."""


class Slide(Facts):
    """Something to read."""

    name: ClassVar[str] = "slide"
    label: ClassVar[Message] = message("Slide")
    about: ClassVar[Message | None] = message("Something to read on the screen; nobody answers.")
    keys: ClassVar[Sequence[Key]] = (
        Key("text", message("Text"), "prose"),
        Key("list", message("Lines"), "texts", add=message("Add a line")),
        replace(PICTURE, more=False),
        replace(ALT, more=False),
        Key("results_of", message("The result of"), "poll"),
        Key("join", message("How to join, as large as the screen"), "flag"),
    )
    answered: ClassVar[bool] = False

    def parse(self, raw: Reader) -> SlideDefinition:
        name, alt = picture(raw)
        lines = raw.words_list("list", longest=LONGEST_LINE)
        if len(lines) > MOST_LINES:
            raw.fault("list", message("There must be at most %(n)s lines.", n=MOST_LINES))
        results_of, join = raw.reference("results_of"), raw.flag("join")
        if results_of and join:
            raw.fault("join", message("A slide shows either a result or how to join; please make two of it."))
        return SlideDefinition(raw.words("text", longest=LONGEST_TEXT), name, alt, lines, results_of, join)

    def accept(self, definition: SlideDefinition, raw: Mapping[str, Sequence[str]]) -> Answer:
        raise Refusal("", NO_QUESTION)

    def counts(self, definition: SlideDefinition, answer: Answer) -> Counts:
        return {}

    def tally(self, definition: SlideDefinition, gathered: Gathered) -> SlideTally:
        return SlideTally(0)

    def figure(self, definition: SlideDefinition, tally: SlideTally, language: Language) -> Figure:
        return Figure()

    def table(self, definition: SlideDefinition, tally: SlideTally, language: Language) -> Table:
        return Table((), (), (), "")

    def compare(
        self, definition: SlideDefinition, tallies: Sequence[tuple[str, SlideTally]], language: Language
    ) -> Figure:
        return Figure()

    def form(self, definition: SlideDefinition, language: Language) -> Mapping[str, Any]:
        return {
            "paragraphs": _paragraphs(definition.text.pick(language.code)),
            "foreign": foreign(definition.text, language),
            "picture": definition.picture,
            "alt": definition.alt.pick(language.code),
            "list": [
                {"text": line.pick(language.code), "foreign": foreign(line, language)} for line in definition.lines
            ],
            "results_of": definition.results_of,
            "join": definition.join,
        }

    def rule(self, definition: SlideDefinition) -> Message:
        return NO_QUESTION


def _paragraphs(text: str) -> list[list[str]]:
    """The lines of each paragraph; an empty line is between two."""
    paragraphs = [part.strip().splitlines() for part in re.split(r"\n\s*\n", text)]
    return [lines for lines in paragraphs if lines]
