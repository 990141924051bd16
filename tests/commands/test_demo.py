"""`demo` plays a workshop from an empty store to its summaries, unattended."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from server.cli import main
from server.exports.formats import FORMATS


def test_plays_an_example_and_recounts(tmp_path: Path) -> None:
    """Every delegate answers two rounds, nothing differs, and every summary and the archive are there."""
    result = CliRunner().invoke(
        main, ["demo", "--example", "first-poll", "--delegates", "12", "--fast", "--out", str(tmp_path), "--json"]
    )
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["ok"]
    assert found["sent"] == found["acknowledged"]
    assert found["stored"] == found["expected"]
    assert found["archive"] == found["differences"] == []
    names = {f"summary-en.{wanted.extension}" for wanted in FORMATS.values()} | {f"{found['code']}.archive.zip"}
    assert {path.name for path in tmp_path.iterdir()} == names
    assert "language, round 2: " in result.stderr


def test_an_unknown_example_is_named_with_those_that_there_are() -> None:
    """The sentence lists what can be played."""
    result = CliRunner().invoke(main, ["demo", "--example", "opera"])
    assert result.exit_code == 1
    assert "There is no example “opera”; there are course-2024, first-poll" in result.stderr
