"""What every chart of DrawingML is written with: colours, texts, the cached values, and how large it is set."""

from __future__ import annotations

from dataclasses import dataclass

from server.exports.chart import COBALT, ROUNDS

INK, QUIET, RULE = "15181C", "454B53", "7B8087"
SHEET = "Data"
CATEGORY_AXIS, VALUE_AXIS = 111111111, 222222222

# How much of the accent is in it and in its paler forms, in hundredths.
TINTS = {COBALT: 100, ROUNDS[1]: 60, ROUNDS[0]: 35}


@dataclass(frozen=True, slots=True)
class Look:
    """How a chart is set: `text` times the sizes of a page, the height of a legend above in parts of the whole,

    and whether cobalt is the first accent of the theme, which staff may change, or stays what it is.
    """

    text: float = 1.0
    legend: float = 0.0
    themed: bool = False


PAGE = Look()


def text(size: int, color: str, look: Look, *, bold: bool = False, level: bool = False) -> str:
    """Properties of text: hundredths of a point on a page, and the body face of the document's theme.

    `level` says that it is never turned, however little room it has.
    """
    turned = '<a:bodyPr rot="0" vert="horz"/>' if level else "<a:bodyPr/>"
    size = round(size * look.text / 50) * 50
    return (
        f'<c:txPr>{turned}<a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="{int(bold)}"><a:solidFill>'
        f'<a:srgbClr val="{color}"/></a:solidFill><a:latin typeface="+mn-lt"/><a:cs typeface="+mn-cs"/></a:defRPr>'
        '</a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )


def _accent(color: str) -> str:
    """The accent of the theme, or a paler one."""
    kept = TINTS[color]
    paler = f'<a:lumMod val="{kept}000"/><a:lumOff val="{100 - kept}000"/>' if kept < 100 else ""
    return f'<a:schemeClr val="accent1">{paler}</a:schemeClr>'


def fill(color: str, look: Look, edge: str = "") -> str:
    line = f'<a:solidFill><a:srgbClr val="{edge}"/></a:solidFill>' if edge else "<a:noFill/>"
    within = _accent(color) if look.themed and color in TINTS else f'<a:srgbClr val="{color}"/>'
    return f'<c:spPr><a:solidFill>{within}</a:solidFill><a:ln w="9525">{line}</a:ln></c:spPr>'


def cache(values: list[str]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in enumerate(values))
    return f'<c:ptCount val="{len(values)}"/>{points}'


NO_TICKS = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
