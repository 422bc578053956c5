"""Who may click what: rights and the bond of case, server and card are looked at on every click and submission."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot import wording
from bot.detect.policy import GuildPolicy
from bot.review.types import (
    ActionRow,
    Case,
    CaseState,
    Draft,
    GivenBack,
    Lost,
    Missing,
    Note,
    Ok,
    Refused,
    Trail,
)
from bot.ui import clicks, questions, rights, submissions, verbs
from tests.ui.kit import (
    ADA,
    ADMIN_ROLE,
    GUILD,
    MOD,
    MODERATOR_ROLE,
    OWNER,
    card,
    case,
    client,
    guild_of,
    member,
)

CARD = 9000


class FakeDesk:
    """Knows one case on one card; notes decisions; gives the answer it was told to."""

    def __init__(self, known: Case, result: Any = None) -> None:
        self.known = known
        self.result = result or Ok(known)
        self.asked: list[str] = []
        self.refusals: list[str] = []
        self.kept: Draft | None = None
        self.reversed: tuple[ActionRow, ...] = ()
        self.group: tuple[Case, ...] = (known,)

    async def refused(self, guild_id: int, case_id: int, by: int, why: str) -> None:
        self.refusals.append(why)

    async def renew(self, guild_id: int, case_id: int, moderator_id: int) -> None:
        self.renewed = True

    async def hold(self, guild_id: int, case_id: int, moderator_id: int) -> Any:
        if self.known.state.decided:
            return Lost(self.known, self.known.decided_by, self.known.state)
        return Ok(self.known)

    async def draft(self, guild_id: int, case_id: int, moderator_id: int) -> Draft | None:
        return self.kept

    async def to_reverse(self, *_: Any) -> tuple[ActionRow, ...]:
        return self.reversed

    async def trail(self, *_: Any) -> tuple[Trail, ...]:
        return ()

    async def notes(self, *_: Any) -> tuple[Note, ...]:
        return ()

    async def undecided_of_group(self, guild_id: int, group_id: int) -> tuple[Case, ...]:
        return self.group

    async def case_by_id(self, guild_id: int, case_id: int) -> Case | None:
        return self.known if (guild_id, case_id) == (self.known.guild_id, self.known.id) else None

    async def case_of_click(self, guild_id: int, case_id: int, message_id: int) -> Case | None:
        return self.known if message_id == CARD else None

    async def card(self, guild_id: int, group_id: int, *, lead_id: int | None = None) -> Any:
        return card(self.known)

    async def history(self, guild_id: int, author_id: int) -> tuple[Case, ...]:
        return (self.known, case(id=8, number=13))

    def __getattr__(self, name: str) -> Any:
        async def decide(*_: Any, **__: Any) -> Any:
            self.asked.append(name)
            return self.result

        return decide


class FakeInteraction:
    """A click by one person on one message: what was answered, and how."""

    def __init__(
        self,
        desk: FakeDesk,
        *,
        moderator: bool = True,
        user_id: int = MOD,
        guild_id: int | None = GUILD,
        message_id: int = CARD,
        ephemeral: bool = False,
        guild: Any = None,
    ) -> None:
        self.told: list[str] = []
        self.embeds: list[discord.Embed] = []
        self.modals: list[Any] = []
        self.redrawn = 0
        self.strays: list[int] = []
        self.guild_id = guild_id
        self.guild = guild or (guild_of(client()) if guild_id is not None else None)
        self.user = SimpleNamespace(id=user_id)
        self.permissions = discord.Permissions(moderate_members=moderator)
        self.message = SimpleNamespace(
            id=message_id, flags=SimpleNamespace(ephemeral=ephemeral), channel=SimpleNamespace(id=1)
        )
        self.extras: dict[str, Any] = {}
        self.response = self
        self.followup = SimpleNamespace(send=self._tell)
        self.type: Any = None
        self.client = SimpleNamespace(
            services=SimpleNamespace(
                desk=desk,
                policies=SimpleNamespace(get=self._policy),
                ladder=SimpleNamespace(suggestion=self._suggestion),
                outbox=SimpleNamespace(stray=self._stray),
            ),
            get_guild=lambda _: None,
        )

    async def _suggestion(self, *_: Any) -> None:
        return None

    async def _policy(self, _: int) -> GuildPolicy:
        return GuildPolicy(shadow=False)

    async def _stray(self, guild_id: int, group_id: int, channel_id: int, message_id: int) -> None:
        self.strays.append(message_id)

    async def _tell(self, content: str = "", *, embed: Any = None, **_: Any) -> None:
        if content:
            self.told.append(content)
        if embed is not None:
            self.embeds.append(embed)

    async def send_message(self, content: str = "", **more: Any) -> None:
        self.type = discord.InteractionResponseType.channel_message
        await self._tell(content, **more)

    async def defer(self, **_: Any) -> None:
        self.type = discord.InteractionResponseType.deferred_message_update

    async def send_modal(self, modal: Any) -> None:
        self.type = discord.InteractionResponseType.modal
        self.modals.append(modal)

    async def edit_original_response(self, content: str = "", **more: Any) -> None:
        if content:
            await self._tell(content)
        self.redrawn += 1

    def is_done(self) -> bool:
        return self.type is not None


DOORS: dict[str, Any] = {
    **{
        name: (lambda one, at, call=call: call(one, at))
        for name, call in {**verbs.BUTTONS, **verbs.MENU}.items()
    },
    **{
        f"{verb} submitted": (
            lambda one, at, call=call: call(
                one,
                (str(at), str(CARD)),
                {"what": ["delete"], "number": ["3"], "note": ["words"], "reason": ["why"]},
            )
        )
        for verb, call in submissions.HANDLERS.items()
        if verb != "note_message"
    },
    "amount": lambda one, at: submissions.amount(one, "slowmode", "60", at),
}


@pytest.fixture(autouse=True)
def people(monkeypatch: pytest.MonkeyPatch) -> dict[int, discord.Member]:
    """The members that can be fetched: a moderator and a plain one."""
    guild = guild_of(client())
    known = {MOD: member(guild, MOD, "Mod", MODERATOR_ROLE), ADA: member(guild, ADA, "Ada")}

    async def fetched(_: Any, user_id: int) -> discord.Member | None:
        return known.get(user_id)

    monkeypatch.setattr(rights, "member_of", fetched)
    monkeypatch.setattr(submissions, "member_of", fetched)
    return known


@pytest.mark.parametrize("door", DOORS)
async def test_every_door_is_for_moderators(door: str) -> None:
    desk = FakeDesk(case())
    one: Any = FakeInteraction(desk, moderator=False)
    await DOORS[door](one, 7)
    assert one.told == [wording.MODERATORS_ONLY]
    assert (desk.asked, one.modals, one.embeds) == ([], [], [])
    assert desk.refusals == ["not_moderator"]


@pytest.mark.parametrize("door", DOORS)
async def test_every_door_asks_whether_the_case_is_this_servers(door: str) -> None:
    desk = FakeDesk(case(guild_id=GUILD + 1))
    one: Any = FakeInteraction(desk)
    await DOORS[door](one, 7)
    assert one.told == [wording.NO_SUCH_CASE]
    assert (desk.asked, one.modals, one.embeds) == ([], [], [])


@pytest.mark.parametrize("door", DOORS)
async def test_every_door_asks_whether_it_is_the_cases_card(door: str) -> None:
    desk = FakeDesk(case())
    one: Any = FakeInteraction(desk, message_id=CARD + 1)
    await DOORS[door](one, 7)
    assert one.told == [wording.CARD_REPLACED]
    assert one.strays == [CARD + 1]
    assert (desk.asked, one.modals, one.embeds) == ([], [], [])


@pytest.mark.parametrize(
    ("door", "decision"),
    [
        ("dismiss", "dismiss"),
        ("group", "dismiss"),
        ("ask", "ask"),
        ("reopen", "reopen"),
        ("undo", "undo"),
        ("drop", "release"),
        ("note submitted", "add_note"),
        ("link submitted", "link"),
        ("assign submitted", "assign"),
        ("release", "release"),
        ("uphold submitted", "uphold"),
        ("duplicate submitted", "mark_duplicate"),
    ],
)
@pytest.mark.parametrize("ephemeral", [False, True])
async def test_a_moderator_gets_through(door: str, decision: str, ephemeral: bool) -> None:
    desk = FakeDesk(case())
    one: Any = FakeInteraction(desk, ephemeral=ephemeral, message_id=CARD if not ephemeral else 1)
    await DOORS[door](one, 7)
    assert desk.asked == [decision]
    assert one.told == (["Case #12 is open again."] if door == "undo" else [])
    assert desk.refusals == []
    assert one.redrawn == int(ephemeral)


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (Lost(case(state=CaseState.DISMISSED), 4, CaseState.DISMISSED), "already decided: dismissed by <@4>"),
        (Lost(case(state=CaseState.CLAIMED), 4, CaseState.CLAIMED), "already being read by <@4>"),
        (Missing(), wording.NO_SUCH_CASE),
        (Refused(case(), "shadow"), "shadow mode"),
        (GivenBack(case(), (), "x"), "Discord could not be reached"),
    ],
)
async def test_who_comes_second_is_told_politely(result: Any, sentence: str) -> None:
    one: Any = FakeInteraction(FakeDesk(case(), result))
    await clicks.dismiss(one, 7)
    assert sentence in one.told[0]


async def test_a_decided_case_opens_no_modal() -> None:
    one: Any = FakeInteraction(FakeDesk(case(state=CaseState.UPHELD, decided_by=4)))
    await clicks.uphold(one, 7)
    assert "already decided" in one.told[0]
    assert not one.modals


@pytest.mark.parametrize(
    ("moderator", "author", "sentence"),
    [
        ((MOD, MODERATOR_ROLE), (ADA,), None),
        ((MOD, MODERATOR_ROLE), (ADA, MODERATOR_ROLE), wording.YOUR_ROLE_NOT_ABOVE),
        ((MOD, MODERATOR_ROLE), (ADA, ADMIN_ROLE), wording.NOTHING_TO_OWNER),
        ((OWNER,), (ADA, MODERATOR_ROLE), None),
        ((MOD, ADMIN_ROLE), None, wording.TARGET_LEFT),
    ],
)
async def test_the_role_order_holds_for_moderators_too(
    moderator: tuple[int, ...],
    author: tuple[int, ...] | None,
    sentence: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    guild = guild_of(client())
    people = {one[0]: member(guild, one[0], "Name", *one[1:]) for one in (moderator, author) if one}

    async def fetched(_: Any, user_id: int) -> discord.Member | None:
        return people.get(user_id)

    monkeypatch.setattr(rights, "member_of", fetched)
    desk = FakeDesk(case())
    one: Any = FakeInteraction(desk, user_id=moderator[0], guild=guild)
    await submissions.upheld(one, ("7", str(CARD)), {"what": ["timeout"], "length": ["60"]})
    assert one.told == ([] if sentence is None else [sentence])
    assert desk.asked == (["uphold"] if sentence is None else [])


BRUNO, CLEO = 3100, 3101


@pytest.mark.parametrize("scope", ["one", "group"])
@pytest.mark.parametrize(
    ("bruno", "sentence"),
    [
        ((), None),
        ((MODERATOR_ROLE,), wording.YOUR_ROLE_NOT_ABOVE_ALL),
        ((ADMIN_ROLE,), wording.YOUR_ROLE_NOT_ABOVE_ALL),
        (None, None),
    ],
    ids=["below", "the same role", "administrator", "left"],
)
async def test_the_role_order_holds_for_every_author_of_a_group(
    bruno: tuple[int, ...] | None, sentence: str | None, scope: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    guild = guild_of(client())
    people = {MOD: member(guild, MOD, "Mod", MODERATOR_ROLE), ADA: member(guild, ADA, "Ada")}
    if bruno is not None:
        people[BRUNO] = member(guild, BRUNO, "Bruno", *bruno)

    async def fetched(_: Any, user_id: int) -> discord.Member | None:
        return people.get(user_id)

    monkeypatch.setattr(rights, "member_of", fetched)
    desk = FakeDesk(case())
    desk.group = (case(), case(id=8, number=13, author_id=BRUNO))
    one: Any = FakeInteraction(desk, guild=guild)
    await submissions.upheld(one, ("7", str(CARD)), {"what": ["timeout"], "scope": [scope]})
    refused = scope == "group" and sentence is not None
    assert one.told == ([sentence] if refused else [])
    assert desk.asked == ([] if refused else ["uphold"])


async def test_a_group_of_too_many_people_is_not_timed_out_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fetched(*_: Any) -> None:
        raise AssertionError("nobody may be fetched")

    monkeypatch.setattr(rights, "member_of", fetched)
    desk = FakeDesk(case())
    desk.group = tuple(case(id=100 + n, author_id=BRUNO + n) for n in range(rights.GROUP_AUTHORS))
    one: Any = FakeInteraction(desk, guild=guild_of(client()))
    await submissions.upheld(one, ("7", str(CARD)), {"what": ["timeout"], "scope": ["group"]})
    assert one.told == [wording.TOO_MANY_AT_ONCE]
    assert desk.asked == []


@pytest.mark.parametrize("others", [(), (case(id=8, number=13, author_id=BRUNO),)])
async def test_the_modal_offers_the_group_where_there_is_one(others: tuple[Case, ...]) -> None:
    desk = FakeDesk(case())
    desk.group = (case(), *others)
    one: Any = FakeInteraction(desk)
    await clicks.uphold(one, 7)
    offered = [label["component"]["custom_id"] for label in one.modals[0].to_dict()["components"]]
    assert ("scope" in offered) is bool(others)


@pytest.mark.parametrize(("card_id", "through"), [(CARD, True), (CARD + 1, False)])
@pytest.mark.parametrize("door", ["uphold submitted", "duplicate submitted"])
async def test_a_submission_without_a_message_is_held_to_the_modals_card(
    door: str, card_id: int, through: bool
) -> None:
    desk = FakeDesk(case())
    one: Any = FakeInteraction(desk)
    one.message = None
    submitted = submissions.upheld if door.startswith("uphold") else submissions.duplicate
    await submitted(one, ("7", str(card_id)), {"number": ["3"]})
    assert bool(desk.asked) is through
    assert one.told == ([] if through else [wording.CARD_REPLACED])


async def test_a_modal_of_a_private_answer_names_no_card() -> None:
    one: Any = FakeInteraction(FakeDesk(case()), ephemeral=True)
    await clicks.uphold(one, 7)
    assert one.modals[0].custom_id == f"modal:uphold:7:{clicks.NO_CARD}"


async def test_history_leaves_the_case_itself_out() -> None:
    one: Any = FakeInteraction(FakeDesk(case()))
    await clicks.history(one, 7)
    assert "#13" in one.embeds[0].description
    assert "#12" not in one.embeds[0].description


@pytest.mark.parametrize("given", ["x", "", "12a", "#"])
async def test_a_duplicate_needs_a_number(given: str) -> None:
    desk = FakeDesk(case())
    one: Any = FakeInteraction(desk)
    await submissions.duplicate(one, ("7", str(CARD)), {"number": [given]})
    assert one.told == [wording.NUMBER_EXPECTED]
    assert desk.asked == []


# The author's side


@pytest.mark.parametrize("verb", ["why", "source"])
@pytest.mark.parametrize(
    ("known", "user", "guild_id", "sentence"),
    [
        (case(state=CaseState.ASKED), MOD, GUILD, wording.ASK_NOT_YOURS),
        (case(state=CaseState.SOURCED), ADA, GUILD, wording.ASK_OVER),
        (case(id=99), ADA, GUILD, wording.ASK_OVER),
        (case(state=CaseState.ASKED), ADA, GUILD + 1, wording.NO_SUCH_CASE),
    ],
)
async def test_the_question_is_for_its_author(
    verb: str, known: Case, user: int, guild_id: int, sentence: str
) -> None:
    one: Any = FakeInteraction(FakeDesk(known), moderator=False, user_id=user, guild_id=guild_id)
    await questions.pressed(one, verb, 7, GUILD)
    assert one.told == [sentence]
    assert not one.modals


@pytest.mark.parametrize("guild_id", [GUILD, None], ids=["channel", "dm"])
async def test_the_author_is_told_why_without_a_verdict(guild_id: int | None) -> None:
    one: Any = FakeInteraction(
        FakeDesk(case(state=CaseState.ASKED)), moderator=False, user_id=ADA, guild_id=guild_id
    )
    await questions.pressed(one, "why", 7, GUILD)
    assert "took 2 million" in one.told[0]
    assert "No source was found" in one.told[0]
    assert not any(word in one.told[0].casefold() for word in ("false", "untrue", " lie"))


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (Ok(case(state=CaseState.SOURCED)), wording.SOURCE_THANKS),
        (Lost(case(), None, CaseState.UPHELD), wording.ASK_OVER),
        (Missing(), wording.NO_SUCH_CASE),
    ],
)
async def test_the_authors_source(result: Any, sentence: str) -> None:
    desk = FakeDesk(case(state=CaseState.ASKED), result)
    one: Any = FakeInteraction(desk, moderator=False, user_id=ADA)
    await questions.source_submitted(one, ("7", str(GUILD)), {"source": ["https://courts.example/1"]})
    assert one.told == [sentence]
    assert desk.asked == ["source_given"]


async def test_another_persons_source_through_the_authors_modal_is_refused() -> None:
    desk = FakeDesk(case(state=CaseState.ASKED))
    one: Any = FakeInteraction(desk, moderator=False, user_id=MOD)
    await questions.source_submitted(one, ("7", str(GUILD)), {"source": ["https://courts.example/1"]})
    assert one.told == [wording.ASK_NOT_YOURS]
    assert desk.asked == []


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("trust me", wording.SOURCE_NOT_A_SOURCE),
        ("everybody knows it", wording.SOURCE_NOT_A_SOURCE),
        ("12", wording.SOURCE_NOT_A_SOURCE),
        ("Harbour Tribune, 3 May 2026", None),
        ("https://youtu.be/abcdefghijk", wording.source_weak("video")),
        ("look: https://youtu.be/abcdefghijk https://courts.example/ruling/1", None),
    ],
)
async def test_what_is_filled_in_must_be_something_to_look_up(given: str, sentence: str | None) -> None:
    desk = FakeDesk(case(state=CaseState.ASKED))
    one: Any = FakeInteraction(desk, moderator=False, user_id=ADA)
    await questions.source_submitted(one, ("7", str(GUILD)), {"source": [given]})
    assert one.told == [sentence or wording.SOURCE_THANKS]
    assert desk.asked == ([] if sentence else ["source_given"])
