"""What a slide says of a result in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from server.domain.kind import Definition
from server.domain.language import same
from server.domain.snapshot import Snapshot
from server.domain.workshop import Poll
from server.exports.slides import saying
from server.exports.summary import gather
from server.kinds.majority import Majority
from server.kinds.number import NumberDefinition
from server.kinds.options import Option
from server.kinds.quiz import QuizDefinition
from server.kinds.vote import VoteDefinition
from tests.exports import world
from tests.exports.written import CATALOGUES

Fields = Mapping[str, Sequence[str]]
OPTIONS = (Option("a", same("Bogotá")), Option("b", same("Lima")))


def asked(course: Snapshot, kind: str, definition: Definition, answers: Sequence[Fields]) -> Snapshot:
    """The course with one poll in one round."""
    poll = Poll("p", kind, same("Which?"), definition)
    workshop = replace(course.workshop, agenda=(replace(course.workshop.agenda[0], polls=(poll,)),))
    return replace(course, workshop=workshop, rounds=[world.play(workshop, poll, 1, answers, ("11:00", "11:01"))])


def headline(snapshot: Snapshot, language: str) -> str:
    summary = gather(snapshot, world.KINDS, CATALOGUES[language])
    [(_, poll)] = summary.polls
    return saying.headline(poll, poll.rounds[0], summary.language)


@pytest.mark.parametrize("language", sorted(CATALOGUES))
def test_a_vote_says_the_majority_that_was_needed(course: Snapshot, language: str) -> None:
    """Beside the outcome, in general and in numbers; the quorum where there is room."""
    votes = [{"option": [("for", "for", "for", "against", "abstain")[n % 5]]} for n in range(25)]
    snapshot = asked(course, "vote", VoteDefinition(Majority(Fraction(3, 5))), votes)
    said = headline(snapshot, language)
    assert "3/5" in said
    assert len(said) <= saying.LONGEST
    if language == "en":
        assert said.startswith("Adopted: 15 for, 5 against, 5 abstentions. There was a quorum: ")
        assert said.endswith(" At least 3/5 of the votes for or against is needed. That is 12 of 20.")


def test_the_majority_stays_where_the_rest_has_no_room(course: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The quorum gives way to it, and stands beside the result."""
    monkeypatch.setattr(saying, "LONGEST", 120)
    votes = [{"option": ["for"]} for _ in range(20)]
    snapshot = asked(course, "vote", VoteDefinition(), votes)
    said = headline(snapshot, "en")
    assert said == (
        "Adopted: 20 for, 0 against, 0 abstentions. More than half of the votes for or against is needed."
        " That is 11 of 20."
    )
    assert saying.unsaid(f"{said} There was a quorum.", said) == "There was a quorum."


def test_a_vote_that_is_still_open_says_what_has_room(course: Snapshot) -> None:
    """Nothing is decided yet, so that no majority comes first."""
    snapshot = asked(course, "vote", VoteDefinition(), [{"option": ["for"]}])
    snapshot = replace(snapshot, rounds=[replace(snapshot.rounds[0], closed=None)])
    assert "1 for" in headline(snapshot, "en")
    assert headline(replace(snapshot, rounds=[replace(snapshot.rounds[0], counts={}, people=0)]), "en") == ""


NUMBERS = [{"value": [str(n)]} for n in (16, 17, 17, 18, 30)]


@pytest.mark.parametrize("language", sorted(CATALOGUES))
def test_a_number_says_the_true_value_and_who_was_right(course: Snapshot, language: str) -> None:
    """After the mean, in the words of the kind."""
    right = NumberDefinition(unit=same("states"), truth=Decimal(18), margin=Decimal(1))
    said = headline(asked(course, "number", right, NUMBERS), language)
    assert len(said) <= saying.LONGEST
    assert "18\u00a0states" in said
    assert "1\u00a0states" in said
    if language == "en":
        assert said.startswith("Mean 19.6\u00a0states, median")
        assert said.endswith("True value: 18\u00a0states. 3 people were at most 1\u00a0states away from it.")


def test_a_number_without_a_true_value_says_what_the_numbers_come_to(course: Snapshot) -> None:
    """And the true value alone where the unit is long."""
    assert headline(asked(course, "number", NumberDefinition(), NUMBERS), "en").startswith("Mean 19.6, median 17.0,")
    long = NumberDefinition(unit=same("independent states of the hemisphere"), truth=Decimal(18))
    said = headline(asked(course, "number", long, NUMBERS), "en")
    assert said.startswith("True value: 18")
    assert "1 person was exactly right." in said


def test_a_quiz_drops_the_explanation_before_the_result(course: Snapshot) -> None:
    """Both where both have room."""
    answers = [{"option": [("a", "b")[n % 2]]} for n in range(20)]
    short = QuizDefinition(OPTIONS, frozenset({"a"}), explanation=same("The Charter was signed there."))
    long = replace(short, explanation=same("The Charter was signed there. " * 10))
    result = "10 of 20 people were right, 50%."
    assert headline(asked(course, "quiz", short, answers), "en") == f"{result} The Charter was signed there."
    assert headline(asked(course, "quiz", long, answers), "en") == result
