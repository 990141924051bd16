"""The way in: an answer is accepted by its kind, handed to the recorder, and acknowledged once it is on disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import orjson

from server.domain.counts import Counts
from server.domain.errors import HemicycleError, Refusal
from server.domain.kind import Answer, AnyKind
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.domain.schedule import local
from server.domain.seat import Seat, segments
from server.domain.state import Phase
from server.domain.weighing import weighed
from server.domain.workshop import Ballot, Poll
from server.live import frames
from server.live.messages import AnswerFrame
from server.live.present import Present, opened_at
from server.live.receipts import alike, clock, recorded
from server.live.rights import agent_of, barred, may_say
from server.store.recorder import Recorded, Recorder, Submission
from server.store.results import Own
from server.store.voters import Voters

MOST_ACCEPTED = 4_096  # answers remembered; rankings and points differ from person to person, and pass by
MOST_SAID = 1_000  # sentences remembered; a minute of a busy hour needs about a dozen
STORED = frozenset({"recorded", "changed", "replayed", "superseded"})
UNSTORED = message("Not recorded: the server cannot store answers at the moment. Please send it again.")


class Receipt(NamedTuple):
    """What the sender of an answer is told, and whether the answer is stored."""

    id: str
    stored: bool
    reason: Message
    shared: bool = False  # whether the reason is one value for all who are told the same
    field: str = ""  # what was filled in wrongly

    def frame(self, language: Language) -> str:
        """The frame that goes down, in the sender's language."""
        text = language.say(self.reason)
        return frames.ack(self.id, text) if self.stored else frames.refusal(self.id, text, self.field)


class Accepted(NamedTuple):
    """An answer as its kind took it: what it adds, how it is stored, whether its author wrote something in it.

    `places` is how many answers a voter may give beside each other, 0 where a new one replaces the last. The poll is
    kept so that its definition, by which answers are remembered, stays where it is.
    """

    poll: Poll
    answer: Answer
    counts: Counts
    payload: str
    wrote: bool
    places: int


