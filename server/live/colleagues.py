"""Where each delegation answers as one, the phones of a delegation hear of what one of them has answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from server.domain.clerk import ANSWER
from server.domain.language import Language
from server.domain.messages import message
from server.domain.schedule import local
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
        self._round = ("", 0)
        self._told: dict[str, str] = {}

    async def tell(self, present: Present, lines: Iterable[Line]) -> None:
        """Say to everybody of a delegation but the sender that its answer is new. Costs nothing in other polls."""
        poll = present.poll
        if poll is None or poll.settings.by != "delegation" or not present.open:
            return
        if self._round != (poll.id, present.at.round):
            self._round, self._told = (poll.id, present.at.round), {}
        answers = await self._results.delegations(present.code, poll.id, present.at.round)
        fresh = {name: own for name, own in answers.items() if self._told.get(name) != own.id}
        if not fresh:
            return
        self._told |= {name: own.id for name, own in fresh.items()}
        for line in lines:
            own = fresh.get(line.seat.delegation) if line.seat else None
            if own is not None and line.answer != own.id:
                line.say(self._frame(present, own, self._language(line.language)))

    def _frame(self, present: Present, own: Own, language: Language) -> bytes:
        poll = present.poll
        assert poll is not None
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
        return frames.encode(frames.told(poll.id, present.at.round, language.say(sentence)))
