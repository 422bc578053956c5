"""Folding of written tricks to plain lower-case text, with offsets back to the original.

Words are hidden from a lexicon by look-alike letters, invisible characters, stretched or spaced letters, digits for
letters and starred vowels. :func:`fold` undoes these so that every later stage sees one spelling, and keeps for each
folded character the index of the original character it came from, so that findings can be shown where they stand.
Guards keep what only looks like a trick: "covid19", "G20", "4th", "2 million", web addresses, mentions.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

MAX_EXPANSION = 4
"""Most folded characters that one original character may become (a few ligatures expand to 18: our own bound)."""

_MAX_ROUNDS = 4
"""Passes are repeated until nothing changes, at most so often; two rounds suffice for all but contrived text."""

# Look-alikes of Latin letters, from the confusables table of Unicode Technical Standard 39, lower case only
# (folding lower-cases first). Capital look-alikes whose lower case differs in shape are listed apart.
_LOOKALIKE_LOWER = {
    **dict(zip("авгеѕіјкмнорстухԁһԛԝзьѵӏ", "abresijkmhopctyxdhqw3bvl", strict=True)),
    **dict(zip("αβγεηικνορτυχω", "abyenikvoptuxw", strict=True)),
    **dict(zip("ıɑɡɩɪոսցօհʟʀɴʏʙɢʜ", "iagiinugohlrnybgh", strict=True)),
    **dict(zip("ðđøłħŧæœßþ", ("d", "d", "o", "l", "h", "t", "ae", "oe", "ss", "p"), strict=True)),
}
_LOOKALIKE_UPPER = {
    **dict(zip("АВЕЅІЈКМНОРСТУХԚԜ", "abesijkmhopctyxqw", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx", strict=True)),
}
_NEGATIVE_LETTERS = {
    chr(base + i): chr(97 + i) for base in (0x1F150, 0x1F170, 0x1F1E6) for i in range(26)
}  # negative circled, negative squared, regional indicators: NFKC leaves them
_REGIONAL = re.compile("[\U0001f1e6-\U0001f1ff]")
_PUNCTUATION = {
    **dict.fromkeys("‘’‚‛ʼ′`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "_": " ",
    "\u00a0": " ",
}
_INVISIBLE = frozenset({"Cf", "Mn", "Me", "Co", "Cs"})
_CONFUSABLE_LETTERS = frozenset(_LOOKALIKE_LOWER) | frozenset(_LOOKALIKE_UPPER)

_LEET = {
    "0": "o",
    "1": "i",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "8": "b",
    "9": "g",
    "@": "a",
    "$": "s",
    "!": "i",
    "|": "l",
    "€": "e",
}

_KNOWN = (
    "liar liars lie lied lies lying corrupt corrupted corruption crook crooks crooked "
    "criminal criminals fraud frauds traitor traitors treason thief thieves steal steals "
    "stealing stole stolen shill shills bribe bribes bribed bribery killer killers kill "
    "killed murder murders murderer murdered rapist rapists rape raped raping pedo pedos "
    "pedophile pedophiles paedophile spy spies agent agents bot bots terrorist terrorists "
    "puppet scam scammer scammers scammed con conman grifter grifters cheat cheats cheated "
    "cheater rigged rig rigging embezzled launder laundering launders kickback kickbacks "
    "payroll paid sold bought took puppets mafia forged perjury smuggled trafficking "
    "assaulted molested so no yes you good all too see"
)
KNOWN_WORDS: tuple[str, ...] = tuple(_KNOWN.split())
"""Words that stretched or starred spellings are read as, most usual first."""
_KNOWN_SET = frozenset(KNOWN_WORDS)

_CHUNK = re.compile(r"\S+")
_MENTION = re.compile(r"<[@#&!:a][^<>\s]{0,120}>")
_STRETCHED = re.compile(r"\b[^\W\d_]*([^\W\d_])\1\1[^\W\d_]*\b")
_RUN = re.compile(r"(.)\1*", re.DOTALL)
_PUNCT_RUN = re.compile(r"([^\w\s])\1{3,}")
_DOTTED = re.compile(r"(?<![^\W_])(?:[^\W\d_]([.\-*/|~·]))(?:[^\W\d_]\1)+[^\W\d_](?![^\W_])")
_SPACED = re.compile(r"(?<![^\W_])(?<!')(?:[^\W\d_] ){3,}[^\W\d_](?![^\W_])(?!')")
_LEET_TOKEN = re.compile(
    r"(?<![\w@$])(?=[\w@$!|€]{0,40}[013-57-9@$!|€])(?=[\w@$!|€]{0,40}[a-z])[a-z0-9@$!|€]{3,40}(?![\w@])"
)
_STARRED = re.compile(r"\b[a-z]+(?:[*#%]{1,4}[a-z]+)+\b")
_HASHTAG = re.compile(r"(?<![\w#])#(\w{4,80})")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")

_STRETCH_COMBINATIONS = 64
"""Most spellings tried for one stretched word."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded lower-case ``text``; ``offsets[i]`` is the index in the original of what became ``text[i]``.

    Offsets never decrease and lie within the original. ``length`` is the original's length in code points.
    """

    text: str
    offsets: Sequence[int]
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original ``(start, end)`` of the folded half-open range; an empty range stays empty.

        Raises ValueError for a range that does not lie within the folded text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(
                f"range {start}..{end} lies outside the folded text of {len(self.text)} characters"
            )
        if start == end:
            at = self.offsets[start] if start < len(self.text) else self.length
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold ``text`` (any length, any characters) to plain lower-case text of at most ``MAX_EXPANSION`` times its size.

    Folding is idempotent: folding the folded text changes nothing.
    """
    folded, offsets = _fold_characters(text)
    for _ in range(_MAX_ROUNDS):
        before = folded
        for fold_pass in _PASSES:
            folded, offsets = fold_pass(folded, offsets)
        if folded == before:
            break
    return Folded(folded, offsets, len(text))


