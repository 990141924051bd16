"""Sets HTML as a tagged PDF. Imported only when one is wanted: it loads libraries that a machine may lack."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import weasyprint
from lxml import html as markup
from PIL import ImageFile
from weasyprint import svg
from weasyprint.pdf import tags
from weasyprint.urls import URLFetcher, URLFetcherResponse

from server.domain.text import direction
from server.exports.pdf.tagging import finish, told
from server.files import STATIC

# The library takes pictures that are cut short, and makes the whole process do so; who uploads one has to hear of it.
ImageFile.LOAD_TRUNCATED_IMAGES = False

# The faces of the document by the names that its style asks for; everything else comes from the system's fonts.
FONTS = {
    "font:serif": "source-serif-4.woff2",
    "font:serif-italic": "source-serif-4-italic.woff2",
    "font:serif-more": "source-serif-4-ext.woff2",
}


# Nobody prints more of one text, and the setter takes a time that grows with its square.
LONGEST_TEXT = 6_000  # letters
# A longer word may be broken wherever the line ends.
LONGEST_WORD = 40
BREAK = "\u200b"
# A table of so few rows, its head included, stays on one page.
TOGETHER = 13
# What is made of lines of text.
BLOCKS = frozenset({"p", "li", "dt", "dd", "td", "th", "h1", "h2", "h3", "h4", "h5", "figcaption"})
FACES = '"Hemicycle Serif", "Hemicycle Serif More", "Noto Serif", serif'


def _settable(text: str | None) -> str | None:
    """The text as far as it can be set: in words that fit a line, and not without end."""
    if text is None or len(text) <= LONGEST_WORD:
        return text
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT] + "…"
    return _WORD.sub(lambda word: BREAK.join(_PIECE.findall(word[0])), text)


def _trim(block: Any) -> None:
    """No space at its ends: with one after the last word the setter ends the first line too early."""
    block.text = block.text.lstrip() if block.text else block.text
    if not len(block):
        block.text = block.text.rstrip() if block.text else block.text
    elif block[-1].tail:
        block[-1].tail = block[-1].tail.rstrip()


_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_PIECE = re.compile(rf"\S{{1,{LONGEST_WORD // 2}}}")


class Shelf(URLFetcher):  # type: ignore[misc]
    """Hands out our own fonts and the pictures of the document, and nothing of the machine or the network."""

    def __init__(self, pictures: Mapping[str, bytes] | None = None) -> None:
        super().__init__()
        self.pictures = pictures or {}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        if url in self.pictures:
            return URLFetcherResponse(url, io.BytesIO(self.pictures[url]), {"Content-Type": "image/png"})
        file = FONTS.get(url)
        if file is None:
            raise ValueError(f"Nothing is fetched for a document: {url[:80]}")
        return URLFetcherResponse(url, io.BytesIO((STATIC / "vendor" / file).read_bytes()))


class Whole(str):
    """A text that is set as one, so that Arabic letters join and families of emoji stay together.

    The setter of drawings takes a text letter by letter, for the sake of letters that stand on curves.
    """

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def _text(node: Any) -> Whole | None:
    text = node._etree_node.text
    return None if text is None else Whole(text)


svg.Node.text = property(_text)
tags._build_box_tree = told(tags._build_box_tree)


def press(page: str, style: str, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """The page as a PDF/UA-1 file, with PNGs by their addresses. Title, language and dates come from its head."""
    tree = markup.fromstring(page)
    for element in tree.iter():
        if element.get("dir") == "auto":
            # The direction of a text is that of its first strong letter; the setter does not look for it.
            element.set("dir", direction(element.text_content()))
        elif element.tag == "svg":
            # Drawings do not see the style of the page around them.
            element.set("font-family", FACES)
        elif element.tag == "table" and len(element.findall(".//tr")) <= TOGETHER:
            element.set("class", f"{element.get('class', '')} together".strip())
        if element.tag in BLOCKS:
            _trim(element)
        element.text, element.tail = _settable(element.text), _settable(element.tail)
    text = markup.tostring(tree, encoding="unicode", doctype="<!doctype html>")
    shelf = Shelf(pictures)
    font_config = weasyprint.text.fonts.FontConfiguration()
    sheet = weasyprint.CSS(string=style, url_fetcher=shelf, font_config=font_config)
    document = weasyprint.HTML(string=text, base_url="about:blank", url_fetcher=shelf)
    written: bytes = document.write_pdf(
        stylesheets=[sheet], font_config=font_config, pdf_variant="pdf/ua-1", finisher=finish
    )
    return written
