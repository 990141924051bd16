"""What an answer says as people read it: its options by their texts, its numbers by what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from server.domain.kind import Answer, AnyKind, Definition
from server.domain.language import Language
from server.domain.messages import message
from server.domain.text import clean, one_line

# Parts of an answer that have no label in the form of their kind: whom a question from the floor is for.
_PARTS = {"to": message("To")}
# What the server adds to an answer of a kind that is timed.
TIMES = frozenset({"elapsed", "limit"})


class Phrasing:
    """Reads the answers to one poll in one language; what the poll itself says is looked up once."""

    def __init__(self, kind: AnyKind, definition: Definition, language: Language) -> None:
        self._kind, self._definition, self._language = kind, definition, language
        form = kind.form(definition, language)
        self._fields = {str(one["name"]): one for one in _listed(form) if "type" in one}
        self._parts = _PARTS.keys() if kind.lists else frozenset()
        self._known = {name: one_line(text) for name, text in _texts(_listed(form)).items()}
        self._abouts: dict[str, str] = {}
        self._consent = {"yes": language.say(message("Yes")), "no": language.say(message("No"))}
        self._passed = {"skip": str(form["pass"])} if "pass" in form else {}

    def told(self, answer: Answer, unseen: frozenset[str]) -> dict[str, list[str]]:
        """What it says by what it is about, "" where there is only one thing to answer; no addresses.

        What the server added to it is left out, and of a question or text that nobody may see, all of it.
        """
        if self._kind.lists:
            written = [one.text for one in self._kind.written(self._definition, answer)]
            if unseen.issuperset(written):
                return {}
        told: dict[str, list[str]] = {}
        for name, values in answer.fields.items():
            field = self._fields.get(name, {})
            if field.get("type") == "email" or (self._kind.timed and name in TIMES):
                continue
            about = self._abouts.get(name)
            if about is None:
                label = str(field.get("label", "")) or self._known.get(name.partition(".")[2], "")
                if name in self._parts:
                    label = self._language.say(_PARTS[name])
                # What is consented to is a sentence; its full stop does not stand before a colon.
                about = self._abouts[name] = label.removesuffix(".")
            if field:
                texts = self._texts(field)
            elif about and name not in self._parts:
                texts = self._passed
            else:
                texts = self._known
            found = told.setdefault(about, [])
            for value in values:
                if value not in unseen:
                    # Most are options or numbers; only what people wrote has to be looked through.
                    found.append(texts.get(value) or (value if value.isdecimal() else one_line(value)))
        return told

    def _texts(self, field: Mapping[str, Any]) -> Mapping[str, str]:
        """What the values of a form's field are called; an option may have the id that consent has."""
        return self._consent if field["type"] == "consent" else _texts(field["options"])

    def joined(self, told: Mapping[str, Sequence[str]]) -> str:
        """All of it as one text."""
        parts = [
            self._language.say(message("%(option)s: %(n)s", option=about, n=", ".join(values)))
            if about
            else ", ".join(values)
            for about, values in told.items()
            if values
        ]
        return clean("; ".join(parts))


def _listed(form: Mapping[str, object]) -> Iterator[Mapping[str, Any]]:
    """Whatever a form lists: options, statements, items, fields."""
    for listed in form.values():
        if isinstance(listed, Sequence):
            yield from (one for one in listed if isinstance(one, Mapping))


def _texts(listed: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Id → text of what is listed."""
    return {str(one["id"]): str(one.get("text") or one["id"]) for one in listed if "id" in one}
