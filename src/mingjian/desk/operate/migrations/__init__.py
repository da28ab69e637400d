"""Migrations of the tables of running the desk."""
