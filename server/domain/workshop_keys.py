"""The keys of a workshop and of its agenda items, as forms show them, in the groups in which they are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from server.domain.agenda_keys import Key
from server.domain.messages import Message, message
from server.domain.poll_keys import ID

_TITLE = Key("title", message("Title"), "words", required=True)
_LINK = (
    _TITLE,
    Key("url", message("Address"), required=True),
    Key(
        "kind",
        message("What it is"),
        "word",
        choices=(
            ("", message("A link")),
            ("recording", message("Recording")),
            ("webcast", message("Webcast")),
            ("background", message("Document")),
        ),
    ),
)
_LINKS = Key("links", message("Links"), "list", keys=_LINK, add=message("Add a link"))
_PERSON = (
    Key("name", message("Name"), required=True),
    Key("role", message("Role"), "words"),
    replace(_LINKS, more=True),
)


def _people(name: str, label: Message, add: Message) -> Key:
    return Key(name, label, "list", keys=_PERSON, add=add)


DELEGATION = (
    Key("name", message("Name"), "words", required=True),
    Key("plate", message("Nameplate"), note=message("At most 8 characters; without it, the beginning of the id.")),
    Key("flag", message("Flag"), note=message("The two letters of the country: cl.")),
    Key("groups", message("Groups"), "names", note=message("One a line, as ids: south. Results can be split by them.")),
    Key("aliases", message("Other names"), "names", note=message("One a line, as lists of registrations call it.")),
    Key("observer", message("An observer, who counts in no quorum"), "flag"),
    Key("weight", message("Weight"), "number", otherwise="1"),
    replace(ID, more=False, note=None),
)

GROUPS: Mapping[str, tuple[Message, Sequence[Key]]] = {
    "meeting": (
        message("The meeting"),
        (
            _TITLE,
            Key("subtitle", message("Subtitle"), "words"),
            Key("body", message("Organ that meets"), "words"),
            Key("place", message("Place"), "words"),
            Key("date", message("Date"), note=message("Year, month and day: 2024-02-15."), required=True),
            Key("time", message("Time"), note=message("Start and end: 10:00–13:00.")),
            Key("timezone", message("Time zone"), note=message("As in America/New_York."), required=True),
            Key(
                "languages",
                message("Languages"),
                "names",
                note=message("One a line: es, en, pt-BR. The first is the workshop’s own."),
                required=True,
            ),
            Key("reference", message("Document symbol")),
            Key(
                "theme",
                message("Theme"),
                "part",
                note=message("The organisation’s logo and colours. Colours that cannot be read are refused."),
                keys=(
                    Key("name", message("Name of the organisation"), "words"),
                    Key("logo", message("Logo"), "picture"),
                    Key("accent", message("Colour"), note=message("As # and six figures or letters: #0b47b0.")),
                    Key("accent_dark", message("Colour on a dark ground"), more=True),
                    Key("ground", message("Ground"), more=True),
                    Key("ground_dark", message("Dark ground"), more=True),
                ),
                more=True,
            ),
            _people("presiding", message("Presiding"), message("Add a person")),
        ),
    ),
    "delegations": (
        message("Delegations and admission"),
        (
            Key(
                "admission",
                message("Who may take a seat"),
                "word",
                choices=(
                    ("open", message("Anybody")),
                    ("delegation", message("Anybody who names a delegation")),
                    ("badge", message("Holders of a badge")),
                ),
                otherwise="open",
            ),
            Key(
                "ask",
                message("Names"),
                "part",
                keys=(
                    Key(
                        "name",
                        message("People are asked for their names"),
                        "word",
                        choices=(
                            ("never", message("Never")),
                            ("optional", message("They may give one")),
                            ("required", message("They must give one")),
                        ),
                        otherwise="never",
                    ),
                ),
            ),
            Key(
                "quorum",
                message("Quorum"),
                "part",
                keys=(
                    Key("count", message("Delegations needed"), "number"),
                    Key("share", message("Or a share of the members"), note=message("A fraction: 1/3.")),
                    Key(
                        "of",
                        message("Counted among"),
                        "names",
                        note=message("Names of delegations, one a line; without any, all members."),
                        otherwise="members",
                        more=True,
                    ),
                ),
            ),
            Key(
                "proxies",
                message("Proxies"),
                "part",
                note=message("Without these rules no delegation answers for another."),
                keys=(
                    Key("most", message("Proxies that a delegation may hold"), "number", otherwise="1"),
                    Key(
                        "by",
                        message("Given by"),
                        "word",
                        choices=(("desk", message("The desk")), ("holder", message("The delegation, or the desk"))),
                        otherwise="desk",
                    ),
                ),
                more=True,
            ),
            Key(
                "least_group",
                message("Smallest group that is shown apart"),
                "number",
                otherwise="5",
                unit=message("people"),
                more=True,
            ),
            Key(
                "webcast_delay",
                message("The webcast is late by"),
                "number",
                note=message("Polls stay open so much longer, for those who follow it."),
                unit=message("seconds"),
                more=True,
            ),
            Key(
                "retention",
                message("Delete everything after the meeting, after"),
                "number",
                note=message("Left empty, it is kept until somebody deletes it."),
                unit=message("days"),
                more=True,
            ),
            Key("roster", message("Delegations"), "list", keys=DELEGATION, add=message("Add a delegation")),
        ),
    ),
    "summary": (
        message("Texts of the summary"),
        (
            Key("background", message("What came before the meeting"), "prose"),
            Key("closing", message("Last paragraph"), "prose"),
            Key("footnotes", message("Footnotes"), "texts", add=message("Add a footnote")),
            _LINKS,
        ),
    ),
    "moderation": (
        message("Words that hold an entry back"),
        (Key("moderation_words", message("Words that hold an entry back"), "part"),),
    ),
}
"""The pages of a workshop's own keys: name → title and keys. `hemicycle` and `agenda` are nobody's to fill in."""

GROUP_NAMES = "groups"
KEPT = frozenset(("hemicycle", "agenda", GROUP_NAMES))

ITEM = (
    _TITLE,
    Key("time", message("Time"), note=message("Start and end: 11:35–11:45.")),
    _people("speakers", message("Speakers"), message("Add a speaker")),
    Key("topics", message("Topics"), "texts", add=message("Add a topic")),
    Key("discussion", message("Questions for discussion"), "texts", add=message("Add a question")),
    Key("notes", message("Notes for the summary"), "prose"),
    _LINKS,
    Key(
        "pace",
        message("Pace"),
        "word",
        choices=(
            ("moderator", message("You open one poll after the other")),
            ("delegates", message("A survey: delegates answer at leisure")),
        ),
        otherwise="moderator",
        more=True,
    ),
    Key("countdown", message("Time for the survey"), "number", unit=message("seconds"), more=True),
    replace(ID, note=None),
)
