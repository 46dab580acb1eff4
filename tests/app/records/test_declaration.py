"""Every kind keeps the promises the rest of the program builds on."""

import re
from collections.abc import Callable

from sqlalchemy import create_engine, text
from sqlalchemy.dialects.postgresql.base import RESERVED_WORDS as POSTGRES_WORDS
from sqlalchemy.dialects.sqlite.base import SQLiteIdentifierPreparer
from sqlalchemy.orm import configure_mappers

from app.records import kinds
from app.records.base import KINDS, Record, fields, links

EVERY = kinds()
AUDIENCES = {"org", "team", "portfolio", "finance", "private"}
POLICIES = {"auto", "ask", "text", "add", "append", "set", "command"}
ASKED = {
    "state", "stage", "owner_id", "discount_percent", "credit_limit", "payment_terms", "payment_terms_days",
    "price", "list_price", "bonus_percent",
}  # fmt: skip
DAYS = {"birthday", "valid_from", "valid_until", "warranty_until", "stage_since"}
"""Days (and here and there moments) whose usual name says so without an ending."""
ABBREVIATIONS = re.compile(
    r"\b(nr|qty|amt|tel|acct|addr|desc|min|max|ref|id|vat|pct|e\.g|etc)\b\.?", re.IGNORECASE
)


def of_every_kind(rule: Callable[[type[Record]], None]) -> Callable[[], None]:
    """One test that holds a rule against every kind and names those that break it."""

    def test() -> None:
        broken = {}
        for table, kind in EVERY.items():
            try:
                rule(kind)
            except AssertionError as problem:
                broken[table] = str(problem)
        assert not broken

    return test


@of_every_kind
def test_a_kind_is_called_by_one_name_and_several(kind: type[Record]) -> None:
    assert kind.title and kind.titles and kind.title != kind.titles
    assert kind.__doc__ and kind.__doc__ != Record.__doc__


def test_no_two_kinds_are_called_the_same() -> None:
    for names in ([each.title for each in EVERY.values()], [each.titles for each in EVERY.values()]):
        assert len(set(names)) == len(names)


@of_every_kind
def test_tables_are_plural_and_classes_singular(kind: type[Record]) -> None:
    table = kind.__tablename__
    words = re.findall("[A-Z][a-z]+", kind.__name__)
    singular = "_".join(words).lower()
    uncountable = {"evidence", "account_finance"}
    endings = {singular + "s", singular + "es", re.sub("y$", "ies", singular), re.sub("um$", "a", singular)}
    assert table in endings - {singular} or (table in uncountable and table == singular)


@of_every_kind
def test_no_name_needs_quotes_in_sql(kind: type[Record]) -> None:
    reserved = {word.lower() for word in POSTGRES_WORDS | SQLiteIdentifierPreparer.reserved_words}
    assert kind.__tablename__ not in reserved
    # SQLite takes its newer words as names, PostgreSQL does not take its own.
    assert not {column.key for column in kind.__table__.columns} & {word.lower() for word in POSTGRES_WORDS}


@of_every_kind
def test_names_fit_into_postgres(kind: type[Record]) -> None:
    names = [
        kind.__tablename__,
        *kind.__table__.columns.keys(),
        *(str(each.name) for each in kind.__table__.indexes),
    ]
    assert all(len(name) <= 63 for name in names)


@of_every_kind
def test_a_kind_travels_in_a_known_partition(kind: type[Record]) -> None:
    assert kind.audience in AUDIENCES


@of_every_kind
def test_what_belongs_to_a_portfolio_leads_to_an_account(kind: type[Record]) -> None:
    """Else nobody could tell whose laptop it may lie on."""
    if kind.audience not in ("portfolio", "finance") or kind.__tablename__ == "accounts":
        return
    targets = set(links(kind).values())
    reached = {
        "accounts",
        "contacts",
        "visits",
        "quotes",
        "orders",
        "contracts",
        "deliveries",
        "opportunities",
    }
    reached |= {"cases", "surveys", "account_plans"}
    assert targets & reached


@of_every_kind
def test_what_is_private_names_its_owner(kind: type[Record]) -> None:
    if kind.audience == "private":
        assert {"owner_id", "user_id"} & set(fields(kind))


