"""The operator's settings, read from the environment and ``.env`` when ``load`` is called, never at import.

A server's own settings (watched channels, thresholds …) are not here: moderators change them in Discord.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AnyUrl, BaseModel, ConfigDict, Field, SecretStr, UrlConstraints
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot import __version__

HttpUrl = Annotated[AnyUrl, UrlConstraints(allowed_schemes=["http", "https"])]
RewriteFormat = Literal["json_schema", "json_object", "none"]
WebSocketUrl = Annotated[AnyUrl, UrlConstraints(allowed_schemes=["ws", "wss"])]


class _Group(BaseSettings):
    model_config = SettingsConfigDict(
        frozen=True,
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        hide_input_in_errors=True,
        env_ignore_empty=True,
    )


class DiscordSettings(_Group):
    """How the bot reaches Discord."""

    discord_token: SecretStr | None = Field(
        default=None,
        description="The bot's token: Discord developer portal, your application, Bot, Reset Token.",
    )
    discord_api_url: HttpUrl | None = Field(
        default=None, description="Base address of Discord's REST API, where a REST proxy stands before it."
    )
    discord_gateway_url: WebSocketUrl | None = Field(
        default=None, description="Address of Discord's gateway, where a gateway proxy stands before it."
    )


class StoreSettings(_Group):
    """Where the bot keeps its cases."""

    database: Path = Field(
        default=Path("data/evenhand.sqlite3"), description="The SQLite file. Its folder is made when missing."
    )
    retention_days: int = Field(
        default=30, ge=1, le=3650, description="Days that the text of a decided case is kept."
    )


class ScorerSettings(_Group):
    """Which model scores toxicity."""

    scorer: str = Field(
        default="embedded",
        description="embedded (ships with the bot), detoxify:original, detoxify:unbiased, detoxify:multilingual, "
        "detoxify:PATH of a checkpoint, or auto (Detoxify where it is installed with weights at hand).",
    )
    detoxify_config: Path | None = Field(
        default=None,
        description="Folder with config.json and tokenizer of a Detoxify checkpoint (offline use).",
    )
    detoxify_trust_pickle: bool = Field(
        default=False, description="Load a checkpoint that torch refuses to read safely. It can run any code."
    )
    detoxify_threads: int = Field(default=1, ge=1, le=64, description="CPU threads that Detoxify may use.")


class ArticleSettings(_Group):
    """How article pages are fetched."""

    article_user_agent: str = Field(
        default=f"Evenhand/{__version__} (article summaries on request)",
        min_length=1,
        max_length=256,
        description="User-Agent that outlets see.",
    )
    article_robots: bool = Field(default=True, description="Follow robots.txt of the outlet.")
    article_allow: tuple[str, ...] = Field(
        default=(),
        description='Addresses that may be read although they are not public, as a JSON list of "host:port". '
        "Leave it empty: anything listed can be reached by every member who may summarise a link.",
    )
    article_member_hourly: int = Field(
        default=5, ge=1, le=1000, description="Summaries that one member may ask for in an hour."
    )
    article_server_hourly: int = Field(
        default=30, ge=1, le=100_000, description="Articles that are opened for one server in an hour."
    )
    article_rewrite_tokens: int = Field(
        default=200_000,
        ge=0,
        description="Tokens of the language model that rewriting may cost one server in a day (UTC).",
    )


class RewriteSettings(_Group):
    """A language model that rewrites article summaries: any OpenAI-compatible server. Without it nothing is rewritten."""

    rewrite_url: HttpUrl | None = Field(
        default=None,
        description="Base address of the server, up to /v1: llama.cpp http://127.0.0.1:8080/v1, Ollama "
        "http://127.0.0.1:11434/v1, vLLM http://127.0.0.1:8000/v1, or a hosted one. It gets the articles' text.",
    )
    rewrite_model: str = Field(
        default="",
        max_length=200,
        description="The model's name as the server knows it. llama.cpp needs none.",
    )
    rewrite_api_key: SecretStr | None = Field(
        default=None, description="The server's API key, if it wants one."
    )
    rewrite_format: Literal["auto"] | RewriteFormat = Field(
        default="auto",
        description="How the server is asked for JSON: json_schema, json_object, none (in words alone), or auto: "
        "the first of these that it accepts.",
    )
    rewrite_timeout: float = Field(
        default=60.0,
        ge=1.0,
        le=90.0,
        description="Seconds that the model may take for a summary, its second try included. The person waits so long.",
    )
    rewrite_max_tokens: int = Field(
        default=800, ge=100, le=8000, description="Tokens of one answer, thinking included."
    )
    rewrite_max_prompt: int = Field(
        default=12_000,
        ge=1_000,
        le=100_000,
        description="Characters of an article that are sent; of a longer one its main sentences. About 4 make a token: "
        "with the answer it must fit the model's context.",
    )
    rewrite_extra: dict[str, Any] = Field(
        default={},
        description="More fields of the request, as a JSON object; null takes one out. For models that think, for "
        'example {"chat_template_kwargs": {"enable_thinking": false}}; for some hosted ones '
        '{"max_tokens": null, "temperature": null, "max_completion_tokens": 800}.',
    )


class OpsSettings(_Group):
    """What an operator watches."""

    log_level: str = Field(
        default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="DEBUG, INFO, WARNING or ERROR."
    )
    health_port: int = Field(
        default=0, ge=0, le=65535, description="Port of the health endpoint on loopback; 0 switches it off."
    )


class Settings(BaseModel):
    """All groups. Each reads its own variables from the environment and ``.env``; this one reads none itself.

    As a ``BaseSettings`` it would take ``SCORER=...`` for the group of that name.
    """

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    discord: DiscordSettings = Field(default_factory=DiscordSettings)
    store: StoreSettings = Field(default_factory=StoreSettings)
    scorer: ScorerSettings = Field(default_factory=ScorerSettings)
    articles: ArticleSettings = Field(default_factory=ArticleSettings)
    rewrite: RewriteSettings = Field(default_factory=RewriteSettings)
    ops: OpsSettings = Field(default_factory=OpsSettings)


GROUPS: tuple[type[BaseSettings], ...] = (
    DiscordSettings,
    StoreSettings,
    ScorerSettings,
    ArticleSettings,
    RewriteSettings,
    OpsSettings,
)
