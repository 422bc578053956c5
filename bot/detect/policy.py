"""Findings and a server's policy in, a verdict with its full trace out.

The trace answers "why" and "why not" afterwards: every rule that was looked at stands in it, with its numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import Field

from bot.detect.accusation import DEFAULT_THRESHOLD
from bot.detect.accusation.types import Accusation, Kind
from bot.detect.judge import Findings
from bot.detect.message import AuthorKind, MessageView
from bot.detect.sanctions import AppealPolicy, Frozen, LadderPolicy
from bot.detect.self_harm import SEVERITIES

Threshold = Annotated[float, Field(gt=0, le=1)]

_SECOND_PERSON = frozenset({"you", "your", "yours", "yourself", "u", "ur", "ya", "youre", "y", "yall"})
ASK_MINUTES_LIMIT = timedelta(days=7) // timedelta(minutes=1)
REMIND_HOURS_LIMIT: Final = 24 * 30
FLOOD_AUTHORS_LIMIT: Final = 1000
HELP_TEXT_LIMIT: Final = 1000
"""Characters; with a line about where it comes from it fits a message's 2,000 and, cut, a field of the card (1,024)."""
AIMED_AT_OTHERS: Final = frozenset({"insult", "identity_attack"})
"""Labels that say a text attacks somebody. Without one of them a word about harming oneself is not judged as toxic:
"I want to kill myself" scores as a threat, and nobody is to be punished for it."""
OFF_AT_FIRST: Final = frozenset({"obscene"})
"""Labels that flag nothing until a server gives them a threshold. Swearing is no attack: this one alone flagged 37 % of
lines in which profanity only stresses a point (MODEL_CARD.md). What is aimed at somebody the other labels find."""


class RuleKind(StrEnum):
    """What kind of rule a case stands for. ``report`` is a member's report without a finding of ours;
    ``self_harm`` a member's word that they may harm themselves, which is a cause for care and never a wrong."""

    TOXICITY = "toxicity"
    ACCUSATION = "accusation"
    REPORT = "report"
    SELF_HARM = "self_harm"


class AccusationHandling(StrEnum):
    """What happens to an unsupported accusation: nothing, the author is asked first, or straight to the queue."""

    OFF = "off"
    ASK = "ask"
    QUEUE = "queue"


class LabelHandling(StrEnum):
    """Whether mere labels ("liar", "crook") are flagged as well as deeds."""

    OFF = "off"
    MEMBERS = "members"
    ALL = "all"


class AskVia(StrEnum):
    """How an author is asked for a source."""

    REPLY = "reply"
    DM = "dm"


class Language(StrEnum):
    """What the bot speaks where more than one person reads it; ``auto``: what the server's own settings in Discord say."""

    AUTO = "auto"
    EN = "en"
    DE = "de"
    ES = "es"
    FR = "fr"


class ChannelPolicy(Frozen):
    """The rules that hold in one channel, every setting filled in."""

    watch: bool = Field(default=False, description="Read this channel.")
    judge_bots: bool = Field(default=False, description="Judge messages of other bots and of webhooks too.")
    thresholds: Mapping[str, Threshold] = Field(
        default_factory=dict,
        description="Score from which a label flags a message, 0 to 1. A label left out flags nothing.",
    )
    accusations: AccusationHandling = Field(
        default=AccusationHandling.QUEUE,
        description="Unsupported accusations: off, ask the author for a source first, or put them in the queue.",
    )
    labels: LabelHandling = Field(
        default=LabelHandling.OFF,
        description='Flag labels ("crook") as well as deeds: off, only against members, or all.',
    )
    self_harm: bool = Field(
        default=True,
        description="Show moderators messages in which somebody says that they may harm themselves; the member sees nothing.",
    )


class ChannelOverride(Frozen):
    """What one channel, category or thread does differently. ``None`` means: as the level above."""

    watch: bool | None = None
    judge_bots: bool | None = None
    thresholds: Mapping[str, Threshold | None] = Field(default_factory=dict)
    accusations: AccusationHandling | None = None
    labels: LabelHandling | None = None
    self_harm: bool | None = None

    def over(self, base: ChannelPolicy) -> ChannelPolicy:
        """The policy that holds where this override stands on ``base``; a threshold of ``None`` switches a label off."""
        merged = {**base.thresholds, **self.thresholds}
        own = {
            name: value
            for name in ("watch", "judge_bots", "accusations", "labels", "self_harm")
            if (value := getattr(self, name)) is not None
        }
        return base.model_copy(
            update={**own, "thresholds": {label: at for label, at in merged.items() if at is not None}}
        )


