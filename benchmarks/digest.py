"""How well digests state the views of a discussion: run by hand, prints tables.

    python -m benchmarks.digest [--part tune|measure] [--folder DIR] [--each] [--no-encoder] [--speed]

DIR holds the parts, each with ``*.jsonl``: a discussion a file, a message a line: ``id``, ``author``, ``minute``, ``reply_to``,
``text``, and for messages that take a stand ``issue`` and ``side`` ("for", "against"). A member holds the side of their last such
message. The rules were set on the part ``tune``; ``measure`` was written beforehand and only measured.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from bot.articles.digest.make import make_digest
from bot.articles.digest.reading import read
from bot.articles.digest.types import MEMBERS_OF_A_VIEW, Embed, Post, Source
from bot.articles.digest.words import lexicon
from bot.detect.embedding import SentenceEncoder

CONSOLE = Console(width=120)
FOLDER = Path(__file__).resolve().parent.parent / "tests/articles/digests"
START = datetime(2031, 1, 1, 12, tzinfo=UTC)
RIGHT = 2 / 3
"""A stated view is right where at least so many of the members it counts hold one and the same view."""
ALIKE = 0.06
"""Cosine from which the baseline joins two groups; the best of .04 to .30 on the part ``tune``."""
Stated = list[set[str]]
"""For each stated view the members counted."""


@dataclass(frozen=True)
class Discussion:
    """A discussion with its known views: (issue, side) → members."""

    name: str
    posts: list[Post]
    authors: dict[int, str]
    views: dict[tuple[str, str], set[str]]


def discussions(folder: Path) -> list[Discussion]:
    """Every discussion of a part."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        ids = {
            name: 1000 + number for number, name in enumerate(dict.fromkeys(row["author"] for row in rows))
        }
        posts = [
            Post(
                row["id"],
                ids[row["author"]],
                row["text"],
                START + timedelta(minutes=row["minute"]),
                reply_to=row["reply_to"],
            )
            for row in rows
        ]
        last = {(row["issue"], row["author"]): row["side"] for row in rows if "side" in row}
        views: dict[tuple[str, str], set[str]] = defaultdict(set)
        for (issue, author), side in last.items():
            views[issue, side].add(author)
        enough = {view: who for view, who in views.items() if len(who) >= MEMBERS_OF_A_VIEW}
        found.append(Discussion(path.stem, posts, {row["id"]: row["author"] for row in rows}, enough))
    return found


def ours(embed: Embed | None) -> Callable[[Discussion], Stated]:
    """The views that a digest states."""

    def states(discussion: Discussion) -> Stated:
        digest = make_digest(Source(discussion.posts, frozenset(discussion.authors.values())), embed)
        return [
            {discussion.authors[post_id] for post_id in view.post_ids}
            for topic in digest.topics
            for view in topic.views
        ]

    return states


def vectors(posts: Sequence[Post]) -> tuple[list[Post], np.ndarray]:
    """The messages that say something, and their TF-IDF rows of length 1."""
    entries, _ = read(posts)
    stop = lexicon().stop
    bags = [
        Counter(word.stem for one in entry.sentences for word in one.words if word.text not in stop)
        for entry in entries
    ]
    spread = Counter(stem for bag in bags for stem in bag)
    column = {stem: number for number, stem in enumerate(spread)}
    rows = np.zeros((len(bags), len(column)))
    for number, bag in enumerate(bags):
        for stem, count in bag.items():
            rows[number, column[stem]] = count * math.log(len(bags) / spread[stem])
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return [entry.post for entry in entries], rows / np.where(length, length, 1)


