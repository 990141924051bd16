"""What a summary consists of: frozen values, every text in the reader's language and fit for any file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from markupsafe import Markup

from server.domain.language import Language
from server.exports.answer_rows import AnswerRows
from server.exports.chart import Chart
from server.exports.frame import Attendance, Fact, LeftOut, LinkGroup, LinkPart, Passage, Present, Speaker
from server.exports.grid import Grid
from server.exports.named_parts import Author, Named, NamedGroup, NamedLine
from server.exports.pinned import Pinned, Pins
from server.exports.words import Words

__all__ = [
    "Attendance",
    "Author",
    "Comparison",
    "EntryPart",
    "Fact",
    "Group",
    "Grouping",
    "ItemPart",
    "LeftOut",
    "LinkGroup",
    "LinkPart",
    "Named",
    "NamedGroup",
    "NamedLine",
    "Passage",
    "PollPart",
    "Present",
    "Round",
    "Speaker",
    "Split",
    "Summary",
    "Theme",
]

# Kinds of links that lead to the meeting itself.
RECORDED = frozenset({"recording", "webcast"})


@dataclass(frozen=True, slots=True)
class EntryPart:
    """A text that a person wrote; `direction` is ltr or rtl by its first strong letter.

    `id` is that of the entry, `times` how often it was written where the same texts are gathered. `answer` are the
    paragraphs of the answer that staff wrote to a question. `author` is who wrote it where the ballot says so, else
    None; `note` begins with it.
    """

    text: str
    upvotes: int
    direction: str
    note: str
    id: str = ""
    answer: tuple[str, ...] = ()
    times: int = 1
    author: Author | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """Entries under the theme that the moderators gave them, "" for none.

    `printed` are those of a document: what several people wrote alike stands there once, and says how often.
    """

    name: str
    entries: tuple[EntryPart, ...]
    printed: tuple[EntryPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The result of some of the people alone."""

    name: str
    people: int
    grid: Grid


@dataclass(frozen=True, slots=True)
class Split:
    """The result by attendance; `line` says what holds.

    `room` and `remote` are people, None where they may not be told. `groups` are the results of the two alone by the
    name of their segment, and `grid` puts them beside the whole, where the table has a column for it.
    """

    line: str = ""
    room: int | None = None
    remote: int | None = None
    grid: Grid | None = None
    groups: Mapping[str, Group] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grouping:
    """The result by some other way than attendance: `way` is group, language or answer, `line` what is kept back.

    `groups` are the results of each group alone by the name of its segment, and `grid` puts them beside the whole,
    where the table has a column for it.
    """

    way: str
    title: str
    line: str
    groups: Mapping[str, Group]
    grid: Grid | None

    @property
    def printed(self) -> bool:
        """Whether a document prints it: only where the agenda file asked for this split."""
        return self.way == "answer"


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a poll. `when` says the round and its times as a sentence, `times` the same below a heading that
    names the round already, `answered` the people, `base` what shares refer to.

    `grids` are the tables that a document prints: one with the columns of the split within it, or two, or none where
    the entries say the same in full; `grid_note` says which rows they leave out. `picture` is the chart as an SVG
    without styles or scripts, "" for none, and `chart_note` says which rows it leaves out. `counts` are the visible
    counts by field. `named` says who answered what, None where the ballot does not; `groupings` are its
    results by group, by language and by an earlier answer, `further` the tables that belong to the result besides:
    statistics, an explanation, who leads. `caption` is what staff wrote below the chart, `clerk` the people whose
    answers the clerk entered, by how they came, and `entered` says so. `pinned` is the picture that people put pins on
    with its pins, for a file, and `pins` the same for a page that loads it,
    `rows` are the answers one by one, for a file that has them. `outcome` is the word of a vote that was decided, as
    Adopted, and `reasons` are the sentences that made it so.
    """

    number: int
    name: str
    opened: datetime | None
    closed: datetime | None
    when: str
    people: int
    answered: str
    base: str
    sentence: str
    table: Grid
    grids: tuple[Grid, ...]
    grid_note: str
    split: Split
    chart: Chart | None
    chart_note: str
    picture: Markup
    themes: tuple[Theme, ...]
    moderation: tuple[str, ...]
    counts: Mapping[str, int]
    named: Named | None = None
    groupings: tuple[Grouping, ...] = ()
    further: tuple[Grid, ...] = ()
    caption: str = ""
    clerk: Mapping[str, int] = field(default_factory=dict)
    pins: Pins | None = None
    pinned: Pinned | None = None
    rows: AnswerRows | None = None
    outcome: str = ""
    reasons: tuple[str, ...] = ()
    entered: str = ""
    times: str = ""

    @property
    def entries(self) -> Iterator[EntryPart]:
        for theme in self.themes:
            yield from theme.entries

    @property
    def spoken(self) -> str:
        """The sentence where neither a table nor entries say the same; a chart has it as its words."""
        return "" if self.grids or self.themes else self.sentence

    @property
    def decision(self) -> tuple[str, ...]:
        """What a vote that was decided came to, before its numbers: the word, and what made it so. () for others."""
        if not self.outcome:
            return ()
        word, colon, why = self.base.partition(":")
        return (word + colon, why) if colon else ("", self.base)

    @property
    def basis(self) -> str:
        """What stands under the table: its length, what shares refer to, and what holds for the split."""
        base = "" if self.decision else self.base
        return " ".join(line for line in (self.grid_note, base, self.split.line) if line)

    @property
    def remarks(self) -> str:
        """The decision and the basis in one, for what has a single place for both."""
        return " ".join(line for line in ("".join(self.decision), self.basis) if line)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rounds of a poll, or two workshops, side by side. `printed` is as much of `grid` as a document prints.

    `note` says so, and what else holds for the comparison. `chart` is None where staff chose the table alone.
    """

    heading: str
    sentence: str
    grid: Grid
    printed: Grid
    note: str
    chart: Chart | None
    picture: Markup


