"""What people wrote, and what moderators made of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from server.domain.kind import Entry
from server.domain.moderation import Decisions
from server.domain.snapshot import Snapshot
from server.exports.entries import themes
from server.exports.parts import Author, Summary
from server.exports.telling import Teller
from tests.exports import prepared, world
from tests.exports.asking import polls, told


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


def test_an_author_is_told_apart_from_the_note() -> None:
    """The note of a document begins with it; whom no ballot lets be named has none."""
    named, nameless = Entry("a", "Publish it", 1, upvotes=2), Entry("b", "Nothing", 2)
    teller = Teller(world.ENGLISH, prepared.ZONE, date(2024, 2, 15))
    # By the id of the entry or by its text.
    authors = dict.fromkeys((named.id, named.text), Author("PE", "Ana Paz", "Ana Paz, Peru"))
    (theme,) = themes([named, nameless], {}, teller, authors)
    assert [(entry.author, entry.note) for entry in theme.entries] == [
        (authors[named.id], "Ana Paz, Peru · Supported by 2 people"),
        (None, ""),
    ]
