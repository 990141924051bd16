"""What questions from the floor come to: ranked by support, one of them on the screen, the answered ones last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.domain.figure import Figure
from server.domain.kind import Entry, Gathered, Tally
from server.domain.language import Language, LanguageMap
from server.domain.messages import message, plural
from server.domain.table import Cell, Column, Table
from server.kinds.draw import floor
from server.kinds.draw.ground import nothing
from server.kinds.draw.naming import called
from server.kinds.draw.reading import Reading, columns, fitting

NO_QUESTIONS = message("No questions yet. They will appear here.")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it may be seen; `author` is a delegation where the ballot names it, else empty."""

    text: str
    support: int = 0
    to: LanguageMap | None = None
    author: LanguageMap | None = None
    answered: bool = False
    screen: bool = False


@dataclass(frozen=True, slots=True)
class QuestionsTally(Tally):
    """`people` counts the questions that were asked; `questions` are those that may be seen, the next one first."""

    questions: Sequence[Question] = ()

    @property
    def screen(self) -> Question | None:
        """The question that is shown large."""
        return next((one for one in self.questions if one.screen), None)

    @property
    def waiting(self) -> Sequence[Question]:
        """Those that are neither answered nor on the screen."""
        return [one for one in self.questions if not one.answered and not one.screen]

    @property
    def answered(self) -> int:
        """How many were answered."""
        return sum(one.answered for one in self.questions)


def tally(gathered: Gathered, people: Mapping[str, LanguageMap], *, named: bool) -> QuestionsTally:
    """The questions in the order in which the room wants them: the most supported first, the older of equals."""
    entries = sorted(gathered.entries, key=lambda one: (one.answered, -one.upvotes, one.at))
    return QuestionsTally(
        gathered.people,
        [
            Question(
                one.text, one.upvotes, people.get(one.to), _author(one, gathered) if named else None,
                one.answered, one.screen,
            )
            for one in entries
        ],
    )  # fmt: skip


def base(tally: QuestionsTally, language: Language) -> str:
    """How many questions there are, and how many of them were answered."""
    if not tally.questions:
        return language.say(message("No questions yet."))
    questions = plural(
        "%(count)s question", "%(count)s questions", len(tally.questions), count=language.number(len(tally.questions))
    )
    if not tally.answered:
        return language.say(message("%(questions)s.", questions=questions))
    answered = language.number(tally.answered)
    return language.say(message("%(questions)s, %(answered)s answered.", questions=questions, answered=answered))


def figure(tally: QuestionsTally, language: Language) -> Figure:
    """One question in large letters with those that follow, or the most supported ones."""
    if not tally.questions:
        return nothing(language, NO_QUESTIONS)
    said = base(tally, language)
    if tally.screen:
        shown = message("On the screen: “%(text)s”", text=tally.screen.text)
        said = f"{said} {language.say(shown)}"
        following = language.say(message("Next, by support"))
        return floor.one(_line(tally.screen, language), following, _lines(tally.waiting, language), said)
    if not tally.waiting:
        return nothing(language, message("Every question has been answered."))
    if tally.waiting[0].support:
        most = message("The most supported question: “%(text)s”", text=tally.waiting[0].text)
        said = f"{said} {language.say(most)}"
    return floor.many(_lines(tally.waiting, language), said)


def table(tally: QuestionsTally, language: Language, *, addressed: bool) -> Table:
    """The questions as rows."""
    titles = [message("Question"), message("Support")]
    kinds = [Column.LABEL, Column.COUNT]
    if addressed:
        titles.append(message("To"))
        kinds.append(Column.LABEL)
    if tally.answered:
        titles.append(message("State"))
        kinds.append(Column.LABEL)
    rows: list[Sequence[Cell]] = []
    for one in tally.questions:
        row: list[Cell] = [one.text, one.support]
        if addressed:
            row.append(one.to.pick(language.code) if one.to else "")
        if tally.answered:
            row.append(language.say("answered") if one.answered else "")
        rows.append(row)
    return Table([language.say(title) for title in titles], kinds, rows, base(tally, language))


def compare(tallies: Sequence[tuple[str, QuestionsTally]], language: Language) -> Figure:
    """The questions of each round, or of each part of the hall, beside one another."""
    if not any(tally.questions for _, tally in tallies):
        return nothing(language, NO_QUESTIONS)
    groups = [(called(name, language), _readings(tally, language)) for name, tally in tallies]
    said = [
        language.say(message("%(group)s: %(texts)s", group=name, texts=base(tally, language)))
        for name, tally in tallies
    ]  # fmt: skip
    return columns(groups, " ".join(said))


def _readings(tally: QuestionsTally, language: Language) -> Sequence[Reading]:
    ranked = [Reading(one.text, language.number(one.support) if one.support else "") for one in tally.questions]
    return ranked[: max(fitting(ranked), 1)]


def _lines(questions: Sequence[Question], language: Language) -> Sequence[floor.Line]:
    return [_line(one, language) for one in questions]


def _line(question: Question, language: Language) -> floor.Line:
    to = question.to.pick(language.code) if question.to else ""
    return floor.Line(
        question.text,
        language.number(question.support) if question.support else "",
        language.say(message("Question for %(name)s", name=to)) if to else "",
        question.author.pick(language.code) if question.author else "",
    )


def _author(entry: Entry, gathered: Gathered) -> LanguageMap | None:
    return next((gathered.names[segment] for segment in entry.segments if segment in gathered.names), None)
