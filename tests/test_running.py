"""What a running server leaves in its data directory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from server import running
from server.running import Serving


def test_a_server_is_found_while_it_runs(tmp_path: Path) -> None:
    """Its note is believed as long as its process lives, and only its own process takes it away."""
    own = Serving(os.getpid(), "http://127.0.0.1:1", "http://h")
    running.announce(tmp_path, own)
    assert running.serving(tmp_path) == own
    running.withdraw(tmp_path, os.getpid() + 1)
    assert running.serving(tmp_path) == own
    running.withdraw(tmp_path, os.getpid())
    assert running.serving(tmp_path) is None


def test_the_note_of_a_killed_server_is_not_believed(tmp_path: Path) -> None:
    """A process that is gone serves nothing."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    running.announce(tmp_path, Serving(gone.pid, "http://127.0.0.1:1", "http://h"))
    assert running.serving(tmp_path) is None


def test_a_broken_note_is_none(tmp_path: Path) -> None:
    """Whatever stands in the file, it does no harm."""
    (tmp_path / running.SERVING).write_text("[1")
    assert running.serving(tmp_path) is None


def test_links_are_kept_for_their_workshop_only(tmp_path: Path) -> None:
    """The tokens of one workshop are not those of another, and nobody else can read them."""
    running.keep_links(tmp_path, "482173", {"staff": "t"})
    assert running.kept_links(tmp_path, "482173") == {"staff": "t"}
    assert running.kept_links(tmp_path, "482174") == {}
    assert running.newest_links(tmp_path) == ("482173", {"staff": "t"})
    assert (tmp_path / running.LINKS).stat().st_mode & 0o077 == 0
