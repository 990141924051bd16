"""Templates that want more than paper: each is refused with its reason, and harms nothing."""

from __future__ import annotations

import base64
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from server.exports.template import sandbox
from server.exports.template.sandbox import MEGABYTE, Limits
from server.exports.template.trouble import TemplateRefused
from tests.exports.template.paper import packed, replaced, written

# A template that eats time is given two seconds of it, so that the tests need not wait.
SHORT = Limits(cpu=1, patience=20)
RELATIONS = "word/_rels/document.xml.rels"
DATA: dict[str, Any] = {
    **dict.fromkeys(("title", "heading"), "A title"),
    "agenda": [{"title": "One", "polls": []}],
    "polls": [],
    "words": {"attendance": "Attendance"},
}


def refused(template: bytes, data: dict[str, Any] = DATA) -> set[str]:
    """The sorts of trouble with a template."""
    with pytest.raises(TemplateRefused) as found:
        sandbox.fill("summary", template, data, {}, SHORT)
    return {trouble.sort for trouble in found.value.troubles}


# What the child does with a job, for many templates one after the other: its limits are those of a child.
MANY = """
import base64, json, sys
from server.exports.template import child, engine
child._confine({"memory": 768 * 2**20, "cpu": 60, "written": 60 * 2**20})
found = []
jobs = json.load(sys.stdin)
for job in jobs:
    try:
        child._work(job)
        found.append([])
    except engine.Refused as refused:
        found.append([trouble.sort for trouble in refused.troubles])
    except MemoryError:
        found.append(["memory"])
print(json.dumps(found))
"""


def refused_each(*templates: bytes) -> list[set[str]]:
    """The sorts of trouble with each of several templates, of which one process says everything."""
    common = {"work": "one", "sort": "summary", "data": [DATA], "properties": {}, "names": []}
    jobs = [{**common, "template": base64.b64encode(one).decode()} for one in templates]
    done = subprocess.run(
        [sys.executable, "-c", MANY], input=json.dumps(jobs), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return [set(sorts) for sorts in json.loads(done.stdout)]


WAYS_OUT = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ title.__class__ }}",
    "{{ title['__class__'] }}",
    "{{ title|attr('__class__') }}",
    "{{ title['_' ~ '_class_' ~ '_'] }}",
    "{{ '{0.__class__}'.format(title) }}",
    "{{ ('%s' ~ 'x').__mod__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__ }}",
    "{{ namespace(a=1).__init__ }}",
    "{{ self.__init__ }}",
    "{{ range.__self__ }}",
    "{% include '/etc/passwd' %}",
    "{% import '/etc/passwd' as x %}",
    "{% extends '/etc/passwd' %}",
    "{{ agenda.append(1) }}",
    "{{ words.update({'a': 1}) }}",
    "{{ words.pop('attendance') }}",
    "{{ agenda[0].__setitem__('title', 'x') }}",
    "{{ title.encode().__class__ }}",
    "{{ get_flashed_messages() }}",
    "{{ config }}",
    "{% set x = title.__doc__ %}{{ x }}",
    "{{ [title]|map(attribute='__class__')|list }}",
    "{{ title|safe }}",
    "{% debug %}",
    "{% macro m() %}{{ m.__globals__ }}{% endmacro %}{{ m() }}",
    "{% for k in words.__class__.__mro__ %}{{ k }}{% endfor %}",
)


def test_no_way_out_of_the_data() -> None:
    """Neither classes nor globals nor files of the machine; nothing is changed either."""
    for tag, found in zip(WAYS_OUT, refused_each(*map(written, WAYS_OUT)), strict=True):
        assert found, tag
        assert found <= {"forbidden", "unknown", "failed", "syntax", "loop"}, tag
    assert refused(written(WAYS_OUT[0])) == {"forbidden"}


TOO_MUCH = (
    "{{ 'a' * 10**9 }}",
    "{{ ('a' * 10**9)|length }}",
    "{% for i in range(10**9) %}a{% endfor %}",
    "{{ '%0999999999d' % 1 }}",
    "{{ title.ljust(10**9) }}",
    "{{ title.center(10**10) }}",
    "{{ [0] * 10**9 }}",
    "{{ title.replace('', 'x' * 10**8) }}",
)


