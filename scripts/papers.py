"""Takes the pictures of documents: Word files as LibreOffice shows them, and PDF, page by page.

`.venv/bin/python scripts/papers.py` writes docs/pictures/papers. It needs `soffice` and `pdftoppm` on the PATH, which
nothing else of the project does.
"""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageOps

from server import catalogues
from server.domain import slots
from server.domain.seat import Attendance, Seat
from server.domain.snapshot import Snapshot
from server.exports import as_pdf
from server.exports.people import certificates, files, listing
from server.exports.summary import gather
from server.exports.template import context, example, sandbox
from tests.exports import prepared, world

PICTURES = Path(__file__).parent.parent / "docs" / "pictures" / "papers"
RESOLUTION = 110  # dots per inch, before a picture is made as wide as it may be
WIDEST = 960  # pixels: as wide as a page of the documentation
GAP, EDGE, COLOURS = 16, "#cfd0ca", 48
NAMES = ("Ana María Pérez", "Luís Gonçalves", "Jean-Baptiste Toussaint", "Marisol Quispe", "Desmond Clarke", "")


def main() -> None:
    """Write every picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    course, english = world.snapshot(), catalogues.load()["en"]
    summary = gather(course, world.KINDS, english)
    own = example.summary()
    filled = sandbox.fill("summary", own, context.of(summary), context.properties(summary))
    listed = _listing(course)
    people = listed.enough(0.75)
    certificate = certificates.pdf(listed, people[:1])
    with tempfile.TemporaryDirectory() as folder:
        template = _pages(own, "docx", Path(folder) / "template")
        result = _pages(filled, "docx", Path(folder) / "result")
        _keep("word-template", [template[0], result[2]])
        printed = _pages(as_pdf.write(summary), "pdf", Path(folder) / "summary")
        _keep("pdf", [printed[0], printed[4]])
        _keep("attendance", _pages(files.write("pdf", listed), "pdf", Path(folder) / "list")[:2])
        _keep("certificate", _pages(certificate, "pdf", Path(folder) / "certificate"))


def _listing(course: Snapshot) -> listing.Listing:
    """Some sixty people, who came and went."""
    begun = course.state.begun or 0
    meeting = slots.span(begun, course.state.ended or 0)
    seats = [
        Seat(
            number,
            prepared.PRESENT[number % len(prepared.PRESENT)],
            Attendance.ROOM if number % 2 else Attendance.REMOTE,
            "es",
            NAMES[number % 6],
            begun + 40_000 * (number % 9),
        )
        for number in range(1, 61)
    ]
    times = {one.number: frozenset(meeting[one.number % 5 : len(meeting) - one.number % 7]) for one in seats}
    return listing.gather(replace(course, seats=seats), times, catalogues.load()["en"])


def _pages(data: bytes, sort: str, stem: Path) -> list[Image.Image]:
    path = stem.with_suffix(f".{sort}")
    path.write_bytes(data)
    if sort == "docx":
        profile = f"-env:UserInstallation=file://{stem.parent}/office"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(stem.parent), str(path)]
        subprocess.run(command, check=True, capture_output=True)
        path = stem.with_suffix(".pdf")
    subprocess.run(["pdftoppm", "-r", str(RESOLUTION), "-png", str(path), str(stem)], check=True)
    return [Image.open(page).convert("RGB") for page in sorted(stem.parent.glob(f"{stem.name}-*.png"))]


def _keep(name: str, pages: list[Image.Image]) -> None:
    """Sheets beside each other on the grey of a table."""
    sheets = [ImageOps.expand(page, 1, EDGE) for page in pages]
    width = sum(sheet.width + GAP for sheet in sheets) + GAP
    table = Image.new("RGB", (width, max(sheet.height for sheet in sheets) + 2 * GAP), "#f2f2ed")
    left = GAP
    for sheet in sheets:
        table.paste(sheet, (left, GAP))
        left += sheet.width + GAP
    table.thumbnail((WIDEST, WIDEST), Image.Resampling.LANCZOS)
    table.quantize(COLOURS).save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
