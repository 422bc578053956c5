"""The contract check itself: it lets pass what Discord describes and names what it does not."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox import render, seed
from bot.sandbox.rest import Exchange
from bot.sandbox.seed import sandbox_world
from tests.e2e.openapi import Contract, spec_path

PATH = spec_path()
pytestmark = pytest.mark.skipif(PATH is None, reason="DISCORD_OPENAPI names no file")
USER = render.user(sandbox_world().users[seed.ADA_ID])


def exchange(**parts: Any) -> Exchange:
    fields: dict[str, Any] = {
        "method": "GET", "template": "/users/{user_id}", "path": "/users/1", "query": {}, "payload": None, "files": 0,
        "status": 200, "body": USER,
    }  # fmt: skip
    return Exchange(**{**fields, **parts})


SEND: dict[str, Any] = {
    "method": "POST", "template": "/users/@me/channels", "payload": {"recipient_id": "1"},
    "body": render.channel(sandbox_world(), sandbox_world().dm_channel(seed.ADA_ID)) if PATH else None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({}, None),
        ({"status": 404, "body": {"code": 10013, "message": "Unknown User"}}, None),
        ({"status": 500, "body": "anything", "injected": True}, None),
        ({"body": USER | {"id": 7}}, "answer 200"),
        ({"body": {"id": "7"}}, "answer 200"),
        ({"status": 404, "body": {"message": "no code"}}, "answer 404"),
        ({"status": 302}, "status 302 is not described"),
        ({"template": None}, "not in Discord's API"),
        ({"payload": {"x": 1}}, "a body was sent"),
        ({"query": {"x": "1"}}, "the query 'x' is not described"),
        (SEND, None),
        (SEND | {"payload": {"recipient_id": 1}}, None),
        (SEND | {"payload": {"recipient_id": "one"}}, "request"),
        (
            {"template": "/channels/{channel_id}/messages", "query": {"limit": "many"}, "body": []},
            "query limit",
        ),
        ({"template": "/channels/{channel_id}/messages", "query": {"limit": "5"}, "body": []}, None),
    ],
)
def test_what_is_and_is_not_described(parts: dict[str, Any], said: str | None) -> None:
    assert PATH is not None
    contract = Contract(PATH)
    contract(exchange(**parts))
    if said is None:
        assert contract.violations == []
    else:
        assert any(said in violation for violation in contract.violations)
