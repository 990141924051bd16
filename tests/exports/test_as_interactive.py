"""The page whose charts answer the pointer."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import html5lib
import plotly.graph_objects as go
import pytest

from server.domain.table import Column
from server.exports import as_html, as_interactive, plotted
from server.exports.chart import BAR, COLUMN, DOUGHNUT, SCATTER, STACKED, Chart, Series
from server.exports.parts import Summary
from tests.exports.test_chart import drawn


@pytest.fixture(scope="module")
def text(summary: Summary) -> str:
    return as_interactive.write(summary).decode()


def test_the_policy_allows_what_is_in_the_file_and_nothing_else(text: str) -> None:
    """Each script and the style by digest; nothing is loaded from anywhere."""
    policy = re.search(r'content="(default-src[^"]+)"', text)
    assert policy is not None
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    style = re.search(r"<style[^>]*>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    assert len(scripts) == 2
    for one in (*scripts, style[1]):
        digest = base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()
        assert f"sha256-{digest}" in policy[1].replace("&#39;", "'").replace("&#x27;", "'").replace("&#43;", "+")
    without_scripts = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    assert not re.search(r"\s(src|on\w+|style)=", without_scripts)


def test_every_picture_has_its_chart(text: str, summary: Summary) -> None:
    """They are matched by their words."""
    data = re.search(r'<script type="application/json" id="charts">(.*?)</script>', text, re.DOTALL)
    assert data is not None
    alts = [figure["alt"] for figure in json.loads(data[1])]
    titles = re.findall(r"<svg [^>]*><title>([^<]+)</title>", text)
    assert len(alts) == len(titles) > 0
    assert "<" not in data[1]
    assert alts == [chart.alt for chart in plotted.charts(summary)]


@pytest.mark.parametrize("kind", [BAR, COLUMN, STACKED, DOUGHNUT])
@pytest.mark.parametrize("series", [1, 3])
def test_every_figure_is_one_of_plotly(kind: str, series: int) -> None:
    """As the library itself checks it."""
    made = plotted.figure(drawn(kind, 4, 1 if kind == DOUGHNUT else series))
    go.Figure({"data": made["data"], "layout": made["layout"]}, skip_invalid=False)


def test_a_plane_has_a_disc_for_each_row() -> None:
    """With its letter, and both numbers under the pointer."""
    values = (Series("Effort", (10.0, 90.0), ("10", "90"), ""), Series("Benefit", (20.0, 80.0), ("20", "80"), ""))
    plane = Chart(SCATTER, "", ("A. One", "B. Two"), values, Column.NUMBER, "", "en")
    made = plotted.figure(plane)
    go.Figure({"data": made["data"], "layout": made["layout"]}, skip_invalid=False)
    assert [trace["text"] for trace in made["data"]] == [["A"], ["B"]]
    assert made["data"][1]["hovertext"] == "B. Two<br>Effort: 90<br>Benefit: 80"


def test_labels_are_never_markup() -> None:
    """Plotly reads labels as markup."""
    made = plotted.figure(drawn(BAR, 2))
    assert "Option &lt;0&gt; &amp; co" in made["layout"]["yaxis"]["ticktext"][0]


@pytest.mark.parametrize("module", [as_html, as_interactive])
def test_both_pages_are_html_as_it_should_be(summary: Summary, resumen: Summary, module: object) -> None:
    """A strict parser has nothing to say."""
    for told in (summary, resumen):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(module.write(told).decode())  # type: ignore[attr-defined]
        assert [error[1] for error in parser.errors] == []
