"""Runs a template in a child process, and reads what came of it. The process that serves the meeting opens nothing."""

from __future__ import annotations

import base64
import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from server.exports.template.trouble import REFUSED, WRITTEN, TemplateRefused, Trouble, read

LARGEST = 5 * 2**20  # bytes of a template; one with a logo has 100 KB
MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one child: memory and what it writes in bytes, CPU time and patience in seconds."""

    memory: int = 768 * MEGABYTE
    written: int = 60 * MEGABYTE
    cpu: int = 20
    patience: int = 40


NORMAL = Limits()


def check(sort: str, template: bytes, data: Mapping[str, Any], limits: Limits = NORMAL) -> None:
    """Try a template with data.

    Args:
        sort: summary or certificate.

    Raises:
        TemplateRefused: with everything that is wrong.
    """
    _run("check", sort, template, [data], {}, (), limits)


def fill(
    sort: str, template: bytes, data: Mapping[str, Any], properties: Mapping[str, str], limits: Limits = NORMAL
) -> bytes:
    """The template with this data, as a Word file.

    Raises:
        TemplateRefused: with everything that is wrong.
    """
    return _run("one", sort, template, [data], properties, (), limits)


def together(
    sort: str,
    template: bytes,
    many: Sequence[Mapping[str, Any]],
    properties: Mapping[str, str],
    limits: Limits = NORMAL,
) -> bytes:
    """The template once for each, in one Word file to print.

    Raises:
        TemplateRefused: with everything that is wrong.
    """
    return _run("together", sort, template, many, properties, (), limits)


def each(
    sort: str,
    template: bytes,
    many: Sequence[Mapping[str, Any]],
    properties: Mapping[str, str],
    names: Sequence[str],
    limits: Limits = NORMAL,
) -> bytes:
    """The template once for each, as files with these names in one zip.

    Raises:
        TemplateRefused: with everything that is wrong.
    """
    return _run("each", sort, template, many, properties, names, limits)


def _run(
    work: str,
    sort: str,
    template: bytes,
    many: Sequence[Mapping[str, Any]],
    properties: Mapping[str, str],
    names: Sequence[str],
    limits: Limits,
) -> bytes:
    if len(template) > LARGEST:
        raise TemplateRefused([Trouble("large")])
    job = {
        "work": work,
        "sort": sort,
        "template": base64.b64encode(template).decode(),
        "data": list(many),
        "properties": dict(properties),
        "names": list(names),
        "limits": asdict(limits),
    }
    # Files in place of pipes: then the kernel counts what the child writes, and a large answer blocks nobody.
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as answer:
        asked.write(json.dumps(job).encode())
        asked.seek(0)
        code = _wait(asked, answer, limits.patience)
        answer.seek(0)
        out = answer.read(limits.written + 1)
    if code == WRITTEN and len(out) <= limits.written:
        return out
    raise TemplateRefused(_troubles(code, out))


def _wait(asked: Any, answer: Any, patience: int) -> int | None:
    """The child's exit code; None for one that was ended because it took too long."""
    child = subprocess.Popen(
        [sys.executable, "-I", "-m", "server.exports.template.child"],
        stdin=asked,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        close_fds=True,
        start_new_session=True,
        cwd="/",
        # Nothing of ours: no password, no address of the store.
        env={"LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    try:
        return child.wait(patience)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()


def _troubles(code: int | None, out: bytes) -> list[Trouble]:
    if code == REFUSED:
        try:
            return [read(raw) for raw in json.loads(out)]
        except (ValueError, KeyError, TypeError):
            return [Trouble("unreadable")]
    # A signal. The kernel's for too much CPU time, too large a file or no memory at all; or the last of a deep nesting.
    return [Trouble("time" if code in (None, -signal.SIGXCPU, -signal.SIGKILL) else "memory")]
