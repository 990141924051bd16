"""`check` lists every fault of an agenda file with its line and path."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from server.cli import main
from server.files import EXAMPLES
from tests import pictured

FAULTY = """\
hemicycle: 1
title: A meeting
languages: [en]
date: 2026-01-02
timezone: UTC
colour: blue
agenda:
  - id: one
    title: One
    polls:
      - {id: colours, kind: choice, options: [{id: a, text: A}]}
"""


def check(*arguments: str, text: str | bytes = "") -> Result:
    """The command's result."""
    return CliRunner().invoke(main, ["check", *arguments], input=text)


def test_the_examples_have_no_faults() -> None:
    """What is shipped loads as it is."""
    for file in sorted(EXAMPLES.glob("*.yaml")):
        assert check(str(file)).exit_code == 0, file


def test_every_fault_has_its_line_and_path(tmp_path: Path) -> None:
    """All faults at once, each on a line; the exit code is 2."""
    file = tmp_path / "agenda.yaml"
    file.write_text(FAULTY)
    result = check(str(file))
    assert result.exit_code == 2
    lines = result.stdout.splitlines()
    assert f"{file}: line 6, colour: This key is not known here." in lines
    assert f"{file}: line 11, agenda[0].polls[0].prompt: This is missing." in lines
    assert result.stderr == f"{len(lines)} faults.\n"


def test_faults_as_json() -> None:
    """The same for programs, from the standard input."""
    result = check("-", "--json", text=FAULTY)
    assert result.exit_code == 2
    found = json.loads(result.stdout)
    assert not found["ok"]
    assert {"path": "colour", "line": 6, "reason": "This key is not known here."} in found["faults"]


def test_a_good_file_as_json() -> None:
    """What is in it, for programs."""
    found = json.loads(check(str(EXAMPLES / "course-2024.yaml"), "--json").stdout)
    assert found["ok"]
    assert found["faults"] == []
    assert found["languages"] == ["es", "en", "fr", "pt"]
    assert found["delegations"] == 35


def test_a_file_that_is_no_text() -> None:
    """Bytes that are no text are one fault."""
    assert check("-", text=b"title: \xff\xfe").exit_code == 2


def test_a_file_that_is_not_there() -> None:
    """A missing file is named."""
    result = check("nowhere.yaml")
    assert result.exit_code == 2
    assert "nowhere.yaml" in result.stderr


def test_pictures_beside_the_file_are_looked_into(tmp_path: Path) -> None:
    """Each that is missing or cannot be used, at its place; then how many there are."""
    file = tmp_path / "agenda.yaml"
    file.write_text(pictured.AGENDA)
    for name, data in pictured.files().items():
        (tmp_path / name).write_bytes(data)
    assert "4 pictures" in check(str(file)).stdout
    assert json.loads(check(str(file), "--json").stdout)["pictures"] == list(pictured.NAMES)
    (tmp_path / "tree.png").write_text("<svg/>")
    (tmp_path / "plan.png").unlink()
    result = check(str(file))
    assert result.exit_code == 2
    svg, *missing = result.stdout.splitlines()
    assert svg.endswith("options[0].picture: An SVG can hold programs; please export it as PNG.")
    assert len(missing) == 3
    assert all("The picture “plan.png” is missing" in one for one in missing)
    assert check("-", text=pictured.AGENDA).exit_code == 2
