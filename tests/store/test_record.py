"""lua/record.lua against a model of it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from server.domain.counts import add, with_segments
from server.store import keys, log, reading, stored
from server.store.folding import fold
from server.store.recorder import Submission
from tests.store.sample import Floor, log_of

SEGMENTS = [(), ("attendance:room",), ("attendance:remote", "delegation:CL", "group:south")]


@dataclass
class Model:
    """What one round should hold."""

    change: bool = True
    ids: dict[str, list[str]] = field(default_factory=dict)
    standing: dict[str, Submission] = field(default_factory=dict)

    def take(self, one: Submission, refusal: str = "") -> str:
        known = self.ids.get(one.voter, [])[:8]
        if one.id in known:
            return "replayed" if known[0] == one.id else "superseded"
        if refusal:
            return refusal
        if known and not self.change:
            return "final"
        self.ids.setdefault(one.voter, []).insert(0, one.id)
        self.standing[one.voter] = one
        return "changed" if known else "recorded"

    def counts(self) -> dict[str, int]:
        return add(*(with_segments(one.counts, one.segments) for one in self.standing.values() if one.counts))


async def play(floor: Floor, model: Model, random_: random.Random, batches: int) -> None:
    """Random batches: changes, resent and superseded ids, withdrawals, the same voter twice, rounds that are over."""
    sent: list[Submission] = []
    for number in range(batches):
        round_ = random_.choice([1, 1, 1, 2])
        batch: list[Submission] = []
        for place in range(random_.randrange(1, 40)):
            if sent and random_.random() < 0.2:
                batch.append(random_.choice(sent[-60:])._replace(round=round_))
                continue
            marks = random_.sample("abc=\x1cd", random_.randrange(4))
            voter, segments = str(random_.randrange(30)), random_.choice(SEGMENTS)
            batch.append(
                floor.submission(
                    "tools", voter, f"{number}x{place}", *marks, round=round_, segments=segments, change=model.change
                )
            )
        expected = [
            model.take(one) if one.round == 1 else Model().take(one, "round") for one in batch if one.round == round_
        ]
        outcomes = [await future for future in [floor.recorder.submit(one) for one in batch]]
        assert [outcome.status for outcome in outcomes] == expected
        if round_ == 1:
            sent += batch


async def check(floor: Floor, model: Model) -> None:
    """Counts are those of the model, and the log alone comes to the same answers."""
    assert await floor.results.counts(floor.code, "tools", 1) == model.counts()
    answers = {
        voter: stored.decode(value)
        for voter, value in (await reading.fields(floor.redis, keys.answers(floor.code, "tools", 1))).items()
    }
    assert {voter: one.id for voter, one in answers.items()} == {voter: ids[0] for voter, ids in model.ids.items()}
    assert {voter: one.payload for voter, one in answers.items()} == {
        voter: one.payload for voter, one in model.standing.items()
    }
    entries = await log_of(floor)
    assert not log.broken(entries)
    told = fold([entry.text for entry in entries]).rounds["tools", 1]
    assert told.counts() == model.counts()
    assert {voter: one[1:] for voter, one in told.answers.items()} == {voter: one[1:] for voter, one in answers.items()}


async def test_random_batches_agree_with_the_model(floor: Floor) -> None:
    """Statuses, answers, counts and the replayed log are those of the model."""
    await floor.open("tools")
    model = Model()
    await play(floor, model, random.Random(7), 150)
    await check(floor, model)
    await floor.acts.close(floor.code, "tools")
    late = floor.submission("tools", "1", "late", "a")
    assert (await floor.recorder.submit(late)).status == "closed"
    await check(floor, model)


async def test_answers_that_may_not_change_stay(floor: Floor) -> None:
    """The first answer of each voter stands; resending it is harmless."""
    await floor.open("tools")
    model = Model(change=False)
    await play(floor, model, random.Random(11), 60)
    await check(floor, model)


async def test_a_resent_answer_is_acknowledged_after_the_close(floor: Floor) -> None:
    """Its acknowledgement may have been lost; a new answer is refused."""
    await floor.open("tools")
    assert await floor.say("tools", "1", "a", "x") == "recorded"
    assert await floor.say("tools", "1", "b", "y") == "changed"
    await floor.acts.close(floor.code, "tools")
    assert await floor.say("tools", "1", "b", "y") == "replayed"
    assert await floor.say("tools", "1", "a", "x") == "superseded"
    assert await floor.say("tools", "1", "c", "x") == "closed"
    await floor.open("tools")
    assert await floor.say("tools", "1", "a", "x") == "superseded"
    assert await floor.say("tools", "1", "c", "x") == "round"
    assert await floor.results.counts(floor.code, "tools", 2) == {}


async def test_an_answer_may_be_taken_back_and_given_again(floor: Floor) -> None:
    """A withdrawal counts nobody, and nothing is left of it in the counts."""
    await floor.open("tools")
    assert await floor.say("tools", "1", "a", "x") == "recorded"
    assert (await floor.results.own(floor.code, "tools", 1, "1")) is not None
    assert await floor.say("tools", "1", "b") == "changed"
    assert await floor.results.counts(floor.code, "tools", 1) == {}
    assert await floor.results.own(floor.code, "tools", 1, "1") is None
    assert await floor.results.rows(floor.code, "tools", 1) == []
    assert await floor.say("tools", "1", "c", "y") == "changed"
    assert (await floor.results.counts(floor.code, "tools", 1))["y"] == 1


async def test_the_deadline_is_kept_with_its_grace(floor: Floor) -> None:
    """An answer counts until one second after the deadline, by the clock of the store."""
    await floor.open("tools", countdown=60)
    seconds, micros = await floor.redis.time()
    now = seconds * 1000 + micros // 1000
    await floor.redis.hset(keys.state(floor.code), "tools.deadline", str(now + 60_000))
    assert await floor.say("tools", "1", "a", "x") == "recorded"
    await floor.redis.hset(keys.state(floor.code), "tools.deadline", str(now - 1))
    assert await floor.say("tools", "2", "b", "x") == "recorded"
    await floor.redis.hset(keys.state(floor.code), "tools.deadline", str(now - 1_001))
    assert await floor.say("tools", "3", "c", "x") == "closed"
    assert await floor.say("tools", "2", "b", "x") == "replayed"


async def test_a_secret_ballot_keeps_who_and_what_apart(floor: Floor) -> None:
    """Who voted and the totals are stored, never the pair and never small segments; it is cast once."""
    await floor.open("urn")
    assert await floor.say("urn", "7", "a", "yes", secret=True) == "recorded"
    assert await floor.say("urn", "7", "a", "yes", secret=True) == "replayed"
    assert await floor.say("urn", "7", "b", "no", secret=True) == "final"
    assert await floor.say("urn", "7", "c", secret=True) == "final"
    assert await floor.say("urn", "8", "d", "no", secret=True) == "recorded"
    assert await floor.results.counts(floor.code, "urn", 1) == {"": 2, "yes": 1, "no": 1}
    values = await floor.redis.hgetall(keys.answers(floor.code, "urn", 1))
    assert set(values) == {"7", "8"}
    before = str(values) + str(await log_of(floor)).partition("open")[2]
    assert "yes" not in before
    assert "delegation:CL" not in before
    own = await floor.results.own(floor.code, "urn", 1, "7")
    assert own is not None
    assert not own.answer.fields
    await floor.acts.close(floor.code, "urn")
    last = (await log_of(floor))[-1]
    assert stored.unpack(log.parse(last.text).body) == {"": 2, "yes": 1, "no": 1}


async def test_an_answer_to_nothing_is_refused(floor: Floor) -> None:
    """Neither a poll that was never opened nor a workshop that is not there takes answers."""
    assert await floor.say("tools", "1", "a", "x") == "closed"
    gone = floor.submission("tools", "1", "a", "x")._replace(code="000000")
    assert (await floor.recorder.submit(gone)).status == "closed"
    assert not await floor.redis.keys("hc:{000000}*")
