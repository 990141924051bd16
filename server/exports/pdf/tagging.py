"""What the setter leaves undone of PDF/UA-1: what a header cell heads, the language of a part, what is no content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pydyf

_REFERENCE = re.compile(rb"(\d+) \d+ R")
PRINTED = 4  # the flag of an annotation that a print shows, too


def told(build: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """The setter's own way to a branch of the tree of tags, which then says the language of its part."""

    def branches(box: Any, *more: Any) -> Iterator[Any]:
        own = getattr(box, "element", None)
        language = own.get("lang") if own is not None and own.tag != "html" else None
        for branch in build(box, *more):
            if language:
                branch["Lang"] = pydyf.String(language)
            yield branch

    return branches


def finish(document: Any, pdf: pydyf.PDF) -> None:
    """Called with the whole file before it is written."""
    objects = {element.number: element for element in pdf.objects}
    for element in pdf.objects:
        if not isinstance(element, pydyf.Dictionary):
            continue
        if element.get("S") == "/TH":
            element["A"]["Scope"] = "/Column" if _in_head(element, objects) else "/Row"
        if element.get("Subtype") == "/Link":
            element["F"] = PRINTED
    _set_aside(pdf, objects)


def _in_head(cell: pydyf.Dictionary, objects: dict[int, Any]) -> bool:
    row = _at(cell["P"], objects)
    return bool(_at(row["P"], objects).get("S") == "/THead")


def _at(reference: bytes, objects: dict[int, Any]) -> Any:
    found = _REFERENCE.match(reference)
    assert found is not None
    return objects[int(found[1])]


def _set_aside(pdf: pydyf.PDF, objects: dict[int, Any]) -> None:
    """Heads and numbers of pages hang on no branch of the tree: they are artefacts, and said to be."""
    root = _at(pdf.catalog["StructTreeRoot"], objects)
    told = set(_branches(root, objects))
    numbers = _at(root["ParentTree"], objects)["Nums"]
    pages = [_at(reference, objects) for reference in pdf.page_references]
    for page, owners in zip(pages, numbers[1::2], strict=False):
        strays = {mcid for mcid, owner in enumerate(owners) if _number(owner) not in told}
        if strays:
            contents = page["Contents"]
            for reference in contents if isinstance(contents, list) else [contents]:
                _mark(_at(reference, objects), strays)


def _branches(element: Any, objects: dict[int, Any]) -> Iterator[int]:
    """The numbers of all elements that hang on this one, itself included."""
    ahead = [element]
    while ahead:
        one = ahead.pop()
        yield one.number
        ahead += [_at(kid, objects) for kid in one.get("K", ()) if isinstance(kid, bytes)]


def _number(reference: bytes) -> int:
    found = _REFERENCE.match(reference)
    assert found is not None
    return int(found[1])


def _mark(stream: Any, strays: set[int]) -> None:
    """Marked content is a name, its properties, and the operator, one after the other."""
    items = stream.stream
    for place, item in enumerate(items):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in strays:
            items[place - 1] = "/Artifact"
            items[place] = pydyf.Dictionary({"Type": "/Pagination"})
