"""The contest: who judges what, what came of it, and how anybody can count it again. Knows no user and no database."""
