"""Archives: a whole workshop as one zip file of JSON files, with a manifest of their digests."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from server.domain import picture
from server.domain.errors import HemicycleError
from server.domain.messages import Message, message
from server.domain.state import State, decode
from server.store import keys
from server.store.files.damage import DAMAGED
from server.store.log import Entry

FORMAT = "hemicycle-archive"
VERSION = 1
# Bytes. A million answers with their log make some 60 MB packed and 400 MB unpacked.
LARGEST_PACKED = 256 * 2**20
LARGEST = 1024 * 2**20
MOST_FILES = 5_000
LARGEST_MANIFEST = 2 * 2**20

# The earliest time that a zip file can say: the same content makes the same file.
_TIME = (1980, 1, 1, 0, 0, 0)
_PICTURE = "pictures/"
_ROUND = re.compile(r"rounds/([A-Za-z0-9][A-Za-z0-9_-]{0,39})\.([1-9][0-9]{0,5})\.json")

UNSOUND = message("This archive is not complete, or it holds what no archive holds.")


class BadArchive(HemicycleError):
    """A file that is no archive of ours, or is damaged."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


@dataclass(slots=True)
class RoundContents:
    """One round: the hashes of the store as they are, and who supported what, as pairs joined in the store's way."""

    answers: dict[str, str] = field(default_factory=dict)
    counts: dict[str, str] = field(default_factory=dict)
    moderation: dict[str, str] = field(default_factory=dict)
    upvotes: dict[str, str] = field(default_factory=dict)
    upvoters: list[str] = field(default_factory=list, kw_only=True)
    reactions: dict[str, str] = field(default_factory=dict, kw_only=True)
    clerk: dict[str, str] = field(default_factory=dict, kw_only=True)


@dataclass(slots=True)
class Contents:
    """Everything of a workshop but the key of its pseudonyms, which no file may hold."""

    code: str
    workshop: dict[str, str]
    state: dict[str, str]
    notes: dict[str, str] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    grants: dict[str, str] = field(default_factory=dict)
    presence: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    badges: dict[str, str] = field(default_factory=dict)
    badge_codes: dict[str, str] = field(default_factory=dict)
    attended: dict[str, str] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)
    wordings: dict[str, str] = field(default_factory=dict)
    rounds: dict[tuple[str, int], RoundContents] = field(default_factory=dict, kw_only=True)
    log: list[Entry] = field(default_factory=list, kw_only=True)
    pictures: dict[str, bytes] = field(default_factory=dict, kw_only=True)

    @property
    def standing(self) -> State:
        return decode(self.state)


# The files that are one hash each.
HASHES = (
    *("workshop", "state", "notes", "seats", "tokens", "grants", "presence", "people", "badges", "badge_codes"),
    *("attended", "papers", "wordings"),
)
# Those that archives from before there were badges, or times of attendance, do not have.
LATER = frozenset(("people", "badges", "badge_codes", "attended", "papers", "wordings"))


