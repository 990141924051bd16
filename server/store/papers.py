"""The organisation's own Word templates, as a workshop keeps them: files that only the child ever looks into."""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from redis.asyncio import Redis

from server.domain.errors import Refusal
from server.domain.messages import message
from server.domain.text import one_line
from server.store import keys, reading
from server.store.scripts import Script

MOST = 10  # templates of one workshop
LARGEST = 5 * 2**20  # bytes of one
SORTS = ("summary", "certificate")
LONGEST_NAME = 60

_PAPER = Script("paper")


@dataclass(frozen=True, slots=True)
class Paper:
    """A template: what it is for (summary or certificate), when it came in milliseconds, how large it is in bytes."""

    name: str
    sort: str
    at: int
    size: int


class Papers:
    """Keeps and reads templates."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def put(self, code: str, sort: str, file_name: str, data: bytes) -> Paper:
        """Keep a template that was found to be sound; one with the same name is replaced.

        Raises:
            Refusal: when there are too many, it is too large, or there is no such workshop.
        """
        if sort not in SORTS:
            raise Refusal("sort", message("A template is for the summary or for certificates."))
        if len(data) > LARGEST:
            raise Refusal("file", message("The file is larger than 5 MB."))
        name = named(file_name)
        at = time.time_ns() // 1_000_000
        text = f"{at} {sort} {base64.b64encode(data).decode()}"
        said = await _PAPER(self._redis, [keys.workshop(code), keys.papers(code)], [name, text, MOST])
        if said == "full":
            raise Refusal("file", message("A workshop keeps at most %(n)s templates. Remove one first.", n=MOST))
        if said == "unknown":
            raise Refusal("file", message("There is no workshop with this code."))
        return Paper(name, sort, at, len(data))

    async def listing(self, code: str) -> Sequence[Paper]:
        """All templates of a workshop by name."""
        stored = await reading.fields(self._redis, keys.papers(code))
        return [_described(name, text) for name, text in sorted(stored.items())]

    async def get(self, code: str, name: str, sort: str) -> bytes | None:
        """A template of this sort, None where the workshop has none with this name."""
        text = await reading.field(self._redis, keys.papers(code), name) if name else None
        if text is None or _described(name, text).sort != sort:
            return None
        return base64.b64decode(text.split(" ", 2)[2])

    async def remove(self, code: str, name: str) -> bool:
        """Forget a template; whether there was one."""
        return bool(await self._redis.hdel(keys.papers(code), name))


def named(file_name: str) -> str:
    """A name that fits an address and a list, from that of a file."""
    stem = PurePath(file_name.replace("\\", "/")).name
    stem = re.sub(r"\.docx$", "", one_line(stem), flags=re.IGNORECASE)
    words = re.sub(r"[^\w .()-]+", " ", stem)
    return " ".join(words.split())[:LONGEST_NAME].strip(" .") or "template"


def _described(name: str, text: str) -> Paper:
    at, sort, data = text.split(" ", 2)
    return Paper(name, sort, int(at), len(data) * 3 // 4)
