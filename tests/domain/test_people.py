"""Lists of people: what a new one changes about the old one, and who is found."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from server.domain.people import Person, found, plan

ANA = Person("1", "Ana Núñez", "ana@x.example", "PE", "room", "es")
LUIS = Person("2", "Luis Peña", "", "CL")
ROSA = Person("3", "Rosa Díaz", "mission@x.example", "CL")
IVAN = Person("4", "Iván Díaz", "mission@x.example", "CL")


def new(person: Person, **more: str) -> Person:
    return replace(person, id="", **more)


def test_nothing_changes_when_nothing_is_new() -> None:
    """The same list again does nothing."""
    done = plan([ANA, LUIS], [new(ANA), new(LUIS)])
    assert (done.added, done.changed, done.missing) == ([], [], [])
    assert list(done.same) == [ANA, LUIS]


def test_people_are_known_by_their_address_and_then_by_their_name() -> None:
    """A corrected name is a change and no new person; so is an address that was not known."""
    done = plan([ANA, LUIS], [new(ANA, name="Ana María Núñez"), new(LUIS, email="luis@x.example", delegation="AR")])
    assert [(one.before.id, one.fields) for one in done.changed] == [("1", ("name",)), ("2", ("email", "delegation"))]
    assert done.added == []


def test_several_people_may_share_an_address() -> None:
    """The mailbox of a mission is not a person."""
    done = plan([ROSA, IVAN], [new(IVAN), new(ROSA, attendance="room")])
    assert [one.before for one in done.changed] == [ROSA]
    assert list(done.same) == [IVAN]


def test_two_of_one_name_are_two() -> None:
    """Where a name does not tell, nobody is taken for another."""
    other = Person("5", "Luis Peña", "", "AR")
    done = plan([LUIS, other], [new(LUIS, delegation="BR")])
    assert len(done.added) == 1
    assert list(done.missing) == [LUIS, other]


def test_a_namesake_with_another_address_is_somebody_else() -> None:
    """The name alone is not enough where both addresses are known and differ."""
    done = plan([ANA], [Person("", "ANA NUNEZ", "other@x.example", "BR")])
    assert len(done.added) == 1
    assert list(done.missing) == [ANA]


def test_what_a_list_does_not_say_stays() -> None:
    """A report of a call has no languages; those that are known are kept."""
    done = plan([ANA], [Person("", "Ana Núñez", "ana@x.example")])
    assert list(done.same) == [ANA]


PEOPLE = st.lists(
    st.builds(Person, st.just(""), st.sampled_from(["Ana", "Luis", "Eva"]), st.sampled_from(["", "a@x.y", "b@x.y"]),
              st.sampled_from(["", "CL", "PE"])),
    max_size=6,
)  # fmt: skip


@given(PEOPLE, PEOPLE)
def test_everybody_is_somewhere_once(old: list[Person], listed: list[Person]) -> None:
    """Nobody of either list is lost or counted twice."""
    present = [replace(one, id=str(n)) for n, one in enumerate(old, 1)]
    done = plan(present, listed)
    kept = [one.before.id for one in done.changed] + [one.id for one in (*done.same, *done.missing)]
    assert sorted(kept) == sorted(one.id for one in present)
    assert len(done.added) + len(done.changed) + len(done.same) == len(listed)


def test_names_are_found_by_their_beginnings() -> None:
    """Accents and case do not count; each typed word must fit."""
    everybody = [ANA, LUIS, ROSA, IVAN]
    assert found(everybody, "") == everybody
    assert found(everybody, "nun") == [ANA]
    assert found(everybody, "iv di") == [IVAN]
    assert found(everybody, "MISSION") == [ROSA, IVAN]
    assert found(everybody, "una") == []
