"""The measure of how long the screen keeps a key waiting sees a screen that does."""

import asyncio
import time

from tests.safety.heartbeat import felt, share


async def test_a_screen_that_stands_still_is_felt() -> None:
    async with felt() as late:
        await asyncio.sleep(0.05)
        time.sleep(0.3)  # noqa: ASYNC251 - the fault to be seen
        await asyncio.sleep(0.05)
    assert max(late) > 0.2
    assert share(late, 1.0) == max(late)


async def test_a_screen_that_stands_still_by_itself_is_not_taken_for_a_busy_machine() -> None:
    own: list[float] = []
    async with felt(own):
        await asyncio.sleep(0.05)
        end = time.thread_time() + 0.3
        while time.thread_time() < end:
            pass
        await asyncio.sleep(0.05)
    assert max(own) > 0.2
