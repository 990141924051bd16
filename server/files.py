"""Where the files beside the code lie: in a checkout at its top, in an installed package within it."""

from __future__ import annotations

from pathlib import Path

_PACKAGED = Path(__file__).parent / "_files"
ROOT = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
LOCALE = ROOT / "locale"
EXAMPLES = ROOT / "examples"
