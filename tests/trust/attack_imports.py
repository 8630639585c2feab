"""Files that mean harm, read by a program that may use half a gigabyte and a few seconds."""

from __future__ import annotations

import io
import os
import random
import resource
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.trust import hostile_files
from tests.trust.attacks import Attack
from tests.trust.hostile import HOSTILE, raw

MEMORY: Final = 512 * 1024 * 1024
"""Bytes of address space that the program gets; it needs a fifth of them for itself."""

PATIENCE: Final = 8.0
"""Seconds of processor time in which a file is read or refused."""

PEOPLE: Final = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
APPLIED: Final = (
    "Application Date,Contact Email,Contact Phone Number,Company Name,"
    "Job Title,Job Url,Resume Name,Question And Answers\n"
)
DANA: Final = "Dana,Sample,https://x.example/in/d,,Marsh,Recruiter,01 Mar 2024\n"
NAME: Final = "Connections.csv"

Lots = random.Random


# --- archives ----------------------------------------------------------------------------------


def _zip(*members: tuple[str, bytes], pack: int = zipfile.ZIP_DEFLATED) -> bytearray:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", pack) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, pack)
    return bytearray(whole.getvalue())


def _sound() -> bytearray:
    return _zip((NAME, (PEOPLE + DANA).encode()))


def _lying(lots: Lots) -> bytes:
    """The central directory says another size, packed or unpacked, than there is."""
    whole = _zip((NAME, (PEOPLE + DANA * 5_000).encode()))
    at = whole.index(b"PK\x01\x02") + lots.choice((20, 24))
    whole[at : at + 4] = struct.pack("<I", lots.choice((0, 1, 10, 2**31, 2**32 - 1)))
    return bytes(whole)