class GuildPolicy(Frozen):
    """All settings of one server. A new server starts in shadow mode: flagged, shown to nobody but moderators."""

    shadow: bool = Field(
        default=True, description="Only show what would have been flagged; members see nothing."
    )
    review_channel_id: int | None = Field(
        default=None, description="Where cards for the moderators are posted."
    )
    escalation_role_id: int | None = Field(
        default=None, description="The role that is mentioned once when a case is escalated."
    )
    urgent_role_id: int | None = Field(
        default=None, description="The role on duty: mentioned for urgent cases, at most 3 times an hour."
    )
    urgent_severity: Threshold = Field(
        default=0.95, description="Severity from which a case is urgent, 0 to 1."
    )
    remind_role_id: int | None = Field(
        default=None, description="The role that is mentioned when cases wait too long."
    )
    remind_hours: int = Field(
        default=24, ge=1, le=REMIND_HOURS_LIMIT, description="Hours that a case may wait for a moderator."
    )
    flood_authors: int = Field(
        default=8,
        ge=3,
        le=FLOOD_AUTHORS_LIMIT,
        description="So many people flagged within a minute are a flood, whose cases share one card.",
    )
    help_text: str | None = Field(
        default=None,
        max_length=HELP_TEXT_LIMIT,
        description="What a moderator can send to a member who may harm themselves; left out: the bot's own words.",
    )
    exempt_role_ids: frozenset[int] = Field(
        default=frozenset(), description="Members with one of these roles are never judged."
    )
    ask_via: AskVia = Field(
        default=AskVia.REPLY, description="Ask for a source by a silent reply or by a DM."
    )
    ask_minutes: int = Field(
        default=30, ge=1, le=ASK_MINUTES_LIMIT, description="Minutes an author has to give a source."
    )
    second_look_percent: int = Field(
        default=5,
        ge=0,
        le=100,
        description="Share of upheld and dismissed cases that another moderator is shown once more, blind.",
    )
    second_look_note: bool = Field(
        default=False, description="Put a remark on a case whose second look disagreed with the decision."
    )
    language: Language = Field(
        default=Language.AUTO, description="Language of cards, questions and everything else that many read."
    )
    ladder: LadderPolicy = Field(default_factory=LadderPolicy, description="Points and what they lead to.")
    appeals: AppealPolicy = Field(default_factory=AppealPolicy, description="Appeals against decisions.")
    base: ChannelPolicy = Field(default_factory=ChannelPolicy, description="The rules for every channel.")
    channels: Mapping[int, ChannelOverride] = Field(
        default_factory=dict, description="What single channels do differently."
    )

    @classmethod
    def new(cls, thresholds: Mapping[str, float]) -> Self:
        """The policy a server starts with: shadow mode, nothing watched, the model's own default thresholds.

        ``thresholds`` by label (0..1); those of ``OFF_AT_FIRST`` are left out.
        """
        kept = {label: at for label, at in thresholds.items() if label not in OFF_AT_FIRST}
        return cls(base=ChannelPolicy(thresholds=kept))

    def in_review(self, channel_id: int, parent_id: int | None = None) -> bool:
        """Whether a channel is the review channel or a thread in it: moderators talk there about cases."""
        return self.review_channel_id is not None and self.review_channel_id in (channel_id, parent_id)

    def for_channel(self, channel_id: int, parent_id: int | None = None) -> ChannelPolicy:
        """The rules in a channel; a thread takes its parent's and puts its own over them."""
        policy = self.base
        for level in (parent_id, channel_id):
            if level is not None and (override := self.channels.get(level)) is not None:
                policy = override.over(policy)
        return policy


