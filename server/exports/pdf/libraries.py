"""What the machine has to bring for PDF: the libraries that set text, which no package of Python carries."""

from __future__ import annotations

import ctypes
from functools import cache

from server.domain.errors import HemicycleError
from server.domain.messages import Message, message

# The name that people know → the names under which systems keep it.
LIBRARIES = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    "GObject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "HarfBuzz-Subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
}
# How Debian and Ubuntu call what brings all of them.
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class NoPress(HemicycleError):
    """PDF cannot be written on this machine; `reason` names what is missing."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


@cache
def missing() -> tuple[str, ...]:
    """The libraries that are not on this machine."""
    return tuple(name for name, files in LIBRARIES.items() if not any(map(_loads, files)))


def reason() -> Message | None:
    """Why no PDF can be written here, None where it can."""
    if not missing():
        return None
    return message(
        "PDF cannot be written on this server: it lacks %(names)s. Everything else works. On Debian and Ubuntu, "
        "install them with: apt install %(packages)s",
        names=", ".join(missing()),
        packages=PACKAGES,
    )


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
