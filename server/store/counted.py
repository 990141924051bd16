"""Where counts are kept: totals and the people of each segment in one hash, everything else by segment in another.

A wall that compares nothing reads the first alone; of a hall that writes words, the second is forty times as large.
"""

from __future__ import annotations

from collections.abc import Mapping

from server.domain.counts import SEGMENT


def together(totals: Mapping[str, str], segments: Mapping[str, str]) -> dict[str, int]:
    """The counts of both hashes. A round that was opened when there was one hash may have a part of a count in each."""
    counts = {name: int(n) for name, n in totals.items()}
    for name, n in segments.items():
        counts[name] = counts.get(name, 0) + int(n)
        if not counts[name]:
            del counts[name]
    return counts


def apart(counts: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The totals and the counts by segment, as lua/apply.lua keeps them."""
    segments = {name: n for name, n in counts.items() if SEGMENT in name and not name.endswith(SEGMENT)}
    return {name: n for name, n in counts.items() if name not in segments}, segments
