"""One connection cannot talk the others down."""

from __future__ import annotations

from server.live.flood import BURST, PATIENCE, PER_SECOND, Bucket, Verdict


def test_a_quick_hand_is_fine() -> None:
    """A burst, then as many a second as the bucket gets back."""
    bucket = Bucket()
    assert {bucket.take(0.0) for _ in range(int(BURST))} == {Verdict.FINE}
    # A little slower than the bucket fills, so that rounding does not decide.
    assert [bucket.take(n / (PER_SECOND - 1)) for n in range(1, 50)] == [Verdict.FINE] * 49


def test_a_flood_is_slowed_and_then_sent_away() -> None:
    """Everything beyond the burst waits, and who goes on is closed."""
    bucket = Bucket()
    verdicts = [bucket.take(0.0) for _ in range(int(BURST) + PATIENCE + 1)]
    assert verdicts[int(BURST)] is Verdict.SLOW
    assert verdicts[-1] is Verdict.CLOSE
    assert verdicts.count(Verdict.SLOW) == PATIENCE


def test_patience_comes_back() -> None:
    """Who was slowed and then behaves is forgiven."""
    bucket = Bucket()
    for _ in range(int(BURST) + 10):
        bucket.take(0.0)
    assert bucket.over == 10
    for second in range(1, 31):
        assert bucket.take(float(second)) is Verdict.FINE
    assert bucket.over == 0
