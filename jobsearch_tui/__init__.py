"""A terminal dashboard for a job search that keeps to the pace its owner can bear."""

__version__ = "0.1.0"
