"""The language that is spoken right now, and the catalogues behind it.

English is the language of the source: a sentence is its own key, and what a catalogue lacks is said in English. The
catalogues are gettext's (``locales/<language>/LC_MESSAGES/evenhand.mo``), each read when it is first needed.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final

DOMAIN: Final = "evenhand"
LOCALES: Final = Path(__file__).parent / "locales"
SOURCE: Final = "en"
LANGUAGES: Final = (SOURCE, "de", "es", "fr")
COMMAND_NAME: Final = "command name"
"""The context under which catalogues keep the names of commands and options."""

_language: ContextVar[str] = ContextVar("language", default=SOURCE)


def language_of(locale: str | None) -> str:
    """The language for one of Discord's locale codes ("de", "en-GB", "es-419"): English for those not spoken here.

    https://discord.com/developers/docs/reference#locales
    """
    language = (locale or "").partition("-")[0]
    return language if language in LANGUAGES else SOURCE


@contextmanager
def speaking(locale: str | None) -> Iterator[None]:
    """Everything said inside is in the language of this locale; in this task alone."""
    token = _language.set(language_of(locale))
    try:
        yield
    finally:
        _language.reset(token)


def spoken() -> str:
    """The language that is spoken now, one of ``LANGUAGES``."""
    return _language.get()


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The sentences of a language; an empty catalogue, which says everything in English, where there is none."""
    return gettext.translation(DOMAIN, LOCALES, [language], fallback=True)


def _(text: str) -> str:
    """A sentence or template in the language spoken now."""
    language = spoken()
    if language == SOURCE or not text:  # the empty key holds a catalogue's header
        return text
    return catalogue(language).gettext(text)


translation = _
"""``_`` for those who import it from outside this package."""


def command_name(name: str) -> str:
    """The name of a command or of one of its options, which Discord wants short and unique, in the language spoken."""
    return catalogue(spoken()).pgettext(COMMAND_NAME, name)


def _n(singular: str, plural: str, count: int) -> str:
    """The template that fits a number, by the plural rules of the language spoken now."""
    return catalogue(spoken()).ngettext(singular, plural, count)


class Spoken(ModuleType):
    """A module whose constants are read in the language spoken at that moment.

    ``wording.NAME`` is a plain string (or a tuple or mapping of strings) in the source and for the type checker. The
    class of a module can be set: https://docs.python.org/3/reference/datamodel.html#customizing-module-attribute-access
    """

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        return _translated(value) if name.isupper() and spoken() != SOURCE else value


def _translated(value: Any) -> Any:
    if isinstance(value, str):
        return _(value)
    if isinstance(value, tuple):
        return tuple(_translated(one) for one in value)
    if isinstance(value, Mapping):
        return {key: _translated(one) for key, one in value.items()}
    return value
