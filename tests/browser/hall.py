"""A whole server in processes of its own, which a test may kill, freeze and start again; and the moderator's hand."""

from __future__ import annotations

import contextlib
import copy
import json
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib import parse, request
from urllib.error import HTTPError

from click.testing import CliRunner

from server.cli import main
from tests.web.house import AGENDA

START = 60  # seconds a start may take on a busy machine


class Hall:
    """`hemicycle serve` on a free port of the loopback, and one workshop in it: the trial course, or another."""

    def __init__(self, folder: Path, workers: int = 1, agenda: str = AGENDA) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder = folder
        self.workers = workers
        self.agenda = folder / "agenda.yaml"
        self.agenda.write_text(agenda)
        self.data = folder / "data"
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self.code = ""
        self.tokens: dict[str, str] = {}

    def start(self) -> Hall:
        """Start the server; the first start also creates the workshop."""
        self.serve()
        if not self.code:
            self._load()
        return self

    def workshop(self, folder: Path, agenda: str = AGENDA) -> Hall:
        """Another workshop of the same server, whose processes are not its own to stop."""
        other = copy.copy(self)
        other.folder, other.agenda, other.process = folder, folder / "agenda.yaml", None
        other.agenda.write_text(agenda)
        other._load()
        return other

    def serve(self) -> None:
        """Start the server, with what its data directory holds."""
        command = [sys.executable, "-m", "server", "serve", "--port", str(self.port), "--no-example"]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, env=self._environment, stdout=log, stderr=log)
        deadline = time.monotonic() + START
        while not self._ready():
            assert self.process.poll() is None, self.log()
            assert time.monotonic() < deadline, self.log()
            time.sleep(0.05)

    def command(self, *arguments: str) -> str:
        """Run `hemicycle` beside the server; what it printed."""
        command = [sys.executable, "-m", "server", *arguments]
        done = subprocess.run(command, env=self._environment, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def act(self, path: str, **fields: str) -> dict[str, Any]:
        """An act of the moderator's."""
        return self._call(f"/workshops/{self.code}/{path}", self.tokens["moderator"], fields)

    def results(self) -> dict[str, Any]:
        """results.json, poll by poll."""
        found = self._call(f"/workshops/{self.code}/results.json", self.tokens["staff"])
        return {poll["poll"]: poll for poll in found["polls"]}

    def link(self, role: str) -> str:
        """The role's link."""
        return f"{self.url}/enter/{self.tokens[role]}"

    def kill(self) -> None:
        """The web process and the supervisor die without a word; the store lives on, an orphan."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def kill_store(self) -> None:
        """The store dies without a word."""
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if str(self.data / "server.conf").encode() in (entry / "cmdline").read_bytes():
                    os.kill(int(entry.name), signal.SIGKILL)

    def freeze(self) -> None:
        """Nothing closes, nothing answers."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """An orderly stop, whatever state a test left the server in."""
        if self.process is not None and self.process.poll() is None:
            self.thaw()
            self.process.terminate()
            self.process.wait(30)
        self.kill_store()

    def log(self) -> str:
        return (self.folder / "server.log").read_text(errors="replace")

    @property
    def _environment(self) -> dict[str, str]:
        own = {
            "HEMICYCLE_DATA_DIR": str(self.data),
            "HEMICYCLE_ADMIN_PASSWORD": "correct horse",
            "HEMICYCLE_WORKERS": str(self.workers),
        }
        return {**os.environ, **own}

    def _load(self) -> None:
        # In this process, because another one takes a second to begin; in a thread, because a loop may be running here.
        command = ["load", str(self.agenda), "--json", "--data-dir", str(self.data)]
        with ThreadPoolExecutor(1) as beside:
            done = beside.submit(CliRunner().invoke, main, command, catch_exceptions=False).result()
        assert done.exit_code == 0, done.output
        made = json.loads(done.stdout)
        self.code, self.tokens = made["code"], made["tokens"]

    def _ready(self) -> bool:
        try:
            with request.urlopen(f"{self.url}/readyz", timeout=2) as response:
                return bool(response.status == 200)
        except OSError:
            return False

    def _call(self, path: str, token: str, fields: dict[str, str] | None = None) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        body = None if fields is None else parse.urlencode(fields).encode()
        try:
            with request.urlopen(request.Request(self.url + path, body, headers), timeout=60) as response:
                found: dict[str, Any] = json.load(response)
        except HTTPError as refused:
            with refused:
                raise AssertionError(f"{path}: {refused.code} {refused.read().decode()[:300]}") from None
        return found
