"""The catalogues: nothing missing, nothing stale, every token kept, and Discord's limits in every language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po

from bot.wording import language
from bot.wording.language import command_name, speaking
from tools import messages

TOKENS = re.compile(r"\{\w*\}|<[@#t:][^>]*>|\*\*|\n|^> |^- ", re.MULTILINE)
"""Placeholders, mentions and timestamps, bold marks, line ends, quotations and list marks."""
CODE = re.compile(r"`([^`]+)`")
RULES_ON_TRUTH = re.compile(
    r"\b(?:lügen?\w*|gelogen|unwahr\w*|falsch\w*|lies?|lied|lying|false|untrue|fake|mentira\w*|mentir\w*|miente\w*|fals[oa]s?"
    r"|mensonge\w*|ment(?:i|ir|eur|euse)|faux|fausse\w*)\b",
    re.IGNORECASE,
)


@cache
def template() -> Catalog:
    return messages.template()


@cache
def kept(code: str | None) -> Catalog:
    path = messages.TEMPLATE if code is None else messages.po_path(code)
    with path.open("rb") as file:
        return read_po(file, locale=code)


def keys(catalog: Catalog) -> set[tuple[str | None, Any]]:
    return {(one.context, one.id) for one in catalog if one.id}


def entries() -> Iterator[tuple[str, Entry]]:
    for code in messages.LANGUAGES:
        for one in kept(code):
            if one.id:
                yield code, one


def forms(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def test_every_sentence_is_found() -> None:
    """Should the collector lose its way, the other tests would have nothing to look at."""
    texts = {form for one in template() if one.id for form in forms(one.id)}
    assert len(texts) > 350
    for said in (
        "Queue",
        "Uphold…",
        "Reported by {count} members.",
        "Link to the article",
        "Earlier cases of this author",
    ):
        assert said in texts
    assert {"settings", "Report to moderators"} <= {one.id for one in template() if one.context}


@pytest.mark.parametrize("code", [None, *messages.LANGUAGES])
def test_no_key_is_missing_or_left_over(code: str | None) -> None:
    """``make messages`` brings new ones in; their translation is then written into the .po files."""
    assert keys(template()) - keys(kept(code)) == set()
    assert keys(kept(code)) - keys(template()) == set()


@pytest.mark.parametrize("code", messages.LANGUAGES)
def test_everything_is_translated(code: str) -> None:
    catalog = kept(code)
    assert messages.missing(catalog) == []
    assert [one.id for one in catalog if one.id and one.fuzzy] == []
    plurals = [one for one in catalog if one.pluralizable]
    assert plurals
    assert [one.id for one in plurals if len(one.string) != catalog.num_plurals] == []


@pytest.mark.parametrize("code", messages.LANGUAGES)
def test_the_bot_reads_what_was_translated(code: str) -> None:
    """The compiled catalogue is that of the .po file."""
    language.catalogue.cache_clear()
    read = language.catalogue(code)
    for one in kept(code):
        if not one.id:
            continue
        if one.context is not None:
            assert read.pgettext(one.context, str(one.id)) == one.string
        elif isinstance(one.id, str):
            assert read.gettext(one.id) == one.string
        else:
            said = [read.ngettext(*one.id, count) for count in (1, 2)]
            assert said == list(one.string)


@pytest.mark.parametrize(
    ("code", "none", "one"),
    [
        ("de", "Von 0 Mitgliedern gemeldet.", "Von 1 Mitglied gemeldet."),
        ("es", "Denunciado por 0 miembros.", "Denunciado por 1 miembro."),
        ("fr", "Signalé par 0 membre.", "Signalé par 1 membre."),
    ],
)
def test_numbers_follow_each_languages_own_rule(code: str, none: str, one: str) -> None:
    from bot import wording

    with speaking(code):
        assert (wording.reports(0), wording.reports(1)) == (none, one)


def test_every_token_stands_in_the_translation() -> None:
    wrong = [
        (code, source, said)
        for code, one in entries()
        for source, said in zip(forms(one.id), forms(one.string), strict=True)
        if Counter(TOKENS.findall(source)) != Counter(TOKENS.findall(said))
    ]
    assert wrong == []


def test_every_translation_can_be_filled_in() -> None:
    for _, one in entries():
        for source, said in zip(forms(one.id), forms(one.string), strict=True):
            names = re.findall(r"\{(\w+)\}", source)
            said.format(**dict.fromkeys(names, "x"))


def in_their_words(code: str, span: str) -> str:
    """Code in a sentence as a reader of that language would type it: commands and options go by their names there."""
    with speaking(code):
        if span.startswith("/"):
            return "/" + " ".join(command_name(part) for part in span[1:].split(" "))
        return re.sub(r"\b(\w+):", lambda match: f"{command_name(match[1])}:", span)


def test_commands_are_called_by_their_names_in_each_language() -> None:
    seen = 0
    for code, one in entries():
        for source, said in zip(forms(one.id), forms(one.string), strict=True):
            spans = CODE.findall(source)
            assert [in_their_words(code, span) for span in spans] == CODE.findall(said)
            seen += len(spans)
    assert seen > 10
    assert in_their_words("de", "/settings shadow") == "/einstellungen schatten"


def test_what_begins_or_ends_with_a_mark_does_so_everywhere() -> None:
    for code, one in entries():
        for source, said in zip(forms(one.id), forms(one.string), strict=True):
            assert source.endswith("…") == said.endswith("…"), (code, source)
            assert said == said.strip(), (code, source)


def test_nobody_is_said_to_lie() -> None:
    """The bot judges support, never truth."""
    said = [form for _, one in entries() for form in (*forms(one.id), *forms(one.string))]
    assert [text for text in said if RULES_ON_TRUTH.search(text)] == []


def test_an_f_string_is_no_sentence(tmp_path: Any) -> None:
    topic = tmp_path / "topic.py"
    topic.write_text('def said(name):\n    return _(f"Hello {name}")\n')
    with pytest.raises(messages.NotTranslatable, match="said"):
        list(messages.in_calls(topic))


def test_a_new_sentence_is_missing_until_somebody_translates_it() -> None:
    source = Catalog()
    source.add("Queue")
    source.add("A sentence that nobody has translated yet.")
    source.add(("one {count}", "many {count}"))
    catalog = messages.translated("de", source)
    assert messages.missing(catalog) == [
        "A sentence that nobody has translated yet.",
        "('one {count}', 'many {count}')",
    ]
    assert catalog["Queue"].string == "Warteschlange"
    assert catalog.get("Dismiss") is None
