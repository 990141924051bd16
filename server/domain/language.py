"""Languages: texts that exist in several of them, and how each says sentences, numbers and times."""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from server.domain.messages import Message, message

# A plain string in an agenda file means the same in every language; it is kept under this key.
EVERY = "*"
# Languages written from right to left among those that have a catalogue or may get one.
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class LanguageMap:
    """One text in several languages, in the workshop's order of languages."""

    texts: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(self.texts.values())

    def __str__(self) -> str:
        """The text in its first language: what a log or a test reads."""
        return next(iter(self.texts.values()), "")

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def language_for(self, language: str) -> str:
        """The language in which `pick` answers; EVERY where the text is the same in all, "" where there is none."""
        if self.texts.get(language):
            return language
        return next((code for code, text in self.texts.items() if text), "")

    def pick(self, language: str) -> str:
        """The text in this language, else in the first that has one, else ""."""
        return self.texts.get(self.language_for(language), "")

    def has(self, language: str) -> bool:
        """Whether a reader of this language gets the text in it."""
        return self.language_for(language) in (language, EVERY)


def same(text: str) -> LanguageMap:
    """A text that is the same in every language."""
    return LanguageMap({EVERY: text})


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the interface: its catalogue and its forms of numbers and times."""

    code: str
    name: str
    catalogue: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)

    @property
    def direction(self) -> str:
        return "rtl" if self.code in RIGHT_TO_LEFT else "ltr"

    def say(self, sentence: Message | str) -> str:
        """The sentence in this language."""
        if isinstance(sentence, str):
            # A catalogue keeps its own header under the empty sentence.
            return self.catalogue.gettext(sentence) if sentence else ""
        if sentence.many:
            template = self.catalogue.ngettext(sentence.text, sentence.many, sentence.n)
        else:
            template = self.catalogue.gettext(sentence.text)
        if not sentence.params:
            return template
        return template % {name: self._part(value) for name, value in sentence.params.items()}

    def labels(self, sentence: Message | str) -> tuple[str, ...]:
        """A word of a drawing, once for each of the languages that are drawn: here one."""
        return (self.say(sentence),)

    def _part(self, value: object) -> object:
        """A parameter of a sentence: another sentence, a text in several languages, or what it is."""
        if isinstance(value, Message):
            return self.say(value)
        return value.pick(self.code) if isinstance(value, LanguageMap) else value

    def number(self, value: float, decimals: int = 0) -> str:
        """The number as this language writes it, rounded half to even to `decimals` places."""
        # Adding nought takes the sign from a small negative number that rounds to nought.
        return _decimal(round(value, decimals) + 0, decimals, self.code)

    def percent(self, share: float) -> str:
        """A share from 0 to 1 in whole points: 26% in English, 26 % with a no-break space elsewhere."""
        return self.say(message("%(points)s%%", points=self.number(100 * share)))

    def clock(self, moment: time | datetime) -> str:
        """The time of day: 11:37, in French 11 h 37, in Portuguese 11h37."""
        return self.say(message("%(hour)s:%(minute)s", hour=str(moment.hour), minute=f"{moment.minute:02}"))

    def day(self, day: date) -> str:
        """The date in words: 15 de febrero de 2024."""
        return str(format_date(day, format="long", locale=self.code))

    def listing(self, items: list[str]) -> str:
        """Items as a sentence lists them: a, b and c."""
        if len(items) < 2:
            return "".join(items)
        return self.say(message("%(first)s and %(last)s", first=", ".join(items[:-1]), last=items[-1]))


@lru_cache(maxsize=50_000)
def _decimal(value: float, decimals: int, locale: str) -> str:
    """A rounded number as a language writes it; the same few thousand stand in every table again and again."""
    return str(format_decimal(value, format="#,##0." + "0" * decimals if decimals else "#,##0", locale=locale))


ENGLISH = Language("en", "English")


def own_name(code: str) -> str:
    """A language by its own name, as its readers know it; by its tag where that is not known."""
    try:
        name = Locale.parse(code, sep="-").get_display_name(code)
    except Exception:  # What somebody typed is no tag, and the library says so in several ways.
        return code
    return (name[:1].upper() + name[1:]) if name else code
