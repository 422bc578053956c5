"""Does the author say that they may harm themselves? A small reading by phrases, in English, in the first person.

It exists so that such a message brings care and not a sanction. What it finds is shown to moderators, never acted on
by itself, so it leans towards finding; what people say in jest or about the past it lets go as far as phrases tell:

- Only the first person counts: "kill yourself" is an attack on somebody else, which the toxicity labels find.
- Negations ("I don't want to die"), times that are over ("years ago I tried to…"), figures of speech ("dying of
  embarrassment", "I'd rather die than…", "shot myself in the foot"), games, and sentences with a mark of jest ("lol",
  "jk") are let go. A person may mean it nevertheless: a phrase list cannot tell, and moderators can.
- Quoted lines, code blocks and words in quotation marks are somebody else's.
- It reads no other language, no allusion ("you won't have to put up with me much longer" is not found), no pictures.

``tests/detect/corpus/self_harm.jsonl`` holds invented lines both ways, half of them never used for changing it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.detect.normalize import fold

READ_LIMIT: Final = 4000
"""Code points that are read: Discord's longest message, https://discord.com/developers/docs/resources/message"""


class Sort(StrEnum):
    """What is said: an intention or plan, a wish not to live, or that one hurts oneself."""

    INTENT = "intent"
    WISH = "wish"
    HURT = "hurt"


SEVERITIES: Final = {Sort.INTENT: 0.95, Sort.WISH: 0.85, Sort.HURT: 0.8}
"""Order among themselves; ours. All come before nearly everything that is merely rude."""


@dataclass(frozen=True, slots=True)
class SelfHarm:
    """What was read. ``start`` and ``end`` are code points of the text that was given."""

    sort: Sort
    start: int
    end: int


