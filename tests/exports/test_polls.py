"""Polls as the summary tells them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from server.domain.moderation import Decisions
from server.domain.snapshot import RoundData, Snapshot
from server.domain.workshop import Ballot, Settings
from server.exports.parts import PollPart, Round, Summary
from server.exports.summary import gather
from tests.exports import world


def polls(summary: Summary) -> dict[str, PollPart]:
    return {poll.id: poll for _, poll in summary.polls}


def told(snapshot: Snapshot, rounds: Sequence[RoundData], poll: str = "obstacle") -> Round:
    """The one round of a poll in the course with only these rounds."""
    summary = gather(replace(snapshot, rounds=rounds), world.KINDS, world.ENGLISH)
    return polls(summary)[poll].rounds[0]


def played(course: Snapshot, rooms: int, remotes: int, **more: Decisions) -> RoundData:
    """So many people in the room and online, all of one opinion."""
    data = world.play(course.workshop, course.workshop.polls["obstacle"], 1, [], ("11:36", None))
    segments = {"attendance:room": {"": rooms, "budget": rooms}, "attendance:remote": {"": remotes, "budget": remotes}}
    people = rooms + remotes
    return replace(data, counts={"": people, "budget": people}, segments=segments, people=people, **more)


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


def test_a_round_says_its_times_people_and_base(summary: Summary) -> None:
    """In the time zone of the workshop."""
    first, second = polls(summary)["obstacle"].rounds
    assert first.when == "Round 1, from 11:36 to 11:38."
    assert (first.people, first.answered) == (187, "187 people answered.")
    assert first.base == "Shares of the 187 people who answered."
    assert first.opened is not None
    assert first.opened.isoformat() == "2024-02-15T11:36:00-05:00"
    assert second.when == "Round 2, from 12:46 to 12:48."


def test_an_open_round_says_since_when(course: Snapshot) -> None:
    """A summary may be taken while answers arrive."""
    assert told(course, [played(course, 9, 9)]).when == "Round 1, open since 11:36."


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


def test_texts_are_grouped_by_theme_and_hidden_ones_are_counted(summary: Summary) -> None:
    """The largest theme leads, those without one follow; a hidden text is gone but said."""
    one = polls(summary)["services"].rounds[0]
    assert [(theme.name, len(theme.entries)) for theme in one.themes] == [
        ("Services from a distance", 5),
        ("Open data", 3),
        ("", 2),
    ]
    assert one.moderation == ("1 entry hidden by the moderators.",)
    assert "Nothing: people are the service" not in [entry.text for entry in one.entries]
    supports = [entry.upvotes for entry in one.themes[0].entries]
    assert supports == sorted(supports, reverse=True)
    assert {entry.direction for entry in one.entries} == {"ltr", "rtl"}
    assert one.grids == ()


def test_merged_and_hidden_words_are_said(summary: Summary) -> None:
    """Two words became one, one is not shown; the result counts accordingly."""
    one = polls(summary)["technologies"].rounds[0]
    assert one.moderation == (
        "1 entry hidden by the moderators.",
        "1 entry counted with another one by the moderators.",
    )
    labels = [label.casefold() for label in one.table.labels]
    assert "teams" not in labels
    assert "x" not in labels


def test_held_entries_are_said(course: Snapshot) -> None:
    """What waits for a moderator is not shown."""
    entries = next(one for one in course.rounds if one.poll == "services")
    held = replace(entries, decisions=Decisions(first=True))
    one = told(course, [held], "services")
    assert one.moderation == (f"{len(world.WISHES)} entries not released yet.",)
    assert one.themes == ()


def test_two_rounds_are_compared(summary: Summary) -> None:
    """With a table, a chart of two series, and the kind's own sentence as its words."""
    comparison = polls(summary)["obstacle"].comparison
    assert comparison is not None
    assert comparison.heading == "Round 1 and Round 2 compared"
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


def test_a_round_without_answers_says_so(course: Snapshot) -> None:
    """Neither chart nor table; the time stands."""
    one = told(course, [played(course, 0, 0)])
    assert (one.answered, one.chart, one.grids, one.base) == ("Nobody answered.", None, (), "")


def test_a_round_on_another_day_has_its_date(course: Snapshot) -> None:
    """A time of day alone would mislead."""
    later = replace(played(course, 9, 9), closed=world.at("11:38") + 24 * 3_600_000)
    assert told(course, [later]).when == "Round 1, from 11:36 to 11:38 on February 16, 2024."
