"""Buttons, selects, Components V2 and modals.

Source: https://discord.com/developers/docs/components/reference
"""

from __future__ import annotations

from typing import Any

from bot.sandbox import limits
from bot.sandbox.errors import Problems
from bot.sandbox.model import Json

Path = tuple[str | int, ...]

ACTION_ROW = 1
BUTTON = 2
STRING_SELECT = 3
TEXT_INPUT = 4
USER_SELECT = 5
ROLE_SELECT = 6
MENTIONABLE_SELECT = 7
CHANNEL_SELECT = 8
SECTION = 9
TEXT_DISPLAY = 10
THUMBNAIL = 11
MEDIA_GALLERY = 12
FILE = 13
SEPARATOR = 14
CONTAINER = 17
LABEL = 18
FILE_UPLOAD = 19
RADIO_GROUP = 21
CHECKBOX_GROUP = 22
CHECKBOX = 23

SELECTS = (STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT)
TOP_LEVEL_V2 = (ACTION_ROW, SECTION, TEXT_DISPLAY, MEDIA_GALLERY, FILE, SEPARATOR, CONTAINER)
IN_LABEL = (*SELECTS, TEXT_INPUT, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX)
IN_CONTAINER = (ACTION_ROW, SECTION, TEXT_DISPLAY, MEDIA_GALLERY, FILE, SEPARATOR)
LINK_STYLE = 5
PREMIUM_STYLE = 6


