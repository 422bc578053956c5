"""What stands behind a charge: link, named source, quotation, first-hand evidence, the thread, a settled fact, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.detect.accusation import words
from bot.detect.accusation.charge import Charge
from bot.detect.accusation.document import Document
from bot.detect.accusation.links import SUPPORTING, WEAK, Link, LinkClass, find_links
from bot.detect.accusation.target_kind import Target
from bot.detect.accusation.types import ContextMessage, Support
from bot.detect.normalize import fold

MAX_CONTEXT = 10
"""Earlier messages that are looked at: the guideline's window."""

_OUTLET = r"(?:tribune|times|post|gazette|herald|journal|guardian|courier|chronicle|news|daily|magazine|weekly|observer|telegraph|mirror|sentinel|globe|standard|dispatch|bulletin|broadcaster|radio|channel \d+|tv|agency|press|monitor|record|register|examiner|reporter|review|ledger|sun|star|mail|independent|inquirer|reuters|ap|afp|bbc|cnn|npr|npo|fox)"
_BODY = r"(?:court|tribunal|judge|jury|audit(?:or|ors|or general|or-general)?(?![- ]log)|ombudsman|prosecutors?|police|commission|committee|inquiry|inspector general|watchdog|ministry|parliament|senate|congress|un|amnesty|transparency international|human rights watch|league|investigators|fact[- ]?checkers?|regulator|election board|board|panel|report|study|indictment|verdict|ruling|affidavit|transcripts?|minutes|tax records?|court records?|court filings?|filings?|records|public records|bank records|memo|deposition|archives?|ledger|budget|documents|annual accounts|leaked emails|emails|fbi|cia|doj|attorney general|university|journal|book|biography|memoirs?|gao|sec)"
_SOURCE_VERB = r"(?:found|finds?|ruled|rules|show(?:ed|s|n)?|reported|reports|revealed|reveals|confirmed|confirms|concluded|concludes|documented|documents|exposed|published|wrote|writes|broke the story|uncovered|proved|proves|established|convicted|sentenced|fined|indicted|charged|state[sd]?|says?|said|lists?|details?|testified|certified)"
NAMED = (
    re.compile(
        rf"\b(?:according to|as reported (?:by|in)|reported (?:by|in)|per|source: ?|sources?: ?|see|cf\.?|quoting|citing|(?:article|story|piece|report|reporting|investigation|read it|read this|documented|published|coverage|it's|quoted|page \d+|issue|edition) (?:from|in|by|on)) (?:[\w']+ ){{0,4}}?(?:the )?(?:[\w'-]+ ){{0,3}}?{_OUTLET}\b"
    ),
    re.compile(
        rf"\b(?:according to|as (?:found|reported|ruled|shown|documented|stated) (?:by|in)|reported by|per|source: ?|(?:^|(?<=[.;:(,-])) ?see|citing) (?:[\w']+ ){{0,4}}?(?:the |a |an |its |his |her )?(?:[\w'-]+ ){{0,3}}?{_BODY}\b"
    ),
    re.compile(
        rf"\b(?:the|a|an|this|last|yesterday's|today's|its|his|her|their|[a-z]+'s) (?:[\w'-]+ ){{0,3}}?(?:{_OUTLET}|{_BODY})(?: (?:[\w'.,-]+ ){{0,6}}?){_SOURCE_VERB}\b"
    ),
    re.compile(
        rf"\b(?:fact[- ]?checkers?|investigators|auditors|prosecutors|court (?:records|documents|filings)|tax records|public records|bank records|transcripts) (?:\w+ ){{0,3}}?{_SOURCE_VERB}\b"
    ),
    re.compile(
        r"\b(?:case|docket|file|ruling|report|bill|resolution|section|article|page|paragraph|judgment|exhibit) (?:no\.? ?|nr\.? ?|number |#)?[a-z]{0,4}[-/ ]?\d{1,6}(?:[/-]\d{1,6})?\b"
    ),
    re.compile(
        r"\b(?:convicted|sentenced|found guilty|fined|disbarred|pleaded guilty|pled guilty|ruled) (?:\w+ ){0,6}?(?:in|by|on) (?:the )?(?:\w+ ){0,3}?(?:court|(?:19|20)\d\d|january|february|march|april|may|june|july|august|september|october|november|december)\b"
    ),
    re.compile(
        r"\b(?:in|on) (?:his|her|their|the) (?:\d{4} )?(?:[\w'-]+ ){0,3}?(?:book|memoirs?|autobiography|interview with|testimony|deposition|tax returns?|speech (?:of|on|in))\b"
    ),
)
PSEUDO = re.compile(
    r"\b(?:trust me(?: bro)?|source: (?:trust|me|my|bro|dude)|google it|look it up|do (?:your|ur) (?:own )?research|dyor|my (?:uncle|cousin|friend|neighbou?r|mate|brother|aunt|dad|mum|mom|buddy|barber|taxi driver|dentist|hairdresser) (?:works|worked|told|knows|saw|says|said|swears)|everyone knows|everybody knows|we all know|as seen on (?:the )?(?:news|tv)|i listen to the radio|it'?s all over the (?:internet|news|net)|everywhere online|search (?:for )?it|wake up|it'?s common knowledge|i heard it (?:on|from)|heard it from a (?:friend|guy)|a friend of (?:mine|a friend)|i know a guy|many (?:people )?(?:say|are saying)|people (?:say|are saying)|open your eyes|connect the dots|you can find it online|just (?:google|search)|a little bird|don'?t need (?:a )?(?:source|proof|evidence))\b"
)
SELF_EVIDENCE = re.compile(
    r"\b(?:(?:screenshots?|screen shots?|screenies|recording|photo|pic|picture|scan|pdf|document|proof|log|logs|audit log|receipt|receipts|contract|invoice|transcript|video) (?:is |are |here |was )?(?:attached|below|above|here|posted|uploaded|included|enclosed|in the (?:attachment|thread|evidence channel))|attached (?:is |are |the |a |my |you'?ll find )*(?:screenshots?|document|recording|contract|photo|scan|pdf|log|logs|invoice|receipts?|email)|(?:see|check|look at) (?:the |my )?(?:audit[- ]log|attach\w+|screenshots?|pinned (?:screenshot|message|log))|audit[- ]log (?:entry|shows|says|has|id)|here(?:'s| is| are) (?:the |a |my )?(?:screenshots?|audit log|recording|document|contract|receipts?|scan|log|logs|proof:? ?$)|(?:i|we) (?:was|were) (?:there|in the room|present)(?: and)? (?:\w+ ){0,4}(?:saw|recorded|filmed|watched|minutes)|i (?:recorded|filmed|photographed|screenshotted) (?:it|him|her|them|the))\b"
)
_QUOTE_SPEAKER = re.compile(
    rf"(?:(?:{'|'.join(sorted(words.REPORT_VERB, key=len, reverse=True))}|own words|quote|admitted|confessed|boasted|wrote|emailed)[:,]? ?(?:that |in \w+ )?[^\"\n.!?]{{0,25}}\"[^\"\n]{{12,}}\")|(?:\"[^\"\n]{{12,}}\"[\s,.]{{0,3}}(?:-|--|—|said|says|wrote|admitted|according|he said|she said|\(\w+))"
)
_ENTITY_WORD = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class SupportFinding:
    """The support class, the words or link class that decided, and whether it is weak (video, social, home page)."""

    support: Support
    because: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything beside the text that support can come from."""

    context: Sequence[ContextMessage]
    attachments: bool
    settled: Sequence[str]


def detect_support(
    document: Document, charge: Charge, target: Target, around: Surroundings
) -> SupportFinding:
    """The best support for this charge, in the guideline's order of rank."""
    links = find_links(document.original)
    for link in links:
        if link.kind in SUPPORTING and not _off_topic(link, document, charge, target):
            return SupportFinding(Support.LINK, link.kind.value, link.kind in WEAK)
    own = _without_quotes(document)
    pseudo = PSEUDO.search(own)
    if (named := _named_source(own)) and not (pseudo and pseudo.start() <= named.start() < pseudo.end()):
        return SupportFinding(Support.NAMED_SOURCE, named.group().strip())
    quotation = _QUOTE_SPEAKER.search(own)
    if quotation and not _charge_in_quotation(document, charge):
        return SupportFinding(Support.QUOTATION, quotation.group().strip()[:60])
    if found := SELF_EVIDENCE.search(own):
        return SupportFinding(Support.SELF_EVIDENCE, found.group().strip())
    if around.attachments:
        return SupportFinding(Support.SELF_EVIDENCE, "attachment")
    if earlier := _thread_support(document, charge, target, around.context):
        return SupportFinding(Support.THREAD_CONTEXT, earlier)
    if fact := _settled(document, charge, target, around.settled):
        return SupportFinding(Support.SETTLED, fact)
    if pseudo:
        return SupportFinding(Support.PSEUDO, pseudo.group().strip())
    for link in links:
        return SupportFinding(Support.PSEUDO, link.kind.value)
    return SupportFinding(Support.NONE, "")


