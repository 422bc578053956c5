"""Carrying out a plan that a moderator decided on: effect by effect, each outcome written down before the next."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.detect.message import AuthorKind
from bot.review import decisions
from bot.review.effects import Code, EffectFailed, EffectRetry, Effects
from bot.review.rows import load_actions
from bot.review.types import (
    ActionKind,
    ActionRow,
    ActionState,
    Case,
    DeskResult,
    Missing,
    Ok,
)
from bot.store.database import Database

log = logging.getLogger(__name__)


class Carrier:
    """Does the pending actions of claimed cases and decides the cases, or gives them back."""

    def __init__(self, db: Database, effects: Effects, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._effects = effects
        self._clock = clock
        self._busy: set[int] = set()

    def free(self, case: Case) -> bool:
        """Whether this process is not at work on the case's decision."""
        return case.id not in self._busy

    def take(self, begun: Sequence[Case]) -> None:
        """Note that ``carry`` will follow for these cases."""
        self._busy.update(case.id for case in begun)

    async def carry(self, begun: Sequence[Case], reason: str | None, *, resumed: bool = False) -> DeskResult:
        """Carry out and decide the cases that ``decisions.begin`` claimed, the first one being the one asked for.

        ``resumed``: the outcome of the first pending action is unknown, it may have been done already.
        """
        self.take(begun)
        try:
            return await self._all(begun, reason, resumed)
        finally:
            self._busy.difference_update(case.id for case in begun)

    async def _all(self, begun: Sequence[Case], reason: str | None, resumed: bool) -> DeskResult:
        results: list[DeskResult] = []
        for index, case in enumerate(begun):
            stopped = await self._actions(case, reason, resumed)
            if stopped is not None:
                code, detail = stopped
                rest = [each.id for each in begun[index:]]
                given = await self._db.write(
                    decisions.give_back, case.guild_id, rest, code, detail, self._clock()
                )
                results.append(given or Missing())
                break
            results.append(await self._db.write(decisions.finish, case.guild_id, case.id, self._clock()))
        return _one(results)

    async def _actions(self, case: Case, reason: str | None, resumed: bool) -> tuple[str, str] | None:
        """Do what is pending. ``None``: everything was tried; else why it stopped midway, code and detail."""
        for action in await self._db.read(load_actions, case.guild_id, case.id, pending=True):
            if action.kind is ActionKind.ASK:
                continue  # the outbox asks
            try:
                await self._effect(case, action, reason)
            except EffectFailed as failed:
                # Gone after a crash is what was wanted, whoever did it.
                if resumed and action.kind is ActionKind.DELETE and failed.code == Code.GONE:
                    await self._record(case, action, ActionState.DONE, detail=failed.code)
                else:
                    await self._record(case, action, ActionState.FAILED, failed.code, failed.detail)
            except EffectRetry as later:
                return Code.RETRY, str(later)
            except Exception:
                # Whatever it is, the case must not stay claimed for ever. No text of messages goes into the log.
                log.exception("action %s of case %d", action.kind, case.id)
                return Code.ERROR, ""
            else:
                await self._record(case, action, ActionState.DONE)
        return None

    async def _effect(self, case: Case, action: ActionRow, reason: str | None) -> None:
        if action.kind is ActionKind.DELETE:
            await self._effects.delete_message(case, reason)
            return
        if case.author_kind is not AuthorKind.MEMBER:
            raise EffectFailed(Code.NOT_MEMBER)
        if action.kind is ActionKind.WARN:
            await self._effects.warn(case, reason, action.key)
        elif action.until is not None:
            if action.until <= self._clock():
                raise EffectFailed(Code.TOO_LATE)  # whether it was set before a crash, nobody can tell
            await self._effects.timeout(case, action.until, reason)

    async def _record(
        self, case: Case, action: ActionRow, state: ActionState, code: str | None = None, detail: str = ""
    ) -> None:
        await self._db.write(decisions.record, case, action, state, self._clock(), code, detail)


def _one(results: Sequence[DeskResult]) -> DeskResult:
    """The answer for the case asked for, with the others of a whole-group decision."""
    first, *others = results
    if isinstance(first, Ok):
        return Ok(first.case, first.actions, tuple(other.case for other in others if isinstance(other, Ok)))
    return first
