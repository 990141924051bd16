"""The page on which texts are grouped into themes: the texts, the themes there are, and those that might be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.kind import Entry
from server.domain.language import Language
from server.domain.schedule import local
from server.domain.snapshot import RoundData
from server.domain.workshop import Poll, Workshop
from server.kinds.themes import Suggestion, suggest

MOST_TEXTS = 1_000  # on one page, the oldest first
MOSTLY = 0.9  # of the authors, for the words of one language to be the only ones that say nothing
SAMPLES = 3  # texts that show what a suggestion means


@dataclass(frozen=True, slots=True)
class ThemeText:
    """A text with the name of its theme, "" for none; `held` says that nobody sees it yet."""

    id: str
    text: str
    at: str
    theme: str
    held: bool


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme, and how many texts it has."""

    id: str
    name: str
    texts: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A theme that might be, with the ids of its texts and a few of them to read."""

    name: str
    entries: Sequence[str]
    samples: Sequence[str]


@dataclass(frozen=True, slots=True)
class ThemesView:
    """One round of one poll to be grouped; `rest` counts texts that have no theme."""

    poll: str
    prompt: str
    round: int
    rounds: int
    texts: Sequence[ThemeText]
    themes: Sequence[ThemeLine]
    offers: Sequence[Offer]
    rest: int


def themes_view(workshop: Workshop, poll: Poll, data: RoundData, rounds: int, language: Language) -> ThemesView:
    """The page in one language. What is hidden is not on it; what is held is, for somebody has to read it."""
    decisions = data.decisions
    entries = [entry for entry in data.entries if entry.id not in decisions.hidden]
    themes = {entry.id: decisions.themes.get(entry.id, "") for entry in entries}
    counted = Counter(themes.values())
    known = decisions.names
    loose = [entry for entry in entries if themes[entry.id] not in known]
    return ThemesView(
        poll=poll.id,
        prompt=poll.prompt.pick(language.code),
        round=data.round,
        rounds=rounds,
        texts=[
            ThemeText(
                entry.id,
                entry.text,
                language.clock(local(workshop, entry.at)) if entry.at else "",
                known.get(themes[entry.id], ""),
                decisions.held(entry.id),
            )
            for entry in entries[:MOST_TEXTS]
        ],
        themes=[
            ThemeLine(name, known[name], counted[name]) for name in sorted(known, key=lambda one: (known[one], one))
        ],
        offers=[_offer(one, loose) for one in suggest(loose, _language(loose, workshop))],
        rest=len(loose),
    )


def _offer(one: Suggestion, entries: Sequence[Entry]) -> Offer:
    texts = {entry.id: entry.text for entry in entries}
    return Offer(one.name, one.entries, [texts[entry] for entry in one.entries[:SAMPLES]])


def _language(entries: Sequence[Entry], workshop: Workshop) -> str:
    """The language that most of their authors read; where they read several, none of them."""
    read = Counter(
        segment.partition(":")[2] for entry in entries for segment in entry.segments if segment.startswith("language:")
    )
    if not read:
        return workshop.language
    language, n = read.most_common(1)[0]
    return language if n >= MOSTLY * len(entries) else ""
