"""Questions from the floor: anybody asks at any time, others support, the moderator brings one to the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from server.domain.agenda_keys import Key
from server.domain.counts import Counts
from server.domain.errors import Refusal
from server.domain.facts import Facts
from server.domain.figure import Figure
from server.domain.kind import Answer, Definition, Gathered, Written
from server.domain.language import Language, LanguageMap
from server.domain.messages import Message, message, plural
from server.domain.reader import Reader
from server.domain.table import Table
from server.kinds import asked, sent

LONGEST = 300  # characters; a question that is longer cannot be read on a wall
LONGEST_NAME = 80  # characters of a person
MOST_PEOPLE = 12
ENTRIES, MOST_ENTRIES = 5, 50
QUESTIONS = "questions"
NO_COUNTDOWN = message("What runs beside other polls stays open until it is closed, and has no countdown.")


@dataclass(frozen=True, slots=True)
class QuestionsDefinition(Definition):
    """Whom a question may be addressed to, how many each seat may ask, and whether delegations are named."""

    to: tuple[LanguageMap, ...] = ()
    entries: int = ENTRIES
    named: bool = False


class Questions(Facts):
    """Questions from the floor."""

    name: ClassVar[str] = "questions"
    label: ClassVar[Message] = message("Questions from the floor")
    about: ClassVar[Message | None] = message("Questions from the floor, supported by others, at any time.")
    keys: ClassVar[Sequence[Key]] = (
        Key("to", message("To whom a question may be addressed"), "texts", add=message("Add a person")),
        Key("entries", message("Questions from each person"), "number", otherwise=str(ENTRIES)),
    )
    lists: ClassVar[bool] = True
    background: ClassVar[bool] = True

    def parse(self, raw: Reader) -> QuestionsDefinition:
        to = raw.words_list("to", longest=LONGEST_NAME)
        if len(to) > MOST_PEOPLE:
            raw.fault("to", message("There must be at most %(n)s people.", n=MOST_PEOPLE))
        if len({key(person) for person in to}) < len(to):
            raw.fault("to", message("The same name stands here twice."))
        if raw.value("countdown"):
            raw.fault("countdown", NO_COUNTDOWN)
        ballot = raw.value("ballot")
        if ballot == "secret":
            raw.fault("ballot", message("Of a secret ballot only totals are kept, and no question could be read."))
        return QuestionsDefinition(to, raw.integer("entries", ENTRIES, 1, MOST_ENTRIES), ballot == "open")

    def accept(self, definition: QuestionsDefinition, raw: Mapping[str, Sequence[str]]) -> Answer:
        values = sent.fields(raw, ("text", "to"))
        text = sent.written("text", sent.single("text", values["text"]), LONGEST)
        if not text:
            raise Refusal("text", message("Please write your question."))
        wish = sent.single("to", values["to"])
        if not wish:
            return Answer({"text": (text,)})
        for person in definition.to:
            if wish in person.texts.values():
                return Answer({"text": (text,), "to": (key(person),)})
        raise Refusal("to", message("“%(name)s” cannot be asked here.", name=sent.shortened(wish)))

    def additions(self, definition: QuestionsDefinition) -> int:
        return definition.entries

    def counts(self, definition: QuestionsDefinition, answer: Answer) -> Counts:
        return {QUESTIONS: 1} if answer.fields else {}

    def written(self, definition: QuestionsDefinition, answer: Answer) -> Sequence[Written]:
        return [Written(text, to=answer.one("to")) for text in answer.all("text")]

    def tally(self, definition: QuestionsDefinition, gathered: Gathered) -> asked.QuestionsTally:
        people = {key(person): person for person in definition.to}
        return asked.tally(gathered, people, named=definition.named)

    def figure(self, definition: QuestionsDefinition, tally: asked.QuestionsTally, language: Language) -> Figure:
        return asked.figure(tally, language)

    def table(self, definition: QuestionsDefinition, tally: asked.QuestionsTally, language: Language) -> Table:
        return asked.table(tally, language, addressed=bool(definition.to))

    def compare(
        self,
        definition: QuestionsDefinition,
        tallies: Sequence[tuple[str, asked.QuestionsTally]],
        language: Language,
    ) -> Figure:
        return asked.compare(tallies, language)

    def form(self, definition: QuestionsDefinition, language: Language) -> Mapping[str, Any]:
        return {
            "to": [{"id": key(person), "text": person.pick(language.code)} for person in definition.to],
            "entries": definition.entries,
            "length": LONGEST,
            "upvotes": True,
        }

    def rule(self, definition: QuestionsDefinition) -> Message:
        return plural(
            "Ask %(n)s question of at most %(length)s characters.",
            "Ask up to %(n)s questions of at most %(length)s characters.",
            definition.entries,
            length=LONGEST,
        )


def key(person: LanguageMap) -> str:
    """How a person is named in a stored answer: as in the first language that has a name."""
    return next((text for text in person.texts.values() if text), "")
