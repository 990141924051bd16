"""HTML: the document in one file that needs nothing else, and that may load nothing else."""

from __future__ import annotations

import base64
import hashlib
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from server.domain.theme import LIGHT
from server.exports import page
from server.exports.parts import Summary
from server.exports.pinned import Pinned
from server.files import STATIC, TEMPLATES


def write(summary: Summary) -> bytes:
    """The page in UTF-8. Its policy allows its own style by digest, and nothing from anywhere."""
    sheet = coloured(style(), summary)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    template = environment().get_template("summary/export.html")
    told = page.document(environment(), summary, logo=within(summary.logo), pinned=pinned)
    return template.render(summary=summary, document=told, style=Markup(sheet), digest=Markup(digest)).encode()  # noqa: S704 - our own file


def within(picture: bytes) -> str:
    """A PNG as an address that holds all of it, "" for none."""
    return f"data:image/png;base64,{base64.b64encode(picture).decode()}" if picture else ""


def pinned(picture: Pinned) -> str:
    """The picture with its pins, as an address that holds all of it."""
    return within(picture.drawn)


def coloured(text: str, summary: Summary) -> str:
    """A style or a drawing in the colour of the organisation's theme."""
    return text.replace(LIGHT.accent, summary.accent) if summary.accent else text


@cache
def environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def style() -> str:
    """The sheet that the file lies on, and the document as the staff page shows it."""
    components = STATIC / "css" / "components"
    parts = [components / f"{name}.css" for name in ("document", "paper-table", "pair")]
    return "\n" + "\n".join(path.read_text(encoding="utf-8") for path in (TEMPLATES / "summary" / "export.css", *parts))
