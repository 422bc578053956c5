"""Evenhand: a self-hosted Discord bot for servers that talk politics."""

__version__ = "0.1.0"
