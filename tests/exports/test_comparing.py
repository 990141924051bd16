"""This workshop beside an earlier one."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from server.domain.earlier import Earlier, EarlierRound
from server.domain.language import same
from server.domain.snapshot import Snapshot
from server.exports import formats
from server.exports.summary import gather
from tests.exports import world
from tests.exports.asking import polls
from tests.exports.test_passages import read

THEN = EarlierRound(1, 100, {"": 100, "budget": 70, "staff": 30})


@pytest.fixture(scope="module")
def compared(course: Snapshot) -> Snapshot:
    """The course beside that of the year before, in which one of its polls was put."""
    before = replace(course.workshop, title=same("Course of 2023"), date=date(2023, 2, 16))
    return replace(course, earlier=Earlier("111111", before, {"obstacle": THEN}))


def test_results_stand_side_by_side(compared: Snapshot) -> None:
    """Years as names, counts and shares of both, the change in points, a chart and how many answered."""
    summary = gather(compared, world.KINDS, world.ENGLISH)
    assert summary.earlier == (
        "Where the same question was put, the result is set beside that of “Course of 2023”, held on February 16, 2023."
    )
    told = polls(summary)
    earlier = told["obstacle"].earlier
    assert earlier is not None
    assert earlier.heading == "2023 and 2024 compared"
    assert earlier.grid.titles == ("Answer", "2023", "2023, share", "2024", "2024, share", "Change in points")
    rows = {row[0]: row for row in earlier.grid.rows}
    assert rows["Insufficient budget"][1:3] == (70, 0.7)
    assert rows["Insufficient budget"][3] == told["obstacle"].rounds[-1].counts["budget"]
    assert earlier.note == "2023: 100 answers; 2024: 179."
    assert earlier.chart is not None
    assert [series.name for series in earlier.chart.series] == ["2023", "2024"]
    assert [one.heading for one in told["obstacle"].comparisons] == ["Round 1 and Round 2 compared", earlier.heading]
    assert told["technologies"].earlier is None


@pytest.mark.parametrize(("day", "names"), [
    (date(2024, 2, 1), "February 1, 2024 and February 15, 2024 compared"),
    (date(2024, 2, 15), "Workshop 111111 and This workshop compared"),
])  # fmt: skip
def test_two_workshops_of_one_year_have_other_names(compared: Snapshot, day: date, names: str) -> None:
    """Their days, and where these are the same, which is which."""
    assert compared.earlier is not None
    earlier = replace(compared.earlier, workshop=replace(compared.earlier.workshop, date=day))
    told = polls(gather(replace(compared, earlier=earlier), world.KINDS, world.ENGLISH))["obstacle"].earlier
    assert told is not None
    assert told.heading == names


@pytest.mark.parametrize("format_", ["docx", "html", "md", "json"])
def test_every_document_compares(compared: Snapshot, format_: str) -> None:
    """The heading of the comparison, and its numbers."""
    text = read(formats.write(format_, compared, world.KINDS, world.LANGUAGES, "en"), format_)
    assert "Course of 2023" in text
    assert ("2023, share" if format_ == "json" else "2023 and 2024 compared") in text


def test_the_workbook_compares(compared: Snapshot) -> None:
    """Below the result of the poll, with a chart of its own beside those of the rounds."""
    book = openpyxl.load_workbook(io.BytesIO(formats.write("xlsx", compared, world.KINDS, world.LANGUAGES, "en")))
    sheet = next(one for one in book if any(cell.value == "2023 and 2024 compared" for cell in one["B"]))
    charts: list[object] = sheet._charts
    assert len(charts) == 4
    assert any(cell.value == 70 for row in sheet.iter_rows() for cell in row)
