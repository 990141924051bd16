"""Two languages on the wall at once: everything about a poll is there in both, and nothing twice."""

from __future__ import annotations

from html import unescape

from tests.web.house import AGENDA, House, serving
from tests.web.screening import choose, shown
from tests.web.test_desks import entered


async def test_two_languages_side_by_side(house: House) -> None:
    """Prompt and options in both; an address that asks for one language keeps it."""
    assert (await choose(house, ("language", "es"), ("language", "en"))).status_code == 200
    wall = await entered(house, "projector")
    await house.act("polls/words/open")
    page = await shown(wall)
    assert "Una palabra" in page
    assert "One word" in page
    assert "Una palabra" not in await shown(wall, "?lang=en")
    await house.act("polls/words/close")
    await house.act("polls/obstacle/open")
    page = await shown(wall)
    assert "Presupuesto" in page
    assert "Budget" in page
    phone = await house.join()
    async with phone.on_line() as line:
        await line.answer("obstacle", option="people")
    assert "Presupuesto / Budget" in await shown(wall)
    await house.act("polls/obstacle/close")
    # What is the same in every language is said once.
    await house.act("polls/final/open")
    assert (await shown(wall)).count("Final?") < 4
    for wrong in ([("language", "de")], [("language", "es"), ("language", "en"), ("language", "fr")]):
        assert (await choose(house, *wrong)).status_code == 409
    assert (await choose(house, ("language", "es"), ("language", ""))).status_code == 200
    assert "What is" not in await shown(wall)


async def test_everything_about_a_poll_is_said_in_both_languages(house: House) -> None:
    """The item, the foot, the words of the drawing, its sentence and its table; nothing that stands beside it twice."""
    await choose(house, ("language", "es"), ("language", "en"))
    wall = await entered(house, "projector")
    phone = await house.join()
    await house.act("polls/obstacle/open")
    page = await shown(wall)
    assert '<span lang="es">Sondeos</span> / <span lang="en" dir="ltr">Polls</span>' in page
    foot = page[page.index('class="folio-end') :]
    assert "Sondeo 1 de 4. Las respuestas son anónimas. Elija una respuesta." in foot
    assert "Poll 1 of 4. The answers are anonymous. Choose one answer." in foot
    assert "0 of 1 person has answered" not in page
    async with phone.on_line() as line:
        await line.answer("obstacle", option="people")
        await house.act("polls/obstacle/close")
        await house.act("polls/obstacle/next-round")
        await line.answer("obstacle", 2, option="money")
    page = unescape(await shown(wall))
    for both in ("Antes / Before", "Ahora / Now", '"Change, % points"'):
        assert both in page
    assert 'aria-label="¿Cuál es el mayor obstáculo? / What is the greatest obstacle?"' in page
    spoken = page[page.index('<figcaption class="spoken">') : page.index("</figcaption>")]
    spanish, english = spoken.split('<div lang="en"')
    assert "Compared: Before (1 person)" in english
    assert '<th scope="row">Budget</th>' in english
    assert "Comparación: Antes (1 persona)" in spanish
    assert '<th scope="row">Presupuesto</th>' in spanish


async def test_time_that_is_left_in_two_languages(valkey_url: str) -> None:
    """It stands where the people would; so they are counted at the foot."""
    async with serving(valkey_url, AGENDA.replace("entries: 3", "countdown: 60")) as house:
        await choose(house, ("language", "es"), ("language", "en"))
        wall = await entered(house, "projector")
        await house.act("polls/words/open")
        page = await shown(wall)
        assert 'dir="ltr">left</span>' in page
        assert "Poll 2 of 4. The answers are anonymous. 0 of 0 people have answered" in page


async def test_an_answer_of_ones_own_is_offered_in_both_languages(valkey_url: str) -> None:
    """As on the phones, after all others."""
    agenda = AGENDA.replace("- id: obstacle", "- id: obstacle\n        other: true", 1)
    async with serving(valkey_url, agenda) as house:
        wall = await entered(house, "projector")
        await house.act("polls/obstacle/open")
        page = await shown(wall)
        assert page.index("Personal") < page.index("<span>Otra</span>")
        await choose(house, ("language", "es"), ("language", "en"))
        page = await shown(wall)
        assert "<span>Otra</span>" in page
        assert page.index("<span>Staff</span>") < page.index("<span>Other</span>")
