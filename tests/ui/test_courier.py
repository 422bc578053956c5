"""What Discord's refusals mean for an errand."""

from __future__ import annotations

import aiohttp
import discord
import pytest

from bot.review.courier import CARD_GONE, GONE, CourierFailed, CourierRetry
from bot.review.effects import EffectFailed, EffectRetry
from bot.ui.courier import sending
from bot.ui.effects import _effects, nonce_of
from bot.ui.limits import NONCE_LENGTH
from bot.ui.reach import Busy, Unreachable
from tests.ui.test_reach import Answer, error


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (error(404, 10008), CARD_GONE),
        (error(404, 10003), GONE),
        (error(403, 50001), "no_permission"),
        (error(403, 50007), "dms_closed"),
        (error(400, 50035), "refused"),
        (Unreachable("not_member"), "not_member"),
    ],
)
def test_final_refusals(raised: Exception, code: str) -> None:
    with pytest.raises(CourierFailed) as caught, sending(unknown_message=CARD_GONE):
        raise raised
    assert caught.value.code == code


def test_a_question_whose_message_went_is_gone() -> None:
    body = {
        "code": 50035,
        "message": "Invalid Form Body",
        "errors": {"message_reference": {"_errors": [{"code": "X", "message": "Unknown message"}]}},
    }
    raised = discord.HTTPException(Answer(400), body)
    with pytest.raises(CourierFailed) as caught, sending(bad_reference=GONE):
        raise raised
    assert caught.value.code == GONE


@pytest.mark.parametrize(
    ("raised", "unsure"),
    [
        (error(429), False),
        (discord.RateLimited(7), False),
        (error(500), True),
        (error(503), True),
        (TimeoutError(), True),
        (aiohttp.ServerDisconnectedError(), True),
        (Busy("x"), True),
    ],
    ids=repr,
)
def test_what_is_tried_again_and_whether_it_may_have_worked(raised: Exception, unsure: bool) -> None:
    with pytest.raises(CourierRetry) as caught, sending():
        raise raised
    assert caught.value.unsure is unsure


def test_effects_say_the_same_in_their_own_words() -> None:
    with pytest.raises(EffectFailed) as failed, _effects():
        raise Unreachable("role_above", "detail")
    assert (failed.value.code, failed.value.detail) == ("role_above", "detail")
    with pytest.raises(EffectRetry), _effects():
        raise Busy("x")


def test_a_nonce_is_short_and_the_same_for_the_same_key() -> None:
    assert nonce_of("7:1:warn:12345678901234567890") == nonce_of("7:1:warn:12345678901234567890")
    assert nonce_of("a") != nonce_of("b")
    assert len(nonce_of("a" * 500)) <= NONCE_LENGTH
