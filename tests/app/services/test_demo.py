"""The example: every stage and state is in it, its figures agree, it is the same each time, it holds nobody real."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from app.documents import render
from app.errors import Refused
from app.queries.agenda import agenda
from app.records import kind as kind_named
from app.records import kinds
from app.records.base import fields
from app.services import demo
from app.services.demo.story import tell
from app.store.workspace import Workspace

TODAY = datetime(2026, 11, 18, 7, 30, tzinfo=UTC)

SIZES = {
    "accounts": 260, "contacts": 480, "activities": 4000, "products": 120, "order_lines": 4900, "busy": 300,
}  # fmt: skip
"""A crowd small enough for a test."""

Made = tuple[Workspace, dict[str, int | str]]


def filled(blank: tuple[Path, bytes], folder: Path) -> Made:
    shutil.copytree(blank[0], folder)
    workspace = Workspace.open(folder, lambda key_file: blank[1], clock=lambda: TODAY)
    return workspace, demo.fill(workspace, "small")


@pytest.fixture(scope="module")
def made(blank: tuple[Path, bytes], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """The small example on a fixed day; nobody writes to it."""
    workspace, counts = filled(blank, tmp_path_factory.mktemp("demo") / "profile")
    yield workspace, counts
    workspace.close()


@pytest.fixture(scope="module")
def crowded(blank: tuple[Path, bytes], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """The example told a second time, with a crowd around it."""
    folder = tmp_path_factory.mktemp("crowd") / "profile"
    shutil.copytree(blank[0], folder)
    with Workspace.open(folder, lambda key_file: blank[1], clock=lambda: TODAY) as workspace:
        shares: list[float] = []
        yield workspace, tell(workspace, "full", lambda share, text: shares.append(share), SIZES)
        assert shares == sorted(shares)


@pytest.fixture
def office(made: Made) -> Workspace:
    """The small example, open."""
    return made[0]


def test_it_is_a_small_company_with_two_hundred_accounts(made: Made) -> None:
    counts = made[1]
    expected = {"accounts": 200, "contacts": 400, "activities": 2500, "visits": 50, "orders": 1200}
    for kind, about in expected.items():
        assert abs(int(counts[kind]) - about) <= about * 0.3, (kind, counts[kind])


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("accounts", "stage"), ("accounts", "type"), ("opportunities", "stage"), ("quotes", "state"),
        ("cases", "state"),
        ("contracts", "state"), ("visits", "state"), ("promises", "state"), ("promises", "side"),
        ("leads", "state"),
        ("needs", "state"), ("referrals", "state"), ("services", "state"), ("surveys", "state"),
        ("objections", "result"),
        ("reliability_grades", "grade"), ("contacts", "support"), ("contacts", "buying_role"),
    ],
)  # fmt: skip
def test_every_stage_and_state_is_there(office: Workspace, kind: str, field: str) -> None:
    found = set(office.reader.column(f"SELECT DISTINCT {field} FROM {kind} WHERE {field} IS NOT NULL"))
    assert found == set(fields(kind_named(kind))[field].choices)


def test_every_record_keeps_the_rules_of_its_kind(office: Workspace) -> None:
    with office.step("look") as session:
        for record_class in kinds().values():
            about = fields(record_class)
            for record in session.query(record_class).limit(300):
                session.expunge(record)  # what is locked now could be written when it came in
                record.check()
                for name, field in about.items():
                    value = getattr(record, name)
                    assert not (field.required and value in (None, "")), (record_class, name)
                    assert not (field.choices and value not in (None, *field.choices)), (record_class, name)


def test_an_order_is_worth_what_its_lines_are_worth(office: Workspace) -> None:
    wrong = office.reader.rows(
        "SELECT o.number, o.net, sum(l.net) AS lines FROM orders o JOIN order_lines l ON l.order_id = o.id"
        " WHERE o.discount_percent IS NULL GROUP BY o.id HAVING o.net <> sum(l.net)"
    )
    assert not wrong


def test_a_line_is_worth_price_times_quantity_less_discount(office: Workspace) -> None:
    rows = office.reader.rows(
        "SELECT price, quantity, coalesce(discount_percent, 0) AS off, net FROM order_lines WHERE quote_line_id IS NULL"
    )
    assert len(rows) > 3000
    for row in rows:
        exact = Decimal(row.price) * row.quantity * (1_000_000 - row.off) / Decimal(10**14)
        assert exact.quantize(Decimal("0.01"), ROUND_HALF_UP) == Decimal(row.net) / 10_000


def test_what_was_paid_and_what_is_open_make_the_invoice(office: Workspace) -> None:
    wrong = office.reader.rows(
        "SELECT i.number FROM invoices i LEFT JOIN (SELECT invoice_id, sum(amount) AS paid FROM payments GROUP BY 1) p"
        " ON p.invoice_id = i.id WHERE i.amount <> i.open_amount + coalesce(p.paid, 0)"
    )
    assert not wrong
    assert set(office.reader.column("SELECT DISTINCT state FROM invoices")) >= {
        "open",
        "paid",
        "part_paid",
        "disputed",
    }


def test_an_invoice_is_for_what_was_delivered(office: Workspace) -> None:
    wrong = office.reader.rows(
        "SELECT i.number, i.amount - i.tax_amount AS net, sum(l.net) AS lines FROM invoices i"
        " JOIN order_lines l ON l.order_id = i.order_id AND l.delivered_on IS NOT NULL GROUP BY i.id"
        " HAVING i.amount - i.tax_amount <> sum(l.net)"
    )
    assert not wrong


def test_deliveries_are_late_now_and_then_but_not_mostly(office: Workspace) -> None:
    late, all_ = office.reader.rows(
        "SELECT count(*) FROM deliveries WHERE shipped_on > planned_on UNION ALL SELECT count(*) FROM deliveries"
    )
    assert 0.05 < late[0] / all_[0] < 0.4


def test_the_day_is_full_and_has_something_to_say(office: Workspace) -> None:
    found = agenda(office.reader, TODAY.date(), owner=office.preferences["user.id"])
    assert 4 <= len(found.today) <= 6
    assert any(each.open_cases for each in found.today)
    assert any(each.overdue_promises for each in found.today)
    assert found.ahead
    assert found.due
    assert {each.reason for each in found.attention} >= {"case_overdue", "delivery_late", "silent"}


def test_the_day_of_elena_lies_in_several_countries(office: Workspace) -> None:
    ids = [each.account_id for each in agenda(office.reader, TODAY.date()).today]
    marks = ",".join("?" * len(ids))
    assert len(set(office.reader.column(f"SELECT country FROM accounts WHERE id IN ({marks})", ids))) >= 4


def test_names_are_in_the_script_of_the_country(office: Workspace) -> None:
    scripts = {"GR": "α", "BG": "а", "BD": "া"}
    for country, letter in scripts.items():
        names = office.reader.column("SELECT name FROM accounts WHERE country = ?", (country,))
        assert names
        assert letter in "".join(names)


def test_the_company_and_its_user_are_filled_in(office: Workspace) -> None:
    assert office.preferences["company.name"] == "Ferralba Industrial Supplies S.r.l."
    person = office.reader.row("SELECT name FROM users WHERE id = ?", (office.preferences["user.id"],))
    assert person.name == office.preferences["user.name"]


def test_nobody_real_can_be_written_to_or_called(office: Workspace) -> None:
    for record_class in kinds().values():
        for name, about in fields(record_class).items():
            if about.kind in ("email", "web", "phone"):
                kind = record_class.__tablename__
                values = office.reader.column(f"SELECT {name} FROM {kind} WHERE {name} IS NOT NULL")
                real = [
                    each for each in values if ("555" if about.kind == "phone" else ".example") not in each
                ]
                assert not real, (kind, name, real[:3])


def test_links_lead_to_records_that_are_there(office: Workspace) -> None:
    assert office.reader.rows("PRAGMA foreign_key_check") == []


def test_the_example_is_not_a_step_of_a_person_to_be_taken_back(office: Workspace) -> None:
    with pytest.raises(Refused, match="nothing to take back"):
        office.undo()


def content(workspace: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    """What a person sees of the example, without the ids that the verbs drew."""
    asked = {
        "accounts": "name, stage, city, phone, email, notes", "contacts": "name, job, email, cares_about",
        "activities": "subject, starts_at, due_on, text", "orders": "number, net, ordered_on, state",
        "quotes": "number, version, state, issued_on, subject", "quote_lines": "name, quantity, price, net",
        "cases": "number, subject, state, reported_at", "promises": "text, side, state, due_on",
    }  # fmt: skip
    return {
        kind: workspace.reader.rows(f"SELECT {what} FROM {kind} ORDER BY seq") for kind, what in asked.items()
    }


def test_told_twice_on_one_day_it_is_the_same(made: Made, crowded: Made) -> None:
    first, again = content(made[0]), content(crowded[0])
    for kind, rows in first.items():
        assert again[kind][: len(rows)] == rows, kind


def test_briefs_and_proposals_of_it_can_be_printed(office: Workspace) -> None:
    visits = [each.id for each in agenda(office.reader, TODAY.date()).today if each.kind == "visits"]
    wanted = [("meeting_brief", each) for each in visits]
    for country in ("IT", "GR", "BG", "BD", "DE"):
        quote = office.reader.value(
            "SELECT q.id FROM quotes q JOIN accounts a ON a.id = q.account_id WHERE a.country = ?"
            " ORDER BY q.state = 'issued' DESC, q.seq LIMIT 1",
            (country,),
        )
        wanted.append(("proposal", quote))
    for name, record in wanted:
        assert render(office.reader, name, record, on=TODAY.date()).startswith(b"%PDF-")


def test_the_crowd_fills_up_to_the_wished_size(crowded: Made) -> None:
    workspace, counts = crowded
    for kind in ("accounts", "contacts", "activities", "products", "order_lines"):
        assert counts[kind] == SIZES[kind]
    busy = (counts["busy_account"],)
    rows = (
        workspace.reader.value(f"SELECT count(*) FROM {kind} WHERE account_id = ?", busy)
        for kind in ("activities", "visits")
    )
    assert sum(rows) == SIZES["busy"]
    assert not workspace.reader.rows(
        "SELECT o.id FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.number >= 'O-20000' GROUP BY o.id"
        " HAVING o.net <> sum(l.net)"
    )
    assert workspace.reader.rows("PRAGMA foreign_key_check") == []
