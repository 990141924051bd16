"""All formats together say the same numbers, in every language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.domain.language import same
from server.domain.snapshot import Snapshot
from server.domain.workshop import Poll
from server.exports.words import words
from server.kinds.choice import ChoiceDefinition
from server.kinds.options import Option
from tests.exports import world
from tests.exports.read_back import (
    Numbers,
    from_charts,
    from_csv,
    from_docx,
    from_html,
    from_json,
    from_md,
    from_pdf,
    from_pptx,
    from_xlsx,
    titles,
)
from tests.exports.written import CATALOGUES, written

LABELS = ("Sí, =1+1", "No | <b>", "مع", "人 🙂", "*five* _six_")


def small(course: Snapshot, answers: Sequence[Sequence[tuple[int, bool]]]) -> Snapshot:
    """The course with one poll; each round is a list of choices, each made in the room or not."""
    options = tuple(Option(f"o{n}", same(label)) for n, label in enumerate(LABELS))
    poll = Poll("p", "choice", same("Which?"), ChoiceDefinition(options))
    items = (replace(course.workshop.agenda[0], polls=(poll,)),)
    workshop = replace(course.workshop, agenda=items)
    rounds = []
    for number, made in enumerate(answers, 1):
        data = world.play(workshop, poll, number, [], ("11:00", "11:01"))
        totals: dict[str, dict[str, int]] = {"attendance:room": {}, "attendance:remote": {}}
        counts: dict[str, int] = {}
        for option, room in made:
            for place in (counts, totals["attendance:room" if room else "attendance:remote"]):
                for field in ("", f"o{option}"):
                    place[field] = place.get(field, 0) + 1
        segments = {name: found for name, found in totals.items() if found}
        rounds.append(replace(data, counts=counts, segments=segments, people=len(made)))
    return replace(course, workshop=workshop, rounds=rounds)


def expected(answers: Sequence[Sequence[tuple[int, bool]]]) -> dict[int, Numbers]:
    """Per round the rows that every format must say: label, room, online (where they may be told), people, share."""
    found: dict[int, Numbers] = {}
    for number, made in enumerate(answers, 1):
        if not made:
            continue
        rooms, remotes = sum(room for _, room in made), sum(not room for _, room in made)
        rows: Numbers = []
        for at, label in enumerate(LABELS):
            room, remote = made.count((at, True)), made.count((at, False))
            share = f"{round(100 * (room + remote) / len(made))}%"
            split = (str(room), str(remote)) if min(rooms, remotes) >= 5 else ()
            rows.append((label, *split, str(room + remote), share))
        found[number] = rows
    return found


choices = st.lists(st.tuples(st.integers(0, len(LABELS) - 1), st.booleans()), max_size=30)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.lists(choices, min_size=1, max_size=3), language=st.sampled_from(sorted(CATALOGUES)))
def test_every_format_says_the_same_numbers(
    course: Snapshot, answers: list[list[tuple[int, bool]]], language: str
) -> None:
    """Read back with other programs, each format has the numbers of a recount, and no more than may be told."""
    snapshot = small(course, answers)
    numbers = expected(answers)
    answered = list(numbers)
    data = written("json", snapshot, language)
    named = titles(data)
    assert from_json(data) == numbers
    assert from_csv(written("csv", snapshot, language)) == numbers
    assert from_html(written("html", snapshot, language), answered, named) == numbers
    assert from_html(written("interactive", snapshot, language), answered, named) == numbers
    assert from_md(written("md", snapshot, language), answered, named) == numbers
    assert from_docx(written("docx", snapshot, language), answered, named) == numbers
    bars = [[(row[0], int(row[-2])) for row in rows] for rows in numbers.values()]
    assert from_pptx(written("pptx", snapshot, language)) == bars
    pointed = [tuple(f"{row[-2]}({row[-1]})" for row in rows) for rows in numbers.values()]
    assert from_charts(written("interactive", snapshot, language)) == pointed
    if len({len(line) for lines in numbers.values() for line in lines}) == 1:
        # Where only some rounds have a split, the columns of the others are empty and harder to read back.
        assert from_xlsx(written("xlsx", snapshot, language), words(CATALOGUES[language])) == numbers


@pytest.mark.parametrize("language", sorted(CATALOGUES))
def test_a_pdf_says_them_too(course: Snapshot, language: str) -> None:
    """Read by its tags, in every language; what runs from the right is there letter by letter as it was set."""
    answers = [[(n * 7 % 5, n % 3 > 0) for n in range(23)], [(n % 4, n % 2 > 0) for n in range(17)], [(0, True)]]
    snapshot, numbers = small(course, answers), expected(answers)
    found = from_pdf(written("pdf", snapshot, language), list(numbers), titles(written("json", snapshot, language)))
    assert found == {
        number: [(label[::-1] if label == "مع" else label, *values) for label, *values in rows]
        for number, rows in numbers.items()
    }
