"""Pictures by Plotly, through a browser, or a sentence."""

from __future__ import annotations

import io
import os
import shutil

import pytest
from PIL import Image

from server.exports import plotly_pictures
from server.exports.chart import Chart
from server.exports.parts import Summary
from server.exports.raster import NoPicture
from tests.exports.asking import polls


@pytest.fixture
def chart(summary: Summary) -> Chart:
    """That of the first round of a choice."""
    drawn = polls(summary)["obstacle"].rounds[0].chart
    assert drawn is not None
    return drawn


def test_a_machine_without_a_browser(chart: Chart, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what is missing."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    with pytest.raises(NoPicture, match="Chrome or Chromium"):
        plotly_pictures.png(chart)


def test_a_browser_that_does_nothing(chart: Chart, monkeypatch: pytest.MonkeyPatch) -> None:
    """It does not answer, and so it is said."""
    for program in (shutil.which("true") or "/bin/true", "/nowhere/at/all"):
        monkeypatch.setenv("BROWSER_PATH", program)
        with pytest.raises(NoPicture, match="did not answer"):
            plotly_pictures.png(chart)


@pytest.mark.browser
def test_a_browser_draws(chart: Chart, monkeypatch: pytest.MonkeyPatch) -> None:
    """In cobalt on white, two pixels for each."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    monkeypatch.setenv("BROWSER_PATH", path or "")
    image = Image.open(io.BytesIO(plotly_pictures.png(chart))).convert("RGB")
    assert image.width == plotly_pictures.WIDTH * plotly_pictures.SCALE
    colors = image.getcolors(1 << 20)
    assert colors is not None
    assert {(255, 255, 255), (11, 71, 176)} <= {color for _, color in colors}
