"""Messages a bot sends or edits, polls included.

Source: https://discord.com/developers/docs/resources/message#create-message and resources/poll
"""

from __future__ import annotations

from typing import Any

from bot.sandbox import limits
from bot.sandbox.errors import EMPTY_MESSAGE, INVALID_FORM_BODY, ApiError, Problems, wrong_types_refused
from bot.sandbox.model import Json, Message, MessageFlag
from bot.sandbox.validate import components, embeds

SETTABLE = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.IS_COMPONENTS_V2
_MENTION_KINDS = ("everyone", "roles", "users")


def check(payload: Any, *, files: int = 0, editing: Message | None = None) -> None:
    """Raise 400 for a payload Discord would refuse; ``files`` is the number of uploaded parts."""
    if not isinstance(payload, dict):
        raise ApiError(400, INVALID_FORM_BODY, "Invalid Form Body")
    problems = Problems()
    with wrong_types_refused():
        _parts(problems, payload, files, editing)
    problems.check()
    if editing is None and not files and not _has_body(payload):
        raise ApiError(400, EMPTY_MESSAGE, "Cannot send an empty message")


def _parts(problems: Problems, payload: Json, files: int, editing: Message | None) -> None:
    v2 = bool(int(payload.get("flags") or 0) & MessageFlag.IS_COMPONENTS_V2)
    if editing is not None:
        v2 = v2 or bool(editing.flags & MessageFlag.IS_COMPONENTS_V2)
    if payload.get("content") is not None:
        problems.length(("content",), payload["content"], limits.MESSAGE_CONTENT_LENGTH)
    if payload.get("embeds") is not None:
        embeds.check(problems, payload["embeds"])
    if payload.get("components") is not None:
        components.check_message(problems, payload["components"], v2=v2)
    if payload.get("nonce") is not None:
        problems.length(("nonce",), str(payload["nonce"]), limits.MESSAGE_NONCE_LENGTH)
    if payload.get("sticker_ids") is not None:
        problems.count(("sticker_ids",), payload["sticker_ids"], limits.MESSAGE_STICKERS)
    _attachments(problems, payload.get("attachments"), files)
    _allowed_mentions(problems, payload.get("allowed_mentions"))
    if payload.get("poll") is not None:
        check_poll(problems, payload["poll"])
    if v2:
        _only_components(problems, payload)


def _has_body(payload: Json) -> bool:
    if isinstance(payload.get("content"), str) and payload["content"].strip():
        return True
    named = ("embeds", "components", "sticker_ids", "poll", "attachments")
    forward = (
        isinstance(payload.get("message_reference"), dict) and payload["message_reference"].get("type") == 1
    )
    return forward or any(payload.get(name) for name in named)


def _only_components(problems: Problems, payload: Json) -> None:
    for name in ("content", "embeds", "poll", "sticker_ids"):
        if payload.get(name):
            problems.add(
                (name,),
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )


def _attachments(problems: Problems, attachments: Any, files: int) -> None:
    if files > limits.MESSAGE_ATTACHMENTS:
        problems.add(
            ("files",), "BASE_TYPE_BAD_LENGTH", f"Must be {limits.MESSAGE_ATTACHMENTS} or fewer in length."
        )
    if attachments is None or not problems.count(("attachments",), attachments, limits.MESSAGE_ATTACHMENTS):
        return
    for index, one in enumerate(attachments):
        if one.get("description") is not None:
            problems.length(
                ("attachments", index, "description"),
                one["description"],
                limits.ATTACHMENT_DESCRIPTION_LENGTH,
            )


def _allowed_mentions(problems: Problems, allowed: Any) -> None:
    if allowed is None:
        return
    parse = allowed.get("parse") or []
    for index, kind in enumerate(parse):
        if kind not in _MENTION_KINDS:
            problems.choice(("allowed_mentions", "parse", index), kind, _MENTION_KINDS)
    for kind in ("users", "roles"):
        if kind in parse and allowed.get(kind):
            problems.add(
                ("allowed_mentions",),
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f"parse:{kind} and {kind}: [ids...] are mutually exclusive.",
            )


def check_poll(problems: Problems, poll: Any) -> None:
    """Note what is wrong with a poll create request."""
    question = (poll.get("question") or {}).get("text")
    problems.length(("poll", "question", "text"), question, limits.POLL_QUESTION_LENGTH, 1)
    answers = poll.get("answers")
    if problems.count(("poll", "answers"), answers, limits.POLL_ANSWERS, 1):
        for index, answer in enumerate(answers):
            text = (answer.get("poll_media") or {}).get("text")
            problems.length(
                ("poll", "answers", index, "poll_media", "text"), text, limits.POLL_ANSWER_LENGTH, 1
            )
    if poll.get("duration") is not None:
        problems.number(("poll", "duration"), poll["duration"], 1, limits.POLL_HOURS)
