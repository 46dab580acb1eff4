"""Giving a list out: as a workbook, a table, JSON, address cards or a calendar."""

from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QDialog, QFileDialog, QRadioButton, QWidget

from app.errors import RapportError
from app.language import N_, current, t
from ui import theme
from ui.lists import Rows
from ui.screens import entry
from ui.screens.base import House
from ui.widgets.basics import Button, Label, column, row
from ui.widgets.panels import Banner
from ui.work import sentence

FORMATS = (
    ("xlsx", N_("Excel workbook"), ()),
    ("csv", N_("Table (CSV)"), ()),
    ("json", "JSON", ()),
    ("vcf", N_("Address cards (vCard)"), ("accounts", "contacts")),
    ("ics", N_("Calendar (iCalendar)"), ("visits", "activities")),
)
FOLDER = "folder.export"
SIZE = (460, 440)


def open_dialog(window: Any) -> "ExportDialog":
    """Open for the list in sight."""
    screen = window.shown()
    place = window.place
    kinds = entry(place.screen).kinds if place is not None else ()
    kind = getattr(screen, "kind", "") or (place.kind if place else "") or next(iter(kinds), "accounts")
    model = getattr(screen, "model", None)
    numbers = [model.number(at) for at in range(model.rowCount())] if isinstance(model, Rows) else []
    dialog = ExportDialog(window.house, kind, numbers, window)
    dialog.show()
    return dialog


def about(workspace: Any, kind: str) -> tuple[str, int, str]:
    """What the kind is called, how many there are, and the folder written to last."""
    from app.records import kind as kind_named

    count = workspace.reader.value(
        f"SELECT count(*) FROM {kind_named(kind).__tablename__} WHERE deleted_at IS NULL"
    )
    return kind_named(kind).titles, int(count), str(workspace.preferences.recall(FOLDER, ""))


def give(workspace: Any, kind: str, format: str, path: str, which: Any) -> int:
    """Write the file, whole or not at all."""
    from app.interop.giving import give_out

    count = give_out(workspace, kind, format, path, which)
    workspace.preferences.remember(FOLDER, str(Path(path).parent))
    return count


class ExportDialog(QDialog):
    """Which records, in which form."""

    def __init__(self, house: House, kind: str, numbers: list[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.house, self.kind, self.numbers = house, kind, numbers
        self._title, self._folder = kind, ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(t("Export"))
        self._build()
        self.resize(theme.px(SIZE[0]), theme.px(SIZE[1]))
        house.work.document(about, kind, then=self._know, failed=self._refused, owner=self)

    def _build(self) -> None:
        self.banner = Banner()
        self.heading = Label("", "heading", wrap=True)
        self.shown, self.all = QRadioButton(), QRadioButton()
        self.shown.setVisible(bool(self.numbers))
        (self.shown if self.numbers else self.all).setChecked(True)
        which = QButtonGroup(self)
        which.addButton(self.shown)
        which.addButton(self.all)
        self.forms = QButtonGroup(self)
        forms = column(gap=4)
        for name, title, kinds in FORMATS:
            if kinds and self.kind not in kinds:
                continue
            button = QRadioButton(t(title))
            button.setObjectName(name)
            button.setChecked(name == "xlsx")
            self.forms.addButton(button)
            forms.addWidget(button)
        note = Label(
            t("Internal notes and costs are included. Texts never become formulas."),
            "small",
            "text-2",
            wrap=True,
        )
        self.go = Button(t("Save as…"), "download", "primary", self._ask)
        self.go.setDefault(True)
        foot = row(1, Button(t("Cancel"), kind="quiet", clicked=self.reject), self.go, gap=8)
        whole = column(
            self.heading, self.banner, self.shown, self.all, Label(t("As"), "small-strong", "text-2"), gap=8,
            margins=(24, 16, 24, 16),
        )  # fmt: skip
        whole.addLayout(forms)
        whole.addWidget(note)
        whole.addStretch(1)
        whole.addLayout(foot)
        self.setLayout(whole)

    def _know(self, found: tuple[str, int, str]) -> None:
        title, count, self._folder = found
        self._title = t(title)
        self.heading.setText(t("Export: {what}", what=self._title))
        shown = current().number(len(self.numbers))
        self.shown.setText(t("The list as it is shown ({count})", count=shown))
        self.all.setText(t("All of them ({count})", count=current().number(count)))
        if len(self.numbers) == count:
            self.shown.hide()
            self.all.setChecked(True)
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def form(self) -> str:
        """The ending of the chosen form."""
        button = self.forms.checkedButton()
        return button.objectName() if button is not None else "xlsx"

    def _ask(self) -> None:
        form = self.form()
        start = str(Path(self._folder or Path.home()) / f"{self._title}.{form}")
        path, _ = QFileDialog.getSaveFileName(self, t("Export"), start, f"*.{form}")
        if path:
            self.write(path if path.lower().endswith(f".{form}") else f"{path}.{form}")

    def write(self, path: str) -> None:
        """Write the chosen records to a file."""
        form = self.form()
        which: Any = self.numbers if self.shown.isChecked() and self.numbers else {}
        self.go.setEnabled(False)
        self.banner.say(t("Writing…"), "info")
        self.house.work.document(
            give, self.kind, form, path, which,
            then=lambda count: self._written(path, count), failed=self._refused, owner=self,
        )  # fmt: skip

    def _written(self, path: str, count: int) -> None:
        name = Path(path).name
        self.house.hub.tell(
            current().plural(
                count, "{count} record written to {name}", "{count} records written to {name}", name=name
            )
        )
        self.accept()

    def _refused(self, error: Exception) -> None:
        self.go.setEnabled(True)
        self.banner.say(sentence(cast(RapportError, error)), "danger")
