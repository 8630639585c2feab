"""Writing the next letters of a campaign to files, and logging them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from jobsearch_tui.domain.advice import caution_for
from jobsearch_tui.domain.campaigns import Campaign, next_batch
from jobsearch_tui.domain.in_play import doors
from jobsearch_tui.domain.records import Target
from jobsearch_tui.domain.text import one_line
from jobsearch_tui.errors import NotSavedError
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.services.letters import (
    SCRIPTS,
    Letter,
    draft_letters,
    to_ask,
    write_letters,
)
from jobsearch_tui.services.scripts import GAP, PLACEHOLDERS, Library, Script
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.dialogs.choose import Choose, Option
from jobsearch_tui.ui.dialogs.line import AskLine
from jobsearch_tui.value import dataclass

NAMED = 4
"""Companies that a question names before it says how many more there are."""


@dataclass(frozen=True)
class Batch:
    """The letters that could be written, and which of them are better left."""

    letters: tuple[Letter, ...]
    in_play: frozenset[str]

    @property
    def sound(self) -> tuple[Letter, ...]:
        """Those that lack nothing, to companies where the user is not in play yet."""
        return tuple(
            letter
            for letter in self.letters
            if not letter.missing and letter.target.id not in self.in_play
        )


async def write_batch(desk: Desk, campaign: Campaign, targets: Iterable[Target]) -> None:
    """Write the next letters, once the user has said what they need and how many it shall be."""
    if not desk.is_bare("Letters hold"):
        return
    chosen = next_batch(targets, desk.workspace.pace.batch)
    if not chosen:
        desk.tell(f"No company here waits for a letter: {desk.key('add')} lists some.", "warn")
        return
    library = await asyncio.to_thread(Library.load, desk.scripts_folder)
    name = SCRIPTS[campaign.kind]
    if name in library.damaged:  # never the shipped one in the place of the user's own words
        key = desk.key("copy-script")
        desk.tell(f"Your own {name} has a fault, so no letter was written: {key} shows it.", "bad")
        return
    script = library.get(name)
    if not await _ask_once(desk, script, chosen):
        desk.tell("No letter was written.")
        return
    batch = _batch(desk, script, chosen)
    letters = await desk.ask(_question(desk, campaign, batch))
    if letters:
        await _write(desk, campaign, letters)
    else:
        desk.tell("No letter was written.")


async def _ask_once(desk: Desk, script: Script, targets: Sequence[Target]) -> bool:
    """Ask for what no record tells and all letters share; whether the user went through it."""
    answers = desk.letters.answers
    names = to_ask(draft_letters(script, targets, desk.workspace, desk.now(), {}))
    for number, name in enumerate(names, 1):
        meaning = PLACEHOLDERS.get(name, name).partition(" (you are asked)")[0]
        text = await desk.ask(
            AskLine(
                f"{number} of {len(names)}, the same in all letters",
                text=answers.get(name, ""),
                hint=meaning,
                understand=partial(_means, meaning),
            )
        )
        if text is None:
            return False
        answers[name] = one_line(text)
    return True


def _means(meaning: str, typed: str) -> str:
    return meaning if typed.strip() else f"empty: a blank, {GAP}, in each letter"


def _batch(desk: Desk, script: Script, targets: Sequence[Target]) -> Batch:
    workspace, now = desk.workspace, desk.now()
    letters = draft_letters(script, targets, workspace, now, desk.letters.answers)
    known = doors(workspace, desk.today(), desk.here)
    return Batch(letters, frozenset(one.id for one in targets if known.cautions(one)))


def _question(desk: Desk, campaign: Campaign, batch: Batch) -> Choose[tuple[Letter, ...]]:
    sound, every = batch.sound, batch.letters
    options: list[Option[tuple[Letter, ...]]] = []
    if sound:
        options.append(Option("w", f"write {_letters(len(sound))}", sound))
    if len(sound) < len(every):
        words = f"write all {len(every)}, with {GAP} where something is missing"
        if not any(letter.missing for letter in every):
            words = f"write all {len(every)}, those too"
        options.append(Option("a", words, every))
    options.append(Option("n", "write none", ()))
    folder = desk.letters.folder_of(campaign.kind, desk.now())
    parts = (_folder_words(folder), *_left_out(batch), _too_many(desk, batch))
    question = "\n".join(filter(None, parts))
    return Choose("Write letters?", options, question=question)


def _too_many(desk: Desk, batch: Batch) -> str:
    """What is likely to happen if all these letters go out this week, where that is too much."""
    letters = batch.sound or batch.letters
    words = caution_for(desk.workspace, desk.now(), letters[0].target, len(letters))
    return f"▲ {words}" if words else ""


def _folder_words(folder: Path) -> str:
    return f"One file each, readable by you alone, in {short(folder)}."


def short(path: Path) -> str:
    """A path as people write it, from their home directory on."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def _left_out(batch: Batch) -> Iterable[str]:
    """What is lacking in which letters, and where the user is in play already."""
    lacking: dict[str, list[str]] = {}
    for letter in batch.letters:
        for name in letter.missing:
            lacking.setdefault(name, []).append(letter.target.company)
    for name, companies in lacking.items():
        meaning = PLACEHOLDERS.get(name, name).partition(" (you are asked)")[0]
        yield f"▲ Missing ({meaning}): {_named(companies, len(batch.letters))}."
    in_play = [one.target.company for one in batch.letters if one.target.id in batch.in_play]
    if in_play:
        yield f"▲ You are in play already, see the ▲ on each: {_named(in_play, 0)}."


def _named(companies: Sequence[str], every: int) -> str:
    if len(companies) == every and every > 1:
        return "in all of them"
    more = len(companies) - NAMED
    shown = ", ".join(companies[:NAMED])
    return f"{shown} and {more} more" if more > 0 else shown


def _letters(count: int) -> str:
    return "1 letter" if count == 1 else f"{count} letters"


async def _write(desk: Desk, campaign: Campaign, letters: Sequence[Letter]) -> None:
    """Write the files, then log them; when the disk refuses, nothing is logged."""
    now = desk.now()
    try:
        change, folder = await asyncio.to_thread(
            write_letters, desk.letters, letters, campaign, now, new_id
        )
    except NotSavedError as error:
        desk.tell(f"No letter was written and nothing logged. {error}", "bad")
        return
    words = f"Logged {_letters(len(letters))} ({desk.undoes} the log alone), in {short(folder)}"
    await desk.save(change, words)
