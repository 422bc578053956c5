"""The whole way from messages to a digest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.articles.digest.quoting import Names, Quotable
from bot.articles.digest.reading import Entry, links_in, read
from bot.articles.digest.topics import TERMS, Theme, label_of, members, terms_of, themes_of
from bot.articles.digest.types import Digest, Embed, LeftOut, Source, Topic
from bot.articles.digest.views import views_of
from bot.articles.lexicon import loaded_terms

LINKS: Final = 5


def make_digest(source: Source, embed: Embed | None = None) -> Digest:
    """The digest of a discussion. The same source gives the same digest; nothing of it is kept.

    ``embed`` turns sentences into vectors and helps to place messages and to choose quotations; without it shared words alone do.
    """
    wanted = [post for post in source.posts if post.author_id not in source.opted_out]
    clean = [post for post in wanted if post.id not in source.flagged]
    entries, short = read(clean)
    left_out = LeftOut(len(source.posts) - len(wanted), len(wanted) - len(clean), short)
    names = Names(source.names)
    posts = [entry.post for entry in entries]
    topics = tuple(_topic(entries, theme, names, embed) for theme in themes_of(entries, embed))
    views = [view for topic in topics for view in topic.views]
    linked = {post_id for view in views for post_id in view.post_ids}
    linked |= {quote.post_id for view in views for quote in view.quotes}
    return Digest(
        read=len(entries),
        members=len({post.author_id for post in posts}),
        left_out=left_out,
        first=posts[0].at if posts else None,
        last=posts[-1].at if posts else None,
        topics=topics,
        links=tuple(link for link in links_in(clean) if not names.stand_in(link))[:LINKS],
        channels={post.id: post.channel_id for post in posts if post.id in linked},
    )


def _topic(entries: Sequence[Entry], theme: Theme, names: Names, embed: Embed | None) -> Topic:
    inside = [entries[number] for number in theme.entries]
    views, unstated = views_of(entries, theme, Quotable(inside, names, embed))
    label = label_of(entries, theme)
    terms = [term for term in terms_of(entries, theme) if term not in label.split() and _plain(term, names)]
    return Topic(
        label=label if _plain(label, names) else "",
        terms=tuple(terms[:TERMS]),
        first=inside[0].post.at,
        last=inside[-1].post.at,
        messages=len(inside),
        members=len(members(entries, theme.entries)),
        views=views,
        unstated=unstated,
    )


def _plain(term: str, names: Names) -> bool:
    return not names.stand_in(term.title()) and not loaded_terms(term)
