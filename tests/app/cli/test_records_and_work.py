"""The command line as scripts use it: one JSON document out, the contract's exit codes, the window's own rules."""

import json
from io import StringIO
from pathlib import Path

import pytest

from app.cli import main
from tests.app.cli.conftest import Run


def test_a_record_is_added_found_changed_shown_and_taken_back(run: Run) -> None:
    id = run("add", "accounts", "name=Αιγαίο Τρόφιμα ΑΕ", "city=Πάτρα", "country=GR").value["id"]
    assert run("find", "αιγαιο").value["hits"][0]["id"] == id
    assert run("set", "accounts", id, "city=Αθήνα", "tier=key").value == {"id": id}
    shown = run("show", "accounts", id).value
    assert (shown["city"], shown["tier"]) == ("Αθήνα", "key")
    history = run("history", "accounts", id).value["history"]
    assert ("city", "Πάτρα", "Αθήνα") in [(each["field"], each["old"], each["new"]) for each in history]
    run("undo")
    assert run("show", "accounts", id).value["city"] == "Πάτρα"
    run("delete", "accounts", id)
    assert run("list", "accounts").value["total"] == 0


def test_a_list_is_filtered_sorted_and_paged(run: Run) -> None:
    for name, city in (("Beta", "Sofia"), ("Alpha", "Varna"), ("Gamma", "Sofia")):
        run("add", "accounts", f"name={name}", f"city={city}")
    page = run("list", "accounts", "--where", "city=Sofia", "--sort", "-name").value
    assert (page["kind"], page["total"], [row["name"] for row in page["rows"]]) == (
        "accounts",
        2,
        ["Gamma", "Beta"],
    )
    assert [
        row["name"] for row in run("list", "accounts", "--limit", "1", "--offset", "1").value["rows"]
    ] == ["Beta"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", "accounts"), 3),  # a name is needed
        (("add", "accounts", "name=X", "stage=happy"), 3),  # no such choice
        (("add", "accounts", "name=X", "colour=red"), 3),  # no such field
        (("add", "visits", "subject=X", "account_id=nobody"), 3),  # dangling link
        (("add", "unicorns", "name=X"), 3),  # no such kind
        (("show", "accounts", "nothing"), 3),
        (("list", "accounts", "--sort", "shoe_size"), 3),
        (("do", "submit_visit"), 3),  # a parameter is missing
        (("do", "dance"), 3),
        (("ask", "agenda", "on=yesterday"), 3),
        (("import", "/nowhere/list.csv"), 4),
        (("polish",), 2),
        (("list",), 2),
    ],
)
def test_what_is_wrong_is_said_with_its_exit_code(run: Run, words: tuple[str, ...], code: int) -> None:
    answer = run(*words)
    assert (answer.code, answer.value) == (code, None)
    assert answer.error["error"]["message"]


def test_a_refusal_names_the_field(run: Run) -> None:
    assert "stage" in run("add", "accounts", "name=X", "stage=happy").error["error"]["fields"]


