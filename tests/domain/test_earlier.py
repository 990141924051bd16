"""Which polls of an earlier workshop can be compared."""

from __future__ import annotations

from dataclasses import replace

from server.domain.earlier import Earlier, EarlierRound
from server.domain.language import same
from server.domain.workshop import Poll, Workshop
from server.kinds import BY_NAME
from server.kinds.choice import ChoiceDefinition
from server.kinds.options import Option
from tests.exports import prepared

COURSE = prepared.workshop()
OBSTACLE = COURSE.polls["obstacle"]
ROUND = EarlierRound(1, 40, {"": 40, "budget": 30, "staff": 10})


def before(poll: Poll) -> Earlier:
    """A workshop in which this poll was put."""
    return Earlier("111111", held(poll), {poll.id: ROUND})


def held(poll: Poll) -> Workshop:
    return replace(COURSE, agenda=[replace(COURSE.agenda[2], polls=(poll,))])


def changed(**changes: object) -> Poll:
    definition = OBSTACLE.definition
    assert isinstance(definition, ChoiceDefinition)
    return replace(OBSTACLE, definition=replace(definition, **changes))  # type: ignore[arg-type]


def test_the_same_question_fits() -> None:
    """Also in other words, drawn otherwise, or with fewer options than now."""
    assert before(OBSTACLE).fits(OBSTACLE)
    assert before(replace(OBSTACLE, prompt=same("Otherwise?"))).fits(OBSTACLE)
    assert before(changed(chart="donut")).fits(OBSTACLE)
    definition = OBSTACLE.definition
    assert isinstance(definition, ChoiceDefinition)
    assert before(changed(options=definition.options[:2])).fits(OBSTACLE)


def test_another_question_does_not() -> None:
    """Another kind, other rules, or an option that is gone."""
    assert not before(changed(most=2)).fits(OBSTACLE)
    assert not before(changed(options=(Option("gone", same("Gone")),))).fits(OBSTACLE)
    assert not before(replace(OBSTACLE, kind="vote")).fits(OBSTACLE)
    assert not before(replace(OBSTACLE, settings=replace(OBSTACLE.settings, by="delegation"))).fits(OBSTACLE)
    assert not before(COURSE.polls["format"]).fits(OBSTACLE)


def test_the_result_of_then_in_the_wording_of_now() -> None:
    """Counts belong to ids; nobody's answer is nothing to compare."""
    tally = before(OBSTACLE).tally(OBSTACLE, BY_NAME["choice"])
    assert tally is not None
    assert tally.people == 40
    silent = Earlier("111111", held(OBSTACLE), {"obstacle": EarlierRound(1, 0, {})})
    assert silent.tally(OBSTACLE, BY_NAME["choice"]) is None
    assert before(changed(most=2)).tally(OBSTACLE, BY_NAME["choice"]) is None
