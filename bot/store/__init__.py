"""Tables, prebuilt statements, migrations and backup. Knows rows, not the domain."""
