"""How a charge is said: asserted, or under a question, condition, negation, report, hedge, joke.

Rules look at the words around the charge; each returns the mode and the words that decided. The guideline's exceptions
come first: presupposed charges, endorsed reports, fake hedges and weasel sources are asserted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.detect.accusation import words
from bot.detect.accusation.charge import Charge
from bot.detect.accusation.document import Document
from bot.detect.accusation.lexicon import Role
from bot.detect.accusation.target_kind import Target, TargetKind
from bot.detect.accusation.types import Mode

_CLAUSE_BREAK = re.compile(
    r"[;:]|,? (?<!anything )(?<!nothing )(?:but|because|and then|yet|so|although|though) |--| - "
)


@dataclass(frozen=True, slots=True)
class ModeFinding:
    """The mode and the words (or the rule) that decided it."""

    mode: Mode
    because: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What the rules look at: the charge's sentence, cut at the charge, in folded text."""

    document: Document
    charge: Charge
    target: Target
    sentence: str
    before: str
    after: str
    following: str
    preceding: str

    @property
    def clause_before(self) -> str:
        """The part of ``before`` in the charge's own clause: after the last strong break."""
        return _CLAUSE_BREAK.split(self.before)[-1]


Rule = Callable[[Scope], str | None]

FAKE_HEDGE = re.compile(
    r"\b(?:i (?:think|guess|believe) we all know|we all (?:know|saw)|every(?:body|one) (?:knows|saw|can see)|let'?s (?:be honest|face it|be real|not pretend)"
    r"|no doubt|without (?:a |any )?doubt|beyond (?:any |all )?doubt|there(?:'s| is) no (?:doubt|question|denying)|obviously|clearly|literally|undoubtedly|evidently"
    r"|of course|it'?s (?:obvious|clear|a fact|no secret|common knowledge)|as (?:we|you|everyone) (?:all )?knows?|make no mistake|to be (?:honest|clear)|fact is|full stop|period|we now know"
    r"|hardly a secret|open secret|you know (?:it|he|she|they|damn)|as everyone knows|plain as day|mark my words|i'?m (?:certain|sure|positive)|guaranteed|100 ?%)\b"
)
WEASEL_REPORT = re.compile(
    r"\b(?:(?:many|most|some|a lot of|lots of|plenty of|other|countless|millions of|more and more|good|decent|smart|local|all) (?:people|folks|locals|members|experts|observers|neighbou?rs|insiders|citizens|voters|of us|here)?"
    r"|people|folks|everyone|everybody|they|locals|insiders|sources|the (?:whole )?(?:word|rumou?r|talk|town|street|country)|word on the street|rumou?r|half the (?:town|city|country)|the streets?|we)"
    r" (?:all |are |is |keep |now |always |in (?:the )?\w+ )?(?:know|knows|say|says|saying|agree|agrees|tell|telling|claim|claims|has it|whisper|whispers|whispering|talk|talking|saw|sees|see)\b|\bit'?s (?:said|known|being said|common knowledge) that|\bi(?:'ve| have)? (?:heard|hear) (?:that )?\b(?!from)"
)
_REPORT_VERBS = "|".join(sorted(words.REPORT_VERB, key=len, reverse=True))
REPORT = re.compile(
    rf"\b(?<!so-)(?:according to|in the (?:words|opinion|view) of|per (?:the|a)|as (?:reported|stated|claimed|alleged) (?:by|in)|as \w+ (?:put it|reported)|(?:{_REPORT_VERBS})\b(?: (?:in|on|to|at|by|us|me|them|him|her|reporters|parliament|the \w+|yesterday|today|last \w+|\w+day))*(?: that)?"
    r"|(?:is|are|was|were|been|being|stands?|stood) (?:\w+ )?(?:accused|alleged|suspected|charged|reported|said|rumou?red|investigated|indicted|sued|believed|under investigation|on trial|arraigned|prosecuted|questioned)"
    r"|(?:under investigation|on trial|charged|indicted|sued|accus\w+|allegations?|accusations?|claims?|charges?|complaint|lawsuit|suspicions?|rumou?rs?|the claim|the story|theory|narrative) (?:of|for|over|on|with|that|about|against \w+ (?:for|of))"
    r"|(?:calls?|called|calling|labell?ed|branded|brands|dubbed|describes?|described|denounced|painted|paints) (?:\w+ ){1,4}(?:an? |the |as )?)"
)
_FACTIVE = re.compile(
    r"\b(?:admit(?:s|ted)?|confess(?:es|ed)?|prov(?:es|ed|en)|pleaded|pled|showed|shows|found out|turned out|turns out|forgot|remember|know that|knew|realize[sd]?|realise[sd]?|exposed|revealed|because|after|since|now that|when)\b(?:(?!\b(?:say|says|said|claim\w*)\b)[^.;])*$"
)
_NO_SPEAKER = re.compile(
    r"(?:^|[,.!?] )(?:please |just )?$|\b(?:to|can|could|can't|cannot|couldn't|i|we|i'd|let|will|would|i'll|i've|we've|tough|not|the|a|no) $"
)
SELF_REPORT = re.compile(
    r"\b(?:i|we) (?:\w+ ){0,2}(?:say|said|claim|tell|told|state|repeat|call|called|accuse|suggest|insist|report|write|wrote)\b[^.;,]*$"
)
ENDORSEMENT = re.compile(
    r"\b(?:(?:he|she|they|it)(?:'s| is|'re| are| was| were)? (?:absolutely |totally |completely |dead |so |quite |entirely )?(?:right|correct|spot on|not wrong|telling the truth)|and (?:it'?s|that'?s|it is|that is) (?:true|right|a fact|correct)|(?:i|we) (?:fully |totally |completely )?agree"
    r"|\brightly|correctly|hear,? hear|\bthis is true|so true|exactly(?: this| right)?|nailed it|couldn'?t have said it better|this\b ?[.!]|\bfacts[.!]?$|quite right|which is true|told the truth|and rightly so)\b"
)
REBUTTAL = re.compile(
    r"\b(?:(?:is|are|was|were|'s|this|that|it'?s|which is|simply|just|completely|totally|absolutely|utterly|plain) (?:an? )?(?:false|untrue|wrong|nonsense|bogus|rubbish|made up|a lie|lies|fabricated|baseless|not true|debunked|a myth|bullshit|bs|incorrect|made-up|invented|a smear|rumou?r|garbage|a hoax|fiction|never happened)|never happened|did ?n[o']t happen|no truth (?:to|in)|no evidence|has been debunked|was debunked|not true|isn'?t true|wasn'?t true|debunked|denied by|denies (?:it|this|that|the)|denied (?:it|this|that|the)|cleared of|acquitted|stop (?:spreading|repeating|posting)|please don'?t|that'?s not what happened|nobody has shown|no proof|i don'?t (?:believe|buy) (?:it|this|that)|disagree|there is nothing)\b"
)
NEGATOR = re.compile(
    r"\b(?:not|never|n't|no|nobody|no one|none|neither|nor|without|cannot|can't|won't|isn't|isnt|aren't|wasn't|weren't|hasn't|haven't|hadn't|don't|dont|doesn't|doesnt|didn't|didnt|wouldn't|ain't|hardly|opposite of|anything but|denie[ds]|deny|denying|refuted|rejects?|rejected|cleared|acquitted|innocent|exonerated|far from|rather than|instead of|no evidence|no proof|debunked|false(?:ly)?|untrue|myth|nonsense|absurd|ridiculous|wrongly|wrongfully|stop calling|quit calling|baseless|unfounded|disproved|refuse to believe|doubt)\b"
)
NOT_A_NEGATION = re.compile(
    r"\b(?:(?:never|not|hasn't|isn't|wasn't|nothing)(?: \w+){0,2} anything but|no (?:doubt|question|wonder|surprise|secret|shame|denying|matter|mistake|idea|different|better|less)|not (?:only|just|merely|simply|surprised|surprising|the first|the only|to mention|even (?:hiding|ashamed|trying)|forget|sorry|gonna lie|so subtle|because|afraid|a secret|once)|never (?:stop|stops|stopped|forget|mind|fails|ashamed|ends|again)|(?:can't|cannot|won't|doesn't|don't|didn't|couldn't) (?:stop|even|help|hide|wait|believe|forget|stand|trust|just|only|deny|care|mind|be trusted|pretend|worry|understand|need|want|know|see)|do(?:n't| not) (?:forget|tell me|pretend|care|want|trust|vote|let|deny|know why|understand|believe|support|need|see)|isn't it|aren't they|isn't that|no,|no one else|without (?:shame|remorse|even|any shame|consequence)|nothing but|not a day|not one but|nothing (?:more|less|other) than|no more than|is not above|no less|why (?:not|don't|doesn't)|no longer trust|no rest|nobody (?:cares|believes|trusts|stops)|no one (?:cares|trusts)|not my|not our|not your|not his)\b"
)
_IF = re.compile(
    r"(?:^|[\s,;(])(?:if|unless|whether|suppose|supposing|imagine|assuming|provided that|in case|what if|as if|as though|even if|hypothetically|let's say|until|once)\b"
)
_MODAL_NEAR = re.compile(
    r"\b(?:would(?:n't)?|could|should(?:n't)?|ought to|will|won't|'ll|gonna|going to|may well|'d)(?: (?:never|not|have to|be|have|also|just|all|probably|then|still|happily|even|gladly|soon|always|been|only|a|an|tried for|charged with|investigated for|jailed for|prosecuted for|arrested for|impeached for|found|convicted|guilty|of|for|tried|as|called|considered))*\s*$"
)
_SHOULD_FOR = re.compile(
    r"\b(?:should|must|needs? to|ought to|deserves? to|has to|have to|could)(?: (?:all|both|also))? be (?:tried|charged|investigated|prosecuted|impeached|arrested|jailed|indicted|put on trial|convicted|looked into|hanged|held)(?: \w+){0,3} ?(?:for|with|as|on|of)?(?: \w+){0,2}\s*$|\bwhen (?:he|she|they) (?:is|are|gets?) (?:found guilty|convicted)|\bif (?:found|proven) guilty"
)
HEDGE_PHRASE = re.compile(
    r"\b(?:allegedly|reportedly|apparently|supposedly|purportedly|maybe|perhaps|possibly|probably|presumably|seemingly|potentially|likely|might|may (?:well )?(?:have|be|also|just)|could (?:well )?(?:have|be)|must have|seems?(?: to| like| that| as)?|seemed|appears?(?: to| that)?|looks? (?:like|as|to me)|looked like|sounds? (?:like|as)|smells? (?:like|of)|feels? like"
    r"|i(?:'m| am)? (?:not sure|think|thought|believe|suspect|guess|assume|bet|reckon|wonder|suppose|imagine|have a (?:feeling|hunch)|fear|get the (?:feeling|impression)|would(?:n't)? (?:guess|bet|be surprised)|wouldn't be surprised|wouldnt be surprised|could be wrong|can'?t help (?:but )?(?:think|wonder))|my (?:guess|hunch|theory|suspicion|bet|feeling)|in my (?:opinion|view|book)|imh?o|if i had to guess|if you ask me|rumou?r(?:ed|s)?|hint(?:s|ed)|suggests?|as far as i (?:know|can tell)|not proven|unproven|nothing (?:is )?proven|to me it|one could think|almost as if|don'?t quote me|no idea if|wouldn't put it past|i'?d say|would seem|for all (?:we|i) know|it is possible|it'?s possible|there'?s a chance|chances are|kind of looks|suspicious(?:ly)?|maybe (?:for)?)\b"
)
_SARCASM = re.compile(
    r"(?:^|[\s(])/s\b|\b(?:oh,? sure|yeah,? right|yeah,? sure|oh yes,? (?:because|of course|and)|sure,? (?:and|because|jan)|oh right|right,? and i'?m|and i'?m the (?:queen|king|pope|tooth)|and pigs (?:can )?fly|totally (?:believable|legit)|suuure|as if\b|what a shock|said nobody ever|because (?:clearly|obviously|of course) (?:the|he|she|they|my)|must be the (?:lizards?|aliens|illuminati)|next you'?ll (?:tell|say)|i'?m sure (?:the|it was) (?:lizard|alien|cat|dog|weather)|clutches pearls|call the (?:police|fbi|hague)|arrest (?:him|her|them) (?:now|immediately|at once)|lock (?:him|her|them|it) up (?:lol|haha)|personally (?:causes?|caused|controls?|invented)|the horror|how dare)\b|🙄|🤡 (?:sure|right)"
)
_JOKE_TAIL = re.compile(r"\b(?:lol|lmao|haha+|rofl|jk|just kidding|kidding|joking)\b|😂|🤣|;\)|😜|😉")
_TAG = re.compile(
    r"(?:,|\.\.\.|\s-+)\s*(?:right|correct|isn't (?:he|she|it)|aren't (?:they|you|we)|is (?:he|she) not|no|yes|huh|eh|wasn't (?:he|she|it)|didn't (?:he|she|they|you)|doesn't (?:he|she|it)|don't (?:they|you)|or (?:not|what)|innit|am i right|true)\s*\?+"
)
_SUBORDINATE = re.compile(
    r"\b(?:after|because|now that|knowing that|even though|although)\b(?:(?!\b(?:if|would|may|might|could|will|should)\b)[^,?;])*$"
)
_YES_NO = re.compile(
    r"^[\s\W]*(?:(?:so|and|but|wait|ok|well|hey|hm+|just|serious question|question|genuine question|honest question|asking for a friend|@\S+|\w+),? ?[:-]? ?){0,3}(?:is|are|was|were|did|does|do|has|have|had|can|could|would|will|should|isn't|aren't|wasn't|didn't|doesn't|don't|hasn't|haven't|any (?:proof|evidence|source)|anyone|anybody|who says|how do (?:you|we) know|what (?:makes|evidence|proof)|where is the (?:proof|evidence)|why do (?:you|people) (?:think|say|claim|believe)|why would)\b"
)
_PRESUPPOSING_Q = re.compile(
    r"\b(?:when (?:will|is|are|did|does|do)|why (?:did|does|do|is|are|was|were|has|have|won't|doesn't|isn't|can)|how (?:many|much|long|often|can|could|does|do|did|come|dare|stupid)|who (?:paid|pays|else|bribed|believes|trusts|would trust|told|bought|ordered|is paying)|what (?:did|does|do) (?:\w+ ){1,4}do with|where (?:did|does|do|are|is) (?:\w+ ){1,6}(?:hide|go|put|stash|money|files)"
    r"|did you (?:know|hear|see|notice|forget)|do you (?:know|realize|realise|remember|not see)|have you (?:noticed|seen|forgotten|heard)|are you (?:still |really |seriously |actually )?(?:defending|supporting|ok with|fine with|blind|forgetting)|can you believe|isn't it (?:funny|odd|strange|sad|great|time|amazing)|remember (?:when|how)|still (?:waiting|defending)|am i the only one|is anyone surprised|is anyone else (?:tired|sick)|are we (?:just )?(?:supposed|going) to (?:ignore|forget|pretend)|are we forgetting|you (?:do )?(?:know|realize|realise) (?:that|he|she|they)|how is (?:this|that|it|he|she) (?:not|still|even)|how are (?:they|you) not|what (?:kind|sort) of)\b"
)


