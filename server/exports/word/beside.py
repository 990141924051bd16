"""Two languages side by side in Word: a wide page, and a row for each part with a column for each language.

The document is written once in each language, as if it were alone; then the parts are taken out and set in rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from server.exports.grid import Grid
from server.exports.paired import aligned
from server.exports.parts import Summary
from server.exports.word import styles
from server.exports.word.columns import turns

MARGIN = Cm(2)
GUTTER = Cm(1.2)
TEXT_WIDTH = styles.PAGE_HEIGHT - 2 * MARGIN
SIDE_WIDTH = (TEXT_WIDTH - GUTTER) // 2
_KEPT_ROWS = 20
_TWIPS = 635  # English Metric Units in a twentieth of a point

Part = tuple[Any, ...]
Place = tuple[str, int, str, int]  # the poll, its round, the sort of table, and which of them


def widen(document: Any) -> None:
    """Turn the page, so that each language has a column that can be read."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = styles.PAGE_HEIGHT, styles.PAGE_WIDTH
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Cm(2), Cm(1.8)
    stops = document.styles["Header"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def turned(first: Summary, second: Summary) -> frozenset[Grid]:
    """The tables of both languages that are turned because one of the two is too wide: they stand beside each other."""
    grids, others = dict(_grids(first)), dict(_grids(second))
    full = int(SIDE_WIDTH) // _TWIPS
    return frozenset(
        one
        for place, grid in grids.items()
        if place in others and (turns(grid, full) or turns(others[place], full))
        for one in (grid, others[place])
    )


def _grids(summary: Summary) -> Iterator[tuple[Place, Grid]]:
    """The tables of results that the document prints, by their places, which are the same in every language."""
    for _, poll in summary.polls:
        for one in poll.rounds:
            groups = [grouping.grid for grouping in one.groupings if grouping.printed]
            for sort, many in (("result", one.grids), ("group", groups)):
                for at, grid in enumerate(many):
                    if grid:
                        yield (poll.id, one.number, sort, at), grid
        for at, comparison in enumerate(poll.comparisons):
            yield (poll.id, 0, "comparison", at), comparison.printed


def elements(document: Any) -> list[Any]:
    """What the body holds so far."""
    return [one for one in document.element.body if one.tag in (qn("w:p"), qn("w:tbl"))]


def pair(document: Any, first: Sequence[Any], second: Sequence[Any], *, rtl: bool) -> None:
    """Set the elements of the two languages beside each other; `rtl` says that the first stands to the right."""
    end = document.element.body.sectPr
    table = _table(rtl=rtl)
    end.addprevious(table)
    for left, right in _rows(_parts(first), _parts(second)):
        table.append(_row(left, right))
    # A document ends with a paragraph.
    last = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    style = OxmlElement("w:pStyle")
    style.set(qn("w:val"), styles.GAP)
    properties.append(style)
    last.append(properties)
    end.addprevious(last)


def _parts(many: Sequence[Any]) -> list[Part]:
    """Paragraphs, and tables with the gap that follows each."""
    found: list[Part] = []
    for element in many:
        if found and found[-1][-1].tag == qn("w:tbl") and element.tag == qn("w:p"):
            found[-1] = (*found[-1], element)
        else:
            found.append((element,))
    return found


def _rows(first: list[Part], second: list[Part]) -> Iterator[tuple[Part | None, Part | None]]:
    """What belongs together: section by section where both have the same headings, and within each by what it is."""
    left, right = _sections(first), _sections(second)
    if [_style(one[0][0]) for one in left] == [_style(one[0][0]) for one in right]:
        for one, other in zip(left, right, strict=True):
            yield from aligned(one, other, _key)
    else:
        yield from aligned(first, second, _key)


def _sections(parts: list[Part]) -> list[list[Part]]:
    found: list[list[Part]] = []
    for part in parts:
        if not found or _style(part[0]) in styles.HEADINGS:
            found.append([])
        found[-1].append(part)
    return found


def _style(element: Any) -> str:
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else str(style.get(qn("w:val")))


def _key(part: Part) -> str:
    element = part[0]
    if element.tag == qn("w:tbl"):
        columns = element.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
        return f"table {len(columns)}"
    drawn = element.find(f".//{qn('w:drawing')}") is not None
    return f"paragraph {_style(element)}{' drawn' if drawn else ''}"


def _table(*, rtl: bool) -> Any:
    table = OxmlElement("w:tbl")
    properties = OxmlElement("w:tblPr")
    if rtl:
        properties.append(OxmlElement("w:bidiVisual"))
    properties.append(_with("w:tblW", {"w": TEXT_WIDTH // _TWIPS, "type": "dxa"}))
    properties.append(_with("w:tblLayout", {"type": "fixed"}))
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_with(f"w:{side}", {"w": 0, "type": "dxa"}))
    properties.append(margins)
    properties.append(_with("w:tblLook", {"val": "0000"}))
    table.append(properties)
    grid = OxmlElement("w:tblGrid")
    for width in _widths():
        grid.append(_with("w:gridCol", {"w": width}))
    table.append(grid)
    return table


def _widths() -> tuple[int, int, int]:
    return int(SIDE_WIDTH) // _TWIPS, int(GUTTER) // _TWIPS, int(SIDE_WIDTH) // _TWIPS


def _with(name: str, values: Mapping[str, object]) -> Any:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), str(value))
    return element


def _is_long(part: Part | None) -> bool:
    """A table that may go over a page; whatever else there is stays on one."""
    return part is not None and len(part[0].findall(qn("w:tr"))) > _KEPT_ROWS


def _row(left: Part | None, right: Part | None) -> Any:
    row = OxmlElement("w:tr")
    if not any(_is_long(part) for part in (left, right)):
        properties = OxmlElement("w:trPr")
        properties.append(OxmlElement("w:cantSplit"))
        row.append(properties)
    for part, width in zip((left, None, right), _widths(), strict=True):
        cell = OxmlElement("w:tc")
        properties = OxmlElement("w:tcPr")
        properties.append(_with("w:tcW", {"w": width, "type": "dxa"}))
        cell.append(properties)
        for element in part or (OxmlElement("w:p"),):
            cell.append(element)
        row.append(cell)
    return row
