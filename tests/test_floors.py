"""The floors hold: imports point down, and no module has grown into two."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SERVER = Path(__file__).parent.parent / "server"
FLOORS = {"domain": 0, "kinds": 1, "store": 2, "live": 3, "exports": 3, "web": 4}
# Floors beside each other do not know each other; constants of where files lie are everybody's.
BESIDE = {("live", "exports"), ("exports", "live")}
EVERYBODYS = {"files"}
# The wiring may use everything; the floors may use of it only these.
WIRING_FOR_WEB = {"config", "catalogues"}
LONGEST = 350  # lines


def modules() -> Iterator[Path]:
    return SERVER.rglob("*.py")


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and first step below `server` of every import of our own."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [f"{node.module}.{alias.name}" if node.module == "server" else node.module for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            steps = name.split(".")
            if steps[0] == "server" and len(steps) > 1:
                yield node.lineno, steps[1]


@pytest.mark.parametrize("floor", FLOORS)
def test_imports_point_down(floor: str) -> None:
    """A module imports only from its own floor and those below."""
    wrong: list[str] = []
    for path in (SERVER / floor).rglob("*.py"):
        for line, target in imported(path):
            if target in EVERYBODYS or target.startswith("__"):
                continue
            if target in WIRING_FOR_WEB and floor == "web":
                continue
            below = FLOORS.get(target, 99) <= FLOORS[floor] and (floor, target) not in BESIDE
            if not below:
                wrong.append(f"{path.relative_to(SERVER)}:{line} imports server.{target}")
    assert wrong == []


def test_domain_does_nothing() -> None:
    """Values and rules have no input, no output, no clock and no randomness."""
    worldly = {"asyncio", "redis", "starlette", "socket", "random", "secrets", "os", "subprocess", "threading"}
    wrong: list[str] = []
    for floor in ("domain", "kinds"):
        for path in (SERVER / floor).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                names = (
                    [node.module or ""]
                    if isinstance(node, ast.ImportFrom)
                    else [alias.name for alias in node.names]
                    if isinstance(node, ast.Import)
                    else []
                )
                wrong += [f"{path.name}: {name}" for name in names if name.split(".")[0] in worldly]
    assert wrong == []


def test_modules_stay_small() -> None:
    """A module of more than 350 lines is two nouns."""
    assert [path.name for path in modules() if len(path.read_text().splitlines()) > LONGEST] == []


def test_no_circles() -> None:
    """Whoever reads a module can read what it stands on first, without coming back."""
    known = {".".join(("server", *path.relative_to(SERVER).with_suffix("").parts)): path for path in modules()}
    needs = {name: {one for one in named(path) if one in known and one != name} for name, path in known.items()}
    while free := {name for name, needed in needs.items() if not needed}:
        needs = {name: needed - free for name, needed in needs.items() if name not in free}
    assert sorted(needs) == []


def named(path: Path) -> Iterator[str]:
    """Every module of our own that is imported, also where only types are checked."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
