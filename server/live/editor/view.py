"""The editor's page: the running order, the form of what is being edited, and what is to be said of the draft."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from server.domain.agenda_keys import Key, names
from server.domain.drafting import GONE, redoable, undoable
from server.domain.editing import Astray, address, look, path_of
from server.domain.kind import AnyKind
from server.domain.language import Language, own_name
from server.domain.messages import message
from server.domain.poll_keys import PROMPT
from server.domain.reader import Path
from server.domain.state import State
from server.domain.workshop import Workshop
from server.domain.workshop_keys import DELEGATION, GROUPS, ITEM, KEPT
from server.live.editor.asides import asides, clashes
from server.live.editor.edits import languages_of
from server.live.editor.fields import Fields
from server.live.editor.keys import group_keys, kind_of, settings_of
from server.live.editor.notices import of_draft, of_poll
from server.live.editor.places import FIRST, said
from server.live.editor.values import (
    Beside,
    Clashed,
    EditorView,
    FieldView,
    LanguageHead,
    Line,
    Notice,
    Offered,
)
from server.live.editor.waiting import waiting
from server.store.asked import has_answers
from server.store.drafts import Standing

FILE = "file"
_HOLDS = {"delegations": "roster"}
LONGEST_LINE = 80  # characters of a question in the running order


@dataclass(frozen=True, slots=True)
class Asked:
    """What the editor's page is made from, besides the draft."""

    code: str
    kinds: Mapping[str, AnyKind]
    state: State
    people: Mapping[str, int]  # poll → people who answered its last round
    workshop: Workshop  # as the room has it
    pictures: Sequence[str] = ()
    rosters: Sequence[tuple[str, str]] = ()
    answered: Collection[str] = ()  # polls that cannot be removed


@dataclass(frozen=True, slots=True)
class Said:
    """What has just happened, to be said on the page."""

    notices: Sequence[Notice] = ()
    clashes: Mapping[str, Clashed] = field(default_factory=dict)
    saved: str = ""
    beside: Beside | None = None


def editor_view(
    asked: Asked, standing: Standing, at: str, by: str, language: Language, said: Said | None = None, preview: str = ""
) -> EditorView:
    """The page about one place of the agenda; about the meeting where that place is not there."""
    return _Page(asked, standing, by, language, said or Said()).view(at, preview)


