"""The reference of the agenda file tells the truth."""

from __future__ import annotations

import re

import pytest

from server.domain.roster import parse_roster_file
from server.files import EXAMPLES, ROOT
from server.kinds import BY_NAME
from server.store.files.agenda_file import load, parse_stored
from server.store.files.yaml_text import read

PAGE = (ROOT / "docs" / "reference" / "agenda-file.md").read_text()
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.startswith("hemicycle: 1")])
def test_every_whole_example_loads(block: str) -> None:
    """As it stands, and again from what is stored."""
    workshop, canonical = load(block, BY_NAME)
    assert parse_stored(canonical, BY_NAME) == workshop


def test_the_roster_file_loads() -> None:
    """It is the one that begins with its name."""
    (block,) = [block for block in BLOCKS if block.startswith("# members.yaml")]
    assert [one.plate for one in parse_roster_file(read(block).value).delegations] == ["CHL"]


def test_the_page_has_examples() -> None:
    """At least the smallest, an item, polls and a roster."""
    assert sum(block.startswith("hemicycle: 1") for block in BLOCKS) == 4


@pytest.mark.parametrize("kind", BY_NAME)
def test_every_kind_is_in_the_page(kind: str) -> None:
    """A kind without its keys here could not be written in a file."""
    assert f"| `{kind}` |" in PAGE


def test_the_smallest_example_is_the_shipped_one() -> None:
    """The page and `examples/first-poll.yaml` do not drift apart."""
    raw = read((EXAMPLES / "first-poll.yaml").read_text()).value
    page = read(BLOCKS[0]).value
    assert {**raw, "agenda": None} == {**page, "agenda": None}


def test_the_kinds_of_a_poll_are_all_named() -> None:
    """In the row of the key itself, and no other one."""
    (row,) = [row for row in PAGE.splitlines() if row.startswith("| `kind` | one of ")]
    assert set(re.findall(r"`(\w+)`", row)) == {"kind", *BY_NAME}
