"""The lists of an agenda file that several of its parts share: bounded lists, unique names, links and people."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from server.domain.language import LanguageMap
from server.domain.messages import message
from server.domain.reader import Reader
from server.domain.workshop import Link, Person

# Far above what a meeting has, and low enough that no file can fill the memory or a page.
MOST_LINKS = 100
MOST_PEOPLE = 100
MOST_TEXTS = 100
LONGEST_NAME = 200  # characters
LONGEST_TITLE = 500  # characters
LONGEST_URL = 2_000  # characters; what every browser and mail program carries

_SCHEMES = ("http", "https", "mailto")
_LINK_KINDS = ("recording", "webcast", "background")


def bounded(reader: Reader, key: str, most: int) -> Iterator[Reader]:
    """The mappings in a list; none of them where there are more than `most`, which is a fault."""
    return reader.parts(key) if _fits(reader, key, most) else iter(())


def texts(reader: Reader, key: str, most: int = MOST_TEXTS) -> tuple[LanguageMap, ...]:
    """The texts in a list; none of them where there are more than `most`, which is a fault."""
    return reader.words_list(key) if _fits(reader, key, most) else ()


def unique(reader: Reader, seen: set[str], key: str = "id") -> str:
    """An id that nothing in `seen` has, where it is then kept; an id that comes again is a fault."""
    name = reader.identifier(key)
    if name and name in seen:
        reader.fault(key, message("The id “%(id)s” is used twice.", id=name))
    seen.add(name)
    return name


def read_links(reader: Reader, key: str = "links") -> tuple[Link, ...]:
    """A list of links, each with its title."""
    return tuple(_read_link(part) for part in bounded(reader, key, MOST_LINKS))


def read_people(reader: Reader, key: str) -> tuple[Person, ...]:
    """A list of people with their roles and links."""
    return tuple(_read_person(part) for part in bounded(reader, key, MOST_PEOPLE))


def _fits(reader: Reader, key: str, most: int) -> bool:
    value = reader.value(key)
    if isinstance(value, list) and len(value) > most:
        reader.fault(
            key, message("This list has %(n)s entries; at most %(most)s are allowed.", n=len(value), most=most)
        )
        return False
    return True


def _read_link(reader: Reader) -> Link:
    link = Link(
        reader.words("title", required=True, longest=LONGEST_TITLE),
        _read_url(reader, "url"),
        reader.word("kind", _LINK_KINDS, "") if reader.has("kind") else "",
    )
    reader.finish()
    return link


def _read_person(reader: Reader) -> Person:
    person = Person(
        reader.text("name", required=True, longest=LONGEST_NAME),
        reader.words("role", longest=LONGEST_TITLE),
        read_links(reader),
    )
    reader.finish()
    return person


def _read_url(reader: Reader, key: str) -> str:
    url = reader.text(key, required=True, longest=LONGEST_URL)
    if url and not _is_safe(url):
        reader.fault(key, message("This must be a whole address that begins with https://, http:// or mailto:."))
    return url


def _is_safe(url: str) -> bool:
    if " " in url or "\\" in url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in _SCHEMES and bool(parts.path if parts.scheme == "mailto" else parts.hostname)
