"""Charts as Plotly draws them, through a browser of this machine: an extra for who wants them so.

The server needs none of this. The browser is given one page of our own that may load nothing, and a time after which it
is ended: a browser that dies or hangs ends in a sentence, never in a command that waits for ever.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from server.domain.messages import message
from server.exports import plotted
from server.exports.chart import Chart
from server.exports.raster import NoPicture
from server.files import STATIC

WIDTH, SCALE = 1000, 2  # pixels, and how many of the picture for each
PATIENCE = 60  # seconds; a busy machine takes some for its first browser
DRAWN = 4_000  # ms of the page's own time in which Plotly has drawn
BROWSERS = (
    *("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    *("chrome", "msedge", "microsoft-edge"),
)
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
_PAGE = """<!doctype html>
<html>
<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">
<style>body{{margin:0;background:#fff}}</style><script>{library}</script></head>
<body><div id="chart"></div><script>
const drawn = {figure};
Plotly.newPlot("chart", drawn.data, drawn.layout, {{staticPlot: true}});
</script></body></html>
"""


def png(chart: Chart) -> bytes:
    """The chart in pixels.

    Raises:
        NoPicture: when a browser or the drawing library is missing, or the browser does not answer.
    """
    library = STATIC / "vendor" / "plotly-basic.min.js"
    program = browser()
    if not program:
        raise NoPicture(message("Pictures by Plotly need Chrome or Chromium, and this machine has neither."))
    if not library.is_file():
        raise NoPicture(message("Plotly is not installed with this program; the other pictures need nothing."))
    figure = plotted.figure(chart)
    height = int(figure["layout"].get("height", 500))
    layout = {**figure["layout"], "paper_bgcolor": "#ffffff", "width": WIDTH, "height": height}
    with tempfile.TemporaryDirectory(prefix="hemicycle-plotly-") as folder:
        page, picture = Path(folder) / "page.html", Path(folder) / "picture.png"
        told = _safe(json.dumps({"data": figure["data"], "layout": layout}))
        page.write_text(_PAGE.format(policy=_POLICY, library=library.read_text(encoding="utf-8"), figure=told))
        _photograph(program, Path(folder), page, picture, height)
        return picture.read_bytes()


def browser() -> str:
    """The browser of this machine; "" where there is none."""
    named = os.environ.get("BROWSER_PATH", "")
    return named or next((path for name in BROWSERS if (path := shutil.which(name))), "")


def _photograph(program: str, folder: Path, page: Path, picture: Path, height: int) -> None:
    command = [
        program, "--headless", "--disable-gpu", "--disable-background-networking", "--no-first-run",
        "--hide-scrollbars",
        f"--user-data-dir={folder / 'profile'}", f"--force-device-scale-factor={SCALE}",
        f"--window-size={WIDTH},{height}", f"--virtual-time-budget={DRAWN}", f"--screenshot={picture}",
    ]  # fmt: skip
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chrome refuses to confine itself when it runs as root; it is given nothing but our own page.
        command.append("--no-sandbox")
    silent = message("The browser that draws pictures by Plotly did not answer.")
    try:
        subprocess.run([*command, page.as_uri()], check=False, capture_output=True, timeout=PATIENCE)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise NoPicture(silent) from problem
    if not picture.is_file():
        raise NoPicture(silent)


def _safe(text: str) -> str:
    """JSON that cannot end the script that it stands in."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
