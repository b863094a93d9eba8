"""Tests of releases: numbers, transactions, files of released versions."""
