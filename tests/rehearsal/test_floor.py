"""Simulated delegates know the public contract and nothing else."""

from __future__ import annotations

import ast
from pathlib import Path

import server.rehearsal

FOLDER = Path(server.rehearsal.__file__).parent
ALLOWED = ("server.domain", "server.kinds", "server.rehearsal")


def test_imports_values_and_kinds_only() -> None:
    """A module that knew the store could be right for the wrong reason."""
    wrong = [
        f"{path.name}: {node.module}"
        for path in FOLDER.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("server")
        and not (node.module or "").startswith(ALLOWED)
    ]
    assert wrong == []
