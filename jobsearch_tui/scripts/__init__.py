"""The call scripts that ship: one text file each, read by ``services/scripts.py``."""
