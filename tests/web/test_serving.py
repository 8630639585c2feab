"""The app in a browser: who is let in, and what they can do there."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

aiohttp = pytest.importorskip("aiohttp", reason="needs the extra web")
pytest.importorskip("textual_serve", reason="needs the extra web")

from jobsearch_tui.domain.records import Activity  # noqa: E402
from tests.ui.host import DANA, SEARCH, fill, open_store  # noqa: E402
from tests.web.browser import chromium, tab  # noqa: E402

PANES = ("1 Agencies", "2 Recruiters", "3 Ads", "4 Interviews")
FROM_ELSEWHERE = ("http://fonts.", "https://")


@asynccontextmanager
async def served(store: Path, *options: str) -> AsyncIterator[str]:
    """``jobsearch serve`` on a store of its own; the address that it prints."""
    environ = {**os.environ, "HOME": str(store.parent), "PYTHONUNBUFFERED": "1"}
    for name in [one for one in environ if one.startswith("XDG_")]:
        del environ[name]
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "jobsearch_tui", "--store", str(store), "serve", *options),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=environ,
    )
    assert running.stdout is not None
    try:
        async with asyncio.timeout(40):
            line = (await running.stdout.readline()).decode()
        assert line.startswith("Open http://127.0.0.1:"), line
        yield line.split()[1]
    finally:
        running.send_signal(signal.SIGINT)
        async with asyncio.timeout(20):
            await running.wait()


@pytest.fixture
def store(tmp_path) -> Path:
    path = tmp_path / "store.json"
    fill(path, SEARCH)
    return path


class TestWithoutTheToken:
    async def test_nothing_is_served(self, store):
        async with served(store) as address, aiohttp.ClientSession() as session:
            base, _, query = address.partition("/?")
            for path in ("/", "/?token=", "/?token=wrong", "/page.js", "/static/js/textual.js"):
                async with session.get(f"{base}{path}") as answer:
                    assert answer.status == 403
                    assert "jobsearch serve" in await answer.text()
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await session.ws_connect(f"{base}/ws")
            assert refused.value.status == 403
            assert query.startswith("token=")

    async def test_it_opens_once(self, store):
        async with served(store) as address:
            async with visitor() as first, first.get(address) as answer:
                assert answer.status == 200
                assert "page.js" in await answer.text()
                assert answer.headers["Cache-Control"] == "no-store"
                assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            async with visitor() as second, second.get(address) as answer:
                assert answer.status == 403

    @pytest.mark.parametrize(
        "headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}], ids=str
    )
    async def test_a_page_elsewhere_gets_nothing_even_with_the_cookie(self, store, headers):
        async with served(store) as address, visitor() as session:
            async with session.get(address) as answer:
                assert answer.status == 200
            base = address.partition("/?")[0]
            async with session.get(base, headers=headers) as answer:
                assert answer.status == 403


def visitor():
    """Somebody who keeps cookies of addresses that are numbers, as browsers do."""
    return aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))


@pytest.mark.skipif(chromium() is None, reason="not installed: chromium")
class TestInABrowser:
    async def test_the_panes_are_there_and_a_call_can_be_logged(self, store, tmp_path):
        async with served(store) as address, tab(tmp_path / "browser") as page:
            await page.open(address)
            await page.until(lambda text: all(one in text for one in PANES))
            await page.key("2")
            await page.until(lambda text: "Dana Whitfield" in text)
            await page.key("l")
            await page.until(lambda text: "Log" in text and "Enter" in text)
            await page.key("v")
            await page.key("Enter")
            await page.until(lambda text: "Logged a voicemail with Dana Whitfield" in text)
            await page.picture(tmp_path / "picture.png")
            assert (tmp_path / "picture.png").stat().st_size > 10_000
            kept = open_store(store).load()
            logged = [one for one in kept.all(Activity) if DANA.id in one.about]
            assert [one.result for one in logged if one.result][-1:] == ["voicemail"]
            elsewhere = [one for one in page.requests if one.startswith(FROM_ELSEWHERE)]
            assert elsewhere == []
