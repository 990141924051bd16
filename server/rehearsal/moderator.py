"""A moderator as a program: the acts over HTTP, with a token in place of a cookie."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.errors import HemicycleError
from server.rehearsal.browser import Browser, Response
from server.rehearsal.ledger import Entry


class Refused(HemicycleError):
    """The server did not do an act, or did not show what was asked for."""

    def __init__(self, path: str, response: Response) -> None:
        try:
            reason = json.loads(response.body).get("error", "")
        except (ValueError, AttributeError):
            reason = ""
        super().__init__(f"{path}: {reason or f'the server answered {response.status}'}")


class Moderator:
    """The acts on one workshop, and its results."""

    def __init__(self, base: str, code: str, token: str) -> None:
        self._base = f"/workshops/{code}"
        bearer = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        self._browser = Browser(base, headers=bearer)

    async def begin(self) -> None:
        """The meeting is open."""
        await self._act("begin")

    async def end(self) -> None:
        """The meeting is adjourned."""
        await self._act("end")

    async def stage(self, item: str, poll: str = "") -> None:
        """Put an agenda item, or one of its polls, on stage."""
        await self._act("stage", {"item": item, "poll": poll})

    async def poll(self, poll: str, act: str, fields: Mapping[str, str] | None = None) -> int:
        """An act on a poll: open, close, reveal, hide, next-round, extend. The answer is the round."""
        return int((await self._act(f"polls/{poll}/{act}", fields)).get("round", 0))

    async def item(self, item: str, act: str) -> None:
        """An act on a survey: open, close, extend."""
        await self._act(f"items/{item}/{act}")

    async def decide(self, poll: str, round_: int, act: str, subject: str | Sequence[str], value: str = "") -> None:
        """A decision about one thing that people wrote, or several: hide, approve, merge, theme, answer, screen …"""
        fields = {"round": str(round_), "act": act, "subject": subject, "value": value}
        await self._act(f"polls/{poll}/entries", fields)

    async def give_proxy(self, holder: str, agent: str) -> None:
        """One delegation answers for another from now on."""
        await self._act("mandates", {"act": "give", "holder": holder, "agent": agent})

    async def call(self, poll: str) -> str:
        """Call the next delegation of a roll call; the answer is its id."""
        return str((await self._act(f"polls/{poll}/call")).get("called", ""))

    async def say(self, poll: str, delegation: str, option: str) -> None:
        """Enter what the called delegation says aloud."""
        await self._act(f"polls/{poll}/say", {"delegation": delegation, "option": option})

    async def enter(self, poll: str, round_: int, entry: Entry) -> None:
        """Enter answers that did not come by phone, as the clerk does: a tally, or what a delegation said."""
        said = {f"clerk.hands.option.{option}": str(n) for option, n in entry.said.items()}
        if entry.delegation:
            said = {"clerk.delegation": entry.delegation, "option": next(iter(entry.said))}
        own = {
            "clerk.mode": "answer" if entry.delegation else "hands", "clerk.round": str(round_),
            "clerk.how": entry.how, "clerk.remark": entry.remark,
        }  # fmt: skip
        await self._act(f"clerk/{poll}", {**own, **said})

    async def register(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
        """Read a list of people in; how many are new."""
        table = [headings, [[line, *row] for line, row in enumerate(rows, start=2)]]
        told = await self._act("people/import", {"table": json.dumps(table), "do": "import"})
        return int(told["added"])

    async def badges(self) -> Sequence[Mapping[str, str]]:
        """A badge for everybody who has none: `name`, `delegation`, `code` and more."""
        made: Sequence[Mapping[str, str]] = (await self._act("badges", {"for": "without"}))["badges"]
        return made

    async def results(self) -> Mapping[str, Any]:
        """results.json at this moment.

        Raises:
            Refused: when the token does not open it.
        """
        path = f"{self._base}/results.json"
        response = await self._browser.get(path)
        if response.status != 200:
            raise Refused(path, response)
        found: Mapping[str, Any] = json.loads(response.body)
        return found

    async def download(self, format_: str, language: str) -> bytes:
        """The summary in a format and a language.

        Raises:
            Refused: when there is none.
        """
        path = f"{self._base}/summary.{format_}?lang={language}"
        response = await self._browser.get(path)
        if response.status != 200:
            raise Refused(path, response)
        return response.body

    async def _act(self, act: str, fields: Mapping[str, str | Sequence[str]] | None = None) -> Mapping[str, Any]:
        path = f"{self._base}/{act}"
        response = await self._browser.post(path, fields)
        if response.status != 200:
            raise Refused(path, response)
        state: Mapping[str, Any] = json.loads(response.body)
        return state
