"""What tests of appeals share: a server that takes appeals, an upheld case, and an appeal against it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.detect.policy import GuildPolicy
from bot.detect.sanctions import AppealPolicy
from bot.review.appeal_desk import AppealDesk
from bot.review.appeal_types import Appeal, Heard
from bot.review.desk import Desk
from bot.review.types import Case, Ok, Plan
from bot.store.database import Database
from tests.review.kit import AUTHOR, GUILD, MOD, Clock, FakeEffects, go_live, record, view

HOUR = timedelta(hours=1)
MOD_3 = MOD + 2
RULES = GuildPolicy(shadow=False, appeals=AppealPolicy(cool_down_hours=0))


class Court:
    """A desk, its appeals, and Discord in memory."""

    def __init__(self, db: Database, clock: Clock, effects: FakeEffects | None = None) -> None:
        self.db, self.clock = db, clock
        self.effects = effects or FakeEffects()
        self.desk = Desk(db, self.effects, clock=clock)
        self.appeals = AppealDesk(db, self.desk, clock=clock)
        self.messages = 0

    async def upheld(
        self, plan: Plan | None = None, by: int = MOD, author: int = AUTHOR, **more: Any
    ) -> Case:
        """A case that ``by`` upheld."""
        self.messages += 1
        message = view(self.messages, author_id=author)
        case = await self.db.write(record, message, now=self.clock(), **more)
        result = await self.desk.uphold(GUILD, case.id, by, plan or Plan(timeout=HOUR))
        assert isinstance(result, Ok)
        return result.case

    async def appealed(self, case: Case, words: str = "Look again, please.") -> Appeal:
        """The member's appeal against it."""
        result = await self.appeals.open(GUILD, case.id, case.author_id, words)
        assert isinstance(result, Heard)
        return result.appeal


async def open_court(
    db: Database, clock: Clock, effects: FakeEffects | None = None, policy: GuildPolicy = RULES
) -> Court:
    """A court in a guild that is not in shadow mode."""
    await go_live(db, policy=policy)
    return Court(db, clock, effects)
