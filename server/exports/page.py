"""The document as a page shows it, for the page of the staff, the HTML file and the PDF: in one language or in two."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import Environment
from markupsafe import Markup

from server.exports import paired
from server.exports.parts import Summary
from server.exports.pinned import Pinned

TEMPLATE = "summary/document.html"


def document(
    environment: Environment,
    summary: Summary,
    *,
    logo: str = "",
    pinned: Callable[[Pinned], str] | None = None,
    **more: object,
) -> Markup:
    """The inside of the paper. `more` is what a page adds for its template.

    `logo` is the address of the logo; `pinned` gives that of a picture with pins, None where a page shows none.
    """
    template = environment.get_template(TEMPLATE)
    more["pinned"] = pinned
    first = template.render(summary=summary, logo=logo if summary.logo else "", **more)
    if summary.beside is None:
        return Markup(first)  # noqa: S704 - the template has escaped it
    second = template.render(summary=summary.beside, logo="", **more)
    return paired.page(first, second, (summary.language, summary.beside.language))
