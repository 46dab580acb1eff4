"""One product: what it is, its prices, its words in other languages, where it is used, all its fields."""

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QFrame, QTabWidget, QWidget

from app.errors import RapportError
from app.language import LANGUAGES, current, language, t
from ui import theme
from ui.forms.base import Form
from ui.forms.generic import GenericForm, add_record, change_record, delete_record
from ui.icons import pixmap
from ui.lists import Column, Fixed
from ui.screens import for_kind, product_tasks
from ui.screens.base import House, Place
from ui.screens.price_table import PriceTable
from ui.screens.record_words import choice_text, shown
from ui.views import Line, ListView
from ui.widgets.basics import (
    Button,
    ElidedLabel,
    IconButton,
    Label,
    column,
    holder,
    row,
    scrolled,
)
from ui.widgets.chips import Chip
from ui.widgets.fields import ChoiceBox, FormField, LongText, TextEdit
from ui.work import sentence

FACTS = (
    "number", "family_id", "unit", "pack", "minimum_quantity", "tax_rate", "delivery_days", "stock_note",
    "stock_quantity", "origin_country", "warranty_months", "replaced_by_id",
)  # fmt: skip


class Picture(QWidget):
    """A picture in its frame, or a pale sign where there is none."""

    def __init__(self, side: int = 160) -> None:
        super().__init__()
        self._image = QPixmap()
        self.setAccessibleName(t("Picture"))
        theme.fix(self, side, side)

    def show_image(self, image: QImage) -> None:
        """Show a picture; a null one takes it away."""
        self._image = QPixmap.fromImage(image) if not image.isNull() else QPixmap()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.setPen(theme.colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if self._image.isNull():
            sign = pixmap("image", "text-3", 28)
            side = theme.px(28)
            painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, sign)
            return
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        painter.drawPixmap(left, top, size.width(), size.height(), self._image)


