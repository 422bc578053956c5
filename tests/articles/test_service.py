"""The whole way: link, page, text and file to a summary; the worker process; and what comes back when things break."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web

from bot import wording
from bot.articles.fetch import FetchPolicy
from bot.articles.service import Summarizer
from bot.articles.types import Refusal, Summary, refuse
from bot.articles.worker import RECYCLE_AFTER, Job, Worker, work
from bot.settings import ArticleSettings
from tests.articles.conftest import PAGES, ServeSite, page

KEYS = [
    "title", "url", "outlet", "date", "byline", "kind", "method", "summary", "source_sentences", "who_says_what",
    "words", "checks", "refused",
]  # fmt: skip


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def summarizer() -> AsyncIterator[Summarizer]:
    """One service for the module: its worker process is started once."""
    service = Summarizer()
    yield service
    await service.close()


pytestmark = pytest.mark.asyncio(loop_scope="module")


def check_contract(made: Summary) -> dict[str, object]:
    """The JSON object, which survives a round trip and has exactly the promised keys and types."""
    found = json.loads(json.dumps(made.to_json()))
    assert list(found) == KEYS
    assert len(found["summary"]) == len(found["source_sentences"])
    for item in found["source_sentences"]:
        assert [sorted(place) for place in item] == [["end", "index", "start"]] * len(item)
    assert all(sorted(statement) == ["index", "text", "who"] for statement in found["who_says_what"])
    assert sorted(found["words"]) == ["article", "summary"]
    assert all(sorted(check) == ["detail", "name", "ok"] for check in found["checks"])
    assert found["kind"] in ("news", "opinion", "live", "other")
    return dict(found)


async def test_a_page_becomes_a_summary(summarizer: Summarizer) -> None:
    made = await summarizer.from_html(page("news_both_sides.html"), "https://ledger.example/a")
    found = check_contract(made)
    assert found["refused"] is None
    assert found["method"] == "extractive"
    assert found["outlet"] == "The Fernmouth Ledger"
    assert all(check.ok for check in made.checks)


@pytest.mark.parametrize("name", sorted(path.name for path in PAGES.iterdir()))
async def test_every_file_gives_a_summary_or_a_plain_reason(name: str, summarizer: Summarizer) -> None:
    made = await summarizer.from_file(PAGES / name)
    check_contract(made)
    if made.refused is None:
        assert made.summary
        assert made.explanation is None
    else:
        assert made.summary == ()
        assert made.explanation == wording.REFUSALS[made.refused]


async def test_places_in_a_text_file_count_in_the_file(summarizer: Summarizer) -> None:
    text = page("article.txt")
    made = await summarizer.from_file(PAGES / "article.txt")
    for item, places in zip(made.summary, made.source_sentences, strict=True):
        assert [text[place.start : place.end] for place in places] == [item]
    assert made == await summarizer.from_text(text)


async def test_the_number_of_sentences_is_asked_for(summarizer: Summarizer) -> None:
    made = await summarizer.from_html(page("news_both_sides.html"), sentences=1)
    assert len(made.summary) == 1
    for call in (summarizer.from_text("x", sentences=0), summarizer.from_url("x", sentences=9)):
        with pytest.raises(ValueError, match="between 1 and 8"):
            await call


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("a.pdf", b"%PDF-1.7", "wrong_type"),
        ("a", b"text", "wrong_type"),
        ("a.html", b"", "not_article"),
        ("a.txt", b"", "not_article"),
        ("a.txt", bytes(range(256)) * 9, "unreadable"),
        ("a.HTML", b"\x89PNG\r\n\x1a\n" + b"\0" * 999, "unreadable"),
        ("a.txt", b"x" * (4 * 1024 * 1024 + 1), "too_large"),
    ],
)
async def test_files_that_cannot_be_read(
    name: str, body: bytes, code: str, tmp_path: Path, summarizer: Summarizer
) -> None:
    path = tmp_path / name
    path.write_bytes(body)
    assert (await summarizer.from_file(path)).refused == code


async def test_a_missing_file_is_the_callers_error(tmp_path: Path, summarizer: Summarizer) -> None:
    with pytest.raises(FileNotFoundError):
        await summarizer.from_file(tmp_path / "none.txt")


@pytest.mark.asyncio(loop_scope="function")
async def test_a_link_becomes_a_summary(serve: ServeSite) -> None:
    async def answer(request: web.Request) -> web.Response:
        if request.path == "/robots.txt":
            return web.Response(status=404)
        if request.path == "/old":
            raise web.HTTPMovedPermanently("/news?utm_source=chat")
        return web.Response(text=page("plain.html"), content_type="text/html")

    site = await serve(answer)
    service = Summarizer(FetchPolicy(allow=frozenset({site.pair}), host_interval=0.0))
    try:
        made = await service.from_url(site.url("/old"))
        missing = await service.from_url("http://127.0.0.1:1/")
    finally:
        await service.close()
    assert made.refused is None
    assert made.url == site.url("/news")
    assert site.paths == ["/robots.txt", "/old", "/news"]
    assert (missing.refused, missing.url) == ("bad_address", "http://127.0.0.1:1/")


@pytest.mark.parametrize(
    "link", ["http://127.0.0.1/", "https://[::1]/", "http://localhost/", "http://169.254.169.254/latest"]
)
async def test_private_links_are_refused_in_plain_words(link: str, summarizer: Summarizer) -> None:
    made = await summarizer.from_url(link)
    assert (made.refused, made.explanation) == ("blocked_address", wording.REFUSALS["blocked_address"])
    check_contract(made)


async def test_settings_make_a_service() -> None:
    service = Summarizer.create(ArticleSettings(article_allow=("127.0.0.1:8080",), article_robots=False))
    await service.close()
    with pytest.raises(ValueError, match="not an address and a port"):
        Summarizer.create(ArticleSettings(article_allow=("ledger.example",)))


async def test_a_job_that_takes_too_long_ends_and_the_next_one_works() -> None:
    worker = Worker(seconds=0.01)
    slow = Job("<p>The council of the town voted on Monday for a toll. " * 20_000, is_html=True)
    with pytest.raises(Refusal) as caught:
        await worker.run(slow)
    assert caught.value.code == "extraction_timeout"
    assert worker._child is None
    worker._seconds = 60
    assert (await worker.run(Job(page("plain.html"), is_html=True))).summary.refused is None
    await worker.close()


async def test_a_cancelled_job_leaves_nothing_behind_for_the_next() -> None:
    worker = Worker()
    await worker.run(Job("x", is_html=False))
    first = asyncio.create_task(worker.run(Job("<p>The council voted for a toll. " * 50_000, is_html=True)))
    await asyncio.sleep(0.05)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    made = (await worker.run(Job(page("plain.html"), is_html=True))).summary
    assert made.title == "Upland parliament keeps the voting age at 18"
    await worker.close()


@pytest.mark.parametrize(
    "script",
    [
        "import sys; sys.exit(3)",
        "import sys; sys.stdout.buffer.write(b'\\xff' * 4)",
        "import sys; sys.stdout.buffer.write(b'\\0\\0\\0\\5hello'); sys.stdout.flush(); input()",
        "import sys,struct; f=lambda b: (sys.stdout.buffer.write(struct.pack('>I',len(b))+b), sys.stdout.flush());"
        "f(b'{\"ready\": true}'); sys.stdin.buffer.read(4); f(b'[1, 2]')",
        "import sys,struct; f=lambda b: (sys.stdout.buffer.write(struct.pack('>I',len(b))+b), sys.stdout.flush());"
        "f(b'{\"ready\": true}'); sys.stdin.buffer.read(4)",
    ],
    ids=["exits", "too long", "not ready", "nonsense", "dies"],
)
async def test_a_broken_child_is_a_refusal(script: str) -> None:
    worker = Worker(command=(sys.executable, "-c", script))
    with pytest.raises(Refusal) as caught:
        await worker.run(Job("x", is_html=False))
    assert caught.value.code == "unreadable"
    assert worker._child is None
    await worker.close()


async def test_a_child_is_renewed_after_many_pages() -> None:
    worker = Worker()
    await worker.run(Job("x", is_html=False))
    assert worker._child is not None
    first = worker._child.pid
    worker._done = RECYCLE_AFTER - 1
    await worker.run(Job("x", is_html=False))
    await worker.run(Job("x", is_html=False))
    assert worker._child is not None
    assert worker._child.pid != first
    await worker.close()


async def test_the_child_sees_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    script = (
        "import sys,struct,os,json; f=lambda b: (sys.stdout.buffer.write(struct.pack('>I',len(b))+b), sys.stdout.flush());"
        "f(b'{\"ready\": true}' if 'DISCORD_TOKEN' not in os.environ else b'{}'); sys.stdin.buffer.read(4); sys.exit(7)"
    )
    worker = Worker(command=(sys.executable, "-c", script))
    with pytest.raises(Refusal):
        await worker.run(Job("x", is_html=False))
    child = await worker._ready_child()
    assert child.returncode is None
    await worker.close()


async def test_a_closed_worker_starts_no_child_again() -> None:
    worker = Worker()
    job = Job("x", is_html=False)
    await worker.run(job)
    jobs = [
        asyncio.create_task(worker.run(replace(job, text="The council voted. " * 9_000))) for _ in range(3)
    ]
    await asyncio.sleep(0)
    await worker.close()
    outcomes = await asyncio.gather(*jobs, return_exceptions=True)
    assert all(isinstance(outcome, Refusal) for outcome in outcomes)
    assert worker._child is None
    with pytest.raises(Refusal):
        await worker.run(job)


async def test_too_many_waiting_pages_are_sent_away() -> None:
    worker = Worker()
    worker._waiting = 16
    with pytest.raises(Refusal) as caught:
        await worker.run(Job("x", is_html=False))
    assert caught.value.code == "busy"


async def test_the_worker_does_what_this_process_would() -> None:
    worker = Worker()
    job = Job(page("news_denial.html"), is_html=True, url="https://dispatch.example/a")
    try:
        assert await worker.run(job) == work(job)
    finally:
        await worker.close()


async def test_unpaired_surrogates_keep_their_places(summarizer: Summarizer) -> None:
    text = "\ud800" + page("article.txt")
    made = await summarizer.from_text(text)
    places = [place for item in made.source_sentences for place in item]
    assert [text[place.start : place.end] for place in places] == list(made.summary)


@pytest.mark.parametrize("code", sorted(wording.REFUSALS))
async def test_every_refusal_has_its_own_sentence(code: str) -> None:
    refusal = Refusal(code)
    assert refusal.sentence.endswith(".")
    assert list(wording.REFUSALS.values()).count(refusal.sentence) == 1
    check_contract(refuse(refusal, url="https://ledger.example/"))


async def test_an_unknown_reason_is_an_error() -> None:
    with pytest.raises(KeyError):
        Refusal("nonsense")
