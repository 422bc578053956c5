"""Scoring JSON Lines: one object a line in, one object a line out, in the same order.

A line that can't be used becomes ``{"line": n, "error": …}`` and the rest goes on. Memory is bounded by
``LINE_LIMIT`` whatever the input holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.detect.accusation.types import Accusation, ContextMessage, Span
from bot.detect.engine import BATCH
from bot.detect.judge import Ask, Findings, Judge
from bot.detect.message import TEXT_LIMIT
from bot.detect.policy import ChannelPolicy, judge_findings

LINE_LIMIT = 1 << 20
"""Bytes of one line (1 MiB): a Discord message with ten messages of context stays far below."""
CONTEXT_LIMIT = 10
"""Earlier messages that are looked at: the guideline's window. Of more, the newest count."""


class _Earlier(BaseModel):
    model_config = ConfigDict(extra="ignore")
    author: str = ""
    text: str


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: str | int | None = None
    text: str
    author: str | None = None
    context: list[str | _Earlier] = Field(default_factory=list)

    def ask(self) -> Ask:
        earlier = [_Earlier(text=item) if isinstance(item, str) else item for item in self.context]
        text = self.text[:TEXT_LIMIT]
        context = tuple(
            ContextMessage(item.author, item.text[:TEXT_LIMIT]) for item in earlier[-CONTEXT_LIMIT:]
        )
        return Ask(text, len(text), context, self.author)


@dataclass(frozen=True, slots=True)
class _Bad:
    number: int
    error: str


@dataclass(frozen=True, slots=True)
class _Good:
    number: int
    id: str | int | None
    ask: Ask


def score_stream(
    judge: Judge,
    stream: BinaryIO,
    policy: ChannelPolicy,
    *,
    on_read: Callable[[int], None] = lambda _: None,
) -> Iterator[dict[str, Any]]:
    """Results for every non-empty line of ``stream`` in order; ``on_read`` is told the bytes consumed so far."""
    waiting: list[_Good | _Bad] = []
    for line in _parsed(stream, on_read):
        waiting.append(line)
        if len(waiting) >= BATCH:
            yield from _results(judge, waiting, policy)
            waiting = []
    yield from _results(judge, waiting, policy)


def score_text(judge: Judge, text: str, policy: ChannelPolicy) -> dict[str, Any]:
    """The result for one text given by hand."""
    return next(_results(judge, [_Good(1, None, _Line(text=text).ask())], policy))


def _parsed(stream: BinaryIO, on_read: Callable[[int], None]) -> Iterator[_Good | _Bad]:
    number = consumed = 0
    while raw := stream.readline(LINE_LIMIT + 1):
        number += 1
        consumed += len(raw)
        if len(raw) > LINE_LIMIT:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(LINE_LIMIT)
                consumed += len(raw)
            yield _Bad(number, f"the line is longer than {LINE_LIMIT:,} bytes")
        elif raw.strip():
            yield _parse(number, raw)
        on_read(consumed)


def _parse(number: int, raw: bytes) -> _Good | _Bad:
    try:
        text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        return _Bad(number, f"not UTF-8 text: byte {error.start} is 0x{raw[error.start]:02x}")
    try:
        line = _Line.model_validate_json(text)
    except ValidationError as error:
        return _Bad(number, _first_error(error))
    return _Good(number, line.id, line.ask())


def _first_error(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else first["msg"]


def _results(judge: Judge, lines: list[_Good | _Bad], policy: ChannelPolicy) -> Iterator[dict[str, Any]]:
    good = [line for line in lines if isinstance(line, _Good)]
    found = iter(_judged(judge, [line.ask for line in good]))
    for line in lines:
        if isinstance(line, _Bad):
            yield {"line": line.number, "error": line.error}
            continue
        findings = next(found)
        if isinstance(findings, str):
            yield {"line": line.number, "error": findings}
        else:
            yield as_json(line.id, findings, policy)


def _judged(judge: Judge, asks: list[Ask]) -> list[Findings | str]:
    """Findings, or for a text that the detectors fail on the error's name; its neighbours are judged all the same."""
    try:
        return [*judge.judge(asks)]
    except Exception as error:
        if len(asks) == 1:
            return [f"could not be judged: {type(error).__name__}: {error}"]
    return [result for ask in asks for result in _judged(judge, [ask])]


def as_json(line_id: str | int | None, findings: Findings, policy: ChannelPolicy) -> dict[str, Any]:
    """The output object. Offsets are code points of the given text; ``scores`` is null where ``unscored`` says why."""
    reading = findings.reading
    result: dict[str, Any] = {
        "id": line_id,
        "scores": None if findings.scores is None else {k: round(v, 6) for k, v in findings.scores.items()},
        "model": findings.model,
        "language": findings.language,
        "accusations": [accusation_json(found) for found in reading.accusations] if reading else [],
        "unsupported_accusation": round(reading.unsupported_accusation, 6) if reading else None,
        "unsupported": reading.unsupported if reading else False,
        "flags": [flag.kind.value for flag in judge_findings(findings, policy).flags],
    }
    if findings.unscored is not None:
        result["unscored"] = findings.unscored
    return result


def accusation_json(found: Accusation) -> dict[str, Any]:
    """One accusation as plain JSON values."""
    return {
        "target": _span(found.target),
        "charge": _span(found.charge),
        "category": found.category.value,
        "kind": found.kind.value,
        "mode": found.mode.value,
        "support": found.support.value,
        "route": found.route,
        "resolved_target": found.resolved_target,
        "probability": round(found.probability, 6),
    }


def _span(span: Span | None) -> dict[str, Any] | None:
    return None if span is None else {"text": span.text, "start": span.start, "end": span.end}
