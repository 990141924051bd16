"""Dates, times and time zones as people write them in a file."""

from __future__ import annotations

import re
from datetime import date, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from server.domain.messages import message
from server.domain.reader import LONGEST_WORD, Reader

Span = tuple[time | None, time | None]
NO_SPAN: Span = (None, None)

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = r"([0-9]{1,2}):([0-9]{2})"
# People type the dash that their keyboard has; a start alone is a time too.
_SPAN = re.compile(rf"{_CLOCK}(?:\s*(?:[-\u2010-\u2015\u2212]|to)\s*{_CLOCK})?")


def read_date(reader: Reader, key: str) -> date:
    """A day as YYYY-MM-DD; the first of all days where there is a fault."""
    value = reader.value(key)
    if type(value) is date:
        return value
    text = reader.text(key, required=True, longest=LONGEST_WORD)
    if text:
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        reader.fault(key, message("“%(text)s” is not a date. Write year, month and day: 2024-02-15.", text=text))
    return date.min


def read_zone(reader: Reader, key: str) -> ZoneInfo:
    """A time zone by its name in the IANA database; UTC where there is a fault."""
    name = reader.text(key, required=True, longest=LONGEST_WORD)
    if name:
        try:
            return ZoneInfo(name)
        # An unknown name is a KeyError, one that leaves the database a ValueError, a folder in it an OSError.
        except (ZoneInfoNotFoundError, ValueError, OSError):
            reader.fault(
                key, message("“%(name)s” is not a known time zone. Write its name as in America/New_York.", name=name)
            )
    return ZoneInfo("UTC")


def read_span(reader: Reader, key: str) -> Span:
    """A start, or a start and an end, of one day: 11:35–11:45."""
    text = reader.text(key, longest=LONGEST_WORD)
    if not text:
        return NO_SPAN
    parts = _SPAN.fullmatch(text)
    if parts is None:
        reader.fault(key, message("“%(text)s” is not a time. Write start and end: 11:35–11:45.", text=text))
        return NO_SPAN
    hour, minute, end_hour, end_minute = parts.groups()
    try:
        start = time(int(hour), int(minute))
        end = time(int(end_hour), int(end_minute)) if end_hour else None
    except ValueError:
        reader.fault(key, message("“%(text)s” is not a time of day.", text=text))
        return NO_SPAN
    if end and end <= start:
        reader.fault(
            key, message("The end, %(end)s, is not after the start, %(start)s.", end=clock(end), start=clock(start))
        )
        return NO_SPAN
    return start, end


def check_order(reader: Reader, key: str, span: Span, *, whole: Span, ahead: Span, neighbour: str) -> None:
    """Report a span that leaves the whole one, or begins before the one ahead of it, `neighbour`, is over."""
    start, end = span[0], span[1] or span[0]
    first, last = whole
    over = ahead[1] or ahead[0]
    if start and first and start < first:
        reader.fault(
            key,
            message(
                "This begins at %(start)s, before the workshop at %(first)s.", start=clock(start), first=clock(first)
            ),
        )
    if end and last and end > last:
        reader.fault(
            key, message("This ends at %(end)s, after the workshop at %(last)s.", end=clock(end), last=clock(last))
        )
    if start and over and start < over:
        reader.fault(
            key,
            message(
                "This begins at %(start)s, but “%(item)s” before it goes on until %(end)s.",
                start=clock(start),
                item=neighbour,
                end=clock(over),
            ),
        )


def clock(moment: time) -> str:
    """The time as files write it."""
    return f"{moment:%H:%M}"
