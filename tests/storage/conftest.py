"""A file in a folder of its own and the programs that open it."""

import pytest

from tests.storage.stores import Programs


@pytest.fixture
def programs(tmp_path) -> Programs:
    return Programs(tmp_path / "jobsearch-tui" / "store.json")
