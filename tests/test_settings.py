"""Settings: read when asked, frozen, secret, and described in .env.example."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.ops.env_example import render
from bot.settings import GROUPS, DiscordSettings, Settings

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for group in GROUPS:
        for name in group.model_fields:
            monkeypatch.delenv(name.upper(), raising=False)


def test_env_example_is_what_the_settings_say() -> None:
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == render(), (
        "run: python -m bot.ops.env_example > .env.example"
    )


def test_every_setting_is_explained() -> None:
    for group in GROUPS:
        assert group.__doc__
        for name, field in group.model_fields.items():
            assert field.description, name
            assert field.description.endswith("."), name


def test_env_example_as_it_is_gives_the_defaults() -> None:
    Path(".env").write_text((ROOT / ".env.example").read_text(encoding="utf-8"), encoding="utf-8")
    assert Settings() == Settings.model_construct(
        **{name: field.default_factory() for name, field in Settings.model_fields.items()}  # type: ignore[call-arg,misc]
    )
    assert DiscordSettings().discord_token is None


def test_values_come_from_the_environment_and_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("DATABASE=from-file.sqlite3\nRETENTION_DAYS=5\n", encoding="utf-8")
    monkeypatch.setenv("RETENTION_DAYS", "7")
    settings = Settings()
    assert settings.store.database == Path("from-file.sqlite3")
    assert settings.store.retention_days == 7


@pytest.mark.parametrize("place", ["environment", "file"])
def test_a_variable_named_like_a_group_belongs_to_its_setting(
    monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    if place == "file":
        Path(".env").write_text("SCORER=detoxify:unbiased\nSTORE=elsewhere\n", encoding="utf-8")
    else:
        monkeypatch.setenv("SCORER", "detoxify:unbiased")
        monkeypatch.setenv("STORE", "elsewhere")
    assert Settings().scorer.scorer == "detoxify:unbiased"


def test_a_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "very-secret")
    monkeypatch.setenv("DISCORD_API_URL", "ftp://very-secret")
    with pytest.raises(ValidationError) as raised:
        Settings()
    assert "very-secret" not in str(raised.value)
    monkeypatch.delenv("DISCORD_API_URL")
    assert "very-secret" not in repr(Settings())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RETENTION_DAYS", "0"),
        ("RETENTION_DAYS", "soon"),
        ("LOG_LEVEL", "LOUD"),
        ("HEALTH_PORT", "70000"),
        ("DISCORD_GATEWAY_URL", "http://proxy"),
        ("ARTICLE_ALLOW", "not json"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(Exception, match=name.lower()):
        Settings()
