"""Driving Chromium over its DevTools protocol, through a pipe: no driver, no port, nothing to install but the browser."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--remote-debugging-pipe",
)  # fmt: skip
PATIENCE = 30.0
"""Seconds to wait for an answer."""

# The browser reads commands from file descriptor 3 and writes to 4, whatever numbers our pipes have.
_PLACE_PIPES = """
import fcntl, os, sys
read, write = (fcntl.fcntl(int(one), fcntl.F_DUPFD, 10) for one in sys.argv[1:3])
os.dup2(read, 3)
os.dup2(write, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
KEYS = {
    "Tab": (9, "Tab", ""),
    "Enter": (13, "Enter", "\r"),
    " ": (32, "Space", " "),
}


def find_browser() -> str | None:
    """Return the path of a Chromium on this machine."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Browser:
    """One browser process; each page is a tab of it."""

    def __init__(self, executable: str, folder: Path) -> None:
        from_us, self._write = os.pipe()
        self._read, to_us = os.pipe()
        command = [executable, *FLAGS, f"--user-data-dir={folder}", "about:blank"]
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PLACE_PIPES, str(from_us), str(to_us), *command],
            pass_fds=(from_us, to_us),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(from_us)
        os.close(to_us)
        self._buffer = b""
        self._number = 0
        self.events: dict[str, list[tuple[str, dict[str, Any]]]] = {}
        """What each session was told, in order: the event and its parameters."""

    def call(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        """Send a command and return its result; events that come in between are kept."""
        self._number += 1
        number = self._number
        message: dict[str, Any] = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._write, data) :]
        while True:
            received = self.receive()
            if received.get("id") == number:
                assert "error" not in received, f"{method}: {received['error']}"
                return received["result"]

    def receive(self) -> dict[str, Any]:
        """Return the next message, and keep it when it is an event."""
        deadline = time.monotonic() + PATIENCE
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._read], [], [], max(0, deadline - time.monotonic()))
            chunk = os.read(self._read, 1 << 20) if ready else b""
            assert chunk, "the browser said nothing more"
            self._buffer += chunk
        line, _, self._buffer = self._buffer.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        if "method" in message:
            told = self.events.setdefault(message.get("sessionId", ""), [])
            told.append((message["method"], message["params"]))
        return message

    def close(self) -> None:
        """End the browser, if need be by force."""
        with suppress(AssertionError, OSError):
            self.call("Browser.close")
        os.close(self._write)
        os.close(self._read)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


class Tab:
    """One page in a context of its own, with everything heard that a page can be reproached with."""

    def __init__(self, browser: Browser, width: int, height: int = 900, *, scripts: bool = True):
        self._browser = browser
        self._context = browser.call("Target.createBrowserContext")["browserContextId"]
        target = browser.call(
            "Target.createTarget", url="about:blank", browserContextId=self._context
        )["targetId"]
        self._session = browser.call("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        for domain in ("Page", "Runtime", "Network", "Log", "Audits"):
            self.call(f"{domain}.enable")
        self.resize(width, height)
        if not scripts:
            self.call("Emulation.setScriptExecutionDisabled", value=True)

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self._browser.call(method, self._session, **parameters)

    def resize(self, width: int, height: int = 900) -> None:
        """Set the window, in CSS pixels; narrow ones are phones."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )

    def told(self, *methods: str) -> list[dict[str, Any]]:
        """Return the parameters of all events of these names."""
        heard = self._browser.events.get(self._session, [])
        return [parameters for method, parameters in heard if method in methods]

    def open(self, path: Path) -> Tab:
        """Open a file and wait until it is loaded with its fonts."""
        before = len(self.told("Page.loadEventFired"))
        self.call("Page.navigate", url=path.as_uri())
        while len(self.told("Page.loadEventFired")) == before:
            self._browser.receive()
        return self

    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression, awaited when it is a promise."""
        answer = self.call(
            "Runtime.evaluate",
            expression=expression,
            awaitPromise=True,
            returnByValue=True,
            userGesture=True,
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def allow_clipboard(self) -> None:
        """Let the page read what is on the clipboard, as if the window were in front."""
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)
        self._browser.call(
            "Browser.grantPermissions",
            browserContextId=self._context,
            permissions=["clipboardReadWrite", "clipboardSanitizedWrite"],
        )

    def press(self, key: str) -> None:
        """Press and release a key, with what a keyboard sends along."""
        code, name, text = KEYS[key]
        common = {"key": key, "code": name, "windowsVirtualKeyCode": code}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def pdf(self) -> bytes:
        """Return what the browser prints."""
        printed = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(printed["data"])

    def picture(self) -> bytes:
        """Return the whole page as PNG."""
        taken = self.call("Page.captureScreenshot", captureBeyondViewport=True)
        return base64.b64decode(taken["data"])

    def complaints(self) -> list[str]:
        """Return what the browser complained of: refused by the policy, failed, thrown."""
        logged = [one["entry"]["text"] for one in self.told("Log.entryAdded")]
        issues = [one["issue"]["code"] for one in self.told("Audits.issueAdded")]
        thrown = [one["exceptionDetails"]["text"] for one in self.told("Runtime.exceptionThrown")]
        return [*logged, *issues, *thrown]

    def requests(self) -> list[str]:
        """Return the addresses asked for, but for data inside the page."""
        urls = [one["request"]["url"] for one in self.told("Network.requestWillBeSent")]
        return [url for url in urls if not url.startswith("data:")]

    def close(self) -> None:
        self._browser.call("Target.disposeBrowserContext", browserContextId=self._context)
        self._browser.events.pop(self._session, None)
