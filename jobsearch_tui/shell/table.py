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
        "read spreadsheets, address books, LinkedIn's export, or an export of its own",
        'jobsearch import jobs.csv --map "Their column=role" --dry-run',
        (
            argument("files", metavar="FILE", nargs="+", help="files, a folder, a zip, or -"),
            argument("--dry-run", action="store_true", help="only tell what would come in"),
            argument("--kind", metavar="KIND", help="what the rows of a spreadsheet are"),
            argument(
                "--map",
                metavar="COLUMN=FIELD",
                action="append",
                help="what a column is; COLUMN=- leaves it out, COLUMN= puts it into the note",
            ),
            argument("--dates", metavar="ORDER", help="how 3/4/2026 is meant: dmy, mdy or ymd"),
            argument(
                "--all-connections",
                action="store_true",
                help="of LinkedIn take all connections, not only those who recruit",
            ),
            JSON,
        ),
        "A second time adds nothing twice. Columns that are no field go into the note.",
    ),
    Command(
        "export",
        "exporting:export",
        "write records as JSON, CSV or vCard",
        "jobsearch export --as csv --kind ad --to ads.csv",
        (
            argument(
                "--as",
                dest="format",
                metavar="FORMAT",
                required=True,
                help="json (everything), csv, vcard (recruiters and agencies)",
            ),
            argument("--kind", metavar="KIND", help="one kind of record alone (csv, vcard)"),
            argument("--to", metavar="FILE", help="a file, a folder or a .zip, instead of stdout"),
            argument("--force", action="store_true", help="replace what is there already"),
            argument("--bom", action="store_true", help="CSV with a byte order mark, for Excel"),
            argument(
                "--version",
                choices=("3", "4"),
                default="4",
                help="of vCard: 4, or 3 for older address books",
            ),
            JSON,
        ),
        "Files are private (0600), and none is replaced without --force.",
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
        "path",
        "places:path",
        "print where the store, the settings and the backups are",
        "jobsearch path",
        (JSON,),
    ),
)
"""In the order of the help."""