@dataclass(frozen=True, slots=True)
class Step:
    """One rule that was looked at: its name, whether it spoke for a flag, and the figures it used."""

    rule: str
    passed: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """One reason to show a message to moderators. ``severity`` (0..1) orders the queue."""

    kind: RuleKind
    severity: float
    labels: tuple[str, ...] = ()
    accusations: tuple[Accusation, ...] = ()
    handling: AccusationHandling = AccusationHandling.QUEUE


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the policy made of the findings: flags (none: nothing happens) and every step on the way."""

    flags: tuple[Flag, ...]
    trace: tuple[Step, ...]


def may_judge(view: MessageView, policy: GuildPolicy) -> tuple[Step, ...]:
    """Who is judged, and where. The message is judged when every step passed."""
    channel = policy.for_channel(view.channel_id, view.parent_id)
    kind = view.author_kind
    author = kind is AuthorKind.MEMBER or (
        channel.judge_bots and kind in {AuthorKind.BOT, AuthorKind.WEBHOOK}
    )
    exempt = bool(policy.exempt_role_ids & view.role_ids)
    return (
        Step("channel watched", channel.watch),
        Step("author judged", author, kind.value),
        Step("author not exempt", not exempt),
        Step("not the review channel", not policy.in_review(view.channel_id, view.parent_id)),
    )


def decide(view: MessageView, findings: Findings, policy: GuildPolicy) -> Verdict:
    """The verdict on one revision of a message."""
    trace = list(may_judge(view, policy))
    if not all(step.passed for step in trace):
        return Verdict((), tuple(trace))
    return judge_findings(findings, policy.for_channel(view.channel_id, view.parent_id), trace)


def judge_findings(findings: Findings, policy: ChannelPolicy, before: list[Step] | None = None) -> Verdict:
    """The verdict on findings alone, whoever wrote the message and wherever it stands."""
    trace = list(before or ())
    found = (
        _toxicity(findings, policy, trace),
        _accusation(findings, policy, trace),
        _self_harm(findings, policy, trace),
    )
    return Verdict(tuple(flag for flag in found if flag), tuple(trace))


def _toxicity(findings: Findings, policy: ChannelPolicy, trace: list[Step]) -> Flag | None:
    if findings.scores is None:
        trace.append(Step("scored", False, findings.unscored or ""))
        return None
    over = []
    for label, score in findings.scores.items():
        at = policy.thresholds.get(label)
        if at is None:
            trace.append(Step(f"{label} ≥ threshold", False, f"{score:.2f}, label switched off"))
            continue
        trace.append(Step(f"{label} ≥ threshold", score >= at, f"{score:.2f} against {at:.2f}"))
        if score >= at:
            over.append(label)
    if not over:
        return None
    if findings.self_harm is not None:
        aimed = bool(AIMED_AT_OTHERS & set(over))
        trace.append(Step("aimed at others", aimed, "speaks of harming themselves"))
        if not aimed:
            return None
    return Flag(RuleKind.TOXICITY, max(findings.scores[label] for label in over), labels=tuple(over))


def _self_harm(findings: Findings, policy: ChannelPolicy, trace: list[Step]) -> Flag | None:
    found = findings.self_harm
    if found is None:
        trace.append(Step("speaks of harming themselves", False))
        return None
    trace.append(Step("speaks of harming themselves", True, found.sort.value))
    if not policy.self_harm:
        trace.append(Step("self-harm handled here", False, "switched off"))
        return None
    return Flag(RuleKind.SELF_HARM, SEVERITIES[found.sort])


def _accusation(findings: Findings, policy: ChannelPolicy, trace: list[Step]) -> Flag | None:
    reading = findings.reading
    if reading is None or not reading.accusations:
        trace.append(Step("accusation found", False))
        return None
    trace.extend(Step(f"accusation {seen.part}", True, str(seen)) for seen in reading.evidence)
    trace.append(
        Step("unsupported", reading.unsupported, f"probability {reading.unsupported_accusation:.2f}")
    )
    if policy.accusations is AccusationHandling.OFF:
        trace.append(Step("accusations handled here", False, "switched off"))
        return None
    if not reading.unsupported:
        return None
    kept = tuple(found for found in reading.accusations if _wanted(found, policy, trace))
    if not kept:
        return None
    return Flag(
        RuleKind.ACCUSATION, reading.unsupported_accusation, accusations=kept, handling=policy.accusations
    )


def _wanted(found: Accusation, policy: ChannelPolicy, trace: list[Step]) -> bool:
    """Whether the policy flags this one accusation: unsupported by itself, and of a kind the server asked for."""
    if not found.is_open or found.probability < DEFAULT_THRESHOLD:
        return False
    if found.kind is Kind.ACT:
        return True
    wanted = policy.labels is LabelHandling.ALL or (
        policy.labels is LabelHandling.MEMBERS and against_member(found)
    )
    trace.append(Step("label flagged", wanted, f"labels: {policy.labels.value}"))
    return wanted


def against_member(found: Accusation) -> bool:
    """Whether a charge is aimed at somebody present: "you", a mention, or an addressee left unsaid ("Liar.")."""
    words = found.target.text.casefold().lstrip("<").split() if found.target else []
    return not words or words[0].startswith("@") or re.split(r"['’]", words[0])[0] in _SECOND_PERSON
