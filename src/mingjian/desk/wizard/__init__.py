"""The set-up wizard: the first page of a desk that has nobody yet, once, behind a code from the terminal."""
