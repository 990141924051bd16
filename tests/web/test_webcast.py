"""What is laid over the picture of a webcast, and the last call for those who see it late."""

from __future__ import annotations

import re

from redis.asyncio import Redis

from tests.web.house import AGENDA, House, Phone, serving


async def projector(house: House, query: str) -> tuple[Phone, str]:
    """A browser that came through the projector's link, and where it was led."""
    browser = Phone(house, house.browser())
    response = await browser.client.get(f"/enter/{house.tokens['projector']}{query}")
    assert response.status_code == 303
    return browser, response.headers["location"]


async def test_a_part_of_the_wall_over_a_picture(redis: Redis, valkey_url: str) -> None:
    """The link leads to it; it is empty until there is something to say, and never shows what the wall does not."""
    async with serving(valkey_url, AGENDA) as house:
        browser, path = await projector(house, "?overlay=lower")
        assert path == f"/workshops/{house.code}/overlay?part=lower"
        get = browser.client.get
        assert "plate" not in (await get(path)).text.split("<body")[1]
        await house.act("polls/obstacle/open")
        phone = await house.join()
        async with phone.on_line() as line:
            assert (await line.answer("obstacle", option="money"))["type"] == "ack"
        page = (await get(path)).text
        assert "¿Cuál es el mayor obstáculo?" in page
        assert house.code[:3] in page
        await house.act("polls/obstacle/hide")
        chart = f"/workshops/{house.code}/overlay?part=chart"
        async with browser.on_line(f"/workshops/{house.code}/projector/live?part=chart") as screen:
            assert "plate" not in await screen.sees("overlay--chart")
            assert "plate" not in (await get(chart)).text.split("<body")[1]
            await house.act("polls/obstacle/close", reveal="1")
            assert "Presupuesto" in await screen.sees("plate--chart")
        assert "data-figure" in (await get(chart)).text
        code = (await get(f"/workshops/{house.code}/overlay?part=code&lang=fr")).text
        assert 'lang="fr"' in code
        assert (await get(f"/workshops/{house.code}/overlay?part=all")).status_code == 404
        assert (await house.browser().get(chart)).status_code == 404


async def test_addresses_are_made_by_moderators(redis: Redis, valkey_url: str) -> None:
    """Each is a projector's link with a name, and is shown once."""
    async with serving(valkey_url, AGENDA) as house:
        desk = house.browser()
        await desk.get(f"/enter/{house.tokens['moderator']}")
        address = f"/workshops/{house.code}/webcast"
        page = (await desk.get(address)).text
        csrf = re.search(r'name="csrf" value="([^"]+)"', page)
        assert csrf
        assert (await desk.post(address, data={"csrf": "wrong"})).status_code == 403
        made = (await desk.post(address, data={"csrf": csrf[1]})).text
        links = re.findall(r'value="[^"]*(/enter/[^"]+overlay=[a-z]+)"', made)
        assert len(links) == 3
        assert "/enter/" not in (await desk.get(address)).text
        assert (await house.browser().get(links[1])).headers["location"].endswith("/overlay?part=chart")
        staff = house.browser()
        await staff.get(f"/enter/{house.tokens['staff']}")
        assert (await staff.get(address)).status_code == 404


async def test_a_last_call_for_those_who_follow_the_webcast(redis: Redis, valkey_url: str) -> None:
    """Closing gives everybody the same last moment; the countdown is longer by what the webcast is late."""
    late = AGENDA.replace("agenda:\n", "webcast_delay: 45\nagenda:\n", 1)
    async with serving(valkey_url, late) as house:
        phone = await house.join()
        await house.act("polls/obstacle/open")
        desk = house.browser()
        await desk.get(f"/enter/{house.tokens['moderator']}")
        assert "/polls/obstacle/last-call" in (await desk.get(f"/workshops/{house.code}/moderator")).text
        async with phone.on_line() as line:
            assert (await house.act("polls/obstacle/last-call")).status_code == 200
            assert "45" in await line.sees("countdown-delay")
            assert (await line.answer("obstacle", option="money"))["type"] == "ack"
        page = (await desk.get(f"/workshops/{house.code}/moderator")).text
        assert "/polls/obstacle/last-call" not in page
        assert (await house.act("polls/obstacle/close")).status_code == 200
        assert (await house.act("polls/obstacle/last-call")).status_code == 409
    async with serving(valkey_url, AGENDA) as house:
        await house.act("polls/obstacle/open")
        assert (await house.act("polls/obstacle/last-call")).status_code == 409
