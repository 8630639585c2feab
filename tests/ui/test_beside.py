"""Work beside the app: whoever waits for it is always told how it ended."""

import pytest

from jobsearch_tui.errors import SyncError
from jobsearch_tui.ui.beside import beside


async def test_what_the_job_returns_comes_back():
    assert await beside(lambda: "done", "job") == "done"


@pytest.mark.parametrize(
    "error", [SyncError("offline"), OSError("the mount is dead"), RuntimeError("a mistake")]
)
async def test_what_the_job_raises_is_raised_where_it_is_waited_for(error):
    def job():
        raise error

    with pytest.raises(type(error), match=str(error)):
        await beside(job, "job")
