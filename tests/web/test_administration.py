"""The administrator: the list, new workshops, links, archives, retention, deletion that can be checked."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import re
import zipfile
from datetime import date

import httpx2
import pytest
from redis.asyncio import Redis

from server import retention
from server.domain.errors import Conflict
from server.kinds import BY_NAME
from server.retention import delete_one, due
from server.store import deletion, keys
from server.store.archive import archive, restore
from server.store.files.agenda_file import load
from server.store.workshops import Listed, Workshops
from server.web.admin.workshops import register
from server.web.services import Services
from tests.web.house import House


async def administrator(house: House) -> httpx2.AsyncClient:
    client = house.browser(headers={"accept-language": "en"}, timeout=30)
    await client.post("/workshops/login", data={"password": "correct horse"})
    return client


async def csrf(client: httpx2.AsyncClient, path: str) -> str:
    return (await client.get(path)).text.split('name="csrf" value="')[1].split('"')[0]


async def do(house: House, client: httpx2.AsyncClient, verb: str, **fields: str) -> httpx2.Response:
    path = f"/workshops/{house.code}/administration"
    return await client.post(path, data={"csrf": await csrf(client, path), "do": verb, **fields})


async def own_services(house: House) -> Services:
    """What the server works with."""
    found: Services = house.worker.lifespan.state["services"]
    return found


async def csrf_of_desk(house: House, client: httpx2.AsyncClient) -> str:
    return await csrf(client, f"/workshops/{house.code}/moderator")


def listed(n: int, title: str = "Course", **more: object) -> Listed:
    return Listed(f"{100_000 + n}", f"{title} {n}", date(2026, 1, 1), None, None, n, **more)  # type: ignore[arg-type]


def test_a_long_list_has_pages_and_is_searched() -> None:
    """Two hundred workshops are eight pages; words, states and pages that are none do no harm."""
    entries = [listed(n) for n in range(199)] + [listed(999, "Sesión", away=True)]
    whole = register(entries, "", "", "")
    assert (whole.of, whole.found, whole.pages, len(whole.entries)) == (200, 199, 8, 25)
    assert register(entries, "", "", "8").entries[-1].title == "Course 198"
    assert register(entries, "course 17", "", "").found == 12  # and the code 100117
    assert register(entries, "SESION", "away", "").found == 1
    assert register(entries, "100042", "draft", "99").page == 1
    assert register(entries, "", "nonsense", "-3").found == 199


async def test_a_workshop_from_nothing_but_a_title(house: House) -> None:
    """In two languages; and what is missing is said."""
    admin = await administrator(house)
    token = await csrf(admin, "/workshops")
    fields: dict[str, object] = {"csrf": token, "start": "blank", "title": "Monday", "language": ["es", "en"]}
    made = await admin.post("/workshops", data={**fields, "timezone": "America/Bogota"})
    assert made.status_code == 200
    assert "What comes next" in made.text
    code = re.search(r"/workshops/([0-9]{6})/keys", made.text)
    assert code
    workshop = await (await own_services(house)).workshops.get(code[1])
    assert workshop
    assert (workshop.languages, str(workshop.timezone)) == (("es", "en"), "America/Bogota")
    assert workshop.agenda[0].title.has("es")
    assert "Please give it a title." in (await admin.post("/workshops", data={**fields, "title": " "})).text
    assert (await admin.post("/workshops", data={**fields, "language": ["english"]})).status_code == 422
    assert (await admin.post("/workshops", data={**fields, "timezone": "Mars"})).status_code == 422


async def test_ready_agendas_begin_a_workshop(house: House) -> None:
    """Each of the library, and the example."""
    admin = await administrator(house)
    page = (await admin.get("/workshops")).text
    names = re.findall(r'type="radio" name="start" value="([^"]+)"', page)
    assert "example" in names
    token = await csrf(admin, "/workshops")
    for name in names:
        assert (await admin.post("/workshops", data={"csrf": token, "start": name})).status_code == 200, name
    assert (await admin.post("/workshops", data={"csrf": token, "start": "nothing"})).status_code == 409
    assert len(re.findall('class="register-entry"', (await admin.get("/workshops")).text)) == len(names) + 1


async def test_links_are_issued_and_withdrawn(house: House) -> None:
    """Several for a role, each with its name; a link that is withdrawn opens nothing from then on."""
    admin = await administrator(house)
    page = await do(house, admin, "issue", role="moderator", label="Ana <Chair>")
    assert "Ana &lt;Chair&gt;" in page.text
    link = re.search(r'value="(http[^"]+/enter/[^"]+)"', page.text)
    assert link
    ana = house.browser(headers={"accept-language": "en"})
    await ana.get(link[1])
    assert (await ana.get(f"/workshops/{house.code}/moderator")).status_code == 200
    opened = await csrf_of_desk(house, ana)
    await ana.post(f"/workshops/{house.code}/begin", data={"csrf": opened})
    assert "Ana &lt;Chair&gt;, Moderator (" in (await ana.get(f"/workshops/{house.code}/ledger")).text
    own = await own_services(house)
    grant = next(one for one in await own.access.grants(house.code) if one.label == "Ana <Chair>")
    assert link[1].rsplit("/", 1)[1] not in (await admin.get(f"/workshops/{house.code}/administration")).text
    assert (await do(house, admin, "revoke", grant=grant.id)).status_code == 303
    assert (await ana.get(f"/workshops/{house.code}/moderator")).status_code == 404
    assert (await do(house, admin, "issue", role="king")).status_code == 409
    # The administrator's own visits make one link for each role, however often.
    for _ in range(3):
        await admin.get(f"/workshops/{house.code}/keys")
    assert sum(one.label == "Administrator" for one in await own.access.grants(house.code)) == 1


async def test_copied_put_away_and_found_again(house: House) -> None:
    """A copy has the agenda and no answers; what is put away is not in the list, and back when it is wanted."""
    admin = await administrator(house)
    copied = await do(house, admin, "copy")
    code = re.search(r"/workshops/([0-9]{6})/keys", copied.text)
    assert code
    workshop = await (await own_services(house)).workshops.get(code[1])
    assert workshop
    assert workshop.title.pick("es") == "Curso de prueba (2)"
    assert (await do(house, admin, "away")).headers["location"] == "/workshops?done=away"
    assert house.code[:3] + " " + house.code[3:] not in (await admin.get("/workshops")).text
    assert house.code[:3] + " " + house.code[3:] in (await admin.get("/workshops?state=away")).text
    await do(house, admin, "back")
    assert house.code[:3] + " " + house.code[3:] in (await admin.get("/workshops")).text


async def test_archived_deleted_proved_and_restored(house: House, redis: Redis) -> None:
    """The code is typed; phones are sent away; nothing is left; the archive brings everything back."""
    admin = await administrator(house)
    phone = await house.join(name="Ana")
    await house.act("polls/obstacle/open")
    archived = await admin.get(f"/workshops/{house.code}/archive.zip")
    assert zipfile.ZipFile(io.BytesIO(archived.content)).testzip() is None
    assert "open" in (await do(house, admin, "delete", code=house.code)).text
    await house.act("polls/obstacle/close")
    assert (await do(house, admin, "delete", code="123456")).status_code == 409
    async with phone.on_line() as line:
        await line.hear("stage")
        gone = await do(house, admin, "delete", code=f"{house.code[:3]} {house.code[3:]}")
        assert gone.headers["location"] == "/workshops?done=deleted"
        await line.connection.wait_closed()
        assert line.connection.close_code == 4403
    assert [key async for key in redis.scan_iter(match=f"hc:*{house.code}*")] == []
    page = (await admin.get("/workshops/deleted")).text
    assert f"{house.code[:3]} {house.code[3:]}" in page
    assert "something is left" not in page
    assert (await admin.get(f"/workshops/{house.code}/administration")).status_code == 404
    token = await csrf(admin, "/workshops/restore")
    back = await admin.post("/workshops/restore", data={"csrf": token}, files={"file": ("a.zip", archived.content)})
    assert back.status_code == 303
    assert "restored since" in (await admin.get("/workshops/deleted")).text
    again = await admin.post("/workshops/restore", data={"csrf": token}, files={"file": ("a.zip", archived.content)})
    assert again.status_code == 409


BAD = {
    "nothing": b"",
    "a text": b"hemicycle: 1\n",
    "fifty megabytes": b"PK\x03\x04" + bytes(50 * 2**20),
    "half": b"half",
    "another version": b"version",
    "an unknown kind": b"kind",
}


@pytest.mark.parametrize("name", BAD)
async def test_what_is_no_archive(house: House, redis: Redis, name: str) -> None:
    """A sentence, and nothing half-saved."""
    admin = await administrator(house)
    archived = (await admin.get(f"/workshops/{house.code}/archive.zip")).content
    await house.act("begin")
    await do(house, admin, "delete", code=house.code)
    data = BAD[name]
    if name == "half":
        data = archived[: len(archived) // 2]
    elif name == "another version":
        data = changed(archived, b'"version": 1', b'"version": 7')
    elif name == "an unknown kind":
        data = changed(archived, b'"kind":"choice"', b'"kind":"magics"')
    before = sorted([key async for key in redis.scan_iter()])
    token = await csrf(admin, "/workshops/restore")
    reply = await admin.post("/workshops/restore", data={"csrf": token}, files={"file": ("a.zip", data)})
    assert reply.status_code == 422
    assert 'role="alert"' in reply.text
    assert sorted([key async for key in redis.scan_iter()]) == before


def changed(archived: bytes, old: bytes, new: bytes) -> bytes:
    """The archive with something else in every file, and a manifest that says so."""
    source = zipfile.ZipFile(io.BytesIO(archived))
    texts = {name: source.read(name).replace(old, new) for name in source.namelist()}
    manifest = json.loads(texts["manifest.json"])
    manifest["files"] = {name: hashlib.sha256(texts[name]).hexdigest() for name in manifest["files"]}
    texts["manifest.json"] = json.dumps(manifest).encode()
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as target:
        for name, text in texts.items():
            target.writestr(name, text)
    return written.getvalue()


DAY = 24 * 3600 * 1000  # milliseconds


async def with_retention(house: House) -> tuple[httpx2.AsyncClient, Services, int]:
    """A workshop that is kept for thirty days, and a moment thirty days from when it was made."""
    admin = await administrator(house)
    assert (await do(house, admin, "retain", days="some")).status_code == 409
    await do(house, admin, "retain", days="30")
    own = await own_services(house)
    (listed,) = await own.workshops.listing()
    return admin, own, listed.created + 30 * DAY


async def test_the_period_of_retention(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """On its day the server deletes by itself; not while somebody works with it, and whatever was left open."""
    admin, own, end = await with_retention(house)
    assert await due(own.workshops, end - DAY) == []
    assert await due(own.workshops, end) == [house.code]
    await house.act("polls/obstacle/open")
    await delete_one(house.code, own.delete)
    assert await own.workshops.exists(house.code)
    monkeypatch.setattr(deletion, "QUIET", -DAY)
    with pytest.raises(Conflict, match="Close it first"):
        await own.delete(house.code, "")
    await delete_one(house.code, own.delete)
    assert not await own.workshops.exists(house.code)
    assert "its period was over" in (await admin.get("/workshops/deleted")).text


async def test_a_copy_and_what_was_restored_are_kept_as_long(house: House) -> None:
    """Both were made after the day of the meeting: their period begins when they were made."""
    admin, own, end = await with_retention(house)
    told = "everything of this workshop by itself"
    assert told in (await admin.get(f"/workshops/{house.code}/administration")).text
    assert "March 16, 2024" not in (await admin.get(f"/workshops/{house.code}/administration")).text
    copied = await do(house, admin, "copy")
    (code,) = {found for found in re.findall(r"/([0-9]{6})[\"</]", copied.text) if found != house.code}
    assert await due(own.workshops, end - DAY) == []
    assert set(await due(own.workshops, end + DAY)) == {house.code, code}
    data = await archive(own.redis, house.code)
    await own.delete(house.code, "")
    await own.redis.hset(keys.workshop(code), "created", str(end - 300 * DAY))
    await restore(own.redis, data)
    await own.redis.hset(keys.workshop(house.code), "created", str(end - 300 * DAY))
    assert await due(own.workshops, end - DAY) == [code]


async def test_the_timer_of_retention(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """It looks again and again, and goes on where the store was away or a workshop cannot be deleted."""
    _, own, end = await with_retention(house)
    monkeypatch.setattr(retention, "FIRST", 0.0)
    monkeypatch.setattr(retention, "EVERY", 0.0)
    monkeypatch.setattr(deletion, "QUIET", -DAY)
    looks: list[int] = []
    over = asyncio.Event()

    def clock() -> int:
        looks.append(len(looks))
        if len(looks) == 2:
            raise ConnectionError
        return end - DAY if len(looks) < 4 else end

    async def delete(code: str, by: str) -> None:
        if len(looks) == 4:
            raise deletion.StillUsed
        await own.delete(code, by)
        over.set()

    timer = asyncio.create_task(retention.keep(own.workshops, clock, delete))
    async with asyncio.timeout(10):
        await over.wait()
    timer.cancel()
    assert len(looks) == 5
    assert not await own.workshops.exists(house.code)


async def test_nobody_else_administers(house: House, redis: Redis) -> None:
    """Moderators and strangers are asked for the password; an old page does nothing."""
    moderator = house.browser()
    await moderator.get(f"/enter/{house.tokens['moderator']}")
    path = f"/workshops/{house.code}/administration"
    for address in (path, "/workshops/deleted", "/workshops/restore"):
        assert "Password" in (await moderator.get(address)).text or "password" in (await moderator.get(address)).text
    assert (await moderator.get(f"/workshops/{house.code}/archive.zip")).status_code == 404
    assert (await moderator.post(path, data={"do": "delete", "code": house.code})).status_code == 403
    admin = await administrator(house)
    assert (await admin.post(path, data={"do": "delete", "code": house.code, "csrf": "old"})).status_code == 403
    assert (await admin.post("/workshops/restore", files={"file": ("a", b"x")})).status_code == 403
    workshop, text = load((await Workshops(redis, BY_NAME).text(house.code)) or "", BY_NAME)
    assert workshop.polls
    assert text
