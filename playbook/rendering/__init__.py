"""Text out: documents into HTML and PDF bytes. Nothing here writes a file."""
