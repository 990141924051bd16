"""Quiz: what its cases cannot say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain import counts
from server.domain.kind import Answer, Gathered, Score
from server.domain.language import ENGLISH, Language, same
from server.kinds.leaderboard import places
from server.kinds.quiz import POINTS, RIGHT, Quiz, QuizDefinition
from tests.kinds.contract import parse, valid

QUIZ = Quiz()
OPTIONS = [
    {"id": "a", "text": "Toronto"},
    {"id": "b", "text": "Ottawa", "right": True},
    {"id": "c", "text": "Montréal"},
]


def define(**raw: Any) -> QuizDefinition:
    definition, faults = parse(QUIZ, raw if "accept" in raw else {"options": OPTIONS, **raw})
    assert not faults
    assert isinstance(definition, QuizDefinition)
    return definition


def gathered(definition: QuizDefinition, sent: Sequence[tuple[str, str]], scores: Sequence[Score] = ()) -> Gathered:
    """What (delegation, answer) comes to."""
    segments: dict[str, dict[str, int]] = {}
    name = "text" if definition.typed else "option"
    for delegation, answer in sent:
        added = {counts.PEOPLE: 1, **QUIZ.counts(definition, QUIZ.accept(definition, {name: [answer]}))}
        for segment in ("", f"delegation:{delegation}", "attendance:room"):
            segments[segment] = counts.add(segments.get(segment, {}), added)
    whole = segments.pop("", {})
    names = {name: same(name.partition(":")[2]) for name in segments if name.startswith("delegation:")}
    people = whole.pop(counts.PEOPLE, 0)
    return Gathered(whole, people, segments=segments, names=names, scores=scores)


def test_nothing_that_a_phone_gets_tells_what_is_right() -> None:
    """Neither the form nor the rule has the right answer or the explanation; and its result is hidden until the end."""
    chosen = define(explanation="Because of Victoria.")
    form = json.dumps([QUIZ.form(chosen, ENGLISH), str(QUIZ.rule(chosen))])
    assert "right" not in form
    assert "Victoria" not in form
    typed = define(accept=["Ottawa"], explanation="Because of Victoria.")
    form = json.dumps([QUIZ.form(typed, ENGLISH), str(QUIZ.rule(typed))])
    assert "Ottawa" not in form
    assert QUIZ.hides


def test_results_are_option_ids() -> None:
    """Who was right and the points are notes to the people: other programs read the fields as options."""
    definition = define()
    whole = gathered(definition, [("CL", "b"), ("CL", "a")])
    assert counts.results_only(whole.counts) == {"a": 1, "b": 1}
    assert (whole.counts[RIGHT], whole.counts[POINTS]) == (1, 100)


@pytest.mark.parametrize(
    ("elapsed", "points"),
    [("0", 100), ("1", 100), ("899", 100), ("900", 100), ("901", 99), ("45000", 75), ("90000", 50), ("99999", 50)],
)
def test_points_for_speed(elapsed: str, points: int) -> None:
    """From all down to half of them at the end of the countdown, in whole points."""
    definition = define(speed=True, countdown=90)
    answer = QUIZ.accept(definition, {"option": ["b"], "elapsed": [elapsed], "limit": ["90000"]})
    assert definition.earned(answer) == points


@given(elapsed=st.integers(0, 10**6), limit=st.integers(0, 10**6), points=st.integers(0, 10_000))
def test_points_for_speed_are_never_less_than_half(elapsed: int, limit: int, points: int) -> None:
    """Whatever the clock said; and who is wrong has none."""
    definition = define(speed=True, countdown=90, points=points)
    time = {"elapsed": [str(elapsed)], "limit": [str(limit)]}
    assert points / 2 <= definition.earned(QUIZ.accept(definition, {"option": ["b"], **time})) <= points
    assert definition.earned(QUIZ.accept(definition, {"option": ["a"], **time})) == 0


def test_speed_counts_only_where_it_was_chosen() -> None:
    """Without it a time is no part of an answer."""
    assert define().earned(Answer({"option": ("b",)})) == 100
    assert "Quick" not in str(QUIZ.rule(define()))


def test_delegations_are_compared_by_points_per_person() -> None:
    """One person of a small delegation counts as much as ten of a large one; equal ones share a place."""
    definition = define()
    sent = [("CL", "b"), ("CL", "a"), ("PE", "b"), ("UY", "b"), ("UY", "b"), ("MX", "c")]
    tally = QUIZ.tally(definition, gathered(definition, sent))
    (table,) = QUIZ.further(definition, tally, ENGLISH)
    assert table.titles == ["Delegation", "Rank", "People", "Points", "Points per person"]
    assert list(table.rows) == [
        ("UY", 1, 2, 200, 100),
        ("PE", 1, 1, 100, 100),
        ("CL", 3, 2, 100, 50),
        ("MX", 4, 1, 0, 0),
    ]
    figure = QUIZ.figure(definition, tally, ENGLISH)
    assert figure.layout["width"] == 1728
    assert "Delegations: UY 200 points, 100.0 per person; PE 100 points, 100.0 per person" in figure.sentence
    assert "attendance" not in json.dumps(figure.plain())


def test_delegations_need_not_be_compared() -> None:
    """Where a delegation of one person would tell how that person answered, the file can say so."""
    definition = define(teams=False)
    tally = QUIZ.tally(definition, gathered(definition, [("CL", "b")]))
    assert QUIZ.further(definition, tally, ENGLISH) == []
    assert QUIZ.figure(definition, tally, ENGLISH).layout["width"] == 1112


def test_people_are_the_first_ten_and_who_shares_the_tenth_place() -> None:
    """All quizzes so far, in order."""
    scores = [Score(f"Name {n}", "CL", points) for n, points in enumerate([900, 800, 800, *[500] * 6, 100, 100, 50])]
    tally = QUIZ.tally(define(teams=False), gathered(define(), [("CL", "b")], scores))
    (table,) = QUIZ.further(define(), tally, ENGLISH)
    assert [row[2] for row in table.rows] == [1, 2, 2, *[4] * 6, 10, 10]
    figure = QUIZ.figure(define(), tally, ENGLISH)
    assert "People, in all quizzes so far: Name 0 900 points; Name 1 800 points; Name 2 800 points." in figure.sentence


def test_both_boards_stand_beside_the_answers() -> None:
    """Five rows each, the last of which says how many are missing."""
    scores = [Score(f"Name {n}", "CL", 100) for n in range(7)]
    tally = QUIZ.tally(define(), gathered(define(), [(f"D{n}", "b") for n in range(9)], scores))
    said = [text for trace in QUIZ.figure(define(), tally, ENGLISH).data for text in trace.get("text", ())]
    assert [text for text in said if text.startswith("and")] == ["and 5 more", "and 3 more"]
    assert said.count("points") == 2


@pytest.mark.parametrize(("values", "found"), [([], []), ([3], [1]), ([3, 3, 1, 0, 0], [1, 1, 3, 4, 4])])
def test_equal_ones_share_a_place(values: list[float], found: list[int]) -> None:
    """And the place after them stays empty."""
    assert places(values) == found


def test_the_explanation_comes_with_the_result() -> None:
    """In the language of the reader, drawn, said and beside the table."""
    definition = define(explanation={"en": "Since 1857.", "es": "Desde 1857."})
    tally = QUIZ.tally(definition, gathered(definition, [("CL", "b")]))
    spanish = Language("es", "Español")
    assert QUIZ.further(definition, tally, spanish)[0].rows == [("Desde 1857.",)]
    figure = QUIZ.figure(definition, tally, spanish)
    assert figure.sentence.count("Desde 1857.") == 1
    assert ["Desde 1857."] in [trace.get("text") for trace in figure.data]


def test_what_is_right_is_a_full_bar_with_a_check() -> None:
    """What is not is an open one."""
    tally = QUIZ.tally(define(), gathered(define(), [("CL", "a"), ("CL", "b"), ("CL", "b")]))
    right, wrong = QUIZ.figure(define(teams=False), tally, ENGLISH).data[:2]
    assert (right["marker"]["color"], wrong["marker"]["color"]) == ("--color-live", "--color-page")
    assert right["x"][0] == 2 * wrong["x"][0]
    shapes = QUIZ.figure(define(), tally, ENGLISH).layout["shapes"]
    assert sum(shape["type"] == "path" for shape in shapes) == 1


def test_typed_answers_meet_in_any_spelling_and_language() -> None:
    """Every accepted text of every language is right; wrong ones are listed, hidden ones stay among the others."""
    definition = define(accept=[{"en": "Saint Lucia", "es": "Santa Lucía"}, "LCA"])
    sent = [("CL", text) for text in ("saint lucia", "SANTA LUCIA", "lca", "Lucia", "lucia", "rude")]
    whole = gathered(definition, sent)
    hidden = {name: n for name, n in whole.counts.items() if not name.startswith("text:rude")}
    tally = QUIZ.tally(definition, Gathered(hidden, whole.people))
    assert [row[:2] for row in QUIZ.table(definition, tally, ENGLISH).rows] == [
        ("Saint Lucia (right)", 3),
        ("Lucia", 2),
        ("Other answers", 1),
    ]
    assert QUIZ.moderated("text:rude")
    assert not QUIZ.moderated("a")
    assert QUIZ.spellings(whole.counts)["text:lca"] == "lca"


def test_typed_answers_of_two_rounds() -> None:
    """Only the right one and all others can be compared."""
    definition = define(accept=["Ottawa"])
    tallies = [
        (name, QUIZ.tally(definition, gathered(definition, [("CL", text) for text in texts])))
        for name, texts in (("Before", ["Toronto", "Ottawa"]), ("Now", ["Ottawa", "ottawa"]))
    ]
    said = QUIZ.compare(definition, tallies, ENGLISH).sentence
    assert "Ottawa (right): 50% and 100%" in said
    assert "Toronto" not in said


def test_many_options_keep_the_right_ones_in_sight() -> None:
    """Beyond what there is room for the smallest wrong ones give way."""
    options = [{"id": f"o{n}", "text": f"Option {n}", "right": n == 39} for n in range(40)]
    definition = define(options=options, explanation="Because.")
    tally = QUIZ.tally(definition, Gathered({f"o{n}": 40 - n for n in range(39)}, 800))
    figure = QUIZ.figure(definition, tally, ENGLISH)
    valid(figure)
    said = [text for trace in figure.data for text in trace.get("text", ())]
    assert "Option 39" in said
    assert any(text.startswith("and") for text in said)


def test_an_answer_that_was_taken_back_adds_nothing() -> None:
    """Whether it was chosen or typed."""
    assert QUIZ.counts(define(), Answer()) == QUIZ.counts(define(accept=["Ottawa"]), Answer()) == {}


@pytest.mark.parametrize(("words", "size", "lines"), [(5, 28, 1), (6, 36, 2), (14, 28, 3)])
def test_long_options_are_set_smaller_or_in_several_lines(words: int, size: int, lines: int) -> None:
    """Before they are cut; the check stands before the first line."""
    options = [{"id": "a", "text": ("Long words " * words).strip(), "right": True}, {"id": "b", "text": "B"}]
    definition = define(options=options)
    figure = QUIZ.figure(definition, QUIZ.tally(definition, gathered(definition, [("CL", "a")])), ENGLISH)
    (labels,) = [trace for trace in figure.data if "B" in trace.get("text", ())]
    assert labels["textfont"]["size"] == size
    assert " ".join(labels["text"]) == ("Long words " * words) + "B"
    assert len(labels["text"]) == lines + 1
    (check,) = [shape for shape in figure.layout["shapes"] if shape["type"] == "path"]
    assert float(check["path"][1:].partition(",")[2].partition("L")[0]) == pytest.approx(labels["y"][0], abs=13)
