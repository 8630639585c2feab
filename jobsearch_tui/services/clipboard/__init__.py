"""Copying, so that the text reaches the machine at which the person sits.

``look_around()`` finds out where the program runs, ``ways()`` says in which order to try,
``copy()`` tries and says honestly what became of it. All of it blocks (for some seconds at
worst) and belongs off the event loop; none of it knows the screens.
"""

from jobsearch_tui.services.clipboard.by_hand import plain_view, write_private
from jobsearch_tui.services.clipboard.choice import Way, ways
from jobsearch_tui.services.clipboard.copying import Outcome, copy
from jobsearch_tui.services.clipboard.surroundings import Surroundings, Tmux, look_around

__all__ = [
    "Outcome",
    "Surroundings",
    "Tmux",
    "Way",
    "copy",
    "look_around",
    "plain_view",
    "ways",
    "write_private",
]
