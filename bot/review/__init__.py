"""The review desk: cases, decisions, effects and the audit log. Knows nothing of discord.py."""
