"""Summaries for pages: gathered beside the event loop, so that no phone waits for a document."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

from starlette.requests import Request

from server.domain.language import Language
from server.domain.snapshot import Snapshot
from server.exports.parts import Summary
from server.exports.summary import gather
from server.web import doors
from server.web.services import Services

# Answers up to which a summary is gathered in a thread: that takes some tens of milliseconds. Beyond, it is gathered by
# the process that writes the files.
FEW = 3_000
BESIDE = "+"
"""Stands between the codes of two languages that are set side by side: es+en."""


async def summary(own: Services, snapshot: Snapshot, languages: Sequence[Language]) -> Summary:
    """The summary in the first of these languages, with the second beside it where there is one."""
    answers = sum(data.people for data in snapshot.rounds)
    first, *others = [
        await asyncio.to_thread(gather, snapshot, own.kinds, language)
        if answers <= FEW
        else replace(await own.exporter.gather(snapshot, language.code), language=language)
        for language in languages
    ]
    return replace(first, beside=others[0]) if others else first


def wished(own: Services, request: Request, snapshot: Snapshot, wish: str = "") -> list[Language]:
    """The languages that the address asks for: `lang=es`, `lang=es+en`, or `lang=es` and `beside=en`."""
    return wished_of(own, request, snapshot.workshop.language, wish)


def wished_of(own: Services, request: Request, language: str, wish: str = "") -> list[Language]:
    """The same for a workshop whose own language this is.

    Without a wish it is the workshop's own: a document is written for its readers.
    """
    query: Mapping[str, str] = request.query_params
    # A plus sign in an address stands for a space.
    codes = (wish or query.get("lang", "")).replace(" ", BESIDE).split(BESIDE)
    codes = [*codes[:2], query.get("beside", "") if not wish else ""]
    found = [own.languages[code] for code in dict.fromkeys(codes) if code in own.languages]
    if not found:
        default = own.languages.get(language)
        return [default or doors.language_of(own, request)]
    return found[:2]


def code_of(languages: Sequence[Language]) -> str:
    """How these languages are named in addresses and in the names of files: es, es+en."""
    return BESIDE.join(language.code for language in languages)
