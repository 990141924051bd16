"""The editor as plain forms: what is typed is kept, what is faulty stays out of the room, nobody overwrites anybody."""

from __future__ import annotations

import json
from typing import Any

from server.kinds import BY_NAME
from tests.web.editing import POLL, Editor, told, workshop_of
from tests.web.house import House


async def test_what_is_typed_is_in_the_room_at_once(house: House, valkey_url: str) -> None:
    """In every language, and numbers as numbers."""
    editor = await (await Editor.enter(house)).open(POLL)
    await editor.fill({f"{POLL}/prompt/en": "What is in the way?", f"{POLL}/countdown": "90"})
    assert "not in the room" not in editor.said.lower()
    poll = (await workshop_of(house, valkey_url)).polls["obstacle"]
    assert poll.prompt.pick("en") == "What is in the way?"
    assert poll.prompt.pick("es") == "¿Cuál es el mayor obstáculo?"
    assert poll.settings.countdown == 90


async def test_a_faulty_poll_stays_out_of_the_room(house: House, valkey_url: str) -> None:
    """It is kept, the sentence of `check` stands on the page, and mending it brings all of it into the room."""
    editor = await (await Editor.enter(house)).open(POLL)
    await editor.fill({f"{POLL}/countdown": "soon", f"{POLL}/prompt/en": "New words"})
    assert "This must be a whole number." in editor.said
    assert (
        "1 poll waits here; everything else goes into the room without it. New words The room keeps it" in editor.said
    )
    assert "New words This must be a whole number." in (await editor.open("meeting")).said
    await editor.open(POLL)
    assert "Not all of it is in the room yet." in editor.said
    assert (await workshop_of(house, valkey_url)).polls["obstacle"].prompt.pick(
        "en"
    ) == "What is the greatest obstacle?"
    other = await (await Editor.enter(house)).open(POLL)
    assert other.was[f"{POLL}/countdown"] == "soon"
    await editor.fill({f"{POLL}/countdown": ""})
    assert (await workshop_of(house, valkey_url)).polls["obstacle"].prompt.pick("en") == "New words"
    assert "in the room yet" not in editor.said


async def test_one_poll_does_not_hold_back_the_others(house: House, valkey_url: str) -> None:
    """A half-written poll and one that is being answered wait; a correction elsewhere is in the room at once."""
    phone = await house.join()
    await house.act("polls/obstacle/open")
    async with phone.on_line() as line:
        await line.answer("obstacle", option="money")
    editor = await (await Editor.enter(house)).open(POLL)
    await editor.fill({f"{POLL}/prompt/en": "Later"})
    await editor.send("library kind:choice", into="agenda/polls/polls")
    assert editor.at == "agenda/polls/polls/poll"
    assert "2 polls wait here" in editor.said
    assert "The room does not see it." in editor.said
    await editor.open("agenda/polls/polls/words")
    await editor.fill({"agenda/polls/polls/words/prompt/en": "Corrected"})
    workshop = await workshop_of(house, valkey_url)
    assert workshop.polls["words"].prompt.pick("en") == "Corrected"
    assert workshop.polls["obstacle"].prompt.pick("en") == "What is the greatest obstacle?"
    assert "poll" not in workshop.polls
    state = await told(house, do="save")
    assert {one["poll"] for one in state["waiting"]} == {"poll", "obstacle"}
    assert (state["published"], state["held"]) == (False, "")
    # A fault outside of all polls holds back everything.
    await editor.open("meeting")
    await editor.fill({"date": "soon"})
    assert "The room keeps what it has." in editor.said
    assert "wait here" not in editor.said


async def test_two_editors_change_different_fields(house: House, valkey_url: str) -> None:
    """Both are kept, although both pages were made before either."""
    one, two = [await (await Editor.enter(house)).open(POLL) for _ in range(2)]
    await one.fill({f"{POLL}/prompt/en": "One"})
    await two.fill({f"{POLL}/prompt/fr": "Deux"})
    prompt = (await workshop_of(house, valkey_url)).polls["obstacle"].prompt
    assert (prompt.pick("en"), prompt.pick("fr")) == ("One", "Deux")


