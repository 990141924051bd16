"""PDF: tagged as PDF/UA-1 asks, with our own fonts, in every language and script; clear words where it cannot be."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from pathlib import Path

import outloud
import pdfua
import pikepdf
import pytest

from server import catalogues
from server.domain.kind import Entry
from server.domain.language import Language
from server.domain.snapshot import Snapshot
from server.exports import as_pdf
from server.exports.formats import FORMATS, possible, write
from server.exports.pdf import libraries
from server.exports.summary import gather
from tests.exports import world
from tests.exports.pdf_structure import faults, tags

LANGUAGES = catalogues.load()


@cache
def printed(language: str) -> bytes:
    """The course, set once for all that is looked at."""
    return as_pdf.write(gather(world.snapshot(), world.KINDS, LANGUAGES[language]))


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_independent_checkers_find_nothing(tmp_path: Path, language: str) -> None:
    """Neither an error nor a warning of PDF/UA-1, by two programs that do not know each other; nor by our own eyes."""
    path = tmp_path / "summary.pdf"
    path.write_bytes(printed(language))
    report = pdfua.validate(str(path))
    assert [finding.message for finding in report.findings] == []
    result = outloud.check(str(path), layers={"conformance"})
    assert [(finding.rule, finding.message) for finding in result.findings] == []
    with pikepdf.open(path) as pdf:
        assert faults(pdf) == []
        assert str(pdf.Root.Lang).startswith(language)


def test_two_languages_are_told_apart(course: Snapshot) -> None:
    """Each part says its language, and all that is asked of a file holds for one in two columns."""
    one = replace(course.workshop, agenda=course.workshop.agenda[:1])
    data = write("pdf", replace(course, workshop=one, rounds=()), world.KINDS, world.LANGUAGES, "es+en")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert faults(pdf, titles=2) == []
        found = [str(part.Lang) for part in tags(pdf.Root.StructTreeRoot) if "/Lang" in part]
    assert found.count("es") == found.count("en") > 5


def test_a_wording_in_another_language_says_so() -> None:
    """A question that was not translated is read out as what it is."""
    with pikepdf.open(io.BytesIO(printed("en"))) as pdf:
        found = [part for part in tags(pdf.Root.StructTreeRoot) if str(part.get("/Lang")) == "es"]
        assert [str(part.P.S) for part in found] == ["/H4"]


def test_the_file_says_what_it_is() -> None:
    """Standard, language, title, bookmarks, alternative texts, headers of tables: by their places in the file."""
    with pikepdf.open(io.BytesIO(printed("es"))) as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        assert str(pdf.Root.Lang) == "es-ES"
        assert str(pdf.docinfo["/Title"]).startswith("Resumen de «Curso de la CAJP")
        with pdf.open_outline() as outline:
            assert outline.root[0].children
        found = list(tags(pdf.Root.StructTreeRoot))
    figures = [element for element in found if element.S == "/Figure"]
    assert len(figures) == 6
    assert all(str(figure.Alt) for figure in figures)
    heads = [element for element in found if element.S == "/TH"]
    assert {str(head.A.Scope) for head in heads} == {"/Column", "/Row"}


def test_heads_and_numbers_of_pages_are_no_content() -> None:
    """A screen reader does not read them into the middle of a sentence."""
    with pikepdf.open(io.BytesIO(printed("en"))) as pdf:
        page = pdf.pages[1].Contents.read_bytes()
    assert page.count(b"/Pagination") == 3


def test_our_own_fonts_are_in_the_file() -> None:
    """The letters of Europe come from what ships with the project."""
    with pikepdf.open(io.BytesIO(printed("en"))) as pdf:
        names = {
            str(font.BaseFont)
            for page in pdf.pages
            for font in page.Resources.get("/Font", pikepdf.Dictionary()).values()
        }
    assert any("Hemicycle-Serif" in name for name in names)


def test_nothing_is_fetched(course: Snapshot) -> None:
    """Neither from the machine nor from the network: what a page asks for is not there."""
    from server.exports.pdf.press import Shelf

    for url in ("file:///etc/passwd", "https://example.org/a.png", "data:text/plain,a", "font:../secret"):
        with pytest.raises(ValueError, match="Nothing is fetched"):
            Shelf().fetch(url)
    assert b"passwd" not in as_pdf.pressed(
        '<html lang="en"><title>t</title><img src="file:///etc/passwd" alt="a"></html>', *as_pdf.STYLES
    )


def test_a_line_is_as_long_as_its_page() -> None:
    """Spaces of the template at the ends of an answer change nothing; the setter would begin a new line too early."""
    text = "Os ministérios não compartilham dados, e o cidadão leva o mesmo papel cinco vezes."
    page = (
        '<html lang="pt"><title>t</title><main class="paper"><ul class="paper-entries"><li>{}</li></ul></main></html>'
    )
    made = []
    for inner in (text, f"\n      {text}\n    "):
        with pikepdf.open(io.BytesIO(as_pdf.pressed(page.format(inner), *as_pdf.STYLES))) as pdf:
            made.append(pdf.pages[0].Contents.read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize("links", ["", "<p>Slides</p>"])
def test_who_spoke_stands_on_the_page_of_the_first_poll(links: str) -> None:
    """Wherever the page ends: a heading and a name alone at its foot would lead in to nothing."""
    page = (
        '<html lang="en"><title>t</title><main class="paper"><div style="height: {}mm"></div>'
        '<section class="paper-item"><h3>Item</h3><ul class="paper-speakers"><li><strong>Ana Paz</strong></li></ul>{}'
        '<section class="paper-poll"><h4>1. Which?</h4><p class="paper-caption">One answer.</p>'
        '<figure style="height: 40mm"></figure></section></section></main></html>'
    )
    for height in range(190, 245, 6):
        with pikepdf.open(io.BytesIO(as_pdf.pressed(page.format(height, links), *as_pdf.STYLES))) as pdf:
            found = [part.Pg.objgen for part in tags(pdf.Root.StructTreeRoot) if part.S in ("/H3", "/H4")]
        assert found[0] == found[1], height


def test_long_lists_end_where_the_spreadsheet_goes_on(course: Snapshot) -> None:
    """Two thousand texts do not make a file of a hundred pages; it says so."""
    services = next(one for one in course.rounds if one.poll == "services")
    entries = [Entry(f"{n:x}", f"Answer {n} of a person") for n in range(2_000)]
    long = replace(course, rounds=[replace(services, entries=entries, people=2_000)])
    summary = as_pdf._shortened(gather(long, world.KINDS, world.ENGLISH))
    one = next(poll.rounds[0] for _, poll in summary.polls if poll.id == "services")
    assert sum(len(theme.printed) for theme in one.themes) == as_pdf.MOST_ENTRIES
    assert one.moderation[0] == "The first 250 of 2,000 are printed; the spreadsheet has all."


def test_right_to_left(course: Snapshot) -> None:
    """A document in Arabic runs from the right, and is written whatever fonts there are."""
    summary = gather(course, world.KINDS, Language("ar", "العربية"))
    assert as_pdf.write(summary).startswith(b"%PDF-1.7")


def test_without_the_libraries_a_sentence_names_them(course: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The format is refused, and the zip is made without it."""
    monkeypatch.setattr(libraries, "missing", lambda: ("Pango", "HarfBuzz-Subset"))
    with pytest.raises(libraries.NoPress, match=r"it lacks Pango, HarfBuzz-Subset.*apt install libpango"):
        write("pdf", course, world.KINDS, world.LANGUAGES, "en")
    assert not possible("pdf")
    assert b"summary-482173-en.pdf" not in write("zip", course, world.KINDS, world.LANGUAGES, "en")
    assert "pdf" in FORMATS
