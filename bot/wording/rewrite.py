"""Why a rewrite was not used, as a card says it.

Whole sentences without a name or number in them: a kept summary holds them in English, and whoever shows it can look them
up in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping

NOT_REWRITTEN: Mapping[str, str] = {
    "nothing_left": "The language model's sentences did not stand up to the article, so the article's own are shown.",
    "one_sided": "The language model left out a side that the article quotes, so the article's own sentences are shown.",
    "malformed": "The language model gave no usable answer, so the article's own sentences are shown.",
    "no_answer": "The language model could not be asked, so the article's own sentences are shown.",
    "budget": "The budget for the language model is used up for now, so the article's own sentences are shown.",
    "hostile": "The article speaks to language models, so none was asked and its own sentences are shown.",
}
