"""Two languages at once: the wording of a poll in which every text says both, for drawings that have one label each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from server.domain.language import ENGLISH, EVERY, Language, LanguageMap
from server.domain.messages import Message
from server.domain.workshop import Poll, Workshop

BETWEEN = " / "

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class BothLanguages(Language):
    """The first of two languages, for drawings whose own words say both; numbers and sentences are the first one's."""

    second: Language = ENGLISH

    def labels(self, sentence: Message | str) -> tuple[str, ...]:
        """The word in both; what is the same in both is said once."""
        return tuple(dict.fromkeys((self.say(sentence), self.second.say(sentence))))


def both_languages(first: Language, second: Language) -> BothLanguages:
    """The one and the other."""
    return BothLanguages(first.code, first.name, first.catalogue, second)


def lettering(language: Language, sentence: Message | str) -> str:
    """A word of a drawing in one line."""
    return BETWEEN.join(language.labels(sentence))


def both(value: Value, first: str, second: str) -> Value:
    """The same value, whatever it is made of, in which a text of the first language is followed by the second one's."""
    changed: Any = _both(value, first, second)
    found: Value = changed
    return found


def _both(value: Any, first: str, second: str) -> Any:
    if isinstance(value, LanguageMap):
        one, other = value.texts.get(first), value.texts.get(second)
        # What is the same in both is said once.
        if not one or not other or one == other or EVERY in value.texts:
            return value
        return LanguageMap({**value.texts, first: f"{one}{BETWEEN}{other}"})
    if is_dataclass(value) and not isinstance(value, type):
        known = {one.name: getattr(value, one.name) for one in fields(value) if one.init}
        told = {name: _both(part, first, second) for name, part in known.items()}
        changed = {name: part for name, part in told.items() if part is not known[name]}
        return replace(value, **changed) if changed else value
    if isinstance(value, (tuple, list)):
        parts = [_both(part, first, second) for part in value]
        return type(value)(parts) if any(a is not b for a, b in zip(parts, value, strict=True)) else value
    if isinstance(value, Mapping):
        return {name: _both(part, first, second) for name, part in value.items()}
    return value


def with_both(workshop: Workshop, poll: Poll, first: str, second: str) -> Workshop:
    """The workshop in which this poll has the words of both languages."""
    changed = replace(poll, definition=both(poll.definition, first, second))
    agenda = [
        replace(item, polls=tuple(changed if one.id == poll.id else one for one in item.polls))
        if any(one.id == poll.id for one in item.polls)
        else item
        for item in workshop.agenda
    ]
    return replace(workshop, agenda=agenda)
