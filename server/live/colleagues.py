"""Where each delegation answers as one, the phones of a delegation hear of what one of them has answered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from server.domain.clerk import ANSWER
from server.domain.language import Language
from server.domain.messages import message
from server.domain.schedule import local
from server.domain.workshop import Poll
from server.live import frames
from server.live.line import Line
from server.live.present import Present
from server.live.receipts import clock
from server.store.results import Own, Results


class Colleagues:
    """What a room's phones have been told of their delegations' answers."""

    def __init__(self, results: Results, language: Callable[[str], Language]) -> None:
        self._results = results
        self._language = language
        self._told: dict[tuple[str, int], dict[str, str]] = {}  # by round: delegation → the answer that was told

    async def tell(self, present: Present, lines: Collection[Line]) -> None:
        """Say to everybody of a delegation but the sender that its answer is new. Costs nothing in other polls."""
        asked = [(poll, round_) for poll, round_ in _asked(present) if poll.settings.by == "delegation"]
        self._told = {(poll.id, round_): self._told.get((poll.id, round_), {}) for poll, round_ in asked}
        for poll, round_ in asked:
            answers = await self._results.delegations(present.code, poll.id, round_)
            told = self._told[poll.id, round_]
            fresh = {name: own for name, own in answers.items() if told.get(name) != own.id}
            told |= {name: own.id for name, own in fresh.items()}
            for line in lines if fresh else ():
                own = fresh.get(line.seat.delegation) if line.seat else None
                if own is not None and line.answer != own.id:
                    line.say(self._frame(present, poll, round_, own, self._language(line.language)))

    def _frame(self, present: Present, poll: Poll, round_: int, own: Own, language: Language) -> bytes:
        when = local(present.workshop, own.at)
        at = clock(when.hour, when.minute)
        if own.id.startswith(ANSWER):
            sentence = message("The clerk entered an answer for your delegation at %(time)s.", time=at)
        elif own.at == 0:  # A secret ballot keeps no times.
            sentence = message("Somebody of your delegation has answered for it.")
        elif poll.settings.change:
            sentence = message("Somebody of your delegation answered for it at %(time)s. You can change that.", time=at)
        else:
            sentence = message("Somebody of your delegation answered for it at %(time)s.", time=at)
        return frames.encode(frames.told(poll.id, round_, language.say(sentence)))


def _asked(present: Present) -> Sequence[tuple[Poll, int]]:
    """The polls that people are asked now, with their rounds: the one on stage, or every page of an open survey."""
    if present.surveying:
        return [(page.poll, page.round) for page in present.survey]
    return [(present.poll, present.at.round)] if present.poll is not None and present.open else []
