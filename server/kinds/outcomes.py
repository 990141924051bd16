"""Outcomes of votes: how they are drawn and put into rows; server.kinds.announcing says them."""

from __future__ import annotations

from collections.abc import Sequence

from server.domain.figure import Figure
from server.domain.language import Language
from server.domain.messages import Message, message
from server.domain.table import Cell, Column, Table
from server.domain.verdict import Count, Verdict
from server.kinds.announcing import WORDS, announced, needed, observed, quorum, weighed
from server.kinds.draw.ground import nothing
from server.kinds.draw.measure import COUNTS
from server.kinds.draw.outcome import outcome
from server.kinds.draw.shift import Group, shift
from server.kinds.majority import Majority
from server.kinds.observing import observers
from server.kinds.reckoning import VoteTally

ROWS = (message("For"), message("Against"), message("Abstained"), message("Did not vote"))
FORMS = ("for", "against", "abstained", "absent")
SILENT_ROWS = (message("Said: no objection"), message("Objected"), message("Were silent"))
SILENT_FORMS = ("for", "against", "absent")
NO_VOTES = message("No votes yet.")


def figure(tally: VoteTally, majority: Majority, language: Language) -> Figure:
    """The word, the counts, and what made it so."""
    made = verdict(tally, majority, language)
    if made is None:
        return nothing(language, NO_VOTES)
    return outcome(made.word, made.counts, made.sentences, announced(tally, majority, language))


def verdict(tally: VoteTally, majority: Majority, language: Language) -> Verdict | None:
    """The same in parts; None while nobody has voted."""
    if not tally.people and not tally.manner.silence:
        return None
    forms = SILENT_FORMS if tally.manner.silence else FORMS
    shown = zip(_labels(tally), _weights(tally) or _heads(tally), forms, strict=True)
    counts = [Count(language.say(label), language.number(n), form) for label, n, form in shown]
    said = [
        needed(tally, majority, language),
        weighed(tally, language),
        quorum(tally, language),
        observed(tally, language),
    ]
    return Verdict(language.say(WORDS[tally.outcome]), counts, [one for one in said if one])


def table(tally: VoteTally, majority: Majority, language: Language) -> Table:
    """For, against, abstained, and who was present and silent; by weight as well where votes are weighed."""
    titles = [message("Vote"), message("Votes")]
    rows: list[Sequence[Cell]] = [
        (language.say(label), n) for label, n in zip(_labels(tally), _heads(tally), strict=True)
    ]
    columns = [Column.LABEL, Column.COUNT]
    if tally.weights:
        titles.append(message("Weight"))
        columns.append(Column.COUNT)
        rows = [(*row, weight) for row, weight in zip(rows, _weights(tally), strict=True)]
    # The outcome is what a vote has to say, on phones and in the summary as well.
    said = tally.people or tally.manner.silence
    return Table(
        [language.say(title) for title in titles],
        columns,
        rows,
        announced(tally, majority, language) if said else language.say(NO_VOTES),
        "bar",
        (2,) if tally.weights else (1,),
    )


def further(tally: VoteTally, language: Language) -> Sequence[Table]:
    """What observers said, apart: it is in no base and in no total."""
    if not tally.observers:
        return ()
    labels = dict(zip(tally.votes, _labels(tally), strict=False))
    rows = [(language.say(label), tally.observers.get(option, 0)) for option, label in labels.items()]
    return (observers(rows, message("Votes"), observed(tally, language), language),)


def compare(tallies: Sequence[tuple[str, VoteTally]], language: Language) -> Figure:
    """How the numbers of votes moved, or how those of the room and of those online differ."""
    options = len(tallies[0][1].votes) if tallies else 0
    labels = [language.say(label) for label in (_labels(tallies[0][1]) if tallies else ROWS)[:options]]
    groups = [Group(name, tally.voted, list(tally.votes.values()), tally.delegations) for name, tally in tallies]
    return shift(labels, groups, language, COUNTS)


def _labels(tally: VoteTally) -> Sequence[Message]:
    return SILENT_ROWS if tally.manner.silence else ROWS


def _heads(tally: VoteTally) -> Sequence[int]:
    return (*tally.votes.values(), tally.silent)


def _weights(tally: VoteTally) -> Sequence[int]:
    """The same by weight; none where votes are not weighed."""
    if not tally.weights:
        return ()
    return (*tally.weights.values(), tally.present_weight - sum(tally.weights.values()))
