"""The article room's door: a link, a page or a text in, a summary or a plain refusal out."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from bot.articles.address import parse_allowed
from bot.articles.budget import Budget
from bot.articles.charset import decode
from bot.articles.fetch import Fetcher, FetchPolicy
from bot.articles.links import unwrap
from bot.articles.rewrite import Rewriter
from bot.articles.types import DEFAULT_SENTENCES, Refusal, Summary, refuse, require_sentences
from bot.articles.worker import Job, Result, Worker
from bot.settings import ArticleSettings, RewriteSettings

MAX_FILE_BYTES: Final = 4 * 1024 * 1024
HTML_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml"})
TEXT_SUFFIXES: Final = frozenset({".txt", ".text", ".md"})


class Summarizer:
    """Makes summaries; one per process, to be closed at the end.

    Nothing is opened before the first call. Everything that keeps a text from being summarised comes back as a summary
    with ``refused`` and ``explanation`` set; only a number of sentences outside 1..8 raises :class:`ValueError`.
    ``min_words`` is the length under which a text is refused as ``too_short`` (0 switches that off). With ``rewriting`` set
    a language model may rewrite a summary; where a caller says ``rewrite=False`` or the rewrite does not hold, the
    extractive one stands. The tokens that this cost are in ``Summary.tokens``.
    """

    def __init__(
        self,
        policy: FetchPolicy | None = None,
        *,
        fetcher: Fetcher | None = None,
        worker: Worker | None = None,
        min_words: int = 80,
        rewriting: RewriteSettings | None = None,
    ) -> None:
        self._fetcher = fetcher or Fetcher(policy)
        self._worker = worker or Worker()
        self._min_words = min_words
        wanted = rewriting is not None and rewriting.rewrite_url is not None
        self._rewriter = Rewriter(rewriting, self._worker) if rewriting is not None and wanted else None

    @property
    def rewrites(self) -> bool:
        """Whether a language model is configured."""
        return self._rewriter is not None

    @classmethod
    def create(cls, settings: ArticleSettings, rewriting: RewriteSettings | None = None) -> Summarizer:
        """The summarizer that an operator's settings ask for. Raises :class:`ValueError` for a bad allow list."""
        policy = FetchPolicy(
            allow=parse_allowed(settings.article_allow),
            user_agent=settings.article_user_agent,
            obey_robots=settings.article_robots,
        )
        return cls(policy, rewriting=rewriting)

    async def from_url(
        self, url: str, *, sentences: int = DEFAULT_SENTENCES, rewrite: bool = True
    ) -> Summary:
        """The summary of the article behind a link; AMP and redirect wrappers are taken off first."""
        try:
            result = await self.read(url, sentences=sentences)
        except Refusal as refusal:
            return refuse(refusal, url=unwrap(url.strip()))
        return await self.rewrite(result, sentences=sentences) if rewrite else result.summary

    async def read(self, url: str, *, sentences: int = DEFAULT_SENTENCES) -> Result:
        """The article behind a link with its extractive summary. Raises :class:`Refusal` where no article was read."""
        require_sentences(sentences)
        page = await self._fetcher.fetch(unwrap(url.strip()))
        return await self._worker.run(Job(page.text, page.is_html, page.url, sentences, self._min_words))

    async def rewrite(
        self, result: Result, budget: Budget | None = None, *, sentences: int = DEFAULT_SENTENCES
    ) -> Summary:
        """A language model's checked rewrite of what was read, or the extractive summary where none is to be had.

        ``budget`` is asked before each request to the model.
        """
        if self._rewriter is None:
            return result.summary
        return await self._rewriter.rewrite(result, budget, sentences=sentences)

    async def from_html(
        self,
        html: str,
        url: str | None = None,
        *,
        sentences: int = DEFAULT_SENTENCES,
        rewrite: bool = True,
    ) -> Summary:
        """The summary of the article in an HTML page; ``url`` is where it came from, nothing is fetched."""
        return await self._local(Job(html, True, url, sentences, self._min_words), rewrite)

    async def from_text(
        self,
        text: str,
        url: str | None = None,
        *,
        sentences: int = DEFAULT_SENTENCES,
        rewrite: bool = True,
    ) -> Summary:
        """The summary of a plain text, whose first line may be its headline; offsets count in ``text`` as given."""
        return await self._local(Job(text, False, url, sentences, self._min_words), rewrite)

    async def from_file(
        self, path: Path, *, sentences: int = DEFAULT_SENTENCES, rewrite: bool = True
    ) -> Summary:
        """The summary of an ``.html`` or ``.txt`` file of at most 4 MB. Raises :class:`OSError` if it cannot be read."""
        require_sentences(sentences)
        suffix = path.suffix.casefold()
        try:
            if suffix not in HTML_SUFFIXES | TEXT_SUFFIXES:
                raise Refusal("wrong_type")
            body = await asyncio.to_thread(_read_bounded, path)
            text = await asyncio.to_thread(decode, body, html=suffix in HTML_SUFFIXES)
        except Refusal as refusal:
            return refuse(refusal)
        return await self._local(
            Job(text, suffix in HTML_SUFFIXES, None, sentences, self._min_words), rewrite
        )

    async def close(self) -> None:
        """End the worker process and the connections."""
        if self._rewriter is not None:
            await self._rewriter.close()
        await self._worker.close()
        await self._fetcher.close()

    async def _local(self, job: Job, rewrite: bool) -> Summary:
        require_sentences(job.sentences)
        if len(job.text) > MAX_FILE_BYTES:
            return refuse(Refusal("too_large"), url=job.url)
        try:
            result = await self._worker.run(job)
        except Refusal as refusal:
            return refuse(refusal, url=job.url)
        return await self.rewrite(result, sentences=job.sentences) if rewrite else result.summary


def _read_bounded(path: Path) -> bytes:
    with path.open("rb") as file:
        body = file.read(MAX_FILE_BYTES + 1)
    if len(body) > MAX_FILE_BYTES:
        raise Refusal("too_large")
    return body
