"""Text: order, support, themes."""

from __future__ import annotations

from server.domain.kind import Entry, Gathered
from server.domain.language import ENGLISH
from server.kinds.text import Text, TextDefinition
from server.kinds.texts import TextTally

TEXT = Text()
PLAIN, SUPPORTED = TextDefinition(), TextDefinition(upvotes=True)
NAMES = {"t": "Training", "r": "Rules", "unused": "Unused"}


def tally(*entries: Entry, definition: TextDefinition = PLAIN, people: int = 4) -> TextTally:
    return TEXT.tally(definition, Gathered({"texts": len(entries)}, people, entries, NAMES))


def entries(n: int, themes: str = "") -> list[Entry]:
    named = themes.ljust(n)
    return [Entry(str(place), f"Text {place}", place, place % 3, named[place].strip()) for place in range(n)]


def lines(result: TextTally, definition: TextDefinition = PLAIN) -> list[str]:
    return [text for trace in TEXT.figure(definition, result, ENGLISH).data for text in trace["text"]]


def test_texts_are_moderated_one_by_one() -> None:
    """None is counted under a field of its own."""
    assert TEXT.spellings({"texts": 3}) == {}
    assert not TEXT.moderated("texts")


def test_the_newest_stands_last() -> None:
    """The wall shows the latest six, the table all of them, both oldest first."""
    result = tally(*reversed(entries(9)))
    assert lines(result) == [f"Text {place}" for place in range(3, 9)]
    assert [row[0] for row in TEXT.table(PLAIN, result, ENGLISH).rows] == [f"Text {place}" for place in range(9)]


def test_the_most_supported_stands_first() -> None:
    """With its number; equals stand in the order in which they came."""
    result = tally(*entries(7), definition=SUPPORTED)
    assert [entry.id for entry in result.entries] == ["2", "5", "1", "4", "0", "3", "6"]
    assert lines(result, SUPPORTED) == ["Text 2", "Text 5", "Text 1", "Text 4", "Text 0", "Text 3", "2", "2", "1", "1"]
    figure = TEXT.figure(SUPPORTED, result, ENGLISH)
    assert figure.sentence == "7 texts by 4 people. The most supported text: “Text 2”"
    assert list(TEXT.table(SUPPORTED, result, ENGLISH).rows[0]) == ["Text 2", 2]


def test_texts_are_no_markup() -> None:
    """What people write is shown as they wrote it, on one line where the wall has one."""
    result = tally(Entry("1", "<b>More</b>\n& more"), Entry("2", "--color-live"))
    assert lines(result) == ["&lt;b&gt;More&lt;/b&gt; &amp; more", "\u2060--color-live"]
    assert TEXT.table(PLAIN, result, ENGLISH).rows[0] == ["<b>More</b>\n& more"]


def test_themes_are_the_result_when_half_of_the_texts_have_one() -> None:
    """Bars of themes, the largest first; the table has the texts below each."""
    result = tally(*entries(6, "tt r"))
    assert result.themed
    bar, labels, ends = TEXT.figure(PLAIN, result, ENGLISH).data
    assert (labels["text"], bar["x"], ends["text"]) == (["Training", "Rules"], [2, 1], ["2", "1"])
    table = TEXT.table(PLAIN, result, ENGLISH)
    assert [list(row) for row in table.rows] == [
        ["Training", 2, 2 / 6],
        ["Text 0", None, None],
        ["Text 1", None, None],
        ["Rules", 1, 1 / 6],
        ["Text 3", None, None],
        ["Without a theme", 3, 0.5],
        ["Text 2", None, None],
        ["Text 4", None, None],
        ["Text 5", None, None],
    ]
    assert table.base == "6 texts by 4 people; shares are of the texts."


def test_themes_with_support_add_it_up() -> None:
    """The support of a theme is that of its texts."""
    table = TEXT.table(SUPPORTED, tally(*entries(3, "ttt"), definition=SUPPORTED), ENGLISH)
    assert list(table.titles) == ["Theme and its texts", "Texts", "Share", "Support"]
    assert [list(row) for row in table.rows] == [
        ["Training", 3, 1, 3],
        ["Text 2", None, None, 2],
        ["Text 1", None, None, 1],
        ["Text 0", None, None, 0],
    ]


def test_few_themes_leave_the_wall() -> None:
    """While less than half of the texts are grouped, the texts are the result."""
    result = tally(*entries(5, "tr"))
    assert not result.themed
    assert lines(result) == [f"Text {place}" for place in range(5)]


def test_a_theme_without_a_name_is_called_by_its_id() -> None:
    """A name may be taken back while texts still belong to the theme."""
    assert [theme.name for theme in tally(Entry("1", "a", theme="x")).themes] == ["x"]


def test_rounds_of_themes_are_a_shift() -> None:
    """Themed before and now: their shares moved; else the texts stand beside one another."""
    themed = TEXT.compare(PLAIN, [("Before", tally(*entries(2, "tr"))), ("Now", tally(*entries(3, "ttt")))], ENGLISH)
    assert (
        themed.sentence == "Compared: Before (4 people) and Now (4 people). Training: 50% and 100%; Rules: 50% and 0%."
    )
    plain = TEXT.compare(PLAIN, [("Before", tally(*entries(1))), ("Now", tally(*entries(2)))], ENGLISH)
    # Four answered, and not all that they wrote may be seen.
    assert plain.sentence == "Before: 1 text. Now: 2 texts."
    assert [trace["text"] for trace in plain.data] == [["Before", "Now"], ["Text 0", "Text 0", "Text 1"]]


def test_where_all_is_held_nobody_is_told_that_nobody_answered() -> None:
    """Neither on the page nor below it."""
    held = tally(people=61)
    assert TEXT.table(PLAIN, held, ENGLISH).base == "Nothing of what was written is shown so far."
    assert TEXT.figure(PLAIN, held, ENGLISH).data[0]["text"] == ["Nothing of what was written is shown so far."]
    assert TEXT.table(PLAIN, tally(people=0), ENGLISH).base == "No answers yet."
