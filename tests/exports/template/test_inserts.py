"""What a tag puts in looks as it does in our own document."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from server.domain.language import ENGLISH
from server.domain.table import Column
from server.exports import grid
from server.exports.template import context, engine
from server.exports.word.columns import turned, widths
from tests.exports.template.paper import written

FULL = 8640  # twips of the text on the paper


def filled(table: grid.Grid) -> Any:
    """The table in a template of a stranger."""
    data = engine.fill(written("{{p table }}"), {"table": context.table(table)}, {})
    return Document(io.BytesIO(data)).tables[-1]


def test_a_table_that_is_too_wide_is_turned() -> None:
    """No word of a title is broken: eleven steps stand below each other, as in the document of our own."""
    titles = ["Statement", *(f"{step} (Disagreement)" for step in range(11)), "Median"]
    wide = grid.make(titles, [Column.LABEL, *[Column.COUNT] * 11, Column.NUMBER], [["One", *range(11), 5.5]], ENGLISH)
    found = [[cell.text for cell in row.cells] for row in filled(wide).rows]
    told = turned(wide, FULL)
    assert found == [list(told.titles), *map(list, told.texts)]
    assert found[-1] == ["Median", "5.50"]


def test_columns_are_as_wide_as_what_they_hold() -> None:
    """Texts stand at the left wherever their column is, and numbers at the right."""
    told = grid.make(
        ["Name", "Delegation", "Points"],
        [Column.LABEL, Column.LABEL, Column.COUNT],
        [["Ana Paz", "A delegation with a long name", 1200]],
        ENGLISH,
    )
    table = filled(told)
    assert [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid] == widths(told, FULL)
    aligned = [cell._tc.find(f".//{qn('w:jc')}") is not None for cell in table.rows[1].cells]
    assert aligned == [False, False, True]
