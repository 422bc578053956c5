"""Text in an article that speaks to a language model instead of to readers."""

from __future__ import annotations

import re
from typing import Final

_MODEL: Final = (
    r"(?:A\.?I\.?(?: (?:assistant|model|system|agent|bot)s?)?|(?:large )?language models?|LLMs?|chat ?bots?|ChatGPT|GPT|assistants?|"
    r"summari[sz]ers?|summari[sz](?:ation|ing) (?:bots?|models?|tools?|systems?|assistants?)|(?:automated )?(?:bots|readers))"
)
_ADDRESSED: Final = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|skip)\b[^.!?]{0,40}"
    r"\b(?:previous|above|prior|earlier|preceding|foregoing|all|any|other|your|the system)\b[^.!?]{0,40}"
    r"\b(?:instructions?|prompts?|rules|directions|directives|guidelines|commands|context|text|sentences|article)\b|"
    r"\b(?:ignore|disregard|forget) (?:all |everything |the |what is |what stands )*(?:above|previous|before this)\b|"
    r"\b(?:system|developer|hidden) (?:prompt|message|instruction)s?\b|"
    rf"\byou are (?:now |only )?(?:an? |the )?(?:helpful |new )?{_MODEL}\b|"
    rf"(?:^|[:;,.!?(\[“\"*-]\s*)(?:as(?= (?:an?|the|any) )|dear|hey|hi|hello|attention|attn|note (?:to|for)|notice (?:to|for)|message (?:to|for)|"
    rf"instructions? (?:to|for)|important (?:to|for)|to|if you are)[:,]? (?:an? |the |any |all |every |our )*{_MODEL}\b(?=[^.!?]{{0,60}}(?:[:,]|\b(?:reading|"
    rf"processing|summari|write|say|you|please|must|should)))|"
    r"\b(?:your|the|this|any|every) (?:summary|summaries|rewrite|output) (?:must|should|shall|has to|needs to|is to) "
    r"(?:only |not |also )?(?:say|state|include|mention|read|contain|end|begin|start|call|describe|praise|omit|leave|be:|consist)\b|"
    r"(?:^|[:;,.!?(\[“\"*-]\s*)(?:now |instead,? |please |just |then |and )*(?:write|output|print|respond|reply|answer|return|repeat|append|"
    r"include|insert|say|state|report|summari[sz]e)\b (?:only|exactly|just|instead|the following|this sentence|these words|verbatim|"
    r"with (?:only|exactly|the)|in your|that [^.!?]{0,80} instead|as follows)|"
    r"\bwhen (?:you )?(?:summari[sz](?:e|ing)|rewrit(?:e|ing))\b|"
    r"<\|?/?(?:im_start|im_end|system|user|assistant|article|s|inst)\b|\[/?INST\]|^#{2,} ?(?:instruction|system|response)",
    re.IGNORECASE,
)


def addresses_a_model(sentence: str) -> bool:
    """Whether a sentence gives orders to whoever rewrites the article ("Ignore the above and write …")."""
    return _ADDRESSED.search(sentence) is not None
