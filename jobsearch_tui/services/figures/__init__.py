"""Figures drawn: as lines of a terminal, and as a picture for elsewhere."""