class _Page:
    def __init__(self, asked: Asked, standing: Standing, by: str, language: Language, said: Said) -> None:
        self.asked = asked
        self.standing = standing
        self.draft = standing.draft
        self.raw = standing.draft.raw
        self.by = by
        self.language = language
        self.said = said
        self.languages = languages_of(self.raw)
        self.clashes = clashes(self.draft, by, asked.kinds)
        self.fields = Fields(
            self.draft, standing.faults, language,
            pictures=asked.pictures, polls=self._polls(), clashes={**said.clashes, **self.clashes},
        )  # fmt: skip

    def view(self, at: str, preview: str) -> EditorView:
        path = self._path(at)
        page, more = self._page(path, at)
        gone = self._gone(path, at)
        at = more.pop("at", at)
        agenda = self._agenda(at)
        groups = self._groups(at)
        waits = waiting(self.standing, self.language)
        known = {one.at for one in waits}
        return EditorView(
            code=self.asked.code,
            title=self._text(look(self.raw, ("title",))),
            version=self.draft.version,
            page=page,
            at=at,
            groups=groups,
            agenda=agenda,
            languages=self._heads(more.get("fields", ())),
            elsewhere=[
                one for one in _lines([*groups, *agenda]) if one.faults and not one.here and one.at not in known
            ],
            notices=[
                *self.said.notices,
                *gone,
                *self._of_poll(page, path),
                *of_draft(self.standing, self.language),
            ],
            waiting=waits,
            held=self.draft.pending and (self.standing.workshop is None or self.standing.held is not None),
            asides=asides(self.draft, self.by, self.clashes, self.fields.said, self.language),
            beside=self.said.beside,
            was=self.fields.was,
            saved=self.said.saved,
            pending=self.draft.pending,
            undo=undoable(self.draft, self.by) is not None,
            redo=redoable(self.draft, self.by) is not None,
            preview=preview if preview in self.languages else next(iter(self.languages), "en"),
            **more,
        )

    def _path(self, at: str) -> Path | None:
        try:
            path = path_of(self.raw, at)
        except Astray:
            return None
        return path if look(self.raw, path) is not None else None

    def _page(self, path: Path | None, at: str) -> tuple[str, dict[str, Any]]:
        say = self.language.say
        match path:
            case ("agenda", int(), "polls", int()):
                return "poll", self._poll(path)
            case ("agenda", int()):
                return "item", self._item(path)
            case ("roster", int()):
                return "delegation", self._delegation(path)
        if at == FILE:
            return FILE, {"heading": say(message("The file")), "place": "", "pictures": self.asked.pictures}
        group = at if at in GROUPS else FIRST
        keys = group_keys(self.raw, group)
        more: dict[str, Any] = {"at": group, "heading": say(GROUPS[group][0]), "place": ""}
        if group == "delegations":
            more["delegations"] = self._delegations()
            more["rosters"] = [Offered(name, label, False) for name, label in self.asked.rosters]
            keys = [key for key in keys if key.name != "roster"]
        more["fields"] = self.fields.of(keys, ())
        if group == "delegations":
            more["faults"] = self.fields.faults(("roster",))
        if group == FIRST:
            known = [key for name in GROUPS for key in group_keys(self.raw, name)]
            more["others"] = self.fields.others(known, (), KEPT)
            empty = () if look(self.raw, ("agenda",)) else self.fields.faults(("agenda",))
            more["faults"] = (*empty, *self._unknown(more["others"]))
        return "group", more

    def _poll(self, path: Path) -> dict[str, Any]:
        poll = look(self.raw, path)
        kind = kind_of(poll, self.asked.kinds)
        settings = settings_of(kind)
        own = kind.keys if kind else ()
        name = str(poll.get("id", "")) if isinstance(poll, Mapping) else ""
        shown = [key for key in settings if key.name != "id" or name not in self.asked.answered]
        place = self._item_line(path[:2])
        rows = look(self.raw, path[:-1])
        items = look(self.raw, ("agenda",))
        others = self.fields.others((PROMPT, *own, *settings, Key("kind", PROMPT.label)), path)
        found = {
            "heading": self._text(poll.get("prompt")) or self.language.say(message("A poll without a question")),
            "place": place,
            "fields": self.fields.of((PROMPT, *own), path),
            "settings": self.fields.of(shown, path),
            "others": others,
            "movable": True,
            "first": path[3] == 0 and path[1] == 0,
            "last": path[3] == len(rows) - 1 and path[1] == len(items) - 1,
            "removable": self.language.say(has_answers(name)) if name in self.asked.answered else "",
            "kind": str(poll.get("kind", "")),
            "kinds": [
                Offered(one.name, self.language.say(one.label), one is kind) for one in self.asked.kinds.values()
            ],
        }
        return found | {"faults": self.fields.faults(path)}

    def _item(self, path: Path) -> dict[str, Any]:
        item = look(self.raw, path)
        rows = look(self.raw, ("agenda",))
        kept = [name for name in _ids(item) if name in self.asked.answered]
        found = {
            "heading": self._text(item.get("title")) or self.language.say(message("An item without a title")),
            "place": str(item.get("time") or ""),
            "fields": self.fields.of([key for key in ITEM if not key.more], path),
            "settings": self.fields.of([key for key in ITEM if key.more], path),
            "others": self.fields.others(ITEM, path, frozenset(("polls",))),
            "movable": True,
            "first": path[1] == 0,
            "last": path[1] == len(rows) - 1,
            "removable": self.language.say(has_answers(kept[0])) if kept else "",
        }
        inside = len(look(item, ("polls",)) or ())
        for place in range(inside):
            # Their faults stand on their own pages.
            self.fields.faults((*path, "polls", place))
        return found | {"faults": self.fields.faults(path)}

    def _delegation(self, path: Path) -> dict[str, Any]:
        row = look(self.raw, path)
        rows = look(self.raw, ("roster",))
        found = {
            "heading": self._text(row.get("name")) or str(row.get("id", "")),
            "place": self.language.say(GROUPS["delegations"][0]),
            "fields": self.fields.of(DELEGATION, path),
            "others": self.fields.others(DELEGATION, path),
            "movable": True,
            "first": path[1] == 0,
            "last": path[1] == len(rows) - 1,
        }
        return found | {"faults": self.fields.faults(path)}

    # The running order

    def _groups(self, at: str) -> Sequence[Line]:
        say = self.language.say
        counted = {name: self._count(group) for name, group in self._places().items()}
        lines = [
            Line(name, say(title), faults=counted[name], here=at == name or at.startswith(f"{_HOLDS.get(name)}/"))
            for name, (title, _) in GROUPS.items()
        ]
        return [*lines, Line(FILE, say(message("The file")), here=at == FILE)]

    def _places(self) -> Mapping[str, Collection[str]]:
        known = {name: names(group_keys(self.raw, name)) for name in GROUPS}
        every = frozenset().union(*known.values()) | {"agenda"}
        strange = {str(one.path[0]) for one in self.standing.faults if one.path and one.path[0] not in every}
        return known | {FIRST: known[FIRST] | strange | {"agenda."}}

    def _count(self, keys: Collection[str]) -> int:
        """Faults of a page; those of the file as a whole stand on the first one."""
        paths = [one.path for one in self.standing.faults]
        whole = sum(not path or path == ("agenda",) for path in paths) if "agenda." in keys else 0
        return sum(bool(path) and path[0] in keys for path in paths) + whole

    def _agenda(self, at: str) -> Sequence[Line]:
        rows = look(self.raw, ("agenda",))
        lines: list[Line] = []
        for place, item in enumerate(rows if isinstance(rows, list) else ()):
            path: Path = ("agenda", place)
            own = address(self.raw, path)
            inside = look(self.raw, (*path, "polls")) or ()
            polls = [self._poll_line((*path, "polls", n), at) for n in range(len(inside))]
            count = sum(1 for one in self.standing.faults if one.path[:2] == path and "polls" not in one.path[2:3])
            count += sum(1 for one in self.standing.faults if one.path == (*path, "polls"))
            lines.append(
                Line(
                    own, self._text(look(item, ("title",))) or "–", str(look(item, ("time",)) or ""), "", "",
                    count, own == at, polls, f"{own}/polls",
                )
            )  # fmt: skip
        return lines

    def _poll_line(self, path: Path, at: str) -> Line:
        poll = look(self.raw, path)
        own = address(self.raw, path)
        kind = kind_of(poll, self.asked.kinds)
        label = self.language.say(kind.label) if kind else str(look(poll, ("kind",)) or "?")
        phase = self.asked.state.of(str(look(poll, ("id",)) or "")).phase
        count = sum(1 for one in self.standing.faults if one.path[:4] == path)
        title = self._text(look(poll, ("prompt",))) or "–"
        return Line(own, title, "", label, phase, count, own == at)

    def _delegations(self) -> Sequence[Line]:
        rows = look(self.raw, ("roster",))
        found = []
        for place, row in enumerate(rows if isinstance(rows, list) else ()):
            path: Path = ("roster", place)
            count = sum(1 for one in self.standing.faults if one.path[:2] == path)
            self.fields.faults(path)
            title = self._text(look(row, ("name",))) or str(look(row, ("id",)) or "–")
            plate = str(look(row, ("plate",)) or look(row, ("id",)) or "")
            found.append(Line(address(self.raw, path), title, plate, faults=count))
        return found

    def _item_line(self, path: Path) -> str:
        item = look(self.raw, path)
        return " ".join(part for part in (str(look(item, ("time",)) or ""), self._text(look(item, ("title",)))) if part)

    def _polls(self) -> list[tuple[str, str]]:
        rows = look(self.raw, ("agenda",))
        polls = [poll for item in (rows if isinstance(rows, list) else ()) for poll in look(item, ("polls",)) or ()]
        named = [one for one in polls if isinstance(one, Mapping) and isinstance(one.get("id"), str)]
        return [(one["id"], self._text(one.get("prompt"))[:LONGEST_LINE] or one["id"]) for one in named]

    def _of_poll(self, page: str, path: Path | None) -> Iterable[Notice]:
        if page != "poll" or path is None:
            return ()
        asked, poll = self.asked, str(look(self.raw, (*path, "id")) or "")
        return of_poll(poll, asked.workshop, asked.state, asked.answered, asked.people, self.language)

    def _unknown(self, others: Sequence[Any]) -> tuple[str, ...]:
        return tuple(fault for one in others for fault in self.fields.faults((one.name,)))

    def _heads(self, fields: Sequence[FieldView]) -> Sequence[LanguageHead]:
        inputs = [one for one in _inputs(fields) if one.missing]
        return [
            LanguageHead(code, own_name(code), sum(one.language == code for one in inputs)) for code in self.languages
        ]

    def _text(self, value: Any) -> str:
        return said(value, self.languages, self.language)

    def _gone(self, path: Path | None, at: str) -> Iterable[Notice]:
        """Somebody wants a page of an entry that is not there any more."""
        if path is None and at.partition("/")[0] in ("agenda", "roster"):
            yield Notice("refused", self.language.say(GONE))


def _inputs(fields: Iterable[FieldView]) -> Iterable[Any]:
    for one in fields:
        yield from one.inputs
        yield from _inputs(one.fields)
        for entry in one.entries:
            yield from _inputs(entry.fields)


def _lines(lines: Iterable[Line]) -> Iterable[Line]:
    for one in lines:
        yield one
        yield from _lines(one.polls)


def _ids(item: Any) -> Sequence[str]:
    rows = look(item, ("polls",))
    return [str(one.get("id", "")) for one in rows if isinstance(one, Mapping)] if isinstance(rows, list) else []
