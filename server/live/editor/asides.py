"""What somebody wrote into fields that somebody else wrote into: at those fields, or where they lead to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from server.domain.aside import of_author
from server.domain.drafting import Draft
from server.domain.language import Language, own_name
from server.live.editor.edits import languages_of, place_of, shown
from server.live.editor.keys import Kinds
from server.live.editor.places import name_of, page_of
from server.live.editor.values import Clashed, SetAside


def clashes(draft: Draft, by: str, kinds: Kinds) -> Mapping[str, Clashed]:
    """The texts of one author that are set aside, by their fields, as far as these are there."""
    found: dict[str, Clashed] = {}
    for name, one in of_author(draft.asides, by).items():
        if place := place_of(draft.raw, name, kinds):
            key, path, code = place
            found[name] = Clashed(shown(draft.raw, key, path, code), one.text, name, own_name(code) if code else "")
    return found


def asides(
    draft: Draft, by: str, there: Collection[str], here: Collection[str], language: Language
) -> Sequence[SetAside]:
    """The texts of one author that are set aside for fields of other pages.

    Args:
        there: the fields that are there.
        here: those of the page.
    """
    found = []
    for name, one in of_author(draft.asides, by).items():
        if name in here:
            continue
        at = page_of(draft.raw, name) if name in there else ""
        title = language.say(name_of(draft.raw, at, languages_of(draft.raw), language)) if at else ""
        found.append(SetAside(name, one.text, at, title))
    return found
