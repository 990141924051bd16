"""What is wrong with a template, said by tag and place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from server.domain.errors import HemicycleError
from server.domain.messages import Message, message

# Nobody mends more at a time.
MOST_TROUBLES = 40
# How the child ends: its answer is a file, or what is wrong.
WRITTEN, REFUSED = 0, 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands. `part` is body, header, footer or footnotes; numbers count from 1, 0 where none.

    `paragraph` counts within the part, or within the cell where there is a `table`; `text` are the words around it.
    """

    part: str = ""
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    text: str = ""

    @property
    def told(self) -> Message | None:
        """The place in words, None for the file as a whole."""
        if not self.part:
            return None
        part = _PARTS[self.part]
        if self.table:
            return message(
                "%(part)s, table %(table)s, row %(row)s, column %(column)s",
                part=part,
                table=self.table,
                row=self.row,
                column=self.column,
            )
        return message("%(part)s, paragraph %(n)s", part=part, n=self.paragraph) if self.paragraph else part


_PARTS = {
    "body": message("Text"),
    "header": message("Header"),
    "footer": message("Footer"),
    "footnotes": message("Footnotes"),
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong: `sort` is a key of the sentences below, `detail` what it is about, `tag` as written."""

    sort: str
    detail: str = ""
    tag: str = ""
    place: Place = Place()

    @property
    def told(self) -> Message:
        """What is wrong, in a sentence."""
        return replace(_SENTENCES[self.sort], params={"name": self.detail})

    def __str__(self) -> str:
        place = f"{self.place.told}: " if self.place.told else ""
        tag = f" {self.tag}" if self.tag else ""
        return f"{place}{self.told}{tag}"

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def read(raw: Mapping[str, Any]) -> Trouble:
    """The trouble that a child process told.

    Raises:
        ValueError: when it is none.
    """
    if raw["sort"] not in _SENTENCES:
        raise ValueError(raw["sort"])
    place = {name: int(raw["place"][name]) for name in ("paragraph", "table", "row", "column")}
    part = raw["place"]["part"]
    if part and part not in _PARTS:
        raise ValueError(part)
    text = str(raw["place"]["text"])[:200]
    return Trouble(raw["sort"], str(raw["detail"])[:200], str(raw["tag"])[:200], Place(part, **place, text=text))


class TemplateRefused(HemicycleError):
    """A template that is not used, with everything that is wrong with it."""

    def __init__(self, troubles: Sequence[Trouble]) -> None:
        super().__init__(tuple(troubles[:MOST_TROUBLES]))
        self.troubles = tuple(troubles[:MOST_TROUBLES])

    def __str__(self) -> str:
        return "\n".join(map(str, self.troubles))


_SENTENCES: Mapping[str, Message] = {
    "large": message("The file is larger than 5 MB."),
    "unreadable": message("This is not a Word document (.docx), or it is damaged."),
    "unpacked": message("The file would unpack to more than any document needs."),
    "macros": message("The document holds macros or embedded programs: %(name)s. Save it as a plain .docx."),
    "outside": message("The document loads something from outside: %(name)s. Embed it instead."),
    "link": message("A link leads to “%(name)s”: only http, https and mailto are allowed."),
    "field": message("A field fetches something from outside: %(name)s."),
    "entities": message("The file defines entities of its own (%(name)s), as no document of Word does."),
    "unknown": message("There is no tag “%(name)s”."),
    "syntax": message("The tag cannot be read: %(name)s."),
    "block": message("“%(name)s” is a whole table: write it as {{p … }}, alone in its paragraph."),
    "inline": message("“%(name)s” is no whole paragraph: write it as {{ … }}, without the p."),
    "loop": message("“%(name)s” is no list: a loop cannot go through it."),
    "unclosed": message("This “%(name)s” is never ended."),
    "stray": message("“%(name)s” ends something that was not begun."),
    "forbidden": message("This is not allowed in a template: %(name)s."),
    "failed": message("The tag cannot be filled in: %(name)s."),
    "memory": message("The template needs more memory than any document needs."),
    "deep": message("The tags are nested more deeply than any document needs."),
    "open": message("This tag is not closed in its paragraph: “%(name)s”."),
    "time": message("The template takes more time than any document needs."),
    "broken": message("What came out is no document of Word: %(name)s."),
    "empty": message("The document has no tag at all."),
}
