"""What people see when something fails that nobody thought of."""

from __future__ import annotations

import pytest

from server.store.workshops import Workshops
from tests.web.house import House


async def test_a_polite_page(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """No trace of the program, the policy's headers, and a way on."""

    async def broken(*args: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(Workshops, "listing", broken)
    async with house.browser() as client:
        await client.post("/workshops/login", data={"password": "correct horse"})
        page = await client.get("/workshops", headers={"accept-language": "en"})
    assert page.status_code == 500
    assert "What was recorded is safe." in page.text
    assert "secret detail" not in page.text
    assert "content-security-policy" in page.headers
