"""Case data goes in, a signed pack comes out, and nothing on the way is typed twice."""

__version__ = "0.1.0"
