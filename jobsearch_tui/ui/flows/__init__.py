"""What a command does, step by step: ask, then do, then say so."""
