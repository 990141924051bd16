"""Two languages side by side: the same document rendered in each, and set row by row so that what belongs together

stands together. Nothing here knows what a summary holds: parts are matched by their headings, and between these by
what they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, TypeVar

from lxml import html
from markupsafe import Markup

from server.domain.language import Language

_PICTURE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
# What only holds other parts, and is opened.
_HOLDERS = frozenset(("paper-item", "paper-poll"))
_NAMES = ("id", "for", "aria-labelledby", "aria-describedby", "aria-controls")

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5"))
# What leads in to what it says something about, and what it may lead in to.
_LEADING = frozenset(("paper-caption", "paper-decision", "paper-theme", "paper-lead-in"))
_LED = frozenset(("figure", "ul", "table", "paper-decision", "paper-caption", "h5"))
# Who spoke leads in to the heading of the first poll.
_SPEAKERS, _POLL = frozenset(("paper-speakers",)), frozenset(("h4",))

B = TypeVar("B")
Pair = tuple[Any | None, Any | None]


def aligned(first: Sequence[B], second: Sequence[B], key: Callable[[B], str]) -> Iterator[tuple[B | None, B | None]]:
    """Parts of two documents of one build in rows; where one has a part that the other has not, its place is empty."""
    keys = [key(one) for one in first], [key(one) for one in second]
    for sort, start, end, other_start, other_end in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        left, right = list(first[start:end]), list(second[other_start:other_end])
        # Of what was exchanged, the first stands beside the first.
        for place in range(max(len(left), len(right)) if sort != "equal" else len(left)):
            yield (left[place] if place < len(left) else None, right[place] if place < len(right) else None)


def page(first: str, second: str, languages: tuple[Language, Language]) -> Markup:
    """Two renderings of the document in one: a row for each part, with a column for each language."""
    pictures: list[str] = []
    left, right = (_parts(text, pictures) for text in (first, second))
    for part in right:
        _rename(part, languages[1].code)
    pairs = list(aligned(left, right, _key))
    rows = "".join(_row(pair, after, languages) for pair, after in zip(pairs, [*pairs[1:], (None, None)], strict=True))
    told = re.sub(r'<img data-picture-place="(\d+)">', lambda found: pictures[int(found[1])], rows)
    return Markup(told)  # noqa: S704 - what templates have escaped already


def _parts(text: str, pictures: list[str]) -> list[Any]:
    def kept(found: re.Match[str]) -> str:
        # The parser would change what it does not know.
        pictures.append(found[0])
        return f'<img data-picture-place="{len(pictures) - 1}">'

    whole = html.fragment_fromstring(_PICTURE.sub(kept, text), create_parent="div")
    return list(_opened(whole))


def _opened(holder: Any) -> Iterator[Any]:
    for part in list(holder):
        if not isinstance(part.tag, str):
            continue
        if _HOLDERS.intersection(part.get("class", "").split()):
            inner = list(_opened(part))
            if inner and inner[0].get("id") is None:
                inner[0].set("id", part.get("id", ""))
            yield from inner
        else:
            yield part


def _key(part: Any) -> str:
    """What has an id is known by it, other parts by what they are."""
    return f"{part.tag} {part.get('class', '')} {part.get('data-own', _own(part))}"


def _own(part: Any) -> str:
    return str(part.get("id", ""))


def _rename(part: Any, code: str) -> None:
    """Names stay unique on the page, and what refers to them follows."""
    # What it is matched by was written down before.
    part.set("data-own", _own(part))
    for one in part.iter():
        if not isinstance(one.tag, str):
            continue
        for name in _NAMES:
            if one.get(name):
                one.set(name, " ".join(f"{word}-{code}" for word in one.get(name).split()))
        if one.get("href", "").startswith("#"):
            one.set("href", f"{one.get('href')}-{code}")


def _row(pair: Pair, after: Pair, languages: tuple[Language, Language]) -> str:
    leads = _leads(pair, after)
    cells = []
    for part, language in zip(pair, languages, strict=True):
        if part is not None and "data-own" in part.attrib:
            del part.attrib["data-own"]
        part_text = "" if part is None else html.tostring(part, encoding="unicode", with_tail=False)
        cells.append(f'<div class="pair-side" lang="{language.code}" dir="{language.direction}">{part_text}</div>')
    sort = f"{' pair--heading' if _is(pair, _HEADINGS) else ''}{' pair--lead' if leads else ''}"
    return f'<div class="pair{sort}">{"".join(cells)}</div>\n'


def _is(pair: Pair, sorts: frozenset[str]) -> bool:
    """Whether a side of the row is one of these elements or classes."""
    return any(sorts.intersection((part.tag, *part.get("class", "").split())) for part in pair if part is not None)


def _leads(pair: Pair, after: Pair) -> bool:
    """Whether no page may end between the row and the next one."""
    if _is(pair, _SPEAKERS) and _is(after, _POLL):
        return True
    return _is(pair, _HEADINGS) or (_is(pair, _LEADING) and _is(after, _LED))
