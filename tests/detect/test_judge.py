"""What is scored where parts of a message are in different languages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.detect.accusation import Detector
from bot.detect.judge import Ask, Judge
from bot.detect.message import AuthorKind, MessageView, Part, Place, ordered
from tests.detect.fakes import MarkReader, WordScorer

ENGLISH = "What a rotten thing to say about the mayor of this town"
GERMAN = (
    "Der Stadtrat hat am Dienstag über den Haushalt des Hafens beraten und die Gebühren für das kommende Jahr "
    "nach langer Aussprache um drei Prozent erhöht, wie der Bürgermeister danach mitteilte."
)


@pytest.mark.parametrize(
    ("claims", "preview", "scored"),
    [
        (ENGLISH, "", ENGLISH),
        (ENGLISH, GERMAN, ENGLISH),
        (GERMAN, "", None),
        (GERMAN, GERMAN, None),
        (f"{GERMAN}\n{GERMAN}\n{ENGLISH}", "", ENGLISH),
        (f"{GERMAN}\n{ENGLISH}", GERMAN, ENGLISH),
        ("", GERMAN, None),
        ("", ENGLISH, ENGLISH),
    ],
)
def test_a_preview_in_another_language_hides_nothing(claims: str, preview: str, scored: str | None) -> None:
    scorer = WordScorer()
    text = "\n".join(part for part in (claims, preview) if part)
    (found,) = Judge(scorer, MarkReader()).judge([Ask(text, len(claims))])
    assert [one for batch in scorer.batches for one in batch] == ([] if scored is None else [scored])
    assert found.unscored == ("language" if scored is None else None)
    assert found.language == ("de" if scored is None else "en")


def test_nothing_to_judge() -> None:
    assert Judge(WordScorer(), MarkReader()).judge([]) == []


FILE = "Minister Dalgaard took two million from the port company."


@pytest.mark.parametrize(
    ("parts", "unsupported"),
    [
        ([Part(Place.CONTENT, FILE), Part(Place.ATTACHMENT, "ledger.pdf")], False),
        ([Part(Place.CONTENT, FILE)], True),
        ([Part(Place.ATTACHMENT, FILE)], True),
        ([Part(Place.ATTACHMENT, FILE), Part(Place.CONTENT, "Look what I found today")], True),
        ([Part(Place.CONTENT, "Notes of last night are in here"), Part(Place.FILE, FILE)], True),
    ],
)
def test_a_file_supports_what_stands_beside_it_and_not_what_it_says_itself(
    parts: list[Part], unsupported: bool
) -> None:
    view = MessageView(
        guild_id=1,
        channel_id=2,
        message_id=3,
        author_id=4,
        author_name="Ada",
        author_kind=AuthorKind.MEMBER,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        parts=ordered(parts),
        has_attachments=any(part.attached for part in parts),
    )
    assert view.text.startswith(view.claims)
    assert view.claims.startswith(view.written)
    (found,) = Judge(WordScorer(), Detector.load()).judge([Ask.of(view)])
    assert found.reading is not None
    assert found.reading.unsupported is unsupported