def pack(contents: Contents) -> bytes:
    """The archive as a file."""
    files: dict[str, Any] = {f"{name}.json": getattr(contents, name) for name in HASHES}
    # The definition is what people look for first; it is kept as it was written.
    files["workshop.json"] = {name: text for name, text in contents.workshop.items() if name != "text"}
    for (poll, number), one in contents.rounds.items():
        files[f"rounds/{poll}.{number}.json"] = {name: getattr(one, name) for name in RoundContents.__slots__}
    texts = {name: _json(content) for name, content in files.items()}
    texts["agenda.json"] = contents.workshop["text"].encode()
    texts["log.jsonl"] = b"".join(_json(entry._asdict(), None) + b"\n" for entry in contents.log)
    texts |= {_PICTURE + name: data for name, data in contents.pictures.items()}
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "code": contents.code,
        "files": {name: hashlib.sha256(text).hexdigest() for name, text in sorted(texts.items())},
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (("manifest.json", _json(manifest)), *sorted(texts.items())):
            archive.writestr(zipfile.ZipInfo(name, _TIME), text, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def unpack(data: bytes) -> Contents:
    """The contents of an archive, checked against its manifest.

    Raises:
        BadArchive: with what is wrong.
    """
    try:
        code, files = _files(data)
        return _contents(code, files)
    except DAMAGED as problem:
        # RuntimeError is what the library raises for an encrypted file, and for JSON that is nested too deeply.
        raise BadArchive(message("This file is no archive, or it is damaged.")) from problem
    except (ValueError, KeyError, TypeError) as problem:
        raise BadArchive(UNSOUND) from problem


def _files(data: bytes) -> tuple[str, dict[str, bytes]]:
    if len(data) > LARGEST_PACKED:
        raise BadArchive(message("This file is too large for an archive."))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        names = [member.filename for member in members]
        if len(members) > MOST_FILES or sum(member.file_size for member in members) > LARGEST:
            raise BadArchive(message("This archive would unpack to more than any workshop needs."))
        if len(set(names)) != len(names) or "manifest.json" not in names:
            raise BadArchive(message("This file is no archive, or it is damaged."))
        manifest = json.loads(_read(archive, "manifest.json", LARGEST_MANIFEST))
        if manifest["format"] != FORMAT:
            raise BadArchive(message("This file is no archive, or it is damaged."))
        if manifest["version"] != VERSION:
            raise BadArchive(message("This archive was made by another version of Hemicycle, which can read it."))
        if set(manifest["files"]) != set(names) - {"manifest.json"}:
            raise BadArchive(message("This archive has files too many or too few."))
        files: dict[str, bytes] = {}
        for member in members:
            name = member.filename
            if name == "manifest.json":
                continue
            files[name] = _read(archive, name, member.file_size)
            if hashlib.sha256(files[name]).hexdigest() != manifest["files"][name]:
                raise BadArchive(message("The file %(name)s in this archive was changed or damaged.", name=name))
    code = manifest["code"]
    if not isinstance(code, str) or not re.fullmatch("[0-9]{6}", code):
        raise ValueError(code)
    return code, files


def _read(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """A member, never more of it than it says it has: what it says may be false."""
    with archive.open(name) as member:
        text = member.read(most + 1)
    if len(text) > most:
        raise BadArchive(message("This archive would unpack to more than any workshop needs."))
    return text


def _contents(code: str, files: Mapping[str, bytes]) -> Contents:
    empty = {f"{name}.json": b"{}" for name in LATER}
    hashes = {name: _hash(json.loads({**empty, **files}[f"{name}.json"])) for name in HASHES}
    hashes["workshop"]["text"] = files["agenda.json"].decode()
    contents = Contents(code, *(hashes[name] for name in HASHES))
    contents.log = [Entry(**_hash(json.loads(line))) for line in files["log.jsonl"].splitlines()]
    others = set(files) - {f"{name}.json" for name in HASHES} - {"agenda.json", "log.jsonl"}
    for name in sorted(others):
        if name.startswith(_PICTURE):
            contents.pictures[_picture_name(name)] = _picture(files[name])
            continue
        shape = _ROUND.fullmatch(name)
        if shape is None:
            raise ValueError(name)
        raw = json.loads(files[name])
        upvoters = raw["upvoters"]
        if not isinstance(upvoters, list) or not all(isinstance(one, str) for one in upvoters):
            raise ValueError(name)
        four = (_hash(raw[part]) for part in ("answers", "counts", "moderation", "upvotes"))
        # Archives that are older than reactions or clerk's entries have none.
        reactions, clerk = (_hash(raw.get(part, {})) for part in ("reactions", "clerk"))
        contents.rounds[shape[1], int(shape[2])] = RoundContents(
            *four, upvoters=upvoters, reactions=reactions, clerk=clerk
        )
    if set(contents.rounds) != set(keys.rounds(contents.standing)):
        raise ValueError("The rounds are not those of the state.")
    return contents


def _picture_name(member: str) -> str:
    name = member.removeprefix(_PICTURE)
    if not picture.NAME.fullmatch(name):
        raise ValueError(member)
    return name


def _picture(data: bytes) -> bytes:
    """What a workshop may serve: whatever made this archive, it is sent to browsers."""
    if len(data) > picture.LARGEST_KEPT or not picture.type_of(data):
        raise ValueError("This must be a picture.")
    return data


def _hash(raw: object) -> dict[str, str]:
    """A mapping of texts to texts, as every hash of the store is one.

    Raises:
        ValueError: when it is none.
    """
    if not isinstance(raw, dict) or not all(isinstance(text, str) for pair in raw.items() for text in pair):
        raise ValueError("This must be a mapping of texts to texts.")
    return raw


def _json(content: object, indent: int | None = 1) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=indent, sort_keys=True).encode()