def detect_mode(document: Document, charge: Charge, target: Target) -> ModeFinding:
    """The mode of ``charge`` after the guideline's exceptions."""
    scope = _scope(document, charge, target)
    quoted = _quoted(scope)
    if quoted is not None:
        return quoted
    if target.kind is TargetKind.THING:
        return ModeFinding(Mode.OPINION_INSULT, "said of a thing or a policy, not of a person or body")
    sarcasm = _sarcasm(scope)
    if sarcasm is not None:
        return ModeFinding(Mode.SARCASM, sarcasm)
    reported = _reported(scope)
    if reported is not None:
        return reported
    for mode, rule in _RULES:
        because = rule(scope)
        if because is not None:
            return ModeFinding(mode, because)
    return ModeFinding(Mode.ASSERTED, "presupposed" if target.presupposed else "plain statement")


def _scope(document: Document, charge: Charge, target: Target) -> Scope:
    number = document.sentence_number(charge.start)
    start, end = document.sentences[number]
    text = document.text
    following = text[end : document.sentences[number + 1][1]] if number + 1 < len(document.sentences) else ""
    preceding = text[document.sentences[number - 1][0] : start] if number else ""
    return Scope(
        document,
        charge,
        target,
        text[start:end],
        text[start : charge.start],
        text[charge.end : end],
        following,
        preceding,
    )


