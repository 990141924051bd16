"""What a running server leaves in its data directory, so that commands find it and its links stay the same.

`serving.json` says which process serves and where; it is removed when the server stops. `links.json` keeps the tokens
of the role links that were printed: printing them again after a restart must not lock out who entered through them.
Both are readable by the owner of the data directory only, as the data itself is.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from server.domain.errors import HemicycleError

SERVING = "serving.json"
LINKS = "links.json"


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that runs: its process, where this machine reaches it, and the address that people are given."""

    pid: int
    url: str
    base: str


class AlreadyServing(HemicycleError):
    """A second start on the same data directory."""

    def __init__(self, data_dir: Path, serving: Serving) -> None:
        super().__init__(
            f"A server already runs on {data_dir} (process {serving.pid}, {serving.url}). Stop it first,"
            " or give another data directory with --data-dir."
        )


def announce(data_dir: Path, serving: Serving) -> None:
    """Say that this process serves."""
    _write(data_dir / SERVING, asdict(serving))


def withdraw(data_dir: Path, pid: int) -> None:
    """Say that this process serves no more; the note of another stays."""
    if _read(data_dir / SERVING).get("pid") == pid:
        (data_dir / SERVING).unlink(missing_ok=True)


def serving(data_dir: Path) -> Serving | None:
    """The server that runs on this data directory, None when none does (a killed one leaves its note behind)."""
    raw = _read(data_dir / SERVING)
    try:
        found = Serving(int(raw["pid"]), str(raw["url"]), str(raw["base"]))
        os.kill(found.pid, 0)
    except (KeyError, ValueError, ProcessLookupError):
        return None
    except PermissionError:
        return found
    return found


def keep_links(data_dir: Path, code: str, tokens: Mapping[str, str]) -> None:
    """Remember the printed links of one workshop; those of another are forgotten."""
    _write(data_dir / LINKS, {"code": code, "tokens": dict(tokens)})


def kept_links(data_dir: Path, code: str) -> Mapping[str, str]:
    """The tokens printed last for this workshop, role by role; none when another was printed."""
    raw = _read(data_dir / LINKS)
    tokens = raw.get("tokens")
    if raw.get("code") != code or not isinstance(tokens, dict):
        return {}
    return {str(role): str(token) for role, token in tokens.items()}


def forget_links(data_dir: Path, code: str) -> None:
    """Forget the printed links of a workshop that is deleted; those of another stay."""
    if _read(data_dir / LINKS).get("code") == code:
        (data_dir / LINKS).unlink(missing_ok=True)


def newest_links(data_dir: Path) -> tuple[str, Mapping[str, str]]:
    """The code of the workshop whose links were printed last, and their tokens; "" where none were."""
    code = str(_read(data_dir / LINKS).get("code", ""))
    return code, kept_links(data_dir, code)


def _write(path: Path, value: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(value, file)
    new.replace(path)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        raw = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return raw if isinstance(raw, dict) else {}
