"""Every limit on a message, modal and command: at the limit it passes, one beyond it is a 50035 at the right path."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import limits
from bot.sandbox.errors import EMPTY_MESSAGE, INVALID_FORM_BODY, ApiError, Problems
from bot.sandbox.model import MessageFlag
from bot.sandbox.validate import commands, components, message

Json = dict[str, Any]
V2 = int(MessageFlag.IS_COMPONENTS_V2)


def embed(**parts: Any) -> Json:
    return {"embeds": [{"title": "t", **parts}]}


def field(name: int = 1, value: int = 1) -> Json:
    return {"name": "n" * name, "value": "v" * value}


def button(**parts: Any) -> Json:
    return {"type": 2, "style": 1, "label": "b", "custom_id": "id", **parts}


def row(*inner: Json) -> Json:
    return {"components": [{"type": 1, "components": list(inner)}]}


def select(**parts: Any) -> Json:
    return row({"type": 3, "custom_id": "s", "options": [option()], **parts})


def option(**parts: Any) -> Json:
    return {"label": "l", "value": "v", **parts}


def rows(count: int) -> Json:
    return {
        "components": [{"type": 1, "components": [button(custom_id=str(number))]} for number in range(count)]
    }


def v2(*inner: Json) -> Json:
    return {"flags": V2, "components": list(inner)}


def poll(question: int = 1, answers: int = 1, answer: int = 1, hours: int = 1) -> Json:
    listed = [{"poll_media": {"text": "a" * answer}} for _ in range(answers)]
    return {"poll": {"question": {"text": "q" * question}, "answers": listed, "duration": hours}}


MESSAGES: list[tuple[str, int, Callable[[int], Json]]] = [
    ("content", limits.MESSAGE_CONTENT_LENGTH, lambda n: {"content": "x" * n}),
    ("nonce", limits.MESSAGE_NONCE_LENGTH, lambda n: {"content": "x", "nonce": "n" * n}),
    ("embeds", limits.MESSAGE_EMBEDS, lambda n: {"embeds": [{"title": "t"}] * n}),
    ("embeds.0.title", limits.EMBED_TITLE_LENGTH, lambda n: embed(title="t" * n)),
    ("embeds.0.description", limits.EMBED_DESCRIPTION_LENGTH, lambda n: embed(description="d" * n)),
    ("embeds.0.footer.text", limits.EMBED_FOOTER_LENGTH, lambda n: embed(footer={"text": "f" * n})),
    ("embeds.0.author.name", limits.EMBED_AUTHOR_LENGTH, lambda n: embed(author={"name": "a" * n})),
    ("embeds.0.fields", limits.EMBED_FIELDS, lambda n: embed(fields=[field()] * n)),
    ("embeds.0.fields.0.name", limits.EMBED_FIELD_NAME_LENGTH, lambda n: embed(fields=[field(name=n)])),
    ("embeds.0.fields.0.value", limits.EMBED_FIELD_VALUE_LENGTH, lambda n: embed(fields=[field(value=n)])),
    (
        "embeds",
        limits.EMBED_TOTAL_LENGTH,
        lambda n: {"embeds": [{"description": "d" * 3000}, {"description": "d" * (n - 3000)}]},
    ),
    ("components", limits.COMPONENT_ROWS, rows),
    (
        "components.0.components",
        limits.COMPONENTS_IN_ROW,
        lambda n: row(*(button(custom_id=str(number)) for number in range(n))),
    ),
    (
        "components.0.components.0.custom_id",
        limits.CUSTOM_ID_LENGTH,
        lambda n: row(button(custom_id="i" * n)),
    ),
    ("components.0.components.0.label", limits.BUTTON_LABEL_LENGTH, lambda n: row(button(label="l" * n))),
    (
        "components.0.components.0.url",
        limits.BUTTON_URL_LENGTH,
        lambda n: row({"type": 2, "style": 5, "label": "l", "url": "https://e.example/".ljust(n, "x")}),
    ),
    (
        "components.0.components.0.placeholder",
        limits.SELECT_PLACEHOLDER_LENGTH,
        lambda n: select(placeholder="p" * n),
    ),
    (
        "components.0.components.0.options",
        limits.SELECT_OPTIONS,
        lambda n: select(options=[option(value=str(number)) for number in range(n)]),
    ),
    (
        "components.0.components.0.options.0.label",
        limits.SELECT_OPTION_LABEL_LENGTH,
        lambda n: select(options=[option(label="l" * n)]),
    ),
    (
        "components.0.components.0.options.0.value",
        limits.SELECT_OPTION_VALUE_LENGTH,
        lambda n: select(options=[option(value="v" * n)]),
    ),
    (
        "components.0.components.0.options.0.description",
        limits.SELECT_OPTION_DESCRIPTION_LENGTH,
        lambda n: select(options=[option(description="d" * n)]),
    ),
    ("components.0.components.0.max_values", limits.SELECT_OPTIONS, lambda n: select(max_values=n)),
    (
        "components.0.content",
        limits.COMPONENTS_V2_TEXT_LENGTH,
        lambda n: v2({"type": 10, "content": "c" * n}),
    ),
    (
        "components",
        limits.COMPONENTS_V2_TOTAL,
        lambda n: v2({"type": 17, "components": [{"type": 10, "content": "c"}] * (n - 1)}),
    ),
    (
        "components.0.components",
        limits.SECTION_TEXTS,
        lambda n: v2({"type": 9, "components": [{"type": 10, "content": "c"}] * n, "accessory": button()}),
    ),
    (
        "attachments.0.description",
        limits.ATTACHMENT_DESCRIPTION_LENGTH,
        lambda n: {"content": "x", "attachments": [{"id": 0, "description": "d" * n}]},
    ),
    ("poll.question.text", limits.POLL_QUESTION_LENGTH, lambda n: poll(question=n)),
    ("poll.answers", limits.POLL_ANSWERS, lambda n: poll(answers=n)),
    ("poll.answers.0.poll_media.text", limits.POLL_ANSWER_LENGTH, lambda n: poll(answer=n)),
    ("poll.duration", limits.POLL_HOURS, lambda n: poll(hours=n)),
]


def paths(work: Callable[[], object]) -> set[str]:
    """The dotted paths of the form errors that ``work`` raises."""
    with pytest.raises(ApiError) as caught:
        work()
    assert (caught.value.status, caught.value.code) == (400, INVALID_FORM_BODY)
    found: set[str] = set()

    def walk(node: Json, at: tuple[str, ...]) -> None:
        for key, value in node.items():
            if key == "_errors":
                found.add(".".join(at))
            else:
                walk(value, (*at, key))

    walk(caught.value.errors or {}, ())
    return found


@pytest.mark.parametrize(
    ("path", "most", "make"), MESSAGES, ids=[f"{path}-{most}" for path, most, _ in MESSAGES]
)
def test_message_limits(path: str, most: int, make: Callable[[int], Json]) -> None:
    message.check(make(most))
    assert path in paths(lambda: message.check(make(most + 1)))


WRONG: list[tuple[str, Json]] = [
    ("components.1.components.0.custom_id", {"components": [row(button())["components"][0]] * 2}),
    ("components.0.components.0.custom_id", row(button(custom_id=None))),
    ("components.0.components.0.label", row({"type": 2, "style": 1, "custom_id": "x"})),
    ("components.0.components.0.style", row(button(style=9))),
    ("components.0.components.0.url", row({"type": 2, "style": 5, "label": "x"})),
    ("components.0.components.0.custom_id", row({"type": 2, "style": 5, "label": "x", "url": "https://e.example", "custom_id": "x"})),
    ("components.0.components", row({"type": 3, "custom_id": "s", "options": [option()]}, button())),
    ("components.0.components.0.options.1.value", select(options=[option(), option()])),
    ("components.0.type", {"components": [button()]}),
    ("components.0.type", {"components": [{"type": 10, "content": "needs the V2 flag"}]}),
    ("content", v2({"type": 10, "content": "c"}) | {"content": "legacy"}),
    ("embeds", v2({"type": 10, "content": "c"}) | {"embeds": [{"title": "legacy"}]}),
    ("embeds.0.description", {"embeds": [{"color": 1}]}),
    ("embeds.0.url", embed(url="ftp://e.example")),
    ("embeds.0.fields.0.value", embed(fields=[{"name": "n", "value": ""}])),
    ("embeds", {"embeds": "none"}),
    ("content", {"content": 7}),
    ("allowed_mentions", {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}),
    ("allowed_mentions.parse.0", {"content": "x", "allowed_mentions": {"parse": ["all"]}}),
    ("poll.answers", {"poll": {"question": {"text": "q"}, "answers": []}}),
    ("sticker_ids", {"sticker_ids": ["1", "2", "3", "4"]}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "payload"), WRONG, ids=[f"{number}-{path}" for number, (path, _) in enumerate(WRONG)]
)
def test_wrong_messages(path: str, payload: Json) -> None:
    assert path in paths(lambda: message.check(payload))


def test_an_empty_message() -> None:
    for payload in ({}, {"content": ""}, {"content": None, "embeds": []}):
        with pytest.raises(ApiError) as caught:
            message.check(payload)
        assert caught.value.code == EMPTY_MESSAGE
    message.check({}, files=1)
    assert "files" in paths(lambda: message.check({}, files=11))


def modal(**parts: Any) -> Json:
    label = {"type": 18, "label": "l", "component": {"type": 4, "style": 1, "custom_id": "t"}}
    return {"custom_id": "m", "title": "t", "components": [label], **parts}


def labelled(part: str, value: Any) -> Json:
    inner = {"type": 4, "style": 1, "custom_id": "t"}
    label: Json = {"type": 18, "label": "l", "component": inner}
    (label if part in label or part == "description" else inner)[part] = value
    return modal(components=[label])


def many_labels(count: int) -> Json:
    return modal(
        components=[
            {"type": 18, "label": "l", "component": {"type": 4, "style": 1, "custom_id": str(number)}}
            for number in range(count)
        ]
    )


MODALS: list[tuple[str, int, Callable[[int], Json]]] = [
    ("data.title", limits.MODAL_TITLE_LENGTH, lambda n: modal(title="t" * n)),
    ("data.custom_id", limits.CUSTOM_ID_LENGTH, lambda n: modal(custom_id="c" * n)),
    ("data.components", limits.MODAL_COMPONENTS, many_labels),
    ("data.components.0.label", limits.LABEL_LENGTH, lambda n: labelled("label", "l" * n)),
    (
        "data.components.0.description",
        limits.LABEL_DESCRIPTION_LENGTH,
        lambda n: labelled("description", "d" * n),
    ),
    (
        "data.components.0.component.placeholder",
        limits.TEXT_INPUT_PLACEHOLDER_LENGTH,
        lambda n: labelled("placeholder", "p" * n),
    ),
    ("data.components.0.component.value", limits.TEXT_INPUT_LENGTH, lambda n: labelled("value", "v" * n)),
    ("data.components.0.component.max_length", limits.TEXT_INPUT_LENGTH, lambda n: labelled("max_length", n)),
]


def check_modal(data: Any) -> None:
    problems = Problems()
    components.check_modal(problems, data)
    problems.check()


@pytest.mark.parametrize(("path", "most", "make"), MODALS, ids=[path for path, _, _ in MODALS])
def test_modal_limits(path: str, most: int, make: Callable[[int], Json]) -> None:
    check_modal(make(most))
    assert path in paths(lambda: check_modal(make(most + 1)))


def test_wrong_modals() -> None:
    assert "data" in paths(lambda: check_modal(None))
    assert "data.components" in paths(lambda: check_modal(modal(components=[])))
    assert "data.components.0.type" in paths(lambda: check_modal(modal(components=[button()])))
    nested = modal(components=[{"type": 18, "label": "l", "component": button()}])
    assert "data.components.0.component.type" in paths(lambda: check_modal(nested))


def command(**parts: Any) -> Json:
    return {"name": "c", "description": "d", **parts}


def with_option(**parts: Any) -> list[Json]:
    return [command(options=[{"type": 3, "name": "o", "description": "d", **parts}])]


COMMANDS: list[tuple[str, int, Callable[[int], list[Json]]]] = [
    ("0.name", limits.COMMAND_NAME_LENGTH, lambda n: [command(name="n" * n)]),
    ("0.description", limits.COMMAND_DESCRIPTION_LENGTH, lambda n: [command(description="d" * n)]),
    (
        "0.name_localizations.de",
        limits.COMMAND_NAME_LENGTH,
        lambda n: [command(name_localizations={"de": "n" * n})],
    ),
    (
        "0.options.0.description_localizations.fr",
        limits.COMMAND_DESCRIPTION_LENGTH,
        lambda n: with_option(description_localizations={"fr": "d" * n}),
    ),
    (
        "0.options.0.choices.0.name_localizations.es-ES",
        limits.CHOICE_NAME_LENGTH,
        lambda n: with_option(
            choices=[{"name": "n", "value": "v", "name_localizations": {"es-ES": "n" * n}}]
        ),
    ),
    ("", limits.GLOBAL_CHAT_COMMANDS, lambda n: [command(name=f"c{number}") for number in range(n)]),
    ("", limits.GLOBAL_MENU_COMMANDS, lambda n: [{"name": f"c{number}", "type": 3} for number in range(n)]),
    (
        "0.options",
        limits.COMMAND_OPTIONS,
        lambda n: [
            command(options=[{"type": 3, "name": f"o{number}", "description": "d"} for number in range(n)])
        ],
    ),
    ("0.options.0.name", limits.COMMAND_NAME_LENGTH, lambda n: with_option(name="n" * n)),
    (
        "0.options.0.description",
        limits.COMMAND_DESCRIPTION_LENGTH,
        lambda n: with_option(description="d" * n),
    ),
    (
        "0.options.0.choices",
        limits.COMMAND_CHOICES,
        lambda n: with_option(choices=[{"name": "n", "value": "v"}] * n),
    ),
    (
        "0.options.0.choices.0.name",
        limits.CHOICE_NAME_LENGTH,
        lambda n: with_option(choices=[{"name": "n" * n, "value": "v"}]),
    ),
    (
        "0.options.0.choices.0.value",
        limits.CHOICE_VALUE_LENGTH,
        lambda n: with_option(choices=[{"name": "n", "value": "v" * n}]),
    ),
]


@pytest.mark.parametrize(
    ("path", "most", "make"), COMMANDS, ids=[f"{path}-{most}" for path, most, _ in COMMANDS]
)
def test_command_limits(path: str, most: int, make: Callable[[int], list[Json]]) -> None:
    commands.check(make(most))
    assert path in paths(lambda: commands.check(make(most + 1)))


def test_a_command_as_a_whole() -> None:
    def of(total: int) -> list[Json]:
        choice = {"name": "n" * 100, "value": "v" * 100}
        options: list[Json] = [
            {"type": 3, "name": f"o{number:02}", "description": "d" * 100, "choices": [choice]}
            for number in range(24)
        ]
        options.append({"type": 3, "name": "last", "description": "d" * 100, "choices": [choice] * 3})
        rest = total - 24 * (3 + 100 + 200) - (4 + 100 + 600) - len("c")
        return [command(options=options, description="d" * rest)]

    commands.check(of(limits.COMMAND_TOTAL_LENGTH))
    assert "0" in paths(lambda: commands.check(of(limits.COMMAND_TOTAL_LENGTH + 1)))
    # Of a text in several languages the longest counts, once.
    translated = of(limits.COMMAND_TOTAL_LENGTH)
    as_long = "d" * len(translated[0]["description"])
    translated[0]["description_localizations"] = {"de": as_long, "fr": as_long}
    commands.check(translated)
    translated[0]["description_localizations"]["de"] += "d"
    assert "0" in paths(lambda: commands.check(translated))


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("0.name", [command(name="Upper")]),
        ("0.name", [command(name="with space")]),
        ("1.name", [command(), command()]),
        ("0.description", [{"name": "m", "type": 3, "description": "menus have none"}]),
        ("0.options", [{"name": "m", "type": 3, "options": [{}]}]),
        ("0.options.1", [command(options=[
            {"type": 3, "name": "a", "description": "d"}, {"type": 3, "name": "b", "description": "d", "required": True},
        ])]),
        ("0.options.1.name", [command(options=[{"type": 3, "name": "a", "description": "d"}] * 2)]),
        ("0.options.0.type", with_option(type=99)),
        ("0.name_localizations.de", [command(name_localizations={"de": "Groß"})]),
        ("0.name_localizations.de", [command(name_localizations={"de": "zwei worte"})]),
        ("0.name_localizations.xx", [command(name_localizations={"xx": "name"})]),
        ("0.options.1.name", [command(options=[
            {"type": 3, "name": name, "description": "d", "name_localizations": {"de": "gleich"}} for name in ("a", "b")
        ])]),
        ("", "no list"),
    ],
)  # fmt: skip
def test_wrong_commands(path: str, wrong: Any) -> None:
    assert path in paths(lambda: commands.check(wrong))


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["content", "embeds", "components", "type", "flags", "custom_id", "poll", "fields", "title"]), inner, max_size=4
    ),
    max_leaves=12,
))  # fmt: skip
def test_whatever_is_sent_is_accepted_or_refused_with_a_400(payload: Any) -> None:
    statuses = []
    try:
        message.check(payload)
    except ApiError as error:
        statuses.append(error.status)
    assert statuses in ([], [400])
