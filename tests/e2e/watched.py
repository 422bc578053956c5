"""A town whose channels differ in their rules, and ways to see that a message was left alone."""

from __future__ import annotations

from bot.detect.policy import AccusationHandling, GuildPolicy
from bot.detect.toxicity import default_thresholds
from bot.sandbox import seed
from bot.sandbox.model import Channel, ChannelType, Message
from bot.sandbox.seed import sandbox_world
from bot.sandbox.standin import StandIn
from tests.e2e.harness import House, shown
from tests.e2e.town import a_name, cases_of, claim, newcomer, queueing, watching

LABELS = tuple(default_thresholds())
LENIENT_ID, MACHINES_ID, STRICT_THREAD_ID, SPARED_THREAD_ID, EVIDENCE_ID, FENCE_ID = (
    seed.GUILD_ID + 1000 + number for number in range(6)
)


def watched_town() -> StandIn:
    """Town Hall with a lenient channel, one where bots are judged, and two threads that differ from their channels.

    Links and files go to #evidence: for a while they count as support for what is said after them in their channel.
    """
    world = sandbox_world()
    for one in (
        Channel(LENIENT_ID, ChannelType.TEXT, "lenient", 5),
        Channel(MACHINES_ID, ChannelType.TEXT, "machines", 6),
        Channel(EVIDENCE_ID, ChannelType.TEXT, "evidence", 7),
        Channel(FENCE_ID, ChannelType.TEXT, "fence", 8),
        Channel(STRICT_THREAD_ID, ChannelType.PUBLIC_THREAD, "strict", parent_id=seed.GENERAL_ID),
        Channel(SPARED_THREAD_ID, ChannelType.PUBLIC_THREAD, "spared", parent_id=seed.POLITICS_ID),
    ):
        one.owner_id = seed.OLIVE_ID if one.is_thread else None
        world.channels[one.id] = one
    return StandIn.create(world)


def watched_rules(policy: GuildPolicy) -> GuildPolicy:
    policy = queueing(policy)
    policy = watching(
        policy, LENIENT_ID, watch=True, accusations=AccusationHandling.OFF, thresholds=dict.fromkeys(LABELS)
    )
    policy = watching(policy, MACHINES_ID, watch=True, judge_bots=True)
    for channel_id in (STRICT_THREAD_ID, EVIDENCE_ID, FENCE_ID):
        policy = watching(policy, channel_id, watch=True)
    policy = watching(policy, SPARED_THREAD_ID, watch=False)
    return policy.model_copy(update={"exempt_role_ids": frozenset({seed.REGULAR_ROLE_ID})})


async def fence(house: House) -> None:
    """Wait until everything that was written before is judged: messages are, in the order they came."""
    name = a_name()
    newcomer(house).send("fence", claim(name))
    await house.card(name)


async def unjudged(house: House, message: Message, name: str) -> None:
    await fence(house)
    assert cases_of(house, message) == []
    assert not [card for card in house.cards() if name in shown(card)]
