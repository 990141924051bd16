"""The keys that all polls have in common, as forms show them; what a kind adds stands with the kind."""

from __future__ import annotations

from server.domain.agenda_keys import Key
from server.domain.messages import message
from server.domain.workshop import Ballot

PROMPT = Key("prompt", message("Question"), "words", required=True)
COUNTDOWN = Key(
    "countdown",
    message("Time to answer"),
    "number",
    note=message("Empty: until you close it."),
    unit=message("seconds"),
)
SHOW = Key(
    "show",
    message("While it is open"),
    "word",
    choices=(("live", message("Result shown")), ("hidden", message("Result hidden"))),
    otherwise="live",
)
BALLOT = Key(
    "ballot",
    message("Ballot"),
    "word",
    choices=(
        (Ballot.ANONYMOUS, message("Anonymous")),
        (Ballot.RECORDED, message("Recorded by delegation")),
        (Ballot.OPEN, message("Open, with names")),
        (Ballot.SECRET, message("Secret")),
    ),
    otherwise="anonymous",
)
BY = Key(
    "by",
    message("Who answers"),
    "word",
    choices=(("seat", message("Each person")), ("delegation", message("Each delegation"))),
    otherwise="seat",
)
CHANGE = Key("change", message("Answers may be changed while it is open"), "flag", otherwise="yes", more=True)
MODERATION = Key(
    "moderation",
    message("What people write"),
    "word",
    choices=(
        ("after", message("Shown at once")),
        ("before", message("Held until you have read it")),
        ("none", message("Not moderated")),
    ),
    otherwise="after",
    more=True,
)
SPLIT = Key(
    "split",
    message("Take the result apart by"),
    "poll",
    note=message("An earlier poll in which people choose."),
    more=True,
)
ID = Key(
    "id",
    message("Id"),
    note=message("It stands in addresses and exports; it should not change once people have answered."),
    required=True,
    more=True,
)

ENTRY_ID = Key("id", message("Id"), more=True, required=True)
"""Of an entry with answers of its own: an option, a statement."""

SETTINGS = (COUNTDOWN, SHOW, BALLOT, BY, CHANGE, MODERATION, SPLIT, ID)
"""What stands below the question and the keys of the kind."""