def _bomb(lots: Lots) -> bytes:
    """Half a gigabyte in half a megabyte, in one file or in several."""
    size = 512 * 1024 * 1024
    parts = lots.choice((1, 16))
    names = [f"Connections{number}.csv" for number in range(parts)]
    filler = lots.choice((b"\0", b"a", b",", b"\n", b'"'))
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            with archive.open(name, "w") as member:
                for _ in range(size // parts // 1_048_576):
                    member.write(filler * 1_048_576)
    return whole.getvalue()


def _overlapping(lots: Lots) -> bytes:
    """Many entries of one and the same data, which is large."""
    whole = _zip((NAME, (PEOPLE + DANA * 100_000).encode()))
    start = whole.index(b"PK\x01\x02")
    entry, end = whole[start:-22], whole[-22:]
    times = lots.choice((100, 5_000))
    end[8:12] = struct.pack("<HH", times, times)
    end[12:16] = struct.pack("<I", len(entry) * times)
    return bytes(whole[:start] + entry * times + end)


def _crowded(lots: Lots) -> bytes:
    """Hundreds of thousands of entries."""
    entry = _zip(("a", b""))
    start = entry.index(b"PK\x01\x02")
    one, end = entry[start:-22], entry[-22:]
    end[8:12] = struct.pack("<HH", 65535, 65535)
    times = lots.choice((65_535, 1_000_000))
    end[12:16] = struct.pack("<I", len(one) * times)
    return bytes(entry[:start] + one * times + end)


def _outside(lots: Lots) -> bytes:
    names = ("../../evil/", "/etc/", "C:\\", "..\\..\\", "a/../../", "\x1b[31m/", "~/", "//x/")
    return bytes(
        _zip(
            *((f"{name}{NAME}", (PEOPLE + DANA).encode()) for name in names),
            *((f"{name}id_rsa", b"evil") for name in names),
        )
    )


def _linked(lots: Lots) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        info = zipfile.ZipInfo(NAME)
        info.external_attr = 0o120777 << 16
        archive.writestr(info, lots.choice(("/etc/passwd", "/dev/zero", "../../store.json")))
    return whole.getvalue()


def _encrypted(lots: Lots) -> bytes:
    whole = _sound()
    whole[6] |= 1
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    return bytes(whole)


def _cut(lots: Lots) -> bytes:
    whole = bytes(_sound())
    return whole[: lots.randrange(5, len(whole))]


def _flipped(lots: Lots) -> bytes:
    whole = _sound()
    for _ in range(lots.randrange(1, 6)):
        whole[lots.randrange(4, len(whole))] = lots.randrange(256)
    return bytes(whole)


def _nested(lots: Lots) -> bytes:
    inner = bytes(_sound())
    for number in range(50):
        inner = bytes(_zip((f"{number}.zip", inner), (NAME, PEOPLE.encode())))
    return inner


# --- tables ------------------------------------------------------------------------------------


def _wide(lots: Lots) -> bytes:
    """A million columns, in the header or under it."""
    columns = "," * 1_000_000
    return lots.choice((columns, PEOPLE + columns, PEOPLE[:-1] + columns)).encode() + b"\n"


def _long(lots: Lots) -> bytes:
    """One line of a hundred megabytes, or of nearly as many as a file may have."""
    size = lots.choice((100, 31)) * 1_000_000
    filler = lots.choice(("x", ",", '"', " ", "x,", '"",'))
    return (PEOPLE + filler * (size // len(filler))).encode()


def _unclosed(lots: Lots) -> bytes:
    rows = '"' + DANA * lots.choice((10, 200_000))
    return (PEOPLE + rows + ('"' + DANA) * lots.choice((3, 50_000))).encode()


def _nuls(lots: Lots) -> bytes:
    return (PEOPLE + DANA).replace("a", "\0a\0").encode() + b"\0" * lots.choice((10, 10_000_000))


def _encoded(lots: Lots) -> bytes:
    text = PEOPLE + DANA.replace("Dana", "Dáñä 漢") * 1_000
    how = lots.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "latin-1", "cp037"))
    return text.encode(how, "replace")


def _broken_letters(lots: Lots) -> bytes:
    rows = [bytes(lots.randrange(256) for _ in range(60)) + b"\n" for _ in range(200)]
    stray = lots.choice((b"\xff" * 20_000_000, b"\xc3(" * 1_000, b"\xed\xa0\x80" * 1_000))
    return PEOPLE.encode() + b"".join(rows) + stray


def _dates(lots: Lots) -> bytes:
    """Days that there are not, and numbers of thousands of digits."""
    dates = ("0/0/0", "01 Jan 0000", "01 Jan 99999", "31 Feb 2024", "2024-02-31", "1/1/1",
             "9" * 10_000, "-1", "1e400", "01 Jan 10000", "12/31/9999, 11:59 PM", "0001-01-01",
             "01 Jan 1970 99:99:99", "3/24/23, 4:11 PM +9999", "٣/٣/٢٠٢٤", "\x1b[31m")  # fmt: skip
    rows = [f'"{day}",,,Halden,VP,https://x.example/{n},r,a\n' for n, day in enumerate(dates)]
    people = [f'Dana,S,https://x.example/{n},,M,Recruiter,"{day}"\n' for n, day in enumerate(dates)]
    return ((APPLIED + "".join(rows)) if lots.random() < 0.5 else PEOPLE + "".join(people)).encode()


def _words(lots: Lots) -> bytes:
    """Hostile text in every column."""
    cells = ['"' + text.replace('"', '""') + '"' for text in HOSTILE.values()]
    rows = [
        ",".join([cell, cell, f"https://x.example/{n}", cell, cell, "Recruiter", "01 Mar 2024"])
        for n, cell in enumerate(cells)
    ]
    jobs = [",".join(['"3/24/23, 4:11 PM"', *[cell] * 7]) for cell in cells]
    told = PEOPLE + "\n".join(rows) if lots.random() < 0.5 else APPLIED + "\n".join(jobs)
    return told.encode("utf-8", "surrogatepass")


def _rows(lots: Lots) -> bytes:
    """More rows than anybody knows people."""
    return (PEOPLE + lots.choice(("\n", ",\n", "a,b\n", DANA[:20] + "\n")) * 1_500_000).encode()


# --- stores and settings -----------------------------------------------------------------------


def _deep(lots: Lots) -> bytes:
    """JSON of a hundred thousand levels, as a document, in one, or as the whole file."""
    deep = lots.choice(("[", '{"a":')) * 100_000
    return lots.choice((
        deep, '{"agencies":{"1":{"id":"a","x":' + deep,
        '{"agencies":{"1":{"id":"a","name":"A","x":' + "[" * 100_000 + "]" * 100_000 + "}}}",
        '{"agencies":{"1":' + "[" * 100_000 + "]" * 100_000 + "}}",
    )).encode()  # fmt: skip


def _numbers(lots: Lots) -> bytes:
    number = lots.choice(("9" * 10_000, "-" + "9" * 10_000, "1e999999", "0." + "1" * 100_000))
    name = lots.choice(("priority", "x", "created", "format"))
    return f'{{"agencies":{{"1":{{"id":"a","name":"A","{name}":{number}}}}}}}'.encode()


def _years(lots: Lots) -> bytes:
    day = lots.choice(("0000-01-01", "99999-01-01", "2026-02-31", "0001-01-01", "9999-12-31",
                       "-001-01-01"))  # fmt: skip
    moment = f"{day}T00:00:00Z"
    return (
        f'{{"ads":{{"1":{{"id":"a","role":"A","closes":"{day}","created":"{moment}"}}}},'
        f'"interviews":{{"1":{{"id":"i","company":"K","starts":"{moment}","zone":"Asia/Tokyo"}}}},'
        f'"activities":{{"1":{{"id":"l","at":"{moment}","about":["a"]}}}}}}'
    ).encode()


def _settings(lots: Lots) -> bytes:
    return lots.choice((
        "a" + ".a" * 50_000 + " = 1", "theme = " + "[" * 100_000, "mouse = " + "9" * 10_000,
        "mouse = 0x" + "f" * 50_000, "x = '''\n[" + " " * 90_000 + "'''", 'store = "a\\u0000b"',
        "\n".join(f"a{n} = 1" for n in range(5_000)), "zone = '../../etc/passwd'",
        "theme = '\x1b[31m'", "\0", "=" * 99_999, "[keys]\n" + "q = '\\u202e'\n" * 2,
    )).encode()  # fmt: skip


# --- making them -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Kind:
    """A kind of hostile file: what makes it, as what it is given to the program, and its name."""

    make: Callable[[Lots], bytes]
    given: str = "import"
    name: str = f"given-{NAME}"


KINDS: Final = (
    *(Kind(make) for make in (_lying, _overlapping, _outside, _linked, _encrypted, _cut)),
    *(Kind(make) for make in (_flipped, _nested, _wide, _unclosed, _nuls, _encoded, _dates)),
    *(Kind(make) for make in (_words, _broken_letters)),
    *(Kind(make, "store") for make in (_deep, _numbers, _years)),
    Kind(_settings, "settings"),
    Kind(hostile_files.cards, "import", "given.vcf"),
    Kind(hostile_files.sheets, "import", "jobs.csv"),
    Kind(hostile_files.own_tables, "import", "own.csv"),
    Kind(hostile_files.invitations, "import", "given.ics"),
    Kind(hostile_files.kept, "import", "given.json"),
    *(Kind(make) for make in (_bomb, _crowded, _long, _rows)),
)


def files(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Read one hostile file after the other, each in a program and a home of its own."""
    lots = Lots(seed)
    for number in range(tries):
        kind = KINDS[number % len(KINDS)]
        with tempfile.TemporaryDirectory(dir=folder) as home:
            yield _read(kind, kind.make(lots), Path(home))


def _read(kind: Kind, data: bytes, home: Path) -> str:
    name = kind.make.__name__.strip("_")
    words = _placed(kind, data, home)
    before = _files(home)
    ended = run(words, home)
    if ended.loss:
        return f"{name}: {ended.loss}"
    new = {path for path in _files(home) - before if not path.startswith(("data", "state"))}
    return f"{name}: {min(new)} was written" if new else ""


def _placed(kind: Kind, data: bytes, home: Path) -> list[str]:
    """Put the file where it belongs; the words of the command that reads it."""
    if kind.given == "settings":
        path = home / "config" / "jobsearch-tui" / "config.toml"
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
        return ["today"]
    path = home / ("given.zip" if data.startswith(b"PK") else kind.name)
    path.write_bytes(data)
    if kind.given == "store":
        return ["--store", str(path), "show", "a"]
    return ["import", "--all-connections", str(path)]


@dataclass(frozen=True)
class Ended:
    """How a program ended; ``loss`` says what was wrong with it, or nothing."""

    status: int
    out: str
    err: str
    seconds: float
    megabytes: float
    loss: str


def run(words: list[str], home: Path, memory: int = MEMORY, one_line: bool = True) -> Ended:
    """Run a command of the program within bounds, and judge what it said and took."""
    environ = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "TZ": "Europe/Paris",
        **{f"XDG_{name}_HOME": str(home / name.lower()) for name in ("DATA", "CONFIG", "STATE")},
    }
    out, err = home / "data.out", home / "data.err"
    with out.open("wb") as told, err.open("wb") as warned:
        begun = time.monotonic()
        child = subprocess.Popen(
            [sys.executable, "-m", "jobsearch_tui", *words],
            cwd=Path(__file__).parents[2],
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=warned,
            preexec_fn=lambda: _bound(memory),
        )
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    texts = [path.read_bytes().decode("utf-8", "replace") for path in (out, err)]
    seconds = used.ru_utime + used.ru_stime
    loss = _judged(child.returncode, *texts, seconds, one_line)
    return Ended(child.returncode, *texts, time.monotonic() - begun, used.ru_maxrss / 1000, loss)


def _bound(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (30, 30))


def _judged(status: int, out: str, err: str, seconds: float, one_line: bool) -> str:
    if status == -signal.SIGXCPU or seconds > PATIENCE:
        return f"it took {seconds:.0f} s of the processor"
    if status not in (0, 1, 2, 3):
        return f"it ended with {status}: {err[-200:]}"
    if "Traceback" in err or "in the program itself" in err:
        return f"a fault of the program: {err[-200:]}"
    if "was not saved" in err:
        return f"what was read could not be saved: {err[-200:]}"
    if one_line and status and err.count("\n") != 1:
        return f"{err.count(chr(10))} lines of error: {err[:200]!r}"
    if found := raw(out) or raw(err):
        return f"raw {found} was printed"
    return "" if max(map(len, err.split("\n"))) < 2_000 else "a sentence of thousands of characters"


def _files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}


ATTACKS = (
    Attack(
        "files", "input",
        "hostile archives, tables, cards, stores and settings, in 512 MB and a few seconds",
        560, 5, files,
    ),
)  # fmt: skip
