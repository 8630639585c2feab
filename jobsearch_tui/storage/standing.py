"""What is known of two machines without a sync: how far they are apart, and where they clashed."""

from __future__ import annotations

import zlib

from jobsearch_tui.domain.conflicts import CONFLICTS, Conflict, conflicts_in
from jobsearch_tui.domain.second_machine import Standing
from jobsearch_tui.storage.image import Image
from jobsearch_tui.storage.mirror import MAIN, Mirror
from jobsearch_tui.storage.mirror_states import states_in
from jobsearch_tui.storage.remotes import shown_address


def standing(mirror: Mirror, image: Image) -> Standing | None:
    """How far the machines are apart, from small files alone; None without a second machine."""
    settings = mirror.settings
    if settings is None:
        return None
    seen = mirror.seen
    now, before = checksums(image), seen.records
    touched = {id for id in now.keys() | before.keys() if now.get(id) != before.get(id)}
    # Before the first time that the other place was reached, it has nothing of this.
    ahead = len(touched | set(seen.unsent)) if seen.at else len(now)
    return Standing(shown_address(settings.url), ahead, seen.behind, seen.at)


def checksums(image: Image) -> dict[str, int]:
    """A checksum of each record's document, by id."""
    tables = image.tables
    return {
        id: zlib.crc32(bytes(tables[table][number])) for id, (table, number) in image.places.items()
    }


def conflicts(mirror: Mirror) -> tuple[Conflict, ...]:
    """All conflicts there ever were, newest first. Raises SyncError."""
    with mirror.locked():
        main = mirror.refs().get(MAIN, "")
        if not main:
            return ()
        files = mirror.trees(main)[0].files
        wanted = [sha for path, sha in files.items() if path.startswith(f"{CONFLICTS}/")]
        return conflicts_in(states_in(mirror, wanted).values())
