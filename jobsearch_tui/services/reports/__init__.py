"""Reports written out: as plain text, Markdown, HTML or CSV."""
