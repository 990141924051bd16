"""The library: ready polls and agendas in four languages, as agenda files that come with the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from server.files import EXAMPLES
from server.store.files.agenda_file import SHIPPED
from server.store.files.yaml_text import read

FOLDER = EXAMPLES / "library"
POLLS = "polls"
"""The file whose items are groups of ready polls; the others are whole agendas."""

Raw = Mapping[str, Any]


@lru_cache(maxsize=1)
def files() -> Mapping[str, Raw]:
    """Every file of the library by its name, the polls first."""
    found = {file.stem: read(file.read_text(encoding="utf-8")).value for file in sorted(FOLDER.glob("*.yaml"))}
    return {POLLS: found[POLLS], **found} if POLLS in found else found


def agendas() -> Mapping[str, Raw]:
    """The ready agendas by their names."""
    return {name: raw for name, raw in files().items() if name != POLLS}


def poll(name: str) -> Raw | None:
    """A ready poll by its id."""
    groups = files().get(POLLS, {}).get("agenda", ())
    return next((one for group in groups for one in group["polls"] if one["id"] == name), None)


@lru_cache(maxsize=1)
def rosters() -> Mapping[str, Raw]:
    """The rosters that come with the program, by their names."""
    return {file.stem: read(file.read_text(encoding="utf-8")).value for file in sorted(SHIPPED.glob("*.yaml"))}


def in_languages(value: Any, known: Sequence[str], languages: Sequence[str]) -> Any:
    """The same with its texts in the languages of a workshop; where it has none of them, in its first one for all.

    Args:
        known: the languages that the value is in.
    """
    if isinstance(value, Mapping):
        if value and all(key in known and isinstance(text, str) for key, text in value.items()):
            texts = {code: value[code] for code in languages if code in value}
            return texts or next(iter(value.values()))
        return {key: in_languages(one, known, languages) for key, one in value.items()}
    if isinstance(value, list):
        return [in_languages(one, known, languages) for one in value]
    return value


def titled(raw: Any, known: Sequence[str], language: str) -> str:
    """A text of a file in a language, in its first one where it has none."""
    if isinstance(raw, Mapping):
        return str(raw.get(language) or next((raw[code] for code in known if code in raw), ""))
    return str(raw or "")