def baseline(alike: float) -> Callable[[Discussion], Stated]:
    """Average-link clusters of messages by TF-IDF cosine; a cluster of three members or more is a view."""

    def states(discussion: Discussion) -> Stated:
        posts, rows = vectors(discussion.posts)
        similar = rows @ rows.T
        groups = [[number] for number in range(len(posts))]
        while len(groups) > 1:
            value, one, two = max(
                (float(similar[np.ix_(first, second)].mean()), i, j)
                for i, first in enumerate(groups)
                for j, second in enumerate(groups)
                if i < j
            )
            if value < alike:
                break
            groups[one] += groups.pop(two)
        members = [{discussion.authors[posts[number].id] for number in group} for group in groups]
        return [group for group in members if len(group) >= MEMBERS_OF_A_VIEW]

    return states


@dataclass
class Score:
    """Counts over discussions; see the columns of the table."""

    known: int = 0
    stated: int = 0
    right: int = 0
    holders: int = 0
    counted: int = 0
    counted_right: int = 0

    def add(self, discussion: Discussion, stated: Stated) -> None:
        """Match each stated view with the known one that most of its members hold; a second match is wrong."""
        left = dict(discussion.views)
        self.known += len(left)
        self.holders += sum(map(len, left.values()))
        self.stated += len(stated)
        for who in sorted(stated, key=len, reverse=True):
            self.counted += len(who)
            view = max(left, key=lambda one: len(left[one] & who), default=None)
            if view is not None and len(left[view] & who) >= RIGHT * len(who):
                self.right += 1
                self.counted_right += len(left.pop(view) & who)

    def row(self) -> list[str]:
        """Cells of the table."""
        return [
            f"{self.right} of {self.known}",
            f"{self.stated - self.right} of {self.stated}",
            _share(self.counted_right, self.counted),
            _share(self.counted_right, self.holders),
        ]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f} ({part}/{whole})" if whole else "–"


def quality(folder: Path, embed: Embed | None, *, each: bool) -> None:
    """The table of a part."""
    ways = {"digest, words only": ours(None), "baseline: TF-IDF clusters": baseline(ALIKE)}
    if embed is not None:
        ways = {"digest, with the encoder": ours(embed)} | ways
    table = Table(
        "way",
        "views found",
        "stated wrongly",
        "members: precision",
        "recall",
        title=f"Views, part {folder.name}",
    )
    every = discussions(folder)
    for name, states in ways.items():
        total = Score()
        for discussion in every:
            score, stated = Score(), states(discussion)
            score.add(discussion, stated)
            total.add(discussion, stated)
            if each:
                table.add_row(f"  {discussion.name}", *score.row())
        table.add_row(name, *total.row(), end_section=True)
    CONSOLE.print(table)


def speed(embed: Embed | None) -> None:
    """CPU time of the largest digest: a thousand messages of 4,000 characters by fifty members."""
    chance = random.Random(7)
    texts = [
        post.text for part in ("tune", "measure") for one in discussions(FOLDER / part) for post in one.posts
    ]
    posts = []
    for number in range(1000):
        text = " ".join(chance.choice(texts) for _ in range(80))[:4000]
        reply = chance.randrange(number) if number and chance.random() < 0.4 else None
        posts.append(
            Post(number, chance.randrange(50), text, START + timedelta(seconds=number), reply_to=reply)
        )
    table = Table("way", "CPU seconds", title="1,000 messages of 4,000 characters, 50 members")
    for name, way in {"with the encoder": embed, "words only": None}.items():
        if name == "words only" or way is not None:
            begin = time.process_time()
            make_digest(Source(posts), way)
            table.add_row(name, f"{time.process_time() - begin:.2f}")
    CONSOLE.print(table)


def main() -> None:
    """Parse the arguments and print what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=("tune", "measure"), default="tune")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--each", action="store_true", help="a row for each discussion as well")
    parser.add_argument("--no-encoder", action="store_true")
    parser.add_argument("--speed", action="store_true")
    given = parser.parse_args()
    embed: Embed | None = None if given.no_encoder else SentenceEncoder.load().embed
    if given.speed:
        speed(embed)
    else:
        quality(given.folder / given.part, embed, each=given.each)


if __name__ == "__main__":
    main()
