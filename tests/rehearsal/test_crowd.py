"""A crowd is mixed as a meeting is."""

from __future__ import annotations

from random import Random

from server.rehearsal.crowd import Offer, people
from server.rehearsal.form import Control, Form

OFFER = Offer(("CL", "BR", "HT"), ("es", "en", "fr", "pt"), named=True)


def test_every_delegation_comes_before_one_comes_twice() -> None:
    """Three people of three delegations, and again three."""
    found = people(OFFER, 6, Random(1))
    assert {one.delegation for one in found[:3]} == {one.delegation for one in found[3:]} == {"CL", "BR", "HT"}


def test_people_are_in_the_room_and_online_in_every_language() -> None:
    """A large crowd has all of it."""
    found = people(OFFER, 200, Random(1))
    assert {one.attendance for one in found} == {"room", "remote"}
    assert {one.language for one in found} == {"es", "en", "fr", "pt"}
    assert [one.number for one in found] == list(range(1, 201))


def test_names_only_where_they_are_asked() -> None:
    """A workshop that asks for no name gets none."""
    assert not any(one.name for one in people(Offer(), 5, Random(1)))


def test_the_offer_is_what_the_form_says() -> None:
    """One language alone is a hidden field."""
    form = Form({}, {"language": "fr"}, {"delegation": Control("delegation", "select", ["CL"])})
    assert Offer.of(form) == Offer(["CL"], ("fr",), named=False)
