"""A poll as the summary tells it: its wording, its rules and every round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from server.domain import moderation
from server.domain.counts import NOTE, PEOPLE, results_only
from server.domain.kind import AnyKind, Entry
from server.domain.messages import message, plural
from server.domain.seat import Attendance
from server.domain.snapshot import RoundData, Snapshot
from server.domain.table import Table
from server.domain.text import clean, direction
from server.domain.workshop import Ballot, Poll, Settings
from server.exports import chart, grid, picture
from server.exports.parts import Comparison, EntryPart, Group, PollPart, Round, Split, Theme
from server.exports.telling import Teller
from server.exports.words import Words

# A group smaller than this could let a reader guess who answered what.
LEAST_GROUP = 5  # people
MOST_COMPARED = 3  # rounds side by side
_ATTENDANCE = (f"attendance:{Attendance.ROOM}", f"attendance:{Attendance.REMOTE}")


@dataclass(frozen=True, slots=True)
class _Told:
    """A round with what the kind made of it, kept for the comparison."""

    part: Round
    table: Table
    tally: Any


def gather(poll: Poll, number: int, snapshot: Snapshot, kind: AnyKind, teller: Teller, words: Words) -> PollPart:
    """The poll with all its rounds, oldest first."""
    rounds = [_round(poll, one, kind, teller, words) for one in snapshot.rounds_of(poll.id)]
    foreign = teller.foreign(poll.prompt)
    named = teller.say(message("Wording in %(language)s.", language=teller.language_name(foreign))) if foreign else ""
    return PollPart(
        id=poll.id,
        number=number,
        kind=poll.kind,
        label=teller.say(kind.label),
        prompt=teller.text(poll.prompt),
        language=foreign or teller.language.code,
        foreign=named,
        settings=_settings(poll, kind, teller),
        rounds=tuple(one.part for one in rounds),
        comparison=_comparison(poll, kind, rounds, teller),
        absent="" if rounds else teller.say(message("This poll was not put to the room.")),
    )


_BALLOTS = {
    Ballot.ANONYMOUS: message("The answers are anonymous."),
    Ballot.RECORDED: message("The answers are recorded by name."),
    Ballot.OPEN: message("The ballot was open."),
    Ballot.SECRET: message("The ballot was secret."),
}


def _settings(poll: Poll, kind: AnyKind, teller: Teller) -> tuple[str, ...]:
    settings: Settings = poll.settings
    sentences = [
        kind.rule(poll.definition),
        message("Each delegation answered as one.")
        if settings.by == "delegation"
        else message("Each person answered for themselves."),
        _BALLOTS[settings.ballot],
    ]
    if not settings.change:
        sentences.append(message("An answer could not be changed."))
    return tuple(text for sentence in sentences if (text := teller.say(sentence)))


def _round(poll: Poll, data: RoundData, kind: AnyKind, teller: Teller, words: Words) -> _Told:
    entries = data.entries if kind.lists else ()
    whole = moderation.gather(data.counts, data.people, entries, data.decisions, kind.moderated)
    tally = kind.tally(poll.definition, whole)
    table = kind.table(poll.definition, tally, teller.language)
    sentence = clean(kind.figure(poll.definition, tally, teller.language).sentence) if data.people else ""
    drawn = chart.of(table, teller.text(poll.prompt), sentence, teller.language) if data.people else None
    part = Round(
        number=data.round,
        name=teller.say(message("Round %(round)s", round=data.round)),
        opened=teller.moment(data.opened),
        closed=teller.moment(data.closed),
        when=_when(data, teller),
        people=data.people,
        answered=_answered(poll.settings, data.people, teller),
        base=clean(table.base) if data.people else "",
        sentence=sentence,
        table=grid.of(table, teller.language),
        split=_split(poll, data, table, kind, teller, words),
        chart=drawn,
        chart_note=_chart_note(drawn, teller),
        picture=picture.draw(drawn) if drawn else Markup(),
        themes=_themes(whole.entries, whole.themes, teller),
        moderation=_moderated(data, kind, teller),
        counts=results_only(whole.counts),
    )
    return _Told(part, table, tally)


def _chart_note(drawn: chart.Chart | None, teller: Teller) -> str:
    if drawn is None or not drawn.left_out:
        return ""
    shown = len(drawn.categories)
    return teller.say(
        message("The chart shows the first %(shown)s of %(all)s rows.", shown=shown, all=shown + drawn.left_out)
    )


def _when(data: RoundData, teller: Teller) -> str:
    opened, closed = teller.moment(data.opened), teller.moment(data.closed)
    if opened is None:
        return teller.say(message("Round %(round)s.", round=data.round))
    began = teller.clock(opened)
    if closed is None:
        return teller.say(message("Round %(round)s, open since %(opened)s.", round=data.round, opened=began))
    ended = teller.clock(closed)
    return teller.say(
        message("Round %(round)s, from %(opened)s to %(closed)s.", round=data.round, opened=began, closed=ended)
    )


def _answered(settings: Settings, people: int, teller: Teller) -> str:
    if not people:
        return teller.say(message("Nobody answered."))
    if settings.by == "delegation":
        return teller.say(
            plural(
                "%(count)s delegation answered.",
                "%(count)s delegations answered.",
                people,
                count=teller.language.number(people),
            )
        )
    return teller.say(
        plural("%(count)s person answered.", "%(count)s people answered.", people, count=teller.language.number(people))
    )


def _split(poll: Poll, data: RoundData, table: Table, kind: AnyKind, teller: Teller, words: Words) -> Split:
    """Room beside online. Where one of the two is small both are kept back, for the total would give it away."""
    room, remote = (data.segments.get(segment, {}).get(PEOPLE, 0) for segment in _ATTENDANCE)
    if not data.people or not room + remote:
        return Split()
    if not remote:
        return Split(teller.say(message("All of them were in the room.")), room, 0)
    if not room:
        return Split(teller.say(message("All of them were online.")), 0, remote)
    if min(room, remote) < LEAST_GROUP:
        told = message(
            "Results by attendance are not shown: fewer than %(n)s people answered in the room or online.",
            n=LEAST_GROUP,
        )
        return Split(teller.say(told))
    if kind.lists:
        # Texts apart by where their authors sat would say more about the authors than about the texts.
        return Split(_split_line(room, remote, teller), room, remote)
    tables = {
        name: _table_of(poll, data, segment, people, kind, teller)
        for segment, name, people in zip(_ATTENDANCE, (words.room, words.remote), (room, remote), strict=True)
    }
    groups = {
        segment: Group(name, people, grid.of(part, teller.language))
        for segment, (name, part), people in zip(_ATTENDANCE, tables.items(), (room, remote), strict=True)
    }
    return Split(_split_line(room, remote, teller), room, remote, grid.beside(table, tables, teller.language), groups)


def _split_line(room: int, remote: int, teller: Teller) -> str:
    number = teller.language.number
    return teller.say(
        message("%(room)s answered in the room, %(remote)s online.", room=number(room), remote=number(remote))
    )


def _table_of(poll: Poll, data: RoundData, segment: str, people: int, kind: AnyKind, teller: Teller) -> Table:
    """The result of one segment alone."""
    entries = [entry for entry in data.entries if segment in entry.segments] if kind.lists else []
    counts = data.segments.get(segment, {})
    part = moderation.gather(counts, people, entries, data.decisions, kind.moderated)
    return kind.table(poll.definition, kind.tally(poll.definition, part), teller.language)


def _themes(entries: Sequence[Entry], names: Mapping[str, str], teller: Teller) -> tuple[Theme, ...]:
    """The entries by theme, the largest theme first and those without one at the end; the most supported lead."""
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: -entry.upvotes):
        groups.setdefault(entry.theme, []).append(entry)
    order = sorted(groups, key=lambda theme: (not theme, -len(groups[theme])))
    return tuple(
        Theme(clean(names.get(theme, theme)), tuple(_entry(entry, teller) for entry in groups[theme]))
        for theme in order
    )


def _entry(entry: Entry, teller: Teller) -> EntryPart:
    supported = plural("Supported by %(n)s person", "Supported by %(n)s people", entry.upvotes)
    text = clean(entry.text)
    return EntryPart(text, entry.upvotes, direction(text), teller.say(supported) if entry.upvotes else "")


def _moderated(data: RoundData, kind: AnyKind, teller: Teller) -> tuple[str, ...]:
    """What moderators took out or joined, in numbers."""
    decisions = data.decisions
    fields = {name.partition(NOTE)[0] for name in data.counts if name != PEOPLE}
    subjects = {field for field in fields if kind.moderated(field)}
    if kind.lists:
        subjects |= {entry.id for entry in data.entries}
    hidden = sum(1 for one in subjects if one in decisions.hidden)
    held = sum(1 for one in subjects if decisions.held(one))
    joined = sum(1 for one in subjects if decisions.root(one) != one)
    sentences = []
    if hidden:
        sentences.append(
            plural("%(n)s entry hidden by the moderators.", "%(n)s entries hidden by the moderators.", hidden)
        )
    if held:
        sentences.append(plural("%(n)s entry not released yet.", "%(n)s entries not released yet.", held))
    if joined:
        sentences.append(
            plural(
                "%(n)s entry counted with another one by the moderators.",
                "%(n)s entries counted with others by the moderators.",
                joined,
            )
        )
    return tuple(map(teller.say, sentences))


def _comparison(poll: Poll, kind: AnyKind, rounds: list[_Told], teller: Teller) -> Comparison | None:
    """The last rounds that anybody answered, side by side; texts alone are not compared."""
    answered = [one for one in rounds if one.part.people][-MOST_COMPARED:]
    if len(answered) < 2 or not answered[-1].table.chart:
        return None
    tables = {one.part.name: one.table for one in answered}
    beside = grid.compared(tables, teller.language)
    if beside is None:
        return None
    figure = kind.compare(poll.definition, [(one.part.name, one.tally) for one in answered], teller.language)
    sentence = clean(figure.sentence)
    drawn = chart.of_rounds(beside, list(tables), teller.text(poll.prompt), sentence, teller.language)
    heading = teller.say(message("%(rounds)s compared", rounds=teller.language.listing(list(tables))))
    return Comparison(heading, sentence, beside, drawn, picture.draw(drawn))
