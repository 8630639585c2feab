"""For all tests: how often properties are tried, and how seldom the collector of cycles looks."""

import gc

from hypothesis import settings

# The fuzzers of tests/trust try the same, a hundred thousand times each.
settings.register_profile("suite", max_examples=40)
settings.load_profile("suite")


def pytest_collection_finish():
    """Leave what was loaded and collected alone: it would be gone through again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
