"""What a sync refuses to take away unasked, on whichever machine it was deleted."""

from __future__ import annotations

from jobsearch_tui.errors import LossError


def check_loss(lost: int, of: int, where: str) -> None:
    """Refuse that of so many records more than a fifth, and more than one, go. Raises LossError.

    ``where`` completes "they were deleted …".
    """
    if lost > 1 and lost * 5 > of:
        raise LossError(
            f"{lost} of {of} records would vanish, as they were deleted {where}. Nothing was "
            f"changed. By mistake? jobsearch undo or restore brings them back, {where}. "
            "If that is meant: jobsearch sync --allow-loss"
        )
