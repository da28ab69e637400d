"""Papers of a contest: score sheets, the summary of a type, certificates; as PDF and, for sheets, as Word."""
