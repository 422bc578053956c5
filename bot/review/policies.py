"""Each server's settings: read from memory, changed in the database, every change in the audit log."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from bot.detect.policy import GuildPolicy
from bot.review import audit
from bot.store import guilds
from bot.store.database import Database

Change = Callable[[GuildPolicy], GuildPolicy]


def is_shadow(conn: Connection, guild_id: int) -> bool:
    """Whether the guild is in shadow mode now, as the database has it. A new server is."""
    stored, _ = guilds.policy(conn, guild_id)
    return True if stored is None else bool(stored["shadow"])


def stored_policy(conn: Connection, guild_id: int) -> GuildPolicy | None:
    """The guild's settings as the database has them now, ``None`` where nobody changed any."""
    stored, _ = guilds.policy(conn, guild_id)
    return None if stored is None else GuildPolicy.model_validate(stored)


class Policies:
    """Settings of every guild.

    ``default`` is what a server has that changed nothing (``GuildPolicy.new``). It must be in shadow mode, as every
    new server is; ``ValueError`` otherwise.
    """

    def __init__(
        self,
        db: Database,
        default: GuildPolicy | None = None,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._db = db
        self._default = default or GuildPolicy()
        if not self._default.shadow:
            raise ValueError("A server that changed no setting is in shadow mode.")
        self._clock = clock
        self._known: dict[int, GuildPolicy] = {}

    async def get(self, guild_id: int) -> GuildPolicy:
        """The guild's settings; from memory after the first time. Nobody else writes the database."""
        if (policy := self._known.get(guild_id)) is None:
            policy = await self._db.read(self._load, guild_id)
            self._known.setdefault(guild_id, policy)
        return self._known[guild_id]

    async def update(self, guild_id: int, by: int, change: Change) -> GuildPolicy:
        """Store what ``change`` makes of the settings, with an audit row old → new; no row where nothing changed.

        ``change`` sees the newest settings and may raise (``pydantic.ValidationError``): then nothing is stored.
        """
        policy = await self._db.write(self._change, guild_id, by, change)
        self._known[guild_id] = policy
        return policy

    def forget(self, guild_id: int) -> None:
        """Drop a guild from memory."""
        self._known.pop(guild_id, None)

    def _load(self, conn: Connection, guild_id: int) -> GuildPolicy:
        return stored_policy(conn, guild_id) or self._default

    def _change(self, conn: Connection, guild_id: int, by: int, change: Change) -> GuildPolicy:
        guilds.ensure(conn, guild_id)
        stored, version = guilds.policy(conn, guild_id)
        old = self._default if stored is None else GuildPolicy.model_validate(stored)
        # Validated once more: model_copy(update=…) checks nothing.
        new = GuildPolicy.model_validate(change(old).model_dump())
        if new == old:
            return old
        if not guilds.set_policy(conn, guild_id, plain(new), version):
            raise RuntimeError("The settings changed in the same moment; please try again.")
        detail = {path: [was, now] for path, was, now in differences(plain(old), plain(new))}
        audit.append(conn, guild_id, by, audit.Event.SETTINGS, None, detail, self._clock())
        return new


def plain(policy: GuildPolicy) -> dict[str, Any]:
    """The settings as JSON, the same for equal settings (sets are sorted)."""
    values = policy.model_dump(mode="json")
    values["exempt_role_ids"] = sorted(policy.exempt_role_ids)
    return values


def differences(old: Any, new: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """(path, old, new) of each leaf that differs; paths are joined with dots, a missing side is ``None``.

    A mapping that comes or goes is told leaf by leaf too; one without anything in it is told as a whole.
    """
    if old == new:
        return
    if isinstance(old, Mapping | None) and isinstance(new, Mapping | None):
        was, now = old or {}, new or {}
        leaves = [
            found
            for key in sorted({*was, *now})
            for found in differences(was.get(key), now.get(key), f"{path}.{key}" if path else str(key))
        ]
        if leaves:
            yield from leaves
            return
    yield path, old, new
