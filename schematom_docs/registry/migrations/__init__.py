"""Migrations of the registry, in order; made by Django and never edited after a release of the program."""