def test_a_wrong_passphrase_is_denied(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_PASSPHRASE", "not this one at all")
    assert run("status").code == 5


def test_verbs_and_questions_are_listed_with_what_they_take(run: Run) -> None:
    verbs = {verb["name"]: verb for verb in run("do").value["verbs"]}
    assert {"log_visit", "submit_visit", "issue_quote", "accept_quote", "merge_accounts", "open_case"} <= set(
        verbs
    )
    assert verbs["submit_visit"]["needed"] == ["visit"]
    questions = {question["name"]: question for question in run("ask").value["questions"]}
    assert {
        "account_card", "agenda", "pipeline", "briefing", "balance", "rhythm", "otif", "waterfall", "duplicates",
        "next_product", "notice", "deadline", "win_chance",
    } <= set(questions)  # fmt: skip
    assert "from" in questions["otif"]["parameters"]


def test_a_day_of_work_goes_through_the_command_line(run: Run, tmp_path: Path) -> None:
    account = run("add", "accounts", "name=Balkan Parts OOD", "country=BG").value["id"]
    said = tmp_path / "minutes.txt"
    said.write_text("Line 3 stands still.\nThey want spares in 48 h.", encoding="utf-8")
    visit = run(
        "do", "log_visit", f"account={account}", "subject=Review", f"summary=@{said}",
        'needs=[{"statement": "Spares in 48 h", "importance": "5"}]',
    ).value["value"]  # fmt: skip
    assert run("do", "submit_visit", f"visit={visit}").code == 0
    assert run("set", "visits", visit, "summary=Other").code == 3
    card = run("ask", "account_card", f"account={account}").value
    assert card["facts"]["name"] == "Balkan Parts OOD"
    for document, id in (("meeting_brief", account), ("visit_report", visit)):
        out = tmp_path / f"{document}.pdf"
        assert run("document", document, id, "--out", str(out), "--language", "bg").code == 0
        assert out.read_bytes().startswith(b"%PDF")


def test_lists_go_out_and_come_back(run: Run, tmp_path: Path) -> None:
    run("add", "accounts", "name==SUM(A1)", "city=Rome", 'notes=two\nlines; and "quotes"')
    for format in ("csv", "xlsx", "json", "vcf"):
        out = tmp_path / f"accounts.{format}"
        assert run("export", "accounts", "--format", format, "--out", str(out)).value["rows"] == 1
    assert "'=SUM(A1)" in (tmp_path / "accounts.csv").read_text(encoding="utf-8-sig")
    again = run("import", str(tmp_path / "accounts.csv"), "--preview").value
    assert (again["batch"], again["created"], again["refused"]) == (None, 0, [])


def test_an_import_is_taken_back_by_its_batch(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_text("Company;City\nAlpha;Sofia\nBeta;Varna\n;Nowhere\n", encoding="utf-8")
    summary = run("import", str(path)).value
    assert (summary["created"], [each["row"] for each in summary["refused"]]) == (2, [4])
    assert run("import", "--undo", summary["batch"]).value["removed"] == 2
    assert run("list", "accounts").value["total"] == 0


def test_a_batch_answers_each_line_once_it_is_durable(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], profile: Path
) -> None:
    lines = [
        json.dumps(["add", "accounts", "name=Alpha"]), json.dumps(["add", "accounts", "stage=happy"]), "not json",
        json.dumps(["list", "accounts"]), json.dumps({"add": 1}), json.dumps(["batch"]),
    ]  # fmt: skip
    monkeypatch.setattr("sys.stdin", StringIO("\n".join(lines) + "\n"))
    assert main(["--profile", str(profile), "--json", "batch"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["ok"] for answer in answers] == [True, False, False, True, False, False]
    assert [answer.get("code") for answer in answers] == [None, 3, 2, None, 2, 2]
    assert answers[3]["value"]["total"] == 1


def test_a_persons_data_are_given_out_and_erased_without_a_trace(
    run: Run, tmp_path: Path, profile: Path
) -> None:
    account = run("add", "accounts", "name=Alpha").value["id"]
    person = run(
        "add", "contacts", "name=Zenobia Quillfeather", f"account_id={account}", "email=z@alpha.example"
    ).value["id"]
    run("add", "consents", f"contact_id={person}", "purpose=newsletter", "channel=e_mail")
    out = tmp_path / "person.json"
    assert run("person", "export", person, "--out", str(out)).code == 0
    assert "Zenobia Quillfeather" in out.read_text(encoding="utf-8")
    run("person", "erase", person)
    assert run("find", "Zenobia").value["hits"] == []
    history = json.dumps(run("history", "contacts", person).value)
    assert "Zenobia" not in history
    assert run("undo").code in (0, 3)
    assert run("find", "Zenobia").value["hits"] == [], "nothing brings an erased person back"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("products", "weight=1e999999999"),
        ("products", "weight=NaN"),
        ("products", "weight=922337203685477.5808"),
        ("accounts", "employees=9223372036854775808"),
        ("accounts", "stage_since=2026-02-30"),
        ("accounts", "currency=EURO"),
        ("accounts", "country=Narnia"),
        ("accounts", "name= \t "),
        ("balance_schemes", "weights=5"),
        ("balance_schemes", 'weights={"service": 1e400}'),
        ("balance_schemes", "weights=" + "[" * 100_000),
        ("activities", "starts_at=0001-01-01T00:00:00+14:00"),
        ("activities", "starts_at=9999-12-31T23:59:59-14:00"),
    ],
)
def test_a_value_that_cannot_be_kept_is_refused_beside_its_field(run: Run, kind: str, value: str) -> None:
    name = value.partition("=")[0]
    named = () if name == "name" else ("name=X",)
    answer = run("add", kind, *named, value)
    assert (answer.code, answer.value) == (3, None)
    assert name in answer.error["error"]["fields"]


def test_a_record_can_be_listed_by_any_kind_of_value(run: Run) -> None:
    run("add", "balance_schemes", "name=Ours", 'weights={"service": 20, "money": 40}')
    page = run("list", "balance_schemes", "--where", 'weights={"money": 40, "service": 20}').value
    assert page["total"] == 1
    assert run("list", "accounts", "--where", "employees=99999999999999999999").code == 3


