"""Registry: the Django app that owns all lasting state of a workspace. Floor 3."""