class ProductPane(QFrame):
    """A product beside the catalogue."""

    closed = Signal()

    def __init__(self, house: House, product: str, declared: list[Any], lists: list[Any]) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.house, self.product = house, product
        self._declared, self._lists = declared, lists
        self._page: Any = None
        self._picture = ""
        self.form = GenericForm(house, "products", declared, product)
        self.prices = PriceTable(house)
        self.texts = Texts(house, product)
        self.title = ElidedLabel("", "heading")
        self.chip = Chip("", "ok")
        self._build()
        self.refresh()

    def _build(self) -> None:
        head = row(
            self.title, self.chip, self.form.mark,
            IconButton("trash-2", t("Delete this product"), self._delete),
            IconButton("x", t("Close this product"), self.closed.emit), gap=8,
        )  # fmt: skip
        head.setStretch(0, 1)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(t("Parts of the product"))
        self.tabs.addTab(self._overview(), t("Overview"))
        self.tabs.addTab(scrolled(self.prices), t("Prices"))
        self.tabs.addTab(scrolled(self.texts), t("Texts"))
        self.tabs.addTab(scrolled(holder(column(self.form, gap=0, margins=(0, 8, 4, 8)))), t("Details"))
        whole = column(head, self.tabs, gap=8, margins=(12, 0, 24, 16))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _overview(self) -> QWidget:
        self.picture = Picture()
        self.choose_picture = Button(t("Choose a picture…"), "image", "quiet", self._ask_picture)
        self._facts = column(gap=4)
        about = row(column(self.picture, self.choose_picture, 1, gap=4), self._facts, gap=16)
        about.setStretch(1, 1)
        self._description = Label("", "body", wrap=True, selectable=True)
        self._benefit = Label("", "body", "text-2", wrap=True, selectable=True)
        self._uses = Fixed([Column("", lambda use: use.number)], lambda use: _use_line(use).name)
        self.uses = ListView(self._uses, _use_line, t("Last quotes and orders"), 48)
        self.uses.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.uses.opened.connect(self._open_use)
        self._no_uses = Label(t("Not quoted or ordered yet."), "small", "text-2")
        inner = column(
            about, self._description, self._benefit, Label(t("Last quotes and orders"), "strong"),
            self._no_uses, self.uses, gap=12, margins=(0, 12, 4, 8),
        )  # fmt: skip
        inner.addStretch(1)
        return scrolled(holder(inner))

    def refresh(self) -> None:
        """Ask again."""
        self.house.work.read(product_tasks.page, self.product, then=self._fill, failed=self._gone, owner=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Esc goes one step back, once nothing inside had a use for it.
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def leave(self) -> None:
        """Keep what was typed."""
        self.form.leave()
        self.prices.leave()
        self.texts.leave()

    def _fill(self, page: Any) -> None:
        first, self._page = self._page is None, page
        values = page.values
        self.title.setText(values["name"])
        on_sale = bool(values.get("is_active"))
        self.chip.set(t("On sale") if on_sale else t("Not on sale"), "ok" if on_sale else "plain")
        if first or not self.form.changes():
            self.form.show_values(values, page.links)
        self._show_facts()
        for label, text in (
            (self._description, values.get("description")),
            (self._benefit, values.get("benefit")),
        ):
            label.setText(text or "")
            label.setVisible(bool(text))
        self._uses.show(page.uses)
        self.uses.setVisible(bool(page.uses))
        self.uses.setFixedHeight(max(1, len(page.uses)) * self.uses.height_of_row() + 4)
        self._no_uses.setVisible(not page.uses)
        self.prices.show_prices(self.product, page.prices, self._lists)
        self.texts.show_texts(page.texts)
        if first or page.picture != self._picture:
            self._picture = page.picture
            self.house.work.document(
                product_tasks.picture,
                page.picture,
                then=self.picture.show_image,
                owner=self,
                key="product-picture",
            )

    def _show_facts(self) -> None:
        from ui.widgets.basics import clear

        clear(self._facts)
        known = {field.name: field for field in self._declared}
        for name in FACTS:
            field, value = known.get(name), self._page.values.get(name)
            text = (
                self._page.links.get(name, "")
                if field is not None and field.link
                else shown("products", field, value)
            )
            if field is None or not text:
                continue
            label = Label(t(field.label), "small", "text-2")
            label.setMinimumWidth(theme.px(130))
            line = row(label, ElidedLabel(text, "body"), gap=8)
            line.setStretch(1, 1)
            self._facts.addLayout(line)
        self._facts.addStretch(1)

    def _gone(self, error: Exception) -> None:
        self.house.hub.tell(sentence(cast(RapportError, error)))
        self.closed.emit()

    def _open_use(self, use: Any) -> None:
        self.house.go(Place(for_kind(use.kind), use.id, use.kind))

    def _ask_picture(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, t("Choose a picture"), "", f"{t('Pictures')} (*.png *.jpg *.jpeg *.webp)"
        )
        if path:
            self.take_picture(path)

    def take_picture(self, path: str) -> None:
        """Give the product a picture from a file."""
        self.house.work.document(product_tasks.keep_picture, path, then=self._keep_picture, owner=self)

    def _keep_picture(self, about: dict[str, Any]) -> None:
        self.house.work.write(
            t("Set picture"),
            product_tasks.set_picture,
            self.product,
            about,
            notice=t("Picture set"),
            owner=self,
        )

    def _delete(self) -> None:
        self.form.drop_draft()
        self.house.work.write(
            t("Delete record"), delete_record, "products", self.product,
            then=lambda _: self.closed.emit(), owner=self, notice=t("Record deleted"),
        )  # fmt: skip


class Texts(QFrame):
    """The product's name and words in another language; the language is chosen above them."""

    def __init__(self, house: House, product: str) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.house, self.product = house, product
        self._texts: dict[str, dict[str, Any]] = {}
        self._form: Form | None = None
        self.language = ChoiceBox([(code, language(code).name) for code in LANGUAGES])
        self.language.choose(next(code for code in LANGUAGES if code != current().code))
        self.language.changed.connect(lambda _: self._show())
        self._place = column(gap=0)
        words = Label(
            t("Papers in this language use these words instead of the product's own."),
            "small",
            "text-2",
            wrap=True,
        )
        self.setLayout(
            column(
                words, FormField(t("Language"), self.language), self._place, 1, gap=12, margins=(0, 12, 4, 8)
            )
        )

    def show_texts(self, texts: Any) -> None:
        """The texts there are."""
        self._texts = {text["language"]: text for text in texts}
        if self._form is None or not self._form.changes():
            self._show()

    def leave(self) -> None:
        """Keep what was typed."""
        if self._form is not None:
            self._form.leave()

    def _show(self) -> None:
        from ui.widgets.basics import clear

        self.leave()
        clear(self._place)
        code = self.language.value()
        there = self._texts.get(code)
        record = there["id"] if there else f"new-{self.product}-{code}"
        form = Form(self.house, "product-text", record, lambda *sent: self._write(code, *sent), autosave=True)
        editors = (
            ("name", t("Name"), TextEdit()),
            ("unit", t("Unit"), TextEdit()),
            ("description", t("Description"), LongText()),
            ("benefit", t("Benefit for the client"), LongText()),
        )
        fields = [form.bind(name, FormField(label, editor)) for name, label, editor in editors]
        form.setLayout(column(form.banner, *fields, row(form.mark, 1), gap=12))
        form.show_values(there or {})
        self._form = form
        self._place.addWidget(form)

    def _write(
        self,
        code: str,
        values: dict[str, Any],
        then: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        there = self._texts.get(code)
        if there:
            self.house.work.write(
                t("Change text"),
                change_record,
                "product_texts",
                there["id"],
                values,
                then=then,
                failed=failed,
            )
            return

        def made(done: Any) -> None:
            self._texts[code] = {**values, "language": code, "id": str(done.value)}
            then(done)

        whole = {
            **{name: value for name, value in values.items() if value},
            "product_id": self.product,
            "language": code,
        }
        self.house.work.write(
            t("Add text"), add_record, "product_texts", whole, then=made, failed=failed, owner=self
        )


class NewProduct(QFrame):
    """The form for a product that is not there yet."""

    closed = Signal()
    added = Signal(str)

    def __init__(self, house: House, declared: list[Any]) -> None:
        super().__init__()
        self.setProperty("part", "plain")
        self.product = ""
        self.form = GenericForm(house, "products", declared)
        self.form.stored.connect(lambda found: self.added.emit(str(found)))
        head = row(
            ElidedLabel(t("New product"), "heading"), self.form.mark, Button(t("Save"), "check", "", self.form.save),
            IconButton("x", t("Close this product"), self.closed.emit), gap=8,
        )  # fmt: skip
        head.setStretch(0, 1)
        whole = column(head, scrolled(self.form), gap=8, margins=(12, 0, 24, 16))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.form.show_values({"is_active": True, "kind": "goods"})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Esc goes one step back, once nothing inside had a use for it.
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def refresh(self) -> None:
        """Nothing of it is kept yet."""

    def leave(self) -> None:
        """Keep what was typed."""
        self.form.leave()


def _use_line(use: Any) -> Line:
    speech = current()
    what = (
        t("Order {number}", number=use.number)
        if use.kind == "orders"
        else t("Proposal {number}", number=use.number)
    )
    day = speech.day(use.on) if use.on else ""
    amount = speech.number(use.quantity) if use.quantity is not None else ""
    parts = [what, f"{amount} {use.unit}".strip(), choice_text(use.kind, "state", use.state)]
    price = speech.money(use.price, use.currency) if use.price is not None and use.currency else ""
    right = price or (speech.amount(use.price, "EUR", most=4) if use.price is not None else "")
    icon = "package" if use.kind == "orders" else "file-text"
    return Line(
        use.account, " · ".join(filter(None, [day, *parts])), right=right, icon=icon, icon_tone="text-2"
    )
