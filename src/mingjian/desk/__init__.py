"""The web workbench: the only part that knows HTTP, users and SQL."""