def _fold_characters(text: str) -> tuple[str, Sequence[int]]:
    """Character by character: compatibility forms, accents, invisible characters, look-alikes, case, hashtags."""
    if text.isascii() and "#" not in text and "_" not in text:
        # str.lower keeps the length of ASCII text; control characters other than white space stay as they are.
        return text.lower(), range(len(text))
    camel = _camel_breaks(text)
    mixed = _lookalike_indices(text)
    out: list[str] = []
    offsets = array("L")
    for index, char in enumerate(text):
        if index in camel:
            out.append(" ")
            offsets.append(index)
        piece = _fold_character(char, index in mixed)
        if piece:
            out.append(piece)
            offsets.extend([index] * len(piece))
    return "".join(out), offsets


def _camel_breaks(text: str) -> frozenset[int]:
    """Indices inside hashtags at which a new capitalised word starts ("#CrookedHalvorsen")."""
    if "#" not in text:
        return frozenset()
    return frozenset(
        tag.start(1) + cut.start() for tag in _HASHTAG.finditer(text) for cut in _CAMEL.finditer(tag.group(1))
    )


def _lookalike_indices(text: str) -> frozenset[int]:
    """Indices of letters to read as Latin: in words that mix scripts, or that consist of look-alikes only.

    A word with one letter of its own script that has no Latin look-alike ("рука́в", "λόγος") is left in peace.
    """
    if text.isascii():
        return frozenset()
    indices: set[int] = set()
    for word in re.finditer(r"\w+", text):
        letters = word.group()
        if letters.isascii():
            continue
        bare = [part[0] for char in letters if (part := unicodedata.normalize("NFKD", char))]
        foreign = [char for char in bare if char.isalpha() and not _is_latin(char)]
        has_latin = any(char.isalpha() and _is_latin(char) for char in bare)
        if foreign and (has_latin or all(map(_is_confusable, foreign))):
            indices.update(range(word.start(), word.end()))
    for run in re.finditer("[\U0001f1e6-\U0001f1ff]+", text):
        if run.end() - run.start() != 2:  # two in a row are a flag
            indices.update(range(run.start(), run.end()))
    return frozenset(indices)


@lru_cache(maxsize=4096)
def _is_latin(char: str) -> bool:
    return char.isascii() or "LATIN" in unicodedata.name(char, "")


@lru_cache(maxsize=4096)
def _is_confusable(char: str) -> bool:
    """Whether the letter, or all that folding leaves of it, looks like Latin: Ω no less than the ω it becomes."""
    if char in _CONFUSABLE_LETTERS:
        return True
    parts = unicodedata.normalize("NFKD", char).lower()
    seen = [part for part in parts if unicodedata.category(part) not in _INVISIBLE]
    return bool(seen) and all(part.isascii() or part in _CONFUSABLE_LETTERS for part in seen)


@lru_cache(maxsize=8192)
def _fold_character(char: str, as_latin: bool) -> str:
    if char in _PUNCTUATION:
        return _PUNCTUATION[char]
    if char.isascii():
        return char.lower()
    if char in _NEGATIVE_LETTERS:
        return _NEGATIVE_LETTERS[char] if as_latin or not _REGIONAL.match(char) else char
    if "\uac00" <= char <= "\ud7a3":  # Hangul syllables would fall apart into letters
        return char
    out: list[str] = []
    parts = unicodedata.normalize("NFKD", char)
    as_latin = as_latin or any(part.isascii() and part.isalpha() for part in parts)  # "㏀" is k and Ω
    for part in parts:
        if unicodedata.category(part) in _INVISIBLE:
            continue
        if part in _PUNCTUATION:
            out.append(_PUNCTUATION[part])
        elif as_latin and part in _LOOKALIKE_UPPER:
            out.append(_LOOKALIKE_UPPER[part])
        else:
            lower = part.lower()
            latin = _LOOKALIKE_LOWER.get(lower, lower) if as_latin or _is_latin(lower[:1]) else lower
            out.append("".join(c for c in latin if unicodedata.category(c) not in _INVISIBLE))
    return "".join(out)[:MAX_EXPANSION]


