"""What the window needs before the data are open: look, language, size. Holds nothing of a client."""

import json
import os
from dataclasses import asdict, dataclass, fields
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

FILE = "window.json"


@dataclass
class Session:
    """The last look and place of the window; anything unreadable counts as never saved."""

    scheme: str = "system"
    density: str = "normal"
    zoom: int = 100
    language: str = "en"
    left: int = -1
    top: int = -1
    width: int = 1366
    height: int = 768
    maximized: bool = False
    screen: str = "today"
    shape: str = ""


def load(folder: str) -> Session:
    """The session of a profile, or a fresh one."""
    try:
        with open(os.path.join(folder, FILE), encoding="utf-8") as file:
            found = json.load(file)
    except (OSError, ValueError):
        return Session()
    known = {f.name: type(f.default) for f in fields(Session)}
    if not isinstance(found, dict):
        return Session()
    kept: dict[str, Any] = {k: v for k, v in found.items() if k in known and type(v) is known[k]}
    return Session(**kept)


def save(folder: str, session: Session) -> None:
    """Keep the session; a full or read-only disk costs only the memory of the window."""
    path = os.path.join(folder, FILE)
    try:
        with open(path + ".new", "w", encoding="utf-8") as file:
            json.dump(asdict(session), file)
        os.replace(path + ".new", path)
    except OSError:
        return


def place_window(window: QMainWindow, session: Session) -> None:
    """Size and place as they were, on a screen that is still there."""
    screen = QGuiApplication.screenAt(QRect(session.left, session.top, session.width, 40).center())
    at_home = screen is not None and session.left >= 0
    free = (screen or QGuiApplication.primaryScreen()).availableGeometry()
    width = min(max(session.width, window.minimumWidth()), max(free.width(), window.minimumWidth()))
    height = min(max(session.height, window.minimumHeight()), max(free.height(), window.minimumHeight()))
    window.resize(width, height)
    if at_home:
        left = max(free.left(), min(session.left, free.right() - width + 1))
        top = max(free.top(), min(session.top, free.bottom() - height + 1))
        window.move(left, top)


def remember_window(window: QMainWindow, session: Session, choice: Any, screen: str) -> None:
    """Note size, place, look and section for the next start."""
    frame = window.normalGeometry()
    session.maximized = window.isMaximized()
    session.left, session.top = max(0, frame.x()), max(0, frame.y())
    session.width, session.height = frame.width() or window.width(), frame.height() or window.height()
    session.scheme, session.density, session.zoom = choice.scheme, choice.density, choice.zoom
    session.screen = screen
