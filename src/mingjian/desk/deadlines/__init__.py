"""Deadlines 期限 of clues and cases in one list: reminders, extension, escalation, a calendar file."""
