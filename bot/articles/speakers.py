"""Who speaks in a sentence, and for which side of a dispute, by English cue words."""

from __future__ import annotations

import re
from typing import Final, Literal

Side = Literal["challenge", "reply"]
"""A challenge to something, or the answer to one (a denial, a defence, a supporter's voice)."""

# Groups that reports name only by their part in a dispute or by their office.
_GROUPS: Final = "|".join(
    (
        "critics|opponents|supporters|backers|proponents|advocates|detractors|sceptics|skeptics|campaigners|activists",
        "officials|police|prosecutors|lawmakers|legislators|residents|experts|analysts|economists|researchers",
        "scientists|doctors|teachers|farmers|workers|employers|investigators|lawyers|attorneys|organi[sz]ers",
        "protesters|demonstrators|conservationists|environmentalists|business owners|landlords|tenants|unions?",
        "the (?:government|opposition|ministry|council|company|union|party|commission|agency|court|mayor|governor)",
        "the (?:president|minister|prime minister|senator|police|prosecutor|department|committee|board|campaign)",
        "the (?:organi[sz]ation|group|report|study|authors?)",
    )
)
_CAPITAL: Final = r"[A-Z][\w’'-]*\.?"
_NAME: Final = rf"{_CAPITAL}(?:\s+(?:(?:of|for|the|and|de|van|von|der|la|al|bin)\s+){{0,2}}{_CAPITAL}){{0,6}}"
_VOICE: Final = r"(?:spokes(?:man|woman|person)|representative|lawyer|attorney)"
_BELONGING: Final = r"(?i:supporters|critics|lawyers?|allies|office|campaign|government|party)"
# Words that make "Rain fell everywhere on Spain" something else than an office and a name.
_NO_OFFICE: Final = r"(?:on|at|by|with|into|over|after|before|as|than|and|but|or|that|is|are|was|were|has|have|had|will|would)\b"
_WHO: Final = "|".join(
    (
        rf"(?:[Aa]n? |[Tt]he )?(?:\w+ )?{_VOICE} for (?:the )?{_NAME}",
        rf"(?i:{_GROUPS})(?:[’']s? [a-z]+|(?: (?:of|from|in) (?:the |a )?[\w’-]+(?: [\w’-]+){{0,3}}?){{0,2}})",
        rf"[A-Z][a-z]+ (?:(?!{_NO_OFFICE})[a-z-]+ ){{1,3}}{_NAME}",  # "Opposition member Petra Lund"
        rf"(?:[Tt]he )?{_NAME}(?: (?:party|group|union|government|administration|ministry|campaign))?"
        rf"(?:[’']s (?:[a-z-]+ ){{0,5}}(?:{_NAME}|{_BELONGING}))?",
    )
)
_WHO_GROUP: Final = rf"(?P<who>(?:{_WHO}))"
_VERB_FORMS: Final = "|".join(
    (
        r"said|says?|told|wrote|writes|replied|argued?|argues|warned|warns?|noted|notes|explained|explains|stated|states(?= that)",
        r"insisted|insists|testified|responded|denied|denies|deny|rejected|rejects?|disputed|disputes?|defended|defends?",
        r"critici[sz]ed|critici[sz]es?|condemned|condemns?|countered|counters|dismissed|dismisses|objected|opposed",
        r"opposes?|praised|welcomed|call(?:ed|s) (?:the|for|on|it)|described|announced|promised|contend(?:s|ed)?",
        r"maintain(?:s|ed)|acknowledged|disagreed|disagrees?|accused",
        r"objects?(?= to)|voted (?:for|against)|(?:supports?|supported|backs?|backed)(?= (?:the|it|this|that)\b)",
        # "added 25 points" is no speech.
        r"add(?:ed|s)(?: that)?(?=[:,]? [“\"]|,| that)",
    )
)
_VERB: Final = rf"(?:{_VERB_FORMS})\b"
_BETWEEN: Final = r"(?: (?:has|have|had|also|later|again|on \w+day|\w+ly))?"
_ASIDE: Final = r",(?! (?:but|and|or|so|yet|while|as|because|though|although)\b)[^,“”\"]{1,90},"
# Behind "said": "the group's leader, Petra Lund", or an office and a name, "study author Petra Lund".
_ROLE: Final = r"(?:(?!(?:for|of|in|on|at|to|from|by|with|that)\b)[a-z][\w’'-]* ){1,5}"
_LED: Final = rf"{_ROLE}?[a-z][\w’'-]*, {_NAME}|{_WHO}|{_ROLE}{_NAME}"
# What may follow a speaker who is named last; a verb may not: "said the mayor would go" is what somebody else said.
_CLOSED: Final = r"(?=\s*(?:[,.;:!?“”\"]|$)|\s(?:in|on|at|of|from|during|after|before|who|to|this|last|late|early|by|via|\w+day)\b)"
_SPEAKERS: Final = (
    re.compile(rf"^(?P<who>(?:The )?{_NAME}){_ASIDE}{_BETWEEN}\s+{_VERB}"),
    re.compile(rf"[,”\"’]\s+{_WHO_GROUP}(?:,[^,“”\"]{{1,80}},)?\s+(?:\w+ly )?{_VERB}"),
    re.compile(rf"^[“\"]?{_WHO_GROUP}{_ASIDE}{_BETWEEN}\s+{_VERB}(?!\s(?:{_LED}){_CLOSED})"),
    re.compile(rf"[,”\"’]\s+(?:said|says|wrote|added|argued|replied|warned)\s+(?P<who>{_LED}){_CLOSED}"),
    re.compile(rf"^[“\"]?{_WHO_GROUP}{_BETWEEN}\s+{_VERB}"),
    re.compile(rf"\b[Aa]ccording to {_WHO_GROUP}"),
)
_NOT_WHO: Final = re.compile(
    r"(?:he|she|it|they|we|i|you|this|that|these|those|but|and|while|when|as|if|after|before|although|though|because|"
    r"in|on|at|by|of|to|for|from|with|about|against|over|during|late|early|earlier|yesterday|today|all|no|not|what|who|how|why|one|two|some|many|most|asked|however|there|last|next)\b",
    re.IGNORECASE,
)
_FULL_STOP: Final = re.compile(
    r"(?<![\s.][A-Z])(?<!^[A-Z])(?<!\b(?:Jr|Sr|Co))(?<!\b(?:Inc|Ltd))(?<!\bCorp)\.$"
)
"""The end of the sentence, which is no part of a name that stands there; that of "U.S.", "Jr." and "Inc." is."""
_CHALLENGE: Final = re.compile(
    r"\b(?:critics|opponents|opposition|detractors|sceptics|skeptics|challengers|critici[sz]ed|critici[sz]es|condemned|"
    r"condemns|opposed|opposes|objected|objects? to|warned|warns|accused|accuses|countered|disagreed|disagrees|disputed|"
    r"disputes|argued against|spoke against|voted against|"
    r"called (?:it|the [\w ]{1,30}) (?:a mistake|wrong|unfair|unlawful|illegal))\b",
    re.IGNORECASE,
)
_REPLY: Final = re.compile(
    r"\b(?:supporters|backers|proponents|advocates|defended|defends|denied|denies|deny|praised|welcomed|"
    r"(?:supports?|supported|backs?|backed) (?:the|it|this|that)\b|voted for|in (?:favou?r|defence|defense) of|spokes(?:man|woman|person)|responded|replied|rejected the|rejects the|"
    r"dismissed the|in response|no wrongdoing|said in a statement)\b",
    re.IGNORECASE,
)


def speaker(sentence: str) -> str | None:
    """The named speaker of a sentence, copied from it, or None where there is none or only a pronoun."""
    for pattern in _SPEAKERS:
        for match in pattern.finditer(sentence):
            who = _FULL_STOP.sub("", match.group("who").strip())
            if not _NOT_WHO.match(who) and len(who) > 2 and not who.endswith(("’s", "'s")):
                return who
    return None


def side(sentence: str) -> Side | None:
    """Which side of a dispute an attributed sentence speaks for, by its wording; None where none can be told.

    A reply beats a challenge in one sentence: "denied the accusation" is the answer, not the accusation.
    """
    if speaker(sentence) is None:
        return None
    if _REPLY.search(sentence):
        return "reply"
    return "challenge" if _CHALLENGE.search(sentence) else None
