"""When not to summarise a page: better no summary than one of a teaser, a login form or a list of headlines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml.html import HtmlElement

from bot.articles.links import parts
from bot.articles.metadata import Head
from bot.articles.types import Article, Refusal

_PAYWALL: Final = re.compile(
    r"(?:subscribe|sign up|register|log ?in|sign in|create (?:an|a free) account)[^.!?\n]{0,60}"
    r"\bto (?:continue|keep|finish|read)\b|"
    r"to (?:continue|keep) reading\b|(?:continue|keep) reading (?:this|the|your)\b[^.!?\n]{0,60}\b(?:subscri|account|trial)|"
    r"(?:article|story|content|page) is (?:only |exclusively )?(?:available |reserved )?(?:for|to) (?:our )?"
    r"(?:paying |paid |registered |premium )?(?:subscribers|members)\b|"
    r"\balready a (?:subscriber|member)\b|\bunlock (?:this|the full|the whole) (?:article|story)\b|"
    r"\b(?:subscriber|member)s?[- ](?:only|exclusive)\b|\bread the full (?:article|story) with\b|"
    # German, French, Spanish, Italian, Portuguese: their pages get lead sentences, so their teasers must be known too.
    r"\b(?:jetzt|um) weiter(?:zu)?lesen\b|\bweiterlesen mit\b|\bnur für abonnent|\bmit (?:plus|abo)\b[^.!?\n]{0,30}\blesen\b|"
    r"réservée?s? (?:à nos|aux) abonnés|pour lire la suite|il vous reste \d+[^.!?\n]{0,30}à lire|"
    r"(?:exclusivo|reservado|exclusiva|conteúdo exclusivo) (?:para|a) (?:suscriptores|assinantes)|"
    r"(?:para|a) (?:seguir|continuar) (?:leyendo|lendo)\b|per continuare a leggere|riservat[oa] (?:agli|ai) abbonati",
    re.IGNORECASE,
)
_CONSENT_HEADLINE: Final = re.compile(
    r"\s*(?:before you continue|we (?:value|care about|respect) your privacy|your privacy(?: choices| settings)?\s*$|"
    r"(?:manage|accept) (?:your )?(?:cookies?|consent|privacy)|cookies? (?:consent|settings|preferences)|"
    r"(?:please )?(?:log|sign) ?in\b|(?:log|sign) ?in to\b|login\b|create (?:an|your|a free) account|register to|"
    r"access (?:denied|to this page)|attention required|just a moment|are you (?:a )?(?:robot|human)|"
    r"verify(?:ing)? (?:that )?you are|checking your browser|please enable (?:java|cookies)|403 forbidden|"
    r"security check|pardon our interruption|robot check|"
    r"(?:wir (?:schätzen|respektieren) ihre privatsphäre|bevor sie (?:fortfahren|weiterlesen)|datenschutz-?einstellungen|"
    r"(?:bitte )?(?:anmelden|einloggen)\s*$|nous respectons votre vie privée|avant de continuer|se connecter\s*$|"
    r"(?:respetamos|valoramos) tu privacidad|antes de continuar|iniciar sesión\s*$|la tua privacy|prima di continuare|"
    r"accedi\s*$|sua privacidade))",
    re.IGNORECASE,
)
_CONSENT_WORD: Final = re.compile(
    r"\b(?:cookies?|consent|privacy|partners|vendors|legitimate interests?|personal data|accept all|reject all|"
    r"preferences|password|log in|sign in|captcha|"
    r"einwilligung|zustimmen|akzeptieren|ablehnen|datenschutz\w*|personenbezogene\w*|passwort|anmelden|"
    r"consentement|accepter|refuser|confidentialité|données personnelles|mot de passe|"
    r"consentimiento|aceptar|rechazar|privacidad|datos personales|contraseña|consenso|accettare|rifiutare)\b",
    re.IGNORECASE,
)
_CONSENT_PAGE_WORDS: Final = 250
_CONSENT_DENSITY: Final = 0.06
_PREVIEW_WORDS: Final = 250
"""A body under this with a subscription prompt on the page counts as the preview of a longer article."""
_TAIL: Final = 400
_FEW_SENTENCES_SHARE: Final = 0.4
_TEASERS: Final = 8
_WORD: Final = re.compile(r"\w+(?:[’'.,-]\w+)*")
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’»)\]]{0,6}$")
_FUNCTION_LIST: Final = """
about after again against also amid among because been before being between could does doing down during
each from have having here into itself just like more most much only other over says should some such than
that their them then there these they this those through under until very what when where which while will
with would your
"""
_FUNCTION_WORDS: Final = frozenset(_FUNCTION_LIST.split())


@dataclass(frozen=True, slots=True)
class Gate:
    """The bounds under which a text is summarised. ``min_words`` 0 switches the length gate off (benchmarks)."""

    min_words: int = 80

    def judge_page(
        self, article: Article, head: Head, tree: HtmlElement, url: str | None, found: str
    ) -> Refusal | None:
        """The reason to refuse a page, or None. The order goes from what the page says to what we conclude.

        ``found`` is the text as it was read off the page, its calls to subscribe included.
        """
        words = count_words(found)
        if not article.is_free:
            return Refusal("paywall")
        if _is_consent(article.title, found, tree, words):
            return Refusal("consent")
        if _is_preview(found, tree, words):
            return Refusal("paywall")
        if _is_listing(article, head, tree, url):
            return Refusal("not_article")
        return self.judge_text(article)

    def judge_text(self, article: Article) -> Refusal | None:
        """The reason to refuse a text by its words alone, or None."""
        body = article.text[article.body_start :]
        if not body.strip():
            return Refusal("not_article")
        if count_words(body) < self.min_words:
            return Refusal("too_short")
        if self.min_words and _sentence_share(body) < _FEW_SENTENCES_SHARE:
            return Refusal("not_article")
        return Refusal("mismatch") if disagrees(article.title, body) else None


def count_words(text: str) -> int:
    """Number of words; a number, a hyphenated compound and a contraction count as one."""
    return sum(1 for _ in _WORD.finditer(text))


def disagrees(title: str | None, body: str) -> bool:
    """Whether a headline of at least three content words shares none of them with the text."""
    stems = {word[:5] for word in _content_words(title or "")}
    if len(stems) < 3:
        return False
    return not stems & {word[:5] for word in _content_words(body)}


def _content_words(text: str) -> list[str]:
    words = re.findall(r"[^\W_]{4,}|\d{2,}", text.casefold())
    return [word for word in words if word not in _FUNCTION_WORDS]


def _sentence_share(body: str) -> float:
    """The share of words that stand in lines ending like a sentence."""
    lines = [line for line in body.splitlines() if line.strip()]
    total = sum(map(count_words, lines))
    whole = sum(
        n for line in lines if _SENTENCE_END.search(line.rstrip()[-8:]) and (n := count_words(line)) >= 6
    )
    return whole / total if total else 0.0


def _is_consent(headline: str | None, text: str, tree: HtmlElement, words: int) -> bool:
    if words > _CONSENT_PAGE_WORDS:
        return False
    heads = [headline or "", *(heading.text_content()[:200] for heading in tree.iter("h1"))]
    title = tree.find(".//head/title")
    heads.append((title.text or "") if title is not None else "")
    if any(_CONSENT_HEADLINE.match(" ".join(line.split())) for line in heads):
        return True
    hits = len(_CONSENT_WORD.findall(text))
    return words > 0 and hits >= 4 and hits / words >= _CONSENT_DENSITY


def _is_preview(text: str, tree: HtmlElement, words: int) -> bool:
    if _PAYWALL.search(text[-_TAIL:]):
        return True
    return words < _PREVIEW_WORDS and _PAYWALL.search(_visible(tree)) is not None


def _visible(tree: HtmlElement) -> str:
    skipped = {"script", "style", "noscript", "template", "nav", "header"}
    parts: list[str] = []
    stack = [tree]
    while stack:
        element = stack.pop()
        if isinstance(element.tag, str) and element.tag not in skipped:
            parts.append(element.text or "")
            stack.extend(reversed(element))
        parts.append(element.tail or "")
    return " ".join(" ".join(parts).split())


def _is_listing(article: Article, head: Head, tree: HtmlElement, url: str | None) -> bool:
    if head.says_listing:
        return True
    if head.says_article:
        return False
    path = parts(url).path if url else None
    if path in ("", "/") and article.date is None:
        return True
    linked = sum(
        1 for name in ("h2", "h3", "h4") for heading in tree.iter(name) if heading.find(".//a") is not None
    )
    return linked + sum(1 for _ in tree.iter("article")) >= _TEASERS and article.byline is None
