"""``python -m bot sandbox`` as a person starts it: the page opens, a script plays to its end, Ctrl+C or SIGTERM ends it."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from pathlib import Path

import aiohttp

from bot.settings import GROUPS

ROOT = Path(__file__).parents[1]


async def test_the_sandbox_opens_plays_and_ends(tmp_path: Path) -> None:
    script = tmp_path / "script.jsonl"
    script.write_text(
        '{"as": "ada", "do": "send", "in": "politics", "text": "Good evening, Town Hall.", "at": 0}\n'
        '{"as": "ada", "do": "edit", "latest": "politics", "text": "not hers", "at": 0}\n'
        '{"as": "ada", "do": "send", "in": "politics", "text": "And good night.", "at": 0}\n',
        encoding="utf-8",
    )
    known = {name.upper() for group in GROUPS for name in group.model_fields}
    environment = {name: value for name, value in os.environ.items() if name not in known}
    log = tmp_path / "log.txt"
    with log.open("wb") as errors:
        bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "sandbox", "--port", "0", "--script", str(script),
            cwd=tmp_path, env=environment | {"PYTHONPATH": str(ROOT)}, stdout=asyncio.subprocess.PIPE, stderr=errors,
        )  # fmt: skip
    assert bot.stdout is not None
    url = None
    while url is None and (line := await bot.stdout.readline()):
        url = re.search(rb"http://127\.0\.0\.1:\d+", line)
    assert url is not None, log.read_text(encoding="utf-8")
    try:
        async with aiohttp.ClientSession(url.group().decode()) as web:
            async with web.get("/") as page:
                assert page.status == 200
                assert "<html" in await page.text()
            said: list[str] = []
            while "And good night." not in said:  # a line that cannot be done is left out, the rest goes on
                await asyncio.sleep(0.2)
                async with web.get("/page/state", params={"as": "bruno"}) as state:
                    messages = (await state.json())["messages"]
                said = [one["content"] for channel in messages.values() for one in channel]
            assert "Good evening, Town Hall." in said
    finally:
        bot.send_signal(signal.SIGTERM)
    assert await bot.wait() == 0
