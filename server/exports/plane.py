"""Places on a plane as a chart of DrawingML: each row a disc with its letter, and its name in the legend."""

from __future__ import annotations

from xml.sax.saxutils import escape

from server.exports.chart import CATEGORIES, Chart
from server.exports.chart_xml import (
    CATEGORY_AXIS,
    INK,
    NO_TICKS,
    QUIET,
    RULE,
    SHEET,
    VALUE_AXIS,
    Look,
    cache,
    fill,
    text,
)


def plot(chart: Chart, look: Look) -> str:
    """Each row as a disc with its letter on a plane from 0 to 100: a series of its own, so that the legend names it."""
    across, up = chart.series
    series = "".join(
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef><c:f>{SHEET}!$A${at + 2}</c:f>'
        f"<c:strCache>{cache([escape(name)])}</c:strCache></c:strRef></c:tx>"
        '<c:spPr><a:ln w="19050"><a:noFill/></a:ln></c:spPr>'
        f'<c:marker><c:symbol val="circle"/><c:size val="{round(13 * look.text)}"/>'
        f"{fill(CATEGORIES[at % len(CATEGORIES)], look, 'FFFFFF')}</c:marker>{_letter(name, look)}"
        f"<c:xVal>{_number(f'$B${at + 2}', across.values[at])}</c:xVal>"
        f'<c:yVal>{_number(f"$C${at + 2}", up.values[at])}</c:yVal><c:smooth val="0"/></c:ser>'
        for at, name in enumerate(chart.categories)
    )
    axes = _plane_axis(CATEGORY_AXIS, VALUE_AXIS, "b", across.name, look) + _plane_axis(
        VALUE_AXIS, CATEGORY_AXIS, "l", up.name, look
    )
    return (
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{series}'
        f'<c:axId val="{CATEGORY_AXIS}"/><c:axId val="{VALUE_AXIS}"/></c:scatterChart>{axes}'
    )


def _number(cell: str, value: float) -> str:
    held = f"<c:formatCode>0.00</c:formatCode>{cache([repr(value)])}"
    return f"<c:numRef><c:f>{SHEET}!{cell}</c:f><c:numCache>{held}</c:numCache></c:numRef>"


def _letter(name: str, look: Look) -> str:
    """The letter before the name of an item, within its disc; nothing where the name begins with none."""
    shown = "".join(
        f'<c:{what} val="{value}"/>'
        for what, value in (
            *(("showLegendKey", 0), ("showVal", 0), ("showCatName", 0), ("showSerName", 0)),
            *(("showPercent", 0), ("showBubbleSize", 0)),
        )
    )
    letter, dot, _ = name.partition(".")
    if not dot or len(letter) > 2:
        return f"<c:dLbls>{shown}</c:dLbls>"
    size = round(900 * look.text / 50) * 50
    shown_as = (
        f'<c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{size}" b="1"/></a:pPr><a:r>'
        f'<a:rPr lang="en-US" sz="{size}" b="1">'
        f'<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:rPr><a:t>{escape(letter)}</a:t></a:r></a:p>'
        "</c:rich></c:tx>"
    )
    own = shown.replace('showSerName val="0"', 'showSerName val="1"')
    return (
        f'<c:dLbls><c:dLbl><c:idx val="0"/>{shown_as}<c:dLblPos val="ctr"/>{own}</c:dLbl>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{text(900, 'FFFFFF', look, bold=True)}"
        f'<c:dLblPos val="ctr"/>{shown}</c:dLbls>'
    )


def _plane_axis(own: int, other: int, place: str, title: str, look: Look) -> str:
    """An axis from 0 to 100 with its name; a hairline at every quarter."""
    size = round(900 * look.text / 50) * 50
    turned = ' rot="-5400000" vert="horz"' if place == "l" else ""
    named = (
        f'<c:title><c:tx><c:rich><a:bodyPr{turned}/><a:p><a:pPr><a:defRPr sz="{size}" b="0"/></a:pPr>'
        f'<a:r><a:rPr lang="en-US" sz="{size}" b="0"><a:solidFill><a:srgbClr val="{INK}"/></a:solidFill></a:rPr>'
        f'<a:t>{escape(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )
    return (
        f'<c:valAx><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/><c:max val="100"/>'
        '<c:min val="0"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{place}"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill>'
        f'<a:srgbClr val="CFD0CA"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>{named}'
        f'<c:numFmt formatCode="0" sourceLinked="0"/>{NO_TICKS}<c:tickLblPos val="nextTo"/>'
        f'<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="{RULE}"/></a:solidFill></a:ln></c:spPr>'
        f"{text(900, QUIET, look)}"
        f'<c:crossAx val="{other}"/><c:crosses val="min"/><c:crossBetween val="midCat"/>'
        '<c:majorUnit val="25"/></c:valAx>'
    )
