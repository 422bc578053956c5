"""Carrying out what a moderator decided, or took back: effect by effect, each outcome written down before the next."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.detect.message import AuthorKind
from bot.review import upholding
from bot.review.effects import Code, EffectFailed, EffectRetry, Effects
from bot.review.measures import MEASURES, About, Reversal, same, target_of
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
        """Carry out and decide the cases that ``upholding.begin`` claimed, the first one being the one asked for.

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
                    upholding.give_back, case.guild_id, rest, code, detail, self._clock()
                )
                results.append(given or Missing())
                break
            results.append(await self._db.write(upholding.finish, case.guild_id, case.id, self._clock()))
        return _one(results)

    async def _actions(self, case: Case, reason: str | None, resumed: bool) -> tuple[str, str] | None:
        """Do what is pending. ``None``: everything was tried; else why it stopped midway, code and detail."""
        for action in await self._db.read(load_actions, case.guild_id, case.id, pending=True):
            if action.kind not in MEASURES:
                continue  # the outbox asks and sends help
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
        """One pending action. Raises ``EffectFailed`` or ``EffectRetry``."""
        measure = MEASURES[action.kind]
        if measure.about is About.MEMBER and case.author_kind is not AuthorKind.MEMBER:
            raise EffectFailed(Code.NOT_MEMBER)
        if action.undoes is not None:
            await self._reverse(case, action)
        elif measure.reversal is Reversal.RESTORED:
            await self._put(case, action, reason)
        else:
            await self._effects.act(case, action, reason)

    async def _put(self, case: Case, action: ActionRow, reason: str | None) -> None:
        """Make a setting stand, its former value written down first."""
        now, target = self._clock(), target_of(action)
        if action.until is not None and action.until <= now:
            raise EffectFailed(Code.TOO_LATE)  # whether it was set before a crash, nobody can tell
        standing = await self._effects.standing(case, action.kind)
        there = same(action.kind, standing, target, now)
        if not there or not action.looked:  # there after a crash: what was before is known already
            await self._db.write(upholding.remember, action, standing)
        if not there:
            await self._effects.put(case, action, target, reason)

    async def _reverse(self, case: Case, undo: ActionRow) -> None:
        """Take back what ``undo.undoes`` did: only where what stands is still ours."""
        measure = MEASURES[undo.kind]
        if measure.reversal is Reversal.NEVER:
            raise EffectFailed(Code.CANNOT_RETURN)
        if measure.reversal is Reversal.TOLD:
            await self._effects.act(case, undo, None)
            return
        known = await self._db.read(load_actions, case.guild_id, case.id)
        action = next(each for each in known if each.id == undo.undoes)
        now = self._clock()
        standing = await self._effects.standing(case, undo.kind)
        if same(undo.kind, standing, action.former, now):
            return
        if not same(undo.kind, standing, target_of(action), now):
            raise EffectFailed(Code.CHANGED)
        await self._effects.put(case, undo, action.former, None)

    async def _record(
        self, case: Case, action: ActionRow, state: ActionState, code: str | None = None, detail: str = ""
    ) -> None:
        await self._db.write(upholding.record, case, action, state, self._clock(), code, detail)


def _one(results: Sequence[DeskResult]) -> DeskResult:
    """The answer for the case asked for, with the others of a whole-group decision."""
    first, *others = results
    if isinstance(first, Ok):
        return Ok(first.case, first.actions, tuple(other.case for other in others if isinstance(other, Ok)))
    return first
