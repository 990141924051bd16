"""Results by attendance."""

from __future__ import annotations

import pytest

from server.domain.snapshot import Snapshot
from server.exports.parts import Summary
from tests.exports.asking import played, polls, told


def test_the_split_adds_up_to_the_whole(summary: Summary) -> None:
    """Room and online together are everybody, row by row, for options and for words."""
    for name in ("technologies", "obstacle", "format"):
        for one in polls(summary)[name].rounds:
            grid = one.split.grid
            assert grid is not None
            assert all(int(row[1] or 0) + int(row[2] or 0) == row[3] for row in grid.rows)
            assert one.split.room is not None
            assert one.split.remote is not None
            assert one.split.room + one.split.remote == one.people


@pytest.mark.parametrize(("rooms", "remotes"), [(4, 100), (100, 4), (1, 1)])
def test_small_groups_are_kept_back_with_their_counterpart(course: Snapshot, rooms: int, remotes: int) -> None:
    """Neither the group nor what is left of the total tells how four people answered, and a line says so."""
    split = told(course, [played(course, rooms, remotes)]).split
    assert (split.room, split.remote, split.grid, split.groups) == (None, None, None, {})
    assert split.line == ("Results by attendance are not shown: fewer than 5 people answered in the room or online.")


def test_everybody_in_one_place_needs_no_split(course: Snapshot) -> None:
    """The line says where they were."""
    assert told(course, [played(course, 3, 0)]).split.line == "All of them were in the room."
    assert told(course, [played(course, 0, 7)]).split.line == "All of them were online."


def test_five_on_both_sides_are_enough(course: Snapshot) -> None:
    """The least groups that are shown."""
    split = told(course, [played(course, 5, 5)]).split
    assert split.grid is not None
    assert split.line == "5 answered in the room, 5 online."


def test_texts_are_never_split(summary: Summary) -> None:
    """Where the author of a text sat is nobody's business; how many sat where is told."""
    split = polls(summary)["services"].rounds[0].split
    assert (split.grid, split.groups, split.line) == (None, {}, "5 answered in the room, 6 online.")
