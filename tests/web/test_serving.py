"""The app in a browser: who is let in, and what they can do there."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from contextlib import suppress
from pathlib import Path

import pytest

aiohttp = pytest.importorskip("aiohttp", reason="needs the extra web")
pytest.importorskip("textual_serve", reason="needs the extra web")

from jobsearch_tui.domain.records import Activity  # noqa: E402
from jobsearch_tui.web import server  # noqa: E402
from tests.ui.host import DANA, SEARCH, fill, open_store  # noqa: E402
from tests.web.browser import chromium, tab, tabs  # noqa: E402
from tests.web.host import key_in, let_in, served, visitor, wire  # noqa: E402

PANES = ("1 Agencies", "2 Recruiters", "3 Ads", "4 Interviews")
FROM_ELSEWHERE = ("http://fonts.", "https://")
TYPED = "vm will ring back"
AT_ONCE = 8.0
"""Seconds that an end may take on a busy machine; a heartbeat that is waited for takes 22."""


def shows_the_panes(text: str) -> bool:
    return all(one in text for one in PANES)


@pytest.fixture
def store(tmp_path) -> Path:
    path = tmp_path / "store.json"
    fill(path, SEARCH)
    return path


class TestWithoutTheToken:
    async def test_nothing_is_served(self, store):
        async with served(store) as running, aiohttp.ClientSession() as session:
            for path in ("/", "/?token=", "/?token=wrong", "/page.js", "/static/js/textual.js"):
                async with session.get(f"{running.base}{path}") as answer:
                    assert answer.status == 403
                    assert "the address that was printed" in await answer.text()
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await session.ws_connect(f"{running.base}/ws")
            assert refused.value.status == 403
            assert "/?token=" in running.address

    async def test_nobody_learns_what_is_served(self, store):
        async with served(store) as running:
            for words in (
                b"GET / HTTP/1.1\r\nHost: 127.0.0.1",
                b"GET / HTTP/1.1\r\nHost: x.example",
            ):
                said = await asked_raw(running.port, words + b"\r\n\r\n")
                assert b"jobsearch" not in said
            async with visitor() as session:
                await let_in(session, running)
                assert [one.key for one in session.cookie_jar if "job" in one.key] == []

    async def test_it_opens_once(self, store):
        async with served(store) as running:
            async with visitor() as first, first.get(running.address) as answer:
                assert answer.status == 200
                assert "page.js" in await answer.text()
                assert answer.headers["Cache-Control"] == "no-store"
                assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            async with visitor() as second, second.get(running.address) as answer:
                assert answer.status == 403

    @pytest.mark.parametrize(
        ("method", "path"), [("HEAD", "/"), ("POST", "/"), ("GET", "/page.js")]
    )
    async def test_only_who_opens_the_page_uses_it_up(self, store, method, path):
        async with served(store) as running, visitor() as session:
            asked = running.address.replace("/?", f"{path}?")
            async with session.request(method, asked) as answer:
                assert answer.status == 403
            assert await let_in(session, running)

    @pytest.mark.parametrize(
        "headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}], ids=str
    )
    async def test_a_page_elsewhere_gets_nothing_even_with_the_cookie(self, store, headers):
        async with served(store) as running, visitor() as session:
            await let_in(session, running)
            async with session.get(running.base, headers=headers) as answer:
                assert answer.status == 403

    @pytest.mark.parametrize(
        "lines",
        [
            b"Host: [::1",
            b"Host: 127.0.0.1\r\nOrigin: http://[::1",
            b"Host: 127.0.0.1\r\nCookie: jobsearch=\xff\xfe",
            b"Host: 127.0.0.1\r\nSec-WebSocket-Protocol: key.\xff",
            b"Host: ",
        ],
        ids=str,
    )
    async def test_what_makes_no_sense_is_refused_as_well(self, store, lines):
        async with served(store) as running:
            said = await asked_raw(running.port, b"GET / HTTP/1.1\r\n" + lines + b"\r\n\r\n")
            assert said.split()[1] in {b"400", b"403"}
            assert b"Traceback" not in said


class TestAConnectionThatNeverAsks:
    async def test_is_closed_after_a_while_and_the_browsers_is_not(self, monkeypatch):
        monkeypatch.setattr(server, "STRANGER", 0.3)
        address = asyncio.get_running_loop().create_future()
        with socket.create_server(("127.0.0.1", 0)) as listening:
            serving = server.AppServer(("false",), listening, address.set_result)
            running = asyncio.create_task(serving._serve())
            _, _, query = (await address).partition("/?")
            browser = await connected(serving.port)
            browser[1].write(f"GET /?{query} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            assert (await browser[0].readline()).split()[1] == b"200"
            reader, writer = await connected(serving.port)
            writer.write(b"GET / HTTP/1.1\r\nHost: 127")
            async with asyncio.timeout(AT_ONCE):
                assert await reader.read() == b""
            assert not browser[1].is_closing()
            browser[1].write(b"GET /page.js HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            async with asyncio.timeout(AT_ONCE):
                await browser[0].readuntil(b"HTTP/1.1 403")
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running
            for one in (writer, browser[1]):
                one.close()


async def connected(port: int):
    return await asyncio.open_connection("127.0.0.1", port)


async def asked_raw(port: int, words: bytes) -> bytes:
    """What is answered to these bytes; the server closes afterwards."""
    reader, writer = await connected(port)
    writer.write(words)
    async with asyncio.timeout(AT_ONCE):
        said = await reader.read()
    writer.close()
    return said


class TestTheCookie:
    """A browser sends it to every port of the machine, to whatever server is there."""

    async def test_of_a_second_server_leaves_the_first_one_open(self, store):
        async with served(store) as first, served(store) as second, visitor() as session:
            await let_in(session, first)
            await let_in(session, second)
            for running in (first, second):
                async with session.get(running.base) as answer:
                    assert answer.status == 200

    async def test_alone_does_not_open_the_app(self, store):
        async with served(store) as running, visitor() as session:
            key = await let_in(session, running)
            for protocols in ((), ("terminal",), ("terminal", "key."), ("terminal", f"key.{key}x")):
                with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                    await session.ws_connect(f"{running.base}/ws", protocols=protocols)
                assert refused.value.status == 403

    async def test_does_not_bring_the_key_a_second_time(self, store):
        async with served(store) as running, visitor() as session:
            assert len(await let_in(session, running)) >= 32
            for address in (running.base, running.address):
                async with session.get(address) as answer:
                    assert key_in(await answer.text()) == ""

    async def test_is_needed_beside_the_key(self, store):
        async with served(store) as running, visitor() as session, visitor() as other:
            key = await let_in(session, running)
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await other.ws_connect(f"{running.base}/ws", protocols=(f"key.{key}",))
            assert refused.value.status == 403


class TestTheEnd:
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
    async def test_comes_at_once_and_what_is_half_typed_is_kept(self, store, number):
        async with served(store) as running, visitor() as session:
            key = await let_in(session, running)
            async with wire(session, running, key) as app:
                await half_typed(app)
                ending = asyncio.create_task(running.ended(number))
                assert await app.until_closed() == aiohttp.WSCloseCode.GOING_AWAY
                assert await ending < AT_ONCE
            own = 0 if number == signal.SIGINT else 128 + number
            assert running.process.returncode == own
            assert is_kept(store)
            assert apps_on(store) == []

    async def test_of_a_server_that_is_killed_is_the_end_of_the_app(self, store):
        async with served(store) as running, visitor() as session:
            key = await let_in(session, running)
            async with wire(session, running, key) as app:
                await half_typed(app)
                await running.ended(signal.SIGKILL)
            async with asyncio.timeout(AT_ONCE):
                while apps_on(store):
                    await asyncio.sleep(0.05)
            assert is_kept(store)

    async def test_of_the_tab_keeps_what_is_half_typed(self, store):
        async with served(store) as running, visitor() as session:
            key = await let_in(session, running)
            async with wire(session, running, key) as app:
                await half_typed(app)
            async with asyncio.timeout(AT_ONCE):
                while len(apps_on(store)) > 1:
                    await asyncio.sleep(0.05)
            assert is_kept(store)

    async def test_of_an_app_that_falls_over_is_told_to_the_page(self, store):
        async with served(store) as running, visitor() as session:
            key = await let_in(session, running)
            async with wire(session, running, key) as app:
                await app.until(shows_the_panes)
                (process,) = set(apps_on(store)) - {running.process.pid}
                os.kill(process, signal.SIGKILL)
                assert await app.until_closed() == aiohttp.WSCloseCode.GOING_AWAY


async def half_typed(app) -> None:
    """Leave a line about Dana half typed."""
    await app.until(shows_the_panes)
    await app.type("2")
    await app.until(lambda text: "Dana Whitfield" in text)
    await app.type("l")
    await app.until(lambda text: "Log" in text and "Enter" in text)
    await app.type(TYPED)
    await app.until(lambda text: TYPED in text)


def is_kept(store: Path) -> bool:
    """Whether the line is in the draft on the disk."""
    return [TYPED in one.read_text() for one in store.parent.rglob("draft*.json")] == [True]


def apps_on(store: Path) -> list[int]:
    """The processes that were started on a store, the server among them."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if str(store).encode() in words and b"jobsearch_tui" in words:
            found.append(int(folder.name))
    return found


