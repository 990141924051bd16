"""A summary with something else in one of its rounds, for what the course did not bring about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from server.exports.parts import Round, Summary


def last_round(summary: Summary, poll_id: str) -> Round:
    """The last round of a poll."""
    return next(poll for _, poll in summary.polls if poll.id == poll_id).rounds[-1]


def altered(summary: Summary, poll_id: str, **changes: Any) -> Summary:
    """The summary with changes in the last round of a poll."""
    items = tuple(
        replace(
            item,
            polls=tuple(
                replace(poll, rounds=(*poll.rounds[:-1], replace(poll.rounds[-1], **changes)))
                if poll.id == poll_id
                else poll
                for poll in item.polls
            ),
        )
        for item in summary.items
    )
    return replace(summary, items=items)
