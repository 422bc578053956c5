"""Frames that take a charge out of the present: fiction, games, dreams, ancient history; and names behind pronouns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.detect.accusation import words
from bot.detect.accusation.document import Document, read_document
from bot.detect.accusation.phrases import is_name, right_phrase
from bot.detect.accusation.target_kind import Target, TargetKind
from bot.detect.accusation.types import ContextMessage

MAX_CONTEXT = 10
"""Earlier messages in which an antecedent is looked for: the guideline's window."""

FICTION = re.compile(
    r"\b(?:in (?:season|episode|chapter|act|the (?:last |first |new |second |third |final )?(?:movie|film|show|series|book|novel|game|episode|season|finale|comic|manga|anime|play|musical|story|campaign|quest|dlc|sequel|prequel|podcast drama|trailer))"
    r"|season (?:\d+|one|two|three|four|five|finale)|episode \d+|chapter \d+|spoilers?|in-game|in game|npc|boss fight|plot twist|villain|protagonist|antagonist|fan ?fic(?:tion)?|the character|main character|imperial senator from|dungeon|d&d|dnd|our campaign|minecraft|skyrim|among us|werewolf (?:game|round)|mafia (?:game|round)|last round|crusader kings|civ \d|rimworld|dwarf fortress|roleplay|role ?play|my character|his character|i dreamed|i dreamt|in my dream|tv show|netflix|hbo|sitcom|(?:film|movie|novel|series|play) about|movie where|novel where|film where|book where|story where|cutscene|side ?quest|playthrough|save ?game|the sims|(?:board|card|video|our \w+|our|this) game|secret hitler|diplomacy game|monopoly|chess)\b"
)
HISTORY = re.compile(
    r"\b(?:caesar|brutus|nero|caligula|napoleon|pharaoh|pharaohs|cleopatra|tudors?|borgia|borgias|richard iii|henry viii|cicero|catiline|robespierre|ramses|genghis khan|attila|charlemagne|alexander the great|augustus|medici|cromwell|rasputin|marie antoinette|louis x[iv]+|judas iscariot|cassius|ivan the terrible|ancient \w+|antiquity|medieval|mediaeval|middle ages|renaissance|bronze age|roman (?:empire|senate|republic|emperors?)|ottoman sultans?|the (?:\d{1,2}(?:th|st|nd|rd)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth) century|bc\b|b\.c\.|in 1[0-7]\d\d|of 1[0-7]\d\d|in \d{2,3} ad)\b"
)


def detect_frame(document: Document, position: int, target: Target) -> tuple[str, str] | None:
    """``("fiction" | "history", words)`` when the charge's sentence or the one before sets such a frame.

    ``("no agent", "")`` for a charge without a target in a message that speaks of no one at all.
    """
    number = document.sentence_number(position)
    start, end = document.sentences[number]
    begin = document.sentences[max(0, number - 1)][0]
    text = document.text[begin:end]
    if found := FICTION.search(text):
        return "fiction", found.group()
    if found := HISTORY.search(document.text[start:end]):
        return "history", found.group()
    if target.kind is TargetKind.NOBODY and not _speaks_of_someone(document):
        return "no agent", "no one in sight"
    return None


def _speaks_of_someone(document: Document) -> bool:
    persons = words.SECOND | words.PERSON_THIRD | words.GROUP | words.OFFICE
    tokens = document.tokens
    if any(token.text in persons or is_name(token, document) for token in tokens[1:]):
        return True
    subject = len(tokens) > 1 and is_name(tokens[0], document) and tokens[1].text in words.AUXILIARY
    return bool(tokens) and (tokens[0].text in persons or subject)


def resolve_target(
    document: Document, target: Target, context: Sequence[ContextMessage], author: str | None
) -> str | None:
    """The name behind a pronoun, "you" or a missing target, from the message itself or its context; else ``None``."""
    if target.kind is TargetKind.THIRD or (target.kind is TargetKind.DEFINITE and target.how == "definite"):
        before = _last_name(document, target.start)
        if before is not None:
            return before
        for message in reversed(context[-MAX_CONTEXT:]):
            earlier = read_document(message.text)
            if (name := _last_name(earlier, len(earlier.text))) is not None:
                return name
        return None
    if target.kind in (TargetKind.SECOND, TargetKind.IMPLIED):
        text = document.text[target.start : target.end]
        if text.startswith(("@", "<@")):
            return document.span(target.start, target.end).text
        for message in reversed(context[-MAX_CONTEXT:]):
            if message.author and message.author != author:
                return message.author
    return None


def _last_name(document: Document, before: int) -> str | None:
    """The last name that starts before folded position ``before``."""
    name: str | None = None
    _, stop = document.token_range(0, before) if before else (0, 0)
    at = 0
    while at < stop:
        token = document.tokens[at]
        if is_name(token, document) and token.text not in words.PROTECTED:
            phrase = right_phrase(document, at, stop)
            if phrase is not None:
                name = document.span(token.start, document.tokens[phrase[1] - 1].end).text
                at = phrase[1] - 1
        at += 1
    return name
