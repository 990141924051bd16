"""What the editor's page shows, as values: fields of a form, and the running order beside it.

A field's name is its address in the agenda, so that what a browser sends says by itself where it belongs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Input:
    """A place to write in. `language` is "" where it is the same for all; `missing` where only others have the text."""

    name: str
    value: str
    language: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Offered:
    """One of the words of a list to choose from."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry of a list. `mark` is its letter or number; `name` says which it is to those who do not see it."""

    address: str
    mark: str
    name: str
    fields: Sequence[FieldView]
    faults: Sequence[str] = ()
    first: bool = False
    last: bool = False
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """A region on a picture: its mark, its edge as a path of SVG, and its middle, in hundredths of the picture."""

    mark: str
    path: str
    across: float
    down: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture by its name, and the regions that are drawn on it."""

    picture: str
    outlines: Sequence[Outline] = ()


@dataclass(frozen=True, slots=True)
class Clashed:
    """What somebody else wrote while this person wrote something else into the same field, `name`."""

    theirs: str
    mine: str
    name: str = ""
    language: str = ""  # its own name, where the field is one of several languages


@dataclass(frozen=True, slots=True)
class SetAside:
    """A text of this person that lost a field of another page; `at` is "" where that field is gone."""

    name: str
    text: str
    at: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A poll that waits while the rest of the draft is in the room.

    `room` says what the room has instead; `sound` is for one that has no faults, and only waits for its moment.
    """

    at: str
    title: str
    why: str
    room: str
    sound: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """Who else is editing, and what they changed last, "" for nothing."""

    who: str
    last: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field, a list of entries, or a part with fields of its own.

    `sort` is that of server.domain.agenda_keys. `marked` says that something deviates from what is usual, so that it is
    not folded away. `drawing` is the picture that the entries of a list are regions of.
    """

    sort: str
    name: str
    label: str
    inputs: Sequence[Input] = ()
    note: str = ""
    unit: str = ""
    required: bool = False
    more: bool = False
    marked: bool = False
    choices: Sequence[Offered] = ()
    fields: Sequence[FieldView] = ()
    entries: Sequence[EntryView] = ()
    add: str = ""
    faults: Sequence[str] = ()
    clashes: Sequence[Clashed] = ()
    drawing: Drawing | None = None

    @property
    def broad(self) -> bool:
        """Whether it takes a line for itself."""
        return self.sort in ("words", "prose", "list", "texts", "part", "shape")


def runs(fields: Iterable[FieldView]) -> list[list[FieldView]]:
    """The fields in their order: each broad one by itself, small ones that follow each other together."""
    found: list[list[FieldView]] = []
    for one in fields:
        if found and not one.broad and not found[-1][0].broad:
            found[-1].append(one)
        else:
            found.append([one])
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the running order: an item or a poll. `phase` is draft, open or closed, "" for an item."""

    at: str
    title: str
    time: str = ""
    kind: str = ""
    phase: str = ""
    faults: int = 0
    here: bool = False
    polls: Sequence[Line] = ()
    adds: str = ""  # where a poll more is put in


@dataclass(frozen=True, slots=True)
class LanguageHead:
    """A column of texts: `missing` is how many are not there yet."""

    code: str
    name: str
    missing: int


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence about the page as a whole. `state` is recorded, waiting or refused."""

    state: str
    text: str


@dataclass(frozen=True, slots=True)
class Other:
    """A key that nobody knows, as it stands in the file."""

    address: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class EditorView:
    """The whole page.

    `page` is group, item, poll, delegation, library or file; `at` the address that it is about. `was` is what stands in
    every field, which the browser sends back, so that the server knows what its person has changed.
    """

    code: str
    title: str
    version: int
    page: str
    at: str
    heading: str
    place: str
    groups: Sequence[Line]
    agenda: Sequence[Line]
    languages: Sequence[LanguageHead]
    fields: Sequence[FieldView] = ()
    settings: Sequence[FieldView] = ()
    others: Sequence[Other] = ()
    faults: Sequence[str] = ()  # of this page, at none of its fields
    elsewhere: Sequence[Line] = ()  # pages with faults
    notices: Sequence[Notice] = ()
    waiting: Sequence[Waiting] = ()
    held: bool = False  # nothing of what is new is in the room
    asides: Sequence[SetAside] = ()
    beside: Beside | None = None
    was: Mapping[str, str] = field(default_factory=dict)
    saved: str = ""
    pending: bool = False  # whether the room has something else
    undo: bool = False
    redo: bool = False
    movable: bool = False
    first: bool = False
    last: bool = False
    removable: str = ""  # why not, "" where it can be removed
    kind: str = ""
    kinds: Sequence[Offered] = ()
    delegations: Sequence[Line] = ()
    rosters: Sequence[Offered] = ()
    pictures: Sequence[str] = ()
    library: Sequence[object] = ()
    preview: str = ""  # the language of the preview