@of_every_kind
def test_what_names_and_tells_apart_is_there(kind: type[Record]) -> None:
    columns = set(kind.__table__.columns.keys())
    assert kind.named_by in columns
    assert set(kind.detailed_by) <= columns
    assert kind.named_by not in kind.detailed_by
    assert kind.named_by not in links(kind), "a name is a text, not an id"
    assert 1 <= kind.search_rank <= 99


@of_every_kind
def test_what_is_searched_is_named_by_something_a_person_reads(kind: type[Record]) -> None:
    if any(about.search for about in fields(kind).values()):
        assert fields(kind)[kind.named_by].kind in ("text", "long", "choice", "phone", "email", "web")


@of_every_kind
def test_a_form_and_a_list_have_something_to_show(kind: type[Record]) -> None:
    listed = [name for name, about in fields(kind).items() if about.listed]
    assert 1 <= len(listed) <= 12


@of_every_kind
def test_labels_are_short_words_in_sentence_case(kind: type[Record]) -> None:
    labels = [about.label for about in fields(kind).values()]
    for label in labels:
        assert label[0].isupper() and not label.endswith((".", ":"))
        assert len(label) <= 40
        assert not ABBREVIATIONS.search(label), label
        assert not any(word[0].isupper() for word in label.split()[1:] if word != "I"), label


@of_every_kind
def test_no_two_fields_of_a_group_carry_the_same_label(kind: type[Record]) -> None:
    seen = [(about.group, about.label) for about in fields(kind).values()]
    assert len(set(seen)) == len(seen)


@of_every_kind
def test_fields_of_a_group_stand_together(kind: type[Record]) -> None:
    groups = [about.group for about in fields(kind).values() if about.group]
    runs = [group for place, group in enumerate(groups) if place == 0 or groups[place - 1] != group]
    assert len(set(runs)) == len(runs)


@of_every_kind
def test_every_field_has_a_known_kind_and_merge_policy(kind: type[Record]) -> None:
    for about in fields(kind).values():
        assert about.kind in KINDS
        assert about.merge in POLICIES


@of_every_kind
def test_money_terms_owner_and_stage_are_decided_by_a_person(kind: type[Record]) -> None:
    for name, about in fields(kind).items():
        if name in ASKED and about.merge != "append":
            assert about.merge == "ask", name


@of_every_kind
def test_long_texts_are_merged_line_by_line_or_asked_for(kind: type[Record]) -> None:
    for name, about in fields(kind).items():
        if about.kind == "long":
            assert about.merge in ("text", "ask", "append"), name


@of_every_kind
def test_money_stands_beside_its_currency(kind: type[Record]) -> None:
    money = {name: about for name, about in fields(kind).items() if about.kind == "money"}
    if not money:
        return
    holders = [kind, *(EVERY[table] for name, table in links(kind).items() if fields(kind)[name].part_of)]
    named = {"currency"} & {name for holder in holders for name in fields(holder)}
    elsewhere = any(table in ("segments", "teams") for table in links(kind).values())
    assert named or elsewhere


@of_every_kind
def test_fields_decided_together_share_one_policy(kind: type[Record]) -> None:
    groups: dict[str, set[str]] = {}
    for about in fields(kind).values():
        if about.merge_group:
            groups.setdefault(about.merge_group, set()).add(about.merge)
    assert all(len(policies) == 1 for policies in groups.values()), groups


@of_every_kind
def test_nobody_decides_a_group_of_one(kind: type[Record]) -> None:
    groups = [about.merge_group for about in fields(kind).values() if about.merge_group]
    assert all(groups.count(group) > 1 for group in groups)


@of_every_kind
def test_choices_are_plain_words(kind: type[Record]) -> None:
    for about in fields(kind).values():
        assert len(set(about.choices)) == len(about.choices)
        assert all(re.fullmatch("[a-z][a-z0-9]*(_[a-z0-9]+)*", choice) for choice in about.choices)


@of_every_kind
def test_a_default_is_one_of_the_choices(kind: type[Record]) -> None:
    for name, about in fields(kind).items():
        default = kind.__table__.c[name].default
        if about.choices and default is not None:
            assert default.arg in about.choices


@of_every_kind
def test_links_point_to_kinds_there_are(kind: type[Record]) -> None:
    for name, table in links(kind).items():
        assert table in EVERY
        assert name.endswith("_id")


