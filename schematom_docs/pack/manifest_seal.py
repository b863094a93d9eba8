"""The seal of a manifest that lies beside its files: a digest of its own text; no letter of it changes unseen."""

from __future__ import annotations

import json
from collections.abc import Mapping

from schematom_docs.pack.manifest import manifest_json, sha256

SEAL_KEY = "pieczec"


def sealed_manifest(manifest: Mapping[str, object]) -> bytes:
    """Return the manifest as JSON with the digest of what it is without that digest."""
    bare = {key: value for key, value in manifest.items() if key != SEAL_KEY}
    return manifest_json({**bare, SEAL_KEY: sha256(manifest_json(bare))})


def manifest_is_sealed(data: bytes) -> bool:
    """Return whether a manifest has a seal, whole or not."""
    return f'"{SEAL_KEY}"'.encode() in data


def manifest_is_whole(data: bytes) -> bool:
    """Return whether every byte of a sealed manifest is as it was sealed."""
    try:
        stated = json.loads(data.decode("utf-8"))
        return isinstance(stated, dict) and sealed_manifest(stated) == data
    except (ValueError, RecursionError):
        return False
