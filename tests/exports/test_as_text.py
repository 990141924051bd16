"""The formats that are plain text: Markdown, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from server.exports import as_csv, as_json, as_md, as_zip
from server.exports.parts import Summary


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
