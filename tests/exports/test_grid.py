"""Tables of the summary."""

from __future__ import annotations

from server.domain.language import Language
from server.domain.table import Column, Table
from server.exports import grid
from tests.exports.world import ENGLISH

COUNTS = [Column.LABEL, Column.COUNT, Column.SHARE]


def table(*rows: tuple[str, int, float]) -> Table:
    return Table(["Answer", "People", "Share"], COUNTS, rows, "", "bar", (1,))


def test_cells_are_written_as_the_language_writes_them() -> None:
    """Counts have separators, shares whole points, means two decimals, and nothing stands for nothing."""
    english = grid.make(
        ["a", "b", "c", "d"],
        [Column.LABEL, Column.COUNT, Column.SHARE, Column.NUMBER],
        [["x", 1204, 0.256, 3.5]],
        ENGLISH,
    )
    assert english.texts == (("x", "1,204", "26%", "3.50"),)
    german = grid.of(table(("x", 1204, 0.256)), Language("de", "Deutsch"))
    assert german.texts[0][1] == "1.204"
    assert grid.cell_text(None, Column.NUMBER, ENGLISH) == ""
    assert grid.cell_text(5, Column.NUMBER, ENGLISH) == "5"


def test_what_no_file_can_carry_is_taken_out() -> None:
    """Rows and texts alike lose control characters and lone surrogates."""
    found = grid.of(table(("a\x0bb\ud800c", 1, 1.0)), ENGLISH)
    assert found.rows[0][0] == found.texts[0][0] == "abc"


def test_groups_stand_between_the_label_and_the_whole() -> None:
    """The counts of each group come first, then the total and the share of the whole."""
    found = grid.beside(
        table(("yes", 3, 0.6), ("no", 2, 0.4)),
        {"Room": table(("yes", 3, 1.0), ("no", 0, 0.0)), "Online": table(("yes", 0, 0.0), ("no", 2, 1.0))},
        ENGLISH,
    )
    assert found is not None
    assert found.titles == ("Answer", "Room", "Online", "People", "Share")
    assert found.rows == (("yes", 3, 0, 3, 0.6), ("no", 0, 2, 2, 0.4))


def test_rows_of_groups_meet_where_their_spelling_does() -> None:
    """Words are listed in another order and spelling by each group; who did not write one has nought."""
    found = grid.beside(
        table(("Blockchain", 3, 0.6), ("Nube", 2, 0.4)),
        {"Room": table(("nube", 2, 0.6), ("blockchain", 1, 0.4)), "Online": table(("Blockchain", 2, 1.0))},
        ENGLISH,
    )
    assert found is not None
    assert [row[:4] for row in found.rows] == [("Blockchain", 1, 2, 3), ("Nube", 2, 0, 2)]


def test_labels_that_differ_in_accents_alone_are_kept_apart() -> None:
    """Sí and Si are two options where both are asked."""
    found = grid.beside(table(("Sí", 3, 0.6), ("Si", 2, 0.4)), {"Room": table(("Si", 2, 0.4), ("Sí", 1, 0.6))}, ENGLISH)
    assert found is not None
    assert [row[:2] for row in found.rows] == [("Sí", 1), ("Si", 2)]


def test_many_counts_are_compared_by_the_number_that_sums_them_up() -> None:
    """A scale is told apart by its means, in a table of their own."""
    columns = [Column.LABEL, Column.COUNT, Column.COUNT, Column.NUMBER]
    scale = Table(["S", "1", "2", "Mean"], columns, [["a", 1, 3, 1.75]], "")
    found = grid.beside(scale, {"Room": scale}, ENGLISH)
    assert found is not None
    assert found.titles == ("S", "Mean (Room)", "Mean")
    assert found.rows == (("a", 1.75, 1.75),)
    bare = Table(["S"], [Column.LABEL], [["a"]], "")
    assert grid.beside(bare, {"Room": bare}, ENGLISH) is None


def test_rounds_are_compared_with_the_change_in_points() -> None:
    """Every round has its count and its share; the change has its sign, with a true minus."""
    found = grid.compared(
        {"Round 1": table(("yes", 6, 0.6), ("no", 4, 0.4)), "Round 2": table(("yes", 9, 0.75), ("no", 3, 0.25))},
        ENGLISH,
    )
    assert found is not None
    assert found.titles == ("Answer", "Round 1", "Round 1, share", "Round 2", "Round 2, share", "Change in points")
    assert [row[-1] for row in found.texts] == ["+15", "−15"]
    assert found.rows[0] == ("yes", 6, 0.6, 9, 0.75, 15)


def test_what_only_an_earlier_round_had_follows_at_the_end() -> None:
    """The last round leads; a word that nobody wrote again is still listed."""
    found = grid.compared({"1": table(("a", 1, 0.5), ("b", 1, 0.5)), "2": table(("c", 2, 1.0), ("B", 1, 0.5))}, ENGLISH)
    assert found is not None
    assert [(row[0], row[1], row[3]) for row in found.rows] == [("c", 0, 2), ("B", 1, 1), ("a", 1, 0)]


def test_one_round_has_nothing_to_be_compared_with() -> None:
    """A comparison needs two."""
    assert grid.compared({"1": table(("a", 1, 1.0))}, ENGLISH) is None


def test_rows_that_the_groups_do_not_add_up_to_stay_empty() -> None:
    """Of signs that nobody in particular gave, no group has a number."""
    whole = table(("Hand", 3, 0.6), ("Thanks", 5, 1.0), ("Pace", 2, 0.4))
    room, online = (table(("Hand", n, 0.5), ("Thanks", 0, 0.0), ("Pace", 1, 0.5)) for n in (2, 1))
    found = grid.beside(whole, {"Room": room, "Online": online}, ENGLISH, complete=True)
    assert found
    assert [row[1:3] for row in found.texts] == [("2", "1"), ("", ""), ("1", "1")]


def test_groups_in_classes_of_their_own_do_not_stand_beside_the_whole() -> None:
    """Numbers that are put together in other classes have no row in common."""
    whole = table(("0 to 9", 3, 0.6), ("10 to 19", 2, 0.4))
    groups = {"Room": table(("0 to 4", 2, 1.0)), "Online": table(("0 to 14", 3, 1.0))}
    assert grid.beside(whole, groups, ENGLISH, complete=True) is None
