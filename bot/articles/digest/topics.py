"""What a discussion is about: words that several members take a stand on, and the messages that belong to each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.articles.digest.reading import Entry, Sentence
from bot.articles.digest.stance import UNCLEAR, Stand, stand_of
from bot.articles.digest.types import MEMBERS_OF_A_VIEW
from bot.articles.digest.words import Word, lexicon

TOPICS: Final = 3
CANDIDATES: Final = 30
"""Words that are looked at as topics, those that most members use."""
MENTION: Final = 0.25
"""Weight of a member who only uses a word, beside one who takes a stand on it."""
OWN_SHARE: Final = 0.7
"""A further topic has so much of its messages outside of the topics before it."""
LINES_BACK: Final = 3
PAUSE: Final = timedelta(minutes=30)
"""After it, "it" in a message that answers none no longer means what was talked about before."""
RELATED: Final = 2
"""Members of a theme who use a word that draws further messages into it."""
ROUNDS: Final = 2
"""Times that messages are drawn in by words, the second time by those of the first."""
RELATED_SHARE: Final = 0.5
"""Least share of a word's messages that lie in the theme."""
TERMS: Final = 4
_DETERMINERS: Final = frozenset("the a an this that any no our your their its".split())


@dataclass(frozen=True, slots=True)
class Theme:
    """A topic in the making: the stem it is told by, and the numbers of its entries, in order.

    ``targets``: that stem, and names and numbers that are used for the same thing ("Felsund" for "the Felsund plant",
    "15" for "a minimum wage of 15").
    """

    stem: str
    targets: frozenset[str]
    entries: tuple[int, ...]


def themes_of(entries: Sequence[Entry]) -> list[Theme]:
    """At most ``TOPICS`` themes, the one on which most members take a stand first."""
    mentions = _mentions(entries)
    chosen: list[str] = []
    taken: set[int] = set()
    while len(chosen) < TOPICS:
        best = _best(entries, mentions, taken)
        if best is None:
            break
        chosen.append(best)
        taken |= set(_with_replies(entries, mentions[best], taken))
    targets = {
        stem: frozenset({stem}) | _names_for(entries, stem) | _numbers_for(entries, stem) for stem in chosen
    }
    assigned = _assigned(entries, targets)
    grouped: dict[str, list[int]] = defaultdict(list)
    for number, name in sorted(assigned.items()):
        grouped[name].append(number)
    themes = [Theme(name, targets[name], tuple(grouped[name])) for name in chosen]
    return [theme for theme in themes if len(members(entries, theme.entries)) >= MEMBERS_OF_A_VIEW]


def members(entries: Sequence[Entry], numbers: Iterable[int]) -> set[int]:
    """The authors of the entries with these numbers."""
    return {entries[number].post.author_id for number in numbers}


def stand_of_entry(entry: Entry, targets: frozenset[str], *, answers: bool) -> Stand:
    """What a message says about the things ``targets``; ``answers``: it replies to a message about them."""
    pointing, found = answers, UNCLEAR
    for sentence in entry.sentences:
        stand = stand_of(sentence.text, sentence.words, targets, pointing=pointing)
        if stand.value and found.value and stand.value != found.value and stand.own == found.own:
            return UNCLEAR
        if stand.value and (stand.own or not found.own):
            found = stand
        pointing = pointing or any(word.stem in targets for word in sentence.words)
    return found


def _mentions(entries: Sequence[Entry]) -> dict[str, list[int]]:
    """Stem → numbers of the entries that use it as a topic, for the ``CANDIDATES`` that most members use."""
    places: dict[str, dict[int, None]] = defaultdict(dict)
    for entry in entries:
        for sentence in entry.sentences:
            for at, word in enumerate(sentence.words):
                if _may_be_topic(sentence.words, at):
                    places[word.stem].setdefault(entry.number)
    spread = {stem: len(members(entries, numbers)) for stem, numbers in places.items()}
    wide = [stem for stem, count in spread.items() if count >= MEMBERS_OF_A_VIEW]
    wide.sort(key=lambda stem: (-spread[stem], min(places[stem]), stem))
    return {stem: list(places[stem]) for stem in wide[:CANDIDATES]}


