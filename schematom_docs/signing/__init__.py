"""Signing: page codes and scans, electronic signatures. Judges, keeps no state. Floor 3."""
