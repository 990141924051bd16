"""Commands on a data directory that nothing serves: they start the store for the moment, one after another."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from docx import Document
from redis.exceptions import MovedError

from server.cli import main
from server.commands.opened import Unavailable
from server.files import EXAMPLES
from tests.exports.template.paper import written

FIRST_POLL = str(EXAMPLES / "first-poll.yaml")
VERBS = [("load", FIRST_POLL), ("serve", "--port", "0"), ("doctor",)]  # each gets to the store in its own way


def hemicycle(*arguments: str | Path) -> Result:
    """The result of a command."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory of its own, named by the environment."""
    monkeypatch.setenv("HEMICYCLE_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def loaded() -> dict[str, Any]:
    """What `load --json` says of a new workshop."""
    found: dict[str, Any] = json.loads(hemicycle("load", FIRST_POLL, "--json").stdout)
    return found


def test_load_prints_code_links_and_tokens(loaded: dict[str, Any]) -> None:
    """The contract of `load --json`."""
    code = loaded["code"]
    assert set(loaded) == {"code", "links", "tokens"}
    assert set(loaded["tokens"]) == {"moderator", "projector", "staff"}
    assert loaded["links"]["join"] == f"http://127.0.0.1:8000/{code}"
    assert loaded["links"]["staff"] == f"http://127.0.0.1:8000/enter/{loaded['tokens']['staff']}"


def test_load_refuses_a_faulty_file(tmp_path: Path, data: Path) -> None:
    """Nothing is loaded by halves, and no store is even started."""
    file = tmp_path / "agenda.yaml"
    file.write_text("hemicycle: 1\n")
    result = hemicycle("load", file)
    assert result.exit_code == 2
    lines = result.stderr.splitlines()
    assert f"{file}: line 1, title: This is missing." in lines
    assert lines[-1] == f"{len(lines) - 1} faults."
    assert result.stdout == ""
    assert not data.exists()


@pytest.mark.parametrize("verb", [("load",), ("serve", "--load")])
def test_faults_are_told_as_check_tells_them(verb: tuple[str, ...], tmp_path: Path, data: Path) -> None:
    """Also for programs."""
    file = tmp_path / "agenda.yaml"
    file.write_text("hemicycle: 1\n")
    result = hemicycle(*verb, file, "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout) == json.loads(hemicycle("check", file, "--json").stdout)
    assert not data.exists()


def test_summary_in_one_format(loaded: dict[str, Any], tmp_path: Path) -> None:
    """One file under the name that was given."""
    out = tmp_path / "summary.md"
    assert hemicycle("summary", loaded["code"], "--format", "md", "--out", out).exit_code == 0
    assert "Our first meeting" in out.read_text()


def test_summary_in_a_template_of_ones_own(loaded: dict[str, Any], tmp_path: Path) -> None:
    """The template that the command writes works; what is wrong with another one is said by tag and place."""
    template, out = tmp_path / "ours.docx", tmp_path / "summary.docx"
    assert hemicycle("template", "summary", "--out", template).exit_code == 0
    assert hemicycle("summary", loaded["code"], "--template", template, "--out", out).exit_code == 0
    assert any("Our first meeting" in paragraph.text for paragraph in Document(str(out)).paragraphs)
    template.write_bytes(written("{{ titel }}"))
    refused = hemicycle("summary", loaded["code"], "--template", template, "--out", out)
    assert refused.exit_code == 1
    assert refused.stderr.strip() == "Text, paragraph 1: There is no tag “titel”. {{ titel }}"
    assert hemicycle("summary", loaded["code"], "--template", template, "--format", "pdf").exit_code == 2


def test_charts_are_in_one_language(loaded: dict[str, Any], tmp_path: Path) -> None:
    """Two side by side are refused with a sentence; of what nobody was asked there is none."""
    refused = hemicycle("summary", loaded["code"], "--charts", "svg", "--lang", "es+en", "--out", tmp_path)
    assert refused.exit_code == 2
    assert "Charts are in one language" in refused.stderr
    assert hemicycle("summary", loaded["code"], "--charts", "svg", "--out", tmp_path / "none").exit_code == 0
    assert not (tmp_path / "none").exists()


def test_summary_in_every_format(loaded: dict[str, Any], tmp_path: Path) -> None:
    """A folder with a file of each."""
    result = hemicycle("summary", loaded["code"], "--format", "all", "--out", tmp_path / "all", "--json")
    files = [Path(file) for file in json.loads(result.stdout)["files"]]
    assert {file.suffix for file in files} >= {".docx", ".html", ".md", ".xlsx", ".csv", ".json", ".zip"}
    assert all(file.stat().st_size for file in files)


def test_summary_of_nothing() -> None:
    """An unknown code and an unknown language are sentences."""
    result = hemicycle("summary", "000000")
    assert (result.exit_code, result.stderr) == (1, "There is no workshop 000000 in this store.\n")


def test_summary_in_an_unknown_language(loaded: dict[str, Any]) -> None:
    """The languages that there are stand in the sentence."""
    result = hemicycle("summary", loaded["code"], "--lang", "tlh")
    assert result.exit_code == 1
    assert "en" in result.stderr


@pytest.mark.parametrize("languages", ["en+en", "es+en+fr"])
def test_summary_in_languages_that_cannot_stand_side_by_side(loaded: dict[str, Any], languages: str) -> None:
    """Two differ, and there is no third."""
    result = hemicycle("summary", loaded["code"], "--lang", languages)
    assert result.exit_code == 1
    assert result.stderr.startswith("A summary is in one language, or in two that differ; ")


def test_archive_verify_restore(loaded: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workshop goes through a file into another store, under its own code."""
    file = tmp_path / "workshop.zip"
    printed = hemicycle("archive", loaded["code"], "--out", file)
    assert printed.exit_code == 0
    assert f"SHA-256 {hashlib.sha256(file.read_bytes()).hexdigest()}" in printed.stdout
    said = json.loads(hemicycle("archive", loaded["code"], "--out", file, "--json").stdout)
    assert said["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert hemicycle("verify", file).exit_code == 0
    assert json.loads(hemicycle("verify", file, "--json").stdout) == {"ok": True, "differences": []}
    assert hemicycle("restore", file).exit_code == 1
    monkeypatch.setenv("HEMICYCLE_DATA_DIR", str(tmp_path / "other"))
    assert json.loads(hemicycle("restore", file, "--json").stdout) == {"code": loaded["code"]}


def test_verify_finds_a_changed_archive(loaded: dict[str, Any], tmp_path: Path) -> None:
    """One changed file inside is a difference, and the exit code says so."""
    file, forged = tmp_path / "workshop.zip", tmp_path / "forged.zip"
    hemicycle("archive", loaded["code"], "--out", file)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(forged, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"first meeting", b"last meeting!"))
    result = hemicycle("verify", forged)
    assert result.exit_code == 1
    assert result.stdout.strip()


def test_a_store_that_cannot_be_reached(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The sentence says so, without a traceback."""
    monkeypatch.setenv("HEMICYCLE_REDIS_URL", f"unix://{tmp_path}/nothing.sock")
    result = hemicycle("load", FIRST_POLL)
    assert result.exit_code == 1
    assert result.stderr.startswith("The store cannot be used: ")


@pytest.mark.parametrize(
    "url",
    [
        "redis://127.0.0.1:1",
        "redis://me:secret@127.0.0.1:1/2",
        "redis+cluster://:secret@127.0.0.1:1",
        "redis+cluster://127.0.0.1:1/2",
        "redis://127.0.0.1:1?password=secret&colour=blue",
        "rediss+cluster://127.0.0.1:1?colour=blue",
    ],
)
@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
def test_a_store_away_is_one_sentence(url: str, verb: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever sort of store it is; the password is not in it."""
    monkeypatch.setenv("HEMICYCLE_REDIS_URL", url)
    # What serve does to its process is not done to that of the tests.
    monkeypatch.setattr("server.supervisor.signal.signal", lambda number, handler: None)
    monkeypatch.setattr("server.supervisor._allow_many_sockets", lambda: None)
    result = hemicycle(*verb)
    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    told = [line for line in result.output.splitlines() if "The store cannot be used: " in line]
    assert len(told) == 1
    assert ".." not in told[0]
    assert "secret" not in result.output
    if verb != ("doctor",):
        assert told == result.stderr.splitlines()


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
def test_an_address_that_is_none(verb: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheme that nobody knows is named, and the setting."""
    monkeypatch.setenv("HEMICYCLE_REDIS_URL", "gopher://x")
    result = hemicycle(*verb)
    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    assert result.stderr.startswith("HEMICYCLE_REDIS_URL is “gopher://x”; it must be an address that begins with one ")


def test_one_node_of_a_cluster() -> None:
    """It answers that the workshop has moved; the sentence says which address is meant."""
    assert "redis+cluster://" in str(Unavailable(MovedError("5830 127.0.0.1:7000")))


def test_delete_leaves_nothing(loaded: dict[str, Any], data: Path) -> None:
    """Neither a key nor a line of a file, and the printed links are forgotten; a check says so again."""
    code = loaded["code"]
    left = hemicycle("delete", code, "--check", "--json")
    assert left.exit_code == 1
    assert json.loads(left.stdout)["keys"] > 3
    assert hemicycle("delete", code).exit_code == 1  # nobody has said yes
    done = hemicycle("delete", code, "--yes", "--json")
    assert (done.exit_code, json.loads(done.stdout)) == (0, {"code": code, "keys": 0, "files": False})
    assert hemicycle("delete", code, "--check").exit_code == 0
    assert hemicycle("delete", code, "--yes").exit_code == 1
    assert not any(f"{{{code}}}".encode() in path.read_bytes() for path in data.rglob("*") if path.is_file())
