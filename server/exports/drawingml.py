"""A chart as Office keeps it: a part of DrawingML, and the workbook that staff open when they edit the data.

Every default is written out, because the programs that read charts do not agree on what an absent element means.
Nothing here is particular to Word: the same parts serve a slide.
"""

from __future__ import annotations

import io
from xml.sax.saxutils import escape

import xlsxwriter

from server.domain.table import Column
from server.exports import plane
from server.exports.chart import BAR, COLUMN, DOUGHNUT, SCATTER, STACKED, Chart, Series, full, upright
from server.exports.chart_labels import LEGEND, WIDE, bars, height, labels, shown
from server.exports.chart_xml import (
    CATEGORY_AXIS,
    INK,
    NO_TICKS,
    PAGE,
    QUIET,
    RULE,
    SHEET,
    VALUE_AXIS,
    Look,
    cache,
    fill,
    text,
)
from server.exports.locales import tag

BOOK_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "remove_timezone": True,
}
NUMBER_FORMATS = {Column.COUNT: "#,##0", Column.SHARE: "0%", Column.NUMBER: "0.00", Column.LABEL: "General"}
_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def part(chart: Chart, look: Look = PAGE, width: float = WIDE) -> bytes:
    """The chart part at a width in centimetres; its relationship rId1 must lead to the workbook."""
    chart = shown(chart, width) if look.text == 1 else upright(chart)
    several = len(chart.series) > 1 or chart.kind == DOUGHNUT
    return (
        f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<c:chartSpace {_SPACES}>"
        f'<c:date1904 val="0"/><c:lang val="{tag(chart.language)}"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{_layout(chart, several, look, width)}{_drawn(chart, look)}'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>{_legend(chart, look) if several else ''}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{text(1000, INK, look)}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


def workbook(chart: Chart) -> bytes:
    """The data of the chart: labels in the first column, one more column per series."""
    chart = upright(chart)
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, BOOK_OPTIONS)
    sheet = book.add_worksheet(SHEET)
    sheet.set_column(0, 0, 40)
    number = book.add_format({"num_format": NUMBER_FORMATS[chart.column]})
    for row, category in enumerate(chart.categories, 1):
        sheet.write_string(row, 0, category)
    for column, series in enumerate(chart.series, 1):
        sheet.write_string(0, column, series.name)
        for row, value in enumerate(series.values, 1):
            sheet.write_number(row, column, value, number)
    book.close()
    return file.getvalue()


def _layout(chart: Chart, legend: bool, look: Look, width: float) -> str:
    """Where the plot stands, as parts of the whole; a legend above takes the first tenth or so."""
    if chart.kind in (DOUGHNUT, COLUMN, SCATTER):
        return "<c:layout/>"
    top = (look.legend or min(LEGEND / height(chart, width), 0.5)) if legend else 0.0
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{labels(chart):g}"/><c:y val="{top:.4f}"/><c:w val="{bars(chart):g}"/><c:h val="{1 - top:.4f}"/>'
        "</c:manualLayout></c:layout>"
    )


def _legend(chart: Chart, look: Look) -> str:
    place = "r" if chart.kind in (DOUGHNUT, SCATTER) else "t"
    # The programs would give a legend above less than the whole width, and break it into lines that the plot covers.
    layout = (
        '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0"/><c:y val="0"/><c:w val="1"/>'
        f'<c:h val="{look.legend * 0.8:.4f}"/></c:manualLayout></c:layout>'
        if look.legend and place == "t"
        else ""
    )
    return f'<c:legend><c:legendPos val="{place}"/>{layout}<c:overlay val="0"/>{text(900, QUIET, look)}</c:legend>'


def _drawn(chart: Chart, look: Look) -> str:
    return plane.plot(chart, look) if chart.kind == SCATTER else _plot(chart, look)


def _plot(chart: Chart, look: Look) -> str:
    series = "".join(_series(chart, place, one, look) for place, one in enumerate(chart.series))
    if chart.kind == DOUGHNUT:
        return (
            f'<c:doughnutChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="0"/><c:holeSize val="58"/>'
            "</c:doughnutChart>"
        )
    upright, stacked = chart.kind == COLUMN, chart.kind == STACKED
    return (
        f'<c:barChart><c:barDir val="{"col" if upright else "bar"}"/>'
        f'<c:grouping val="{"percentStacked" if stacked else "clustered"}"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="{60 if len(chart.series) > 1 else 75}"/><c:overlap val="{100 if stacked else 0}"/>'
        f'<c:axId val="{CATEGORY_AXIS}"/><c:axId val="{VALUE_AXIS}"/></c:barChart>'
        f"{_category_axis(upright, look)}{_value_axis(chart, upright)}"
    )


