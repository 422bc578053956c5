"""Every table. Uniqueness lives here, in indexes, not in code that checks first.

Ids of Discord's are snowflakes (64 bit). Times are ``UtcTime``. States and kinds are the strings of the domain's enums.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
)

from bot.store.columns import CleanText, Serial, UtcTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

UNDECIDED = text("state IN ('open', 'asked', 'claimed')")
"""The cases of the queue. Queries repeat these very words: only then does SQLite see that the index covers them,
https://www.sqlite.org/partialindex.html"""

guilds = Table(
    "guilds",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("policy", JSON(none_as_null=True)),  # null until somebody changed a setting
    Column("version", Integer, nullable=False, server_default="1"),
    Column("hmac_key", LargeBinary, nullable=False),
    Column("next_number", Integer, nullable=False, server_default="1"),  # the number the next case gets
    # The newest audit row, so that cutting off the end of the chain is seen and appending needs no search.
    Column("audit_seq", Integer, nullable=False, server_default="0"),
    Column("audit_head", String(64)),
    Column("reminded_at", UtcTime),  # when the moderators were last told of what waits too long
)

groups = Table(
    "groups",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("guild_id", BigInteger, ForeignKey("guilds.guild_id"), nullable=False),
    Column("author_id", BigInteger, nullable=False),
    Column("claim_key", String(64)),
    Column("opened_at", UtcTime, nullable=False),
    Column("card_channel_id", BigInteger),
    Column("card_message_id", BigInteger),
    Column(
        "raid", Boolean, nullable=False, server_default=false()
    ),  # of many authors, as long as a flood lasts
    Column("urgent_at", UtcTime),  # when the role on duty was mentioned because of it
    Index(None, "guild_id", "opened_at"),
    Index(None, "guild_id", "urgent_at"),
    sqlite_autoincrement=True,
)

