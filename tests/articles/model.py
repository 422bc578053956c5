"""A server on loopback that speaks OpenAI's chat completions and says what a test wants it to say."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from aiohttp import web

Answer = Callable[[dict[str, Any], int], web.StreamResponse | str]
"""Makes the response, or the model's words, of a request and its number (0 for the first)."""


class FakeModel:
    """The handler, and every request that it got."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.requests.append(body)
        self.headers.append(dict(request.headers))
        made = self._answer(body, len(self.requests) - 1)
        return completion(made) if isinstance(made, str) else made


def completion(text: str, tokens: int = 321) -> web.Response:
    """A whole answer of the protocol."""
    message = {"role": "assistant", "content": text}
    return web.json_response(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": tokens - 21, "completion_tokens": 21, "total_tokens": tokens},
        }
    )


def said(*sentences: tuple[str, list[Any]]) -> str:
    """What a model writes that keeps to the form. Sources count from 0, as everywhere but before the model."""
    items = [
        {"text": text, "sources": [one + 1 if type(one) is int else one for one in sources]}
        for text, sources in sentences
    ]
    return json.dumps({"sentences": items})
