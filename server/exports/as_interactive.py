"""The document as one page whose charts answer the pointer: Plotly is within it, and it opens without any network."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache

from markupsafe import Markup

from server.exports import as_html, page, plotted
from server.exports.parts import Summary
from server.files import STATIC, TEMPLATES

# What would end the element that holds the data, or a line of it.
_SIGNS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_ESCAPES = str.maketrans(_SIGNS)


def write(summary: Summary) -> bytes:
    """The page in UTF-8. Its policy allows its own style and its two scripts by digest, and nothing from anywhere."""
    figures = [plotted.figure(chart) for chart in plotted.charts(summary)]
    data = json.dumps(figures, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    environment = as_html.environment()
    template = environment.get_template("summary/interactive.html")
    data = as_html.coloured(data, summary)
    style, plotly, drawing = as_html.coloured(_style(), summary), _plotly(), _drawing()
    told = template.render(
        summary=summary,
        document=page.document(environment, summary, logo=as_html.within(summary.logo), pinned=as_html.pinned),
        style=Markup(style),  # noqa: S704 - our own file
        plotly=Markup(plotly),  # noqa: S704 - a file of the distribution
        drawing=Markup(drawing),  # noqa: S704 - our own file
        data=Markup(data),  # noqa: S704 - no sign of markup is left in it
        styles=_digest(style),
        scripts=[_digest(plotly), _digest(drawing)],
    )
    return told.encode()


def _digest(text: str) -> Markup:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Markup("'sha256-{}'").format(Markup(digest))  # noqa: S704 - letters, digits and three signs


@cache
def _style() -> str:
    more = (STATIC / "vendor" / "plotly.css", TEMPLATES / "summary" / "interactive.css")
    return "\n".join([as_html.style(), *(path.read_text(encoding="utf-8") for path in more)])


@cache
def _plotly() -> str:
    """Plotly without what would end the element that it stands in."""
    text = (STATIC / "vendor" / "plotly-basic.min.js").read_text(encoding="utf-8")
    return text.replace("</script", "<\\/script")


@cache
def _drawing() -> str:
    return (TEMPLATES / "summary" / "interactive.js").read_text(encoding="utf-8")