class Intake:
    """Takes answers of one process in."""

    def __init__(self, recorder: Recorder, voters: Voters, clock: Callable[[], int]) -> None:
        self._recorder = recorder
        self._voters = voters
        self._clock = clock
        self._accepted: dict[tuple[object, ...], Accepted] = {}
        # A whole hall is told the same sentence within a minute; it is made once for each language.
        self._reasons: dict[tuple[object, ...], Message] = {}
        self._said: dict[tuple[int, str], tuple[Message, str]] = {}
        self._last: tuple[object, Poll | None, int, Message] = (None, None, 0, message("Recorded."))

    async def voter(self, present: Present, poll: Poll, round_: int, seat: Seat) -> str:
        """The name under which this seat's answer to this round is kept."""
        return await self._voters.voter(present.code, poll.id, round_, poll.settings, seat)

    def take(
        self,
        present: Present,
        parts: tuple[str, ...],
        voter: str,
        frame: AnswerFrame,
        done: Callable[[Receipt], None],
    ) -> None:
        """Hand an answer to the recorder; `done` hears of it once it is stored or refused.

        `parts` are the segments of the seat.

        Raises:
            Refusal: when the answer is not acceptable.
            HemicycleError: when too much is waiting already.
        """
        poll = find(present, frame)
        accepted = self._accept(present, poll, frame)
        settings = poll.settings
        kind = present.kinds[poll.kind]
        counts = accepted.counts
        if kind.apart(poll.definition):
            may_say(present, poll, frame.round, parts)
            counts = weighed(present.workshop, kind, poll.definition, counts, parts)
        agent = agent_of(poll, parts)
        submission = Submission(
            present.code,
            poll.id,
            frame.round,
            voter,
            frame.id,
            counts,
            parts,
            accepted.payload,
            settings.change and settings.ballot is not Ballot.SECRET,
            settings.ballot is Ballot.SECRET,
            agent,
            _opened(present, frame),
        )

        def settle(outcome: Recorded | BaseException) -> None:
            if isinstance(outcome, Recorded) and outcome.status == "mandate":
                done(Receipt(frame.id, stored=False, reason=barred(parts)))
                return
            done(self._receipt(present, poll, frame, accepted, outcome))

        if accepted.places:
            self._add(submission, accepted.places, settle)
        else:
            self._recorder.submit_nowait(submission, settle)

    def _add(self, submission: Submission, places: int, settle: Callable[[Recorded | Exception], None]) -> None:
        """Keep an answer beside the earlier ones of its voter, under the first of the voter's names that is free.

        An answer that is sent again is found under the name that it got, also when the poll has closed meanwhile.
        """

        def attempt(place: int) -> None:
            named = submission._replace(voter=f"{submission.voter}.{place}", change=False)
            self._recorder.submit_nowait(named, lambda outcome: settled(place, outcome))

        def settled(place: int, outcome: Recorded | Exception) -> None:
            if isinstance(outcome, Exception) or outcome.kept or place == places:
                settle(outcome)
                return
            try:
                attempt(place + 1)
            except HemicycleError as overloaded:
                settle(overloaded)

        attempt(1)

    def encoded(self, receipt: Receipt, language: Language) -> bytes:
        """The receipt as one message of a socket, in its reader's language."""
        if not receipt.shared:
            return frames.encode(receipt.frame(language))
        key = (id(receipt.reason), language.code)
        known = self._said.get(key)
        if known is None:
            if len(self._said) > MOST_SAID:
                self._said.clear()
                self._reasons.clear()
            # The reason is kept beside its text: as long as it lives, nothing else has its identity.
            known = self._said[key] = (receipt.reason, language.say(receipt.reason))
        return frames.encoded_ack(receipt.id, known[1])

    async def record(self, present: Present, seat: Seat, frame: AnswerFrame, more: tuple[str, ...] = ()) -> Receipt:
        """The same for a caller that waits: a form, or a phone whose sockets are blocked.

        `more` are segments besides those of the seat.

        Raises:
            Refusal: when the answer is not acceptable.
            HemicycleError: when too much is waiting already.
        """
        poll = find(present, frame)
        voter = await self.voter(present, poll, frame.round, seat)
        future: asyncio.Future[Receipt] = asyncio.get_running_loop().create_future()

        def done(outcome: Receipt) -> None:
            if not future.done():
                future.set_result(outcome)

        self.take(present, segments(present.workshop, seat) + more, voter, frame, done)
        return await future

    def _receipt(
        self, present: Present, poll: Poll, frame: AnswerFrame, accepted: Accepted, outcome: Recorded | BaseException
    ) -> Receipt:
        """What the sender is told about what became of an answer."""
        if isinstance(outcome, BaseException):
            return Receipt(frame.id, stored=False, reason=UNSTORED)
        if outcome.status not in STORED:
            return Receipt(frame.id, stored=False, reason=_refused(present, poll, frame, outcome))
        replaced = outcome.status == "changed" and poll.settings.by == "delegation"
        if accepted.wrote and not alike(present, poll, frame.round):
            own = Own(frame.id, accepted.answer, outcome.at)
            # What becomes of somebody's own words is told to that person alone.
            return Receipt(frame.id, stored=True, reason=recorded(present, poll, frame.round, own, replaced=replaced))
        # All answers of a flush have one outcome between them.
        last_outcome, last_poll, last_round, last_reason = self._last
        if last_outcome is outcome and last_poll is poll and last_round == frame.round:
            return Receipt(frame.id, True, last_reason, True)
        at = present.state.of(poll.id)
        same = (present.code, poll.id, frame.round, at.phase, at.round, outcome.at // 60_000, replaced)
        known = self._reasons.get(same)
        if known is None:
            own = Own(frame.id, accepted.answer, outcome.at)
            known = self._reasons[same] = recorded(present, poll, frame.round, own, replaced=replaced)
        self._last = (outcome, poll, frame.round, known)
        return Receipt(frame.id, stored=True, reason=known, shared=True)

    def _accept(self, present: Present, poll: Poll, frame: AnswerFrame) -> Accepted:
        """What the kind makes of an answer. A hall gives the same few answers over and over; they are judged once."""
        kind = present.kinds[poll.kind]
        if kind.timed:
            return _accepted(kind, poll, {**frame.fields, **self._timing(present, poll, frame)})
        key = (id(poll.definition), tuple(frame.fields.items()))
        known = self._accepted.get(key)
        if known is None:
            known = _accepted(kind, poll, frame.fields)
            if not known.wrote:
                if len(self._accepted) > MOST_ACCEPTED:
                    self._accepted.clear()
                self._accepted[key] = known
        return known

    def _timing(self, present: Present, poll: Poll, frame: AnswerFrame) -> Mapping[str, Sequence[str]]:
        """How long an answer took and might have taken, in milliseconds; a phone's own word is replaced."""
        at = present.state.of(poll.id)
        times = at.times.get(frame.round)
        opened = times.opened if times and times.opened else self._clock()
        # A survey is answered at leisure, so that being quick earns nothing there.
        leisurely = any(page.poll.id == poll.id for page in present.survey)
        limit = at.deadline - opened if at.deadline and not leisurely else 0
        return {"elapsed": [str(max(0, self._clock() - opened))], "limit": [str(max(0, limit))]}


def _accepted(kind: AnyKind, poll: Poll, fields: Mapping[str, Sequence[str]]) -> Accepted:
    answer = kind.accept(poll.definition, fields)
    return Accepted(
        poll,
        answer,
        kind.counts(poll.definition, answer),
        orjson.dumps(dict(answer.fields)).decode(),
        bool(kind.written(poll.definition, answer)),
        kind.additions(poll.definition),
    )


def _opened(present: Present, frame: AnswerFrame) -> int:
    """When the round was opened whose question was read, and that by which it is judged here: the earlier of both."""
    opened = opened_at(present, frame.poll, frame.round)
    return min(frame.opened or opened, opened) or frame.opened


def find(present: Present, frame: AnswerFrame) -> Poll:
    """The poll of an answer.

    Raises:
        Refusal: when there is none that was ever opened. An unopened poll is answered like one that does not exist.
    """
    poll = present.workshop.polls.get(frame.poll)
    if poll is None or present.state.of(frame.poll).phase is Phase.DRAFT or not present.kinds[poll.kind].answered:
        raise Refusal("poll", message("Not recorded: this poll is not open."))
    return poll


def _refused(present: Present, poll: Poll, frame: AnswerFrame, outcome: Recorded) -> Message:
    if outcome.status == "round":
        return message("Not recorded: this round is over.")
    places = present.kinds[poll.kind].additions(poll.definition)
    if outcome.status == "final" and places:
        return plural(
            "Not recorded: you have asked your %(n)s question. You can still support those of others.",
            "Not recorded: you have asked your %(n)s questions. You can still support those of others.",
            places,
        )
    if outcome.status == "final" and poll.settings.by == "delegation":
        return message("Not recorded: your delegation has answered, and its answer cannot be changed.")
    if outcome.status == "final":
        return message("Not recorded: you have answered, and an answer to this poll cannot be changed.")
    times = present.state.of(poll.id).times.get(frame.round)
    deadline = present.state.of(poll.id).deadline
    closed = times.closed if times and times.closed else deadline
    if closed is None:
        return message("Not recorded: this poll is closed.")
    when = local(present.workshop, closed)
    return message("Not recorded: the poll closed at %(time)s.", time=clock(when.hour, when.minute))
