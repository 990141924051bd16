"""What operators are told: alive, ready, measured."""

from __future__ import annotations

import secrets

import pytest

from server.store.recorder import Recorder
from tests.web.house import House


async def measured(house: House) -> dict[str, int]:
    """Every number of /metrics by its name and labels; each has its help and its type."""
    async with house.browser() as client:
        lines = (await client.get("/metrics")).text.splitlines()
    said = {line.split(" ")[2] for line in lines if line.startswith("# HELP ")}
    assert said == {line.split(" ")[2] for line in lines if line.startswith("# TYPE ")}
    numbers = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    assert {name.partition("{")[0] for name in numbers} == said
    return {name: int(number) for name, number in numbers.items()}


async def test_alive_and_ready(house: House) -> None:
    """A single store has no second copy to speak of."""
    async with house.browser() as client:
        assert (await client.get("/healthz")).json()["status"] == "ok"
        assert (await client.get("/readyz")).json() == {"status": "ready"}
    assert "hemicycle_replicated" not in await measured(house)


async def test_what_is_measured(house: House) -> None:
    """Who looks on, which answers were stored, whether the store answers. An answer sent again is not stored again."""
    await house.act("polls/obstacle/open")
    before = await measured(house)
    phone = await house.join()
    async with phone.on_line() as line:
        again = secrets.token_hex(12)
        for id_, option in ((again, "money"), (again, "money"), ("", "people")):
            assert (await line.answer("obstacle", id_=id_, option=option))["type"] == "ack"
        after = await measured(house)
    assert after["hemicycle_answers_stored_total"] - before["hemicycle_answers_stored_total"] == 2
    assert after["hemicycle_answers_waiting"] == 0
    assert after["hemicycle_store_up"] == 1
    assert (after["hemicycle_rooms"], after['hemicycle_sockets{role="delegate"}']) == (1, 1)


@pytest.mark.parametrize("replicated", [True, False])
async def test_second_copies_in_a_cluster(house: House, monkeypatch: pytest.MonkeyPatch, replicated: bool) -> None:
    """A shard without a replica still takes answers, so that the server is ready; but it says so."""

    async def known(recorder: Recorder) -> bool:
        return replicated

    monkeypatch.setattr(Recorder, "replicated", known)
    async with house.browser() as client:
        response = await client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ready", "replicated": replicated})
    assert (await measured(house))["hemicycle_replicated"] == replicated
