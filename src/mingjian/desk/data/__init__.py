"""Data of the agencies: received, mapped, imported as a job, looked after, mended, destroyed."""
