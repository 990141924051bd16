"""Polls as the summary tells them."""

from __future__ import annotations

from dataclasses import replace

from server.domain.language import same
from server.domain.snapshot import Snapshot
from server.domain.workshop import Ballot, Poll, Settings
from server.exports.parts import Summary
from server.exports.summary import gather
from server.kinds.choice import ChoiceDefinition
from server.kinds.options import Option
from server.kinds.pin import PinDefinition
from tests.exports import world
from tests.exports.asking import polls


def test_polls_are_numbered_and_slides_are_not(summary: Summary) -> None:
    """A slide is shown and not answered, so it has no place among the results."""
    assert [(poll.number, poll.id) for poll in polls(summary).values()] == [
        (1, "technologies"),
        (2, "obstacle"),
        (3, "services"),
        (4, "agreement"),
        (5, "format"),
        (6, "challenges"),
    ]


def test_a_wording_that_is_not_translated_names_its_language(summary: Summary, resumen: Summary) -> None:
    """The reader gets the original, marked as what it is."""
    poll = polls(summary)["services"]
    assert poll.prompt.startswith("¿Qué trámites")
    assert (poll.language, poll.foreign) == ("es", "Wording in Spanish.")
    assert (polls(resumen)["services"].language, polls(resumen)["services"].foreign) == ("es", "")


def test_the_rules_of_a_poll_are_sentences(course: Snapshot, summary: Summary) -> None:
    """How to answer, who answers, what becomes of the answer."""
    assert polls(summary)["agreement"].settings == (
        "Mark one step for each statement.",
        "Each person answered for themselves.",
        "The ballot was secret.",
        "An answer could not be changed.",
    )
    workshop = course.workshop
    items = [
        replace(
            item, polls=[replace(poll, settings=Settings(by="delegation", ballot=Ballot.OPEN)) for poll in item.polls]
        )
        for item in workshop.agenda
    ]
    other = gather(replace(course, workshop=replace(workshop, agenda=items)), world.KINDS, world.ENGLISH)
    assert polls(other)["obstacle"].settings[1:] == ("Each delegation answered as one.", "The ballot was open.")
    assert polls(other)["obstacle"].rounds[0].answered == "187 delegations answered."


def test_pictures_are_told_in_words(course: Snapshot) -> None:
    """A document has no pictures, but what they showed belongs to what was asked."""
    options = (
        Option("tree", same("A tree"), "tree.png", same("A round tree on a hill.")),
        Option("none", same("None of them")),
    )
    pin = PinDefinition("plan.png", same("A plan of the hall"))
    asked = [
        Poll("emblem", "choice", same("Which?"), ChoiceDefinition(options)),
        Poll("seat", "pin", same("Where?"), pin),
    ]
    items = [replace(course.workshop.agenda[0], polls=asked)]
    told = polls(gather(replace(course, workshop=replace(course.workshop, agenda=items)), world.KINDS, world.ENGLISH))
    assert told["emblem"].settings[-1] == "The picture of “A tree”: A round tree on a hill."
    assert told["seat"].settings[-1] == "The picture: A plan of the hall."


def test_two_rounds_are_compared(summary: Summary) -> None:
    """With a table, a chart of two series, and the kind's own sentence as its words."""
    comparison = polls(summary)["obstacle"].comparison
    assert comparison is not None
    assert comparison.heading == "Round 1 and Round 2 compared"
    assert comparison.chart is not None
    assert [series.name for series in comparison.chart.series] == ["Round 1", "Round 2"]
    for series, column in zip(comparison.chart.series, (2, 4), strict=True):
        assert list(series.values) == [row[column] for row in comparison.grid.rows]
    assert comparison.chart.alt == comparison.sentence
    assert polls(summary)["format"].comparison is None


def test_a_poll_that_was_never_opened_is_listed(summary: Summary) -> None:
    """Its wording stays in the record."""
    poll = polls(summary)["challenges"]
    assert poll.absent == "This poll was not put to the room."
    assert poll.rounds == ()


def test_a_long_comparison_is_printed_in_part(course: Snapshot) -> None:
    """As a long table is."""
    poll = course.workshop.polls["technologies"]
    words = [{"word": [f"word{n:04}"]} for n in range(150)]
    rounds = [world.play(course.workshop, poll, number, words, ("11:35", "11:37")) for number in (1, 2)]
    summary = gather(replace(course, rounds=rounds), world.KINDS, world.ENGLISH)
    comparison = polls(summary)["technologies"].comparison
    assert comparison is not None
    assert (len(comparison.grid.rows), len(comparison.printed.rows)) == (150, 12)
    assert comparison.note.startswith("The table shows the first 12 of 150 rows")
