"""What is true of most kinds of polls; a kind inherits this and says where it differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from server.domain.agenda_keys import Key
from server.domain.counts import Counts
from server.domain.kind import Answer, Hands, Written
from server.domain.language import Language
from server.domain.messages import Message
from server.domain.procedure import PLAIN, Procedure
from server.domain.table import Table
from server.domain.verdict import Verdict


class Facts:
    """What holds of a kind unless it says otherwise."""

    about: ClassVar[Message | None] = None
    """What it is for, in one sentence, for those who choose a kind."""
    keys: ClassVar[Sequence[Key]] = ()
    """Its own keys in the agenda file, as forms show them."""
    begin: ClassVar[Mapping[str, Any]] = {}
    """What a new poll of it has in these keys."""
    answered: ClassVar[bool] = True
    """Whether people answer it at all (a slide they do not)."""
    lists: ClassVar[bool] = False
    """Whether its tally needs the written entries and not only the counts."""
    hides: ClassVar[bool] = False
    """Whether its result stays hidden while it is open, whatever the settings say (a quiz has right answers)."""
    timed: ClassVar[bool] = False
    """Whether an answer needs to know how long it took: `elapsed` and `limit`, made by the server in milliseconds."""
    background: ClassVar[bool] = False
    """Whether it runs beside other polls for as long as it is open (questions from the floor, reactions)."""

    scattered: ClassVar[bool] = False
    """Whether there may be as many counts as answers, as people write or place what is counted. A hall has many times
    as many in its segments, which are read only where segments are compared."""

    placed: ClassVar[bool] = False
    """Whether an answer is places on a picture or a plane, which are seen and cannot be said in words."""

    chosen: ClassVar[bool] = False
    """Whether an answer names options in its field `option`, so that another poll can be split by them."""

    scored: ClassVar[bool] = False
    """Whether answers earn points, which add up over all polls of such kinds."""

    entered: ClassVar[bool] = True
    """Whether a clerk can enter answers that came otherwise than by phone (reactions of the moment cannot be)."""

    def hands(self, form: Mapping[str, Any]) -> Sequence[Hands]:
        """What a room can answer by raising hands, made from what `form` gave; none where it cannot."""
        if not self.chosen or not form.get("options"):
            return ()
        options = [(str(one["id"]), str(one["text"])) for one in form["options"]]
        return (Hands("option", "", options, bool(form.get("several"))),)

    def apart(self, definition: Any) -> bool:
        """Whether answers of observers are tallied apart from those of members, which may have weights."""
        return False

    divisible: ClassVar[bool] = False
    """Whether a poll can be taken part by part, and then on the whole."""

    def procedure(self, definition: Any) -> Procedure:
        """How the poll is taken where that is special."""
        return PLAIN

    def verdict(self, definition: Any, tally: Any, language: Language) -> Verdict | None:
        """The outcome that a wall announces beside the seats; None for kinds without one."""
        return None

    def additions(self, definition: Any) -> int:
        """How many answers a seat may add to one another; 0 where a later answer replaces the earlier one."""
        return 0

    def earned(self, definition: Any, answer: Answer) -> int:
        """The points that an answer earns."""
        return 0

    def further(self, definition: Any, tally: Any, language: Language) -> Sequence[Table]:
        """More tables that belong to the result: statistics, an explanation, who leads."""
        return ()

    def written(self, definition: Any, answer: Answer) -> Sequence[Written]:
        """The texts in this answer that may be moderated: none where people only choose."""
        return ()

    def moderated(self, field: str) -> bool:
        """Whether a counted field is something that people wrote."""
        return False

    def spellings(self, counts: Counts) -> Mapping[str, str]:
        """How each counted field that people wrote is shown."""
        return {}
