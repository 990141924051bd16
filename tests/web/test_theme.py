"""An organisation's theme on every page: its colours by a style sheet of the workshop, its logo for everybody."""

from __future__ import annotations

import io

from PIL import Image
from redis.asyncio import Redis

from server.kinds import BY_NAME
from server.store.files.agenda_file import load
from server.store.files.album import Album
from server.store.workshops import Workshops
from tests.web.house import AGENDA, House, Phone
from tests.web.test_desks import entered


async def themed(house: House, redis: Redis) -> House:
    """The trial course with a theme."""
    drawing = io.BytesIO()
    Image.new("RGB", (60, 30), "#003366").save(drawing, "PNG")
    album = Album(given={"oas.png": drawing.getvalue()})
    text = AGENDA + 'theme: {name: {en: The Organization}, logo: oas.png, accent: "#003366"}\n'
    workshop, canonical = load(text, BY_NAME, album=album)
    await Workshops(redis, BY_NAME).replace(house.code, canonical, workshop, album.pictures)
    return house


async def test_every_page_has_its_colours(house: House, redis: Redis) -> None:
    """By a style sheet that anybody may keep for a year; the policy needs no exception."""
    await themed(house, redis)
    phone = await house.join()
    page = await phone.page()
    address = page.partition(f'href="/{house.code}/theme.css')[2].partition('"')[0]
    assert address.startswith("?v=")
    sheet = await Phone(house, house.browser()).client.get(f"/{house.code}/theme.css{address}")
    assert sheet.headers["content-type"].startswith("text/css")
    assert "immutable" in sheet.headers["cache-control"]
    assert "--cobalt:#003366;" in sheet.text
    again = await house.browser().get(f"/{house.code}/theme.css", headers={"If-None-Match": sheet.headers["etag"]})
    assert again.status_code == 304
    for role, path in (("projector", "projector"), ("moderator", "moderator"), ("staff", "summary")):
        visitor = await entered(house, role)
        shown = (await visitor.client.get(f"/workshops/{house.code}/{path}")).text
        assert "theme.css" in shown
        assert f'src="/{house.code}/pictures/oas.png" alt="The Organization"' in shown


async def test_the_logo_is_no_secret(house: House, redis: Redis) -> None:
    """It stands on the page at which people enter; other pictures are still kept."""
    await themed(house, redis)
    assert (await house.browser().get(f"/{house.code}/pictures/oas.png")).status_code == 200
    assert (await house.browser().get(f"/{house.code}/pictures/other.png")).status_code == 404


async def test_the_summary_has_the_colour(house: House, redis: Redis) -> None:
    """As one page in HTML."""
    await themed(house, redis)
    staff = await entered(house, "staff")
    file = (await staff.client.get(f"/workshops/{house.code}/summary.html")).text
    assert "#003366" in file
    assert "#0b47b0" not in file


async def test_without_a_theme_there_is_no_sheet(house: House) -> None:
    """And no request for one."""
    phone = await house.join()
    assert "theme.css" not in await phone.page()
    assert (await house.browser().get(f"/{house.code}/theme.css")).status_code == 404
