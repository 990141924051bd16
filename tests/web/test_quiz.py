"""A quiz: nobody sees what is right before it is closed, and points add up."""

from __future__ import annotations

from tests.web.house import serving

AGENDA = """
hemicycle: 1
title: Quiz
languages: [en]
date: 2024-02-15
timezone: UTC
admission: delegation
ask: {name: required}
roster: [{id: CL, name: Chile}, {id: PE, name: Peru}]
agenda:
  - id: one
    title: One
    polls:
      - {id: first, kind: quiz, prompt: First?, ballot: open, countdown: 60, speed: true, explanation: Because of this.,
         options: [{id: a, text: Alpha, right: true}, {id: b, text: Beta}]}
      - {id: second, kind: quiz, prompt: Second?, ballot: open, points: 50, accept: [Lima]}
      - {id: guess, kind: number, prompt: How many?, truth: 35}
"""


async def test_what_is_right_stays_hidden_while_open(valkey_url: str, redis: object) -> None:
    """Not on the wall, not on phones, not by an act of the moderator; and then it is shown, with who leads."""
    async with serving(valkey_url, AGENDA) as house:
        ana = await house.join(name="Ana")
        luis = await house.join(name="Luis", delegation="PE")
        wall = house.browser()
        await wall.get(f"/enter/{house.tokens['projector']}")
        async with ana.on_line() as one, luis.on_line() as two:
            for poll in ("first", "guess"):
                assert (await house.act(f"polls/{poll}/open")).status_code == 200
                assert (await house.act(f"polls/{poll}/reveal")).status_code == 409
                page = (await wall.get(f"/workshops/{house.code}/projector")).text
                assert "Because of this" not in page + await ana.page()
                assert f'data-key="poll.{poll}' in page
                assert ("The answers are public." in page) is (poll == "first")
                assert "The ballot is open." not in page
                await house.act(f"polls/{poll}/close")
            await house.act("polls/first/next-round")
            assert (await one.answer("first", 2, option="a"))["type"] == "ack"
            assert (await two.answer("first", 2, option="b"))["type"] == "ack"
            await house.act("polls/first/close")
            await house.act("polls/second/open")
            assert (await one.answer("second", text="lima"))["type"] == "ack"
            assert (await two.answer("second", text="LIMA"))["type"] == "ack"
            await house.act("polls/second/close", reveal="1")
            html = await one.sees("Ana")
        assert html.index("Ana") < html.index("Luis")
        found = await house.results()
        assert found["first"]["counts"] == {"a": 1, "b": 1}
        assert found["second"]["people"] == 2
        staff = house.browser(headers={"Authorization": f"Bearer {house.tokens['staff']}"})
        summary = (await staff.get(f"/workshops/{house.code}/summary.md?lang=en")).text
        assert "Because of this." in summary
        assert "Ana" in summary


LEISURE = """
  - id: leisure
    title: At leisure
    pace: delegates
    countdown: 60
    polls:
      - {id: slow, kind: quiz, prompt: Slow?, ballot: open, countdown: 60, speed: true, points: 977,
         options: [{id: a, text: Alpha, right: true}, {id: b, text: Beta}]}
"""


async def test_being_quick_earns_nothing_in_a_survey(valkey_url: str, redis: object) -> None:
    """People answer it at leisure, whatever the poll says about speed."""
    async with serving(valkey_url, AGENDA + LEISURE) as house:
        ana = await house.join(name="Ana")
        assert (await house.act("items/leisure/open")).status_code == 200
        async with ana.on_line() as line:
            assert (await line.answer("slow", option="a"))["type"] == "ack"
        assert (await house.act("items/leisure/close")).status_code == 200
        staff = house.browser(headers={"Authorization": f"Bearer {house.tokens['staff']}"})
        summary = (await staff.get(f"/workshops/{house.code}/summary.md?lang=en")).text
        assert "| Ana | Chile | 1 | 977 |" in summary
