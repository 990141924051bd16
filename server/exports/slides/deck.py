"""A presentation that grows slide by slide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from server.exports import drawingml
from server.exports.chart import Chart
from server.exports.chart_xml import Look
from server.exports.grid import Grid
from server.exports.slides import shapes, theme
from server.exports.slides.package import DECLARATION, Package, Part
from server.exports.slides.shapes import SPACES, Box, Words

_TYPE = "application/vnd.openxmlformats-officedocument"
_SHOWN = f"{_TYPE}.presentationml"
_SLIDE_ID = 256
_NOTES_WIDTH, _NOTES_HEIGHT = 540, 720


class Slide:
    """One slide: shapes are added in the order in which they are read out."""

    def __init__(self, deck: Deck, part: Part) -> None:
        self.deck = deck
        self.part = part
        self.tag = deck.tag
        self.chart_word = deck.chart_word
        self.footer = deck.footer
        self.notes: list[str] = []
        self._shapes: list[str] = []
        self._next = 2

    def _number(self) -> int:
        self._next += 1
        return self._next - 1

    def place(self, name: str, sort: str, index: int, words: Sequence[Words], anchor: str = "") -> None:
        """Fill a place of the layout."""
        text = shapes.body(words, self.tag, anchor=anchor)
        self._shapes.append(shapes.placeholder(self._number(), name, sort, index, text))

    def text(self, name: str, box: Box, words: Sequence[Words], *, anchor: str = "t", wrap: bool = True) -> None:
        text = shapes.body(words, self.tag, anchor=anchor, wrap=wrap)
        self._shapes.append(shapes.text_box(self._number(), name, box, text))

    def chart(self, drawn: Chart, box: Box, look: Look) -> None:
        """A chart that can be edited, with its workbook."""
        part = self.deck.chart(drawn, look)
        relation = self.part.relate("chart", part)
        number = self._number()
        self._shapes.append(shapes.chart(number, f"{self.chart_word} {number}", drawn.alt, box, relation))

    def table(self, grid: Grid, box: Box, widths: Sequence[float], *, size: float, row: float, alt: str) -> None:
        number = self._number()
        shape = shapes.table(number, alt, alt, box, grid, widths, size, row, self.tag)
        self._shapes.append(shape)

    def picture(self, data: bytes, ending: str, alt: str, box: Box) -> None:
        relation = self.part.relate("image", self.deck.image(data, ending))
        number = self._number()
        self._shapes.append(shapes.picture(number, alt, alt, box, relation))

    def discs(self, name: str, alt: str, box: Box, discs: Sequence[tuple[Box, str, str, float, float]]) -> None:
        """Discs that say one thing together: place, inside, edge, the edge's weight, opacity."""
        number = self._number()
        inner = "".join(
            shapes.ellipse(self._number(), name, place, inside, edge, weight, alpha=alpha)
            for place, inside, edge, weight, alpha in discs
        )
        self._shapes.append(shapes.group(number, name, alt, box, inner))

    def link(self, address: str) -> str:
        """The relationship that leads to an address."""
        return self.part.relate("hyperlink", address)

    def finish(self, number: int) -> None:
        """The foot, which is read last; the first slide has none."""
        if self.footer and number > 1:
            text = shapes.body([Words(self.footer)], self.tag)
            self._shapes.append(shapes.placeholder(self._number(), "Footer", "ftr", 20, text))
            field = theme.number_field(self.tag, number)
            self._shapes.append(shapes.placeholder(self._number(), "Slide number", "sldNum", 21, field))
        self.part.data = theme.slide("".join(self._shapes)).encode()


