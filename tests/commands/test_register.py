"""The command register: looked at, refused whole, read in, and read in again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from server.cli import main
from server.files import EXAMPLES

FILES = EXAMPLES / "registration"
AGENDA = """
hemicycle: 1
title: Course
languages: [es, en]
date: 2026-01-01
timezone: UTC
roster: oas
admission: badge
agenda: [{id: one, title: One}]
"""


def hemicycle(*arguments: str | Path) -> Result:
    """The result of a command."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A workshop of the OAS in a store of its own."""
    monkeypatch.setenv("HEMICYCLE_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "agenda.yaml").write_text(AGENDA)
    made: dict[str, Any] = json.loads(hemicycle("load", tmp_path / "agenda.yaml", "--json").stdout)
    return str(made["code"])


def told(*arguments: str | Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(hemicycle("register", *arguments, "--json").stdout)
    return found


def test_a_list_is_looked_at_and_then_read_in(code: str) -> None:
    """A second list changes what it says otherwise, and takes off whom it does not have where that is asked for."""
    seen = told(code, FILES / "forms.xlsx", "--check")
    assert (seen["done"], seen["people"], seen["added"]) == (False, 24, 24)
    assert seen["columns"]["delegation"] == "¿A qué delegación pertenece?"
    done = told(code, FILES / "forms.xlsx")
    assert (done["done"], done["added"], done["missing"]) == (True, 24, 0)
    again = told(code, FILES / "zoom-registration.csv", "--attendance", "remote")
    assert (again["added"], again["same"], again["missing"]) == (0, 7, 17)
    less = told(code, FILES / "zoom-registration.csv", "--remove")
    assert less["removed"] == 17
    said = hemicycle("register", code, FILES / "forms.csv", "--check").stdout
    assert "Would read in: 24 people, 17 new, 0 changed, 7 as before" in said


def test_a_list_with_faults_changes_nothing(code: str) -> None:
    """Each fault has its row and column; what comes close is offered."""
    refused = hemicycle("register", code, FILES / "with-faults.csv")
    assert refused.exit_code == 2
    assert "row 4, País: “Chlie” is no delegation of the roster." in refused.stderr
    assert "“Chlie” may be CL." in refused.stderr
    assert "Nothing was changed" in refused.stdout
    assert told(code, FILES / "forms.xlsx", "--check")["missing"] == 0


def test_columns_can_be_named(code: str, tmp_path: Path) -> None:
    """Where the guess is wrong, or there is none."""
    file = tmp_path / "list.csv"
    file.write_text("Wer,Woher\nAna,Peru\n")
    assert hemicycle("register", code, file, "--check").exit_code == 2
    named = ("--column", "name=Wer", "--column", "delegation=Woher")
    assert told(code, file, "--check", *named)["people"] == 1
    for wrong in ("name=Was", "colour=Wer"):
        assert hemicycle("register", code, file, "--column", wrong).exit_code == 1


def test_what_is_no_list(code: str, tmp_path: Path) -> None:
    """And a workshop that is not there."""
    file = tmp_path / "list.xlsx"
    file.write_bytes(b"%PDF-1.7")
    refused = hemicycle("register", code, file)
    assert refused.exit_code == 1
    assert "neither an Excel workbook" in refused.stderr
    assert hemicycle("register", "999999", FILES / "forms.csv").exit_code == 1
