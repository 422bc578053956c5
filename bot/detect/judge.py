"""Both detectors behind one door: a text in, its scores and the reading of its accusations out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.detect import self_harm
from bot.detect.accusation.types import ContextMessage, Reading
from bot.detect.language import Language, detect_language
from bot.detect.message import MessageView
from bot.detect.self_harm import SelfHarm
from bot.detect.toxicity import Scorer


class AccusationReader(Protocol):
    """Finds accusations in one text; ``bot.detect.accusation.Detector`` is the one that ships."""

    def read(
        self,
        text: str,
        *,
        context: Sequence[ContextMessage] = (),
        author: str | None = None,
        attachments: bool = False,
        settled: Sequence[str] = (),
    ) -> Reading: ...


@dataclass(frozen=True, slots=True)
class Ask:
    """One text to judge. Its first ``claims_end`` code points are the author's; what follows is only shown with it.

    ``written_end``: where the author's writing ends and the texts of ``attachments`` begin (by default nowhere).
    """

    text: str
    claims_end: int
    context: tuple[ContextMessage, ...] = ()
    author: str | None = None
    attachments: bool = False
    written_end: int | None = None

    @classmethod
    def of(cls, view: MessageView, context: Sequence[ContextMessage] = ()) -> Ask:
        return cls(
            view.text,
            len(view.claims),
            tuple(context),
            view.author_name,
            view.has_attachments,
            len(view.written),
        )


@dataclass(frozen=True, slots=True)
class Findings:
    """What the detectors found in one text.

    ``scores`` maps a label to 0..1 and is ``None`` where ``unscored`` says why ("language" or "empty");
    ``language`` is an ISO 639-1 code or ``None`` where the text is too short to tell. ``self_harm`` is what the author
    says of harming themselves, ``None`` where nothing was read.
    """

    scores: Mapping[str, float] | None
    unscored: str | None
    model: str
    language: str | None
    reading: Reading | None
    self_harm: SelfHarm | None = None


class Judge:
    """Runs both detectors. Synchronous; called from one thread at a time."""

    def __init__(self, scorer: Scorer, accusations: AccusationReader) -> None:
        self.scorer = scorer
        self.accusations = accusations

    def judge(self, asks: Sequence[Ask]) -> list[Findings]:
        """Findings for each text, in the order given. Pass at most ``engine.BATCH`` texts to bound the wait."""
        texts, languages = zip(*map(_to_score, asks), strict=True) if asks else ((), ())
        readable = [i for i, text in enumerate(texts) if text.strip() and languages[i].readable]
        scored = dict(zip(readable, self.scorer.score([texts[i] for i in readable]), strict=True))
        return [
            self._findings(ask, languages[index].code, scored.get(index)) for index, ask in enumerate(asks)
        ]

    def _findings(self, ask: Ask, language: str | None, scores: Mapping[str, float] | None) -> Findings:
        if scores is None:
            why = "language" if ask.text.strip() else "empty"
            return Findings(None, why, self.scorer.name, language, None)
        said = self_harm.read(ask.text[: ask.claims_end])
        return Findings(scores, None, self.scorer.name, language, self._read(ask), said)

    def _read(self, ask: Ask) -> Reading:
        """The accusations of a text. An attachment may support what is written beside it, never what it says itself."""
        claims = ask.text[: ask.claims_end]
        reading = self.accusations.read(
            claims, context=ask.context, author=ask.author, attachments=ask.attachments
        )
        written_end = ask.claims_end if ask.written_end is None else ask.written_end
        charges = [found.charge for found in reading.accusations if found.charge is not None]
        if ask.attachments and any(charge.start >= written_end for charge in charges):
            return self.accusations.read(claims, context=ask.context, author=ask.author)
        return reading


def _to_score(ask: Ask) -> tuple[str, Language]:
    """What of a text is scored, and its language.

    A preview in another language must not hide what its poster wrote, nor a foreign paragraph the English one
    beside it: then the claims alone, or the English lines among them, are scored.
    """
    whole = detect_language(ask.text)
    claims = ask.text[: ask.claims_end]
    if whole.readable or not claims.strip():
        return ask.text, whole
    own = whole if claims == ask.text else detect_language(claims)
    if own.readable:
        return claims, own
    english = [(line, found) for line in claims.splitlines() if (found := detect_language(line)).code == "en"]
    if not english:
        return ask.text, whole
    return "\n".join(line for line, _ in english), english[0][1]
