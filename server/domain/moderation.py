"""Moderation as an overlay: answers stay as they were given, decisions say how they are seen.

Hiding takes fields and entries out, merging adds one field to another. Both are undone by removing the decision, and
because they are applied to the counts as they are read, the counts in the store always equal a recount.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from server.domain.counts import NOTE, OBSERVER, PEOPLE, Counts
from server.domain.kind import Entry, Gathered


@dataclass(frozen=True, slots=True)
class Decisions:
    """What moderators decided about one poll and round.

    `hidden` and `approved` hold subjects (a counted field or an entry's id), `merged` field → field, `themes` entry →
    theme, `names` theme → its name, `reasons` hidden subject → why. `first` says that whatever is not approved is held;
    where it does not, that holds for the subjects in `listed`, which have a word of the workshop's lists. `answered`
    are the entries that were answered in the room, `screen` is the one that the wall shows large, "" for none.
    """

    hidden: frozenset[str] = frozenset()
    approved: frozenset[str] = frozenset()
    merged: Mapping[str, str] = field(default_factory=dict)
    themes: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    first: bool = False
    reasons: Mapping[str, str] = field(default_factory=dict)
    listed: frozenset[str] = frozenset()
    answered: frozenset[str] = frozenset()
    screen: str = ""

    @property
    def untouched(self) -> bool:
        """Whether everything counts as it was written: nothing is hidden, held or merged."""
        return not (self.hidden or self.merged or self.first or self.listed)

    def visible(self, subject: str) -> bool:
        return subject not in self.hidden and not self.held(subject)

    def held(self, subject: str) -> bool:
        """Waiting for a moderator: neither approved nor hidden."""
        waits = self.first or subject in self.listed
        return waits and subject not in self.hidden and subject not in self.approved

    def seen(self, subject: str) -> bool:
        """Whether everybody sees it: it is visible, and so is what it was merged into."""
        return self.visible(subject) and self.visible(self.root(subject))

    def root(self, subject: str) -> str:
        """The field that this one was merged into, through any number of steps; a circle ends at its least member."""
        seen = [subject]
        while (target := self.merged.get(seen[-1])) is not None:
            if target in seen:
                return min(seen[seen.index(target) :])
            seen.append(target)
        return seen[-1]


def decode(fields: Mapping[str, str], *, first: bool, listed: frozenset[str] = frozenset()) -> Decisions:
    """Decisions from the store's hash, whose fields are `hide:`, `show:`, `merge:` and `theme:` + a subject,

    and `name:` + a theme; the value of `merge:` is the target, that of `theme:` the theme, that of `name:` the name,
    that of the others the reason. `answer:` + a subject marks what was answered; `screen:` holds a subject.
    """
    acts = ("hide", "show", "merge", "theme", "name", "answer", "screen")
    parts: dict[str, dict[str, str]] = {act: {} for act in acts}
    for key, value in fields.items():
        act, _, subject = key.partition(":")
        if act in parts:
            parts[act][subject] = value
    return Decisions(
        hidden=frozenset(parts["hide"]),
        approved=frozenset(parts["show"]),
        merged=parts["merge"],
        themes=parts["theme"],
        names=parts["name"],
        first=first,
        reasons={subject: reason for subject, reason in parts["hide"].items() if reason},
        listed=listed,
        answered=frozenset(parts["answer"]),
        screen=parts["screen"].get("", ""),
    )


def seen(counts: Counts, decisions: Decisions, moderated: Callable[[str], bool]) -> dict[str, int]:
    """The counts as the decisions let them be seen. `moderated` tells the fields that people wrote from those asked."""
    if decisions.untouched:
        return dict(counts)
    result: dict[str, int] = {}
    for name, n in counts.items():
        # What observers wrote is decided about together with what members wrote.
        standing = OBSERVER if name.startswith(OBSERVER) else ""
        field_name, mark, note = name.removeprefix(standing).partition(NOTE)
        if field_name != PEOPLE and moderated(field_name):
            if not decisions.visible(field_name):
                continue
            field_name = decisions.root(field_name)
            if not decisions.visible(field_name):
                continue
        key = f"{standing}{field_name}{mark}{note}"
        result[key] = result.get(key, 0) + n
    return result


def gather(
    counts: Counts,
    people: int,
    entries: Sequence[Entry],
    decisions: Decisions,
    moderated: Callable[[str], bool],
) -> Gathered:
    """Counts and entries as the decisions let them be seen."""
    visible = [
        replace(
            entry,
            theme=decisions.themes.get(entry.id, ""),
            answered=entry.id in decisions.answered,
            # What has been answered leaves the screen by itself.
            screen=entry.id == decisions.screen and entry.id not in decisions.answered,
        )
        for entry in entries
        if decisions.visible(entry.id)
    ]
    return Gathered(seen(counts, decisions, moderated), people, visible, decisions.names)