class _Walk:
    """One pass over a message's or modal's components, counting what is limited over all of them."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.custom_ids: set[str] = set()
        self.total = 0
        self.text = 0

    def custom_id(self, path: Path, component: Json) -> None:
        value = component.get("custom_id")
        if value is None:
            self.problems.required((*path, "custom_id"))
            return
        self.problems.length((*path, "custom_id"), value, limits.CUSTOM_ID_LENGTH, 1)
        if value in self.custom_ids:
            self.problems.add(
                (*path, "custom_id"),
                "COMPONENT_CUSTOM_ID_DUPLICATED",
                "Component custom id cannot be duplicated",
            )
        self.custom_ids.add(str(value))

    def component(self, path: Path, component: Any, allowed: tuple[int, ...]) -> None:
        self.total += 1
        if not isinstance(component, dict) or component.get("type") not in allowed:
            self.problems.choice((*path, "type"), None, allowed)
            return
        kind = component["type"]
        if kind == ACTION_ROW:
            self.row(path, component)
        elif kind == BUTTON:
            self.button(path, component)
        elif kind in SELECTS:
            self.select(path, component)
        elif kind == SECTION:
            self.section(path, component)
        elif kind == TEXT_DISPLAY:
            self.display(path, component)
        elif kind == MEDIA_GALLERY:
            self.problems.count((*path, "items"), component.get("items"), limits.MEDIA_GALLERY_ITEMS, 1)
        elif kind == CONTAINER:
            for index, inner in enumerate(component.get("components") or []):
                self.component((*path, "components", index), inner, IN_CONTAINER)
        elif kind == TEXT_INPUT:
            self.text_input(path, component)
        elif kind == LABEL:
            self.label(path, component)
        elif kind in (FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX):
            self.custom_id(path, component)

    def row(self, path: Path, row: Json) -> None:
        inner = row.get("components")
        if not self.problems.count((*path, "components"), inner, limits.COMPONENTS_IN_ROW, 1):
            return
        inside: list[Any] = list(inner or [])
        kinds = [one.get("type") for one in inside if isinstance(one, dict)]
        if any(kind in SELECTS for kind in kinds) and len(kinds) > 1:
            self.problems.add(
                (*path, "components"),
                "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                "The specified component exceeds the maximum width",
            )
        for index, one in enumerate(inside):
            self.component((*path, "components", index), one, (BUTTON, *SELECTS, TEXT_INPUT))

    def button(self, path: Path, button: Json) -> None:
        style = button.get("style")
        if style not in range(1, PREMIUM_STYLE + 1):
            self.problems.choice((*path, "style"), style, tuple(range(1, PREMIUM_STYLE + 1)))
        if button.get("label") is not None:
            self.problems.length((*path, "label"), button["label"], limits.BUTTON_LABEL_LENGTH)
        if style == LINK_STYLE:
            if "custom_id" in button:
                self.problems.add(
                    (*path, "custom_id"),
                    "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                    "A custom id and url cannot both be specified",
                )
            url = button.get("url")
            if url is None:
                self.problems.required((*path, "url"))
            else:
                self.problems.length((*path, "url"), url, limits.BUTTON_URL_LENGTH, 1)
        elif style != PREMIUM_STYLE:
            self.custom_id(path, button)
        if style != PREMIUM_STYLE and not button.get("label") and not button.get("emoji"):
            self.problems.add((*path, "label"), "BASE_TYPE_REQUIRED", "A label or emoji is required")

    def select(self, path: Path, select: Json) -> None:
        self.custom_id(path, select)
        if select.get("placeholder") is not None:
            self.problems.length(
                (*path, "placeholder"), select["placeholder"], limits.SELECT_PLACEHOLDER_LENGTH
            )
        for name, least in (("min_values", 0), ("max_values", 1)):
            if select.get(name) is not None:
                self.problems.number((*path, name), select[name], least, limits.SELECT_OPTIONS)
        if select["type"] == STRING_SELECT and self.problems.count(
            (*path, "options"), select.get("options"), limits.SELECT_OPTIONS, 1
        ):
            self.options((*path, "options"), list(select["options"]))

    def options(self, path: Path, options: list[Any]) -> None:
        values: set[str] = set()
        for index, option in enumerate(options):
            at = (*path, index)
            self.problems.length((*at, "label"), option.get("label"), limits.SELECT_OPTION_LABEL_LENGTH, 1)
            self.problems.length((*at, "value"), option.get("value"), limits.SELECT_OPTION_VALUE_LENGTH, 1)
            if option.get("description") is not None:
                self.problems.length(
                    (*at, "description"), option["description"], limits.SELECT_OPTION_DESCRIPTION_LENGTH
                )
            if option.get("value") in values:
                self.problems.add(
                    (*at, "value"),
                    "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                    "The specified option value is already used",
                )
            values.add(str(option.get("value")))

    def section(self, path: Path, section: Json) -> None:
        inner = section.get("components")
        if self.problems.count((*path, "components"), inner, limits.SECTION_TEXTS, 1):
            for index, one in enumerate(inner or []):
                self.component((*path, "components", index), one, (TEXT_DISPLAY,))
        self.component((*path, "accessory"), section.get("accessory"), (BUTTON, THUMBNAIL))

    def display(self, path: Path, display: Json) -> None:
        content = display.get("content")
        self.problems.length((*path, "content"), content, limits.COMPONENTS_V2_TEXT_LENGTH, 1)
        self.text += len(str(content or ""))

    def text_input(self, path: Path, field: Json) -> None:
        self.custom_id(path, field)
        if field.get("style") not in (1, 2):
            self.problems.choice((*path, "style"), field.get("style"), (1, 2))
        if field.get("label") is not None:
            self.problems.length((*path, "label"), field["label"], limits.TEXT_INPUT_LABEL_LENGTH, 1)
        if field.get("placeholder") is not None:
            self.problems.length(
                (*path, "placeholder"), field["placeholder"], limits.TEXT_INPUT_PLACEHOLDER_LENGTH
            )
        if field.get("value") is not None:
            self.problems.length((*path, "value"), field["value"], limits.TEXT_INPUT_LENGTH)
        for name, least in (("min_length", 0), ("max_length", 1)):
            if field.get(name) is not None:
                self.problems.number((*path, name), field[name], least, limits.TEXT_INPUT_LENGTH)

    def label(self, path: Path, label: Json) -> None:
        self.problems.length((*path, "label"), label.get("label"), limits.LABEL_LENGTH, 1)
        if label.get("description") is not None:
            self.problems.length(
                (*path, "description"), label["description"], limits.LABEL_DESCRIPTION_LENGTH
            )
        self.component((*path, "component"), label.get("component"), IN_LABEL)


def check_message(problems: Problems, components: Any, *, v2: bool) -> None:
    """Note what is wrong with a message's components; without the V2 flag only action rows may be used."""
    path: Path = ("components",)
    most = limits.COMPONENTS_V2_TOTAL if v2 else limits.COMPONENT_ROWS
    if not problems.count(path, components, most):
        return
    walk = _Walk(problems)
    for index, one in enumerate(components):
        walk.component((*path, index), one, TOP_LEVEL_V2 if v2 else (ACTION_ROW,))
    if v2 and walk.total > limits.COMPONENTS_V2_TOTAL:
        problems.add(
            path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "The maximum number of components was exceeded"
        )
    if walk.text > limits.COMPONENTS_V2_TEXT_LENGTH:
        problems.add(path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", "The displayable text is too long")


def check_modal(problems: Problems, data: Any) -> None:
    """Note what is wrong with the data of a modal callback."""
    if not isinstance(data, dict):
        problems.required(("data",))
        return
    problems.length(("data", "custom_id"), data.get("custom_id"), limits.CUSTOM_ID_LENGTH, 1)
    problems.length(("data", "title"), data.get("title"), limits.MODAL_TITLE_LENGTH, 1)
    path: Path = ("data", "components")
    if not problems.count(path, data.get("components"), limits.MODAL_COMPONENTS, 1):
        return
    walk = _Walk(problems)
    for index, one in enumerate(data["components"]):
        walk.component((*path, index), one, (ACTION_ROW, TEXT_DISPLAY, LABEL))


_DEFAULTS: dict[int, Json] = {
    CONTAINER: {"accent_color": None, "spoiler": False},
    SEPARATOR: {"spacing": 1, "divider": True},
    FILE: {"name": None, "size": None, "spoiler": False},
    **{kind: {"min_values": 1, "max_values": 1} for kind in SELECTS},
}


def normalize(components: list[Json]) -> list[Json]:
    """The components as Discord gives them back: numbered in order, with defaults, without empty values."""
    counter = iter(range(1, 10_000))
    return [_normal(one, counter) for one in components]


def _normal(component: Json, counter: Any) -> Json:
    kept = {key: value for key, value in component.items() if value is not None and key != "id"}
    out: Json = _DEFAULTS.get(component["type"], {}) | kept
    out["id"] = component.get("id") or next(counter)
    for name in ("components",):
        if name in kept:
            out[name] = [_normal(one, counter) for one in kept[name]]
    for name in ("accessory", "component"):
        if name in kept:
            out[name] = _normal(kept[name], counter)
    return out


def walk_interactive(components: list[Json]) -> list[Json]:
    """Every component in the tree that has a custom id."""
    found: list[Json] = []
    for one in components:
        if "custom_id" in one:
            found.append(one)
        found += walk_interactive(one.get("components") or [])
        found += walk_interactive([one[name] for name in ("accessory", "component") if name in one])
    return found
