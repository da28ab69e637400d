"""The command line 命令行: one file a noun; `main.run` is the program, everything else is said in tables."""