cases = Table(
    "cases",
    metadata,
    Column("id", Serial, primary_key=True),  # never used twice: buttons in Discord carry it for years
    Column("guild_id", BigInteger, ForeignKey("guilds.guild_id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("group_id", Serial, ForeignKey("groups.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("round", Integer, nullable=False, server_default="1"),  # counts reopenings; part of effects' keys
    Column("escalated", Boolean, nullable=False, server_default=false()),
    Column("shadow", Boolean, nullable=False, server_default=false()),
    Column("severity", Float, nullable=False),
    Column(
        "rank", Float, nullable=False, server_default="0"
    ),  # place in the queue, lowest first: see review.ranking
    # The message
    Column("channel_id", BigInteger, nullable=False),
    Column("parent_id", BigInteger),
    Column("message_id", BigInteger, nullable=False),
    Column("message_deleted", Boolean, nullable=False, server_default=false()),
    Column("author_id", BigInteger, nullable=False),
    Column("author_name", CleanText, nullable=False),
    Column("author_kind", String(16), nullable=False),
    Column("revision", String(16), nullable=False),
    Column("edited_at", UtcTime),  # Discord's time of the newest revision that was seen
    Column("text", CleanText),  # null once retention ended
    Column("text_hmac", String(64)),  # what stays of the text then
    # The finding
    Column("spans", JSON, nullable=False),
    Column("scores", JSON(none_as_null=True)),
    Column("model", String(128), nullable=False),
    Column("accusations", JSON, nullable=False),
    Column("trace", JSON, nullable=False),
    Column("claim_key", String(64)),
    Column("reports", Integer, nullable=False, server_default="0"),
    Column("created_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    Column("waiting_since", UtcTime, nullable=False, server_default="0"),  # made, or opened again
    Column("reminded_at", UtcTime),  # when the moderators were told that it waits too long
    # Asking for a source
    Column("ask_via", String(8)),  # set once the author was asked, and kept
    Column("ask_until", UtcTime),
    Column("ask_channel_id", BigInteger),
    Column("ask_message_id", BigInteger),
    Column("note", CleanText),
    # The claim: who holds the case, what it goes back to, and, once decided on, the plan to carry out
    Column("claimed_by", BigInteger),
    Column("claimed_from", String(16)),
    Column("lease_until", UtcTime),
    Column("intent", JSON(none_as_null=True)),
    Column("draft", JSON(none_as_null=True)),  # what its holder has chosen so far and not sent off
    Column("assigned_to", BigInteger),
    Column("assigned_at", UtcTime),
    # The decision
    Column("decided_by", BigInteger),
    Column("decided_at", UtcTime),
    Column("reason", CleanText),
    Column("source", CleanText),
    Column("duplicate_of", Integer),  # a case number of the same guild
    UniqueConstraint("guild_id", "message_id", "kind"),
    UniqueConstraint("guild_id", "number"),
    Index(
        "ix_cases_queue",
        "guild_id",
        "rank",
        "created_at",
        "id",
        sqlite_where=UNDECIDED,
        postgresql_where=UNDECIDED,
    ),
    Index("ix_cases_assigned", "guild_id", "assigned_to", sqlite_where=UNDECIDED, postgresql_where=UNDECIDED),
    Index(None, "guild_id", "author_id", "created_at"),
    Index(None, "guild_id", "created_at"),
    Index(None, "guild_id", "decided_at"),
    Index(None, "guild_id", "claim_key"),
    Index(None, "group_id"),
    Index(None, "state", "ask_until"),
    Index(None, "state", "lease_until"),
    sqlite_autoincrement=True,
)

reports = Table(
    "reports",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("case_id", Serial, ForeignKey("cases.id"), nullable=False),
    Column("reporter_id", BigInteger, nullable=False),
    Column("reason", CleanText),
    Column("at", UtcTime, nullable=False),
    UniqueConstraint("case_id", "reporter_id"),
    Index(None, "guild_id", "reporter_id"),
)

actions = Table(
    "actions",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("case_id", Serial, ForeignKey("cases.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("key", String(64), nullable=False, unique=True),  # the idempotency key
    Column("state", String(16), nullable=False),
    Column("code", String(32)),  # why it failed
    Column("detail", CleanText),
    Column("by", BigInteger, nullable=False),  # 0: the bot itself
    Column("at", UtcTime, nullable=False),
    Column("until", UtcTime),
    Column("round", Integer, nullable=False, server_default="1"),
    Column("amount", Integer),  # seconds: of a timeout, of slow mode, of messages that go with a ban
    Column("former", JSON(none_as_null=True)),  # {"value": what stood on Discord before}; null: nobody looked
    Column("undoes", BigInteger),  # id of the action that this one takes back
    Index(None, "case_id"),
)

notes = Table(
    "notes",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("case_id", Serial, ForeignKey("cases.id"), nullable=False),
    Column("by", BigInteger, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("text", CleanText),  # null once retention ended
    Index(None, "case_id"),
)

links = Table(
    "links",
    metadata,
    Column("guild_id", BigInteger, nullable=False),
    # Both ways round are rows, so that either case finds the other by its own id.
    Column("case_id", Serial, ForeignKey("cases.id"), primary_key=True, autoincrement=False),
    Column("other_id", Serial, ForeignKey("cases.id"), primary_key=True, autoincrement=False),
    Column("by", BigInteger, nullable=False),
    Column("at", UtcTime, nullable=False),
)

points = Table(
    "points",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("member_id", BigInteger, nullable=False),
    Column("case_id", Serial, ForeignKey("cases.id"), nullable=False),
    Column("round", Integer, nullable=False),
    Column("group_id", Serial, ForeignKey("groups.id"), nullable=False),
    Column("points", Integer, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("voided_at", UtcTime),  # the decision was taken back
    UniqueConstraint("case_id", "round"),
    Index(None, "guild_id", "member_id", "expires_at"),
)

appeals = Table(
    "appeals",
    metadata,
    Column("id", Serial, primary_key=True),  # never used twice: buttons in Discord carry it
    Column("guild_id", BigInteger, nullable=False),
    Column("case_id", Serial, ForeignKey("cases.id"), nullable=False),
    Column("round", Integer, nullable=False),  # of the decision that it is about
    Column("member_id", BigInteger, nullable=False),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("opened_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    Column("waiting_since", UtcTime, nullable=False),  # the member's last word that nobody answered
    Column("reminded_at", UtcTime),
    Column("first_by", BigInteger, nullable=False),  # who upheld the case
    Column("former", String(16)),  # what a decision that cannot be carried out is given back to
    Column("decided_by", BigInteger),
    Column("decided_at", UtcTime),
    Column("code", String(16)),  # why it went stale
    Column("reason", CleanText),
    Column("card_channel_id", BigInteger),
    Column("card_message_id", BigInteger),
    UniqueConstraint("case_id", "round"),
    Index(None, "guild_id", "member_id", "opened_at"),
    Index(None, "state", "waiting_since"),
    sqlite_autoincrement=True,
)

appeal_messages = Table(
    "appeal_messages",
    metadata,
    Column("id", Serial, primary_key=True),  # also part of the nonce Discord gets
    Column("guild_id", BigInteger, nullable=False),
    Column("appeal_id", Serial, ForeignKey("appeals.id"), nullable=False),
    Column("speaker", String(16), nullable=False),
    Column("by", BigInteger, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("text", CleanText),  # null once retention ended, and in an outcome without a reason
    Column("delivery", String(32)),  # of what the member is told: "sent", or why it could not be; null: owed
    Index(None, "appeal_id"),
    sqlite_autoincrement=True,
)

audit = Table(
    "audit",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("guild_id", BigInteger, ForeignKey("guilds.guild_id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("actor", BigInteger, nullable=False),  # a subject number; 0: the bot itself
    Column("event", String(32), nullable=False),
    Column("case_id", Serial),
    Column("subject", BigInteger),  # the member concerned, as a subject number
    Column("detail", JSON, nullable=False),
    Column("hash", String(64), nullable=False),
    UniqueConstraint("guild_id", "seq"),
    Index(None, "guild_id", "at"),
    Index(None, "case_id"),
    sqlite_autoincrement=True,
)
# Triggers refuse every change and deletion of an audit row, and rows anywhere but at the end: migration 0006. A step
# that copies the table (alembic's batch mode) must make them again.

subjects = Table(
    "subjects",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False),
    Column("number", BigInteger, nullable=False),
    UniqueConstraint("guild_id", "number"),
)

second_looks = Table(
    "second_looks",
    metadata,
    Column("id", Serial, primary_key=True),  # never used twice: buttons in Discord carry it
    Column("guild_id", BigInteger, nullable=False),
    Column("case_id", Serial, ForeignKey("cases.id"), nullable=False),
    Column("round", Integer, nullable=False),  # the case's, when it was shown
    Column("decision", String(16), nullable=False),  # what was decided then
    Column("moderator_id", BigInteger, nullable=False),  # who looks a second time
    Column("state", String(16), nullable=False),
    Column("answer", String(16)),
    Column("shown_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Index(None, "case_id", "moderator_id"),
    Index(None, "guild_id", "state", "ended_at"),
    # One moderator at a time looks at a case, and only one ever answers.
    Index(
        "uq_second_looks_shown",
        "case_id",
        unique=True,
        sqlite_where=text("state = 'shown'"),
        postgresql_where=text("state = 'shown'"),
    ),
    Index(
        "uq_second_looks_answered",
        "case_id",
        unique=True,
        sqlite_where=text("state = 'answered'"),
        postgresql_where=text("state = 'answered'"),
    ),
    # A moderator has one open look a server, however often they ask at once.
    Index(
        "uq_second_looks_open",
        "guild_id",
        "moderator_id",
        unique=True,
        sqlite_where=text("state = 'shown'"),
        postgresql_where=text("state = 'shown'"),
    ),
    sqlite_autoincrement=True,
)

synced = Table(
    "synced",
    metadata,
    Column("application_id", BigInteger, primary_key=True, autoincrement=False),
    Column("scope", BigInteger, primary_key=True, autoincrement=False),  # a guild, or 0: global commands
    Column("hash", String(64), nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Serial, primary_key=True),  # also the nonce Discord gets
    Column("guild_id", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False, server_default="pending"),
    Column("group_id", Serial, ForeignKey("groups.id")),  # card rows
    Column("case_id", Serial, ForeignKey("cases.id")),  # all other rows
    Column("payload", JSON(none_as_null=True)),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("created_at", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("started_at", UtcTime),
    Column("code", String(32)),
    Column("detail", CleanText),
    Index(None, "state", "due_at"),
    Index(None, "kind", "created_at"),
    Index(None, "group_id"),
    Index(None, "case_id"),
    # At most one pending errand of a kind per group (cards) or per case (the rest); NULLs never collide.
    Index(
        "uq_outbox_pending_group",
        "kind",
        "group_id",
        unique=True,
        sqlite_where=text("state = 'pending'"),
        postgresql_where=text("state = 'pending'"),
    ),
    Index(
        "uq_outbox_pending_case",
        "kind",
        "case_id",
        unique=True,
        sqlite_where=text("state = 'pending'"),
        postgresql_where=text("state = 'pending'"),
    ),
    sqlite_autoincrement=True,
)

unscored = Table(
    "unscored",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False, unique=True),
    Column("reason", String(32), nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("at", UtcTime, nullable=False),
)

scores = Table(
    "scores",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("revision", String(16), nullable=False),
    Column("model", String(128), nullable=False),
    Column("scores", JSON, nullable=False),
    Column("at", UtcTime, nullable=False),
    UniqueConstraint("message_id", "revision", "model"),
    Index(None, "guild_id", "at"),
)

cursors = Table(
    "cursors",
    metadata,
    Column("channel_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),  # the newest message that is dealt with
    Index(None, "guild_id"),
)

digest_optouts = Table(
    "digest_optouts",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False),
)

# Summaries that were made, for the next who asks: of all servers together, so without any id of Discord's.
summaries = Table(
    "summaries",
    metadata,
    Column("id", Serial, primary_key=True),  # never used twice: buttons in Discord carry it
    Column("link", String(64), nullable=False),  # a hash of the link that was asked for
    Column("content", String(64)),  # a hash of the article's canonical link and text; null: it was not read
    Column("variant", String(64), nullable=False),  # a hash of the settings and the code that made it
    Column("summary", JSON, nullable=False),
    Column("served_until", UtcTime, nullable=False),
    Column(
        "kept_until", UtcTime, nullable=False
    ),  # a card's buttons need it for longer than new requests may
    Index(None, "link", "served_until"),
    Index(None, "content", "served_until"),
    Index(None, "kept_until"),
    sqlite_autoincrement=True,
)

summary_asks = Table(
    "summary_asks",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("member_id", BigInteger, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("read", Boolean, nullable=False),  # whether a page was opened at an outlet for it
    Column("at", UtcTime, nullable=False),
    Index(None, "member_id", "kind", "at"),
    Index(None, "guild_id", "read", "at"),
    Index(None, "at"),
)

rewrite_tokens = Table(
    "rewrite_tokens",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),  # days since 1970, UTC
    Column("tokens", Integer, nullable=False),
)
