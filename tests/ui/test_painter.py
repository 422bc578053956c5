"""The process that draws: what comes back, and that a bot that stops or a child that hangs costs nobody anything."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from bot.ui import painter
from bot.ui.charts import Bars, Picture
from bot.ui.painter import NotDrawn, Painter

ORDER = [Picture("One", (Bars("b", ("a",), (1,)),), ""), Picture("Two", (Bars("b", ("a",), (2,)),), "")]
PNG = b"\x89PNG"


def child(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def listed(folder: Path) -> list[str] | None:
    """What lies in a folder; ``None`` where there is none."""
    return [one.name for one in folder.iterdir()] if folder.exists() else None


async def begun(made: Painter) -> asyncio.subprocess.Process:
    """The child that draws, once there is one."""
    for _ in range(1000):
        if made._child is not None:
            return made._child
        await asyncio.sleep(0.01)
    raise AssertionError("no child was started")


async def test_a_real_child_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    made = Painter()
    try:
        one, two = await made.draw(ORDER, "dark")
        assert one.startswith(PNG)
        assert two.startswith(PNG)
        assert one != two
        assert "secret" not in made._environment().values()
        folder = Path(made._environment()["MPLCONFIGDIR"])
        assert await made.draw(ORDER[:1], "dark") == [one]
        assert listed(folder), "the list of fonts is kept for the next order"
    finally:
        await made.close()
    assert listed(folder) is None


@pytest.mark.parametrize(
    "code",
    [
        "import sys; sys.exit(3)",
        "import sys; sys.stdin.read(); sys.exit(1)",
        "pass",
        "import sys; sys.stdin.read(); sys.stdout.write('no frames at all')",
        "import sys; sys.stdin.read(); sys.stdout.buffer.write(b'\\0\\0\\0\\1x')",
        "import sys; sys.stdin.read(); sys.stdout.buffer.write(b'\\0\\0\\0\\1x\\0\\0\\0\\7y')",
    ],
    ids=["exits", "fails", "silent", "prints", "one of two", "cut off"],
)
async def test_a_child_that_fails(code: str) -> None:
    made = Painter(command=child(code))
    with pytest.raises(NotDrawn):
        await made.draw(ORDER, "dark")
    await made.close()


async def test_a_child_that_hangs_is_killed(tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    hangs = f"import os, time; open({str(mark)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    made = Painter(0.5, child(hangs))
    with pytest.raises(NotDrawn, match="too long"):
        await made.draw(ORDER, "dark")
    if mark.exists():
        with pytest.raises(ProcessLookupError):
            os.kill(int(mark.read_text()), 0)
    await made.close()


async def test_a_stop_ends_what_is_drawn_and_what_waits() -> None:
    made = Painter(command=child("import time; time.sleep(600)"))
    orders = [asyncio.create_task(made.draw(ORDER, "dark")) for _ in range(3)]
    await begun(made)
    async with asyncio.timeout(10):
        await made.close()
        ended = await asyncio.gather(*orders, return_exceptions=True)
    assert all(isinstance(one, NotDrawn) for one in ended)
    with pytest.raises(NotDrawn):
        await made.draw(ORDER, "dark")
    await made.close()


async def test_a_cancelled_order_leaves_no_child() -> None:
    made = Painter(command=child("import time; time.sleep(600)"))
    order = asyncio.create_task(made.draw(ORDER, "dark"))
    process = await begun(made)
    order.cancel()
    with pytest.raises(asyncio.CancelledError):
        await order
    assert process.returncode is not None
    await made.close()


async def test_too_many_orders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(painter, "MAX_WAITING", 1)
    made = Painter(command=child("import time; time.sleep(600)"))
    first = asyncio.create_task(made.draw(ORDER, "dark"))
    await asyncio.sleep(0)
    with pytest.raises(NotDrawn, match="too many"):
        await made.draw(ORDER, "dark")
    await made.close()
    await asyncio.gather(first, return_exceptions=True)
