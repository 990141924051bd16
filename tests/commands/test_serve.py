"""A running server: what it prints, who may start beside it, what commands do with it, and how it stops."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from server.files import EXAMPLES

HEMICYCLE = [sys.executable, "-m", "server.cli"]
ENVIRON = {name: value for name, value in os.environ.items() if not name.startswith(("HOST", "PORT", "HEMICYCLE_"))}


@contextmanager
def serving(data: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    """A server on a free port, and what it says of itself; it is stopped at the end, and must end well."""
    command = [*HEMICYCLE, "serve", "--port", "0", "--data-dir", str(data), "--json", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRON)
    assert process.stdout
    try:
        text = ""
        for line in process.stdout:
            text += line
            if line == "}\n":
                break
        yield process, json.loads(text)
    finally:
        process.terminate()
        process.communicate(timeout=60)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, Any]]]:
    """A server with one small workshop."""
    data = tmp_path_factory.mktemp("serve") / "data"
    with serving(data, "--load", str(EXAMPLES / "first-poll.yaml"), "--no-example") as (_, found):
        yield data, found


def hemicycle(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command beside the server."""
    command = [*HEMICYCLE, *arguments, "--data-dir", str(data)]
    return subprocess.run(command, capture_output=True, text=True, env=ENVIRON, timeout=100, check=False)


def act(found: dict[str, Any], path: str) -> dict[str, Any]:
    """A moderator's act."""
    request = urllib.request.Request(
        f"{found['url']}/workshops/{found['code']}/{path}",
        method="POST",
        headers={"Authorization": f"Bearer {found['tokens']['moderator']}", "Accept": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        state: dict[str, Any] = json.load(response)
        return state


def children(pid: int) -> dict[int, str]:
    """The processes that a process started: number → command line."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,command="], capture_output=True, text=True, check=True
    ).stdout
    lines = [line.split(maxsplit=2) for line in listed.splitlines()]
    return {int(own): command for own, parent, command in lines if int(parent) == pid}


def get(url: str) -> int:
    """The status of a page, for a browser that keeps cookies."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    try:
        with browser.open(url, timeout=30) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_the_printed_addresses_lead_somewhere(server: tuple[Path, dict[str, Any]]) -> None:
    """Where to join, the pages of the roles, and the administrator's."""
    _, found = server
    assert re.fullmatch(r"\d{6}", found["code"])
    assert found["password"]
    for address in (*found["links"].values(), found["administrator"]):
        assert get(address) == 200, address


def test_a_second_start_is_refused(server: tuple[Path, dict[str, Any]]) -> None:
    """One data directory has one server; the sentence says which."""
    data, found = server
    second = hemicycle(data, "serve", "--port", "0")
    assert second.returncode == 1
    assert second.stderr.startswith(f"A server already runs on {data} (process ")
    assert found["url"] in second.stderr


def test_commands_work_beside_it(server: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    """A workshop is loaded, archived and summed up while the server runs, and the server knows it."""
    data, found = server
    loaded = json.loads(hemicycle(data, "load", str(EXAMPLES / "first-poll.yaml"), "--json").stdout)
    assert loaded["links"]["join"] == f"{found['url']}/{loaded['code']}"
    assert get(loaded["links"]["join"]) == 200
    assert hemicycle(data, "archive", loaded["code"], "--out", str(tmp_path / "a.zip")).returncode == 0
    assert hemicycle(data, "summary", loaded["code"], "--out", str(tmp_path / "a.docx")).returncode == 0
    assert f"process {json.loads((data / 'serving.json').read_text())['pid']}" in hemicycle(data, "doctor").stdout


def test_rehearse_recounts(server: tuple[Path, dict[str, Any]]) -> None:
    """Simulated delegates answer the open poll, and everything agrees, field by field."""
    data, found = server
    assert act(found, "polls/language/open")["round"] == 1
    result = hemicycle(data, "rehearse", found["code"], "--delegates", "20", "--seconds", "2", "--json")
    assert result.returncode == 0, result.stdout + result.stderr
    counted = json.loads(result.stdout)
    assert counted["ok"]
    assert counted["delegates"] == 20
    assert counted["sent"] == counted["acknowledged"] > 0
    assert counted["stored"] == counted["expected"] == counted["acknowledged"] - counted["replaced"]
    assert counted["differences"] == []
    assert set(counted["latency_ms"]) == {"p50", "p95", "max"}


def test_rehearse_knows_no_such_workshop(server: tuple[Path, dict[str, Any]]) -> None:
    """A wrong code is a sentence."""
    result = hemicycle(server[0], "rehearse", "000000", "--seconds", "1")
    assert (result.returncode, result.stderr) == (1, "There is no workshop 000000 in this store.\n")


def test_a_port_that_is_taken(server: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    """The sentence names the port and a way out; the new data directory is left in order."""
    port = server[1]["url"].rpartition(":")[2]
    result = hemicycle(tmp_path / "other", "serve", "--port", port)
    assert result.returncode == 1
    assert f"Hemicycle cannot listen on 127.0.0.1, port {port}" in result.stderr


def test_stops_cleanly_and_comes_back(tmp_path: Path) -> None:
    """SIGTERM ends it with exit code 0 and an empty hall; the next start prints the same links, and no new password."""
    data = tmp_path / "data"
    with serving(data, "--no-example", "--load", str(EXAMPLES / "first-poll.yaml")) as (process, first):
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, "")
    assert not (data / "serving.json").exists()
    assert not (data / "server.sock").exists()
    with serving(data) as (_, second):
        assert (second["code"], second["tokens"], second["password"]) == (first["code"], first["tokens"], "")


def test_a_dead_worker_and_a_dead_store_are_started_again(tmp_path: Path) -> None:
    """Two workers share the port; a killed one and a killed store come back, and say so."""
    data = tmp_path / "data"
    with serving(data, "--workers", "2", "--no-example") as (process, found):
        assert process.stderr
        lines = children(process.pid).items()
        worker = next(pid for pid, line in lines if "multiprocessing.spawn" in line)
        store = next(pid for pid, line in lines if "server.conf" in line or "server.sock" in line)
        os.kill(worker, signal.SIGKILL)
        assert any("A web worker has stopped (signal 9)" in line for line in process.stderr)
        os.kill(store, signal.SIGKILL)
        assert any("The store has stopped" in line for line in process.stderr)
        for _ in range(50):
            if get(f"{found['url']}/readyz") == 200:
                break
        assert get(f"{found['url']}/readyz") == 200


def test_nothing_listens_where_a_free_port_was_asked(tmp_path: Path) -> None:
    """Port 0 takes a free port, and the addresses name it."""
    with serving(tmp_path / "data", "--no-example") as (_, found):
        port = int(found["url"].rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=10):
            assert found["code"] == ""
