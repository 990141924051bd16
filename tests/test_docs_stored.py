"""The list of what is stored leaves no key out, and names none that is not there."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

from server.files import ROOT
from server.store import keys

CODE = "482173"
PAGE = (ROOT / "docs" / "topics" / "security.md").read_text()
PART = PAGE.partition("## What is stored\n")[2]
# Every row has the names of its keys in its last column.
ROWS = [line.strip("| ").split(" | ") for line in PART.splitlines() if line.startswith("| ")]
# What is no name but a value of one: a digest, a minute.
SAMPLE = {"code": CODE, "poll": "x", "round_": 1, "digest": "0", "slot": 0}


def names() -> Iterator[str]:
    """Every key as the page calls it: without the code, the poll, the round and the values at its end."""
    for name, value in vars(keys).items():
        if name.isupper() and isinstance(value, str) and value != keys.BELL:
            yield value
        if not inspect.isfunction(value) or value.__module__ != keys.__name__:
            continue
        wanted = list(inspect.signature(value).parameters)
        if inspect.signature(value).return_annotation != "str":
            continue  # Lists of keys that have functions of their own.
        key = value(*(SAMPLE[parameter] for parameter in wanted))
        yield key.removeprefix(f"hc:{{{CODE}}}:").removeprefix("p:x:1:").removesuffix(":0")


def test_every_key_is_in_the_list() -> None:
    """And every one of the list is a key."""
    listed = {name for row in ROWS for name in re.findall(r"`([^`]+)`", row[-1])}
    there = set(names())
    assert {"answers", "seats:pass", "joiners", "hc:deleted"} <= there
    assert listed == there


def test_every_row_says_what_is_kept() -> None:
    """In words, for people who know no keys."""
    assert len(ROWS) > 30
    assert [row for row in ROWS if len(row) != 3 or not all(row)] == []


def test_both_pages_say_when_a_seat_was_last_seen() -> None:
    """The administrator's page and the list agree."""
    text = (ROOT / "docs" / "how-to" / "administer.md").read_text()
    assert "last seen" in text
    assert "| last seen |" in PART
