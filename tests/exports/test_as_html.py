"""The page in one file."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from html.parser import HTMLParser

import pytest

from server.exports import as_html
from server.exports.parts import Summary


class Page(HTMLParser):
    """Collects elements with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def text(summary: Summary) -> str:
    return as_html.write(summary).decode()


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_the_policy_allows_the_own_style_and_nothing_else(text: str, page: Page) -> None:
    """By digest, so that not even a style could be slipped in."""
    policies = [attrs["content"] for tag, attrs in page.elements if attrs.get("http-equiv")]
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policies == [f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"]


def test_nothing_is_loaded_and_nothing_runs(page: Page) -> None:
    """Neither scripts nor handlers, neither styles in attributes nor sources elsewhere."""
    for tag, attributes in page.elements:
        assert tag not in ("script", "link", "img", "iframe", "object", "embed", "base")
        assert not any(name == "style" or name == "src" or name.startswith("on") for name in attributes)


def test_headings_do_not_skip_a_level(page: Page) -> None:
    """One title, and every step down is one step."""
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))


def test_ids_are_unique_and_marks_lead_to_notes(page: Page) -> None:
    """The outline of the staff page leads to items and polls."""
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {"item-polls", "poll-obstacle", "attendance", "closing", "footnote-1"} <= set(ids)
    inner = [
        attributes["href"] for tag, attributes in page.elements if tag == "a" and str(attributes["href"])[0] == "#"
    ]
    assert inner == ["#footnote-1"]


def test_every_table_has_a_caption_and_every_picture_words(text: str, page: Page) -> None:
    """For who hears the page."""
    tags = [tag for tag, _ in page.elements]
    assert tags.count("table") == tags.count("caption") > 0
    assert tags.count("svg") == len(re.findall(r"<svg [^>]*><title>[^<]+</title>", text)) > 0


def test_answers_carry_their_direction(page: Page) -> None:
    """Each by its own first letter."""
    directions = {attributes.get("dir") for tag, attributes in page.elements if tag == "li"}
    assert {"ltr", "rtl"} <= directions


def test_markup_in_an_answer_is_text(text: str) -> None:
    """Nothing that people wrote is read as markup."""
    assert "&lt;b&gt;Notes verbales&lt;/b&gt; &amp; circulars" in text


def test_languages_are_declared(text: str, resumen: Summary) -> None:
    """The page has the reader's language, a foreign wording its own."""
    assert '<html lang="en" dir="ltr">' in text
    assert re.search(r'<span lang="es" dir="auto">¿Qué trámites', text)
    assert '<html lang="es" dir="ltr">' in as_html.write(resumen).decode()
