"""A desk to test at: the real window over a real profile, and a small world of clients made by the services."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from app.services import cases, promises, quotes, records, visits

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from app.store.workspace import Workspace
    from ui.screens.base import Place, Screen
    from ui.window import Window

HOSTILE = '<img src="x"><b>Bold</b> & Sons {name} \'; DROP--'


class Desk:
    """The window, its lanes, and the few things a test does at it."""

    def __init__(self, bot: QtBot, workspace: Workspace) -> None:
        from ui import theme
        from ui.hub import Hub
        from ui.window import Window
        from ui.work import Work

        self.bot = bot
        self.workspace = workspace
        self.faults: list[BaseException] = []
        self.notices: list[str] = []
        self.hub = Hub()
        self.hub.fault.connect(self.faults.append)
        self.hub.notice.connect(lambda text, _: self.notices.append(text))
        self.work = Work(self.hub, workspace)
        self.window: Window = Window(self.work, self.hub, lambda *a, **k: [])
        self.look = theme.look()
        bot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()

    def go(self, place: Place) -> Any:
        """Open a place and wait until nothing is on its way."""
        self.window.go(place)
        self.settle()
        return self.screen

    @property
    def screen(self) -> Any:
        """The screen in sight."""
        shown: Screen | None = self.window.shown()
        assert shown is not None
        return shown

    def settle(self) -> None:
        """Wait until the lanes are idle and what they brought is shown; a fault of ours fails the test."""
        from PySide6.QtWidgets import QApplication

        for _ in range(6):
            for lane in self.work._lanes.values():
                lane.submit(lambda: None).result(20)
            QApplication.processEvents()
        if self.faults:
            raise self.faults[0]

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        self.bot.waitUntil(holds, timeout=5000)
        self.settle()

    def close(self) -> None:
        """Leave the window, finish the lanes; the workspace is closed by its own fixture."""
        self.settle()
        self.work._lanes.close(None)
        plain_look()


@pytest.fixture
def desk(qtbot: QtBot, workspace: Workspace) -> Iterator[Desk]:
    """The window over an empty profile, in the light scheme at 100 %."""
    from PySide6.QtWidgets import QApplication

    from app.language import use
    from ui import theme

    use("en")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if not app.property("dressed"):
        theme.dress(app, theme.Choice("light", "normal", 100))
        app.setProperty("dressed", True)
    plain_look()
    made = Desk(qtbot, workspace)
    yield made
    made.close()


def plain_look() -> None:
    """The light scheme at 100 %; dressing every window anew only where a test changed it."""
    from ui import theme

    if theme.look().choice != theme.Choice("light", "normal", 100):
        theme.look().choose(scheme="light", density="normal", zoom=100)


def add(workspace: Workspace, kind: str, **values: Any) -> str:
    """Add one record."""
    found: str = workspace.do("Add", records.add, kind, values).value
    return found


def clock(hour: int, minute: int = 0, days: int = 0) -> datetime:
    """An hour of a day counted from today, on this machine's clock."""
    here = datetime.now().astimezone()
    return here.replace(hour=hour, minute=minute, second=0, microsecond=0) + timedelta(days=days)


@pytest.fixture
def office(workspace: Workspace) -> dict[str, str]:
    """Three clients with people, a visit today and one tomorrow, promises, a case, a quote, a past call."""
    known = _clients(workspace)
    return known | _calendar(workspace, known) | _papers(workspace, known)


def _clients(workspace: Workspace) -> dict[str, str]:
    balkan = add(
        workspace, "accounts", name="Balkan Parts OOD", type="customer", stage="negotiating", tier="key",
        city="Plovdiv", country="BG", phone="+359 32 555 0142", email="office@balkan-parts.example",
        street="Maritsa 12", web="balkan-parts.example", industry="Machinery", currency="EUR",
    )  # fmt: skip
    aegean = add(
        workspace,
        "accounts",
        name="Μύλοι Αιγαίου ΑΕ",
        type="customer",
        stage="presented",
        city="Χίος",
        country="GR",
    )
    hostile = add(workspace, "accounts", name=HOSTILE, city="<i>Bari</i>", country="IT")
    elena = add(
        workspace, "contacts", name="Elena Ivanova", account_id=balkan, job="Technical director",
        buying_role="decision_maker", is_key_player=True, phone="+359 32 555 0143", email="elena@balkan-parts.example",
    )  # fmt: skip
    add(
        workspace,
        "contacts",
        name="Petar Dimitrov",
        account_id=balkan,
        job="Purchasing",
        buying_role="evaluator",
    )
    return {"balkan": balkan, "aegean": aegean, "hostile": hostile, "elena": elena}


def _calendar(workspace: Workspace, known: dict[str, str]) -> dict[str, str]:
    do, today = workspace.do, date.today()
    balkan, aegean = known["balkan"], known["aegean"]
    hotel = {"type": "task", "subject": "Book the hotel", "state": "planned", "due_on": today.isoformat()}
    past = {"type": "call", "subject": "Call with Petar Dimitrov", "text": "Asks for 60 days."}
    return {
        "visit": do(
            "Plan", visits.plan_visit, balkan, "Spare parts contract", clock(11, 30), place="Their office",
            ask="A yes to the frame contract", contacts=[known["elena"]],
        ).value,
        "later": do("Plan", visits.plan_visit, aegean, "Line 2", clock(10, 0, 1), place="Χίος").value,
        "mine": do("Promise", promises.make_promise, "Send the price list", balkan, due_on=today).value,
        "late": do(
            "Promise", promises.make_promise, "Name a reference", aegean, due_on=today - timedelta(days=3)
        ).value,
        "task": do("Task", promises.log_activity, None, hotel).value,
        "call": do(
            "Call", promises.log_activity, balkan, past | {"starts_at": clock(10, 20, -4).isoformat()}
        ).value,
    }  # fmt: skip


def _papers(workspace: Workspace, known: dict[str, str]) -> dict[str, str]:
    case = workspace.do("Case", cases.open_case, "Late delivery PO-1182", known["balkan"]).value
    quote = workspace.do("Quote", quotes.make_quote, known["balkan"], "Spare parts 2027").value
    line = {"name": "Seal", "quantity": Decimal(3), "price": Decimal("12.50"), "tax_rate": Decimal(20)}
    workspace.do("Line", quotes.add_quote_line, quote, **line)
    return {"case": case, "quote": quote}


def texts_of(widget: QWidget) -> str:
    """Everything the labels and buttons below a widget say, in sight."""
    from PySide6.QtWidgets import QAbstractButton, QLabel

    parts = [w.text() for w in widget.findChildren(QLabel) if w.isVisible()]
    parts += [w.text() for w in widget.findChildren(QAbstractButton) if w.isVisible()]
    return "\n".join(parts)


def nameless(widget: QWidget) -> list[str]:
    """Controls the keyboard reaches that a screen reader has no name for."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QWidget

    found: list[str] = []
    for each in widget.findChildren(QWidget):
        if each.focusPolicy() == Qt.FocusPolicy.NoFocus or not each.isVisible() or each.focusProxy():
            continue
        heard = QAccessible.queryAccessibleInterface(each)
        if heard is None or not heard.text(QAccessible.Text.Name):
            found.append(f"{type(each).__name__} {each.objectName()}")
    return found


def child(parent: QObject, kind: type[Any], name: str) -> Any:
    """The one visible widget of a class with an accessible name."""
    found = [w for w in parent.findChildren(kind) if w.accessibleName() == name and w.isVisible()]
    assert len(found) == 1, f"{name}: {len(found)} of {kind.__name__}"
    return found[0]