def _may_be_topic(words: Sequence[Word], at: int) -> bool:
    known, word = lexicon(), words[at]
    if len(word.stem) < 3 or word.text in known.stop or not word.text[0].isalpha() or word.negates:
        return False
    if word.stem in known.general or word.stem in known.attitude or word.stem in known.value:
        return False
    if word.stem in known.deed or word.stem in known.move:  # "the ban" is a thing, "ban it" is not
        return at > 0 and (words[at - 1].text in _DETERMINERS or _noun_before(words, at))
    return True


def _noun_before(words: Sequence[Word], at: int) -> bool:
    """ "phone ban", "the new ban": a determiner one word further back."""
    return at > 1 and words[at - 2].text in _DETERMINERS and words[at].stem == words[at].text


def _best(entries: Sequence[Entry], mentions: Mapping[str, list[int]], taken: Collection[int]) -> str | None:
    best, best_score = None, 0.0
    for stem, numbers in mentions.items():
        free = [number for number in numbers if number not in taken]
        if len(free) < OWN_SHARE * len(numbers) or len(members(entries, free)) < MEMBERS_OF_A_VIEW:
            continue
        targets = frozenset({stem})
        standing = [
            number for number in free if stand_of_entry(entries[number], targets, answers=False).value
        ]
        score = len(members(entries, standing)) + MENTION * len(members(entries, free))
        if score > best_score:
            best, best_score = stem, score
    return best


def _with_replies(entries: Sequence[Entry], numbers: Collection[int], taken: Collection[int]) -> list[int]:
    inside = set(numbers)
    for entry in entries:
        if entry.parent in inside and entry.number not in taken:
            inside.add(entry.number)
    return sorted(inside)


def _names_for(entries: Sequence[Entry], stem: str) -> frozenset[str]:
    """Stems of names that stand right before a topic's word ("the Felsund plant"), with a capital wherever they stand."""
    found: set[str] = set()
    small: set[str] = set()
    for entry in entries:
        for sentence in entry.sentences:
            for at, word in enumerate(sentence.words):
                capital = sentence.text[word.start].isupper()
                if not capital:
                    small.add(word.stem)
                elif at and at + 1 < len(sentence.words) and sentence.words[at + 1].stem == stem:
                    found.add(word.stem)
    return frozenset(found - small)


def _numbers_for(entries: Sequence[Entry], stem: str) -> frozenset[str]:
    """Numbers that at least two members put right behind a topic's word: "a wage of 15", "vote at 16"."""
    users: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        for sentence in entry.sentences:
            for at, word in enumerate(sentence.words):
                if word.stem == stem:
                    for after in sentence.words[at + 1 : at + 4]:
                        if after.stem.isdecimal() and len(after.stem) > 1:
                            users[after.stem].add(entry.post.author_id)
    return frozenset(number for number, who in users.items() if len(who) > 1)


def _assigned(entries: Sequence[Entry], targets: Mapping[str, frozenset[str]]) -> dict[int, str]:
    """Entry → topic: one that it names, else that of the message it answers, else the one it clearly points at."""
    found: dict[int, str] = {}
    for entry in entries:
        parents = found.get(entry.parent) if entry.parent is not None else None
        own = [stem for stem, named in targets.items() if named & entry.stems]
        if own:
            found[entry.number] = parents if parents in own else own[0]
        elif parents is not None:
            found[entry.number] = parents
        elif entry.parent is None and (running := _running(entries, entry, found, targets)) is not None:
            found[entry.number] = running
    for _ in range(ROUNDS):
        found |= _related(entries, found, targets)
    return found


def _running(
    entries: Sequence[Entry], entry: Entry, found: Mapping[int, str], targets: Mapping[str, frozenset[str]]
) -> str | None:
    """The topic of the last messages, all of them, where this one takes a stand on "it"."""
    before = entries[max(0, entry.number - LINES_BACK) : entry.number]
    topics = {found.get(one.number) for one in before}
    if len(before) < LINES_BACK or len(topics) != 1 or entry.post.at - before[-1].post.at > PAUSE:
        return None
    topic = topics.pop()
    return topic if topic and stand_of_entry(entry, targets[topic], answers=True).own else None


