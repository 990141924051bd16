"""Verify finds whatever was changed in an archive, even by somebody who makes a new manifest."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from server.store import package
from server.store.archive import BadArchive, archive, restore
from server.store.log import Entry, link
from server.store.package import Contents
from tests.store.sample import ENTRY, KINDS, Floor, differences
from tests.store.test_archive import meeting

Change = Callable[[Contents], object]


def forged(contents: Contents, before: str, after: str) -> None:
    """One entry of the log is changed, and every link after it made anew."""
    entries: list[Entry] = []
    last = ""
    for entry in contents.log:
        text = entry.text.replace(before, after)
        last = link(last, text)
        entries.append(Entry(entry.id, text, last))
    contents.log = entries
    contents.state["chain"] = last


CHANGES: dict[str, tuple[Change, str]] = {
    "a count": (lambda all_: all_.rounds["tools", 1].counts.update(c="2"), "“c” is counted 2 times, but"),
    "a count of a segment": (
        lambda all_: all_.rounds["tools", 1].counts.update({"attendance:remote\x1fc": "3"}),
        "“c” in “attendance:remote” is counted 3 times, but",
    ),
    "people": (lambda all_: all_.rounds["roll", 1].counts.update({"": "9"}), "“people” is counted 9 times"),
    "a count that is none": (lambda all_: all_.rounds["roll", 1].counts.update(c="many"), "holds what no archive"),
    "a count without end": (lambda all_: all_.rounds["roll", 1].upvotes.update(c="9" * 5_000), "holds what no archive"),
    "an answer": (
        lambda all_: all_.rounds["roll", 1].answers.update(
            {"1": all_.rounds["roll", 1].answers["1"].replace('"a1"', '"a9"')}
        ),
        "the answer of 1 is not the one in the log",
    ),
    "an answer that cannot be read": (lambda all_: all_.rounds["roll", 1].answers.update({"1": "x"}), "cannot be read"),
    "one answer more": (
        lambda all_: all_.rounds["roll", 1].answers.update({"9": all_.rounds["roll", 1].answers["1"]}),
        "other people answered",
    ),
    "one answer less": (lambda all_: all_.rounds["each", 1].answers.pop("d:CL"), "other people answered"),
    "a secret total": (
        lambda all_: all_.rounds["urn", 1].counts.update(a1="2"), "urn, round 1: “a1” is counted 2 times, but the log",
    ),
    "the people of a secret ballot": (
        lambda all_: all_.rounds["urn", 1].counts.update({"": "3"}), "2 people voted, but 3 are counted",
    ),
    "a decision": (lambda all_: all_.rounds["voice", 1].moderation.clear(), "decisions are not those"),
    "an upvote": (lambda all_: all_.rounds["voice", 1].upvotes.update({ENTRY: "5"}), "upvotes are not those"),
    "a note": (lambda all_: all_.notes.clear(), "notes are not those"),
    "a phase": (lambda all_: all_.state.update({"roll.phase": "closed"}), "roll: its phase"),
    "the end": (lambda all_: all_.state.update(ended="1"), "the end is not"),
    "the agenda": (lambda all_: all_.workshop.update(text="{}"), "agenda is not the one"),
    "a lost entry": (lambda all_: all_.log.pop(), "last entry is not the one"),
    "an entry in the middle": (lambda all_: all_.log.pop(3), "entry 4 does not follow"),
    "an entry that was changed": (
        lambda all_: all_.log.__setitem__(2, all_.log[2]._replace(text=all_.log[2].text + "x")),
        "entry 3 does not follow",
    ),
    "no log": (lambda all_: all_.log.clear(), "last entry is not the one"),
    "a forged answer in a forged chain": (
        lambda all_: forged(all_, '{"mark":["a1"', '{"mark":["a2"'), "is not the one in the log",
    ),
    "a forged act": (lambda all_: forged(all_, "\nbegin\n", "\nwave\n"), "cannot be read"),
    "a forged opening": (lambda all_: forged(all_, "\nroll\n1\n", "\nrolls\n1\n"), "knows of no such round"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "sentence"), CHANGES.values(), ids=CHANGES.keys())
async def test_whatever_was_changed_is_found(floor: Floor, change: Change, sentence: str) -> None:
    """With a sentence that says where."""
    await meeting(floor)
    contents = package.unpack(await archive(floor.redis, floor.code))
    assert differences(package.pack(contents)) == []
    change(contents)
    found = differences(package.pack(contents))
    assert any(sentence in one for one in found), found
    assert len(found) <= 20


async def test_a_forged_count_in_the_log_is_found_by_the_recount(floor: Floor) -> None:
    """The counts that the log tells must be what the kind makes of the answers."""
    await floor.open("tools")
    await floor.say("tools", "1", "a", "x")
    contents = package.unpack(await archive(floor.redis, floor.code))
    forged(contents, "x=1", "x=2")
    one = contents.rounds["tools", 1]
    one.answers["1"] = one.answers["1"].replace("x=1", "x=2")
    one.counts = {field: "2" if field.endswith("x") else n for field, n in one.counts.items()}
    found = differences(package.pack(contents))
    assert found
    assert all("the recount gives" in sentence for sentence in found)


async def test_an_agenda_that_does_not_fit_is_said_to_be_so(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown kind, say."""
    await meeting(floor)
    data = await archive(floor.redis, floor.code)
    monkeypatch.delitem(KINDS, "marks")
    assert "tools, round 1: the answers do not fit the agenda that was in force." in differences(data)


async def test_a_broken_log_is_not_restored(floor: Floor) -> None:
    """What was tampered with does not enter the store."""
    await meeting(floor)
    contents = package.unpack(await archive(floor.redis, floor.code))
    await floor.workshops.delete(floor.code)
    kept = contents.log[3]
    contents.log[3] = kept._replace(text=kept.text + " ")
    with pytest.raises(BadArchive, match="entry 4 does not follow"):
        await restore(floor.redis, package.pack(contents))
    contents.log[3] = kept
    last = contents.log.pop()
    with pytest.raises(BadArchive, match="not complete"):
        await restore(floor.redis, package.pack(contents))
    contents.log.append(last)
    contents.workshop["date"] = "some day"
    with pytest.raises(BadArchive, match="not complete"):
        await restore(floor.redis, package.pack(contents))
