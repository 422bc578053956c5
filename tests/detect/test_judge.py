"""What is scored where parts of a message are in different languages."""

from __future__ import annotations

import pytest

from bot.detect.judge import Ask, Judge
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
