"""Questions: their order, the one on the screen, and whether delegations are named."""

from __future__ import annotations

from typing import Any

from server.domain.kind import Entry, Gathered
from server.domain.language import ENGLISH, same
from server.kinds.asked import QuestionsTally
from server.kinds.draw import floor
from server.kinds.questions import Questions, QuestionsDefinition
from tests.kinds.contract import valid

QUESTIONS = Questions()
PLAIN = QuestionsDefinition()
NAMED = QuestionsDefinition((same("Nele Leosk"),), named=True)
NAMES = {"delegation:PE": same("Peru")}
LONG = "What conditions let the digital services of Estonia reach every citizen, and which are still missing here? " * 3


def tally(*entries: Entry, definition: QuestionsDefinition = PLAIN) -> QuestionsTally:
    gathered = Gathered({"questions": len(entries)}, len(entries), entries, names=NAMES)
    return QUESTIONS.tally(definition, gathered)


def entry(name: str, upvotes: int = 0, **more: Any) -> Entry:
    return Entry(name, f"{name}?", ord(name), upvotes, segments=("attendance:room", "delegation:PE"), **more)


def lines(result: QuestionsTally, definition: QuestionsDefinition = PLAIN) -> list[str]:
    return [text for trace in QUESTIONS.figure(definition, result, ENGLISH).data for text in trace["text"]]


def test_the_room_decides_what_comes_next() -> None:
    """The most supported first, the older of equals, and what was answered at the end of the table."""
    result = tally(entry("a", 1), entry("b", 3, answered=True), entry("c", 2), entry("d", 1))
    assert lines(result) == ["2", "c?", "1", "a?", "1", "d?"]
    table = QUESTIONS.table(PLAIN, result, ENGLISH)
    assert list(table.titles) == ["Question", "Support", "State"]
    assert [list(row) for row in table.rows] == [["c?", 2, ""], ["a?", 1, ""], ["d?", 1, ""], ["b?", 3, "answered"]]
    assert table.base == "4 questions, 1 answered."
    figure = QUESTIONS.figure(PLAIN, result, ENGLISH)
    assert figure.sentence == "4 questions, 1 answered. The most supported question: “c?”"


def test_one_question_is_large_beside_those_that_follow() -> None:
    """With whom it is for and, where the ballot is open, which delegation asks."""
    result = tally(entry("a", 1, screen=True, to="Nele Leosk"), entry("b", 3), definition=NAMED)
    assert lines(result, NAMED) == ["Question for Nele Leosk", "a?", "Peru", "Next, by support", "3", "b?", "Peru"]
    figure = QUESTIONS.figure(NAMED, result, ENGLISH)
    assert figure.layout["width"] > 1200
    assert figure.sentence == "2 questions. On the screen: “a?”"
    valid(figure)
    assert lines(tally(entry("a", screen=True))) == ["a?"]


def test_every_question_answered() -> None:
    """Then the wall says so."""
    assert lines(tally(entry("a", answered=True))) == ["Every question has been answered."]


def test_nobody_is_named_unless_the_ballot_is_open() -> None:
    """An author's delegation is left out, and so is one without a delegation."""
    assert "Peru" not in lines(tally(entry("a")))
    assert lines(tally(Entry("a", "a?"), definition=NAMED), NAMED) == ["a?"]


def test_the_longest_question_is_read_whole() -> None:
    """Its letters are smaller; only what nobody would read is left out."""
    for text in ("Why?", LONG[:100], LONG[:300], LONG * 3, "و" * 200):
        figure = floor.one(floor.Line(text, "3", "Question for X", "Peru"), "Next", [floor.Line(LONG)] * 9, "")
        valid(figure)
    whole = floor.one(floor.Line(LONG[:300]), "", [], "").data[0]["text"]
    assert " ".join(whole) == LONG[:300].strip()


def test_a_full_wall_ends_in_time() -> None:
    """As many questions as there is room for."""
    figure = floor.many([floor.Line(LONG, "1", "Question for X")] * 9, "")
    valid(figure)
    assert sum(label == "1" for trace in figure.data for label in trace["text"]) == 3


def test_rounds_stand_beside_one_another() -> None:
    """Each with its most supported questions."""
    figure = QUESTIONS.compare(PLAIN, [("Before", tally(entry("a"))), ("Now", tally(entry("b", 2)))], ENGLISH)
    assert figure.sentence == "Before: 1 question. Now: 1 question."
    nothing = QUESTIONS.compare(PLAIN, [("Before", tally()), ("Now", tally())], ENGLISH)
    assert nothing.sentence == "No questions yet. They will appear here."


def test_they_are_added_and_seen_one_by_one() -> None:
    """What the kind says of itself."""
    assert QUESTIONS.additions(NAMED) == 5
    assert not QUESTIONS.moderated("questions")
    assert QUESTIONS.spellings({"questions": 3}) == {}
