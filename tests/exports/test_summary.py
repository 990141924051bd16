"""The document as a whole."""

from __future__ import annotations

from dataclasses import replace

from server.domain.snapshot import Snapshot
from server.domain.state import State
from server.exports.locales import tag
from server.exports.parts import Summary
from server.exports.summary import gather
from server.exports.telling import Teller
from tests.exports import prepared, world


def told(snapshot: Snapshot) -> Summary:
    return gather(snapshot, world.KINDS, world.ENGLISH)


def test_the_heading_is_that_of_the_model(summary: Summary, resumen: Summary) -> None:
    """Title and day in the reader's language."""
    assert summary.heading == "Summary of “CAJP Course on Digital Diplomacy”, held on February 15, 2024"
    assert "Curso de la CAJP sobre diplomacia digital" in resumen.heading
    assert "15 de febrero de 2024" in resumen.heading
    assert len(summary.footnotes) == 1


def test_facts_come_from_what_happened(summary: Summary) -> None:
    """Opened and adjourned are the times of the moderator's acts, in the workshop's zone."""
    facts = {fact.name: fact.text for fact in summary.facts}
    assert facts["opened"] == "10:03"
    assert facts["adjourned"] == "13:01"
    assert facts["time"] == "10:00–13:00"
    assert facts["body"] == "Committee on Juridical and Political Affairs"
    assert facts["presiding"].split("\n")[0] == (
        "Ambassador Sebastián Kraljevich, Permanent Representative of Chile and Chair of the CAJP"
    )
    assert summary.adjournment == "The meeting was adjourned at 13:01."
    assert not summary.running
    assert not summary.state


def test_a_running_meeting_is_marked(course: Snapshot) -> None:
    """Whoever holds the paper must see that it is not the last word."""
    running = told(replace(course, state=State(begun=world.at("10:03")), at=world.at("11:37")))
    assert running.running
    assert running.state == "State at 11:37: the meeting is still in progress."
    assert running.adjournment == ""
    assert "adjourned" not in {fact.name for fact in running.facts}


def test_a_meeting_before_its_beginning(course: Snapshot) -> None:
    """The agenda can be printed beforehand."""
    before = told(replace(course, state=State(), rounds=(), at=world.at("9:00")))
    assert before.state == "State at 9:00: the meeting has not begun."
    assert all(poll.absent for _, poll in before.polls)


def test_a_rehearsal_on_another_day_says_its_date(course: Snapshot) -> None:
    """The day of the agenda file and that of the acts may differ."""
    day = 24 * 3_600_000
    state = State(begun=world.at("10:03") + day, ended=world.at("13:01") + day)
    facts = {fact.name: fact.text for fact in told(replace(course, state=state)).facts}
    assert facts["opened"] == "10:03 on February 16, 2024"


def test_links_are_grouped_by_kind(summary: Summary) -> None:
    """An address that is no address of a page stays text."""
    assert [group.kind for group in summary.links] == ["recording", "webcast", "background", ""]
    assert [len(group.links) for group in summary.links] == [1, 1, 2, 1]
    assert summary.links[-1].links[0].url == ""


def test_items_are_told_in_agenda_order(summary: Summary) -> None:
    """Time and title in one heading, everything else below it."""
    assert [item.heading for item in summary.items] == [
        "10:00–10:15 Inauguration",
        "10:15–10:55 Introduction to digital diplomacy",
        "11:35–11:45 Polls",
        "11:45–12:45 How do emerging technologies impact democracy?",
        "12:45–13:00 Conclusions",
    ]
    introduction = summary.items[1]
    assert introduction.speakers[0].text == ("Manuel Muñiz, International Provost and Dean, Universidad IE")
    assert introduction.speakers[0].links[0].title == "video of the presentation"
    assert len(introduction.topics) == 2
    assert len(introduction.discussion) == 1


def test_notes_of_the_staff_follow_those_of_the_file(course: Snapshot) -> None:
    """Each empty line begins a paragraph."""
    notes = {"item:polls": "One.\n\nTwo."}
    polls = told(replace(course, notes=notes)).items[2]
    assert polls.notes == ("Delegates answered on their own phones, in four languages.", "One.", "Two.")


def test_background_and_closing_are_paragraphs(summary: Summary) -> None:
    """As they were prepared."""
    assert len(summary.background) == 2
    assert summary.closing[0].startswith("The CAJP took note")


def test_names_of_languages_and_unknown_codes(summary: Summary) -> None:
    """A language that nobody knows keeps its code."""
    teller = Teller(world.ENGLISH, prepared.ZONE, summary.day)
    assert teller.language_name("fr") == "French"
    assert teller.language_name("xx-nowhere") == "xx-nowhere"
    assert [tag(code) for code in ("en", "es", "fr", "pt", "ar", "nonsense")] == [
        "en-US",
        "es-ES",
        "fr-FR",
        "pt-BR",
        "ar-EG",
        "en-US",
    ]
