"""The master of the presentation: its colours and faces, and the layouts on which its slides stand.

Ink on paper, one serif face that comes with Office, and one accent for what the room said. The smallest text is 14
points, which the back row can read.
"""

from __future__ import annotations

from collections.abc import Sequence

from server.exports.chart import CATEGORIES
from server.exports.slides.package import DECLARATION
from server.exports.slides.shapes import HAIR, INK, QUIET, SPACES, Box, attribute, fill

FACE, COMPLEX_FACE = "Cambria", "Times New Roman"
SMALLEST = 14  # points
MARGIN = 48
KICKER = Box(MARGIN, 30, 864, 22)
TITLE = Box(MARGIN, 54, 864, 74)
OUTCOME = Box(MARGIN, 432, 864, 56)
FOOTER, NUMBER = Box(MARGIN, 504, 700, 20), Box(812, 504, 100, 20)
FRONT_TITLE, FRONT_TEXT = Box(64, 118, 500, 190), Box(64, 322, 500, 150)
# What places of the layouts are called within the file.
AT_KICKER, AT_OUTCOME, AT_FRONT = 10, 11, 1
FRONT, RESULT, PLAIN = 0, 1, 2

_COLORS = (
    *(("dk1", "15181C"), ("lt1", "FFFFFF"), ("dk2", "454B53"), ("lt2", "CFD0CA")),
    *((f"accent{number}", color) for number, color in enumerate(CATEGORIES[:6], 1)),
    *(("hlink", CATEGORIES[0]), ("folHlink", "454B53")),
)


def theme(name: str, accent: str) -> str:
    """The theme; `accent` is the colour of what the room said."""
    colors = "".join(
        f'<a:{place}><a:srgbClr val="{accent if place in ("accent1", "hlink") else color}"/></a:{place}>'
        for place, color in _COLORS
    )
    face = f'<a:latin typeface="{FACE}"/><a:ea typeface=""/><a:cs typeface="{COMPLEX_FACE}"/>'
    plain = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525" cap="flat" cmpd="sng" algn="ctr">{plain}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name={attribute(name)}>'
        f'<a:themeElements><a:clrScheme name="Hemicycle">{colors}</a:clrScheme>'
        f'<a:fontScheme name="Hemicycle"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont>'
        "</a:fontScheme>"
        f'<a:fmtScheme name="Hemicycle"><a:fillStyleLst>{plain * 3}</a:fillStyleLst><a:lnStyleLst>'
        f"{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{plain * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
_OVERRIDE = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"


def tree(shapes: str, *, name: str = "", ground: bool = False) -> str:
    """The shapes of a slide, a layout or a master."""
    named = f" name={attribute(name)}" if name else ""
    paper = (
        '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
        if ground
        else ""
    )
    return f"<p:cSld{named}>{paper}<p:spTree>{_GROUP}{shapes}</p:spTree></p:cSld>"


def slide(shapes: str) -> str:
    return f"{DECLARATION}<p:sld {SPACES}>{tree(shapes)}{_OVERRIDE}</p:sld>"


def notes(shapes: str) -> str:
    return f"{DECLARATION}<p:notes {SPACES}>{tree(shapes)}{_OVERRIDE}</p:notes>"


def _level(size: float, color: str, *, bold: bool = False, align: str = "l") -> str:
    return (
        f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:lnSpc><a:spcPct val="95000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr sz="{round(size * 100)}" b="{int(bold)}">'
        f"{fill(color)}</a:defRPr></a:lvl1pPr>"
    )


def _place(number: int, name: str, kind: str, box: Box, level: str, anchor: str, text: str = "") -> str:
    shown = text or f'<a:p><a:r><a:rPr lang="en-US"/><a:t>{name}</a:t></a:r></a:p>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={attribute(name)}/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>{box.xml}</a:xfrm>"
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{level}</a:lstStyle>{shown}</p:txBody></p:sp>"
    )


_FIELD = (
    '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
    '<a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld></a:p>'
)


def default_text(tag: str) -> str:
    """How a text that stands free looks."""
    levels = "".join(
        f'<a:lvl{level}pPr marL="0" algn="l" rtl="0"><a:defRPr sz="1800">{fill(INK)}'
        f'<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{level}pPr>'
        for level in range(1, 10)
    )
    return f'<a:defPPr><a:defRPr lang="{tag}"/></a:defPPr>{levels}'


def number_field(tag: str, number: int) -> str:
    """The number of the slide as a field, which programs keep right when slides are moved."""
    return (
        "<p:txBody><a:bodyPr/><a:lstStyle/>"
        f'<a:p><a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="{tag}"/><a:t>'
        f"{number}</a:t>"
        "</a:fld></a:p></p:txBody>"
    )


