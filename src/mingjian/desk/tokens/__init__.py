"""Tokens by which other systems use the API in the name of a user."""
