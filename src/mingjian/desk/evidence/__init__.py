"""Evidence guidance in the browser: packs, an office's layers over them, case files, their checks and papers."""
