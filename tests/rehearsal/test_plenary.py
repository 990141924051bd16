"""The plenary of the examples is played as its script says: small, and over real sockets."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from redis.asyncio import Redis

from server.domain.kind import Electorate, Gathered
from server.domain.workshop import Workshop
from server.files import EXAMPLES
from server.kinds import BY_NAME
from server.rehearsal.course import Course, Pace
from server.rehearsal.crowd import Crowd
from server.rehearsal.delegate import Habits
from server.rehearsal.ledger import Entry, Ledger
from server.rehearsal.moderator import Moderator
from server.rehearsal.recount import Stored, recount
from server.rehearsal.registering import registered
from server.rehearsal.script import Script, parse
from server.store.files.agenda_file import load
from server.store.files.yaml_text import read
from tests.web.house import serving

AGENDA = (EXAMPLES / "plenary.yaml").read_text()
HABITS = Habits(thinking=0.02, silent=0, change=0)
MANY = 45  # one of each delegation that comes, and of six a second one


def played() -> tuple[Workshop, Script]:
    """The plenary and its script."""
    workshop, _ = load(AGENDA, BY_NAME)
    return workshop, parse(read((EXAMPLES / "scripts" / "plenary.yaml").read_text()).value, workshop)


async def test_the_plenary_is_played(redis: Redis, valkey_url: str) -> None:
    """Badges, a proxy, a roll call, a tie taken again, a broken silence, twelve entries; all is recounted, recorded."""
    workshop, script = played()
    async with serving(valkey_url, AGENDA) as house:
        ledger, stored, said = Ledger(), Stored(), list[str]()
        moderator = Moderator(house.base, house.code, house.tokens["moderator"])
        persons = await registered(moderator, workshop, MANY, Random(1), script.absent)
        crowd = Crowd(house.base, house.code, persons, HABITS, ledger=ledger, seed=3, told=script.told)
        await crowd.join()
        await Course(workshop, BY_NAME, moderator, crowd, Pace(HABITS, 0), said.append, stored, script).play()
        record = (await moderator.download("md", "en")).decode().replace("**", "")
        await crowd.leave()
    assert all(person.badge and person.name for person in persons)
    assert len({person.name for person in persons}) == MANY
    assert recount(workshop, BY_NAME, ledger, Stored(), stored).differences == []
    assert ledger.unsettled == ledger.refused == 0
    assert ledger.entries == 12
    totals = {key: {name: n for name, n in counts.items() if name in OPTIONS} for key, counts in stored.rounds.items()}
    assert totals["rapporteur", 1] == {"salcedo": 17, "whitfield": 10, "beaulieu": 7}
    assert totals["training", 1] == {"for": 27, "against": 4, "abstain": 3}
    assert totals["work-fund", 1] == {"for": 12, "against": 17, "abstain": 6}
    assert totals["venue", 1] == {"for": 16, "against": 16, "abstain": 2}
    assert totals["recordings", 1] == {"object": 1}
    assert totals["venue", 2] == {"for": 12, "against": 20, "abstain": 2}
    for sentence in SENTENCES:
        assert sentence in record, sentence


def test_a_recount_misses_an_entry_that_is_not_stored() -> None:
    """The clerk's entries are expected like answers by phone."""
    workshop, _ = played()
    ledger, stored = Ledger(), Stored()
    stored.last["readiness"] = 1
    stored.rounds["readiness", 1] = {}
    ledger.enter("readiness", 1, Entry("hands", {"for": 9, "against": 3}))
    found = recount(workshop, BY_NAME, ledger, Stored(), stored)
    assert (found.expected, found.stored) == (12, 0)
    assert "Poll readiness, round 1, clerk:hands, for: 9 acknowledged, 0 stored." in found.differences


OPTIONS = {"for", "against", "abstain", "object", "agree", "salcedo", "whitfield", "beaulieu"}
SENTENCES = (
    "34 of 35 member delegations were represented: ",
    "Observers: European Union, France, Portugal, Spain and United Kingdom.",
    "Dominica gave its proxy to Saint Lucia at ",
    "Adopted: 32 for, 0 against, 1 abstention. Observers, not counted: 2 for, 0 against, 0 abstentions."
    " There was a quorum: 34 delegations present, 18 needed.",
    "- In favour (32): Antigua and Barbuda; Argentina (entered by the clerk); The Bahamas; ",
    "- Absent or not voting (2): Dominica, El Salvador",
    "- Observers, not counted: In favour (2): European Union, Spain",
    "The vote was taken by roll call.",
    "Dominica (by proxy: Saint Lucia)",
    "- Absent or not voting (1): Grenada",
    "Tied and therefore rejected: 16 for, 16 against, 2 abstentions.",
    "The vote was taken again: the votes were equally divided, ",
    "Adopted unless a delegation objects before the deadline. Members may object.",
    "Not adopted: 1 delegation objected.",
    "| Were silent | 33 |",
    "- We object (1): Costa Rica",
)


def test_whoever_is_represented_by_proxy_is_not_missing() -> None:
    """A delegation that votes by proxy is not among those present, and takes nobody's silence away."""
    workshop, _ = played()
    poll = workshop.polls["training"]
    kind = BY_NAME["vote"]
    gathered = Gathered(
        {"for": 30, "against": 4}, 34, segments={"proxy:LC": {"for": 1}}, electorate=Electorate(300, 35, 34, 18)
    )
    assert kind.tally(poll.definition, gathered).silent == 1
    everybody = replace(gathered, electorate=Electorate(300, 35, 35, 18))
    assert kind.tally(poll.definition, everybody).silent == 1
