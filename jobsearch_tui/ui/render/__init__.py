"""From records to lines and cells: pure functions, tested without an app."""