class TestThePagesWords:
    @pytest.mark.parametrize(
        "said",
        [
            "not JSON",
            "[" * 100_000,
            "{}",
            '["stdin", 7]',
            '["stdin", "\\ud800"]',
            '["stdin", ""]',
            '["resize", {"width": "wide", "height": null}]',
            '["resize", {"width": 99999999, "height": -5}]',
            '["ping"]',
        ],
        ids=range(9),
    )
    async def test_that_it_cannot_mean_do_no_harm(self, store, said):
        async with served(store) as running, visitor() as session:
            key = await let_in(session, running)
            async with wire(session, running, key) as app:
                await app.until(shows_the_panes)
                await app.socket.send_str(said)
                await app.socket.send_json(["resize", {"width": 100, "height": 30}])
                await app.type("2l")
                await app.until(lambda text: "Log" in text and "Enter" in text)

    async def test_that_are_too_many_at_once_close_the_app(self, store):
        async with served(store) as running, visitor() as session:
            key = await let_in(session, running)
            async with wire(session, running, key) as app:
                await app.until(shows_the_panes)
                await app.type("x" * 2_000_000)
                assert await app.until_closed() == aiohttp.WSCloseCode.MESSAGE_TOO_BIG


def has_ipv6() -> bool:
    """Whether this machine has ::1."""
    try:
        with socket.socket(socket.AF_INET6) as found:
            found.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.mark.skipif(not has_ipv6(), reason="not on this machine: ::1")