class Deck:
    """The package of a presentation with its master; slides are added to it."""

    def __init__(self, tag: str, accent: str, layouts: Sequence[str], chart_word: str, footer: str) -> None:
        self._tag = tag
        self.speak(tag, chart_word, footer)
        self.slides: list[Slide] = []
        self._package = Package()
        self._images: dict[bytes, Part] = {}
        self._charts = 0
        self._main = self._package.add("ppt/presentation.xml", f"{_SHOWN}.presentation.main+xml")
        self._package.root.relate("officeDocument", self._main)
        self._master(accent, layouts)
        self._notes_master(accent)

    def _master(self, accent: str, names: Sequence[str]) -> None:
        add = self._package.add
        master = self._master_part = add("ppt/slideMasters/slideMaster1.xml", f"{_SHOWN}.slideMaster+xml")
        self._layouts = [
            add(f"ppt/slideLayouts/slideLayout{number}.xml", f"{_SHOWN}.slideLayout+xml", xml)
            for number, xml in enumerate(theme.layouts(names), 1)
        ]
        ids = [master.relate("slideLayout", layout) for layout in self._layouts]
        for layout in self._layouts:
            layout.relate("slideMaster", master)
        look = add("ppt/theme/theme1.xml", f"{_TYPE}.theme+xml", theme.theme("Hemicycle", accent))
        master.relate("theme", look)
        master.data = theme.master(ids).encode()
        self._main.relate("slideMaster", master)
        self._main.relate("theme", look)
        plain = f"{DECLARATION}<p:{{0}} {SPACES}{{1}}/>"
        props = add("ppt/presProps.xml", f"{_SHOWN}.presProps+xml", plain.format("presentationPr", ""))
        view = add("ppt/viewProps.xml", f"{_SHOWN}.viewProps+xml", plain.format("viewPr", ""))
        styles = add(
            "ppt/tableStyles.xml",
            f"{_SHOWN}.tableStyles+xml",
            f'{DECLARATION}<a:tblStyleLst xmlns:a="{shapes.A}" def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>',
        )
        for sort, part in (("presProps", props), ("viewProps", view), ("tableStyles", styles)):
            self._main.relate(sort, part)

    def _notes_master(self, accent: str) -> None:
        add = self._package.add
        part = self._notes = add("ppt/notesMasters/notesMaster1.xml", f"{_SHOWN}.notesMaster+xml", theme.notes_master())
        part.relate("theme", add("ppt/theme/theme2.xml", f"{_TYPE}.theme+xml", theme.theme("Notes", accent)))
        self._main.relate("notesMaster", part)

    def speak(self, tag: str, chart_word: str, footer: str) -> None:
        """The language of the slides that are added from here on, the word for a chart in it, and what stands below."""
        self.tag, self.chart_word, self.footer = tag, chart_word, footer

    def slide(self, layout: int) -> Slide:
        """A new slide at the end."""
        number = len(self.slides) + 1
        part = self._package.add(f"ppt/slides/slide{number}.xml", f"{_SHOWN}.slide+xml")
        part.relate("slideLayout", self._layouts[layout])
        self._main.relate("slide", part)
        made = Slide(self, part)
        self.slides.append(made)
        return made

    def chart(self, drawn: Chart, look: Look) -> Part:
        self._charts += 1
        part = self._package.add(
            f"ppt/charts/chart{self._charts}.xml", f"{_TYPE}.drawingml.chart+xml", drawingml.part(drawn, look)
        )
        book = self._package.add(
            f"ppt/embeddings/Microsoft_Excel_Worksheet{self._charts}.xlsx", data=drawingml.workbook(drawn)
        )
        # The first relationship of a new part is rId1, which the chart part names.
        part.relate("package", book)
        return part

    def image(self, data: bytes, ending: str) -> Part:
        """A picture; the same one is kept once."""
        if data not in self._images:
            self._images[data] = self._package.add(f"ppt/media/image{len(self._images) + 1}.{ending}", data=data)
        return self._images[data]

    def _write_notes(self, slide: Slide, number: int) -> None:
        """The notes of a slide, which only who presents can see."""
        part = self._package.add(f"ppt/notesSlides/notesSlide{number}.xml", f"{_SHOWN}.notesSlide+xml")
        part.relate("notesMaster", self._notes)
        part.relate("slide", slide.part)
        slide.part.relate("notesSlide", part)
        image = (
            '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr>'
            '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
            '</p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
        )
        text = shapes.body([Words(line) for line in slide.notes], slide.tag, pad=True)
        part.data = theme.notes(image + shapes.placeholder(3, "Notes", "body", 3, text)).encode()

    def save(self, title: str, subject: str, at: datetime) -> bytes:
        """The file."""
        for number, slide in enumerate(self.slides, 1):
            slide.finish(number)
            if slide.notes:
                self._write_notes(slide, number)
        self._main.data = self._presentation().encode()
        self._properties(title, subject, at)
        return self._package.pack(at)

    def _presentation(self) -> str:
        main = self._main
        ids = "".join(
            f'<p:sldId id="{_SLIDE_ID + at}" r:id="{main.relate("slide", slide.part)}"/>'
            for at, slide in enumerate(self.slides)
        )
        size, paper = Box(0, 0, shapes.WIDTH, shapes.HEIGHT), Box(0, 0, _NOTES_WIDTH, _NOTES_HEIGHT)
        return (
            f'{DECLARATION}<p:presentation {SPACES} saveSubsetFonts="1">'
            f'<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="{main.relate("slideMaster", self._master_part)}"/>'
            "</p:sldMasterIdLst><p:notesMasterIdLst>"
            f'<p:notesMasterId r:id="{main.relate("notesMaster", self._notes)}"/>'
            f"</p:notesMasterIdLst><p:sldIdLst>{ids}</p:sldIdLst>"
            f'<p:sldSz cx="{size.width * shapes.POINT}" cy="{size.height * shapes.POINT}"/>'
            f'<p:notesSz cx="{paper.width * shapes.POINT}" cy="{paper.height * shapes.POINT}"/>'
            f"<p:defaultTextStyle>{theme.default_text(self._tag)}</p:defaultTextStyle></p:presentation>"
        )

    def _properties(self, title: str, subject: str, at: datetime) -> None:
        moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        times = "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
        )
        core = self._package.add(
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(title[:255])}</dc:title><dc:subject>{escape(subject[:255])}</dc:subject><dc:creator></dc:creator>"
            f"{times}<dc:language>{self._tag}</dc:language></cp:coreProperties>",
        )
        self._package.root.relate(
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", core
        )
        app = self._package.add(
            "docProps/app.xml",
            f"{_TYPE}.extended-properties+xml",
            f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            f"<TotalTime>0</TotalTime><PresentationFormat>16:9</PresentationFormat><Slides>{len(self.slides)}</Slides>"
            f"<Notes>{sum(bool(one.notes) for one in self.slides)}</Notes></Properties>",
        )
        self._package.root.relate("extended-properties", app)
