"""`doctor` says what is missing, and how to mend it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from server.cli import main
from server.commands import checkup
from server.commands.checkup import OK, WRONG, Finding
from server.config import Config
from server.store import binary


def found(name: str, config: Config) -> Finding:
    """One finding of the whole check."""
    return next(finding for finding in checkup.examine(config) if finding.name == name)


def test_lists_every_check(tmp_path: Path) -> None:
    """A mark, a name and what was found, and the same as JSON."""
    arguments = ["doctor", "--data-dir", str(tmp_path / "data")]
    plain = CliRunner().invoke(main, arguments)
    checks = json.loads(CliRunner().invoke(main, [*arguments, "--json"]).stdout)["checks"]
    assert len(plain.stdout.splitlines()) == len(checks)
    assert {check["name"] for check in checks} >= {
        "Python",
        "store",
        "data",
        "disk",
        "open files",
        "assets",
        "languages",
    }
    assert not (tmp_path / "data").exists()


def test_a_data_directory_that_cannot_be_made(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").touch()
    assert found("data", Config(data_dir=tmp_path / "file" / "data")).state == WRONG


def test_no_program_for_the_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a server, the sentence says what to install."""
    monkeypatch.setattr(binary, "_of_wheel", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    finding = found("store", Config(data_dir=tmp_path))
    assert finding.state == WRONG
    assert "HEMICYCLE_REDIS_URL" in finding.text


def test_an_external_store(valkey_url: str, tmp_path: Path) -> None:
    """Its version is asked for; one that cannot be reached is wrong."""
    assert found("store", Config(redis_url=valkey_url)).state == OK
    for url in (f"unix://{tmp_path}/nothing.sock", "redis+cluster://127.0.0.1:1", "foo://x"):
        finding = found("store", Config(redis_url=url))
        assert finding.state == WRONG
        assert finding.text.startswith("The store cannot be used: ")
        assert finding.text.endswith(". Its address is HEMICYCLE_REDIS_URL.")


def test_missing_assets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The browser's libraries come with the installation."""
    monkeypatch.setattr(checkup, "STATIC", tmp_path)
    finding = found("assets", Config(data_dir=tmp_path))
    assert finding.state == WRONG
    assert "htmx.min.js" in finding.text


def test_the_exit_code_says_whether_something_is_wrong(tmp_path: Path) -> None:
    """Anything wrong makes it 1."""
    (tmp_path / "file").touch()
    assert CliRunner().invoke(main, ["doctor", "--data-dir", str(tmp_path / "file" / "data")]).exit_code == 1
