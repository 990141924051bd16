"""What is packed on its way: pages are, files that are packed already are not."""

from __future__ import annotations

import httpx2

from tests.web.house import House


async def test_a_page_is_packed_for_whoever_can_unpack_it(house: House) -> None:
    """With Brotli, else with gzip, else as it is; and it is the same page."""
    coded = {}
    for accepted in ("br, gzip", "gzip", "identity"):
        async with house.browser(headers={"accept-encoding": accepted}) as client:
            found = await client.get("/")
        coded[accepted] = found.headers.get("content-encoding", "")
        assert "</html>" in found.text
        assert not coded[accepted] or "Accept-Encoding" in found.headers["vary"]
    assert coded == {"br, gzip": "br", "gzip": "gzip", "identity": ""}


async def test_a_file_that_is_packed_is_left_alone(house: House) -> None:
    """Word's files are archives."""
    headers = {"authorization": f"Bearer {house.tokens['staff']}", "accept-encoding": "br, gzip"}
    async with house.browser(headers=headers) as client:
        found: httpx2.Response = await client.get(f"/workshops/{house.code}/summary.docx")
    assert found.status_code == 200
    assert "content-encoding" not in found.headers
    assert found.content.startswith(b"PK")
