"""The engine: order, micro-batches, a bounded queue, nothing dropped silently."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.detect.engine import BATCH, Engine, EngineClosed, QueueFull
from bot.detect.explain import explain
from bot.detect.judge import Ask, Judge
from tests.detect.fakes import MarkReader, WordScorer


def ask(text: str) -> Ask:
    return Ask(text, len(text))


def english(number: int) -> str:
    return f"The council talked about the budget on day {number} of the session."


async def test_results_come_to_their_own_message_in_batches_of_at_most_four() -> None:
    scorer = WordScorer(word="day 7 ")
    engine = Engine(Judge(scorer, MarkReader()))
    futures = [engine.submit(ask(english(number))) for number in range(11)]
    engine.start()
    found = await asyncio.gather(*futures)
    await engine.close()
    assert [one.scores["toxicity"] for one in found if one.scores] == [
        0.9 if n == 7 else 0.1 for n in range(11)
    ]
    assert [len(batch) for batch in scorer.batches] == [4, 4, 3]
    assert max(len(batch) for batch in scorer.batches) <= BATCH
    assert scorer.closed


async def test_a_full_queue_is_said_at_once_and_loses_nothing_that_was_taken() -> None:
    engine = Engine(Judge(WordScorer(), MarkReader()), capacity=3)
    taken = [engine.submit(ask(english(number))) for number in range(3)]
    with pytest.raises(QueueFull):
        engine.submit(ask("one too many"))
    assert engine.waiting == 3
    engine.start()
    assert all(found.scores for found in await asyncio.gather(*taken))
    await engine.close()


async def test_close_finishes_the_batch_at_work_or_says_that_it_did_not() -> None:
    entered, go_on = threading.Event(), threading.Event()

    def wait(_: str) -> None:
        entered.set()
        go_on.wait(5)

    engine = Engine(Judge(WordScorer(before=wait), MarkReader()), batch=1)
    engine.start()
    futures = [engine.submit(ask(english(number))) for number in range(3)]
    await asyncio.to_thread(entered.wait, 5)
    closing = asyncio.create_task(engine.close())
    await asyncio.sleep(0)
    go_on.set()
    await closing
    results = await asyncio.gather(*futures, return_exceptions=True)
    assert all(isinstance(result, EngineClosed) for result in results)
    with pytest.raises(EngineClosed):
        engine.submit(ask("late"))
    with pytest.raises(EngineClosed):
        await engine.judge(ask("late"))


async def test_one_bad_text_does_not_cost_its_neighbours_their_verdict() -> None:
    def fail(text: str) -> None:
        if "day 2 " in text:
            raise ValueError("no tokens")

    engine = Engine(Judge(WordScorer(before=fail), MarkReader()))
    futures = [engine.submit(ask(english(number))) for number in range(4)]
    engine.start()
    results = await asyncio.gather(*futures, return_exceptions=True)
    await engine.close()
    assert [isinstance(result, ValueError) for result in results] == [False, False, True, False]


async def test_a_caller_that_gave_up_disturbs_nobody() -> None:
    engine = Engine(Judge(WordScorer(), MarkReader()))
    first, second = engine.submit(ask(english(1))), engine.submit(ask(english(2)))
    first.cancel()
    engine.start()
    assert (await second).scores is not None
    await engine.close()


async def test_explain_names_the_word_that_made_the_score() -> None:
    engine = Engine(Judge(WordScorer(), MarkReader()))
    text = "What a rotten thing to say about the mayor"
    spans = await engine.explain(text, "toxicity")
    await engine.close()
    assert [text[start:end] for start, end in spans] == ["rotten"]


def test_an_explanation_of_a_long_text_finds_the_word_and_costs_little() -> None:
    text = "The budget talks of the council went on. " * 200 + "What a rotten thing to say!" + " Quite." * 300
    scorer = WordScorer()
    assert [text[start:end] for start, end in explain(scorer, text, "toxicity")] == ["rotten"]
    read = sum(len(one) for batch in scorer.batches for one in batch)
    assert read < 3 * len(text)
