"""What a rehearsal or a demo found, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from server.rehearsal.ledger import Ledger, Person
from server.rehearsal.recount import Recount

MOST_DIFFERENCES = 20  # more are counted and not listed


def as_dict(code: str, persons: Sequence[Person], ledger: Ledger, found: Recount) -> dict[str, Any]:
    """Everything that was counted. Latencies are in milliseconds."""
    return {
        "ok": agrees(ledger, found),
        "code": code,
        "delegates": ledger.seats,
        "delegations": len({person.delegation for person in persons if person.delegation}),
        "attendance": dict(Counter(person.attendance for person in persons)),
        "languages": dict(Counter(person.language for person in persons)),
        "sent": ledger.sent,
        "acknowledged": ledger.acknowledged,
        "replaced": ledger.changed,
        "refused": ledger.refused,
        "entries": ledger.entries,
        "unsettled": ledger.unsettled,
        "resent": ledger.resent,
        "reconnects": ledger.reconnects,
        "expected": found.expected,
        "stored": found.stored,
        "latency_ms": ledger.latency(),
        "refusals": dict(ledger.refusals.most_common()),
        "differences": list(found.differences),
    }


def agrees(ledger: Ledger, found: Recount) -> bool:
    """Whether everything that was acknowledged is stored, and nothing was left without a receipt."""
    return not found.differences and not ledger.unsettled


def as_text(persons: Sequence[Person], ledger: Ledger, found: Recount) -> str:
    """The same in words."""
    delegations = len({person.delegation for person in persons if person.delegation})
    room = sum(person.attendance == "room" for person in persons)
    latency = ledger.latency()
    languages = ", ".join(f"{code} {n:,}" for code, n in Counter(one.language for one in persons).most_common())
    lines = [
        f"delegates     {ledger.seats:,} of {delegations} delegations; {room:,} in the room and"
        f" {len(persons) - room:,} online; {languages}",
        f"sent          {ledger.sent:,} answers; {ledger.resent:,} of them again after a cut line",
        f"acknowledged  {ledger.acknowledged:,}; {ledger.changed:,} of them replaced an earlier answer",
        f"refused       {ledger.refused:,}",
        *(f"              {n:,} × {text}" for text, n in ledger.refusals.most_common(5)),
        *([f"entered       {ledger.entries:,} entries by the clerk"] if ledger.entries else []),
        f"stored        {found.stored:,}, and {found.expected:,} are expected",
        f"receipt after {latency['p50']:,.0f} ms (median), {latency['p95']:,.0f} ms (95 of 100),"
        f" {latency['max']:,.0f} ms (longest)",
    ]
    if found.past:
        lines.append(f"rounds        {found.past} were over too soon to be compared")
    lines += found.differences[:MOST_DIFFERENCES]
    if len(found.differences) > MOST_DIFFERENCES:
        lines.append(f"and {len(found.differences) - MOST_DIFFERENCES} more differences")
    if ledger.unsettled:
        lines.append(f"{ledger.unsettled:,} answers were neither acknowledged nor refused.")
    if agrees(ledger, found):
        nothing = "Nobody answered: no poll was open."
        lines.append(
            "What was acknowledged is stored, each answer once, in every total and segment." if ledger.sent else nothing
        )
    return "\n".join(lines)