@dataclass(frozen=True, slots=True)
class PollPart:
    """A poll. `language` is that of the prompt; `foreign` says so where it is not the reader's, else "".

    `absent` says that it was not put to the room, else "". `comment` are the paragraphs that staff wrote about it.
    `earlier` sets its result beside that of an earlier workshop. `style` is how its charts are drawn (a kind of chart,
    or none) and `styles` what staff may choose.
    """

    id: str
    number: int
    kind: str
    label: str
    prompt: str
    language: str
    foreign: str
    settings: tuple[str, ...]
    rounds: tuple[Round, ...]
    comparison: Comparison | None
    absent: str
    comment: tuple[str, ...] = ()
    earlier: Comparison | None = None
    style: str = ""
    styles: tuple[str, ...] = ()

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Its rounds compared, and the comparison with an earlier workshop."""
        return tuple(one for one in (self.comparison, self.earlier) if one is not None)


@dataclass(frozen=True, slots=True)
class ItemPart:
    """An agenda item; `notes` are paragraphs, `discussion` the questions that were put down beforehand."""

    id: str
    time: str
    title: str
    heading: str
    speakers: tuple[Speaker, ...]
    links: tuple[LinkPart, ...]
    topics: tuple[str, ...]
    notes: tuple[str, ...]
    discussion: tuple[str, ...]
    polls: tuple[PollPart, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The document. `running` says that the meeting is not over, and `state` says it as a sentence, "" afterwards.

    `conclusions` are the paragraphs before the closing. `earlier` says which workshop this one is compared with, "" for
    none. `beside` is the same document in a second language, for the formats that set two languages side by side.
    `passages` and `left_out` are for the page of the staff: what they may write, and what they left out. `accent` is
    the colour of the organisation's theme, "#rrggbb", and `logo` its logo as PNG; `logo_alt` says whose it is.
    """

    code: str
    language: Language
    words: Words
    heading: str
    title: str
    subtitle: str
    reference: str
    footnotes: tuple[str, ...]
    running: bool
    state: str
    day: date
    begun: datetime | None
    ended: datetime | None
    at: datetime
    facts: tuple[Fact, ...]
    attendance: Attendance
    links: tuple[LinkGroup, ...]
    background: tuple[str, ...]
    items: tuple[ItemPart, ...]
    closing: tuple[str, ...]
    adjournment: str
    conclusions: tuple[str, ...] = ()
    earlier: str = ""
    beside: Summary | None = None
    passages: Mapping[str, Passage] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    accent: str = ""
    logo: bytes = b""
    logo_alt: str = ""

    @property
    def pictured(self) -> bool:
        """Whether a page of it has pictures in it besides charts: a logo, or pins on a picture."""
        return bool(self.logo) or any(one.pinned for _, poll in self.polls for one in poll.rounds)

    @property
    def recordings(self) -> tuple[LinkGroup, ...]:
        """Where the meeting can be heard and seen, which belongs to the facts about it."""
        return tuple(group for group in self.links if group.kind in RECORDED)

    @property
    def documents(self) -> tuple[LinkGroup, ...]:
        """The other links, which belong to its background."""
        return tuple(group for group in self.links if group.kind not in RECORDED)

    @property
    def polls(self) -> Iterator[tuple[ItemPart, PollPart]]:
        """Every poll with its agenda item, in agenda order."""
        for item in self.items:
            for poll in item.polls:
                yield item, poll
