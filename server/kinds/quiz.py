"""Quiz: answers that are right or wrong, points for right ones, and who leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from server.domain.agenda_keys import Key
from server.domain.counts import NOTE, PEOPLE, Counts
from server.domain.errors import Refusal
from server.domain.facts import Facts
from server.domain.figure import Figure
from server.domain.kind import Answer, Definition, Gathered, Score, Tally, Written
from server.domain.language import Language, LanguageMap
from server.domain.messages import Message, message
from server.domain.reader import Reader
from server.domain.table import Table
from server.domain.text import fold
from server.kinds import sent
from server.kinds.leaderboard import Team, teams
from server.kinds.options import OPTION, OPTIONS, Option, form_options, parse_options
from server.kinds.spellings import Spelled, counted, spelled
from server.kinds.verdicts import Verdicts, compare, figure, further, table

TEXT = "text:"
LONGEST_TEXT = 100  # characters of an answer that is typed
LONGEST_EXPLANATION = 400
MOST_ACCEPTED = 40
MOST_POINTS = 10_000
# Notes to the people: kept, added up and recounted like every count, and no results of their own. The fields of the
# results stay option ids.
RIGHT, POINTS = f"{PEOPLE}{NOTE}right", f"{PEOPLE}{NOTE}points"
ELAPSED, LIMIT = "elapsed", "limit"
LONGEST_NUMBER = 12  # digits of milliseconds; thirty years have fewer


@dataclass(frozen=True, slots=True)
class QuizDefinition(Definition):
    """Options of which some are `right`, or texts that are accepted. With `all` every right option has to be chosen."""

    options: tuple[Option, ...] = ()
    right: frozenset[str] = frozenset()
    accepted: tuple[LanguageMap, ...] = ()
    all: bool = False
    explanation: LanguageMap = field(default_factory=LanguageMap)
    points: int = 100
    speed: bool = False
    teams: bool = True

    @property
    def typed(self) -> bool:
        return bool(self.accepted)

    @property
    def fields(self) -> frozenset[str]:
        """What is counted when somebody types what is accepted."""
        return frozenset(TEXT + fold(text) for words in self.accepted for text in words.texts.values() if text)

    def answered_right(self, answer: Answer) -> bool:
        if self.typed:
            return TEXT + fold(answer.one("text")) in self.fields
        chosen = frozenset(answer.all("option"))
        return chosen == self.right if self.all else bool(chosen & self.right)

    def earned(self, answer: Answer) -> int:
        """The points of this answer: all, or down to half of them at the end of the time where speed counts."""
        if not self.answered_right(answer):
            return 0
        elapsed, limit = (int(answer.one(name) or 0) for name in (ELAPSED, LIMIT))
        # Rounded to whole points, half of one upwards.
        return self.points - (self.points * elapsed + limit - 1) // (2 * limit) if limit else self.points


@dataclass(frozen=True, slots=True)
class QuizTally(Tally):
    """How many chose each option or wrote each text, how many were right, and who leads."""

    chosen: Mapping[str, int] = field(default_factory=dict)
    texts: Sequence[Spelled] = ()
    right: int = 0
    points: int = 0
    teams: Sequence[Team] = ()
    scores: Sequence[Score] = ()


class Quiz(Facts):
    """What is right is known, and shown at the end."""

    name: ClassVar[str] = "quiz"
    label: ClassVar[Message] = message("Quiz")
    about: ClassVar[Message | None] = message("A question that has a right answer.")
    keys: ClassVar[Sequence[Key]] = (
        replace(OPTIONS, keys=(OPTION[0], Key("right", message("Right"), "flag"), *OPTION[1:])),
        Key(
            "accept",
            message("Or right answers to be typed"),
            "texts",
            note=message("In the place of options."),
            add=message("Add an answer"),
            more=True,
        ),
        Key("explanation", message("Explanation"), "prose", note=message("Shown with the result.")),
        Key(
            "select",
            message("Where several are right"),
            "word",
            choices=(
                ("", message("All of them are to be chosen")),
                ("one", message("One of them is enough")),
                ("all", message("All of them, and none besides")),
            ),
            more=True,
        ),
        Key("points", message("Points"), "number", otherwise="100"),
        Key("speed", message("Quick answers earn more"), "flag"),
        Key("teams", message("Delegations are teams"), "flag", otherwise="yes"),
    )
    begin: ClassVar[Mapping[str, Any]] = {"options": [{"id": "a", "right": True}, {"id": "b"}]}
    chosen: ClassVar[bool] = True
    hides: ClassVar[bool] = True
    timed: ClassVar[bool] = True
    scored: ClassVar[bool] = True

    def parse(self, raw: Reader) -> QuizDefinition:
        right: list[str] = []
        options: tuple[Option, ...] = ()
        accepted = _accepted(raw)
        if raw.has("accept"):
            if raw.has("options"):
                raw.fault("accept", message("A quiz has options or accepted answers, not both."))
        else:
            options = parse_options(
                raw, also=lambda option, part: right.append(option.id) if part.flag("right") else None
            )
            if options and not right:
                raw.fault("options", message("At least one option must be right."))
        every = raw.word("select", ("one", "all"), "all" if len(right) > 1 else "one") == "all"
        speed = raw.flag("speed")
        if speed and not raw.has("countdown"):
            raw.fault("speed", message("Points for speed need a countdown."))
        return QuizDefinition(
            options,
            frozenset(right),
            accepted,
            every and not raw.has("accept"),
            raw.words("explanation", longest=LONGEST_EXPLANATION),
            raw.integer("points", 100, 0, MOST_POINTS),
            speed,
            raw.flag("teams", default=True),
        )

    def accept(self, definition: QuizDefinition, raw: Mapping[str, Sequence[str]]) -> Answer:
        name = "text" if definition.typed else "option"
        # The server says how long every answer took; where speed does not count that is no part of the answer.
        values = sent.fields(raw, (name, ELAPSED, LIMIT))
        fields = {name: _typed(values[name]) if definition.typed else _chosen(definition, values[name])}
        if definition.speed:
            fields |= _time(values)
        return Answer(fields)

    def earned(self, definition: QuizDefinition, answer: Answer) -> int:
        return definition.earned(answer) if answer.fields else 0

    def counts(self, definition: QuizDefinition, answer: Answer) -> Counts:
        if not answer.fields:
            return {}
        found = dict.fromkeys(answer.all("option"), 1)
        if definition.typed:
            found = counted(TEXT, answer.one("text"))
        if definition.answered_right(answer):
            found[RIGHT] = 1
            if points := definition.earned(answer):
                found[POINTS] = points
        return found

    def written(self, definition: QuizDefinition, answer: Answer) -> Sequence[Written]:
        return [Written(text, TEXT + fold(text)) for text in answer.all("text")]

    def moderated(self, field: str) -> bool:
        return field.startswith(TEXT)

    def spellings(self, counts: Counts) -> Mapping[str, str]:
        return {one.field: one.text for one in spelled(counts, TEXT)}

    def tally(self, definition: QuizDefinition, gathered: Gathered) -> QuizTally:
        counts = gathered.counts
        return QuizTally(
            gathered.people,
            {option.id: counts.get(option.id, 0) for option in definition.options},
            spelled(counts, TEXT) if definition.typed else (),
            counts.get(RIGHT, 0),
            counts.get(POINTS, 0),
            teams(gathered.segments, gathered.names, POINTS) if definition.teams else (),
            gathered.scores,
        )

    def figure(self, definition: QuizDefinition, tally: QuizTally, language: Language) -> Figure:
        return figure(_verdicts(definition, tally, language), language)

    def table(self, definition: QuizDefinition, tally: QuizTally, language: Language) -> Table:
        return table(_verdicts(definition, tally, language), language)

    def further(self, definition: QuizDefinition, tally: QuizTally, language: Language) -> Sequence[Table]:
        """The explanation, and who leads: delegations and people."""
        return further(_verdicts(definition, tally, language), language)

    def compare(
        self, definition: QuizDefinition, tallies: Sequence[tuple[str, QuizTally]], language: Language
    ) -> Figure:
        return compare([(name, _verdicts(definition, tally, language)) for name, tally in tallies], language)

    def form(self, definition: QuizDefinition, language: Language) -> Mapping[str, Any]:
        return {
            "options": form_options(definition.options, language),
            "several": definition.all,
            "typed": definition.typed,
            "longest": LONGEST_TEXT,
        }

    def rule(self, definition: QuizDefinition) -> Message:
        if definition.typed:
            rule = message("Write your answer.")
        elif definition.all:
            rule = message("Choose all that are right.")
        else:
            rule = message("Choose one answer.")
        return message("%(rule)s Quick answers earn more points.", rule=rule) if definition.speed else rule


def _accepted(raw: Reader) -> tuple[LanguageMap, ...]:
    accepted = raw.words_list("accept", longest=LONGEST_TEXT)
    if isinstance(raw.value("accept"), list) and not 1 <= len(raw.value("accept")) <= MOST_ACCEPTED:
        raw.fault("accept", message("There must be from 1 to %(most)s accepted answers.", most=MOST_ACCEPTED))
    return accepted


def _typed(values: Sequence[str]) -> tuple[str, ...]:
    written = sent.written("text", sent.single("text", values), LONGEST_TEXT)
    if not written:
        raise Refusal("text", message("Please write an answer."))
    return (written,)


def _chosen(definition: QuizDefinition, values: Sequence[str]) -> tuple[str, ...]:
    marked = [value for value in values if value]
    known = [option.id for option in definition.options]
    for value in marked:
        if value not in known:
            raise Refusal("option", message("“%(option)s” is not one of the options.", option=sent.shortened(value)))
    if len(set(marked)) < len(marked):
        raise Refusal("option", message("Each option can be chosen once."))
    if not marked:
        raise Refusal("option", message("Please choose an answer."))
    if len(marked) > 1 and not definition.all:
        raise Refusal("option", message("Please choose only one answer; you chose %(n)s.", n=len(marked)))
    return tuple(option for option in known if option in marked)


def _time(values: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The time that an answer took and what there was, in milliseconds; nothing where the server measured none."""
    elapsed, limit = (_milliseconds(name, values[name]) for name in (ELAPSED, LIMIT))
    if elapsed is None or not limit:
        return {}
    return {ELAPSED: (str(min(elapsed, limit)),), LIMIT: (str(limit),)}


def _milliseconds(name: str, values: Sequence[str]) -> int | None:
    text = sent.single(name, values)
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        raise Refusal(name, message("This must be a whole number of milliseconds."))
    return int(text)


def _verdicts(definition: QuizDefinition, tally: QuizTally, language: Language) -> Verdicts:
    rows = [
        (option.text.pick(language.code), tally.chosen.get(option.id, 0), option.id in definition.right)
        for option in definition.options
    ]
    if definition.typed:
        accepted = definition.fields
        wrong = [(one.text, one.count, False) for one in tally.texts if one.field not in accepted]
        rows = [(definition.accepted[0].pick(language.code), tally.right, True), *wrong]
    return Verdicts(
        rows,
        tally.people,
        tally.right,
        tally.points,
        definition.explanation.pick(language.code),
        definition.typed,
        definition.all,
        tally.teams,
        tally.scores,
        definition.delegations,
    )
