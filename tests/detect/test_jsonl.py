"""The command line's JSON Lines: order kept, bad lines named, memory bounded."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.detect.jsonl import LINE_LIMIT, score_stream, score_text
from bot.detect.judge import Judge
from bot.detect.policy import ChannelPolicy
from tests.detect.fakes import MarkReader, WordScorer

POLICY = ChannelPolicy(watch=True, thresholds={"toxicity": 0.8})


def results(data: bytes, reader: MarkReader | None = None) -> list[dict[str, object]]:
    return list(score_stream(Judge(WordScorer(), reader or MarkReader()), io.BytesIO(data), POLICY))


def line(**values: object) -> bytes:
    return json.dumps(values).encode() + b"\n"


def test_the_shape_of_a_result() -> None:
    text = "Minister Dalum took the money, everybody here knows that."
    (result,) = results(line(id="a1", text=text))
    assert result["id"] == "a1"
    assert result["scores"] == {"toxicity": 0.1, "insult": 0.2}
    assert result["model"] == "word:0000"
    assert result["language"] in {"en", None}
    assert result["unsupported"] is True
    assert result["unsupported_accusation"] == 0.97
    assert result["flags"] == ["accusation"]
    (found,) = result["accusations"]  # type: ignore[misc]
    for part in ("target", "charge"):
        span = found[part]
        assert text[span["start"] : span["end"]] == span["text"]
    assert (found["category"], found["kind"], found["mode"], found["support"], found["route"]) == (
        "corruption",
        "act",
        "asserted",
        "none",
        None,
    )


def test_order_is_kept_and_bad_lines_stand_where_they_were() -> None:
    good = [line(id=number, text=f"The budget talks of day {number} went on.") for number in range(6)]
    data = b"".join(
        [good[0], b"{not json\n", good[1], good[2], b"\xff\xfe\x00bin\n", b"\n", good[3], b"[]\n", *good[4:]]
    )
    out = results(data)
    assert [result.get("id", result.get("line")) for result in out] == [0, 2, 1, 2, 5, 3, 8, 4, 5]
    assert all(("error" in result) == ("line" in result) for result in out)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b'{"id": 1}\n', "text"),
        (b'{"id": 1, "text": 5}\n', "text"),
        (b'{"id": [], "text": "x"}\n', "id"),
        (b'{"id": 1, "text": "x", "context": "y"}\n', "context"),
        (b'{"id": 1, "text": "x", "context": [{"author": "a"}]}\n', "context"),
        (b'"just text"\n', "object"),
        (b"\x00\x01\x02\n", "JSON"),
        (b"\xc3(\n", "UTF-8"),
        (b'{"text": "' + b"x" * (10 * LINE_LIMIT) + b'"}\n', "longer than"),
    ],
)
def test_a_bad_line_says_what_is_wrong_and_the_next_goes_on(raw: bytes, said: str) -> None:
    out = results(raw + line(id="next", text="The budget talks went on."))
    assert said in str(out[0]["error"])
    assert out[0]["line"] == 1
    assert out[1]["id"] == "next"


def test_context_is_oldest_first_strings_or_objects_and_the_newest_ten_count() -> None:
    reader = MarkReader()
    context: list[object] = [f"earlier {number}" for number in range(12)]
    context[-1] = {"author": "Bruno", "text": "the last one"}
    results(line(id=1, text="And what did he do with it then?", context=context), reader)
    seen = reader.seen[0][1]
    assert [message.text for message in seen] == [f"earlier {number}" for number in range(2, 11)] + [
        "the last one"
    ]
    assert seen[-1].author == "Bruno"


def test_what_cannot_be_read_is_said_never_zero() -> None:
    out = results(
        line(id=1, text="Правительство вчера обсуждало бюджет на следующий год") + line(id=2, text="  ")
    )
    assert [result["unscored"] for result in out] == ["language", "empty"]
    assert all(result["scores"] is None and result["unsupported_accusation"] is None for result in out)


def test_empty_input_gives_nothing() -> None:
    assert results(b"") == []
    assert results(b"\n\n") == []


def test_one_text_by_hand() -> None:
    result = score_text(Judge(WordScorer(), MarkReader()), "What a rotten thing to say", POLICY)
    assert result["flags"] == ["toxicity"]


@given(st.lists(st.binary(max_size=60), max_size=8))
def test_any_bytes_give_one_result_a_line_that_is_not_blank(chunks: list[bytes]) -> None:
    data = b"\n".join(chunks)
    expected = sum(bool(part.strip()) for part in data.split(b"\n"))
    assert len(results(data)) == expected


def test_bad_lines_are_answered_as_they_come_and_not_gathered() -> None:
    stream = io.BytesIO(b"{broken\n" * 1000)
    out = score_stream(Judge(WordScorer(), MarkReader()), stream, POLICY)
    assert next(out)["line"] == 1
    assert stream.tell() < 100
    assert sum(1 for _ in out) == 999
