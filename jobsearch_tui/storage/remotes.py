"""Addresses of remotes: which are folders, which look public, and what may be shown of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_HOSTS: Final = (
    *("github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "sr.ht", "gitee.com"),
    *("sourceforge.net", "azure.com", "visualstudio.com", "gitea.com", "notabug.org"),
)
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*)://(?:[^/]*@)?([^/:]*)", re.IGNORECASE)
_SCP: Final = re.compile(r"(?:[^@/:]+@)?([^/:]+):")


_SECRET: Final = re.compile(r"\A(?!file:)([a-z][a-z0-9+.-]*://).*@", re.IGNORECASE | re.DOTALL)
_WEB: Final = re.compile(r"(https?://)(.*)", re.IGNORECASE | re.DOTALL)


def folder_of(url: str) -> Path | None:
    """The folder that an address names; None for one that is somewhere else."""
    if url.lower().startswith("file://"):
        return Path(url[len("file://") :])
    if _SCHEME.match(url) or _SCP.match(url):
        return None
    return Path(url)


def looks_public(url: str) -> bool:
    """Whether an address may well be open to everybody: on the web, or with a large host."""
    if folder_of(url) is not None:
        return False
    scheme = _SCHEME.match(url)
    name, host = (scheme[1].lower(), scheme[2].lower()) if scheme else ("ssh", _scp_host(url))
    if name in ("http", "https", "git"):
        return True
    return any(host == known or host.endswith(f".{known}") for known in _HOSTS)


def _scp_host(url: str) -> str:
    found = _SCP.match(url)
    return found[1].lower() if found else ""


def shown_address(url: str) -> str:
    """An address as it may be shown: without the name and the password in front of the machine.

    Up to the last ``@`` there is: a password may hold anything.
    """
    return _SECRET.sub(r"\1…@", url)


def without_user(url: str) -> str | None:
    """An address on the web without the name or password that is in it; None if there is none."""
    web = _WEB.fullmatch(url)
    if web is None or "@" not in web[2]:
        return None
    authority = web[2].partition("/")[0]
    port = authority.partition(":")[2]
    is_whole = "@" not in authority and (not port or port.isdecimal())
    return None if is_whole else f"{web[1]}{web[2].rpartition('@')[2]}"
