"""What we say: blocks of text with their conditions, labels and sources, as values. Pure; reading is in `sources`."""