def _quoted(scope: Scope) -> ModeFinding | None:
    """A ``>`` line, a code block or a longer quotation is someone else's claim, unless the author takes it on."""
    document, charge = scope.document, scope.charge
    own = None
    if document.is_quote_line(charge.start):
        own = _own_words(document)
    else:
        quotation = document.quotation_at(charge.start)
        if quotation is None:
            return None
        length = len(document.text[quotation[0] : quotation[1]].split())
        if length <= 2 and scope.target.start < quotation[0]:
            return None  # scare quotes on the label only
        own = document.text[: quotation[0]] + " " + document.text[quotation[1] :]
    if not own.strip(" \n\"'."):
        return ModeFinding(Mode.REPORTED, "only a quotation")
    if found := REBUTTAL.search(own):
        return ModeFinding(Mode.NEGATED, f"quoted and rebutted: {found.group().strip()}")
    if found := ENDORSEMENT.search(own):
        return ModeFinding(Mode.ASSERTED, f"quoted and endorsed: {found.group().strip()}")
    return ModeFinding(Mode.REPORTED, "inside a quotation")


def _own_words(document: Document) -> str:
    text, pieces, done = document.text, [], 0
    for start, end in sorted((*document.quote_lines, *document.code)):
        if start >= done:
            pieces.append(text[done:start])
            done = end
    return " ".join([*pieces, text[done:]])


