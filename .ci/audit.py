"""Asks whether a vulnerability of a locked package is known, and says so in a line.

``python .ci/audit.py PIP-AUDIT LOCK…``: ends with 1 when one is known; where the service cannot
be reached, or does not know the packages, that is said and no failure.
"""

import json
import subprocess
import sys

LONGEST = 120
"""Seconds that the service may take."""


def main() -> int:
    """Ask about each lock file in turn."""
    program, *locks = sys.argv[1:]
    return max(asked(program, lock) for lock in locks)


def asked(program: str, lock: str) -> int:
    """Ask about one lock file."""
    words = [program, "--require-hashes", "--disable-pip", "--format", "json", "-r", lock]
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=LONGEST, check=False)
        packages = json.loads(done.stdout)["dependencies"]
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError):
        print(f"{lock}: the vulnerability service cannot be reached; nothing was audited.")
        return 0
    known = [package for package in packages if "vulns" in package]
    bad = [package for package in known if package["vulns"]]
    for package in bad:
        for one in package["vulns"]:
            fixed = ", ".join(one["fix_versions"]) or "nothing yet"
            print(f"{package['name']} {package['version']}: {one['id']}, mended in {fixed}")
    if not known:
        print(f"{lock}: the vulnerability service knows none of it; nothing was audited.")
        return 0
    print(f"{lock}: {len(known)} of {len(packages)} packages audited, {len(bad)} vulnerable.")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
