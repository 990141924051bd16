"""Results side by side: the rounds of a poll, and the same question in an earlier workshop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from server.domain.earlier import Earlier
from server.domain.kind import AnyKind
from server.domain.messages import Message, message, plural
from server.domain.snapshot import Snapshot
from server.domain.text import clean
from server.domain.workshop import Poll, Workshop
from server.exports import chart, chart_styles, grid, picture
from server.exports.grid import Grid
from server.exports.parts import Comparison
from server.exports.rounds import Told, grid_note
from server.exports.telling import Teller


def compared(
    poll: Poll,
    kind: AnyKind,
    tallies: Sequence[tuple[str, Any]],
    beside: Grid,
    heading: Message,
    note: str,
    teller: Teller,
    style: str = "",
    most: int = chart.MOST_BARS,
) -> Comparison:
    """The comparison of these results, each with its name, whose numbers are in `beside`.

    It is drawn unless `style` is none; `most` rows of it are drawn and printed.
    """
    figure = kind.compare(poll.definition, tallies, teller.language)
    sentence, names = clean(figure.sentence), [name for name, _ in tallies]
    drawn = None
    if style != chart_styles.NONE:
        drawn = chart.of_rounds(beside, names, teller.text(poll.prompt), sentence, teller.language, most)
    notes = " ".join(line for line in (grid_note([beside], teller, most), note) if line)
    return Comparison(
        teller.say(heading),
        sentence,
        beside,
        beside.first(most),
        notes,
        drawn,
        picture.draw(drawn) if drawn else Markup(),
    )


def beside_earlier(
    poll: Poll, kind: AnyKind, told: Sequence[Told], snapshot: Snapshot, teller: Teller, style: str = ""
) -> Comparison | None:
    """The last round that anybody answered beside the result of the earlier workshop, where the two fit."""
    answered = [one for one in told if one.part.people]
    earlier = snapshot.earlier
    if earlier is None or kind.lists or not answered or not answered[-1].table.chart:
        return None
    then = earlier.tally(poll, kind)
    if then is None:
        return None
    before, now = names(earlier, snapshot.workshop, teller)
    last = answered[-1]
    tables = {before: kind.table(poll.definition, then, teller.language), now: last.table}
    beside = grid.compared(tables, teller.language)
    if beside is None:
        return None
    heading = message("%(before)s and %(now)s compared", before=before, now=now)
    people = earlier.rounds[poll.id].people
    note = teller.say(
        plural(
            "%(before)s: %(count)s answer; %(now)s: %(others)s.",
            "%(before)s: %(count)s answers; %(now)s: %(others)s.",
            people,
            before=before,
            count=teller.language.number(people),
            now=now,
            others=teller.language.number(last.part.people),
        )
    )
    tallies = [(before, then), (now, last.tally)]
    return compared(poll, kind, tallies, beside, heading, note, teller, style, last.compared)


def names(earlier: Earlier, workshop: Workshop, teller: Teller) -> tuple[str, str]:
    """What the two workshops are called in tables: by their years where these differ, else by their dates."""
    then, now = earlier.workshop.date, workshop.date
    if then.year != now.year:
        return str(then.year), str(now.year)
    if then != now:
        return teller.language.day(then), teller.language.day(now)
    return teller.say(message("Workshop %(code)s", code=earlier.code)), teller.say(message("This workshop"))
