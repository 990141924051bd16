"""The child process: `python -m server.exports.template.child` reads a job and writes what came of it.

Before it looks at the template it gives up whatever a template could misuse. The kernel keeps these limits, also
against code that got out of the sandbox: no file, socket or process can be opened any more.
"""

from __future__ import annotations

import base64
import contextlib
import gc
import importlib
import io
import json
import os
import resource
import sys
import zipfile
from collections.abc import Mapping
from typing import Any

from docx import Document

from server.exports.template import engine, example, package, shape
from server.exports.template.trouble import MOST_TROUBLES, REFUSED, WRITTEN, Trouble

SHAPES = {"summary": shape.SUMMARY, "certificate": shape.CERTIFICATE}


def main() -> None:
    """One job from the standard input."""
    job = json.load(sys.stdin.buffer)
    _confine(job["limits"])
    try:
        out = _work(job)
    except engine.Refused as refused:
        _refuse(refused.troubles)
    except MemoryError:
        gc.collect()
        _refuse([Trouble("memory")])
    except RecursionError:
        _refuse([Trouble("deep")])
    except Exception as fault:  # Whatever else a stranger's file makes the libraries raise.
        _refuse([Trouble("broken", type(fault).__name__)])
    else:
        sys.stdout.buffer.write(out)
        sys.stdout.flush()
    os._exit(WRITTEN)


def _confine(limits: Mapping[str, int]) -> None:
    """Everything that will be needed is loaded by now."""
    _warm()
    memory, seconds, written = limits["memory"], limits["cpu"], limits["written"]
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    for what, soft, hard in (
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_CPU, spent + seconds, spent + seconds + 1),
        (resource.RLIMIT_FSIZE, written, written),
        (resource.RLIMIT_NPROC, 0, 0),
        # The three that are open are the job and the answer; there will be no fourth.
        (resource.RLIMIT_NOFILE, 3, 3),
    ):
        # Some systems know no limit of memory; the time of the processor ends there what would take it all.
        with contextlib.suppress(*([ValueError] if what == resource.RLIMIT_AS else [])):
            resource.setrlimit(what, (soft, hard))


def _warm() -> None:
    """Libraries read some of their own files when they are first used."""
    for name in ("cp437", "idna", "latin_1", "raw_unicode_escape", "unicode_escape", "utf_16", "ascii"):
        importlib.import_module(f"encodings.{name}")
    importlib.import_module("jinja2.debug")
    _sound(engine.fill(example.smallest(), example.SAMPLE, {}))
    # What goes wrong has its own paths through the libraries.
    with contextlib.suppress(engine.Refused):
        engine.fill(example.smallest(), {}, {})
    engine.examine(example.smallest(), {})


def _work(job: Mapping[str, Any]) -> bytes:
    data = base64.b64decode(job["template"])
    troubles = package.troubles(data) or engine.examine(data, SHAPES[job["sort"]])
    if troubles:
        raise engine.Refused(troubles)
    many, properties = job["data"], job["properties"]
    match job["work"]:
        case "check":
            engine.fill(data, many[0], properties)
            return b""
        case "one":
            return _sound(engine.fill(data, many[0], properties))
        case "together":
            return _sound(engine.together(data, many, properties))
        case _:
            return _each(data, many, properties, job["names"])


def _each(data: bytes, many: list[dict[str, Any]], properties: Mapping[str, str], names: list[str]) -> bytes:
    """A file for each, in one archive."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
        for plain, name in zip(many, names, strict=True):
            written.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), engine.fill(data, plain, properties))
    return archive.getvalue()


def _sound(data: bytes) -> bytes:
    """What came out can be opened again; a table in the middle of a line, for instance, cannot."""
    try:
        Document(io.BytesIO(data))
    except Exception as damage:
        raise engine.Refused([Trouble("broken", type(damage).__name__)]) from damage
    return data


def _refuse(troubles: list[Trouble]) -> None:
    text = json.dumps([trouble.plain() for trouble in troubles[:MOST_TROUBLES]], ensure_ascii=True)
    sys.stdout.write(text)
    sys.stdout.flush()
    os._exit(REFUSED)


if __name__ == "__main__":
    main()
