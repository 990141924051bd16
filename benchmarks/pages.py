"""The first load of a page in a real browser, counted as it comes over the line.

    python -m benchmarks.pages CHROMIUM URL [COOKIE]        prints {"requests": N, "bytes": N}

The icon counts, which a browser without a window does not ask for. Bytes are those of bodies as they were sent,
compressed, and of the heads of the answers.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from playwright.async_api import CDPSession, Page, async_playwright

SETTLED = 1_000  # milliseconds after the page is complete, in which its scripts may ask for more


async def main(browser_path: str, url: str, cookie: str) -> dict[str, int]:
    """The requests and bytes of one visit with an empty cache."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=browser_path)
        context = await browser.new_context(viewport={"width": 390, "height": 844})
        if cookie:
            name, _, value = cookie.partition("=")
            await context.add_cookies([{"name": name, "value": value, "url": url}])
        page = await context.new_page()
        session = await context.new_cdp_session(page)
        seen = _watch(session)
        await session.send("Network.enable")
        await page.goto(url, wait_until="networkidle" if "projector" in url or "enter" in url else "load")
        await page.wait_for_timeout(SETTLED)
        await _icon(page)
        counted = {"requests": len(seen), "bytes": round(sum(seen.values()))}
        await browser.close()
        return counted


def _watch(session: CDPSession) -> dict[str, float]:
    """Request → bytes, filled as answers are complete; what the page holds in itself and sockets are no requests."""
    seen: dict[str, float] = {}

    def finished(event: dict[str, Any]) -> None:
        if event["requestId"] in seen:
            seen[event["requestId"]] = event["encodedDataLength"]

    def sent(event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            seen.setdefault(event["requestId"], 0.0)

    session.on("Network.requestWillBeSent", sent)
    session.on("Network.loadingFinished", finished)
    return seen


async def _icon(page: Page) -> None:
    """Ask for the icon as a window would."""
    address = await page.evaluate("document.querySelector('link[rel=icon]')?.href ?? ''")
    if address.startswith("http"):
        await page.evaluate(
            "address => new Promise(over => Object.assign(new Image(), {onload: over, onerror: over, src: address}))",
            address,
        )


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else ""))))
