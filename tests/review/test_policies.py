"""Settings: read from memory, changed once, every change in the audit log."""

from __future__ import annotations

import asyncio

import pytest
from pydantic import ValidationError
from sqlalchemy import Connection

from bot.detect.policy import ChannelOverride, GuildPolicy
from bot.review.policies import Policies, differences, is_shadow, plain
from bot.store import audit as audit_rows
from bot.store import guilds
from bot.store.database import Database
from tests.review.kit import GUILD, MOD, chain_holds

DEFAULT = GuildPolicy.new({"toxicity": 0.7, "threat": 0.5})


def shown(policy: GuildPolicy) -> GuildPolicy:
    return policy.model_copy(update={"shadow": False})


def settings_rows(conn: Connection) -> list[dict[str, object]]:
    return [row.detail for row in audit_rows.chain(conn, GUILD) if row.event == "settings"]


async def test_a_new_server_has_the_default(db: Database) -> None:
    policies = Policies(db, DEFAULT)
    assert await policies.get(GUILD) == DEFAULT
    assert await db.read(is_shadow, GUILD)
    assert await db.read(guilds.policy, GUILD) == (None, 0)


async def test_a_change_is_kept_and_audited(db: Database) -> None:
    policies = Policies(db, DEFAULT)
    await policies.get(GUILD)
    changed = await policies.update(GUILD, MOD, shown)
    assert not changed.shadow
    assert await policies.get(GUILD) == changed
    assert await Policies(db).get(GUILD) == changed  # from the database, whatever the default is now
    assert not await db.read(is_shadow, GUILD)
    assert await db.read(settings_rows) == [{"shadow": [True, False]}]
    await policies.update(GUILD, MOD, shown)
    assert len(await db.read(settings_rows)) == 1
    assert await chain_holds(db)


async def test_channels_roles_and_thresholds_come_back(db: Database) -> None:
    policies = Policies(db, DEFAULT)

    def change(policy: GuildPolicy) -> GuildPolicy:
        override = ChannelOverride(watch=True, thresholds={"toxicity": None, "threat": 0.25})
        return policy.model_copy(
            update={
                "channels": {2**62: override},
                "exempt_role_ids": frozenset({9, 3}),
                "review_channel_id": 2**60,
            }
        )

    changed = await policies.update(GUILD, MOD, change)
    again = await Policies(db).get(GUILD)
    assert again == changed
    assert dict(again.for_channel(2**62).thresholds) == {"threat": 0.25}
    (detail,) = await db.read(settings_rows)
    assert detail["exempt_role_ids"] == [[], [3, 9]]
    assert detail["review_channel_id"] == [None, 2**60]


async def test_a_wrong_change_changes_nothing(db: Database) -> None:
    policies = Policies(db, DEFAULT)
    with pytest.raises(ValidationError):
        await policies.update(GUILD, MOD, lambda policy: policy.model_copy(update={"ask_minutes": 0}))
    assert await policies.get(GUILD) == DEFAULT
    assert await db.read(settings_rows) == []


async def test_changes_at_once_lose_none(db: Database) -> None:
    policies = Policies(db, DEFAULT)

    def exempt(role_id: int) -> None:
        pass

    def add(role_id: int) -> object:
        return policies.update(
            GUILD,
            MOD,
            lambda policy: policy.model_copy(update={"exempt_role_ids": policy.exempt_role_ids | {role_id}}),
        )

    await asyncio.gather(*(add(role_id) for role_id in range(20)))  # type: ignore[call-overload]
    assert (await policies.get(GUILD)).exempt_role_ids == frozenset(range(20))
    policies.forget(GUILD)
    assert (await policies.get(GUILD)).exempt_role_ids == frozenset(range(20))


def test_a_default_that_is_not_in_shadow_mode(db_path: object) -> None:
    with pytest.raises(ValueError, match="shadow mode"):
        Policies(Database("sqlite+aiosqlite:///x.sqlite3"), GuildPolicy(shadow=False))


def test_differences() -> None:
    old = {"a": 1, "b": {"c": 2, "d": [1]}, "gone": {"x": 1, "y": None}, "bare": {}}
    new = {"a": 1, "b": {"c": 3, "d": [1]}, "new": None, "more": {"x": {"y": 2}}, "plain": 5}
    assert list(differences(old, new)) == [
        ("b.c", 2, 3),
        ("bare", {}, None),
        ("gone.x", 1, None),
        ("more.x.y", None, 2),
        ("plain", None, 5),
    ]
    assert list(differences(plain(DEFAULT), plain(DEFAULT))) == []
