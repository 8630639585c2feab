"""The errors that a person may meet: each has a title and says what to do.

They are raised where the trouble is understood and turned into words at one edge:
``cli.py`` prints one line and chooses the exit status, the app shows a notice.
"""


class JobsearchError(Exception):
    """Something went wrong that the user can do something about.

    ``title`` is a few words for a heading; ``str(error)`` is one sentence or two that
    say what happened and what to do. The exit status of the command line is ``status``.
    """

    title = "Something went wrong"
    status = 1


class UsageError(JobsearchError, ValueError):
    """What was typed cannot be understood; nothing was changed."""

    title = "Not understood"
    status = 2


class StoreError(JobsearchError):
    """The store cannot be read or written."""

    title = "The store"


class StoreUnreadableError(StoreError):
    """The file is there but is not a store that this version can read. It was not touched."""

    title = "The store cannot be read"


class StoreNewerError(StoreError):
    """The file was written by a newer version of the program. It was not touched."""

    title = "The store is newer than this program"


class NotSavedError(StoreError):
    """A change could not be written; it is still in memory and can be tried again."""

    title = "Not saved"


class StoreBusyError(NotSavedError):
    """Another program has held the store's lock for too long."""

    title = "The store is busy"


class UnwritableError(NotSavedError):
    """A change that no try can ever write: it has to be corrected, and is not kept as it is."""


class ConflictError(JobsearchError):
    """The record was changed elsewhere in the meantime; nothing was overwritten."""

    title = "Changed elsewhere"


class ConfigError(JobsearchError):
    """``config.toml`` says something that cannot be done; the defaults are used."""

    title = "Configuration"


class ImportFailedError(JobsearchError):
    """A file cannot be imported at all; nothing was changed."""

    title = "Import"


class SyncError(JobsearchError):
    """The second machine could not be brought together with this one; nothing was lost."""

    title = "The second machine"


class OfflineError(SyncError):
    """The remote cannot be reached now; the next sync makes up for it."""


class LossError(SyncError):
    """More than a fifth of the records would vanish; nothing was changed."""
