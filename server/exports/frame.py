"""What stands around the results of a summary: facts, links, people, and what staff may write or leave out."""

from __future__ import annotations

from dataclasses import dataclass

from server.exports.grid import Grid

# Fewer rows of delegations find room below the closing, and more do not find it on one page.
LEAST_OF_PAGE, MOST_OF_PAGE = 13, 37


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the heading: what it is, and what it was."""

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class LinkPart:
    """A link; `url` is "" where the address is none that a document may lead to."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Links of one kind (recording, webcast, background or "") under the sentence that introduces them."""

    kind: str
    sentence: str
    links: tuple[LinkPart, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke, as what, and what there is to see or read; `text` is name and role in one.

    `place` is where staff may write the links of somebody who spoke to an agenda item, else "".
    """

    name: str
    role: str
    text: str
    links: tuple[LinkPart, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Present:
    """A delegation with the people it had in the room and online; `seat` is its place on the roster, from 0."""

    id: str
    name: str
    room: int
    remote: int
    seat: int = 0


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who took part. `sentences` say the delegations and people, `quorum` whether there was one, "" without a rule.

    `delegations` are those present, in roster order; people without a delegation are counted in `room` and `remote`.
    `rights` are the sentences on proxies and on seats that somebody else took over, which `sentences` end with unless
    staff wrote their own.
    """

    sentences: tuple[str, ...]
    quorum: str
    delegations: tuple[Present, ...]
    roster: int
    room: int
    remote: int
    grid: Grid | None
    rights: tuple[str, ...] = ()

    @property
    def paged(self) -> bool:
        """Whether the table of the delegations has a page of its own: it would be split, and fits one."""
        return self.grid is not None and LEAST_OF_PAGE <= len(self.grid.rows) <= MOST_OF_PAGE


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that staff may write, for their page: documents have what it says in their own parts.

    `place` is one of server.domain.passages; `text` is what was written in this language, `prepared` what stands in the
    document where nothing was. `shown` is what does stand there. `original` is the name of the language that stands in
    for a missing text, "" for none; `others` are the languages in which staff wrote one, `revision` that of the text.
    """

    place: str
    label: str
    text: str
    prepared: str
    shown: str
    original: str
    others: tuple[str, ...]
    revision: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An agenda item or a poll that staff left out of the document; `item` is the item of a poll.

    `before` is the id of the item or poll that follows it in the document, "" where none does.
    """

    sort: str
    id: str
    title: str
    item: str
    before: str