def _named_source(text: str) -> re.Match[str] | None:
    for pattern in NAMED:
        for found in pattern.finditer(text):
            if not re.search(
                r"\b(?:fake|lying|failing|corrupt|biased|so-called|propaganda|no(?!\.)|any|own|crooked|rigged|dishonest|stolen)\b",
                found.group(),
            ):
                return found
    return None


def _without_quotes(document: Document) -> str:
    """Folded text without ``>`` lines and code blocks."""
    text = list(document.text)
    for start, end in (*document.quote_lines, *document.code):
        text[start:end] = " " * (end - start)
    return "".join(text)


def _charge_in_quotation(document: Document, charge: Charge) -> bool:
    return document.quotation_at(charge.start) is not None


def _keywords(document: Document, charge: Charge, target: Target) -> set[str]:
    text = document.text[target.start : target.end] + " " + document.text[charge.start : charge.end]
    return {_stem(word) for word in _ENTITY_WORD.findall(text) if word not in words.FUNCTION}


def _stem(word: str) -> str:
    return word[:5]


def _off_topic(link: Link, document: Document, charge: Charge, target: Target) -> bool:
    """A slug of several words of which none occurs in the message is on another matter ("best-pancake-recipe")."""
    if link.kind in (
        LinkClass.MESSAGE,
        LinkClass.ATTACHMENT,
        LinkClass.COURT_GOVERNMENT,
        LinkClass.FACT_CHECK,
    ):
        return False
    if len(link.slug) < 3:
        return False
    own = document.text.replace(link.url.lower(), " ")
    said = {_stem(word) for word in _ENTITY_WORD.findall(own)}
    if said & {_stem(word) for word in link.slug}:
        return False
    return not _CHARGE_SLUG & {_stem(word) for word in link.slug}


