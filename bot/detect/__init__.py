"""Text in, findings out. Imports neither discord nor a database."""
