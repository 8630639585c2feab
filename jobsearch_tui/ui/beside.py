"""Work that may take as long as it likes: it keeps nobody, not even the end of the program."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")


async def beside(job: Callable[[], T], name: str) -> T:
    """What a job returns, done in a thread of its own; raises what it raises.

    Leaving the app waits for the threads of ``asyncio.to_thread``; a job that waits for another
    machine must not hold it up.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()

    def give(value: T) -> None:
        if not answer.done():
            answer.set_result(value)

    def fail(error: Exception) -> None:
        if not answer.done():
            answer.set_exception(error)

    def run() -> None:
        with suppress(RuntimeError):  # the loop has been closed: nobody waits any more
            try:
                value = job()
            except Exception as error:  # noqa: BLE001 – handed over whole, to whoever waits
                loop.call_soon_threadsafe(fail, error)
            else:
                loop.call_soon_threadsafe(give, value)

    threading.Thread(target=run, name=name, daemon=True).start()
    return await answer
