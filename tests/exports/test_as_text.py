"""The formats that are plain text: Markdown, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from server.domain.table import Cell, Column
from server.exports import as_csv, as_json, as_md, as_zip, csv_files, grid
from server.exports.parts import Summary
from tests.exports import world
from tests.exports.altered import altered, last_round


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a*b_c`d[e]", "a\\*b\\_c\\`d\\[e\\]"),
        ("<b> & >", "&lt;b&gt; &amp; &gt;"),
        ("# head", "\\# head"),
        ("1. item", "1\\. item"),
        ("- item\n+ item\n= rule", "\\- item\n\\+ item\n\\= rule"),
        ("2024 was", "2024 was"),
        ("a | b", "a \\| b"),
    ],
)
def test_markdown_shows_text_as_it_is(text: str, shown: str) -> None:
    """No sign of a text becomes a sign of the language."""
    assert as_md.plain(text) == shown


def test_markdown_has_the_parts_of_the_document(summary: Summary) -> None:
    """Headings by depth, tables, links, footnotes and answers."""
    text = as_md.write(summary).decode()
    assert text.startswith("# Summary of “CAJP Course on Digital Diplomacy”, held on February 15, 2024[^1]\n")
    assert "\n### 11:35–11:45 Polls\n" in text
    assert "[Audio of the course](<https://example.org/audio.mp3>)" in text
    assert "\n[^1]: Summaries of CAJP meetings" in text
    assert "| Insufficient budget | 20 | 38 | 58 | 31% |" in text
    assert "**Services from a distance**" in text
    assert "This poll was not put to the room." in text


def test_csv_begins_with_the_mark_that_spreadsheets_look_for(summary: Summary) -> None:
    """And every line has as many cells as the header."""
    data = as_csv.write(summary)
    assert data.startswith(b"\xef\xbb\xbfworkshop,item,")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert tuple(rows[0]) == as_csv.COLUMNS
    assert {len(row) for row in rows} == {len(as_csv.COLUMNS)}


def test_csv_tells_segments_and_columns_apart(summary: Summary) -> None:
    """A scale has a line for each step and one for its mean."""
    rows = list(csv.DictReader(io.StringIO(as_csv.write(summary).decode("utf-8-sig"))))
    scale = [row for row in rows if row["poll"] == "agreement"]
    assert {row["segment"] for row in scale} == {"all", "attendance:room", "attendance:remote"}
    assert {row["field"] for row in scale} == {"1", "2", "3", "4", "5", "Mean"}
    answers = [row for row in rows if row["poll"] == "services" and not row["field"]]
    assert len(answers) == 10
    assert "'=SUM(A1:A9) is not a service, but please publish the budget" in {row["label"] for row in answers}


def test_csv_says_what_a_share_is_a_share_of(summary: Summary) -> None:
    """Of words the mentions, as the document says; else the people."""
    rows = list(csv.DictReader(io.StringIO(as_csv.write(summary).decode("utf-8-sig"))))
    words = [row for row in rows if row["poll"] == "technologies" and row["segment"] == "all"]
    mentions = sum(int(row["count"]) for row in words)
    assert {row["base"] for row in words} == {str(mentions)}
    assert mentions != last_round(summary, "technologies").people
    for row in rows:
        if row["share"]:
            assert float(row["share"]) == pytest.approx(int(row["count"]) / int(row["base"]))
    choices = [row for row in rows if row["poll"] == "format" and row["segment"] == "all"]
    assert {row["base"] for row in choices} == {str(last_round(summary, "format").people)}


def test_a_share_of_nought_has_the_base_of_the_others(summary: Summary) -> None:
    """Where they agree; else there are the people."""
    columns = [Column.LABEL, Column.COUNT, Column.SHARE]

    def bases(*counts: tuple[int, float]) -> list[Cell]:
        rows: list[list[Cell]] = [["a", *pair] for pair in counts]
        table = grid.make(["Word", "Mentions", "Share"], columns, rows, summary.language)
        told = as_csv.rows(altered(summary, "technologies", table=table, people=9))
        return [row[-1] for row in told if row[2] == "technologies" and row[5] == "all" and row[6]]

    assert bases((6, 0.5), (0, 0.0), (6, 0.5)) == [12, 12, 12]
    assert bases((6, 0.5), (0, 0.0), (6, 0.25)) == [12, 9, 24]
    assert bases((0, 0.0), (1, 0.3)) == [9, 9]


def further(summary: Summary) -> Summary:
    """Measures and who leads, as kinds tell them beside the result."""
    measures = [["Mean", "1,204.5\u00a0h"], ["Most often", "12\u00a0h and 13\u00a0h"]]
    people: list[list[Cell]] = [["Ana Paz", "Peru", 1, 1200], ["=A1", "", 2, 90]]
    tables = (
        grid.make(["Measure", "Value"], [Column.LABEL] * 2, measures, world.ENGLISH),
        grid.make(["Name", "Delegation", "Rank", "Points"], FURTHER, people, world.ENGLISH),
        grid.make(["Explanation"], [Column.LABEL], [["It is so."]], world.ENGLISH),
    )
    return altered(summary, "agreement", further=tables)


FURTHER = [Column.LABEL, Column.LABEL, Column.COUNT, Column.COUNT]


def test_csv_has_the_tables_besides_the_result(summary: Summary) -> None:
    """In lines of their own, with numbers as numbers; the other lines are as before."""
    told = further(summary)
    before, after = (list(as_csv.rows(one)) for one in (summary, told))
    assert [row for row in after if row[5] != "further"] == before
    people = last_round(summary, "agreement").people
    assert [row[6:] for row in after if row[5] == "further"] == [
        ("Value", "Mean", 1204.5, None, people),
        ("Value", "Most often · 12\u00a0h and 13\u00a0h", None, None, people),
        ("Rank", "Ana Paz · Peru", 1, None, people),
        ("Points", "Ana Paz · Peru", 1200, None, people),
        ("Rank", "=A1", 2, None, people),
        ("Points", "=A1", 90, None, people),
        ("Explanation", "It is so.", None, None, people),
    ]


def test_the_zip_has_them_in_files_of_their_own(summary: Summary) -> None:
    """Beside that of the result, which is as before."""
    before, after = (dict(csv_files.files(one)) for one in (summary, further(summary)))
    new = {name: data for name, data in after.items() if name not in before}
    assert {name: after[name] for name in before} == before
    assert {name: data.decode("utf-8-sig").split("\r\n")[:-1] for name, data in new.items()} == {
        "polls/04-agreement-further-1.csv": [
            *("Round,Measure,Value", "1,Mean,1204.5", "1,Most often,12\u00a0h and 13\u00a0h"),
        ],
        "polls/04-agreement-further-2.csv": [
            *("Round,Name,Delegation,Rank,Points", "1,Ana Paz,Peru,1,1200", "1,'=A1,,2,90"),
        ],
        "polls/04-agreement-further-3.csv": ["Round,Explanation", "1,It is so."],
    }


def test_json_is_what_its_module_describes(summary: Summary) -> None:
    """The keys are a promise."""
    told = json.loads(as_json.write(summary))
    assert told["hemicycle_summary"] == as_json.VERSION == 1
    assert told["opened"] == "2024-02-15T10:03:00-05:00"
    assert told["timezone"] == "America/New_York"
    assert told["facts"]["date"] == "February 15, 2024"
    assert len(told["attendance"]["delegations"]) == 24
    polls = {poll["id"]: poll for item in told["agenda"] for poll in item["polls"]}
    first = polls["obstacle"]["rounds"][0]
    assert set(first) == {
        *("round", "opened", "closed", "people", "base", "sentence", "counts", "table", "attendance", "entries"),
        *("moderation", "splits", "answers", "further", "caption", "clerk"),
    }
    assert first["counts"]["budget"] == first["table"]["rows"][0][1] == 58
    assert first["attendance"]["room"] == 97
    assert next(row[1] for row in first["attendance"]["tables"]["room"]["rows"]) == 20
    assert polls["obstacle"]["comparison"]["table"]["titles"][-1] == "Change in points"
    assert polls["challenges"]["rounds"] == []
    assert polls["services"]["rounds"][0]["entries"][0] == {
        "text": "Consular appointments for citizens abroad 🙂",
        "theme": "Services from a distance",
        "upvotes": 5,
        "answer": [],
        "author": None,
    }


def _strict(schema: Any) -> Any:
    """The same form without room for keys that it does not name."""
    if isinstance(schema, list):
        return [_strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: _strict(one) for name, one in schema.items()}
    return {**found, "additionalProperties": False} if "required" in schema else found


def test_the_json_has_the_form_that_is_published(summary: Summary, resumen: Summary) -> None:
    """Every key, its type, and no key that is not described."""
    schema = json.loads(as_zip.SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    checker = Draft202012Validator(_strict(schema), format_checker=Draft202012Validator.FORMAT_CHECKER)
    for told in (summary, resumen):
        assert [error.message for error in checker.iter_errors(json.loads(as_json.write(told)))] == []


def test_every_key_of_the_json_is_described(summary: Summary) -> None:
    """Whoever reads the docstring knows the file."""
    described = as_json.__doc__ or ""

    def keys(value: object) -> set[str]:
        if isinstance(value, list):
            return {key for one in value for key in keys(one)}
        if isinstance(value, dict):
            free = {"counts", "facts"}
            return set(value) | {key for name, one in value.items() if name not in free for key in keys(one)}
        return set()

    assert {key for key in keys(as_json.plain(summary)) if f'"{key}"' not in described} == set()
