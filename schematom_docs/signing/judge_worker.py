"""Files from outside judged in a process of their own: one that is endless, huge or deadly costs that process alone.

Adapter to `multiprocessing` (spawn, the same on every system).
"""

from __future__ import annotations

import hashlib
import multiprocessing
from multiprocessing.connection import Connection

from schematom_docs.signing.judging import Issue, Rules
from schematom_docs.signing.memory_limit import limit_memory
from schematom_docs.signing.uploads import judge_upload
from schematom_docs.signing.verdicts import Kind, Verdict

SECONDS = 60.0
MEMORY = 2 * 1024**3  # bytes
ENDLESS = "odczyt pliku trwał za długo"
DEADLY = "plik psuje program do odczytu"
TOO_LARGE = "odczyt pliku wymaga za dużo pamięci"


def judge_apart(data: bytes, issue: Issue, rules: Rules, *, seconds: float = SECONDS, memory: int = MEMORY) -> Verdict:
    """Return what `judge_upload` returns; a file that breaks the limits is unreadable.

    rules.fingerprints has to be a function that a module names, for another process calls it.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_judge, args=(theirs, data, issue, rules, memory), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            return _unreadable(data, ENDLESS)
        verdict: Verdict = ours.recv()
        return verdict
    except EOFError:
        return _unreadable(data, DEADLY)
    finally:
        process.kill()
        process.join()
        ours.close()


def _judge(connection: Connection, data: bytes, issue: Issue, rules: Rules, memory: int) -> None:
    """Send the verdict."""
    limit_memory(memory)
    try:
        verdict = judge_upload(data, issue, rules)
    except MemoryError:
        verdict = _unreadable(data, TOO_LARGE)
    connection.send(verdict)


def _unreadable(data: bytes, reason: str) -> Verdict:
    return Verdict(Kind.UNREADABLE, hashlib.sha256(data).hexdigest(), reasons=(reason,))
