"""The cloud on a slide: sizes and places."""

from __future__ import annotations

from itertools import combinations

from server.exports.slides.placing import LARGEST, LEAST, place, weight
from server.kinds.draw.ground import HEIGHT, WIDTH
from server.kinds.draw.type import width

WORDS = tuple((f"word number {n}" if n % 3 else "ay" * (1 + n % 4), 30 - n) for n in range(26))


def test_words_do_not_meet_and_stand_inside() -> None:
    """Every word has its own place within the ground."""
    sizes, places = place(WORDS, False)
    boxes = []
    for (text, _), size, spot in zip(WORDS, sizes, places, strict=True):
        assert spot
        half = width(text, size, weight(size)) / 2
        assert half <= spot[0] <= WIDTH - half
        assert size * 0.49 <= spot[1] <= HEIGHT - size * 0.49
        boxes.append((*spot, half, size * 0.49))
    for one, other in combinations(boxes, 2):
        beside = abs(one[0] - other[0]) >= one[2] + other[2]
        above = abs(one[1] - other[1]) >= one[3] + other[3]
        assert beside or above


def test_size_follows_the_count() -> None:
    """By its power of three quarters, from the largest down to the least that the hall can read."""
    sizes, _ = place((("a", 16), ("b", 4), ("c", 1)), False)
    assert sizes[0] == LARGEST
    assert sizes[1] == round(LARGEST * 0.25**0.75, 5)
    assert sizes[2] == LEAST
    assert [weight(size) for size in (96, 50, 40, 28)] == [700, 600, 500, 400]


def test_the_commonest_stands_in_the_middle() -> None:
    """And the picture is the same for the same words."""
    assert place(WORDS, False)[1][0] == (WIDTH / 2, HEIGHT / 2)
    place.cache_clear()
    assert place(WORDS, False) == place(WORDS, False)


def test_what_finds_no_place_gives_way() -> None:
    """Long words leave their place to others, and nothing is moved onto anything."""
    words = tuple(("w" * 40 + str(n), 100 - n) for n in range(80))
    sizes, places = place(words, False)
    assert len(sizes) == len(places) == 80
    assert 0 < sum(spot is not None for spot in places) < 80
