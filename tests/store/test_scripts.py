"""The Lua files themselves, and how they are found by the server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from server.store import keys
from server.store.scripts import LUA, Script, source
from tests.store.sample import ENTRY, Floor

FILES = sorted(LUA.glob("*.lua"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_script_is_short_and_says_what_it_is(file: Path) -> None:
    """Every file has at most 45 lines and a header that names what goes in and comes out."""
    lines = file.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 45
    header = "\n".join(line for line in lines if line.startswith("--"))
    if header.startswith("-- Shared"):
        assert "KEYS" in header or "->" in header
    else:
        assert re.search(r"^-- KEYS ", header, re.MULTILINE)
        assert re.search(r"^-- Result: ", header, re.MULTILINE)


def test_shared_parts_stand_in_the_place_of_their_include() -> None:
    """An include of an include is resolved too, and none is left."""
    text = source("open")
    assert "local function commit" in text
    assert text.index("local function commit") < text.index("local function act")
    assert not re.search(r"^-- include", text, re.MULTILINE)


async def test_a_server_that_forgot_the_script_gets_its_text(floor: Floor) -> None:
    """After a restart or a failover the server knows no script."""
    await floor.redis.script_flush()
    assert (await floor.acts.begin(floor.code)).begun
    await floor.open("tools")
    await floor.redis.script_flush()
    assert await floor.say("tools", "1", "a", "x") == "recorded"


async def test_all_keys_of_a_workshop_lie_in_one_slot(floor: Floor) -> None:
    """Every key that a workshop has is known to the one module of keys and has its code in braces."""
    await floor.open("voice")
    await floor.sit("CL")
    await floor.say("voice", "1", "a", "Hello")
    await floor.acts.decide(floor.code, "voice", 1, "hide", "x")
    await floor.acts.note(floor.code, "closing", "Thank you.")
    await floor.upvotes.set(floor.code, "voice", 1, "1", ENTRY, True)
    known = set(keys.of_workshop(floor.code, [("voice", 1)]))
    stored = set(await floor.redis.keys("hc:{*"))
    assert stored <= known
    assert all(f"{{{floor.code}}}" in key for key in known)


def test_a_script_is_named_by_its_content() -> None:
    """Two scripts have two names, and the same one has one."""
    assert Script("open").sha == Script("open").sha != Script("close").sha
