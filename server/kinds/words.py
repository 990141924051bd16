"""Words: one or a few words from each person, shown as a cloud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from server.domain.agenda_keys import Key
from server.domain.counts import Counts
from server.domain.errors import Refusal
from server.domain.facts import Facts
from server.domain.figure import Figure
from server.domain.kind import Answer, Definition, Gathered, Tally, Written
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.reader import Reader
from server.domain.table import Column, Table
from server.domain.text import fold
from server.kinds import respondents, sent
from server.kinds.draw.cloud import cloud
from server.kinds.draw.ground import NO_ANSWERS, NOT_SHOWN, nothing
from server.kinds.draw.shift import Group, shift
from server.kinds.spellings import Spelled, counted, spelled

MOST_ENTRIES = 10
LONGEST = 40  # characters, unless the file says otherwise
LONGEST_SETTABLE = 100
# As many stand beside the cloud, and in the sentence.
NAMED = 7


@dataclass(frozen=True, slots=True)
class WordsDefinition(Definition):
    """How many words each person may write, and the greatest length of one in characters."""

    entries: int = 1
    length: int = LONGEST


@dataclass(frozen=True, slots=True)
class WordsTally(Tally):
    """The words, the most frequent first, each in its commonest spelling."""

    words: Sequence[Spelled] = ()

    @property
    def mentions(self) -> int:
        return sum(word.count for word in self.words)


class Words(Facts):
    """One or a few words from each person."""

    name: ClassVar[str] = "words"
    label: ClassVar[Message] = message("Word cloud")
    about: ClassVar[Message | None] = message("People write a word or a few, which grow into a cloud.")
    keys: ClassVar[Sequence[Key]] = (
        Key("entries", message("Words from each person"), "number", otherwise="1"),
        Key("length", message("Characters of each"), "number", otherwise=str(LONGEST), more=True),
    )

    scattered: ClassVar[bool] = True

    def parse(self, raw: Reader) -> WordsDefinition:
        return WordsDefinition(
            raw.integer("entries", 1, 1, MOST_ENTRIES), raw.integer("length", LONGEST, 1, LONGEST_SETTABLE)
        )

    def accept(self, definition: WordsDefinition, raw: Mapping[str, Sequence[str]]) -> Answer:
        values = sent.fields(raw, ("word",))["word"]
        words = [text for value in values if (text := sent.written("word", value, definition.length))]
        if not words:
            raise Refusal("word", message("Please write at least one word."))
        # One person counts once for a word, in whichever way it is spelled; the order has no meaning.
        distinct = {fold(word): word for word in sorted(words, reverse=True)}
        if len(distinct) > definition.entries:
            raise Refusal(
                "word",
                plural(
                    "Please write only %(n)s word; %(written)s arrived.",
                    "Please write at most %(n)s words; %(written)s arrived.",
                    definition.entries,
                    written=len(distinct),
                ),
            )
        return Answer({"word": tuple(distinct[field] for field in sorted(distinct))})

    def counts(self, definition: WordsDefinition, answer: Answer) -> Counts:
        found: dict[str, int] = {}
        for word in answer.all("word"):
            found |= counted("", word)
        return found

    def written(self, definition: WordsDefinition, answer: Answer) -> Sequence[Written]:
        return [Written(word, fold(word)) for word in answer.all("word")]

    def moderated(self, field: str) -> bool:
        return True

    def spellings(self, counts: Counts) -> Mapping[str, str]:
        return {word.field: word.text for word in spelled(counts)}

    def tally(self, definition: WordsDefinition, gathered: Gathered) -> WordsTally:
        return WordsTally(gathered.people, spelled(gathered.counts), delegations=definition.delegations)

    def figure(self, definition: WordsDefinition, tally: WordsTally, language: Language) -> Figure:
        if not tally.words:
            return nothing(language, NOT_SHOWN if tally.people else message("No words yet. They will appear here."))
        named = [
            language.say(message("%(word)s (%(n)s)", word=word.text, n=language.number(word.count)))
            for word in tally.words[:NAMED]
        ]
        said = language.say(message("Most written: %(words)s.", words=language.listing(named)))
        words = [(word.text, word.count) for word in tally.words]
        return cloud(words, language, f"{said} {_base(tally, language)}")

    def table(self, definition: WordsDefinition, tally: WordsTally, language: Language) -> Table:
        mentions = tally.mentions
        return Table(
            [language.say(title) for title in (message("Word"), message("Mentions"), message("Share"))],
            [Column.LABEL, Column.COUNT, Column.SHARE],
            [(word.text, word.count, word.count / mentions) for word in tally.words],
            _base(tally, language),
            chart="bar",
            series=(1,),
        )

    def compare(
        self, definition: WordsDefinition, tallies: Sequence[tuple[str, WordsTally]], language: Language
    ) -> Figure:
        """The words that are most frequent over all, with their shares of the mentions in each result."""
        shown: dict[str, str] = {}
        parts: list[dict[str, float]] = []
        for _, tally in tallies:
            parts.append({word.field: word.count / tally.mentions for word in tally.words})
            shown = {word.field: word.text for word in tally.words} | shown
        most = sorted(shown, key=lambda field: (-max(part.get(field, 0) for part in parts), field))[:NAMED]
        groups = [
            Group(name, tally.people, [part.get(field, 0) for field in most], tally.delegations)
            for (name, tally), part in zip(tallies, parts, strict=True)
        ]
        return shift([shown[field] for field in most], groups, language)

    def form(self, definition: WordsDefinition, language: Language) -> Mapping[str, Any]:
        return {"entries": definition.entries, "length": definition.length}

    def rule(self, definition: WordsDefinition) -> Message:
        return plural(
            "Write one answer: a word or a few words.",
            "Write up to %(n)s answers, each a word or a few words.",
            definition.entries,
        )


def _base(tally: WordsTally, language: Language) -> str:
    """Mentions and people, or delegations: neither says enough alone."""
    if not tally.words:
        return language.say(NOT_SHOWN if tally.people else NO_ANSWERS)
    mentions = plural("%(n)s mention", "%(n)s mentions", tally.mentions, n=language.number(tally.mentions))
    people = respondents.counted(tally.people, language, delegations=tally.delegations)
    return language.say(
        message("%(mentions)s by %(people)s; shares are of the mentions.", mentions=mentions, people=people)
    )
