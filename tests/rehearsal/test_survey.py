"""A simulated hall goes through a survey page by page."""

from __future__ import annotations

from random import Random

from redis.asyncio import Redis

from server.kinds import BY_NAME
from server.rehearsal.answers import fill
from server.rehearsal.course import Course, Pace
from server.rehearsal.crowd import Crowd, Offer, people
from server.rehearsal.delegate import Habits
from server.rehearsal.form import answer_form
from server.rehearsal.ledger import Ledger
from server.rehearsal.moderator import Moderator
from server.rehearsal.recount import Stored, recount
from server.store.files.agenda_file import load
from tests.web.house import serving

AGENDA = """
hemicycle: 1
title: Survey
languages: [en]
date: 2024-02-15
timezone: UTC
agenda:
  - id: survey
    title: Survey
    pace: delegates
    polls:
      - {id: first, kind: choice, prompt: First, options: [{id: a, text: A}, {id: b, text: B}]}
      - {id: pause, kind: slide, prompt: Pause}
      - {id: second, kind: words, prompt: Second}
      - id: third
        kind: form
        prompt: Third
        fields:
          - {id: city, label: City, required: true}
          - {id: years, type: number, label: Years, min: 0, max: 40}
          - {id: mail, type: email, label: E-mail}
          - {id: may, type: consent, label: You may write to me}
"""


async def test_everybody_comes_to_the_end(redis: Redis, valkey_url: str) -> None:
    """Whoever answers and whoever leaves a page empty; what was acknowledged is what is stored."""
    workshop, _ = load(AGENDA, BY_NAME)
    habits = Habits(thinking=0.05, silent=0.3)
    async with serving(valkey_url, AGENDA) as house:
        ledger = Ledger()
        offer = await Offer.at(house.base, house.code)
        crowd = Crowd(house.base, house.code, people(offer, 6, Random(3)), habits, ledger=ledger, seed=3)
        await crowd.join()
        stored, said = Stored(), list[str]()
        moderator = Moderator(house.base, house.code, house.tokens["moderator"])
        await Course(workshop, BY_NAME, moderator, crowd, Pace(habits, 0), said.append, stored).play()
        await crowd.leave()
    assert recount(workshop, BY_NAME, ledger, Stored(), stored).differences == []
    assert set(ledger.kept) == {("first", 1), ("second", 1), ("third", 1)}
    assert ledger.unsettled == 0
    assert len(said) == 4


def test_forms_are_filled_in_with_what_they_ask() -> None:
    """Numbers within their bounds, and addresses that belong to nobody."""
    html = (
        '<form data-answer data-next="2"><input name="f.a" data-decimals="0" data-from="60" data-to="70">'
        '<input type="email" name="f.b"><input name="value" inputmode="numeric"></form>'
    )
    form = answer_form(html)
    assert form
    assert form.next == 2
    for seed in range(20):
        fields = fill(Random(seed), "en", form)
        assert 60 <= int(fields["f.a"][0]) <= 70
        assert 0 <= int(fields["value"][0]) <= 100
        assert all(text.endswith("@example.org") for text in fields.get("f.b", []))