async def test_the_loser_of_a_field_is_told_with_both_texts(house: House, valkey_url: str) -> None:
    """What else was typed is kept, and the loser may take the own text after all."""
    one, two = [await (await Editor.enter(house)).open(POLL) for _ in range(2)]
    await one.fill({f"{POLL}/prompt/en": "One"})
    await two.fill({f"{POLL}/prompt/en": "Two", f"{POLL}/prompt/pt": "Dois"})
    assert "Meanwhile somebody else has written: One" in two.said.replace(" :", ":")
    assert "You had written: Two" in two.said.replace(" :", ":")
    prompt = (await workshop_of(house, valkey_url)).polls["obstacle"].prompt
    assert (prompt.pick("en"), prompt.pick("pt")) == ("One", "Dois")
    await two.fill({f"mine:{POLL}/prompt/en": "Two"}, f"take {POLL}/prompt/en")
    assert (await workshop_of(house, valkey_url)).polls["obstacle"].prompt.pick("en") == "Two"


async def test_a_text_that_lost_its_field_is_not_lost(house: House, valkey_url: str) -> None:
    """It is set aside for whoever wrote it, through other pages and saves, until they leave it."""
    one, two = [await (await Editor.enter(house)).open(POLL) for _ in range(2)]
    await one.fill({f"{POLL}/prompt/en": "One"})
    await two.fill({f"{POLL}/prompt/en": "Two"})
    await two.fill({f"{POLL}/prompt/pt": "Dois"})
    assert "You had written: Two" in two.said
    assert "A text of yours is set aside: Poll “One”" in (await two.open("meeting")).said
    assert "set aside" not in (await one.open(POLL)).said
    await two.open(POLL)
    await two.send(f"leave {POLL}/prompt/en", **{f"mine:{POLL}/prompt/en": "Two"})
    assert "You had written" not in two.said
    assert (await workshop_of(house, valkey_url)).polls["obstacle"].prompt.pick("en") == "One"


async def test_a_text_whose_poll_went_is_shown(house: House) -> None:
    """Somebody else has removed the poll while it was written; the page says so, and what was typed."""
    one, two = [await (await Editor.enter(house)).open("agenda/polls/polls/words") for _ in range(2)]
    await one.send("remove agenda/polls/polls/words")
    await two.fill({"agenda/polls/polls/words/prompt/en": "Lost words"})
    assert "somebody else has removed or renamed it" in two.said
    assert "removed or renamed what you wrote into. You had written: Lost words" in two.said
    await two.send("leave agenda/polls/polls/words/prompt/en", **{
        "mine:agenda/polls/polls/words/prompt/en": "Lost words"
    })  # fmt: skip
    assert "Lost words" not in two.said


async def test_each_is_told_that_another_one_is_editing(house: House) -> None:
    """At this page or elsewhere, and what was changed last; nobody is told of themselves."""
    one = await (await Editor.enter(house)).open(POLL)
    assert "Another moderator" not in one.said
    two = await (await Editor.enter(house)).open("meeting")
    assert "Another moderator is editing this agenda too." in two.said
    await one.fill({f"{POLL}/prompt/en": "One"})
    response = await two.client.get(f"{two.address}/others", params={"at": POLL})
    assert "Another moderator has this page open too." in response.text
    assert "Poll “One”" in response.text
    async with house.browser() as stranger:
        assert (await stranger.get(f"{two.address}/others")).status_code == 404


async def test_everybody_undoes_their_own(house: House, valkey_url: str) -> None:
    """And does it again; what somebody else did stays."""
    one, two = [await (await Editor.enter(house)).open(POLL) for _ in range(2)]
    await one.fill({f"{POLL}/prompt/en": "One"})
    await two.fill({f"{POLL}/prompt/fr": "Deux"})
    await one.send("undo")
    prompt = (await workshop_of(house, valkey_url)).polls["obstacle"].prompt
    assert (prompt.pick("en"), prompt.pick("fr")) == ("What is the greatest obstacle?", "Deux")
    await one.send("redo")
    assert (await workshop_of(house, valkey_url)).polls["obstacle"].prompt.pick("en") == "One"
    assert 'value="redo" data-key="y" disabled' in one.text


async def test_options_come_go_and_move(house: House, valkey_url: str) -> None:
    """By buttons that need no script."""
    editor = await (await Editor.enter(house)).open(POLL)
    await editor.send(f"add {POLL}/options")
    assert "1 poll waits here" in editor.said
    await editor.fill({f"{POLL}/options/a/text/en": "Time"})
    await editor.send(f"up {POLL}/options/a")
    await editor.send(f"remove {POLL}/options/money")
    definition: Any = (await workshop_of(house, valkey_url)).polls["obstacle"].definition
    assert [option.id for option in definition.options] == ["a", "people"]