def _category_axis(upright: bool, look: Look) -> str:
    """The labels; bars run from the top down, as the options stand in the question."""
    return (
        f'<c:catAx><c:axId val="{CATEGORY_AXIS}"/>'
        f'<c:scaling><c:orientation val="{"minMax" if upright else "maxMin"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"b" if upright else "l"}"/>'
        f'<c:numFmt formatCode="General" sourceLinked="0"/>{NO_TICKS}<c:tickLblPos val="low"/>'
        f'<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="{RULE}"/></a:solidFill></a:ln></c:spPr>'
        f'{text(900, INK, look, level=upright)}<c:crossAx val="{VALUE_AXIS}"/><c:crosses val="autoZero"/>'
        '<c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(chart: Chart, upright: bool) -> str:
    """Not shown, for every bar bears its number; it begins at nought."""
    number = "0%" if chart.kind == STACKED else NUMBER_FORMATS[chart.column]
    end = full(chart)
    most = "" if end is None else f'<c:max val="{end:g}"/>'
    return (
        f'<c:valAx><c:axId val="{VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>{most}<c:min val="0"/>'
        "</c:scaling>"
        f'<c:delete val="1"/><c:axPos val="{"l" if upright else "b"}"/>'
        f'<c:numFmt formatCode="{number}" sourceLinked="0"/>{NO_TICKS}<c:tickLblPos val="nextTo"/>'
        f'<c:crossAx val="{CATEGORY_AXIS}"/><c:crosses val="{"autoZero" if upright else "max"}"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def _series(chart: Chart, place: int, series: Series, look: Look) -> str:
    column, last = chr(ord("B") + place), len(chart.categories) + 1
    ring = chart.kind == DOUGHNUT
    points = "".join(
        f'<c:dPt><c:idx val="{at}"/><c:bubble3D val="0"/>{fill(color, look, "FFFFFF")}</c:dPt>'
        for at, color in enumerate(chart.colors)
    )
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f>'
        f"<c:strCache>{cache([escape(series.name)])}</c:strCache></c:strRef></c:tx>"
        + ("" if ring else f'{fill(series.color, look)}<c:invertIfNegative val="0"/>')
        + f"{points}{_labels(chart, series, look)}"
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f>"
        f"<c:strCache>{cache([escape(category) for category in chart.categories])}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f>"
        f"<c:numCache><c:formatCode>{NUMBER_FORMATS[chart.column]}</c:formatCode>"
        f"{cache([repr(value) for value in series.values])}</c:numCache></c:numRef></c:val></c:ser>"
    )


def _labels(chart: Chart, series: Series, look: Look) -> str:
    """The value at every bar. A doughnut takes no position for it at all, and stacked bars only the centre."""
    place = {BAR: "outEnd", COLUMN: "outEnd", STACKED: "ctr"}.get(chart.kind)
    position = f'<c:dLblPos val="{place}"/>' if place else ""
    color = label_color(chart, series)
    # Among many steps a nought would be printed over its neighbours; above a number that nobody gave it says nothing.
    number = "#,##0;;" if chart.kind in (STACKED, DOUGHNUT) or chart.axis else NUMBER_FORMATS[chart.column]
    leaders = '<c:showLeaderLines val="0"/>' if chart.kind == DOUGHNUT else ""
    return (
        f'<c:dLbls><c:numFmt formatCode="{number}" sourceLinked="0"/>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{text(900, color, look)}{position}"
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        f'<c:showPercent val="0"/><c:showBubbleSize val="0"/>{leaders}</c:dLbls>'
    )


def label_color(chart: Chart, series: Series) -> str:
    """White within what is dark; ink beside bars and above columns."""
    return "FFFFFF" if chart.kind == DOUGHNUT or (chart.kind == STACKED and _dark(series.color)) else INK


def _dark(color: str) -> bool:
    red, green, blue = (int(color[at : at + 2], 16) for at in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 140
