"""Who was here at one moment, as it is kept with a round: numbers, and then the member delegations by their ids."""

from __future__ import annotations

from collections.abc import Iterable

Numbers = tuple[int | str, ...]
"""The numbers of server.domain.attending; a text at the end has the ids, where they were kept."""

_MARK, _BETWEEN = "=", ","


def naming(delegations: Iterable[str]) -> str:
    """The text that names these delegations; it has no space, and is never empty."""
    return _MARK + _BETWEEN.join(delegations)


def named(numbers: Numbers) -> frozenset[str] | None:
    """The delegations that were here; None where they were not kept."""
    text = next((one for one in numbers if isinstance(one, str)), None)
    return None if text is None else frozenset(filter(None, text.removeprefix(_MARK).split(_BETWEEN)))


def decode(text: str) -> Numbers:
    """From the store's text, with spaces between.

    Raises:
        ValueError: when the text has another form.
    """
    return tuple(one if one.startswith(_MARK) else int(one) for one in text.split())
