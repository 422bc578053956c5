"""Holds a run against Discord's own OpenAPI file: the bot's requests and the stand-in's answers.

The file is named by the environment variable ``DISCORD_OPENAPI``; its public origin is
https://github.com/discord/discord-api-spec (specs/openapi.json).
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from bot.sandbox.rest import Exchange

VARIABLE = "DISCORD_OPENAPI"
SNOWFLAKE = "SnowflakeType"

LIBRARY_QUERIES = {
    ("PUT", "/guilds/{guild_id}/bans/{user_id}", "delete_message_seconds"),
    ("POST", "/channels/{channel_id}/threads", "use_nested_fields"),
}
"""What discord.py itself sends in the query beyond the description; Discord takes it."""


def spec_path() -> Path | None:
    """The OpenAPI file, where the environment names one that exists."""
    name = os.environ.get(VARIABLE)
    return Path(name) if name and Path(name).is_file() else None


class Contract:
    """An observer for ``StandIn.observers``; ``violations`` collects what breaks Discord's description."""

    def __init__(self, path: Path) -> None:
        self.violations: list[str] = []
        self.checked = 0
        self._spec = _load(path)
        self._validators = _validators(path)
        # The file says that the codes of nested form errors are integers; what Discord sends, and what its reference
        # shows ("Error Messages"), are names such as BASE_TYPE_REQUIRED.
        named = {
            "type": "object",
            "properties": {"code": {"type": ["string", "integer"]}, "message": {"type": "string"}},
        }
        inner = {
            "type": "object",
            "properties": {"_errors": {"type": "array", "items": named}},
            "required": ["_errors"],
        }
        # GUILD_MEDIA (16) stands in the reference's table of channel types, but not in the file.
        schemas: dict[str, Any] = self._spec["components"]["schemas"]
        types = schemas["ChannelTypes"]
        with_media = types | {"oneOf": [*types["oneOf"], {"title": "GUILD_MEDIA", "const": 16}]}
        self._strict = schemas | {"InnerErrors": inner, "ChannelTypes": with_media}
        # Requests may hold ids as numbers (discord.py sends message_reference so); Discord takes both and says in
        # "ID Serialization" of its API reference what comes back then. Answers hold strings only.
        ids = [self._strict[SNOWFLAKE], {"type": "integer", "minimum": 0}]
        self._lenient = self._strict | {SNOWFLAKE: {"anyOf": ids}}

    def __call__(self, exchange: Exchange) -> None:
        """Check one request and its answer."""
        if exchange.injected:
            return
        self.checked += 1
        name = f"{exchange.method} {exchange.template or exchange.path}"
        operation = self._operation(exchange)
        if operation is None:
            self.violations.append(f"{name}: not in Discord's API")
            return
        self._query(name, operation, exchange)
        if exchange.status < 400:
            self._request(name, operation, exchange)
        self._response(name, operation, exchange)

    def _operation(self, exchange: Exchange) -> dict[str, Any] | None:
        path = self._spec["paths"].get(exchange.template or "")
        found = path.get(exchange.method.lower()) if path else None
        return found if isinstance(found, dict) else None

    def _query(self, name: str, operation: dict[str, Any], exchange: Exchange) -> None:
        described = {
            one["name"]: one["schema"] for one in operation.get("parameters", []) if one["in"] == "query"
        }
        for key, value in exchange.query.items():
            if (exchange.method, exchange.template, key) in LIBRARY_QUERIES:
                continue
            if key not in described:
                self.violations.append(f"{name}: the query {key!r} is not described")
            elif exchange.status < 400:
                self._check(
                    f"{name} query {key}", described[key], _typed(described[key], value), self._lenient
                )

    def _request(self, name: str, operation: dict[str, Any], exchange: Exchange) -> None:
        body = operation.get("requestBody")
        if body is None:
            if exchange.payload not in (None, {}):
                self.violations.append(f"{name}: a body was sent where none is described")
            return
        # Discord reads an absent body as an empty one.
        payload = {} if exchange.payload is None else exchange.payload
        schema = body["content"]["application/json"]["schema"]
        self._check(f"{name} request", schema, payload, self._lenient)

    def _response(self, name: str, operation: dict[str, Any], exchange: Exchange) -> None:
        responses = operation["responses"]
        status = str(exchange.status)
        described = responses.get(status) or responses.get(f"{status[0]}XX")
        if described is None:
            self.violations.append(f"{name}: status {status} is not described")
            return
        if "$ref" in described:
            described = self._spec["components"]["responses"][described["$ref"].rsplit("/", 1)[1]]
        content = described.get("content")
        if content is None:
            if exchange.body is not None:
                self.violations.append(f"{name}: {status} is described without a body")
            return
        self._check(
            f"{name} answer {status}", content["application/json"]["schema"], exchange.body, self._strict
        )

    def _check(self, name: str, schema: dict[str, Any], value: Any, schemas: dict[str, Any]) -> None:
        key = json.dumps([schemas is self._strict, schema], sort_keys=True)
        if key not in self._validators:
            whole = {"components": {"schemas": schemas}, "allOf": [schema]}
            self._validators[key] = jsonschema_rs.Draft202012Validator(whole)
        for error in self._validators[key].iter_errors(value):
            self.violations.append(f"{name}: {_where(error)}")


def _typed(schema: dict[str, Any], text: str) -> Any:
    """A query value as its schema's type: there everything is text."""
    if schema.get("type") == "integer" and text.isdecimal():
        return int(text)
    booleans = {"0": False, "1": True, "false": False, "true": True}
    return booleans.get(text.lower(), text) if schema.get("type") == "boolean" else text


def _where(error: Any) -> str:
    at = "/".join(str(step) for step in error.instance_path) or "(whole)"
    return f"{at}: {error.message[:600]}"


@cache
def _validators(path: Path) -> dict[str, Any]:
    """Shared by all contracts of a file: each validator takes megabytes, and there are dozens."""
    return {}


@cache
def _load(path: Path) -> dict[str, Any]:
    spec: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return spec
