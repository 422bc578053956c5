"""Which language is spoken, where, and what a constant then says."""

from __future__ import annotations

import ast
import asyncio
import gettext
import re
from pathlib import Path

import pytest

from bot import wording
from bot.articles.types import Refusal
from bot.wording import language

ROOT = Path(__file__).parents[2]
TOPICS = sorted(Path(wording.__file__).parent.glob("*.py"))


class Loud(gettext.NullTranslations):
    """A catalogue that says everything louder; its plural begins at zero, unlike English."""

    def gettext(self, message: str) -> str:
        return message.upper()

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"{msgid1 if n < 2 else msgid2}!"


@pytest.fixture
def loud(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        language, "catalogue", lambda code: {"de": Loud()}.get(code, gettext.NullTranslations())
    )


@pytest.mark.parametrize(
    ("locale", "spoken"),
    [
        ("en-US", "en"),
        ("en-GB", "en"),
        ("de", "de"),
        ("es-ES", "es"),
        ("es-419", "es"),
        ("fr", "fr"),
        ("pt-BR", "en"),
        ("", "en"),
        (None, "en"),
        ("../de", "en"),
    ],
)
def test_a_discord_locale_has_a_language(locale: str | None, spoken: str) -> None:
    with language.speaking(locale):
        assert language.spoken() == spoken


@pytest.mark.usefixtures("loud")
def test_constants_and_templates_are_said_in_the_language_spoken_then() -> None:
    with language.speaking("de"):
        assert wording.BUTTONS["dismiss"] == "DISMISS"
        assert wording.KINDS["toxicity"] == "TOXICITY"
        assert wording.MORE_OPTIONS["release"] == ("RELEASE", "GIVE THE CASE BACK TO THE QUEUE")
        assert wording.SUMMARY_KINDS["news"] == ""
        assert wording.reports(0) == "Reported by 0 member.!"
        with language.speaking("en-GB"):
            assert wording.MORE == "More…"
        assert wording.MORE == "MORE…"
    assert wording.MORE == "More…"


def test_a_refusal_is_translated_where_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """It was raised elsewhere, in a process or at a time without a language."""
    german = gettext.NullTranslations()
    words = {
        "No summary: {reason}": "Keine: {reason}",
        wording.REFUSALS["missing"]: "Die Seite gibt es nicht.",
    }
    monkeypatch.setattr(german, "gettext", lambda message: words.get(message, message))
    monkeypatch.setattr(language, "catalogue", lambda _: german)
    sentence = Refusal("missing").sentence
    with language.speaking("de"):
        assert wording.summary_refused(sentence) == "Keine: Die Seite gibt es nicht."
    assert wording.summary_refused(sentence) == f"No summary: {sentence}"


@pytest.mark.usefixtures("loud")
async def test_two_tasks_speak_their_own_languages() -> None:
    meet = asyncio.Barrier(2)

    async def say(locale: str) -> str:
        with language.speaking(locale):
            await meet.wait()
            return wording.QUEUE_TITLE

    assert await asyncio.gather(say("de"), say("en-US")) == ["QUEUE", "Queue"]


def test_a_language_without_a_catalogue_is_said_in_english() -> None:
    assert language.catalogue("xx").gettext("Queue") == "Queue"


def defined(path: Path) -> set[str]:
    """Public names that a module defines itself."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            found |= {name.id for name in ast.walk(target) if isinstance(name, ast.Name)} if target else set()
    return {name for name in found if not name.startswith("_")}


def test_no_two_topics_share_a_name() -> None:
    topics = [path for path in TOPICS if path.stem not in ("__init__", "language")]
    names = [name for path in topics for name in defined(path)]
    assert len(names) > 100
    assert sorted({name for name in names if names.count(name) > 1}) == []
    assert {path.stem for path in topics} & set(names) == set()
    assert all(hasattr(wording, name) for name in names)


def test_sentences_are_read_from_the_package_alone() -> None:
    """From a topic's own module a constant would come in English, whatever is spoken."""
    reach = re.compile(r"from bot\.wording\.(?!language\b)|from bot\.wording import (?!language\b)")
    places = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "cogs").rglob("*.py")]
    outside = [path for path in places if path.parent.name != "wording"]
    assert [path for path in outside if reach.search(path.read_text(encoding="utf-8"))] == []


def read_at_import(path: Path) -> list[str]:
    """Where ``wording.NAME`` is read while a module is imported, but for choices, which Discord is told in every language."""
    found: list[str] = []

    def look(node: ast.AST, running: bool) -> None:
        made = node.elt if isinstance(node, ast.ListComp) else node
        if isinstance(made, ast.Call) and ast.unparse(made.func).endswith("Choice"):
            return
        if running and isinstance(node, ast.Attribute) and ast.unparse(node.value) == "wording":
            found.append(f"{path.name}:{node.lineno} {node.attr}")
        body = getattr(node, "body", None)
        function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for child in ast.iter_child_nodes(node):
            inside = function and (child in body if isinstance(body, list) else child is body)
            look(child, running and not inside)

    look(ast.parse(path.read_text(encoding="utf-8")), True)
    return found


def test_no_sentence_is_kept_from_import_time(tmp_path: Path) -> None:
    """It would stay English."""
    places = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "cogs").rglob("*.py")]
    assert [place for path in places if path.parent.name != "wording" for place in read_at_import(path)] == []
    wrong = tmp_path / "wrong.py"
    wrong.write_text(
        "A = {1: wording.A}\nclass B:\n    b = wording.B\n    def c(self, c=wording.C):\n        wording.D\n"
    )
    assert read_at_import(wrong) == ["wrong.py:1 A", "wrong.py:3 B", "wrong.py:4 C"]
