"""Discord's documented limits on what a bot sends, checked as Discord does: all problems in one 400, by path."""
