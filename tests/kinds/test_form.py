"""What a form has beyond the contract: addresses, and what nobody but the staff may read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from server.domain.language import ENGLISH, Language
from server.domain.moderation import Decisions, gather
from server.kinds.email import is_email
from server.kinds.form import Form
from tests.kinds import contract

FORM = Form()
CASES = contract.cases(FORM)
SPANISH = Language("es", "Español")
SENT = {"f.city": ["Lima"], "f.mail": ["ana.diaz@example.org"], "f.may": ["yes"]}


def definition(name: str) -> Any:
    return contract.definitions(FORM, CASES)[name]


@pytest.mark.parametrize(
    "text",
    ["a@example.org", "first.last+tag@sub.example.org", "o'brien@exa-mple.museum", "ñandú@correo.españa.es", "1@2.org"],
)
def test_addresses_that_people_have_are_taken(text: str) -> None:
    """Dots, tags, apostrophes, other scripts and long endings are no faults."""
    assert is_email(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "ana", "ana@", "@example.org", "ana@example", "ana@@example.org", "ana @example.org", "ana@exam ple.org",
        ".ana@example.org", "ana.@example.org", "a..b@example.org", "ana@example..org", "ana@-example.org",
        "ana@example-.org", "ana@example.123", "ana@example.org.", "ana,eva@example.org", "<ana@example.org>",
        "x" * 65 + "@example.org", "a@" + "x" * 64 + ".org", "a@" + "x." * 130 + "org", "ana@exa_mple.org",
    ],
)  # fmt: skip
def test_slips_of_the_fingers_are_refused(text: str) -> None:
    """No name, no machine, two of them, spaces, lost dots, and what no mail server takes."""
    assert not is_email(text)


def test_an_address_is_in_no_result() -> None:
    """Not in the counts, the figure, the table, a comparison or the texts to moderate; only that there is one."""
    visit = definition("visit")
    answer = FORM.accept(visit, SENT)
    tally = FORM.tally(visit, contract.gathered(FORM, visit, [answer]))
    table = FORM.table(visit, tally, ENGLISH)
    seen = [
        dict(FORM.counts(visit, answer)),
        FORM.figure(visit, tally, ENGLISH).plain(),
        FORM.compare(visit, [("Before", tally), ("Now", tally)], ENGLISH).plain(),
        [list(row) for row in table.rows],
        [one.text for one in FORM.written(visit, answer)],
    ]
    assert "ana" not in json.dumps(seen)
    assert ["E-mail", 1, 1.0] in [list(row) for row in table.rows]


def test_a_hidden_text_leaves_its_person() -> None:
    """What a moderator hides is no longer listed, and who wrote it is still counted."""
    visit = definition("visit")
    counts = FORM.counts(visit, FORM.accept(visit, SENT))
    decisions = Decisions(hidden=frozenset({"f.city:lima"}))
    tally = FORM.tally(visit, gather(counts, 1, (), decisions, FORM.moderated))
    assert (tally.fields["city"].answered, tally.fields["city"].texts) == (1, [])
    assert FORM.spellings(counts) == {"f.city:lima": "Lima"}


def test_a_refusal_names_the_field_in_the_readers_language() -> None:
    """The label is a text of the agenda, which exists in several languages."""
    refused = contract.refusal(FORM, definition("visit"), {})
    assert refused
    assert "Su ciudad" in SPANISH.say(refused.reason)
    assert "Your city" in ENGLISH.say(refused.reason)


def test_many_fields_stand_in_two_columns() -> None:
    """More than five lines would be too low to be read from the back row."""
    many = definition("many")
    tally = FORM.tally(many, contract.gathered(FORM, many, [FORM.accept(many, {"f.a": ["x"]})]))
    figure = FORM.figure(many, tally, ENGLISH)
    contract.valid(figure)
    assert len(set(figure.data[0]["x"])) == 2
