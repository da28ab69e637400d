"""One reader a kind of file; each turns a table into Parquet of untouched text."""
