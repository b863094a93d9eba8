"""The handbook for coordinators: what it says is what the program does."""
