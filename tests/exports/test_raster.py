"""Pictures of charts to take away."""

from __future__ import annotations

import io
import pickle
import sys

import pytest
from lxml import etree
from PIL import Image

from server.domain.snapshot import Snapshot
from server.exports import raster
from server.exports.parts import Summary
from server.exports.raster import NoPicture


def test_an_svg_stands_alone(summary: Summary) -> None:
    """With its size, its paper and its words, and nothing that runs or is fetched."""
    data = raster.write(summary, "obstacle", "1", "svg")
    root = etree.fromstring(data)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert float(root.get("width")) > 600
    assert root[0].tag.endswith("rect")
    assert any(one.tag.endswith("title") and one.text for one in root)
    assert not {etree.QName(one).localname for one in root.iter()} & {"script", "style", "image", "use", "a"}


def test_a_png_has_pixels_enough_for_print(summary: Summary) -> None:
    """Wide, on white, with ink in it."""
    image = Image.open(io.BytesIO(raster.write(summary, "obstacle", "rounds", "png")))
    assert image.format == "PNG"
    assert image.width == raster.WIDTH
    colors = image.convert("RGB").getcolors(1 << 20)
    assert colors is not None
    assert {(255, 255, 255), (11, 71, 176)} <= {color for _, color in colors}


@pytest.mark.parametrize(("poll", "which"), [("nowhere", "1"), ("obstacle", "9"), ("services", "rounds")])
def test_a_picture_that_is_not_there(summary: Summary, poll: str, which: str) -> None:
    """A sentence, which also comes out of another process."""
    with pytest.raises(NoPicture) as lacking:
        raster.write(summary, poll, which, "svg")
    assert str(pickle.loads(pickle.dumps(lacking.value))) == "There is no chart of this poll in the summary."


def test_a_machine_without_the_library(summary: Summary, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so, and that the SVG is there."""
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(NoPicture, match="SVG"):
        raster.write(summary, "obstacle", "1", "png")


def test_every_chart_has_a_picture(course: Snapshot, summary: Summary) -> None:
    """As many as the document draws."""
    for _, poll in summary.polls:
        for one in poll.rounds:
            if one.chart:
                assert raster.write(summary, poll.id, str(one.number), "svg").startswith(b"<svg")
