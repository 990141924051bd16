"""The page of the editor on which an address stands, and what people call it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.editing import Astray, look, path_of, text_in
from server.domain.language import EVERY, Language
from server.domain.messages import Message, message
from server.domain.workshop_keys import GROUPS
from server.live.editor.keys import group_keys

FIRST = "meeting"


def said(value: Any, languages: Sequence[str], language: Language) -> str:
    """A text of a draft in the language of whoever edits, in another one where it is missing."""
    wish = [language.code] if language.code in languages else []
    for code in (*wish, *languages, EVERY):
        if text := text_in(value, languages, code):
            return text
    return ""


def page_of(raw: Any, address: str) -> str:
    """The address of the page with a field or an entry."""
    match address.split("/"):
        case ["agenda", item, "polls", poll, *_]:
            return f"agenda/{item}/polls/{poll}"
        case [("agenda" | "roster") as rows, one, *_]:
            return f"{rows}/{one}"
        case [name, *_]:
            return next((group for group in GROUPS if any(key.name == name for key in group_keys(raw, group))), FIRST)
    return FIRST


def name_of(raw: Any, page: str, languages: Sequence[str], language: Language, gone: Any = None) -> Message:
    """What a page is called.

    Args:
        gone: what stood there, where nothing does any more.
    """
    try:
        entry = look(raw, path_of(raw, page))
    except Astray:
        entry = None
    entry = entry if isinstance(entry, Mapping) else gone if isinstance(gone, Mapping) else {}
    own = str(entry.get("id") or "–")
    match page.split("/"):
        case ["agenda", _, "polls", _]:
            return message("Poll “%(title)s”", title=said(entry.get("prompt"), languages, language) or own)
        case ["agenda", _]:
            return message("Item “%(title)s”", title=said(entry.get("title"), languages, language) or own)
        case ["roster", _]:
            return message("Delegation “%(title)s”", title=said(entry.get("name"), languages, language) or own)
    return GROUPS[page if page in GROUPS else FIRST][0]