def _sarcasm(scope: Scope) -> str | None:
    found = _SARCASM.search(scope.sentence) or _SARCASM.search(scope.following[:40])
    return found.group().strip() if found else None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The match nearest to the charge."""
    found = None
    for match in pattern.finditer(text):
        found = match
    return found


def _reported(scope: Scope) -> ModeFinding | None:
    """Under a report verb with an identified other speaker; weasel speakers and endorsement make it asserted."""
    if scope.target.presupposed and scope.target.how not in ("beside the label", "subject"):
        return None
    before = scope.clause_before
    found = _last(REPORT, before + " ")
    tail = re.search(
        r"^[^.]{0,60}?,? (?:according to|say|says|said|claims?|claimed|reports?|reported|wrote|writes|per) (?:the |a |his |her )?\w+|^[^.]{0,40}, (?!(?:as )?(?:i|we|you|they|people) )(?:\w+ ){1,3}(?:say|says|said|claims?|claimed|reports?|reported|wrote|writes)\b",
        scope.after,
    )
    if found is None and tail is None:
        return None
    if FAKE_HEDGE.search(before) or WEASEL_REPORT.search(before):
        return ModeFinding(Mode.ASSERTED, "weasel source: nobody is named")
    if SELF_REPORT.search(before):
        return None
    if tail is None and found is not None and not _speaks_of_charge(scope, before, found):
        return None
    said = found or tail
    because = said.group().strip() if said else ""
    own = scope.sentence[len(scope.before) :] + " " + scope.following
    if endorsed := ENDORSEMENT.search(own):
        return ModeFinding(Mode.ASSERTED, f"reported and endorsed: {endorsed.group().strip()}")
    return ModeFinding(Mode.REPORTED, because)


def _speaks_of_charge(scope: Scope, before: str, report: re.Match[str]) -> bool:
    """The report verb governs the charge: little but the target stands between, and the target is not the speaker's object."""
    between = before[report.end() :]
    if _FACTIVE.search(between):
        return False
    is_verb = report.group().split()[0] in words.REPORT_VERB
    if is_verb and (between.lstrip().startswith(",") or _NO_SPEAKER.search(before[: report.start()])):
        return False
    return len(between.split()) <= 14 and not re.search(r"[!?]", between)


