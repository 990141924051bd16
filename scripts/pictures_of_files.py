"""Pages of Word files and slides of presentations as pictures of the documentation, through LibreOffice and Poppler.

`.venv/bin/python scripts/pictures_of_files.py FOLDER` takes summary-en.docx and summary-en.pptx of a folder that
`hemicycle demo` wrote; both programs must be installed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
HEAVIEST = 100_000  # bytes of one picture
WIDEST, GAP = 960, 8  # pixels of the whole, and between two pages
GROUND = (207, 208, 202)
COLOURS = 64
# Which pages of which file, and how many stand beside each other.
SHOWN = {
    "document": ("summary-en.docx", (1, 3, 7), 3),
    "presentation": ("summary-en.pptx", (1, 2, 4, 5, 8, 9), 3),
}


def pages(file: Path, folder: Path, wanted: tuple[int, ...]) -> list[Image.Image]:
    """These pages of a file, as it is printed."""
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    office = ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(office, check=True, capture_output=True)
    printed = folder / f"{file.stem}.pdf"
    found = []
    for page in wanted:
        target = folder / f"{file.stem}-{page}"
        command = ["pdftoppm", "-r", "110", "-f", str(page), "-l", str(page), "-singlefile", "-png"]
        subprocess.run([*command, str(printed), str(target)], check=True)
        found.append(Image.open(f"{target}.png").convert("RGB"))
    return found


def sheet(shown: list[Image.Image], across: int) -> Image.Image:
    """The pages beside and below one another."""
    width = (WIDEST - GAP * (across + 1)) // across
    height = round(shown[0].height * width / shown[0].width)
    rows = -(-len(shown) // across)
    whole = Image.new("RGB", (WIDEST, GAP + rows * (height + GAP)), GROUND)
    for place, page in enumerate(shown):
        small = page.resize((width, height), Image.Resampling.LANCZOS)
        whole.paste(small, (GAP + place % across * (width + GAP), GAP + place // across * (height + GAP)))
    return whole


def main(folder: Path) -> int:
    """Take the pictures."""
    for name, (file, wanted, across) in SHOWN.items():
        with tempfile.TemporaryDirectory(prefix="hemicycle-pictures-") as held:
            whole = sheet(pages(folder / file, Path(held), wanted), across)
        colours = COLOURS
        path = PICTURES / f"{name}.png"
        while True:
            whole.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
            if path.stat().st_size <= HEAVIEST:
                break
            colours //= 2
        print(f"{path}: {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    sys.exit(main(parser.parse_args().folder))