def test_large_values_are_not_made() -> None:
    """Neither texts nor lists nor ranges without end."""
    for tag, found in zip(TOO_MUCH, refused_each(*map(written, TOO_MUCH)), strict=True):
        assert found, tag
        assert found <= {"memory", "failed", "forbidden", "unknown"}, tag


@pytest.mark.parametrize(
    "tag",
    [
        "{{ 'a' * 10**9 }}",
        "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        "{% for i in range(99999) %}{% for j in range(99999) %}a{% endfor %}{% endfor %}",
        "{{ 10**(10**8) }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ title" + "|upper" * 3000 + " }}",
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{% if 1 %}" * 600 + "{% endif %}" * 600,
        "{{ 'a,'.join(range(99999)|list * 9999) }}",
    ],
)
def test_time_and_memory_end(tag: str) -> None:
    """Loops, large texts and deep nesting end with the child, not with the server."""
    assert refused(written(tag)) <= {"memory", "time", "deep", "failed", "forbidden", "unknown"}


def test_a_zip_that_unpacks_to_too_much() -> None:
    """Sixty megabytes of nothing in sixty kilobytes."""
    bomb = packed(written("{{ title }}"), {"word/media/image1.png": bytes(60_000_000)}, level=9)
    assert len(bomb) < 200_000
    assert refused(bomb) == {"unpacked"}


def test_a_text_that_unpacks_to_too_much() -> None:
    """The text itself may not be endless."""
    change = replaced("word/document.xml", b"<w:body>", b"<w:body>" + b" " * 13_000_000)
    assert refused(packed(written("{{ title }}"), change=change)) == {"unpacked"}


def test_a_file_that_says_it_is_small() -> None:
    """A header that lies about the size is found out."""
    data = bytearray(packed(written("{{ title }}"), {"word/a.xml": b"<a>" + b" " * 100_000 + b"</a>"}))
    for sign, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.find(b"word/a.xml", data.find(sign))
        start = data.rfind(sign, 0, place if sign == b"PK\x03\x04" else len(data))
        data[start + at : start + at + 4] = (10).to_bytes(4, "little")
    assert refused(bytes(data)) <= {"unreadable", "unpacked"}


def laughing(part: str) -> bytes:
    """A billion laughs, and a file of the machine, in one part of a document."""

    def change(name: str, text: bytes) -> bytes:
        if name != part:
            return text
        laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, (b"&l%d;" % (n - 1)) * 10) for n in range(1, 10))
        kind = b'<!DOCTYPE a [<!ENTITY l0 "ha">' + laughs + b'<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        end = text.index(b"?>") + 2
        return text[:end] + kind + text[end:]

    return packed(written("{{ title }}"), change=change)


def test_entities_are_refused() -> None:
    """A document of Word declares none."""
    parts = ("word/document.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels")
    assert refused_each(*map(laughing, parts)) == [{"entities"}] * len(parts)


OUTSIDE = (
    ("attachedTemplate", "https://example.org/evil.dotm", "outside"),
    ("image", "https://example.org/pixel.png", "outside"),
    ("image", "file://server/share/a.png", "outside"),
    ("oleObject", "https://example.org/a.xlsx", "outside"),
    ("aFChunk", "https://example.org/a.html", "outside"),
    ("hyperlink", "file:///etc/passwd", "link"),
    ("hyperlink", "javascript:alert(1)", "link"),
    ("hyperlink", "\\\\server\\share", "link"),
)