def _question(scope: Scope) -> str | None:
    sentence = scope.sentence
    ends = "?" in scope.after[-6:] or sentence.rstrip().endswith(("?", '?"', "?!", "?)"))
    embedded = re.search(
        r"\b(?:is it true (?:that)?|is there any (?:proof|evidence)|any (?:proof|evidence|source) (?:that|for)|does anyone know (?:if|whether)|i wonder (?:if|whether)|asking (?:if|whether)|can (?:someone|anyone) (?:confirm|explain)|was it ever (?:shown|proven)|wondering (?:if|whether)|not sure (?:if|whether)|(?:has|have) anyone (?:shown|proved|proven|checked))\b"
        r"|\b(?:investigate|investigating|find out|finding out|ask|asking|asked|wonder|wondering|learn|establish|determine|don't know|doesn't know|nobody knows|no idea|tell us|unclear|wants? to know|want to know) (?:who|whether|if)\s+(?:\w+ )?$",
        scope.before,
    )
    if not ends and embedded is None:
        return None
    tag = _TAG.search(scope.after)
    if tag:
        return f"tag question{tag.group().strip()!r}"
    if embedded:
        return f"leading {embedded.group().strip()!r}"
    if scope.target.presupposed or _SUBORDINATE.search(scope.before):
        return None
    if re.match(r"\s*(?:if|suppose|imagine|what if)\b", scope.before):
        return None
    if _PRESUPPOSING_Q.search(scope.before + _charge_text(scope)[:30]) and not re.search(
        r"why (?:would|should)|how do (?:you|we) know", scope.before
    ):
        return None
    if _YES_NO.search(sentence):
        return "asked, not said"
    clause = re.split(r"[,;]", sentence)
    if len(clause) > 1 and scope.charge.end - (len(scope.document.text) - len(sentence)) < 0:
        return "asked, not said"
    return "question mark"


