"""Formats read back with other programs than those that wrote them, so that their numbers can be compared.

Numbers are the rows of a result: its label, the room and online where they may be told, people, and share.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

import openpyxl
import pikepdf
from docx import Document
from lxml import html
from pptx import Presentation

from server.exports.words import Words
from tests.exports import pdf_text

Numbers = list[tuple[str, ...]]
# The words of a result by which its table is found: the titles of its labels and of its shares.
Titles = tuple[str, str]


def from_json(data: bytes) -> dict[int, Numbers]:
    found: dict[int, Numbers] = {}
    for one in json.loads(data)["agenda"][0]["polls"][0]["rounds"]:
        rows: Numbers = []
        groups = one["attendance"]["tables"] if one["attendance"] else {}
        for at, (label, count, share) in enumerate(one["table"]["rows"]):
            assert one["counts"].get(f"o{at}", 0) == count
            parts = [str(groups[name]["rows"][at][1]) for name in ("room", "remote") if groups]
            rows.append((label, *parts, str(count), f"{round(100 * share)}%"))
        if one["people"]:
            found[one["round"]] = rows
    return found


def from_csv(data: bytes) -> dict[int, Numbers]:
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    found: dict[int, Numbers] = {}
    for number in sorted({int(row["round"]) for row in rows}):
        own = [row for row in rows if int(row["round"]) == number]
        whole = [row for row in own if row["segment"] == "all"]
        parts = {
            (row["segment"], row["label"]): row["count"] for row in own if row["segment"].startswith("attendance:")
        }
        lines: Numbers = []
        for row in whole:
            split = [
                parts[segment, row["label"]]
                for segment in ("attendance:room", "attendance:remote")
                if (segment, row["label"]) in parts
            ]
            lines.append((row["label"], *split, row["count"], f"{round(100 * float(row['share']))}%"))
        if int(own[0]["base"]):
            found[number] = lines
    return found


def from_xlsx(data: bytes, told: Words) -> dict[int, Numbers]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[2]
    found: dict[int, Numbers] = {}
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(at for at, row in enumerate(rows) if row[0] == told.round)
    for row in rows[head + 1 :]:
        if row[0] is None:
            break
        cells = [cell for cell in row[1:7] if cell is not None][: 5 if told.remote in rows[head] else 3]
        *counts, share = cells[1:]
        line = (str(cells[0]), *map(str, counts), f"{round(100 * float(str(share)))}%")
        found.setdefault(int(str(row[0])), []).append(line)
    return {number: lines for number, lines in found.items() if any(line[-2] != "0" for line in lines)}


def from_tables(
    tables: Sequence[Sequence[Sequence[str]]], answered: Sequence[int], titles: Titles
) -> dict[int, Numbers]:
    """The tables of results are those that begin with an answer and have no column of change."""
    results = [table for table in tables if (table[0][0], table[0][-1]) == titles]
    return {
        number: [(*row[:-1], _points(row[-1])) for row in table[1:]]
        for number, table in zip(answered, results, strict=True)
    }


def _points(share: str) -> str:
    """A share without the space that most languages set before the sign."""
    return "".join(share.split())


def from_docx(data: bytes, answered: Sequence[int], titles: Titles) -> dict[int, Numbers]:
    document = Document(io.BytesIO(data))
    tables = [[[cell.text for cell in row.cells] for row in t.rows] for t in document.tables]
    return from_tables(tables, answered, titles)


def from_pdf(data: bytes, answered: Sequence[int], titles: Titles) -> dict[int, Numbers]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return from_tables(pdf_text.tables(pdf), answered, titles)


def from_html(data: bytes, answered: Sequence[int], titles: Titles) -> dict[int, Numbers]:
    page = html.fromstring(data.decode())
    tables = [
        [["".join(cell.itertext()).strip() for cell in row.xpath("./th|./td")] for row in table.xpath(".//tr")]
        for table in page.xpath("//table")
    ]
    return from_tables(tables, answered, titles)


def from_charts(data: bytes) -> list[tuple[str, ...]]:
    """The label, the people and the share of every bar of a page whose charts answer the pointer, round by round."""
    page = html.fromstring(data.decode())
    told = json.loads(page.get_element_by_id("charts").text)
    return [
        tuple("".join(text.rsplit("<br>", 1)[1].split()) for text in figure["data"][0]["hovertext"])
        for figure in told
        if len(figure["data"]) == 1
    ]


def from_pptx(data: bytes) -> list[list[tuple[str, int]]]:
    """Label and people of every chart of a single round, in the order of the slides."""
    found = []
    for slide in Presentation(io.BytesIO(data)).slides:
        for shape in slide.shapes:
            if shape.has_chart and len(shape.chart.plots[0].series) == 1:
                plot = shape.chart.plots[0]
                found.append(list(zip(plot.categories, map(int, plot.series[0].values), strict=True)))
    return found


def from_md(data: bytes, answered: Sequence[int], titles: Titles) -> dict[int, Numbers]:
    tables: list[list[list[str]]] = []
    inside = False
    for line in data.decode().splitlines():
        if not line.startswith("| "):
            inside = False
            continue
        if not inside:
            tables.append([])
            inside = True
        cells = line.replace("\\|", "\0")[2:-2].split(" | ")
        plain = [c.replace("\0", "|").replace("\\", "").replace("&lt;", "<").replace("&gt;", ">") for c in cells]
        if not plain[0].startswith(":--"):
            tables[-1].append(plain)
    return from_tables(tables, answered, titles)


def titles(data: bytes) -> Titles:
    """How a file in JSON calls the labels and the shares of the first result."""
    found = json.loads(data)["agenda"][0]["polls"][0]["rounds"][0]["table"]["titles"]
    return found[0], found[-1]
