"""Files out: which documents to build, and writing them so that a good file is never lost."""
