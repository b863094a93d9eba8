"""docxtemplater and easy-template-x in an environment of their own, driven over a pipe: job in, milliseconds out."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

PACKAGES = ("docxtemplater@3", "pizzip@3", "easy-template-x@6")
DRIVER = Path(__file__).with_name("peers_js") / "driver.mjs"
INSTALL_SECONDS = 300


class NodePeers:
    """A Node process that renders documents with both peers. Use as a context manager."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> NodePeers:
        node, npm = shutil.which("node"), shutil.which("npm")
        if node is None or npm is None:
            raise FileNotFoundError("node and npm are needed for the Node peers")
        self._folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(DRIVER, self._folder / "driver.mjs")
        (self._folder / "package.json").write_text('{"private": true, "type": "module"}', encoding="utf-8")
        quiet = ("--no-audit", "--no-fund", "--silent")
        subprocess.run([npm, "install", *quiet, *PACKAGES], cwd=self._folder, check=True, timeout=INSTALL_SECONDS)
        self._process = subprocess.Popen(
            [node, "driver.mjs"],
            cwd=self._folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(timeout=10)

    def renderer(self, peer: str, template: Path, data: object, times: int) -> Callable[[], float]:
        """Return a call that renders `times` documents with a peer and returns the seconds of one."""
        job = json.dumps({"peer": peer, "template": str(template), "data": data, "times": times}, ensure_ascii=False)

        def run() -> float:
            assert self._process.stdin is not None and self._process.stdout is not None
            self._process.stdin.write(job + "\n")
            self._process.stdin.flush()
            answer = json.loads(self._process.stdout.readline())
            if "error" in answer:
                raise RuntimeError(f"{peer}: {answer['error']}")
            return float(answer["ms"]) / 1e3

        return run