def _related(
    entries: Sequence[Entry], found: Mapping[int, str], targets: Mapping[str, frozenset[str]]
) -> dict[int, str]:
    """Entries that belong nowhere yet, by words that are used in one theme and hardly outside of it, and their replies."""
    content = {entry.number: _content(entry) for entry in entries}
    inside: dict[str, Counter[str]] = defaultdict(Counter)
    users: dict[tuple[str, str], set[int]] = defaultdict(set)
    everywhere: Counter[str] = Counter()
    for entry in entries:
        everywhere.update(content[entry.number])
        name = found.get(entry.number)
        if name is not None:
            inside[name].update(content[entry.number])
            for stem in content[entry.number]:
                users[name, stem].add(entry.post.author_id)
    related = {
        name: {
            stem
            for stem, count in counts.items()
            if len(users[name, stem]) >= RELATED and count >= RELATED_SHARE * everywhere[stem]
        }
        | _modifiers(entries, targets[name])
        for name, counts in inside.items()
    }
    joined: dict[int, str] = {}
    for entry in entries:
        if entry.number in found:
            continue
        votes = {name: len(words & content[entry.number]) for name, words in related.items()}
        best = max(votes, key=lambda name: votes[name], default="")
        if votes.get(best):
            joined[entry.number] = best
        elif entry.parent in joined:
            joined[entry.number] = joined[entry.parent]
    return joined


def _modifiers(entries: Sequence[Entry], targets: frozenset[str]) -> set[str]:
    """What stands right before a topic's word as part of its name: "bike" of "bike lanes"."""
    return {
        sentence.words[at].stem
        for entry in entries
        for sentence in entry.sentences
        for at in range(len(sentence.words) - 1)
        if sentence.words[at + 1].stem in targets and _may_be_topic(sentence.words, at)
    }


def _content(entry: Entry) -> set[str]:
    return {
        sentence.words[at].stem
        for sentence in entry.sentences
        for at in range(len(sentence.words))
        if _may_be_topic(sentence.words, at)
    }


def label_of(entries: Sequence[Entry], theme: Theme) -> str:
    """The theme's name in the members' own words: the longest phrase around its word that two members use."""
    users: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for number in theme.entries:
        for sentence in entries[number].sentences:
            for phrase in _phrases(sentence, theme.stem):
                users[phrase].add(entries[number].post.author_id)
    if not users:
        return theme.stem
    wide = {phrase: who for phrase, who in users.items() if len(who) >= 2 or len(phrase) == 1}
    best = max(wide, key=lambda phrase: (len(phrase), len(wide[phrase]), phrase))
    return " ".join(best)


def _phrases(sentence: Sentence, stem: str) -> Iterable[tuple[str, ...]]:
    stop = lexicon().stop
    words = sentence.words
    for at, word in enumerate(words):
        if word.stem != stem:
            continue
        yield (word.text,)
        for before in (1, 2):
            part = words[at - before : at + 1] if at >= before else ()
            if part and all(one.text not in stop and one.text.isalpha() for one in part[:-1]):
                if sentence.text[part[0].start : part[-1].end].count(" ") == before:
                    yield tuple(one.text for one in part)


def terms_of(entries: Sequence[Entry], theme: Theme) -> list[str]:
    """Other words that most members use in a theme, as they wrote them, most widely used first."""
    users: dict[str, set[int]] = defaultdict(set)
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for number in theme.entries:
        for sentence in entries[number].sentences:
            for at, word in enumerate(sentence.words):
                if word.stem != theme.stem and _may_be_topic(sentence.words, at):
                    users[word.stem].add(entries[number].post.author_id)
                    spelled[word.stem][word.text] += 1
    wide = [stem for stem, who in users.items() if len(who) >= MEMBERS_OF_A_VIEW]
    wide.sort(key=lambda stem: (-len(users[stem]), stem))
    return [min(spelled[stem], key=lambda text: (-spelled[stem][text], text)) for stem in wide]