@of_every_kind
def test_what_ends_on_id_and_is_no_link_is_a_text_of_another_world(kind: type[Record]) -> None:
    loose = {name for name in fields(kind) if name.endswith("_id")} - set(links(kind))
    assert loose <= {"external_id", "record_id", "message_id"}


@of_every_kind
def test_a_part_cannot_be_without_its_whole(kind: type[Record]) -> None:
    parts = [name for name, about in fields(kind).items() if about.part_of]
    assert set(parts) <= set(links(kind))
    if len(parts) == 1 and kind.__tablename__ not in ("holidays", "survey_answers"):
        assert fields(kind)[parts[0]].required


@of_every_kind
def test_moments_days_and_flags_are_named_by_their_kind(kind: type[Record]) -> None:
    for name, about in fields(kind).items():
        if about.kind == "moment":
            assert name.endswith("_at") or name in DAYS
        if about.kind == "day":
            assert name.endswith("_on") or name in DAYS
        if about.kind == "flag":
            assert name.startswith(("is_", "has_", "was_", "needs_", "do_not_"))
        if name.endswith("_at"):
            assert about.kind == "moment"
        if name.endswith("_on"):
            assert about.kind == "day"


@of_every_kind
def test_sorting_columns_are_there(kind: type[Record]) -> None:
    for name, column in kind.sorted_as.items():
        assert name in fields(kind)
        assert kind.__table__.c[column].info.get("derived")


@of_every_kind
def test_rollups_read_kinds_there_are(kind: type[Record]) -> None:
    for column, rollup in kind.rollups.items():
        assert kind.__table__.c[column].info.get("derived")
        assert all(
            links(EVERY[source])[name] == kind.__tablename__ for source, name in rollup.sources.items()
        )


@of_every_kind
def test_rollups_are_sql_that_runs(kind: type[Record]) -> None:
    if not kind.rollups:
        return
    engine = create_engine("sqlite://")
    Record.metadata.create_all(engine)
    with engine.connect() as connection:
        for rollup in kind.rollups.values():
            assert connection.execute(text(rollup.sql), {"id": "x"}).scalar() is None
    engine.dispose()


def test_all_tables_are_made_strict_and_all_mappers_agree() -> None:
    configure_mappers()
    engine = create_engine("sqlite://")
    Record.metadata.create_all(engine)
    with engine.connect() as connection:
        made = dict(
            list(connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")))
        )
    engine.dispose()
    assert set(EVERY) <= set(made)
    assert all(made[name].rstrip().endswith("STRICT") for name in EVERY)


def test_the_whole_lifecycle_is_declared() -> None:
    needed = {
        "accounts", "contacts", "addresses", "channels", "consents", "affiliations", "influence_lines", "leads",
        "activities", "visits", "visit_participants", "visit_objectives", "visit_addenda", "promises", "needs",
        "objections", "objection_answers", "competitors", "opportunities", "products", "price_lists", "prices",
        "special_terms", "promotions", "quotes", "quote_lines", "contracts", "contract_clauses", "clause_topics",
        "concessions", "obligations", "orders", "order_lines", "deliveries", "invoices", "payments", "cases",
        "case_actions", "services", "surveys", "survey_answers", "referrals", "loyalty_entries", "campaigns",
        "events", "targets", "account_plans", "evidence", "reliability_grades", "charters", "charter_breaches",
        "supplier_scores", "commitments", "relationship_scores", "attachments", "approvals", "change_requests",
    }  # fmt: skip
    assert needed <= set(EVERY)


@of_every_kind
def test_every_link_is_found_by_an_index(kind: type[Record]) -> None:
    leading = {next(iter(each.columns)).key for each in kind.__table__.indexes}
    assert set(links(kind)) <= leading


def test_an_empty_link_costs_no_entry_and_a_filled_one_is_looked_up_by_index() -> None:
    engine = create_engine("sqlite://")
    Record.metadata.create_all(engine)
    with engine.connect() as connection:
        plan = connection.execute(
            text("EXPLAIN QUERY PLAN SELECT * FROM activities WHERE case_id = :id"), {"id": "x"}
        )
        made = connection.execute(
            text("SELECT sql FROM sqlite_master WHERE name = 'ix_activities_case_id'")
        ).scalar()
        assert "ix_activities_case_id" in plan.one().detail
    engine.dispose()
    assert "WHERE case_id IS NOT NULL" in str(made)
