"""Measurements, side by side in one run: ``python -m tests.bench`` prints one table.

Nothing here is a timed test. Each figure is the median of several rounds, and each ratio is of
two programs that took turns within the same minute.
"""
