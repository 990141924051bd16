"""Every key of the store. The braces put all keys of one workshop into one slot of a cluster."""

from __future__ import annotations

from collections.abc import Iterable

from server.domain.state import State

INDEX = "hc:index"
"""Sorted set: code → date of the meeting as a day number."""
CODES = "hc:codes"
"""Set of every code that was ever given, so that none comes twice."""
DELETED = "hc:deleted"
"""Hash: code of a workshop that was deleted → when, and by whom."""
SECRETS = "hc:secrets"
"""Hash: what the installation knows of its administrator and its cookies."""
JOINER_SLOTS = 3
"""Minutes in turn, for the marks of those who come in."""
BELL = "hc:bell"
"""The channel of the doorbell: "482173 41" says that this workshop has this revision."""


def workshop(code: str) -> str:
    """Hash: `text`, `version`, `title`, `date`, `created`."""
    return f"hc:{{{code}}}:workshop"


def state(code: str) -> str:
    """Hash: what server.domain.state.decode reads, and `chain`, `rung` and `act` for the scripts."""
    return f"hc:{{{code}}}:state"


def log(code: str) -> str:
    """Stream: `entry` and `link`, the chained record of everything that was accepted."""
    return f"hc:{{{code}}}:log"


def dropped(code: str) -> str:
    """Hash: id of an entry that a reset took out of the log → revision of the reset, and the entry's link."""
    return f"hc:{{{code}}}:log:dropped"


def notes(code: str) -> str:
    """Hash: texts of the staff."""
    return f"hc:{{{code}}}:notes"


def seats(code: str) -> str:
    """Hash: seat number → when it was taken, and its profile."""
    return f"hc:{{{code}}}:seats"


def seat_changes(code: str) -> str:
    """Sorted set: seat number → the revision of the seats at which it last changed."""
    return f"hc:{{{code}}}:seats:changes"


def seat_tokens(code: str) -> str:
    """Hash: SHA-256 of a cookie's token → seat number."""
    return f"hc:{{{code}}}:seats:tokens"


def seat_pass(code: str, digest: str) -> str:
    """String: SHA-256 of a pass → the seat that it gives to another device; gone by itself within minutes."""
    return f"hc:{{{code}}}:seats:pass:{digest}"


def presence(code: str) -> str:
    """Sorted set: seat number → when it was last seen, in ms."""
    return f"hc:{{{code}}}:presence"


def attended(code: str) -> str:
    """Hash: seat number → when its person was here, as server.domain.slots reads it."""
    return f"hc:{{{code}}}:attended"


def papers(code: str) -> str:
    """Hash: name of a Word template → the time of its upload in ms, its sort, and the file in base64."""
    return f"hc:{{{code}}}:papers"


def pictures(code: str) -> str:
    """Hash: file name → the picture in base64."""
    return f"hc:{{{code}}}:pictures"


def wordings(code: str) -> str:
    """Hash: `<poll>.<round>` → the version in whose words the round was asked, and `:<version>` → its text.

    Only rounds that were asked before their poll was last edited are in it.
    """
    return f"hc:{{{code}}}:wordings"


def draft(code: str) -> str:
    """Hash: `version`, and `text`: the agenda as it is being edited, which the room does not see."""
    return f"hc:{{{code}}}:draft"


def editors(code: str) -> str:
    """Hash: mark of a browser → when it last had the editor open, in ms, and which page; gone by itself in minutes."""
    return f"hc:{{{code}}}:editors"


def people(code: str) -> str:
    """Hash: number → what is kept of a person on the list (JSON); under "" the list's revision and its last number."""
    return f"hc:{{{code}}}:people"


def badges(code: str) -> str:
    """Hash: number of a person → their badge, as server.domain.badge reads it; under "" the key of the digests."""
    return f"hc:{{{code}}}:badges"


def badge_codes(code: str) -> str:
    """Hash: keyed digest of a badge's code → number of the person."""
    return f"hc:{{{code}}}:badges:codes"


def joiners(code: str, slot: int) -> str:
    """HyperLogLog: marks of the addresses that took seats within a minute; it is gone two minutes later."""
    return f"hc:{{{code}}}:joiners:{slot}"


def grants(code: str) -> str:
    """Hash: SHA-256 of a role link's token → role and time of issue."""
    return f"hc:{{{code}}}:grants"


def salt(code: str) -> str:
    """String: the key of the pseudonyms, gone once the workshop has ended."""
    return f"hc:{{{code}}}:salt"


def fence(code: str) -> str:
    """String: written after answers in a cluster, so that whoever waits for a replica waits for them."""
    return f"hc:{{{code}}}:fence"


def restoring(code: str) -> str:
    """String: somebody restores a workshop under this code just now."""
    return f"hc:{{{code}}}:restoring"


def answers(code: str, poll: str, round_: int) -> str:
    """Hash: voter → stored answer."""
    return f"hc:{{{code}}}:p:{poll}:{round_}:answers"


def counts(code: str, poll: str, round_: int) -> str:
    """Hash: field → n, and each segment → its people, under the segment and the empty field."""
    return f"hc:{{{code}}}:p:{poll}:{round_}:counts"


def segments(code: str, poll: str, round_: int) -> str:
    """Hash: segment and field → n, for every field but the people."""
    return f"hc:{{{code}}}:p:{poll}:{round_}:segments"


def moderation(code: str, poll: str, round_: int) -> str:
    """Hash: what server.domain.moderation.decode reads."""
    return f"hc:{{{code}}}:p:{poll}:{round_}:moderation"


def upvotes(code: str, poll: str, round_: int) -> str:
    """Hash: entry → n."""
    return f"hc:{{{code}}}:p:{poll}:{round_}:upvotes"


def upvoters(code: str, poll: str, round_: int) -> str:
    """Set: entry and voter."""
    return f"hc:{{{code}}}:p:{poll}:{round_}:upvoters"


def reactions(code: str, poll: str, round_: int) -> str:
    """Hash: name of a reaction → n."""
    return f"hc:{{{code}}}:p:{poll}:{round_}:reactions"


def company(code: str) -> str:
    """Hash: how the simulated delegates of a rehearsal are doing; gone by itself within a day."""
    return f"hc:{{{code}}}:company"


def clerk(code: str, poll: str, round_: int) -> str:
    """Hash: id of a clerk's entry → its version, time, author and what it says (JSON)."""
    return f"hc:{{{code}}}:p:{poll}:{round_}:clerk"


def rounds(state: State) -> list[tuple[str, int]]:
    """Every poll and round that has been opened."""
    return [(poll, n) for poll, one in state.polls.items() for n in range(1, one.round + 1)]


def of_round(code: str, poll: str, round_: int) -> list[str]:
    """Every key of one round."""
    every = (answers, counts, segments, moderation, upvotes, upvoters, reactions, clerk)
    return [key(code, poll, round_) for key in every]


def of_workshop(code: str, rounds: Iterable[tuple[str, int]]) -> list[str]:
    """Every key of a workshop with these rounds."""
    common = (
        workshop,
        state,
        log,
        dropped,
        company,
        notes,
        seats,
        seat_changes,
        seat_tokens,
        presence,
        attended,
        papers,
        people,
        badges,
        badge_codes,
        pictures,
        grants,
        salt,
        wordings,
        draft,
        editors,
    )
    own = [key(code) for key in common] + [joiners(code, slot) for slot in range(JOINER_SLOTS)]
    return own + [key for poll, n in rounds for key in of_round(code, poll, n)]
