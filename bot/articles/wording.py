"""Signs in the wording of a sentence: whether it can be taken out of its article."""

from __future__ import annotations

import re
from typing import Final

from bot.articles.sentences import whole_quotes

_DANGLING: Final = re.compile(
    r"[\"'“‘(\[\s]*(?:"
    r"(?:he|she|they|it|this|that|these|those|his|her|hers|him|them|their|its)(?:[’'](?:s|re|ve|d|ll|m))?\b|"
    r"(?:however|but|and|or|so|yet|nor|also|then|thus|therefore|hence|meanwhile|moreover|furthermore|instead|still|"
    r"nevertheless|nonetheless|otherwise|similarly|likewise|additionally|besides|indeed|conversely|consequently|"
    r"accordingly|afterwards?|later|earlier|elsewhere|again|too|perhaps|maybe|here|such|others?|another|both|neither|either)\b|"
    r"(?:in addition|as a result|for example|for instance|in contrast|by contrast|in turn|in fact|in other words|in short|"
    r"in response|in reply|on the other hand|on the contrary|at the same time|at the time|even so|even then|after that|"
    r"before that|because of (?:this|that)|to that end|in (?:each|both|either|neither) cases?|of course|as such|that said|"
    r"(?:in|on|at|by|from|for|with|under|since|until|despite|unlike) (?:this|that|these|those)\b(?! (?:week|month|year)s?\b)|"
    r"as (?:he|she|they|it)\b|when asked|asked (?:about|whether|if|why|how)|not only)\b|"
    r"(?:the (?:move|moves|former|latter|pair|duo|trio|two|three|same|other|others|second|third|latest)|"
    r"one (?:of them|of these)|some of (?:them|these|those)|most of (?:them|these|those)|all of (?:them|these|those))\b"
    r")",
    re.IGNORECASE,
)
_SPEECH: Final = (
    r"(?:said|says|told|added|adds|wrote|writes|replied|argued|argues|warned|warns|noted|notes|explained|explains|"
    r"continued|concluded|recalled|stated|states|insisted|insists|testified|responded|answered|tweeted|posted|asked)"
)
_PRONOUN_SPEAKS: Final = re.compile(
    rf"\b(?:he|she|they|i|we)\s+(?:\w+ly\s+)?(?:has |have |had |also |then )?{_SPEECH}\b"
)
_SPEECH_THEN_PRONOUN: Final = re.compile(rf"[,”\"]\s*{_SPEECH}\s+(?:he|she|they)\b")
# "A former teacher, she …": the person meant was named in the sentence before.
_PRONOUN_SUBJECT: Final = re.compile(
    r"[^,“\"]{1,90}, (?:he|she|they|it)\b(?! (?:is|was) (?:expected|likely|unclear|not clear))"
)
# Not in "(I-Vt.)" and "World War I".
_FIRST_PERSON: Final = re.compile(
    r"\b(?:(?<!War )I(?![-–—.])|I[’']m|my|me|[Ww]e|[Oo]ur|us|myself|ourselves)\b"
)
_NAME_BEFORE: Final = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+|^[A-Z][a-z]+ [A-Z][a-z]+")
_FURNITURE: Final = re.compile(
    r"\b(?:read (?:more|also|the full)|sign up|subscribe|newsletter|follow us|click here|advertisement|copyright|"
    r"all rights reserved|contributed (?:reporting|to this)|reporting by|editing by|share this|story continues|"
    r"download (?:our|the) app|getty images|file photo|photo (?:by|courtesy)|this (?:article|story) (?:was|has been|first)|"
    r"originally (?:published|appeared)|terms of (?:use|service)|cookie|affiliate|earn a commission|"
    r"delivered (?:\w+ )?(?:to|through) your|watch (?:the )?video|in this article)\b|"
    r"^(?:photo|image|caption|video|watch|related|see also|listen|source|credit|updated?|correction|editor[’']s note)\s*:|©",
    re.IGNORECASE,
)
_TERMINAL: Final = re.compile(r"[.!…][\"'”’»)\]]{0,6}$")
MIN_SENTENCE_WORDS: Final = 6
MAX_SENTENCE_WORDS: Final = 50
MAX_SENTENCE_LENGTH: Final = 600
"""Code points; 45 long words have about 400. The patterns here never see more."""


def dangling_start(sentence: str) -> bool:
    """Whether a sentence begins with a word that points back to one before it ("He", "However", "The move")."""
    return _DANGLING.match(sentence) is not None


def leans_on_context(sentence: str) -> bool:
    """Whether a sentence cannot be understood alone: a dangling start, or a pronoun for a speaker never named in it."""
    if dangling_start(sentence) or _PRONOUN_SUBJECT.match(sentence):
        return True
    if _FIRST_PERSON.search(_outside_quotes(sentence)):
        return True
    match = _PRONOUN_SPEAKS.search(sentence) or _SPEECH_THEN_PRONOUN.search(sentence)
    return match is not None and _NAME_BEFORE.search(_outside_quotes(sentence[: match.start()])) is None


def _outside_quotes(text: str) -> str:
    return re.sub(r"[“\"«][^”\"»]*(?:[”\"»]|$)", " ", text)


def can_stand_alone(sentence: str, words: int) -> bool:
    """Whether a sentence may be taken out of its article: whole, not too long, no page furniture, nothing pointed back to."""
    return (
        MIN_SENTENCE_WORDS <= words <= MAX_SENTENCE_WORDS
        and len(sentence) <= MAX_SENTENCE_LENGTH
        and _TERMINAL.search(sentence) is not None
        and not sentence.startswith(("-", "•", "*", "–", "—", "|"))
        and not sentence[0].islower()
        and whole_quotes(sentence)
        and _FURNITURE.search(sentence) is None
        and not leans_on_context(sentence)
    )