def leading(sort: str, target: str) -> bytes:
    """A document that leads to something outside."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + sort
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    change = replaced(RELATIONS, b"</Relationships>", relation.encode())
    return packed(written("{{ title }}"), change=change)


def test_nothing_is_loaded_from_outside() -> None:
    """Word would fetch it when somebody opens the summary."""
    found = refused_each(*(leading(sort, target) for sort, target, _ in OUTSIDE))
    assert found == [{expected} for *_, expected in OUTSIDE]


def test_macros_and_programs_are_refused() -> None:
    """By what the parts are called; and a .docm that was given another name, by its type."""
    parts = ("vbaProject.bin", "activeX/activeX1.xml", "embeddings/oleObject1.bin", "afchunk.mht")
    named = [packed(written("{{ title }}"), {f"word/{name}": b"<a/>"}) for name in parts]
    change = replaced(
        "[Content_Types].xml",
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    templates = (*named, packed(written("{{ title }}"), change=change))
    assert refused_each(*templates) == [{"macros"}] * len(templates)


FIELDS = ("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe", 'INCLUDETEXT "/etc/passwd"', "INCLUDEPICTURE http://a/b.png")


def fetching(field: str) -> bytes:
    """A document with this field, whose instruction is cut into two runs."""
    cut = len(field) // 3
    runs = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in (field[:cut], field[cut:]))
    change = replaced("word/document.xml", b"<w:sectPr", f"<w:p>{runs}</w:p><w:sectPr".encode())
    return packed(written("{{ title }}"), change=change)


def test_fields_that_fetch_are_refused() -> None:
    """Word would fetch when somebody prints the summary."""
    assert refused_each(*map(fetching, FIELDS)) == [{"field"}] * len(FIELDS)


def test_what_is_no_document_is_refused() -> None:
    """An old .doc, a PDF, half a file."""
    sound = written("{{ title }}" * 500)
    place = sound.index(b"word/document.xml") + 40
    torn = sound[:place] + b"\xff\x07\xff" * 5 + sound[place + 15 :]
    files = (b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0" * 200, torn)
    assert refused_each(*files) == [{"unreadable"}] * len(files)


def test_a_large_file_is_not_even_read() -> None:
    """Five megabytes are a lot of logo."""
    assert refused(bytes(sandbox.LARGEST + 1)) == {"large"}


def test_what_people_wrote_is_text() -> None:
    """Tags and markup in an answer come out as they were written."""
    hostile = "{{ 7*7 }} {% raise %} <b>&amp; </w:t> 'a'"
    made = sandbox.fill("summary", written("{{ title }}", header="{{ title }}"), {**DATA, "title": hostile}, {})
    document = Document(io.BytesIO(made))
    assert document.paragraphs[0].text == hostile
    assert document.sections[0].header.paragraphs[0].text == hostile


def test_the_child_can_open_nothing(tmp_path: Path) -> None:
    """What got out of the engine would still be in a process that cannot open a file, a socket or a process."""
    program = """
import os, socket, subprocess, sys
from server.exports.template.child import _confine
_confine({"memory": 768 * 2**20, "cpu": 5, "written": 2**20})
found = []
for name, attempt in {
    "read": lambda: open("/etc/passwd"),
    "write": lambda: open(sys.argv[1], "w"),
    "socket": lambda: socket.socket(),
    "process": lambda: subprocess.run(["id"]),
    "pipe": os.pipe,
}.items():
    try:
        attempt()
        found.append(name)
    except OSError:
        pass
print(found)
"""
    target = tmp_path / "planted"
    done = subprocess.run(
        [sys.executable, "-c", program, str(target)], capture_output=True, text=True, check=False, close_fds=True
    )
    assert done.stdout.strip() == "[]", done.stderr
    assert not target.exists()


def test_the_child_knows_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its surroundings hold no password and no address of the store."""
    seen: dict[str, Any] = {}
    real = subprocess.Popen

    def spy(*arguments: Any, **options: Any) -> Any:
        seen.update(options)
        return real(*arguments, **options)

    monkeypatch.setattr(subprocess, "Popen", spy)
    monkeypatch.setenv("HEMICYCLE_ADMIN_PASSWORD", "correct horse")
    sandbox.check("summary", written("{{ title }}"), DATA)
    assert set(seen["env"]) == {"LC_ALL", "PYTHONDONTWRITEBYTECODE"}
    assert "correct horse" not in str(seen["env"])


def test_one_that_hangs_is_ended() -> None:
    """By its own id, when patience is over; nothing of it is left."""
    before = set(_children())
    endless = written("{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}")
    with pytest.raises(TemplateRefused) as found:
        sandbox.fill("summary", endless, DATA, {}, Limits(cpu=60, patience=2, memory=768 * MEGABYTE))
    assert {trouble.sort for trouble in found.value.troubles} == {"time"}
    assert set(_children()) <= before


def _children() -> list[int]:
    own = str(os.getpid())
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if words[1] == own:
            found.append(int(entry.parent.name))
    return found