_CHARGE_SLUG = words.word_set(
    "corru fraud bribe court trial charg indic inves embez theft murde scand lawsu convi verdi "
    "sente probe audit leake tende perju colli rigge elect abuse illeg spy assau guilt crime "
    "crimi prose arres accus alleg secre laund kickb"
)


def _thread_support(
    document: Document, charge: Charge, target: Target, context: Sequence[ContextMessage]
) -> str | None:
    """Support given earlier for the same target and charge, by anyone."""
    wanted_target = {
        _stem(word)
        for word in _ENTITY_WORD.findall(document.text[target.start : target.end])
        if word not in words.FUNCTION
    }
    wanted_charge = {
        _stem(word)
        for word in _ENTITY_WORD.findall(document.text[charge.start : charge.end])
        if word not in words.FUNCTION
    }
    for message in reversed(context[-MAX_CONTEXT:]):
        links = [link for link in find_links(message.text) if link.kind in SUPPORTING]
        folded = fold(message.text[:2000]).text
        if not links and not (_named_source(folded) or SELF_EVIDENCE.search(folded)):
            continue
        said = {_stem(word) for word in _ENTITY_WORD.findall(folded)}
        pronoun = not wanted_target
        if (pronoun or wanted_target & said) and (
            wanted_charge & said or charge.entry.category.value in _topics(folded)
        ):
            return f"earlier message: {links[0].kind.value if links else 'named source'}"
    return None


_TOPIC_WORDS = {
    "corruption": "brib corrupt kickback embezzl payroll contract launder envelope pocket",
    "fraud": "fraud rig forg scam fake cheat plagiar ballot tender",
    "dishonesty": "lied lie lies lying false perjur misled",
    "violence_crime": "murder stole steal theft rape assault killed convicted thief crime",
    "power_abuse": "shred destroy obstruct cover illegal abuse surveil wiretap evidence",
    "treason_agent": "spy agent leak collu treason embassy betray",
    "inauthentic": "shill paid bot troll sock alt",
    "extremism_tie": "terror militia banned extrem",
}


def _topics(text: str) -> set[str]:
    tokens = text.split()
    return {
        topic
        for topic, stems in _TOPIC_WORDS.items()
        if any(token.startswith(tuple(stems.split())) for token in tokens)
    }


def _settled(document: Document, charge: Charge, target: Target, settled: Sequence[str]) -> str | None:
    """A phrase of the server's list of settled facts whose words all occur in target and charge or in their sentence."""
    if not settled:
        return None
    first, last = document.sentences[document.sentence_number(charge.start)]
    sentence = document.text[first:last]
    said = {_stem(word) for word in re.findall(r"[a-z0-9]{3,}", sentence)}
    charged = _keywords(document, charge, target)
    for phrase in settled:
        wanted = {
            _stem(word)
            for word in re.findall(r"[a-z0-9]{3,}", fold(phrase).text)
            if word not in words.FUNCTION
        }
        if wanted and wanted <= said and wanted & charged:
            return phrase
    return None