def test_text_never_steers_the_terminal(profile: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    id = run("add", "accounts", "name=Red \x1b[31mfish\x00 Ltd", "city=Rome\u202egnp.exe").value["id"]
    assert main(["--profile", str(profile), "show", "accounts", id]) == 0
    said = capsys.readouterr().out
    assert "Red [31mfish Ltd" in said
    assert not {"\x1b", "\x00", "\u202e"} & set(said)


def test_a_record_without_any_value_is_in_the_change_log(run: Run) -> None:
    id = run("add", "range_pages").value["id"]
    assert run("doctor").value["healthy"]
    assert run("undo").code == 0
    assert run("show", "range_pages", id).code == 3


@pytest.mark.parametrize(
    "words",
    [
        ("ask", "balance", "account=nobody"),
        ("ask", "rhythm", "account="),
        ("ask", "next_product", "account=nobody"),
        ("ask", "agenda", "owner=nobody"),
        ("do", "make_promise", "text=Samples", "account=nobody"),
        ("do", "make_promise", "text=Samples", "visit=nobody"),
    ],
)
def test_who_is_not_there_is_refused_by_name(run: Run, words: tuple[str, ...]) -> None:
    answer = run(*words)
    assert (answer.code, answer.value) == (3, None)
    assert words[-1].partition("=")[0] in answer.error["error"]["fields"]


@pytest.mark.parametrize(
    "words",
    [
        ("ask", "agenda", "on=0001-01-01"),
        ("ask", "agenda", "on=9999-12-31", "days=60"),
        ("ask", "agenda", "days=9223372036854775807"),
        ("do", "arrange_range", "products=5"),
        ("do", "arrange_range", "products=[{}]"),
        ("do", "log_activity", "values=[]"),
        ("do", "log_activity", 'values={"shoe_size": 44}'),
        ("do", "log_activity", 'values={"subject": {}}'),
        ("do", "log_activity", 'values={"subject": "Call", "starts_at": 5}'),
        ("do", "log_activity", "values=" + "[" * 100_000),
    ],
)
def test_what_cannot_be_meant_is_refused(run: Run, words: tuple[str, ...]) -> None:
    answer = run(*words)
    assert (answer.code, answer.value) == (3, None)


def test_figures_of_json_are_figures(run: Run) -> None:
    account = run("add", "accounts", "name=Alpha").value["id"]
    line = '[{"name": "Visit", "quantity": 2.5, "price": 80, "is_optional": true}]'
    quote = run("do", "make_quote", f"account={account}", f"lines={line}").value["value"]
    (row,) = run("list", "quote_lines", "--where", f"quote_id={quote}").value["rows"]
    assert (row["quantity"], row["price"], row["is_optional"]) == ("2.5", "80", True)


def test_a_preview_shows_every_known_client_among_many_new_ones(run: Run, tmp_path: Path) -> None:
    for number in range(20):
        run("add", "accounts", f"name=Client Number {number} S.p.A.", "country=IT")
    new = [f"Newcomer {number} Ltd;GB" for number in range(480)]
    known = [f"CLIENT NUMBER {number} SPA;IT" for number in range(20)]
    path = tmp_path / "fair.csv"
    path.write_text("\n".join(["Company;Country", *new, *known]), encoding="utf-8")
    found = run("import", str(path), "--preview").value
    assert (found["batch"], found["created"], found["matched"]) == (None, 480, 20)
    matches = [row for row in found["rows"] if row["action"] == "match"]
    assert len(matches) == 20
    assert all(row["reasons"] and row["match_id"] for row in matches)
    assert run("list", "accounts").value["total"] == 20


def test_an_import_of_many_rows_leaves_a_snapshot_from_before_it(
    run: Run, profile: Path, tmp_path: Path
) -> None:
    run("add", "accounts", "name=There before")
    file = tmp_path / "many.csv"
    file.write_text("Company\n" + "\n".join(f"Client number {n} Ltd" for n in range(400)), encoding="utf-8")
    assert run("import", str(file)).value["notes"] == []
    assert [each.name.rpartition("-")[2] for each in (profile / "backups").iterdir()] == ["import.rapport"]
    file.write_text("Company\nOne more Ltd\n", encoding="utf-8")
    run("import", str(file))
    assert len(list((profile / "backups").iterdir())) == 1, "a few rows are taken back by undo"
