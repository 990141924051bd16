"""Results that are made of written texts: a wall of them, or the themes they were grouped into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.figure import Figure
from server.domain.kind import Entry, Tally
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.table import Cell, Column, Table
from server.domain.text import one_line
from server.kinds.draw.bars import Row, bars
from server.kinds.draw.ground import NO_ANSWERS, NOT_SHOWN, nothing
from server.kinds.draw.naming import called
from server.kinds.draw.reading import Reading, columns, fitting, reading
from server.kinds.draw.shift import Group, shift
from server.kinds.respondents import counted

NO_THEME = message("Without a theme")


@dataclass(frozen=True, slots=True)
class Theme:
    """Texts that moderators found to belong together."""

    id: str
    name: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class TextTally(Tally):
    """The texts that may be seen: the oldest first, or where others can support them the most supported first.

    `themes` are those that have texts, the largest first.
    """

    entries: Sequence[Entry] = ()
    themes: Sequence[Theme] = ()

    @property
    def themed(self) -> bool:
        """Whether at least half of the texts belong to a theme, so that the themes are the result."""
        return bool(self.themes) and 2 * sum(len(theme.entries) for theme in self.themes) >= len(self.entries)

    def share(self, n: int) -> float:
        """Of the texts, from 0 to 1."""
        return n / len(self.entries) if self.entries else 0.0


def base(tally: TextTally, language: Language) -> str:
    """How many texts by how many people or delegations."""
    if not tally.entries:
        return language.say(NOT_SHOWN if tally.people else NO_ANSWERS)
    texts = language.number(len(tally.entries))
    written = plural("%(n)s text", "%(n)s texts", len(tally.entries), n=texts)
    people = counted(tally.people, language, delegations=tally.delegations)
    if tally.people > len(tally.entries):
        # Some texts are held or hidden, and nobody is told whose; the number of people stands beside the result.
        if tally.themed:
            return language.say(message("%(texts)s; shares are of the texts.", texts=written))
        return language.say(message("%(texts)s.", texts=written))
    if tally.themed:
        return language.say(message("%(texts)s by %(people)s; shares are of the texts.", texts=written, people=people))
    return language.say(message("%(texts)s by %(people)s.", texts=written, people=people))


def figure(tally: TextTally, upvotes: bool, language: Language) -> Figure:
    """The themes as bars where they are the result, else a wall of the latest or most supported texts."""
    if not tally.entries:
        return nothing(language, NOT_SHOWN if tally.people else message("No answers yet. They will appear here."))
    if tally.themed:
        rows = [
            Row(one_line(theme.name), len(theme.entries), language.number(len(theme.entries))) for theme in tally.themes
        ]
        named = [language.say(message("%(option)s: %(n)s", option=row.label, n=row.end)) for row in rows]
        said = language.say(message("Themes by the number of texts: %(themes)s.", themes="; ".join(named)))
        return bars(rows, language, f"{said} {base(tally, language)}")
    shown = on_wall(tally, upvotes, language)
    said = base(tally, language)
    if upvotes and shown[0].end:
        most = message("The most supported text: “%(text)s”", text=one_line(shown[0].text))
        said = f"{said} {language.say(most)}"
    return reading(shown, said)


def on_wall(tally: TextTally, upvotes: bool, language: Language) -> Sequence[Reading]:
    """What the wall shows, from above: the latest with the newest last, or the most supported first."""
    if upvotes:
        ranked = [Reading(one.text, language.number(one.upvotes) if one.upvotes else "") for one in tally.entries]
        return ranked[: max(fitting(ranked), 1)]
    newest = [Reading(one.text) for one in reversed(tally.entries)]
    return newest[: max(fitting(newest), 1)][::-1]


def table(tally: TextTally, upvotes: bool, language: Language) -> Table:
    """The texts as rows; where there are themes, each theme with its numbers and its texts below it."""
    titles: list[Message] = [message("Text")]
    columns = [Column.LABEL]
    if tally.themes:
        titles = [message("Theme and its texts"), message("Texts"), message("Share")]
        columns += [Column.COUNT, Column.SHARE]
    if upvotes:
        titles.append(message("Support"))
        columns.append(Column.NUMBER)
    between: list[Cell] = [None] * (len(columns) - 1 - upvotes)
    rows: list[Sequence[Cell]] = []
    for name, entries in _sections(tally, language):
        if tally.themes:
            supported: list[Cell] = [sum(entry.upvotes for entry in entries)] if upvotes else []
            rows.append([name, len(entries), tally.share(len(entries)), *supported])
        rows += [[entry.text, *between, *([entry.upvotes] if upvotes else [])] for entry in entries]
    return Table([language.say(title) for title in titles], columns, rows, base(tally, language))


def compare(tallies: Sequence[tuple[str, TextTally]], upvotes: bool, language: Language) -> Figure:
    """How the themes moved where all are themed, else the walls beside one another."""
    if tallies and all(tally.themed for _, tally in tallies):
        names = {theme.id: theme.name for _, tally in reversed(tallies) for theme in tally.themes}
        groups = [
            Group(
                name,
                tally.people,
                [
                    tally.share(next((len(theme.entries) for theme in tally.themes if theme.id == key), 0))
                    for key in names
                ],
                tally.delegations,
            )
            for name, tally in tallies
        ]
        return shift([one_line(name) for name in names.values()], groups, language)
    if not any(tally.entries for _, tally in tallies):
        return nothing(language)
    return columns(
        [(called(name, language), on_wall(tally, upvotes, language)) for name, tally in tallies],
        " ".join(
            language.say(message("%(group)s: %(texts)s", group=called(name, language), texts=base(tally, language)))
            for name, tally in tallies
        ),
    )


def _sections(tally: TextTally, language: Language) -> Sequence[tuple[str, Sequence[Entry]]]:
    """The themes with their texts, and at the end what has none."""
    sections = [(one_line(theme.name), theme.entries) for theme in tally.themes]
    rest = [entry for entry in tally.entries if not entry.theme]
    return [*sections, (language.say(NO_THEME), rest)] if rest else sections
