"""A poll as the summary tells it: its wording, its rules, its rounds and how they compare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from server.domain.kind import AnyKind
from server.domain.messages import Message, message
from server.domain.snapshot import Snapshot
from server.domain.wording import comparable
from server.domain.workshop import Ballot, Poll, Settings
from server.exports import chart_styles, grid, rounds
from server.exports.comparing import beside_earlier, compared
from server.exports.parts import Comparison, PollPart
from server.exports.passages import Passages
from server.exports.rounds import Told
from server.exports.telling import Teller
from server.exports.words import Words

MOST_COMPARED = 3  # rounds side by side


def gather(
    poll: Poll,
    number: int,
    snapshot: Snapshot,
    kinds: Mapping[str, AnyKind],
    teller: Teller,
    words: Words,
    passages: Passages,
) -> PollPart:
    """The poll with all its rounds, oldest first, each in the words in which it was asked."""
    asked = {one.round: snapshot.workshop.poll_in(poll.id, one.round) or poll for one in snapshot.rounds_of(poll.id)}
    told = [
        rounds.gather(asked[one.round], one, snapshot, kinds, teller, words, passages)
        for one in snapshot.rounds_of(poll.id)
    ]
    if told:
        poll = asked[told[-1].part.number]
    told = [_worded(one, asked[one.part.number], poll, teller) for one in told]
    same = [one for one in told if comparable(asked[one.part.number], poll)]
    kind = kinds[poll.kind]
    styles = chart_styles.offered(told[-1].table, told[-1].part.people) if told else ()
    chosen = passages.written.choice(f"chart:{poll.id}")
    style = chosen if chosen in styles else next(iter(styles), "")
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
        rounds=tuple(one.part for one in told),
        comparison=_comparison(poll, kind, same, teller, style),
        absent="" if told else teller.say(message("This poll was not put to the room.")),
        comment=passages.paragraphs(f"poll:{poll.id}", message("Comment on the result")),
        earlier=beside_earlier(poll, kind, told, snapshot, teller, style),
        style=style,
        styles=styles,
    )


def _worded(told: Told, asked: Poll, poll: Poll, teller: Teller) -> Told:
    """The round with its own words, where they are not those of the heading."""
    if asked.prompt == poll.prompt and comparable(asked, poll):
        return told
    if asked.prompt == poll.prompt:
        said = teller.say(message("This round was asked before the poll was edited."))
    else:
        said = teller.say(
            message("This round was asked in other words: “%(prompt)s”", prompt=teller.text(asked.prompt))
        )
    part = told.part
    return replace(told, part=replace(part, when=f"{part.when} {said}", times=f"{part.times} {said}".lstrip()))


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
    if kind.procedure(poll.definition).roll_call:
        sentences.append(message("The vote was taken by roll call."))
    if not settings.change:
        sentences.append(message("An answer could not be changed."))
    sentences += _pictures(poll, kind, teller)
    return tuple(text for sentence in sentences if (text := teller.say(sentence)))


def _pictures(poll: Poll, kind: AnyKind, teller: Teller) -> list[Message]:
    """What the pictures showed that people saw when they answered: a document has the words and not the pictures."""
    form = kind.form(poll.definition, teller.language)
    found = [
        message("The picture of “%(option)s”: %(alt)s.", option=one["text"], alt=one["alt"].rstrip("."))
        for one in form.get("options", ())
        if one.get("picture")
    ]
    if form.get("picture"):
        found.append(message("The picture: %(alt)s.", alt=form["alt"].rstrip(".")))
    return found


def _comparison(poll: Poll, kind: AnyKind, told: list[Told], teller: Teller, style: str) -> Comparison | None:
    """The last rounds that anybody answered, side by side; texts alone are not compared."""
    answered = [one for one in told if one.part.people][-MOST_COMPARED:]
    if len(answered) < 2 or not answered[-1].table.chart:
        return None
    tables = {one.part.name: one.table for one in answered}
    beside = grid.compared(tables, teller.language)
    if beside is None:
        return None
    heading = message("%(rounds)s compared", rounds=teller.language.listing(list(tables)))
    tallies = [(one.part.name, one.tally) for one in answered]
    return compared(poll, kind, tallies, beside, heading, "", teller, style, answered[-1].compared)
