"""Discord's events and commands, translated for the domain and back. A cog decides nothing."""
