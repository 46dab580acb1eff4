"""Client lists coming in: planned first, written as one step, known clients met again, nothing half done."""

import json
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from app.errors import Refused
from app.interop import bringing
from app.store import doctor
from app.store.engine import WRITER_CACHE_KIB
from app.store.workspace import Workspace

Bring = Callable[..., dict[str, Any]]


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Writes a CSV file of lines."""

    def write(*lines: str, name: str = "clients.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes("\r\n".join(lines).encode(encoding))
        return path

    return write


@pytest.fixture
def bring(workspace: Workspace) -> Bring:
    """Looks at a file and brings it in."""
    return lambda path, **options: bringing.bring_in(workspace, bringing.look_at(workspace, path, **options))


def count(workspace: Workspace, kind: str) -> int:
    """How many live records of a kind there are."""
    return int(workspace.reader.value(f"SELECT count(*) FROM {kind} WHERE deleted_at IS NULL"))


def test_looking_at_a_file_writes_nothing(workspace: Workspace, table: Any) -> None:
    before = workspace.reader.value("SELECT count(*) FROM changes")
    found = bringing.look_at(workspace, table("Company;City", "Aegean Foods SA;Athens", ";Nowhere"))
    assert (found.kind, found.plan.counts["create"], found.plan.counts["refuse"]) == ("accounts", 1, 1)
    assert found.plan.refused[0][0] == 3, "the row number counts the title line"
    assert workspace.reader.value("SELECT count(*) FROM changes") == before
    assert count(workspace, "accounts") == 0


def test_an_import_is_one_step_and_one_undo_takes_it_back(
    workspace: Workspace, table: Any, bring: Bring
) -> None:
    summary = bring(
        table("Company,City,Contact Name", *(f"Client {n} Ltd,Dhaka,Person {n}" for n in range(300)))
    )
    assert (summary["created"], count(workspace, "accounts"), count(workspace, "contacts")) == (300, 300, 300)
    assert bringing.take_out(workspace, summary["batch"]) == 600
    assert (count(workspace, "accounts"), count(workspace, "contacts")) == (0, 0)
    assert workspace.reader.value("SELECT count(*) FROM search_words('client*')") == 0


def test_a_contact_row_with_a_company_gives_both_and_ties_them(
    workspace: Workspace, table: Any, bring: Bring
) -> None:
    bring(
        table(
            "First Name,Last Name,Company,E-mail Address",
            "Elena,Ivanova,Balkan Parts OOD,elena@parts.example",
        )
    )
    row = workspace.reader.row(
        "SELECT c.name, a.name AS account FROM contacts c JOIN accounts a ON a.id = c.account_id"
    )
    assert (row.name, row.account) == ("Elena Ivanova", "Balkan Parts OOD")


def test_clients_written_differently_are_met_again_with_the_reason(
    workspace: Workspace, table: Any, bring: Bring
) -> None:
    bring(
        table(
            "Company,City,Phone", "Ελληνικά Τρόφιμα Α.Ε.,Αθήνα,+30 210 555 0101", "Müller & Söhne GmbH,Köln,"
        )
    )
    again = bringing.look_at(
        workspace, table("Company,City,Phone,Web", "ELLINIKA TROFIMA AE,Athens,0030 210 5550101,trofima.example",
                         "Mueller & Soehne,Köln,,", name="fair.csv"),
    )  # fmt: skip
    assert (again.plan.counts["create"], again.plan.counts["match"] + again.plan.counts["update"]) == (0, 2)
    assert all(shown.reasons for shown in again.plan.shown)
    bringing.bring_in(workspace, again)
    row = workspace.reader.row("SELECT name, web FROM accounts WHERE web IS NOT NULL")
    assert row.name == "Ελληνικά Τρόφιμα Α.Ε.", "likeness fills gaps and overwrites nothing"
    assert row.web.endswith("trofima.example")


def test_a_row_with_the_same_number_updates_what_it_says(
    workspace: Workspace, table: Any, bring: Bring
) -> None:
    bring(table("CustomerID,CompanyName,City", "ALPHA,Alpha Trading,Sofia"))
    summary = bring(table("CustomerID,CompanyName,City", "ALPHA,Alpha Trading,Varna"))
    assert (summary["created"], summary["updated"]) == (0, 1)
    assert workspace.reader.value("SELECT city FROM accounts") == "Varna"
    unchanged = bring(table("CustomerID,CompanyName,City", "ALPHA,Alpha Trading,Varna"))
    assert (unchanged["updated"], unchanged["matched"]) == (0, 1)


def test_two_numbers_of_one_system_are_two_clients_however_alike(table: Any, bring: Bring) -> None:
    summary = bring(table("CustomerID,CompanyName,City", "A1,IT,Milano", "A2,IT,Milano"))
    assert summary["created"] == 2


def test_a_persons_own_mapping_wins(workspace: Workspace, table: Any, bring: Bring, tmp_path: Path) -> None:
    mapping = tmp_path / "map.json"
    mapping.write_text(json.dumps({"Was": "name", "Wo": "city"}))
    summary = bring(
        table("Was;Wo", "Rhein Lager;Bonn"), kind="accounts", mapping=bringing.read_mapping(str(mapping))
    )
    assert summary["created"] == 1
    assert workspace.reader.value("SELECT city FROM accounts") == "Bonn"


def test_stopping_an_import_leaves_nothing_behind(workspace: Workspace, table: Any) -> None:
    stop = Event()
    found = bringing.look_at(workspace, table("Company", *(f"Client {n}" for n in range(5_000))))
    stop.set()
    with pytest.raises(Refused, match="stopped"):
        bringing.bring_in(workspace, found, cancel=stop)
    assert count(workspace, "accounts") == 0
    assert workspace.reader.value("SELECT count(*) FROM steps") == 0


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(64), b"PK\x03\x04broken", b"\x00" * 4096]
)
def test_a_file_that_is_no_list_is_refused_in_one_sentence(
    workspace: Workspace, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(content)
    with pytest.raises(Refused) as refusal:
        bringing.look_at(workspace, path)
    assert str(refusal.value).count(".") <= 2
    assert count(workspace, "accounts") == 0


def test_a_hostile_name_stays_a_name(workspace: Workspace, table: Any, bring: Bring) -> None:
    evil = "=cmd|' /C calc'!A0 <b>'); DROP TABLE accounts;--"
    bring(table("Company,City", f'"{evil}",Rome'))
    assert workspace.reader.value("SELECT name FROM accounts") == evil


def test_the_classic_trader_comes_in_whole(workspace: Workspace, shared_data: Path, bring: Bring) -> None:
    from app.queries.deliveries import sales

    bring(shared_data / "business" / "northwind")
    found = workspace.ask(sales)
    total = found.totals[0]
    assert (f"{total.gross:.2f}", f"{total.net:.2f}", f"{total.freight:.2f}") == (
        "1354458.59",
        "1265793.04",
        "64942.69",
    )
    assert [f"{net:.2f}" for _, net in found.by_year] == ["208083.97", "617085.20", "440623.87"]
    assert (found.shipped, found.not_shipped, found.shipped_late) == (809, 21, 37)
    assert (str(found.on_time), str(found.average_days_late)) == ("0.9543", "6.4")
    again = bring(shared_data / "business" / "northwind")
    assert again["created"] == 0, "a second time it is all known"


def test_a_trader_of_our_own_comes_in_as_a_folder(workspace: Workspace, tmp_path: Path, bring: Bring) -> None:
    from app.queries.deliveries import sales

    (tmp_path / "customers.csv").write_text(
        "CustomerID,CompanyName,ContactName,City\nKALL,Kallisti AE,Eleni Vlachou,Patra\n"
    )
    (tmp_path / "products.csv").write_text(
        "ProductID,ProductName,UnitPrice\n1,Pump 40,120.50\n2,Hose 5 m,18.00\n"
    )
    (tmp_path / "orders.csv").write_text(
        "OrderID,CustomerID,OrderDate,RequiredDate,ShippedDate,Freight\n"
        "9001,KALL,2026-03-02,2026-03-12,2026-03-15,12.40\n9002,KALL,2026-04-02,2026-04-12,,0\n"
    )
    (tmp_path / "order_details.csv").write_text(
        "OrderID,ProductID,UnitPrice,Quantity,Discount\n9001,1,120.50,2,0.1\n9001,2,18.00,5,0\n9002,2,18.00,1,0\n"
    )
    bring(tmp_path)
    found = workspace.ask(sales)
    total = found.totals[0]
    assert (f"{total.gross:.2f}", f"{total.net:.2f}", f"{total.freight:.2f}") == ("349.00", "324.90", "12.40")
    assert (found.shipped, found.not_shipped, found.shipped_late) == (1, 1, 1)


def test_taking_an_import_back_never_takes_later_work_along(
    workspace: Workspace, table: Any, bring: Bring
) -> None:
    from app.services import records

    summary = bring(table("Company;City", "Alpha;Bari", "Beta;Lecce"))
    alpha = workspace.reader.value("SELECT id FROM accounts WHERE name = 'Alpha'")
    workspace.do("Note", records.change, "accounts", alpha, {"notes": "Wants samples"})
    with pytest.raises(Refused, match="Alpha"):
        bringing.take_out(workspace, summary["batch"])
    assert count(workspace, "accounts") == 2
    workspace.undo()
    assert bringing.take_out(workspace, summary["batch"]) == 2


def test_a_guest_list_shows_which_rows_are_clients_we_know(
    workspace: Workspace, table: Any, bring: Bring
) -> None:
    bring(table("Company;Country;Phone", "Olearia Bianchi S.r.l.;IT;+39 080 5550101"))
    found = bringing.look_at(
        workspace,
        table(
            "Company;Country;Phone;Contact;E-mail",
            "OLEARIA BIANCHI SRL;IT;+39 080 5550101;Maria Neri;maria@bianchi.example",
            "Olearia Bianchi S.R.L.;IT;;;",
            "Wholly New Ltd;GB;+44 113 496 0000;;",
            name="fair.csv",
        ),
    )
    matches = [
        (each.row, each.kind, bool(each.reasons)) for each in found.plan.shown if each.action == "match"
    ]
    assert matches == [(2, "accounts", True), (3, "accounts", True)]
    assert {kind: dict(counts) for kind, counts in found.plan.by_kind.items()} == {
        "accounts": {"match": 2, "create": 1}, "contacts": {"create": 1},
    }  # fmt: skip
    (new,) = found.plan.adds["accounts"]
    assert new["phone"].endswith("496 0000")


@pytest.mark.parametrize("target", ["nonsense", "accounts.nonsense", "nokind.name", "accounts.deleted_at"])
def test_a_mapping_to_nowhere_is_refused(workspace: Workspace, table: Any, target: str) -> None:
    with pytest.raises(Refused) as refused:
        bringing.look_at(workspace, table("A;B", "Alpha;Rome"), "accounts", {"A": "name", "B": target})
    assert refused.value.fields == {"B": f"There is no field “{target}”."}


def test_what_planning_worked_out_is_what_the_index_would_have_kept(
    workspace: Workspace, table: Any, bring: Bring
) -> None:
    """Match keys go from the search for twins into the index; the deep look works them out anew and compares."""
    bring(
        table(
            "Company,Country,Phone,E-mail,Website,Tax number,Contact Name",
            "Ölmühle Žižkov GmbH,Germany,089 123456,info@muehle.example,muehle.example,DE129273398,Jana Dvořák",
            "Αιγαίον Τρόφιμα ΑΕ,Greece,210 1234567,info@aegean.example,,EL094501040,Νίκος Παππάς",
            "Padma Textiles Ltd,Bangladesh,+880 2 9876543,,,,Rahim Uddin",
        )
    )
    assert (count(workspace, "accounts"), count(workspace, "contacts")) == (3, 3)
    assert workspace.reader.value("SELECT count(*) FROM match_keys") > 20
    assert doctor.examine(workspace, deep=True) == []


def test_the_pages_kept_at_hand_for_an_import_are_given_back(
    workspace: Workspace, table: Any, bring: Bring
) -> None:
    bring(table("Company,City", "Aegean Foods SA,Athens"))
    assert workspace.writer.execute("PRAGMA cache_size").fetchone()[0] == -WRITER_CACHE_KIB
