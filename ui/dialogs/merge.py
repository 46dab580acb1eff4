"""Merging two records: field by field where they differ, one undo brings both back."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QDialog, QDialogButtonBox, QGridLayout, QRadioButton, QSizePolicy

from app.errors import RapportError
from app.language import t
from ui import theme
from ui.dialogs.owner import window_of
from ui.forms.generic import fields_of, read_record
from ui.screens.base import House
from ui.screens.record_words import shown
from ui.widgets.basics import Button, ElidedLabel, Label, column, holder, plain_tip, scrolled
from ui.widgets.links import LinkPicker
from ui.widgets.panels import Banner
from ui.work import sentence

SKIPPED = frozenset({"merged_into_id", "stage_since", "is_verified", "verified_on"})
SIZE = (760, 620)


def open_merge(
    house: House, kind: str, keep: str, lose: str = "", typed: Mapping[str, Any] | None = None
) -> "MergeDialog":
    """Merge `lose` (or values just typed) into `keep`."""
    dialog = MergeDialog(house, kind, keep, lose, typed)
    dialog.show()
    return dialog


def pick_and_merge(house: House, kind: str, keep: str, name: str) -> QDialog:
    """Ask which record is the same as this one, then merge that one into it."""
    dialog = QDialog(window_of(house))
    dialog.setWindowTitle(t("Merge with another account"))
    dialog.setModal(True)
    picker = LinkPicker(house.work, kind)
    picker.setAccessibleName(t("The other account"))

    def go_on() -> None:
        other = picker.value()
        if other and other != keep:
            dialog.accept()
            open_merge(house, kind, keep, other)

    picker.changed.connect(lambda _: go_on())
    says = t("Which account is the same as {name}? It will become part of it.", name=name)
    cancel = Button(t("Cancel"), "", "quiet", dialog.reject)
    dialog.setLayout(
        column(Label(says, "body", wrap=True), picker, 1, cancel, gap=12, margins=(24, 16, 24, 16))
    )
    dialog.resize(theme.px(460), theme.px(380))
    dialog.show()
    picker.field.setFocus()
    return dialog


class MergeDialog(QDialog):
    """What differs, side by side, with a choice for each field."""

    def __init__(
        self, house: House, kind: str, keep: str, lose: str, typed: Mapping[str, Any] | None
    ) -> None:
        super().__init__(window_of(house))
        self.house, self.kind, self.keep, self.lose = house, kind, keep, lose
        self._typed = dict(typed or {})
        self.groups: dict[str, QButtonGroup] = {}
        self.setModal(True)
        self.setWindowTitle(t("Merge"))
        self.banner = Banner()
        self.says = Label("", "body", wrap=True)
        self.filled = Label("", "small", "text-2", wrap=True)
        self.grid = QGridLayout()
        theme.space(self.grid, (0, 0, 0, 0), 12)
        self.verb = Button(t("Merge"), "layers", "primary", self.merge)
        self.verb.setEnabled(False)
        self._build()
        house.work.read(
            ask_both, kind, keep, lose, self._typed, then=self._show, failed=self._refused, owner=self
        )

    def _build(self) -> None:
        buttons = QDialogButtonBox()
        buttons.addButton(self.verb, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = Button(t("Cancel"), "", "quiet", self.reject)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        table = column(self.grid, self.filled, 1, gap=16)
        whole = column(
            self.banner, self.says, scrolled(holder(table)), buttons, gap=12, margins=(24, 16, 24, 16)
        )
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.grid.setColumnStretch(1, 1)
        self.grid.setColumnStretch(2, 1)
        window = self.parentWidget()
        width, height = theme.px(SIZE[0]), theme.px(SIZE[1])
        if window is not None:
            width, height = min(width, window.width() - 32), min(height, window.height() - 32)
        self.resize(width, height)

    def _show(self, found: tuple[list[Any], dict[str, Any], dict[str, Any]]) -> None:
        declared, ours, theirs = found
        mine, other = str(ours.get("name") or ""), str(theirs.get("name") or "")
        self.says.setText(
            t(
                "{other} becomes part of {name}. Its visits, orders, papers and people move along; "
                "undo brings both back.", other=other, name=mine,
            )
            if self.lose
            else t("What you typed is added to {name}. Choose where the two differ.", name=mine)
        )  # fmt: skip
        for place, title in enumerate(
            (t("What stays"), t("The other one") if self.lose else t("What you typed")), 1
        ):
            self.grid.addWidget(Label(title, "small-strong", "text-2"), 0, place)
        filled = []
        for field in declared:
            if field.name in SKIPPED or field.type == "json":
                continue
            left, right = _text(self.kind, field, ours), _text(self.kind, field, theirs)
            if left == right or not right:
                continue
            if not left or ours.get(field.name) is False:
                filled.append(t(field.label))
            else:
                self._row(field, left, right)
        if filled:
            self.filled.setText(t("Filled in where nothing was known: {fields}", fields=", ".join(filled)))
        if not self.groups:
            self.grid.addWidget(
                Label(t("The two differ in nothing that has to be chosen."), "body", "text-2", True), 0, 0
            )
        self.verb.setEnabled(True)
        self.verb.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, field: Any, left: str, right: str) -> None:
        at = self.grid.rowCount()
        group = QButtonGroup(self)
        self.groups[field.name] = group
        self.grid.addWidget(ElidedLabel(t(field.label), "small", "text-2"), at, 0)
        self.grid.setColumnMinimumWidth(0, theme.px(132))
        for place, (choice, text) in enumerate((("keep", left), ("lose", right)), 1):
            button = Option(text, f"{t(field.label)}: {text}")
            button.setObjectName(choice)
            button.setChecked(choice == "keep")
            group.addButton(button)
            self.grid.addWidget(button, at, place)

    def choices(self) -> dict[str, str]:
        """Field by field: keep or lose."""
        chosen = {name: group.checkedButton() for name, group in self.groups.items()}
        return {name: button.objectName() for name, button in chosen.items() if button is not None}

    def merge(self) -> None:
        """Merge as chosen, as one step."""
        self.verb.setEnabled(False)
        self.house.work.write(
            t("Merge"), merge_records, self.kind, self.keep, self.lose, self._typed, self.choices(),
            then=lambda _: self._merged(), failed=self._refused, owner=self, notice=t("Merged into one"),
        )  # fmt: skip

    def _merged(self) -> None:
        from ui.screens.base import Place

        self.accept()
        self.house.go(Place("accounts", self.keep, self.kind))

    def _refused(self, error: Exception) -> None:
        self.verb.setEnabled(bool(self.groups))
        if isinstance(error, RapportError):
            self.banner.say(sentence(error), "danger")


class Option(QRadioButton):
    """One of two values; what does not fit ends in … and is told in the tooltip."""

    def __init__(self, text: str, says: str) -> None:
        super().__init__()
        self._whole = text
        self.setAccessibleName(says)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(theme.px(120))

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        room = self.width() - theme.px(36)
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(cut.replace("&", "&&"))
        self.setToolTip(plain_tip(self._whole) if cut != self._whole else "")


def _text(kind: str, field: Any, values: Mapping[str, Any]) -> str:
    if field.link:
        return str(values.get("links", {}).get(field.name, ""))
    value = values.get(field.name)
    return "" if value in (None, "", False) else " ".join(shown(kind, field, value).split())


def ask_both(
    reader: Any, kind: str, keep: str, lose: str, typed: Mapping[str, Any]
) -> tuple[list[Any], dict[str, Any], dict[str, Any]]:
    """The declared fields and both records; the typed values stand for the second where there is none."""
    other = read_record(reader, kind, lose) if lose else dict(typed)
    return fields_of(reader, kind), read_record(reader, kind, keep), other


def merge_records(
    session: Any, kind: str, keep: str, lose: str, typed: Mapping[str, Any], choices: Mapping[str, Any]
) -> Any:
    """Merge two records, or add typed values to one."""
    from app.services import merging, records

    if lose:
        verb: Callable[..., Any] = merging.merge_accounts if kind == "accounts" else merging.merge_contacts
        return verb(session, keep, lose, choices)
    now = read_record(session.reader, kind, keep)
    known = {name: choice for name, choice in choices.items() if name in typed}
    return records.change(session, kind, keep, _taken(kind, now, typed, known))


def _taken(
    kind: str, now: Mapping[str, Any], typed: Mapping[str, Any], choices: Mapping[str, Any]
) -> dict[str, Any]:
    from app.services.merging import merged_values

    changed = merged_values(kind, now, typed, choices)
    return {name: value for name, value in changed.items() if name in typed}
