"""Words: spellings, merges, the cloud."""

from __future__ import annotations

from server.domain import counts
from server.domain.kind import Gathered
from server.domain.language import ENGLISH
from server.domain.moderation import Decisions, gather
from server.kinds.words import Words, WordsDefinition, WordsTally

WORDS = Words()
THREE = WordsDefinition(3)


def written(*answers: list[str]) -> dict[str, int]:
    return counts.add(*(WORDS.counts(THREE, WORDS.accept(THREE, {"word": words})) for words in answers))


def tally(stored: counts.Counts, decisions: Decisions | None = None, people: int = 5) -> WordsTally:
    return WORDS.tally(THREE, gather(stored, people, (), decisions or Decisions(), WORDS.moderated))


def shown(result: WordsTally) -> list[tuple[str, int]]:
    return [(word.text, word.count) for word in result.words]


def test_the_commonest_spelling_is_shown() -> None:
    """Case and accents fall together, and the spelling that most people used stands for all."""
    stored = written(["Firma Digital"], ["firma digital"], ["firma digital"], ["FIRMA DIGITAL"])
    assert shown(tally(stored)) == [("firma digital", 4)]


def test_equal_spellings_are_decided_alike_in_every_order() -> None:
    """The careful one wins a tie: with its accents, then with its capitals."""
    assert shown(tally(written(["política"], ["politica"]))) == [("política", 2)]
    assert shown(tally(written(["zoom"], ["Zoom"]))) == [("Zoom", 2)]
    assert shown(tally(written(["Zoom"], ["zoom"]))) == [("Zoom", 2)]


def test_a_merged_word_shows_the_spelling_of_its_target() -> None:
    """“IA” in another language is counted with its target, which keeps its own commonest spelling."""
    stored = written(["AI"], ["AI"], ["IA"], ["Inteligencia artificial"], ["inteligencia artificial"])
    merged = Decisions(merged={"ai": "ia", "ia": "inteligencia artificial"})
    assert shown(tally(stored, merged)) == [("Inteligencia artificial", 5)]


def test_a_target_that_nobody_wrote_is_shown_as_it_is_named() -> None:
    """A moderator may name what two words mean."""
    assert shown(tally(written(["AI"], ["IA"]), Decisions(merged={"ai": "a.i.", "ia": "a.i."}))) == [("a.i.", 2)]


def test_a_merge_is_undone_by_taking_the_decision_back() -> None:
    """The counts that are kept never change."""
    stored = written(["AI"], ["IA"])
    tally(stored, Decisions(merged={"ai": "ia"}))
    assert shown(tally(stored)) == [("AI", 1), ("IA", 1)]


def test_hidden_and_held_words_are_not_shown() -> None:
    """Before moderation nothing is seen that nobody approved."""
    stored = written(["good"], ["bad"])
    assert shown(tally(stored, Decisions(hidden=frozenset({"bad"})))) == [("good", 1)]
    assert shown(tally(stored, Decisions(approved=frozenset({"good"}), first=True))) == [("good", 1)]


def test_spellings_for_the_desk() -> None:
    """Every field that people wrote, as it is shown."""
    assert WORDS.spellings(written(["IA"], ["ia"], ["ia"], ["Nube"])) == {"ia": "ia", "nube": "Nube"}


def test_nothing_is_lost_in_the_table() -> None:
    """Short words, every script and the least frequent of many are all there."""
    many = [f"word {n}" for n in range(150)]
    stored = written(["X"], ["外交"], ["العربية"], ["🤖"], *([word] for word in many))
    table = WORDS.table(THREE, tally(stored), ENGLISH)
    assert {row[0] for row in table.rows} == {"X", "外交", "العربية", "🤖", *many}


def test_cloud_and_table_agree() -> None:
    """The words of the cloud carry the counts of the table, at most eighty, and the rest is named."""
    stored = written(*([f"word {n}"] for n in range(100)), ["word 3"], ["word 3"], ["<b>"])
    result = tally(stored)
    figure = WORDS.figure(THREE, result, ENGLISH)
    words = figure.data[0]
    rows = WORDS.table(THREE, result, ENGLISH).rows
    assert list(zip(words["text"], words["customdata"], strict=True))[:2] == [("word 3", 3), ("&lt;b&gt;", 1)]
    assert list(words["customdata"]) == [row[1] for row in rows[:80]]
    assert figure.layout["meta"] == {"layout": "cloud", "more": "and {n} more", "rest": len(rows) - 80}


def test_compared_words_are_those_of_either_round() -> None:
    """A word that came up later was at nought before."""
    figure = WORDS.compare(THREE, [("Before", tally(written(["a"], ["b"]))), ("Now", tally(written(["c"])))], ENGLISH)
    assert (
        figure.sentence
        == "Compared: Before (5 people) and Now (5 people). c: 0% and 100%; a: 50% and 0%; b: 50% and 0%."
    )


def test_no_answers_are_calm() -> None:
    """An empty cloud says what will be there."""
    assert WORDS.figure(THREE, WORDS.tally(THREE, Gathered()), ENGLISH).data[0]["text"] == [
        "No words yet. They will appear here."
    ]


def test_where_all_is_held_nobody_is_told_that_nobody_answered() -> None:
    """Neither on the page nor below it; and without answers it is said that words will come."""
    held = tally({}, people=59)
    assert WORDS.table(WordsDefinition(), held, ENGLISH).base == "Nothing of what was written is shown so far."
    assert WORDS.figure(WordsDefinition(), held, ENGLISH).data[0]["text"] == [
        "Nothing of what was written is shown so far."
    ]
    none = WORDS.figure(WordsDefinition(), tally({}, people=0), ENGLISH)
    assert none.data[0]["text"] == ["No words yet. They will appear here."]
