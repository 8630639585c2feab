"""Attacks on the program: on its store, on its line, and by what comes in from outside.

``python -m tests.trust`` makes all of them at full count and prints the table of
``docs/trust.md``; the suite makes each of them a few times.
"""
