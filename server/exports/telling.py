"""How a workshop's texts and times are told in one language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

from server.domain.language import EVERY, Language, LanguageMap
from server.domain.messages import Message, message
from server.domain.text import clean
from server.domain.workshop import Link, Person
from server.exports.parts import LinkPart, Speaker

# Where a document may lead: a link of any other scheme is printed as text.
LEADS = re.compile(r"(?:https?|mailto):\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells in `language`, with times in `zone`; `day` is the day on which a time of day needs no date."""

    language: Language
    zone: ZoneInfo
    day: date

    def say(self, sentence: Message | str) -> str:
        """The sentence, fit for any file whatever its parameters hold."""
        return clean(self.language.say(sentence))

    def text(self, words: LanguageMap) -> str:
        """The text in this language, else in the first that has it."""
        return clean(words.pick(self.language.code))

    def texts(self, many: Sequence[LanguageMap]) -> tuple[str, ...]:
        return tuple(text for words in many if (text := self.text(words)))

    def paragraphs(self, words: LanguageMap) -> tuple[str, ...]:
        """The text in paragraphs: an empty line begins a new one."""
        return paragraphs(self.text(words))

    def foreign(self, words: LanguageMap) -> str:
        """The code of the language in which the text has to be read, "" where it is the reader's own."""
        code = words.language_for(self.language.code)
        return "" if code in (self.language.code, EVERY, "") else code

    def language_name(self, code: str) -> str:
        """A language as this one calls it: Spanish, español."""
        try:
            return str(Locale.parse(code).get_language_name(self.language.code) or code)
        except (UnknownLocaleError, ValueError):
            return code

    def moment(self, at: int | None) -> datetime | None:
        """Milliseconds since 1970 as a time of the workshop's zone, to the second."""
        return None if at is None else datetime.fromtimestamp(at // 1000, UTC).astimezone(self.zone)

    def clock(self, moment: datetime | time) -> str:
        """The time of day, with the date where it is another day than the meeting's."""
        told = self.language.clock(moment)
        if isinstance(moment, datetime) and moment.date() != self.day:
            return self.say(message("%(time)s on %(date)s", time=told, date=self.language.day(moment.date())))
        return told

    def span(self, start: time | None, end: time | None) -> str:
        """A span of the agenda: 11:35–11:45."""
        return "–".join(self.language.clock(one) for one in (start, end) if one)

    def link(self, link: Link) -> LinkPart:
        url = clean(link.url)
        return LinkPart(self.text(link.title) or url, url if LEADS.fullmatch(url) else "")

    def person(self, person: Person) -> Speaker:
        name, role = clean(person.name), self.text(person.role)
        told = self.say(message("%(name)s, %(role)s", name=name, role=role)) if role else name
        return Speaker(name, role, told, tuple(self.link(link) for link in person.links))


def paragraphs(text: str) -> tuple[str, ...]:
    """A text in paragraphs: an empty line begins a new one."""
    return tuple(part.strip() for part in re.split(r"\n[ \t]*\n", clean(text)) if part.strip())