class TestOnIPv6:
    async def test_the_address_and_the_tunnel_have_brackets(self, store):
        async with served(store, "--host", "::1") as running, visitor() as session:
            assert running.base.startswith("http://[::1]:")
            await running.says(f"ssh -L {running.port}:[::1]:{running.port} this-machine")
            key = await let_in(session, running)
            async with wire(session, running, key) as app:
                await app.until(shows_the_panes)


@pytest.mark.skipif(chromium() is None, reason="not installed: chromium")
class TestInABrowser:
    async def test_the_panes_are_there_and_a_call_can_be_logged(self, store, tmp_path):
        async with served(store) as running, tab(tmp_path / "browser") as page:
            await page.open(running.address)
            await page.until(shows_the_panes)
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

    async def test_a_reload_and_a_second_tab_are_let_in_and_nobody_else(self, store, tmp_path):
        async with (
            served(store) as running,
            tabs(tmp_path / "one", 2) as (first, second),
            tab(tmp_path / "other") as stranger,
        ):
            await first.open(running.address)
            await first.until(shows_the_panes)
            assert await first.run("location.pathname + location.search + location.hash") == "/"
            assert (
                await first.run("document.documentElement.innerHTML.includes('name=\"key\"')")
                is False
            )
            await first.reload()
            await first.until(shows_the_panes)
            await second.open(running.base)
            await second.until(shows_the_panes)
            await stranger.open(running.address)
            await stranger.until_said("it opens once")

    async def test_an_end_is_told_on_the_page_by_what_it_was(self, store, tmp_path):
        async with served(store) as running, tab(tmp_path / "browser") as page:
            await page.open(running.address)
            await page.until(shows_the_panes)
            await page.key("q")
            await page.until_said("The app was left. Everything is saved.")
            await page.open(running.base)
            await page.until(shows_the_panes)
            await running.ended(signal.SIGTERM)
            await page.until_said("What was half typed is kept.")

    async def test_without_its_key_the_page_says_what_to_do(self, store, tmp_path):
        async with served(store) as running, tab(tmp_path / "browser") as page:
            await page.open(running.address)
            await page.until(shows_the_panes)
            await page.run("localStorage.clear()")
            await page.reload()
            await page.until_said("This browser has lost its key to the app.")
