"""The only rooms that know TinyDB and files."""
