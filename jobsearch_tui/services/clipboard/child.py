"""A program of its own: copies its standard input by pyperclip, and reads it back.

Exit status: 0 read back; 3 not the same when read back; 4 pyperclip knows no clipboard here.
It is run by its path and imports nothing of the package. In the app itself pyperclip would
be a danger: it hangs on a stalled display, reports success on a dead one, and lets xclip
print over the screen.
"""

import signal
import sys
import time

# xclip leaves before its other half, which goes on in the background, owns the selection.
PAUSES = (0.0, 0.03, 0.1, 0.3)
READ_BACK, DIFFERENT, NO_CLIPBOARD = 0, 3, 4


def main() -> int:
    """Copy standard input (UTF-8) and return the exit status."""
    # The app blocks SIGHUP and SIGTERM, and a mask is inherited, by xclip as well.
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    import pyperclip

    text = sys.stdin.buffer.read().decode()
    try:
        pyperclip.copy(text)
        for seconds in PAUSES:
            time.sleep(seconds)
            if pyperclip.paste().replace("\r\n", "\n") == text:
                return READ_BACK
    except pyperclip.PyperclipException:
        return NO_CLIPBOARD
    return DIFFERENT


if __name__ == "__main__":
    sys.exit(main())
