"""People: the command line. Results go to standard output, talk to standard error."""
