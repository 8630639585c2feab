"""For all tests: how often properties are tried, and how seldom the collector of cycles looks.

The suite tries the same examples each time, so that what it says of a commit is said of it
tomorrow. New ones are looked for on purpose: by the fuzzers of ``tests/trust``, and by
``JOBSEARCH_EXAMPLES=50 pytest``, which tries every property fifty times as often, at random.
"""

import gc
import os

from hypothesis import given, settings
from hypothesis import strategies as st

_TIMES = int(os.environ.get("JOBSEARCH_EXAMPLES", "0"))

settings.register_profile("suite", max_examples=40, derandomize=not _TIMES)
settings.load_profile("suite")


def pytest_collection_modifyitems(items):
    """Try each property as many times more as the environment asks for."""
    seen = set()
    for item in items if _TIMES else ():
        tried = getattr(item.function, "__func__", item.function)
        usual = getattr(tried, "_hypothesis_internal_use_settings", None)
        if usual is None or id(tried) in seen:
            continue
        seen.add(id(tried))
        tried._hypothesis_internal_use_settings = settings(
            usual, max_examples=usual.max_examples * _TIMES, deadline=None
        )


@given(st.none())
def _first_property(_none):
    """Have Hypothesis make what it makes once: it warns if the collector can't see who holds it."""


def pytest_collection_finish():
    """Leave what was loaded and collected alone: it would be gone through again and again."""
    _first_property()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
