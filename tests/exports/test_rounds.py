"""One round of a poll."""

from __future__ import annotations

from dataclasses import replace

from server.domain.snapshot import Snapshot
from server.exports.parts import Summary
from tests.exports import world
from tests.exports.asking import played, polls, told


def test_a_round_says_its_times_people_and_base(summary: Summary) -> None:
    """In the time zone of the workshop."""
    first, second = polls(summary)["obstacle"].rounds
    assert first.when == "Round 1, from 11:36 to 11:38."
    assert (first.people, first.answered) == (187, "187 people answered.")
    assert first.base == "Shares of the 187 people who answered."
    assert first.opened is not None
    assert first.opened.isoformat() == "2024-02-15T11:36:00-05:00"
    assert second.when == "Round 2, from 12:46 to 12:48."
    assert second.times == "From 12:46 to 12:48."


def test_an_open_round_says_since_when(course: Snapshot) -> None:
    """A summary may be taken while answers arrive."""
    one = told(course, [played(course, 9, 9)])
    assert (one.when, one.times) == ("Round 1, open since 11:36.", "Open since 11:36.")


def test_a_round_without_answers_says_so(course: Snapshot) -> None:
    """Neither chart nor table; the time stands."""
    one = told(course, [played(course, 0, 0)])
    assert (one.answered, one.chart, one.grids, one.base) == ("Nobody answered.", None, (), "")


def test_a_round_on_another_day_has_its_date(course: Snapshot) -> None:
    """A time of day alone would mislead."""
    later = replace(played(course, 9, 9), closed=world.at("11:38") + 24 * 3_600_000)
    assert told(course, [later]).when == "Round 1, from 11:36 to 11:38 on February 16, 2024."


def test_a_long_table_is_printed_in_part_and_kept_in_full(course: Snapshot) -> None:
    """A cloud of thousands of words would fill a book; the data files have every row."""
    words = [{"word": [f"word{n:04}"]} for n in range(250)]
    data = world.play(course.workshop, course.workshop.polls["technologies"], 1, words, ("11:35", "11:37"))
    one = told(course, [data], "technologies")
    assert len(one.table.rows) == 250
    assert [len(grid.rows) for grid in one.grids] == [30]
    assert one.basis.startswith("The table shows the first 30 of 250 rows; the files for spreadsheets have all")
    assert one.chart_note == "The chart shows the first 20 of 250 rows."