async def test_polls_and_items_come_go_and_move(house: House, valkey_url: str) -> None:
    """A poll at the end of its item goes on to the next one."""
    editor = await (await Editor.enter(house)).open()
    await editor.send("add agenda")
    assert editor.at == "agenda/item"
    await editor.fill({"agenda/item/title/es": "Cierre"})
    await editor.open("agenda/polls/polls/break")
    await editor.send("down agenda/polls/polls/break")
    assert editor.at == "agenda/item/polls/break"
    await editor.send("copy agenda/item/polls/break")
    workshop = await workshop_of(house, valkey_url)
    assert [poll.id for poll in workshop.agenda[1].polls] == ["break", "break-2"]
    await editor.send("move agenda/polls/polls/words", to="agenda/item/polls", index="1")
    await editor.send("remove agenda/item/polls/break-2")
    workshop = await workshop_of(house, valkey_url)
    assert [poll.id for poll in workshop.agenda[1].polls] == ["break", "words"]


async def test_a_place_without_end(house: House) -> None:
    """Whoever says that they are at a place of a million letters is led to the first page."""
    editor = await (await Editor.enter(house)).open("")
    data = {"csrf": editor.csrf, "at": "a" * 1_000_000, "was": "{}", "do": "save"}
    response = await editor.client.post(editor.address, data=data)
    assert (response.status_code, response.headers["location"]) == (303, f"{editor.address}?at=")


async def test_the_library_fills_an_item(house: House, valkey_url: str) -> None:
    """In the languages of the workshop, with its picture, with one act; a whole agenda item by item."""
    editor = await (await Editor.enter(house)).open("agenda/polls")
    await editor.send("library poll:where", into="agenda/polls/polls")
    assert editor.at == "agenda/polls/polls/where"
    assert "in the room yet" not in editor.said
    await editor.send("library agenda:plenary", into="agenda")
    workshop = await workshop_of(house, valkey_url)
    assert [item.id for item in workshop.agenda][-1] == "adjournment"
    assert workshop.polls["where"].pictures == ("americas.png",)
    for kind in BY_NAME:
        await editor.send(f"library kind:{kind}", into="agenda/polls/polls")
        assert editor.at.startswith("agenda/polls/polls/poll")
        for where in ("phone", "wall"):
            shown = await editor.client.get(f"{editor.address}/{where}", params={"at": editor.at, "lang": "es"})
            assert shown.status_code == 200, (kind, where)
        await editor.send(f"remove {editor.at}")


async def test_languages_that_go_take_their_texts_along(house: House, valkey_url: str) -> None:
    """And undoing brings them back."""
    editor = await (await Editor.enter(house)).open("meeting")
    await editor.fill({"languages": "es\nfr\npt"})
    workshop = await workshop_of(house, valkey_url)
    assert workshop.languages == ("es", "fr", "pt")
    assert set(workshop.polls["obstacle"].prompt.texts) == {"es"}
    await editor.send("undo")
    assert set((await workshop_of(house, valkey_url)).polls["obstacle"].prompt.texts) == {"es", "en"}


async def test_a_picture_is_uploaded_into_its_field(house: House, valkey_url: str) -> None:
    """And needs words for those who cannot see it."""
    from server.files import EXAMPLES

    editor = await (await Editor.enter(house)).open(POLL)
    name = f"{POLL}/options/money/picture"
    data = {**editor.was, "csrf": editor.csrf, "at": editor.at, "was": json.dumps(editor.was)}
    files = {f"file:{name}": ("My picture.png", (EXAMPLES / "channel-website.png").read_bytes())}
    response = await editor.client.post(editor.address, data=data, files=files)
    assert response.status_code == 303, response.text
    await editor.open(POLL)
    assert editor.was[name] == "my-picture.png"
    assert "A picture needs words" in editor.said
    await editor.fill({f"{POLL}/options/money/alt/es": "Un sitio"})
    assert (await workshop_of(house, valkey_url)).polls["obstacle"].pictures == ("my-picture.png",)


async def test_only_moderators_edit(house: House) -> None:
    """Others see that this page is not open to them."""
    async with house.browser() as client:
        assert (await client.get(f"/workshops/{house.code}/editor")).status_code == 404
        assert (await client.post(f"/workshops/{house.code}/editor", data={"do": "add agenda"})).status_code == 404
    editor = await (await Editor.enter(house)).open()
    response = await editor.client.post(editor.address, data={"do": "add agenda", "csrf": "wrong"})
    assert response.status_code == 403
