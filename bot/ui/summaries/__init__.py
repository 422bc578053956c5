"""Summaries of articles in Discord: the card, its buttons, and the ways of asking for one."""