_I = r"\b(?:i|im|i['’]?m|i am|i['’]?ll|i will|i['’]?ve|i have|i['’]?d)\b"
_SOFT = r"(?:\s+(?:just|really|honestly|literally|so|kinda|seriously|actually|always|still|only|both|badly|often|even|do|have|been|be|being|also|now|again|finally|probably|may|might)){0,4}"
_MEAN_TO = (
    r"(?:going\s+to|gonna|gon|about\s+to|planning\s+(?:to|on)|plan\s+to|plan\s+on|thinking\s+(?:of|about)|"
    r"ready\s+to|decided\s+to|ll|will|want(?:ed)?\s+to|wanna|wish\s+to|need\s+to|tempted\s+to|"
    r"trying\s+to|tried\s+to|should|could|might|may|considering|have\s+to)"
)
_END_SELF = (
    r"(?:kill(?:ing)?|hang(?:ing)?|shoot(?:ing)?|drown(?:ing)?|poison(?:ing)?|unalive|unaliving|off(?:ing)?)\s+myself|"
    r"(?:end|ending|take|taking)\s+(?:my\s+(?:own\s+)?life|it\s+all|my\s+life)|"
    r"(?:commit(?:ting)?\s+)?suicide\b|commit(?:ting)?\s+sui\w*|"
    r"(?:overdose|overdosing|od)\s+(?:tonight|today|on\s+(?:my\s+)?(?:pills|meds))|"
    r"jump(?:ing)?\s+(?:off|from)\s+(?:a|the)\s+(?:bridge|roof|balcony)|"
    r"slit(?:ting)?\s+my\s+(?:wrists|throat)"
)
_PATTERNS: Final = (
    (Sort.INTENT, re.compile(rf"{_I}{_SOFT}\s+{_MEAN_TO}{_SOFT}\s+(?:{_END_SELF})")),
    (Sort.INTENT, re.compile(r"\b(?:gonna|going to|about to|want to|wanna)\s+(?:kill|unalive|off|hang)\s+myself\b")),
    (Sort.INTENT, re.compile(rf"^\s*(?:{_MEAN_TO})\s+(?:{_END_SELF})")),
    (Sort.INTENT, re.compile(r"\b(?:i['’]?m|i am|im|been|feeling|feel)\s+(?:\w+\s+)?suicidal\b")),
    (Sort.INTENT, re.compile(r"\bi(?:['’]?ve| have)?\s+(?:\w+\s+)?(?:wr[io]te|written|writing)\s+(?:a|my)\s+suicide\s+(?:note|letter)\b")),
    (Sort.INTENT, re.compile(r"\b(?:this|tonight|today|it)\s+(?:is|will\s+be)\s+my\s+last\s+(?:night|day|message)\s+(?:alive|on\s+earth|here\s+on\s+earth)\b")),
    (Sort.WISH, re.compile(rf"{_I}{_SOFT}\s+(?:want|wanna|wish|ready|hoping|hope|need)\s*(?:to|i\s+could)?{_SOFT}\s+(?:die|be\s+dead|disappear\s+forever|never\s+wake\s+up|not\s+wake\s+up|stop\s+existing|not\s+exist)\b")),
    (Sort.WISH, re.compile(r"\bi\s+(?:\w+\s+)?wish\s+(?:that\s+)?i\s+(?:(?:was|were)\s+(?:dead|never\s+born)|had\s+died|could\s+die|had\s+never\s+been\s+born|wasn['’]?t\s+(?:alive|here\s+any\s?more))\b")),
    (Sort.WISH, re.compile(r"\bi\s+(?:\w+\s+)?(?:don['’]?t|do\s+not|dont|never)\s+(?:\w+\s+)?(?:want|wanna)\s+(?:to\s+)?(?:live|be\s+alive|exist|wake\s+up|be\s+here)(?:\s+(?:any\s?more|any\s+longer|like\s+this|tomorrow))?\s*(?:$|[.,;!]|and\b|because\b|with\b)")),
    (Sort.WISH, re.compile(r"\bi\s+(?:\w+\s+)?(?:hope|wish|pray)\s+(?:that\s+)?(?:i\s+(?:never|don['’]?t|do\s+not)\s+wake\s+up|to\s+(?:never|not)\s+wake\s+up)\b")),
    (Sort.WISH, re.compile(r"\b(?:better\s+off|happier|easier)\s+(?:dead|if\s+i\s+(?:was|were)\s+(?:dead|gone|not\s+here)|without\s+me(?:\s+(?:here|around|alive))?)\b")),
    (Sort.WISH, re.compile(r"\bi\s+(?:\w+\s+)?(?:see|have|got)\s+no\s+(?:reason|point)\s+(?:to|in)\s+(?:live|living|be\s+alive|being\s+alive|go\s+on|going\s+on)\b")),
    (Sort.WISH, re.compile(r"\bi\s+(?:\w+\s+)?(?:can['’]?t|cannot|cant|can\s+not)\s+(?:\w+\s+)?(?:go\s+on\s+(?:living|like\s+this)|live\s+(?:like\s+this\s+)?any\s?more)\b")),
    (Sort.HURT, re.compile(r"\bi(?:['’]?ve| have|['’]?m| am|m)?\s+(?:\w+\s+){0,3}?(?:cut|cutting|hurt|hurting|harm|harming|burn|burned|burnt|burning|starv(?:e|ing)|self[\s-]?harm(?:ed|ing)?|carv(?:e|ing))\s+(?:myself|my\s+(?:arms?|wrists?|thighs?|legs?|skin))\b")),
    (Sort.HURT, re.compile(r"\bi(?:['’]?ve| have|['’]?m| am|m)?\s+(?:\w+\s+){0,3}?self[\s-]?harm(?:ed|ing)?\b")),
    (Sort.HURT, re.compile(r"\bi\s+relapsed\s+(?:and\s+)?(?:on|with|into)?\s*(?:cutting|self[\s-]?harm)\b")),
)  # fmt: skip
_LET_GO: Final = re.compile(
    # negated or over
    r"\b(?:not|never|won['’]?t|wouldn['’]?t|isn['’]?t|ain['’]?t|no\s+longer|nobody)\s+(?:\w+\s+){0,3}?(?:suicidal|kill(?:ing)?\s+myself|"
    r"end(?:ing)?\s+(?:my|it)|hurt(?:ing)?\s+myself|harm(?:ing)?\s+myself|cut(?:ting)?\s+myself|commit|self[\s-]?harm\w*)|"
    r"\b(?:don['’]?t|dont|do\s+not|didn['’]?t|never)\s+(?:\w+\s+){0,2}?(?:want(?:ed)?|wanna|wish)\s+(?:to\s+)?(?:die|be\s+dead|kill|end|hurt)|"
    r"\b(?:used\s+to|years?\s+ago|when\s+i\s+was\s+(?:a\s+|\d|young|little|in)|back\s+in\s+(?:\d{4}|high\s+school|school|college)|"
    r"in\s+my\s+(?:teens|twenties)|as\s+a\s+(?:teen\w*|kid|child))\b|"
    # figures of speech
    r"\b(?:rather|sooner)\b|\bdie\s+(?:on\s+(?:this|that)\s+hill|of\s+(?:embarrassment|laughter|cringe|shame|boredom|old\s+age|happiness)|"
    r"laughing|happy|trying|for\s+(?:that|this|a|my|some)|a\s+(?:free|happy|proud|hero))|"
    r"\b(?:laughing|working|trying|at\s+(?:the\s+gym|work)|with\s+work)\b|"
    r"\bin\s+the\s+(?:foot|face)\b|\b(?:shaving|cooking|chopping|slicing|some\s+slack|a\s+(?:slice|piece|deal|check))\b|"
    r"\bmyself\s+(?:off|short|out|up|a|some|loose|free|in\s+on|shaving|while|on\s+(?:a|the|my)\s+\w+)\b|"
    r"\b(?:political|career|social|electoral|economic|commercial|brand)\s+suicide\b|"
    r"\bif\s+i\s+(?:have\s+to\s+)?(?:hear|see|read|watch|sit|listen|get|go\s+to)\b|\b(?:one|another)\s+more\s+(?:time|ad|poll|email|meeting|debate|speech|video|tweet)\b|"
    # games, stories, jest
    r"\b(?:in[\s-]?game|respawn\w*|grenade|boss\s+fight|level|minecraft|fortnite|checkpoint|the\s+bridge\s+in\s+the\s+game|lava|my\s+character|speedrun)\b|"
    r"\b(?:lol|lmao|lmfao|rofl|haha\w*|jk|just\s+kidding|joking|sarcasm)\b|😂|🤣|💀|\s/s\b|"
    r"\b(?:song|lyrics?|movie|film|novel|book|episode|quote|line\s+from)\b"
)
_NOT_THEIRS: Final = re.compile(
    r"```.*?(?:```|\Z)|^\s*>[^\n]*|\"[^\"\n]{1,400}\"|“[^”\n]{1,400}”", re.DOTALL | re.MULTILINE
)
_SENTENCE: Final = re.compile(r"[^.!?;\n]+[.!?;]*")


def read(text: str) -> SelfHarm | None:
    """The gravest thing that the author says of harming themselves; ``None`` where nothing was read."""
    own = _NOT_THEIRS.sub(lambda match: " " * len(match.group()), text[:READ_LIMIT])
    if "i" not in own.casefold() and "my" not in own.casefold():
        return None
    folded = fold(own)
    found = [
        one for part in _SENTENCE.finditer(folded.text) if (one := _sentence(part.group(), part.start()))
    ]
    if not found:
        return None
    sort, start, end = max(found, key=lambda one: SEVERITIES[one[0]])
    first, last = folded.span(start, end)
    return SelfHarm(sort, first, last)


def _sentence(sentence: str, offset: int) -> tuple[Sort, int, int] | None:
    if _LET_GO.search(sentence):
        return None
    for sort, pattern in _PATTERNS:
        if match := pattern.search(sentence):
            return sort, offset + match.start(), offset + match.end()
    return None