def _charge_text(scope: Scope) -> str:
    return scope.document.text[scope.charge.start : scope.charge.end]


def _hypothetical(scope: Scope) -> str | None:
    if found := _SHOULD_FOR.search(scope.before) or _SHOULD_FOR.search(scope.before + _charge_text(scope)):
        return found.group().strip()
    if scope.target.presupposed or _SUBORDINATE.search(scope.before):
        return None
    before = scope.before
    if found := _MODAL_NEAR.search(before):
        return found.group().strip()
    condition = _last(_IF, before)
    if condition is not None:
        gap = before[condition.end() :]
        # "if you look at the record, he stole": the condition ended before the charge's clause, and no "would" follows
        if "," not in gap or re.search(
            r"\b(?:that|this|it) (?:is|would|'s|makes|counts)|\bwould\b|\bthen\b", gap
        ):
            return condition.group().strip()
    tail = re.match(
        r"[^.!?]{0,40}?,? (?:if|unless) (?!i|you ask|we're honest|you look|you read|only)", scope.after
    )
    if tail:
        return "if"
    if re.match(r"\s*(?:please )?(?:prove|show|imagine|suppose|picture|say)\b", before):
        return before.split()[0]
    return None


def _negated(scope: Scope) -> str | None:
    if found := re.search(
        r"\b(?:no (?:evidence|proof|indication|sign|reason to (?:think|believe))|nobody (?:has )?(?:shown|proved|proven|claims?|said|says)|no one (?:has )?(?:shown|proved|proven|claims?|said|says)|never (?:been )?(?:shown|proven|proved)|(?:deni(?:es|ed)|deny|denying|disputes?|rejected|rejects|refuted|debunked)|cleared (?:of|him|her|them)|acquitted|innocent of|exonerated|it is (?:false|untrue|not true|a myth) that|it'?s (?:false|untrue|not true|a myth|nonsense) that|wrongly|wrongfully|falsely|not guilty|found no|stop (?:calling|saying)|quit calling|without (?:any )?(?:proof|evidence))\b",
        scope.before,
    ):
        return found.group().strip()
    only = scope.target.presupposed and scope.target.how in ("possessive", "of/by", "premodifier")
    if only and re.match(
        r"[^.!?]{0,50}\b(?:is|are|was|were|has been|have been) (?:a myth|false|untrue|fiction|made up|invented|unproven|imaginary|nonsense|debunked|running around in your head)",
        scope.after,
    ):
        return "denied after"
    if scope.target.presupposed:
        return None
    clause = NOT_A_NEGATION.sub(" ", scope.clause_before.rsplit(", ", 1)[-1])
    window = " ".join(clause.split()[-9:])
    found = _last(NEGATOR, window)
    if found is None:
        after = re.search(
            r"^[^.!?]{0,60}\b(?:is|was|has been) (?:false|untrue|a myth|nonsense|debunked|denied|made up|not true|a smear)\b",
            scope.after,
        )
        return after.group().strip() if after else None
    return found.group()


