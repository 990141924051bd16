"""The documentation holds together: what it points to is there, and what is there can be found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from PIL import Image

from server.files import ROOT
from server.kinds import BY_NAME

DOCS = ROOT / "docs"
FOLDERS = ("docs", "examples", "locale")
PAGES = [ROOT / "README.md", *sorted(page for folder in FOLDERS for page in (ROOT / folder).rglob("*.md"))]
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
TEST = re.compile(r"(tests/[\w/]+\.(?:py|json))(?:::(\w+))?")
HEAVIEST = 100_000  # bytes of one picture: the documentation is read on slow lines too


def links(page: Path) -> Iterator[tuple[str, str, str]]:
    """Of every link of a page: "!" for an image, its text, and where it leads."""
    for match in LINK.finditer(CODE.sub("", page.read_text())):
        yield match.group(1), match.group(2), match.group(3)


def target(page: Path, address: str) -> Path | None:
    """The file that an address leads to; None for one elsewhere."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    return (page.parent / unquote(parts.path)).resolve() if parts.path else page


def anchors(page: Path) -> set[str]:
    """The fragments that a page's headings give, as GitHub names them."""
    found = set()
    for heading in HEADING.findall(page.read_text()):
        words = re.sub(r"[`*_]", "", heading).lower()
        found.add(re.sub(r"[^\w\- ]", "", words).replace(" ", "-"))
    return found


@pytest.mark.parametrize("document", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    """Files, folders and headings are there."""
    for _, _, address in links(document):
        found = target(document, address)
        if found is None:
            continue
        assert found.exists(), f"{address} is not there"
        assert found.is_relative_to(ROOT), f"{address} is not of this repository"
        fragment = urlsplit(address).fragment
        if fragment and found.suffix == ".md":
            assert fragment in anchors(found), f"{address} names no heading"


@pytest.mark.parametrize("document", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_picture_is_described(document: Path) -> None:
    """Whoever does not see it reads a sentence."""
    for image, text, address in links(document):
        assert not image or len(text.split()) >= 3, f"{address} needs a description"


def test_every_page_and_picture_is_reached_from_the_first() -> None:
    """Nothing under docs is lost."""
    reached = {DOCS / "README.md", ROOT / "README.md"}
    ahead = list(reached)
    while ahead:
        page = ahead.pop()
        new = {found for _, _, address in links(page) if (found := target(page, address)) is not None} - reached
        reached |= new
        ahead += [found for found in new if found.suffix == ".md" and found.is_file()]
    assert sorted(str(path.relative_to(ROOT)) for path in DOCS.rglob("*.*") if path not in reached) == []


@pytest.mark.parametrize("kind", BY_NAME)
def test_every_kind_has_a_page_with_pictures(kind: str) -> None:
    """Of the phone and of the wall."""
    page = DOCS / "reference" / "kinds" / f"{kind}.md"
    shown = {Path(address).name for image, _, address in links(page) if image}
    assert {f"{kind}-phone.png", f"{kind}-wall.png"} <= shown


@pytest.mark.parametrize("picture", sorted((DOCS / "pictures").rglob("*.png")), ids=lambda path: path.name)
def test_pictures_are_light(picture: Path) -> None:
    """None keeps a reader waiting, and each is a whole picture."""
    assert picture.stat().st_size <= HEAVIEST
    with Image.open(picture) as image:
        image.load()
        assert image.width <= 960


def test_the_chores_that_pages_name_exist() -> None:
    """`make …` in a page is a goal of the Makefile."""
    goals = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for page in PAGES:
        text = page.read_text()
        blocks = "\n".join(re.findall(r"`make [^`]*`", text) + re.findall(r"^make .*$", text, re.MULTILINE))
        named = set(re.findall(r"\bmake ([a-z]+)", blocks))
        assert named <= goals, f"{page.relative_to(ROOT)}: {named - goals}"


@pytest.mark.parametrize("document", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_tests_that_pages_name_exist(document: Path) -> None:
    """A page that says what proves it names a file, and the test in it where there is a name."""
    for name, test in TEST.findall(document.read_text()):
        path = ROOT / name
        assert path.is_file(), f"{name} is not there"
        assert not test or re.search(rf"^(async )?def {test}\(", path.read_text(), re.MULTILINE), (
            f"{name} has no {test}"
        )


def test_each_threat_has_its_test() -> None:
    """The page names one in each row; only what a proxy has to bring has none here."""
    text = (DOCS / "topics" / "threats.md").read_text()
    rows = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| wants ")]
    assert len(rows) > 40
    assert [row for row in rows if not TEST.search(row) and "TLS" not in row] == []
