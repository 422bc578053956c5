"""A client for any server that speaks OpenAI's chat completions (llama.cpp, Ollama, vLLM, hosted ones).

The server is the operator's choice and may be on a private address, so it is not reached through the article fetcher. No
redirect is followed, no proxy taken from the environment, nothing compressed accepted, and neither key nor text is logged.
https://platform.openai.com/docs/api-reference/chat/create
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import aiohttp

from bot.settings import RewriteFormat, RewriteSettings

MAX_ANSWER: Final = 256 * 1024
"""Bytes of a server's answer; the longest allowed summary has under 40 KB in JSON."""
CONNECT_SECONDS: Final = 5.0
CHARACTERS_A_TOKEN: Final = 3
"""Fewer than English text has (about 4), so that an estimate of tokens errs on the high side."""
_FORMATS: Final[tuple[RewriteFormat, ...]] = ("json_schema", "json_object", "none")
_NOT_UNDERSTOOD: Final = frozenset({400, 404, 415, 422, 500, 501})
"""Statuses with which servers refuse a ``response_format`` that they do not know."""

Trouble = Literal["unreachable", "slow", "denied", "busy", "broken", "too_large", "malformed"]
"""Why there is no answer: connection; time; 401 and 403; 429 and 503; other statuses; size; not the protocol."""
Message = Mapping[Literal["role", "content"], str]


class ChatError(Exception):
    """No answer came from the server. ``status`` is its HTTP status where it gave one."""

    def __init__(self, trouble: Trouble, status: int | None = None) -> None:
        self.trouble: Final = trouble
        self.status: Final = status
        super().__init__(trouble if status is None else f"{trouble} (HTTP {status})")


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model wrote, and the tokens that it cost (estimated where the server does not say)."""

    text: str
    tokens: int


class ChatClient:
    """Asks one model; to be closed at the end. Nothing is opened before the first question."""

    def __init__(self, settings: RewriteSettings) -> None:
        """Raises :class:`ValueError` where no address is set."""
        if settings.rewrite_url is None:
            raise ValueError("REWRITE_URL is not set")
        self._settings = settings
        self._base = str(settings.rewrite_url).rstrip("/")
        self._formats = _FORMATS if settings.rewrite_format == "auto" else (settings.rewrite_format,)
        self._session: aiohttp.ClientSession | None = None

    @property
    def model(self) -> str:
        """The model's name, or the server's where none is set."""
        return self._settings.rewrite_model or "language model"

    def most_tokens(self, messages: Sequence[Message]) -> int:
        """The most that a question can cost in tokens."""
        return _estimate(sum(len(m["content"]) for m in messages)) + self._settings.rewrite_max_tokens

    async def complete(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> Reply:
        """The model's answer to ``messages``, asked to be JSON of ``schema``. Raises :class:`ChatError`.

        A server that refuses a way of asking for JSON is asked in a plainer one, from then on at once.
        """
        for place, form in enumerate(self._formats):
            try:
                raw = await self._post("/chat/completions", self._body(messages, schema, form))
            except ChatError as error:
                if error.status not in _NOT_UNDERSTOOD or place + 1 == len(self._formats):
                    raise
            else:
                self._formats = self._formats[place:]
                return _reply(raw, messages)
        raise AssertionError("the last form either answers or raises")

    async def close(self) -> None:
        """End the connections."""
        if self._session is not None:
            await self._session.close()

    def _body(
        self, messages: Sequence[Message], schema: Mapping[str, Any], form: RewriteFormat
    ) -> dict[str, Any]:
        body: dict[str, Any] = {
            "messages": list(messages),
            "max_tokens": self._settings.rewrite_max_tokens,
            "temperature": 0,
            "stream": False,
        }
        if self._settings.rewrite_model:
            body["model"] = self._settings.rewrite_model
        if form == "json_schema":
            named = {"name": "summary", "strict": True, "schema": schema}
            body["response_format"] = {"type": "json_schema", "json_schema": named}
        elif form == "json_object":
            body["response_format"] = {"type": "json_object"}
        body |= self._settings.rewrite_extra
        return {name: value for name, value in body.items() if value is not None}

    async def _post(self, path: str, body: Mapping[str, Any]) -> Any:
        try:
            async with (
                asyncio.timeout(self._settings.rewrite_timeout),
                self._open().post(self._base + path, json=body, allow_redirects=False) as response,
            ):
                if response.status != 200:
                    raise ChatError(_trouble(response.status), response.status)
                return json.loads(await _bounded(response))
        except TimeoutError as error:
            raise ChatError("slow") from error
        except aiohttp.ClientError as error:
            raise ChatError("unreachable") from error
        except (ValueError, RecursionError) as error:
            raise ChatError("malformed") from error

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
            if self._settings.rewrite_api_key is not None:
                headers["Authorization"] = f"Bearer {self._settings.rewrite_api_key.get_secret_value()}"
            self._session = aiohttp.ClientSession(
                headers=headers,
                timeout=aiohttp.ClientTimeout(total=None, connect=CONNECT_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                trust_env=False,
            )
        return self._session


def _trouble(status: int) -> Trouble:
    if status in (401, 403):
        return "denied"
    return "busy" if status in (429, 503) else "broken"


async def _bounded(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > MAX_ANSWER:
            raise ChatError("too_large")
    return bytes(body)


def _reply(raw: Any, messages: Sequence[Message]) -> Reply:
    try:
        text = raw["choices"][0]["message"]["content"]
    except (LookupError, TypeError) as error:
        raise ChatError("malformed") from error
    if not isinstance(text, str):
        raise ChatError("malformed")
    usage = raw.get("usage")
    told = usage.get("total_tokens") if isinstance(usage, dict) else None
    if isinstance(told, int) and not isinstance(told, bool) and told > 0:
        return Reply(text, told)
    return Reply(text, _estimate(sum(len(m["content"]) for m in messages) + len(text)))


def _estimate(characters: int) -> int:
    return -(-characters // CHARACTERS_A_TOKEN)