def _hedged(scope: Scope) -> str | None:
    text = scope.before
    if FAKE_HEDGE.search(text):
        return None
    if scope.target.presupposed and scope.target.how in (
        "attributive",
        "definite",
        "vocative",
        "like",
        "apposition",
    ):
        return None
    clause = _CLAUSE_BREAK.split(text.replace(", and ", "; "))[-1]
    if found := HEDGE_PHRASE.search(clause):
        return found.group().strip()
    near = " ".join(scope.after.split()[:12])
    if found := re.search(
        r"(?:^|,|\.|-)\s*(?:i (?:think|guess|suspect|believe|assume|suppose|bet)|allegedly|apparently|maybe|perhaps|supposedly|reportedly|probably|it seems|imh?o|in my opinion|or so (?:it seems|i hear)|as far as i know|nothing (?:is )?proven(?: yet)?|not proven(?: yet)?|if the rumou?rs? (?:are|is) true|but (?:i could be wrong|nothing is proven|who knows)|could be wrong|unconfirmed)\b",
        near,
    ):
        return found.group().strip(" ,.-")
    if re.search(r"\?\?+\s*$", scope.sentence) and re.search(r"\bmaybe\b", scope.sentence):
        return "maybe"
    if found := re.match(
        r"\s*(?:nothing (?:is |has been )?proven|not proven|i could be wrong|just my (?:opinion|guess|theory)|unconfirmed|allegedly|just a (?:hunch|guess|theory|rumou?r)|could be wrong)\b",
        scope.following,
    ):
        return found.group().strip()
    return None


def _figurative(scope: Scope) -> str | None:
    around = (
        scope.before[-60:]
        + " "
        + scope.document.text[scope.charge.start : scope.charge.end]
        + " "
        + scope.after[:50]
    )
    if found := re.search(
        r"\b(?:against (?:fashion|taste|music|food|good taste|humanity (?:to|that) (?:put|serve)|the poor|the young|common sense|nature|grammar|decency|the middle class)|of (?:my|our) (?:time|patience|sleep|weekend|youth|joy)|with (?:kindness|laughter|boredom|cuteness)|to the english language|at (?:chess|mario kart|scrabble|cards|monopoly|uno|darts|fifa|poker))\b",
        around,
    ):
        return f"figurative: {found.group()}"
    if (
        scope.charge.role is Role.DEED
        and _JOKE_TAIL.search(scope.after)
        and re.search(
            r"\b(?:my|last|cookie|cookies|pizza|snack|snacks|fries|hoodie|seat|charger|pen|sandwich|lunch|meme|blanket|food|cake|beer|kill|loot)\b",
            around,
        )
    ):
        return "a joke among friends"
    return None


_RULES: tuple[tuple[Mode, Rule], ...] = (
    (Mode.OPINION_INSULT, _figurative),
    (Mode.QUESTION, _question),
    (Mode.HYPOTHETICAL, _hypothetical),
    (Mode.NEGATED, _negated),
    (Mode.HEDGED, _hedged),
)
