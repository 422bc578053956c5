"""The process in which one digest is made: it gets the messages, answers, and ends with everything it read.

Run as ``python -m bot.articles.digest.child``; JSON in, JSON out, over pipes. A process of its own because the reading is
seconds of pure Python, whose garbage collection alone would hold up the event loop.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from bot.articles.digest.types import Digest, LeftOut, Post, Quote, Source, Topic, View
from bot.articles.worker import bound_memory, child_environment

SECONDS: Final = 60.0
"""What one digest may take. The largest one takes under ten of an idle processor."""
COMMAND: Final = (sys.executable, "-m", "bot.articles.digest.child")


class Failed(Exception):
    """The child took too long or ended without an answer."""


async def make_beside(source: Source, command: tuple[str, ...] = COMMAND, seconds: float = SECONDS) -> Digest:
    """The digest of ``source``, made in a child process that is gone when this returns. Raises ``Failed``."""
    try:
        child = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=child_environment(),
            start_new_session=True,  # Ctrl-C in a terminal is for the bot, which ends the child itself
        )
    except OSError as error:
        raise Failed(type(error).__name__) from error
    try:
        async with asyncio.timeout(seconds):
            answer, _ = await child.communicate(json.dumps(source_to_json(source)).encode())
        return digest_from_json(json.loads(answer))
    except (TimeoutError, OSError, ValueError, KeyError, TypeError) as error:
        raise Failed(type(error).__name__) from error
    finally:
        if child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            await child.wait()


def source_to_json(source: Source) -> dict[str, Any]:
    """A :class:`Source` as JSON has it."""
    return {
        "posts": [
            [post.id, post.author_id, post.text, post.at.isoformat(), post.channel_id, post.reply_to]
            for post in source.posts
        ],
        "names": sorted(source.names),
        "opted_out": sorted(source.opted_out),
        "flagged": sorted(source.flagged),
    }


def source_from_json(raw: dict[str, Any]) -> Source:
    """The other way round; raises KeyError, TypeError or ValueError for anything else."""
    posts = [
        Post(post_id, author, text, datetime.fromisoformat(at), channel, reply)
        for post_id, author, text, at, channel, reply in raw["posts"]
    ]
    sets = (frozenset(raw[name]) for name in ("names", "opted_out", "flagged"))
    return Source(posts, *sets)


def digest_from_json(raw: dict[str, Any]) -> Digest:
    """A :class:`Digest` out of what the child wrote; raises KeyError, TypeError or ValueError for anything else."""
    return Digest(
        **raw
        | {
            "left_out": LeftOut(**raw["left_out"]),
            "first": _moment(raw["first"]),
            "last": _moment(raw["last"]),
            "topics": tuple(_topic(topic) for topic in raw["topics"]),
            "links": tuple(raw["links"]),
            "channels": {int(post_id): channel for post_id, channel in raw["channels"].items()},
        }
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _topic(raw: dict[str, Any]) -> Topic:
    views = tuple(
        View(view["members"], tuple(view["post_ids"]), tuple(Quote(**quote) for quote in view["quotes"]))
        for view in raw["views"]
    )
    moments = {name: datetime.fromisoformat(raw[name]) for name in ("first", "last")}
    return Topic(**raw | moments | {"terms": tuple(raw["terms"]), "views": views})


def main() -> None:
    """The child's whole life."""
    bound_memory()
    # Libraries that print would break the answer: they get the error stream instead.
    out, sys.stdout = sys.stdout, sys.stderr
    from bot.articles.digest.make import make_digest
    from bot.detect.embedding import SentenceEncoder

    source = source_from_json(json.load(sys.stdin.buffer))
    json.dump(asdict(make_digest(source, SentenceEncoder.load().embed)), out, default=datetime.isoformat)
    out.flush()


if __name__ == "__main__":
    main()
