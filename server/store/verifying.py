"""Verify: an archive recounted. The chain is followed, the log is played again, and every answer is counted anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from server.domain.counts import NOTE, PEOPLE, SEGMENT, Counts, add, with_segments
from server.domain.errors import HemicycleError
from server.domain.kind import AnyKind
from server.domain.messages import Message, message, plural
from server.domain.state import State, decode
from server.domain.weighing import weighed
from server.domain.workshop import Poll, Workshop
from server.store import log, package, stored
from server.store.files.agenda_file import parse_stored
from server.store.folding import Folded, FoldedRound, fold
from server.store.package import BadArchive, Contents, RoundContents

Kinds = Mapping[str, AnyKind]
Parse = Callable[[str, Kinds], Workshop]

# One fault makes many differences; the first ones tell where it lies.
MOST = 20
UNREADABLE = message("The log holds an entry that cannot be read.")


def verify(data: bytes, kinds: Kinds, *, parse: Parse = parse_stored) -> list[str]:
    """The first differences between what an archive says and what its log and answers come to; none when all is well.

    Answers of secret ballots are in no file: there, the totals that were logged when the poll closed must be those that
    are kept, and as many people must have voted.
    """
    try:
        return [str(one) for one in islice(_differences(package.unpack(data), kinds, parse), MOST)]
    except BadArchive as problem:
        return [str(problem)]
    except (ValueError, LookupError, TypeError):
        # Somebody wrote texts where numbers are, and made the checksums anew.
        return [str(package.UNSOUND)]


def _differences(contents: Contents, kinds: Kinds, parse: Parse) -> Iterator[Message]:
    if place := log.broken(contents.log):
        yield message("The log was changed: entry %(n)s does not follow from the one before.", n=place)
        return
    try:
        undropped = log.undropped(contents.log)
    except ValueError:
        yield UNREADABLE
        return
    if undropped:
        yield message("The log was changed: entries are missing that no reset has dropped.")
        return
    if contents.state.get("chain") != (contents.log[-1].link if contents.log else None):
        yield message("The log is not complete: its last entry is not the one that the workshop knows.")
        return
    try:
        folded = fold([entry.text for entry in contents.log])
    except (ValueError, KeyError, TypeError):
        yield UNREADABLE
        return
    yield from _state(contents, folded)
    definitions = _Definitions(kinds, parse)
    for (poll, number), kept in contents.rounds.items():
        told = folded.rounds.get((poll, number))
        if told is None:
            yield message("%(poll)s, round %(round)s: the log knows of no such round.", poll=poll, round=number)
            continue
        for difference in _round(kept, told, definitions, poll):
            yield message("%(poll)s, round %(round)s: %(what)s", poll=poll, round=number, what=difference)


def _state(contents: Contents, folded: Folded) -> Iterator[Message]:
    if contents.workshop["text"] != folded.text:
        yield message("The agenda is not the one in the log.")
    kept, told = contents.standing, decode(folded.state)
    if _standing(kept) != _standing(told):
        yield message("The present agenda item, the beginning or the end is not the one in the log.")
    for poll in kept.polls.keys() | told.polls.keys():
        if kept.of(poll) != told.of(poll):
            yield message("%(poll)s: its phase, rounds or times are not those in the log.", poll=poll)
    if contents.notes != folded.notes:
        yield message("The notes are not those in the log.")


def _standing(state: State) -> tuple[object, ...]:
    """What is compared of a workshop as a whole."""
    return (
        state.rev, state.item, state.poll, state.survey, state.begun, state.ended, state.wall, state.mandates,
        state.rehearsal,
    )  # fmt: skip


def _round(kept: RoundContents, told: FoldedRound, definitions: _Definitions, poll: str) -> Iterator[Message]:
    if kept.moderation != told.decisions:
        yield message("the moderators’ decisions are not those in the log.")
    counted = {field: int(n) for field, n in kept.counts.items()}
    upvotes = {entry: int(n) for entry, n in kept.upvotes.items()}
    if upvotes != told.upvotes():
        yield message("the upvotes are not those in the log.")
    if {name: int(n) for name, n in kept.reactions.items()} != told.reactions:
        yield message("the reactions are not those in the log.")
    if kept.clerk != told.clerk:
        yield message("the clerk’s entries are not those in the log.")
    try:
        answers = {voter: stored.decode(value) for voter, value in kept.answers.items()}
    except ValueError:
        yield message("an answer cannot be read.")
        return
    if answers.keys() != told.answers.keys():
        yield message("other people answered than the log says.")
    for voter in answers.keys() & told.answers.keys():
        one, other = answers[voter], told.answers[voter]
        if (one.id, *one[1:]) != (other.id, *other[1:]):
            yield message("the answer of %(voter)s is not the one in the log.", voter=voter)
    if any(one.payload == stored.SECRET for one in answers.values()):
        yield from _secret(counted, told, len(answers))
        return
    yield from _compared(counted, told.counts(), message("the log"))
    try:
        recount = definitions.count(told.texts, poll, answers.values())
    except (HemicycleError, KeyError, ValueError):
        yield message("the answers do not fit the agenda that was in force.")
        return
    yield from _compared(counted, recount, message("the recount"))


def _secret(counted: dict[str, int], told: FoldedRound, voters: int) -> Iterator[Message]:
    if counted.get(PEOPLE, 0) != voters:
        yield plural(
            "%(n)s person voted, but %(counted)s are counted.",
            "%(n)s people voted, but %(counted)s are counted.",
            voters,
            counted=counted.get(PEOPLE, 0),
        )
    if told.totals is not None:
        yield from _compared(counted, told.totals, message("the log"))


def _compared(counted: dict[str, int], right: Mapping[str, int], source: Message) -> Iterator[Message]:
    for name in sorted(counted.keys() | right.keys()):
        if counted.get(name, 0) != right.get(name, 0):
            segment, _, field = name.rpartition(SEGMENT)
            what = field.replace(NOTE, ": ") if field else message("people")
            n, other = counted.get(name, 0), right.get(name, 0)
            if segment:
                yield message(
                    "“%(what)s” in “%(segment)s” is counted %(n)s times, but %(source)s gives %(other)s.",
                    what=what,
                    segment=segment,
                    n=n,
                    source=source,
                    other=other,
                )
            else:
                yield message(
                    "“%(what)s” is counted %(n)s times, but %(source)s gives %(other)s.",
                    what=what,
                    n=n,
                    source=source,
                    other=other,
                )


class _Definitions:
    """Definitions that were in force, each parsed once."""

    def __init__(self, kinds: Kinds, parse: Parse) -> None:
        self._kinds = kinds
        self._parse = parse
        self._parsed: dict[str, Workshop] = {}

    def count(self, texts: Sequence[str], poll: str, answers: Iterable[stored.Stored]) -> dict[str, int]:
        """What these answers add up to: to the question of the first definition, weighed by the rosters of all."""
        asked = self._workshop(texts[0]).polls[poll]
        return add(
            *(with_segments(self._counts(texts, asked, one), one.segments) for one in answers if not one.withdrawn)
        )

    def _workshop(self, text: str) -> Workshop:
        if text not in self._parsed:
            self._parsed[text] = self._parse(text, self._kinds)
        return self._parsed[text]

    def _counts(self, texts: Sequence[str], asked: Poll, one: stored.Stored) -> Counts:
        """What one answer adds, with the weight of its delegation where the rules have weights.

        Who belongs to no member then is an observer, and weights may change while a poll is open: an answer may be
        weighed by any roster that there was since. Where none of them gives what was counted, the first is right.
        """
        kind = self._kinds[asked.kind]
        counts = kind.counts(asked.definition, stored.answer_of(one.payload))
        logged = stored.unpack(one.counts)
        first: Counts = {}
        for text in texts:
            found = weighed(self._workshop(text), kind, asked.definition, counts, one.segments)
            if {PEOPLE: 1, **found} == logged or not kind.apart(asked.definition):
                return found
            first = first or found
        return first