def _foot(first: int) -> str:
    """The title of the meeting and the number of the slide."""
    small = _level(SMALLEST, QUIET)
    return _place(first, "Footer", 'type="ftr" sz="quarter" idx="20"', FOOTER, small, "ctr") + _place(
        first + 1,
        "Slide number",
        'type="sldNum" sz="quarter" idx="21"',
        NUMBER,
        _level(SMALLEST, QUIET, align="r"),
        "ctr",
        _FIELD,
    )


def _rule(number: int) -> str:
    """The hairline above the foot: the one ornament, and it divides."""
    box = Box(MARGIN, 498, 864, 0)
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" name="Rule"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/>'
        "</p:nvCxnSpPr>"
        f'<p:spPr><a:xfrm>{box.xml}</a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="9525">{fill(HAIR)}</a:ln></p:spPr></p:cxnSp>'
    )


def master(layouts: Sequence[str]) -> str:
    """The master; `layouts` are the ids of the relationships to its layouts."""
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + at}" r:id="{one}"/>' for at, one in enumerate(layouts))
    text = Box(MARGIN, 138, 864, 350)
    shapes = (
        _place(2, "Title", 'type="title"', TITLE, "", "t")
        + _place(3, "Text", 'type="body" idx="1"', text, "", "t")
        + _foot(4)
    )
    body = "".join(
        f'<a:lvl{level}pPr marL="{228600 * level}" indent="-228600" algn="l" rtl="0"><a:spcBef>'
        '<a:spcPts val="600"/></a:spcBef>'
        f'<a:buFont typeface="Arial"/><a:buChar char="•"/><a:defRPr sz="{2000 if level == 1 else 1800}">{fill(INK)}'
        f'<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{level}pPr>'
        for level in range(1, 10)
    )
    other = "".join(
        f'<a:lvl{level}pPr marL="0" algn="l" rtl="0"><a:defRPr sz="1800">{fill(INK)}'
        f'<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{level}pPr>'
        for level in range(1, 10)
    )
    return (
        f"{DECLARATION}<p:sldMaster {SPACES}>{tree(shapes, ground=True)}{MAP}<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>"
        '<p:hf hdr="0" dt="0"/><p:txStyles><p:titleStyle><a:lvl1pPr algn="l" rtl="0"><a:lnSpc>'
        '<a:spcPct val="95000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPct val="0"/></a:spcBef><a:buNone/><a:defRPr sz="2800" b="1">{fill(INK)}'
        '<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/></a:defRPr>'
        "</a:lvl1pPr></p:titleStyle>"
        f"<p:bodyStyle>{body}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def layouts(names: Sequence[str]) -> Sequence[str]:
    """The layouts in the order of FRONT, RESULT and PLAIN, by what staff read when they choose one."""
    front = _place(2, "Title", 'type="ctrTitle"', FRONT_TITLE, _level(40, INK, bold=True), "b") + _place(
        3, "Text", 'type="subTitle" idx="1"', FRONT_TEXT, _level(20, QUIET), "t"
    )
    head = _place(2, "Title", 'type="title"', TITLE, "", "t") + _place(
        3, "Agenda item", f'type="body" sz="quarter" idx="{AT_KICKER}"', KICKER, _level(SMALLEST, QUIET), "b"
    )
    outcome = _place(4, "Outcome", f'type="body" sz="quarter" idx="{AT_OUTCOME}"', OUTCOME, _level(20, INK), "ctr")
    return [
        _layout(names[FRONT], "title", front),
        _layout(names[RESULT], "", head + outcome + _rule(5) + _foot(6)),
        _layout(names[PLAIN], "", head + _rule(5) + _foot(6)),
    ]


def _layout(name: str, sort: str, shapes: str) -> str:
    kind = f' type="{sort}"' if sort else ' userDrawn="1"'
    return f'{DECLARATION}<p:sldLayout {SPACES}{kind} preserve="1">{tree(shapes, name=name)}{_OVERRIDE}</p:sldLayout>'


def notes_master() -> str:
    """The page that the notes are printed on: the slide above, the text below."""
    image, text = Box(66, 60, 408, 230), Box(54, 320, 432, 340)
    picture = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>{image.xml}</a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr></p:sp>'
    )
    words = _place(3, "Notes", 'type="body" sz="quarter" idx="3"', text, "", "t")
    style = "".join(
        f'<a:lvl{level}pPr marL="0" algn="l" rtl="0"><a:defRPr sz="1200">{fill(INK)}<a:latin typeface="+mn-lt"/>'
        f'<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{level}pPr>'
        for level in range(1, 10)
    )
    return (
        f"{DECLARATION}<p:notesMaster {SPACES}>{tree(picture + words, ground=True)}{MAP}"
        f"<p:notesStyle>{style}</p:notesStyle></p:notesMaster>"
    )
