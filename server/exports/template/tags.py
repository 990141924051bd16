"""Reads the tags of a template without running any of them: where each stands, and whether there is what it names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from server.exports.template.shape import ANY, BLOCK, Shape
from server.exports.template.trouble import Place, Trouble

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_QUOTES = str.maketrans("“”‘’", "\"\"''")
AROUND = 60  # letters of the text around a tag
# What the engine itself and the tags of loops know.
_GIVEN: dict[str, Shape] = {"loop": ANY, "range": ANY, "true": ANY, "false": ANY, "none": ANY}


class Places:
    """Where the tags of one part stand, in the order of the text."""

    def __init__(self, part: str, root: Any) -> None:
        self.part = part
        self._found: dict[str, list[Place]] = {}
        self._written: dict[str, list[str]] = {}
        self.count = 0
        self.open: list[Trouble] = []
        for place, text in _paragraphs(part, root):
            for tag in TAG.findall(text):
                self._found.setdefault(_key(tag), []).append(replace(place, text=_around(text, tag)))
                self._written.setdefault(_key(tag), []).append(tag)
                self.count += 1
            # A tag that is not closed is none, and has a place all the same.
            rest = TAG.sub("", text)
            for opening in re.findall(r"\{\{[^{]*|\{%[^{]*", rest):
                found = " ".join(opening.split())[:AROUND]
                self.open.append(Trouble("open", found, found, replace(place, text=_around(text, opening))))

    def of(self, tag: str, turn: int) -> Place:
        """The place of the tag with this text, the turn-th of its like."""
        places = self._found.get(_key(tag), [])
        return places[min(turn, len(places) - 1)] if places else Place(self.part)

    def written(self, tag: str, turn: int) -> str:
        """The tag as the template has it, with the letter of what it repeats."""
        tags = self._written.get(_key(tag), [])
        return " ".join(tags[min(turn, len(tags) - 1)].split()) if tags else " ".join(tag.split())


def numbered(source: str) -> tuple[str, list[tuple[str, int]]]:
    """The source with each tag on a line of its own number, and of every tag its text and turn among its like.

    The line of a fault is then the number of its tag, counted from 1 with line 1 before the first.
    """
    tags: list[tuple[str, int]] = []
    seen: Counter[str] = Counter()

    def on_a_line(match: re.Match[str]) -> str:
        tag = match[0]
        tags.append((tag, seen[_key(tag)]))
        seen[_key(tag)] += 1
        return "\n" + " ".join(tag.split())

    return TAG.sub(on_a_line, source.replace("\n", " ")), tags


def _key(tag: str) -> str:
    """What two writings of the same tag have in common: docxtpl moves the letter of what a tag repeats."""
    inside = tag.translate(_QUOTES).strip("{}%#- \n")
    return re.sub(r"\s+", "", re.sub(r"^(tr|tc|p|r)\s+", "", inside))


def _around(text: str, tag: str) -> str:
    at = text.find(tag)
    start, end = max(0, at - AROUND), at + len(tag) + AROUND
    return ("…" if start else "") + " ".join(text[start:end].split()) + ("…" if end < len(text) else "")


def _paragraphs(part: str, root: Any) -> Iterator[tuple[Place, str]]:
    """Every paragraph with its place: within a table by the cell of the outermost one."""
    tables = [table for table in root.iter(f"{_W}tbl") if _above(table, "tbl") is None]
    outside = 0
    for paragraph in root.iter(f"{_W}p"):
        text = "".join(str(run.text or "") for run in paragraph.iter(f"{_W}t"))
        cell, table = _outermost(paragraph)
        if table is None:
            outside += 1
            yield Place(part, paragraph=outside), text
            continue
        row = cell.getparent()
        rows = [one for one in table.iter(f"{_W}tr") if _outermost(one)[1] in (None, table)]
        yield (
            Place(
                part,
                table=tables.index(table) + 1,
                row=rows.index(row) + 1 if row in rows else 0,
                column=[one for one in row if one.tag == f"{_W}tc"].index(cell) + 1 if cell in list(row) else 0,
            ),
            text,
        )


def _above(element: Any, name: str) -> Any:
    return next(element.iterancestors(f"{_W}{name}"), None)


def _outermost(element: Any) -> tuple[Any, Any]:
    """The cell and the table around an element, the outermost ones; None where it stands in no table."""
    cells, tables = list(element.iterancestors(f"{_W}tc")), list(element.iterancestors(f"{_W}tbl"))
    return (cells[-1] if cells else None), (tables[-1] if tables else None)


def check(
    source: str, places: Places, shape: Mapping[str, Shape], environment: ImmutableSandboxedEnvironment
) -> list[Trouble]:
    """What is wrong with the tags of a part: one that cannot be read, or everything that names what there is not."""
    if places.open:
        return places.open
    text, tags = numbered(source)

    def at(line: int) -> tuple[str, Place]:
        tag, turn = tags[line - 2] if 2 <= line <= len(tags) + 1 else ("", 0)
        return places.written(tag, turn), places.of(tag, turn)

    try:
        tree = environment.parse(text)
    except TemplateSyntaxError as fault:
        tag, place = at(fault.lineno)
        return [_syntax(str(fault.message or ""), tag, place, tags, places)]
    walk = _Walk()
    walk.body(tree.body, {**_GIVEN, **shape})
    found = []
    for sort, name, line in walk.faults:
        tag, place = at(line)
        whole = bool(_WHOLE.match(tag))
        if sort in ("block", "inline") and (sort == "inline") is not whole:
            continue
        found.append(Trouble(sort, name, tag, place))
    return found


_WHOLE = re.compile(r"\{\{p\s")
_UNKNOWN_END = re.compile(r"unknown tag '(end\w+|else|elif)'")


def _syntax(reason: str, tag: str, place: Place, tags: list[tuple[str, int]], places: Places) -> Trouble:
    if found := _UNKNOWN_END.search(reason):
        return Trouble("stray", found[1], tag, place)
    if reason.startswith(("Unexpected end of template", "unexpected end of template")):
        opened = _open(tags)
        if opened:
            text = places.written(*opened)
            return Trouble("unclosed", text, text, places.of(*opened))
    return Trouble("syntax", reason.rstrip("."), tag, place)


def _open(tags: list[tuple[str, int]]) -> tuple[str, int] | None:
    """The last tag that was begun and never ended."""
    stack: list[tuple[str, int]] = []
    for tag, turn in tags:
        words = re.match(r"\{%-?\s*(?:(?:tr|tc|p|r)\s+)?(\w+)", tag)
        if words is None:
            continue
        if words[1] in ("for", "if", "macro", "call", "filter", "with"):
            stack.append((tag, turn))
        elif words[1].startswith("end") and stack:
            stack.pop()
    return stack[-1] if stack else None


class _Walk:
    """Goes through the tags as a reader does, with the shapes of the names known so far."""

    def __init__(self) -> None:
        self.faults: list[tuple[str, str, int]] = []

    def body(self, many: list[nodes.Node], names: dict[str, Shape]) -> None:
        for node in many:
            self._node(node, names)

    def _node(self, node: nodes.Node, names: dict[str, Shape]) -> None:
        match node:
            case nodes.For():
                element = self._element(node, names)
                inner = {**names, **dict.fromkeys(_targets(node.target), ANY)}
                if isinstance(node.target, nodes.Name):
                    inner[node.target.name] = element
                if node.test is not None:
                    self.shape(node.test, inner)
                self.body(node.body, inner)
                self.body(node.else_, names)
            case nodes.Assign():
                found = self.shape(node.node, names)
                names.update(dict.fromkeys(_targets(node.target), ANY))
                if isinstance(node.target, nodes.Name):
                    names[node.target.name] = found
            case nodes.Macro():
                names[node.name] = ANY
                self.body(node.body, {**names, **{argument.name: ANY for argument in node.args}, "caller": ANY})
            case nodes.With():
                values = [self.shape(value, names) for value in node.values]
                inner = dict(names)
                for target, value in zip(node.targets, values, strict=True):
                    if isinstance(target, nodes.Name):
                        inner[target.name] = value
                self.body(node.body, inner)
            case nodes.Include() | nodes.Import() | nodes.FromImport() | nodes.Extends() | nodes.Block():
                self.faults.append(("forbidden", type(node).__name__.lower(), node.lineno))
            case nodes.If():
                self.shape(node.test, names)
                for part in (node.body, list[nodes.Node](node.elif_), node.else_):
                    self.body(part, names)
            case nodes.Output():
                for one in node.nodes:
                    self._printed(one, names)
            case nodes.Expr():
                self.shape(node, names)
            case _:
                self.body(list(node.iter_child_nodes()), names)

    def _printed(self, node: nodes.Node, names: dict[str, Shape]) -> None:
        if isinstance(node, nodes.TemplateData):
            return
        found = self.shape(node, names)
        sort = "block" if found is BLOCK else "inline"
        # Which of the two is wrong depends on how the tag is written; the caller knows.
        self.faults.append((sort, _told(node), node.lineno))

    def _element(self, node: nodes.For, names: dict[str, Shape]) -> Shape:
        found = self.shape(node.iter, names)
        if found is ANY:
            return ANY
        if isinstance(found, list):
            return found[0]
        self.faults.append(("loop", _told(node.iter), node.lineno))
        return ANY

    def shape(self, node: nodes.Node, names: dict[str, Shape]) -> Shape:
        """What an expression is; unknown names in it are noted."""
        match node:
            case nodes.Name():
                if node.name not in names:
                    self.faults.append(("unknown", node.name, node.lineno))
                    return ANY
                return names[node.name]
            case nodes.Getattr():
                return self._part(self.shape(node.node, names), node.attr, node)
            case nodes.Getitem():
                owner = self.shape(node.node, names)
                if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
                    return self._part(owner, node.arg.value, node)
                self.shape(node.arg, names)
                return owner[0] if isinstance(owner, list) else ANY
            case nodes.Filter() if node.node is not None:
                owner = self.shape(node.node, names)
                for argument in node.args:
                    self.shape(argument, names)
                if node.name in ("first", "last", "random"):
                    return owner[0] if isinstance(owner, list) else ANY
                return owner if node.name in ("list", "sort", "reverse", "selectattr", "rejectattr") else ANY
            case _:
                for child in node.iter_child_nodes():
                    self.shape(child, names)
                return ANY

    def _part(self, owner: Shape, name: str, node: nodes.Node) -> Shape:
        if name.startswith("_"):
            self.faults.append(("forbidden", name, node.lineno))
            return ANY
        if isinstance(owner, dict):
            if name in owner:
                return owner[name]
            self.faults.append(("unknown", _told(node), node.lineno))
        elif owner is not ANY:
            self.faults.append(("unknown", _told(node), node.lineno))
        return ANY


def _targets(target: nodes.Node) -> list[str]:
    return [name.name for name in [target, *target.find_all(nodes.Name)] if isinstance(name, nodes.Name)]


def _told(node: nodes.Node) -> str:
    """An expression as a person wrote it, as far as it is made of names."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_told(node.node)}.{node.attr}"
        case nodes.Getitem() if isinstance(node.arg, nodes.Const):
            return f"{_told(node.node)}[{node.arg.value!r}]"
        case _:
            return "…"
