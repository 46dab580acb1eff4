"""The world of the days: a small trader, one client with a past, and short ways to do and ask."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.queries import questions
from app.records import kind
from app.services import records, verbs
from app.store import bulk
from app.store.workspace import Workspace

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@dataclass
class Office:
    """A profile at work on a certain day, with its client Balkan Parts."""

    workspace: Workspace
    account: str
    director: str
    buyer: str
    product: str
    sibling: str

    def do(self, verb: str, **values: Any) -> Any:
        """Do a verb as the window and the command line do it."""
        entry = verbs.find(verb)
        return self.workspace.do(entry.label, entry.function, **entry.values(values)).value

    def ask(self, question: str, **values: Any) -> Any:
        """Ask a question as the window and the command line ask it."""
        entry = questions.find(question)
        return self.workspace.ask(entry.function, **entry.values(values))

    def add(self, kind: str, **values: Any) -> str:
        """Add a record."""
        return str(self.workspace.do(f"Add {kind}", records.add, kind, values).value)

    def change(self, kind: str, id: str, **values: Any) -> None:
        """Change a record."""
        self.workspace.do(f"Change {kind}", records.change, kind, id, values)

    def value(self, kind: str, id: str, column: str) -> Any:
        """What lies in a column now."""
        return self.workspace.reader.value(f"SELECT {column} FROM {kind} WHERE id = ?", (id,))

    def history(self, count: int) -> None:
        """Give the client a long past: calls and mails, an hour apart, ending a month ago."""
        first = NOW - timedelta(days=30, hours=count)
        rows = [
            {
                "type": "call" if place % 3 else "e_mail",
                "subject": f"Talk {place} about deliveries",
                "state": "done",
                "account_id": self.account,
                "starts_at": (first + timedelta(hours=place))
                .isoformat(timespec="milliseconds")
                .replace("+00:00", "Z"),
            }
            for place in range(count)
        ]
        self.workspace.do("History", lambda session: bulk.add(session, kind("activities"), rows))


@pytest.fixture
def office(workspace: Workspace) -> Office:
    """A trader in bearings, set up for a day at work."""
    workspace.clock = lambda: NOW
    settings = {
        "company.name": "Ponte Vecchio Forniture S.r.l.", "user.name": "Elena Marini", "user.job": "Account manager",
        "currency": "EUR", "time_zone": "Europe/Rome", "quote.payment_terms": "30 days net",
    }  # fmt: skip
    for key, value in settings.items():
        workspace.preferences[key] = value
    world = Office(workspace, "", "", "", "", "")
    world.account = world.add(
        "accounts", name="Balkan Parts OOD", city="Plovdiv", country="BG", currency="EUR", language="en",
        stage="negotiating", type="customer", tier="key",
    )  # fmt: skip
    world.director = world.add(
        "contacts", name="Elena Ivanova", account_id=world.account, job="Technical director",
        buying_role="decision_maker", cares_about="Uptime of line 3",
    )  # fmt: skip
    world.buyer = world.add(
        "contacts", name="Petar Dimitrov", account_id=world.account, job="Purchasing", buying_role="evaluator"
    )
    family = world.add("product_families", name="Bearings")
    world.product, world.sibling = (
        world.add("products", name=name, number=number, family_id=family, unit="pcs", cost=Decimal("6.50"),
                  currency="EUR", tax_rate=Decimal(20))
        for name, number in (("Bearing 6204", "B-6204"), ("Seal 6204", "S-6204"))
    )  # fmt: skip
    prices = world.add("price_lists", name="Standard", currency="EUR", is_default=True)
    for quantity, price in ((1, "10.00"), (100, "9.00")):
        world.add(
            "prices", price_list_id=prices, product_id=world.product, minimum_quantity=Decimal(quantity),
            price=Decimal(price),
        )  # fmt: skip
    world.add("prices", price_list_id=prices, product_id=world.sibling, price=Decimal("2.40"))
    return world


@pytest.fixture
def pages() -> Callable[[bytes], list[str]]:
    """The text of each page of a PDF."""

    def read(data: bytes) -> list[str]:
        import pypdfium2

        document = pypdfium2.PdfDocument(data)
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]

    return read
