"""Every command of the command line, each declared once."""

from __future__ import annotations

from typing import Final

from jobsearch_tui.domain.records import KINDS
from jobsearch_tui.shell.declared import JSON, Command, argument

_KIND: Final = argument("kind", metavar="KIND", help=", ".join(KINDS))
_ID: Final = argument(
    "id", metavar="ID", help="an id, the beginning of one that is unique, or a name"
)
_YES: Final = argument("--yes", action="store_true", help="do it without asking")
_VALUES_HELP: Final = (
    "Values are written as in the app: “fri 2pm”, “2 dec 9:30 New York”, 85k, 1h30.\n"
    "An empty value (note=) takes what was there away. With - in their place the\n"
    "values are read from standard input, one on each line."
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
        masks=True,
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
        "@yesterday 16:10 for when. With - in their place the words are read from\n"
        "standard input, so that they do not stand in the list of processes.",
        masks=True,
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
        masks=True,
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
        masks=True,
    ),
    Command(
        "figures",
        "figures:figures",
        "print what came of it all in figures, each with what to do about it",
        "jobsearch figures funnel --svg figures.svg",
        (
            argument(
                "names",
                metavar="NAME",
                nargs="*",
                help="funnel, answers, activity, interviews, doors (all)",
            ),
            argument("--svg", metavar="FILE", help="write them to a picture instead"),
            argument("--force", action="store_true", help="replace the file (with --svg)"),
            JSON,
        ),
        masks=True,
    ),
    Command(
        "report",
        "report:report",
        "print the work-search record or the summary of a week, or of other days",
        "jobsearch report summary --week last --as markdown",
        (
            argument(
                "which",
                metavar="WHICH",
                nargs="?",
                choices=("record", "summary"),
                default="record",
                help="record (for an office, the default) or summary (for a coach)",
            ),
            argument(
                "--week",
                metavar="DAY",
                nargs="?",
                const="",
                help="the week with this day, or last; this week without one",
            ),
            argument("--from", metavar="DAY", dest="first", help="the first day"),
            argument("--to", metavar="DAY", dest="last", help="the last day (today)"),
            argument(
                "--as",
                metavar="FORM",
                dest="form",
                choices=("text", "markdown", "html", "csv"),
                default="text",
                help="text, markdown, html or csv",
            ),
            argument("--notes", action="store_true", help="with what you noted in private"),
            argument("--out", metavar="FILE", help="write it to a file"),
            argument("--force", action="store_true", help="replace the file (with --out)"),
            JSON,
        ),
        masks=True,
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
            argument("--tsv", action="store_true", help="all fields, with tabs between, for pipes"),
            JSON,
        ),
        "Besides its fields a list can be sorted by contact, next, created and changed.",
        masks=True,
    ),
    Command(
        "show",
        "reading:show_record",
        "print one record with its log",
        "jobsearch show dana",
        (_ID, JSON),
        masks=True,
    ),
    Command(
        "add",
        "editing:add",
        "add a record and print its id",
        'jobsearch add agency name="Marsh & Vale" type=retained',
        (_KIND, argument("values", metavar="FIELD=VALUE", nargs="+", help="its fields"), JSON),
        _VALUES_HELP,
        masks=True,
    ),
    Command(
        "set",
        "editing:set_values",
        "change a record; the pace record has the id pace",
        "jobsearch set pace interviews=4",
        (_ID, argument("values", metavar="FIELD=VALUE", nargs="+", help="its fields"), JSON),
        _VALUES_HELP,
        masks=True,
    ),
    Command(
        "delete",
        "editing:delete",
        "delete a record and what cannot be without it; jobsearch undo takes it back",
        "jobsearch delete k3f9m2d7qa",
        (argument("id", metavar="ID", help="an id, its beginning, or the whole name"), JSON),
        masks=True,
    ),
    Command(
        "undo", "editing:undo", "take back the last change", "jobsearch undo", (JSON,), masks=True
    ),
    Command(
        "redo", "editing:redo", "make again what was undone", "jobsearch redo", (JSON,), masks=True
    ),
    Command(
        "import",
        "importing:import_files",
        "read spreadsheets, address books, invitations, LinkedIn's or its own export",
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
        "write records as JSON, CSV, vCard or a calendar",
        "jobsearch export --as csv --kind ad --to ads.csv",
        (
            argument(
                "--as",
                dest="format",
                metavar="FORMAT",
                required=True,
                help="json (everything), csv, vcard (recruiters and agencies), ics (interviews)",
            ),
            argument("--kind", metavar="KIND", help="one kind of record alone (csv, vcard)"),
            argument("--to", metavar="FILE", help="a file, a folder or a .zip, instead of stdout"),
            argument("--force", action="store_true", help="replace what is there already"),
            argument("--bom", action="store_true", help="with a byte order mark, for Excel (csv)"),
            argument(
                "--version",
                choices=("3", "4"),
                default="4",
                help="of vCard: 4, or 3 for older address books",
            ),
            argument("--only", metavar="ID", help="this interview alone (ics)"),
            argument("--all", action="store_true", help="those of weeks ago too (ics)"),
            argument("--preparation", action="store_true", help="as events of its own (ics)"),
            argument("--alarm", metavar="MINUTES", type=int, help="remind before each (ics)"),
            argument("--todos", action="store_true", help="follow-ups and promises too (ics)"),
            argument("--notes", action="store_true", help="your notes on interviews too (ics)"),
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
        masks=True,
    ),
    Command(
        "serve",
        "serve:serve",
        "open the app in a browser on this machine, when no terminal is at hand",
        "jobsearch serve --port 8765",
        (
            argument("--port", metavar="N", type=int, default=0, help="the port (any free one)"),
            argument(
                "--host",
                metavar="ADDRESS",
                default="127.0.0.1",
                help="the address to serve on (127.0.0.1, which only this machine reaches)",
            ),
            argument(
                "--expose",
                action="store_true",
                help="allow an address that others reach: they may see all of it, unencrypted",
            ),
            JSON,
        ),
        masks=True,
    ),
    Command(
        "completion",
        "completion:completion",
        "print what makes a shell complete commands, kinds, stages and names",
        'eval "$(jobsearch completion bash)"',
        (
            argument(
                "shell", metavar="SHELL", choices=("bash", "zsh", "fish"), help="bash, zsh or fish"
            ),
            JSON,
        ),
        masks=True,
    ),
    Command(
        "backup",
        "backing_up:backup",
        "copy the store now, or list the copies",
        "jobsearch backup --list",
        (
            argument("--list", action="store_true", help="list them, the newest first"),
            JSON,
        ),
        masks=True,
    ),
    Command(
        "restore",
        "backing_up:restore",
        "put a backup in the place of what there is; jobsearch undo takes it back",
        "jobsearch restore 2 --dry-run",
        (
            argument(
                "which",
                metavar="WHICH",
                nargs="?",
                help="its number in the list, its date, or the path of a copy (the newest)",
            ),
            argument("--dry-run", action="store_true", help="only tell what would change"),
            _YES,
            JSON,
        ),
    ),
    Command(
        "doctor",
        "doctor:doctor",
        "say what is wrong with the store and its files; mend it when told",
        "jobsearch doctor --repair",
        (
            argument("--repair", action="store_true", help="show what would change, ask, mend it"),
            argument("--duplicates", action="store_true", help="list likely twins, side by side"),
            _YES,
            JSON,
        ),
        "Exits with 0 when nothing is wrong and with 1 when something is.",
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
        masks=True,
    ),
)
"""In the order of the help."""
