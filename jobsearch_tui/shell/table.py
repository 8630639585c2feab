"""Every command of the command line, each declared once."""

from __future__ import annotations

from typing import Final

from jobsearch_tui.domain.records import KINDS
from jobsearch_tui.shell.declared import JSON, Command, argument

_KIND: Final = argument("kind", metavar="KIND", help=", ".join(KINDS))
_ID: Final = argument(
    "id", metavar="ID", help="an id, the beginning of one that is unique, or a name"
)
_VALUES_HELP: Final = (
    "Values are written as in the app: “fri 2pm”, “2 dec 9:30 New York”, 85k, 1h30.\n"
    "An empty value (note=) takes what was there away."
)

COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "demo",
        "demo:demo",
        "open the app on an invented search of three months, thrown away at the end",
        "jobsearch demo",
        (
            argument("--to", metavar="PATH", help="write the invented search to a new store here"),
            argument("--records", metavar="N", type=int, help="grow it to this many (with --to)"),
            JSON,
        ),
    ),
    Command(
        "log",
        "quick:log",
        "log a call, a letter or a note in one line",
        'jobsearch log "dana vm +3d : ring back"',
        (
            argument("words", metavar="WORDS", nargs="+", help="whom, what, and perhaps when next"),
            argument("--about", metavar="ID", help="log it on this record; WORDS has no name then"),
            JSON,
        ),
        "The signs are those of the app: vm, reached, gk, na, in, email; +3d or “>fri”\n"
        "for the follow-up; : words; “!by fri send the name” for a promise;\n"
        "@yesterday 16:10 for when.",
    ),
    Command(
        "today",
        "today:today",
        "print what is to be done today, most urgent first, with the reasons",
        "jobsearch today --brief",
        (
            argument("--brief", action="store_true", help="in one line, for a status line"),
            JSON,
        ),
    ),
    Command(
        "pace",
        "week:pace",
        "print the coming weeks; exits with 3 when one is over capacity",
        "jobsearch pace --weeks 4",
        (
            argument("--weeks", metavar="N", type=int, default=8, help="how many weeks (8)"),
            JSON,
        ),
    ),
    Command(
        "list",
        "reading:list_records",
        "list the records of a kind",
        "jobsearch list ad ops",
        (
            _KIND,
            argument("words", metavar="WORDS", nargs="*", help="those that have all these words"),
            argument("--sort", metavar="FIELD", default="", help="order by this field"),
            argument("--down", action="store_true", help="the greatest first (with --sort)"),
            JSON,
        ),
        "Besides its fields a list can be sorted by contact, next, created and changed.",
    ),
    Command(
        "show",
        "reading:show_record",
        "print one record with its log",
        "jobsearch show dana",
        (_ID, JSON),
    ),
    Command(
        "add",
        "editing:add",
        "add a record and print its id",
        'jobsearch add agency name="Marsh & Vale" type=retained',
        (_KIND, argument("values", metavar="FIELD=VALUE", nargs="+", help="its fields"), JSON),
        _VALUES_HELP,
    ),
    Command(
        "set",
        "editing:set_values",
        "change a record; the pace record has the id pace",
        "jobsearch set pace interviews=4",
        (_ID, argument("values", metavar="FIELD=VALUE", nargs="+", help="its fields"), JSON),
        _VALUES_HELP,
    ),
    Command(
        "delete",
        "editing:delete",
        "delete a record and what cannot be without it; jobsearch undo takes it back",
        "jobsearch delete k3f9m2d7qa",
        (argument("id", metavar="ID", help="an id, its beginning, or the whole name"), JSON),
    ),
    Command("undo", "editing:undo", "take back the last change", "jobsearch undo", (JSON,)),
    Command("redo", "editing:redo", "make again what was undone", "jobsearch redo", (JSON,)),
    Command(
        "import",
        "importing:import_files",
        "read LinkedIn's data export; a second time adds nothing twice",
        "jobsearch import linkedin.zip --dry-run",
        (
            argument("files", metavar="FILE", nargs="+", help="its zip, CSV files, or a folder"),
            argument("--dry-run", action="store_true", help="only tell what would come in"),
            argument(
                "--all-connections",
                action="store_true",
                help="take all connections, not only those who recruit",
            ),
            JSON,
        ),
    ),
    Command(
        "script",
        "scripts:script",
        "print a call script, filled from a record; without a name, list the scripts",
        "jobsearch script voicemail dana",
        (
            argument("name", metavar="NAME", nargs="?", help="its name, or how it begins"),
            argument("record", metavar="RECORD", nargs="?", help="an id or a name"),
            JSON,
        ),
    ),
    Command(
        "sync",
        "sync:sync",
        "bring this machine and your other one together, through a git repository",
        "jobsearch sync --init pat@server.example:jobsearch.git",
        (
            argument("--init", metavar="URL", help="set it up: the repository where they meet"),
            argument("--status", action="store_true", help="only tell how far they are apart"),
            argument("--conflicts", action="store_true", help="what was changed on both at once"),
            argument("--allow-loss", action="store_true", help="also when many records vanish"),
            argument("--yes", action="store_true", help="also to a remote that looks public"),
            JSON,
        ),
        "URL is any that git reaches: a server by ssh, a folder, a stick. A folder that\n"
        "is empty or not there becomes a repository. Everything lies there in the clear.",
    ),
    Command(
        "path",
        "places:path",
        "print where the store, the settings and the backups are",
        "jobsearch path",
        (JSON,),
    ),
)
"""In the order of the help."""
