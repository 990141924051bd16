"""Agenda files: from bytes or text to a workshop, and to the one text that is stored and parsed again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any

from server.domain.agenda import Trouble, parse
from server.domain.errors import Fault, Faults
from server.domain.kind import AnyKind
from server.domain.messages import Message, message
from server.domain.reader import IDENTIFIER
from server.domain.roster import Roster, parse_roster_file, plain_groups, plain_roster
from server.domain.workshop import Workshop
from server.files import EXAMPLES
from server.store.files.album import Album
from server.store.files.yaml_text import Document, read

LARGEST_FILE = 2_000_000  # bytes; the longest real agenda has 50,000
SHIPPED = EXAMPLES / "rosters"

_SUFFIXES = (".yaml", ".yml", ".json")


def load_bytes(
    data: bytes, kinds: Mapping[str, AnyKind], *, beside: FilePath | None = None, album: Album | None = None
) -> tuple[Workshop, str]:
    """The workshop in an uploaded or opened file, and its canonical text; see `load`.

    Raises:
        Faults: with every fault of the file.
    """
    return load(_decode(data), kinds, beside=beside, album=album)


def load(
    text: str, kinds: Mapping[str, AnyKind], *, beside: FilePath | None = None, album: Album | None = None
) -> tuple[Workshop, str]:
    """The workshop in a YAML 1.2 or JSON text, and the canonical JSON text that parses to the same on its own.

    `beside` is the folder in which a roster file that the agenda names is looked for; without it, only the shipped
    rosters are known. `album` is where the pictures are taken from that the agenda names, and keeps them; without it
    nobody asks for them.

    Raises:
        Faults: with every fault of the file, each with its line.
    """
    if len(text) > LARGEST_FILE or len(text.encode(errors="replace")) > LARGEST_FILE:
        raise _whole(message("This file is larger than %(n)s bytes.", n=LARGEST_FILE))
    document = read(text)
    raw = document.value
    trouble: Trouble = album.trouble if album else lambda name: None
    rosters = _rosters(document, beside)
    raw = _with_groups(raw, rosters)
    named = {name: roster.delegations for name, roster in rosters.items()}
    workshop = parse(raw, kinds, line_of=document.line_of, rosters=named, trouble=trouble)
    if isinstance(raw.get("roster"), str):
        raw = {**raw, "roster": plain_roster(workshop.delegations)}
    return workshop, json.dumps(raw, ensure_ascii=False, separators=(",", ":"))


def parse_stored(canonical: str, kinds: Mapping[str, AnyKind]) -> Workshop:
    """The workshop in a canonical text.

    Raises:
        Faults: where the text comes from a program that knew other kinds or keys.
    """
    return parse(json.loads(canonical), kinds)


def _decode(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        raise _whole(message("This file is larger than %(n)s bytes.", n=LARGEST_FILE))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _whole(message("This file is not text in UTF-8. Save it as YAML or JSON in UTF-8.")) from error


def _with_groups(raw: Any, rosters: Mapping[str, Roster]) -> Any:
    """The agenda with the group names of the roster that it calls by name, where it has none of its own."""
    roster = next(iter(rosters.values()), None)
    languages = raw.get("languages") if isinstance(raw, Mapping) else None
    if roster is None or not roster.groups or not isinstance(languages, list) or raw.get("groups") is not None:
        return raw
    return {**raw, "groups": plain_groups(roster.groups, [str(one) for one in languages])}


def _rosters(document: Document, beside: FilePath | None) -> Mapping[str, Roster]:
    """The roster that the agenda calls by name; none where it calls none, or one that is not there."""
    raw: Any = document.value
    name = raw.get("roster") if isinstance(raw, Mapping) else None
    if not isinstance(name, str) or not (file := _roster_file(name, beside)):
        return {}
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise _whole(message("This file is larger than %(n)s bytes.", n=LARGEST_FILE))
        roster = read(_decode(file.read_bytes()))
        return {name: parse_roster_file(roster.value, line_of=roster.line_of)}
    except OSError:
        reason = message("The roster %(file)s cannot be read.", file=file.name)
        raise Faults([Fault("roster", document.line_of(("roster",)), reason)]) from None
    except Faults as error:
        # The lines are those of the other file, so they are part of the sentence.
        line = document.line_of(("roster",))
        raise Faults(
            [
                Fault("roster", line, message("In %(file)s: %(fault)s", file=file.name, fault=str(fault)))
                for fault in error.faults
            ]
        ) from None


def _roster_file(name: str, beside: FilePath | None) -> FilePath | None:
    """The file of a roster: a shipped one by its name, or one in the folder beside the agenda by its file name."""
    if IDENTIFIER.fullmatch(name):
        shipped = SHIPPED / f"{name}.yaml"
        return shipped if shipped.is_file() else None
    # A name with a folder in it could lead anywhere on this machine.
    if beside is None or not name.endswith(_SUFFIXES) or FilePath(name).name != name:
        return None
    file = beside / name
    return file if file.is_file() else None


def _whole(reason: Message) -> Faults:
    """A fault of the file as a whole."""
    return Faults([Fault("", 0, reason)])
