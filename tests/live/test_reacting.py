"""Reactions of one process: one a second for each seat, told to the store together."""

from __future__ import annotations

from redis.asyncio import Redis
from redis.exceptions import ConnectionError as Away

from server.live.reacting import Reacting
from server.store.reactions import Reactions


class Store(Reactions):
    """Remembers what it was told, and may be away."""

    def __init__(self) -> None:
        super().__init__(Redis())
        self.told: list[tuple[str, str, int, dict[str, int]]] = []
        self.away = False

    async def add(self, code: str, poll: str, round: int, counts: object) -> bool:  # noqa: A002 - the contract's word
        if self.away:
            raise Away
        self.told.append((code, poll, round, dict(counts)))  # type: ignore[call-overload]
        return True


async def test_many_hands_are_one_message() -> None:
    """Two seats in one second are told once; a seat that drums counts once a second."""
    store = Store()
    reacting = Reacting(store)
    taken = [reacting.take("482173", "pulse", 1, seat, "agree", at) for seat, at in ((1, 5.0), (1, 5.9), (2, 5.9))]
    assert taken == [True, False, True]
    assert reacting.take("482173", "pulse", 1, 1, "thanks", 6.0)
    await reacting.flush(6.0)
    await reacting.flush(7.0)
    assert store.told == [("482173", "pulse", 1, {"agree": 2, "thanks": 1})]


async def test_what_the_store_did_not_hear_is_told_again() -> None:
    """While it is away reactions add up."""
    store = Store()
    reacting = Reacting(store)
    store.away = True
    reacting.take("482173", "pulse", 1, 1, "agree", 0)
    await reacting.flush(1)
    store.away = False
    reacting.take("482173", "pulse", 1, 2, "agree", 1)
    await reacting.flush(2)
    assert store.told == [("482173", "pulse", 1, {"agree": 2})]


async def test_a_process_that_ends_leaves_nothing_untold() -> None:
    """What came in since the last telling goes to the store before the end."""
    store = Store()
    reacting = Reacting(store)
    reacting.take("482173", "pulse", 1, 1, "agree", 0)
    await reacting.close()
    assert store.told == [("482173", "pulse", 1, {"agree": 1})]
