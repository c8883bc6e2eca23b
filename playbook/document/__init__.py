"""Documents as values: what stands on each page, ready to be laid out. Pure; the texts in them are still to be filled in."""
