"""The app in a browser, for when no terminal is at hand: served to this machine alone."""
