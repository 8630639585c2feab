"""``python -m jobsearch_tui`` is ``jobsearch``."""

from jobsearch_tui.cli import run

if __name__ == "__main__":
    run()
