"""``completion``: what makes a shell complete the words of this program."""

from __future__ import annotations

import argparse

from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.output import PROGRAM, answer


def completion(desk: Desk, arguments: argparse.Namespace) -> int:
    """Print the lines for the shell that was named; they go into its start-up file."""
    from argcomplete.shell_integration import shellcode

    code = shellcode([PROGRAM], shell=arguments.shell)
    value = {"kind": "completion", "shell": arguments.shell, "code": code}
    answer(desk.output, arguments.json, value, code.splitlines())
    return 0
