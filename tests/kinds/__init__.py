"""The kinds: one contract for all of them, and what each has of its own."""

import pytest

pytest.register_assert_rewrite("tests.kinds.contract")
