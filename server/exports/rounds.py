"""One round of a poll: when it was, who answered, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from server.domain.clerk import marked
from server.domain.counts import results_only
from server.domain.gathering import gather_round
from server.domain.kind import AnyKind, Score
from server.domain.messages import message, plural
from server.domain.snapshot import RoundData, Snapshot
from server.domain.table import Table
from server.domain.text import clean, one_line
from server.domain.workshop import Poll, Workshop
from server.exports import chart, chart_styles, grid, groupings, named, picture, pinned
from server.exports.entries import answered, gathered, moderated, themes, unjoined
from server.exports.grid import Grid
from server.exports.parts import Round, Split
from server.exports.passages import Passages
from server.exports.splits import split
from server.exports.telling import Teller
from server.exports.words import Words

# Rows that a document prints of one result, and where each is a word that people wrote: a cloud of them would fill
# pages with what one person said. The second number is that of a comparison, whose bars stand in pairs.
MOST_ROWS = 100
MOST_WORDS, MOST_WORDS_COMPARED = 30, 12
# The same of a table that only adds to a result: who leads in a quiz. The first are those that are asked for.
MOST_FURTHER = 10


@dataclass(frozen=True, slots=True)
class Told:
    """A round with what the kind made of it, kept for the comparison; `compared` rows of it are printed there."""

    part: Round
    table: Table
    tally: Any
    compared: int = chart.MOST_BARS


def gather(
    poll: Poll,
    data: RoundData,
    snapshot: Snapshot,
    kinds: Mapping[str, AnyKind],
    teller: Teller,
    words: Words,
    passages: Passages,
) -> Told:
    """The round as it can be told, whatever came of it."""
    kind = kinds[poll.kind]
    whole = gather_round(snapshot.workshop, kind, data, snapshot.hall)
    scores = _scores(whole.scores, snapshot.workshop, teller)
    whole = replace(whole, scores=scores, entries=unjoined(whole.entries, poll, kind))
    tally = kind.tally(poll.definition, whole)
    table = kind.table(poll.definition, tally, teller.language)
    # Reactions are nobody's answers, and count all the same.
    silent = kind.procedure(poll.definition).silence > 0
    given = bool(data.people or any(results_only(data.counts).values()) or silent)
    decided = kind.verdict(poll.definition, tally, teller.language) if given and data.closed is not None else None
    sentence = clean(kind.figure(poll.definition, tally, teller.language).sentence) if given else ""
    style = passages.written.choice(f"chart:{poll.id}")
    as_chosen = chart_styles.styled(table, style, data.people)
    # What a kind itself draws as columns are numbers; staff may choose columns for options called 5, 10 and 20.
    numbers = table.chart == chart.COLUMN
    prompt = teller.text(poll.prompt)
    drawn = chart.of(as_chosen, prompt, sentence, teller.language, numbers=numbers) if given else None
    place = f"caption:{poll.id}.{data.round}"
    caption = one_line(passages.text(place, message("Caption of the chart"))) if drawn else ""
    by_attendance = split(poll, data, snapshot, table, kind, teller, words)
    who = named.gather(poll, data, snapshot, kind, teller, words)
    authors = named.authors(poll, data, snapshot, kind, teller, words)
    written = themes(whole.entries, whole.themes, teller, authors)
    themed = gathered(answered(written, poll, data.round, kind, passages), teller)
    if kind.lists and data.people and not whole.entries:
        # The kind would say to the room that nothing has come yet, and where it will appear.
        sentence = teller.say(message("None of what was written is shown here."))
        table = replace(table, base="")
    # Where texts are listed below and nothing is drawn, the table would say the same twice.
    whole_grid = grid.of(table, teller.language)
    printed = _printed(whole_grid, by_attendance) if given and (drawn or not themed) else ()
    words_alone = len(kind.spellings(whole.counts)) >= len(table.rows)
    most = MOST_WORDS if words_alone else MOST_ROWS
    further = [grid.of(one, teller.language) for one in kind.further(poll.definition, tally, teller.language)]
    part = Round(
        number=data.round,
        name=teller.say(message("Round %(round)s", round=data.round)),
        opened=teller.moment(data.opened),
        closed=teller.moment(data.closed),
        when=_when(data, teller),
        times=_times(data, teller),
        people=data.people,
        answered=_answered(poll, kind, data, teller),
        base=clean(table.base) if given else "",
        sentence=sentence,
        table=whole_grid,
        grids=tuple([one.first(most) for one in printed] + [one.first(MOST_FURTHER) for one in further if given]),
        grid_note=" ".join(note for note in (grid_note(printed, teller, most), _further_note(further, teller)) if note),
        split=by_attendance,
        chart=drawn,
        chart_note=_chart_note(drawn, teller),
        picture=picture.draw(drawn) if drawn else Markup(),
        themes=themed,
        moderation=moderated(data, kind, teller),
        counts=results_only(whole.counts),
        named=who,
        groupings=tuple(groupings.gather(poll, data, snapshot, table, kinds, teller)),
        further=tuple(further) if given else (),
        caption=caption,
        clerk={str(how): n for how, n in data.clerk.items()},
        rows=named.rows(poll, data, snapshot, kind, teller, words),
        pins=pinned.pins(poll, data, teller.language.code),
        pinned=pinned.gather(poll, data, snapshot, teller.language.code),
        outcome=clean(decided.word) if decided else "",
        reasons=tuple(map(clean, decided.sentences)) if decided else (),
        entered=clean(marked(data.clerk, teller.language)),
    )
    return Told(part, table, tally, MOST_WORDS_COMPARED if words_alone else chart.MOST_BARS)


def _scores(scores: Sequence[Score], workshop: Workshop, teller: Teller) -> list[Score]:
    """Who leads, with the names of their delegations: the wall has room for their plates alone."""
    names = {one.plate or one.id: teller.text(one.name) for one in workshop.delegations}
    return [replace(one, delegation=names.get(one.delegation, one.delegation)) for one in scores]


def _printed(table: Grid, by_attendance: Split) -> tuple[Grid, ...]:
    """The table with the columns of the split, or beside that of the split where it is one of its own."""
    if not table.rows:
        return ()
    if by_attendance.grid is None:
        return (table,)
    return (by_attendance.grid,) if len(by_attendance.grid.titles) > len(table.titles) else (table, by_attendance.grid)


def grid_note(printed: Sequence[Grid], teller: Teller, most: int) -> str:
    """What a document says where it does not print all rows, "" where it does."""
    rows = max((len(one.rows) for one in printed), default=0)
    if rows <= most:
        return ""
    number = teller.language.number
    return teller.say(
        message(
            "The table shows the first %(shown)s of %(all)s rows; the files for spreadsheets have all of them.",
            shown=number(most),
            all=number(rows),
        )
    )


def _further_note(further: Sequence[Grid], teller: Teller) -> str:
    if all(len(one.rows) <= MOST_FURTHER for one in further):
        return ""
    return teller.say(
        message(
            "Of those who lead, the first %(shown)s are shown; the files for spreadsheets have all of them.",
            shown=teller.language.number(MOST_FURTHER),
        )
    )


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
        when = message("Round %(round)s, open since %(opened)s.", round=data.round, opened=began)
        return f"{teller.say(when)} {_reason(data, teller)}".rstrip()
    ended = teller.clock(closed)
    when = message("Round %(round)s, from %(opened)s to %(closed)s.", round=data.round, opened=began, closed=ended)
    again = _reason(data, teller)
    return f"{teller.say(when)} {again}" if again else teller.say(when)


def _times(data: RoundData, teller: Teller) -> str:
    """The same without the number of the round, for who reads it under the round's name."""
    opened, closed = teller.moment(data.opened), teller.moment(data.closed)
    if opened is None:
        when = ""
    elif closed is None:
        when = teller.say(message("Open since %(opened)s.", opened=teller.clock(opened)))
    else:
        span = message("From %(opened)s to %(closed)s.", opened=teller.clock(opened), closed=teller.clock(closed))
        when = teller.say(span)
    return " ".join(part for part in (when, _reason(data, teller)) if part)


def _reason(data: RoundData, teller: Teller) -> str:
    """Why the vote was taken again, as it was said at the desk; "" where nothing was said."""
    if not data.reason:
        return ""
    return teller.say(message("The vote was taken again: %(reason)s.", reason=clean(data.reason).rstrip(".")))


def _answered(poll: Poll, kind: AnyKind, data: RoundData, teller: Teller) -> str:
    """How many answered, and how many of these answers the clerk entered."""
    entered = marked(data.clerk, teller.language)
    return " ".join(part for part in (_people(poll, kind, data.people, teller), clean(entered)) if part)


def _people(poll: Poll, kind: AnyKind, people: int, teller: Teller) -> str:
    if not people:
        return teller.say(message("Nobody answered."))
    if kind.additions(poll.definition):
        return teller.say(
            plural(
                "%(count)s question was asked.",
                "%(count)s questions were asked.",
                people,
                count=teller.language.number(people),
            )
        )
    if poll.settings.by == "delegation":
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
