"""One window per profile: a second start hands over its file and raises the first."""

import hashlib
import json
import os
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

PATIENCE_MS = 1500


def address(folder: str) -> str:
    """The local name of a profile's window: of this user, of this folder."""
    path = os.path.realpath(folder)
    return "rapport-" + hashlib.sha256(path.encode()).hexdigest()[:24]


def hand_over(folder: str, what: str) -> bool:
    """Tell the first window to come up and open `what`; False when it does not answer."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(address(folder))
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    socket.write(json.dumps({"open": what}).encode() + b"\n")
    socket.flush()
    told = socket.waitForBytesWritten(PATIENCE_MS)
    socket.disconnectFromServer()
    return told


class Door(QObject):
    """Where second starts knock; `knocked` gets the file or address they bring ("" for none)."""

    def __init__(self, folder: str, knocked: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtNetwork import QLocalServer

        self._knocked = knocked
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # A crash may leave the name behind; the window lock says that nobody else is there.
        QLocalServer.removeServer(address(folder))
        self._server.newConnection.connect(self._let_in)
        self.open = self._server.listen(address(folder))

    def _let_in(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._read(socket))
        socket.disconnected.connect(socket.deleteLater)
        if socket.canReadLine():
            self._read(socket)

    def _read(self, socket: Any) -> None:
        if not socket.canReadLine():
            return
        try:
            said = json.loads(bytes(socket.readLine().data()).decode())
            what = str(said.get("open", ""))
        except (ValueError, AttributeError):
            return
        self._knocked(what)