def _substitute(
    pattern: re.Pattern[str],
    spell: Callable[[re.Match[str]], str | None],
    text: str,
    offsets: Sequence[int],
) -> tuple[str, Sequence[int]]:
    """Replace matches by ``spell(match)`` (``None`` keeps one); the new letters share the match's offsets evenly."""
    pieces: list[str] = []
    moved = array("L")
    done = 0
    for match in pattern.finditer(text):
        new = spell(match)
        if new is None or new == match.group():
            continue
        start, end = match.span()
        pieces += [text[done:start], new]
        moved.extend(offsets[done:start])
        size = end - start
        # first letter on the first, last letter on the last character of what is replaced
        moved.extend(offsets[start + (i * (size - 1)) // max(1, len(new) - 1)] for i in range(len(new)))
        done = end
    if not pieces:
        return text, offsets
    pieces.append(text[done:])
    moved.extend(offsets[done:])
    return "".join(pieces), moved


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Spans of web and e-mail addresses (the whole run of non-space) and of Discord's <…> tokens, in linear time."""
    for match in _CHUNK.finditer(text):
        chunk = match.group()
        at = chunk.find("@", 1)
        is_mail = at > 0 and chunk.rfind(".", 0, -1) >= at + 2
        if is_mail or "://" in chunk or "www." in chunk:
            yield match.span()
        else:
            for mention in _MENTION.finditer(text, *match.span()):
                yield mention.span()


def _outside_addresses(
    pattern: re.Pattern[str], spell: Callable[[re.Match[str]], str | None], needs: str
) -> Callable[[str, Sequence[int]], tuple[str, Sequence[int]]]:
    """A pass that leaves web addresses, e-mail addresses and Discord's <…> tokens alone.

    ``needs``: characters of which one must occur, so that ordinary text skips the pass cheaply ("" = always run).
    """
    needed = frozenset(needs)

    def run(text: str, offsets: Sequence[int]) -> tuple[str, Sequence[int]]:
        if needed and needed.isdisjoint(text):
            return text, offsets
        kept = list(_addresses(text)) if "://" in text or "<" in text or "@" in text or "www." in text else []

        def guarded(match: re.Match[str]) -> str | None:
            if any(start < match.end() and match.start() < end for start, end in kept):
                return None
            return spell(match)

        return _substitute(pattern, guarded, text, offsets)

    return run


def _spell_joined(match: re.Match[str]) -> str:
    return "".join(char for char in match.group() if char.isalpha())


def _spell_spaced(match: re.Match[str]) -> str:
    """The joined letters; a single "a" or "I" before a known word stays apart ("a c r o o k")."""
    joined = _spell_joined(match)
    if joined[0] in "ai" and joined not in _KNOWN_SET and joined[1:] in _KNOWN_SET:
        return f"{joined[0]} {joined[1:]}"
    return joined


def _spell_stretched(match: re.Match[str]) -> str:
    """The known word among the shorter spellings, else every stretched run as one letter."""
    runs = [run.group() for run in _RUN.finditer(match.group())]
    choices = [(run[0], run[0] * 2) if len(run) > 2 else (run,) for run in runs]
    for tried, spelling in enumerate(product(*choices)):
        if tried >= _STRETCH_COMBINATIONS:
            break
        if (word := "".join(spelling)) in _KNOWN_SET:
            return word
    return "".join(choice[0] for choice in choices)


def _spell_leet(match: re.Match[str]) -> str | None:
    """Digits and signs between letters become letters; numbers at the edge ("covid19", "4th", "2m") stay."""
    token = match.group()
    letters = sum(char.isalpha() for char in token)
    if letters < 2 or token[-1].isdigit() or (token[0].isdigit() and token[0] != "0"):
        return None
    if re.search(r"\d{3,}", token) or sum(char.isdigit() for char in token) > letters:
        return None
    core = token.rstrip("!|@")
    tail = token[len(core) :]
    if core.startswith(("@", "!", "|", "€")) or (core.startswith("$") and not core[1:2].isalpha()):
        return None
    if any(char == "2" or char == "6" for char in core):
        return None
    return "".join(_LEET.get(char, char) for char in core) + tail


@lru_cache(maxsize=1024)
def _unstar(token: str) -> str | None:
    pattern = re.compile(re.sub(r"[*#%]+", lambda m: f"[a-z]{{{len(m.group())}}}", token))
    return next((word for word in KNOWN_WORDS if pattern.fullmatch(word)), None)


def _spell_starred(match: re.Match[str]) -> str | None:
    token = match.group()
    return _unstar(token) if len(token) <= 24 else None


_PASSES: tuple[Callable[[str, Sequence[int]], tuple[str, Sequence[int]]], ...] = (
    _outside_addresses(_DOTTED, _spell_joined, ".-*/|~·"),
    _outside_addresses(_SPACED, _spell_spaced, " "),
    _outside_addresses(_LEET_TOKEN, _spell_leet, "0134578@$!|9€"),
    _outside_addresses(_STARRED, _spell_starred, "*#%"),
    _outside_addresses(_STRETCHED, _spell_stretched, ""),
    _outside_addresses(_PUNCT_RUN, lambda match: match.group(1) * 3, ""),
)
