"""The others who have the same agenda in their editors: how many, whether at this page, and what they changed last."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from server.domain.drafting import Change, Draft
from server.domain.language import Language
from server.domain.messages import Message, message, plural
from server.live.editor.edits import languages_of
from server.live.editor.places import name_of, page_of
from server.live.editor.values import Beside


def beside(
    draft: Draft, at: str, others: Mapping[str, str], language: Language, clock: Callable[[int], str]
) -> Beside | None:
    """What somebody at a page is told of the others; None where there are none.

    Args:
        others: their browsers, each with the address of its page.
        clock: a time in ms as it is read.
    """
    if not others:
        return None
    last = next((one for one in reversed(draft.changes) if one.by in others and not one.undone), None)
    when = message("Last change at %(time)s: %(what)s.", time=clock(last.at), what=_what(draft, last, language)) if (
        last
    ) else ""  # fmt: skip
    return Beside(language.say(_who(len(others), sum(page == at for page in others.values()))), language.say(when))


def _who(n: int, here: int) -> Message:
    if here:
        return plural(
            "Another moderator has this page open too. Where both write into one field, the first text stays and the "
            "other one is set aside.",
            "%(n)s other moderators have this page open too. Where two write into one field, the first text stays and "
            "the other one is set aside.",
            here,
        )
    return plural(
        "Another moderator is editing this agenda too.", "%(n)s other moderators are editing this agenda too.", n
    )


def _what(draft: Draft, change: Change, language: Language) -> str:
    step = change.steps[-1]
    entry = step.after if step.after is not None else step.before
    address = step.address
    if step.index >= 0 and isinstance(entry, Mapping) and "id" in entry:
        address = f"{address}/{entry['id']}"
    page = page_of(draft.raw, address)
    gone = entry if page == address else None
    return language.say(name_of(draft.raw, page, languages_of(draft.raw), language, gone))
