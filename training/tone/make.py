"""Make the tone lists of ``bot/articles/data`` out of the lexicons of TextBlob and VADER.

    .venv-training/bin/python -m training.tone.make

Both lexicons rate moods: "war" and "killed" count in them like "shameful". In a report those are the news. What happened is
named by nouns and verbs; what to think of it sits in adjectives and adverbs (Wiebe, 2000), so only these are kept:

* TextBlob (Pattern's ``en-sentiment.xml``, De Smedt and Daelemans, 2012, PDDL; nearly all adjectives): a mean subjectivity over the
  senses of at least .5 together with a mean polarity of at least .1 either way. Weight: the subjectivity.
* VADER (Hutto and Gilbert, 2014, MIT; no word classes): adjectives and adverbs by TextBlob's tagging lexicon, or by an ending that
  only they have, with a mean valence of at least 1 either way. Weight: the valence as a share of its greatest, 4.

Then ``plain_words.txt`` is taken out by hand: adjectives that name a fact of news, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.metadata import distribution, version
from pathlib import Path
from statistics import fmean
from typing import Final
from xml.etree import ElementTree

HERE: Final = Path(__file__).parent
DATA: Final = HERE.parents[1] / "bot/articles/data"
SUBJECTIVITY: Final = 0.5
POLARITY: Final = 0.1
VALENCE: Final = 1.0
GREATEST_VALENCE: Final = 4.0
_WORD: Final = re.compile(r"[a-z]{3,}(?:-[a-z]+)*")
_ENDING: Final = re.compile(
    r"[a-z-]{3,}(?:ous|ously|ful|fully|less|lessly|ish|ishly|able|ably|ible|ibly|ically)"
)
_CLASSES: Final = ("JJ", "RB")


def _file(package: str, path: str) -> Path:
    return Path(str(distribution(package).locate_file(path)))


def textblob_weights() -> dict[str, float]:
    """Judging forms of TextBlob's lexicon, with their subjectivity."""
    senses: dict[str, list[tuple[float, float]]] = {}
    for word in ElementTree.parse(_file("textblob", "textblob/en/en-sentiment.xml")).getroot():
        marks = (float(word.attrib["subjectivity"]), float(word.attrib["polarity"]))
        senses.setdefault(word.attrib["form"].casefold(), []).append(marks)
    means = {form: tuple(map(fmean, zip(*marks, strict=True))) for form, marks in senses.items()}
    return {
        form: subjectivity
        for form, (subjectivity, polarity) in means.items()
        if subjectivity >= SUBJECTIVITY and abs(polarity) >= POLARITY
    }


def word_classes() -> dict[str, str]:
    """The most frequent tag of each word in TextBlob's tagging lexicon (Brill's)."""
    lines = _file("textblob", "textblob/en/en-lexicon.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split()[:2] for line in lines if line.strip() and not line.startswith(";;;"))


def vader_weights() -> dict[str, float]:
    """Adjectives and adverbs of VADER's lexicon, with their valence as a share of the greatest."""
    classes = word_classes()
    found = {}
    for line in _file("vaderSentiment", "vaderSentiment/vader_lexicon.txt").read_text("utf-8").splitlines():
        word, valence = line.split("\t")[:2]
        judging = classes.get(word, "").startswith(_CLASSES) or (
            word not in classes and _ENDING.fullmatch(word)
        )
        if judging and abs(float(valence)) >= VALENCE:
            found[word] = abs(float(valence)) / GREATEST_VALENCE
    return found


def plain_words() -> set[str]:
    """What is left out by hand."""
    lines = (HERE / "plain_words.txt").read_text(encoding="utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def write(name: str, weights: Mapping[str, float], source: str) -> None:
    """One list, a word and its weight a line, under a comment that says what it is."""
    plain = plain_words()
    kept = sorted(word for word in weights if _WORD.fullmatch(word) and word not in plain)
    head = f"# Words that judge, with their weight; derived by training/tone/make.py from {source}"
    lines = [head, *(f"{word}\t{weights[word]:.2f}" for word in kept), ""]
    (DATA / name).write_text("\n".join(lines), encoding="utf-8")
    print(f"{name}: {len(kept)} words")


def main() -> None:
    """Write both lists."""
    blob, vader = (f"{name} {version(name)}" for name in ("textblob", "vaderSentiment"))
    write(
        "tone_textblob.txt",
        textblob_weights(),
        f"the subjectivity lexicon\n# in {blob} (Tom De Smedt, Walter Daelemans: Pattern), PDDL 1.0, see NOTICE.",
    )
    write(
        "tone_vader.txt",
        vader_weights(),
        f"the lexicon\n# of {vader} (C. J. Hutto), MIT License, see NOTICE.",
    )


if __name__ == "__main__":
    main()
