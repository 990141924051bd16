"""What a presentation says in its own voice, in one language."""

from __future__ import annotations

from dataclasses import dataclass

from server.domain.language import Language
from server.domain.messages import message


@dataclass(frozen=True, slots=True)
class SlideWords:
    """One attribute per word."""

    numbers: str
    highlights: str
    delegations: str
    polls: str
    given: str
    thanks: str
    chart: str
    layouts: tuple[str, str, str]


def slide_words(language: Language) -> SlideWords:
    """The words in this language."""
    say = language.say
    return SlideWords(
        numbers=say(message("The meeting in numbers")),
        highlights=say(message("Highlights")),
        delegations=say(message("Delegations")),
        polls=say(message("Polls")),
        given=say(message("Answers")),
        thanks=say(message("Thank you")),
        chart=say(message("Chart")),
        layouts=(
            say(message("Title slide")),
            say(message("Result")),
            say(message("Text")),
        ),
    )
