"""What a visit report says, gathered from the visit and everything that came of it."""

from typing import Any

from app.errors import Refused
from app.language import Language
from app.language import language as spoken
from app.queries.company import address_lines, company, in_zone, manager, on_clock
from app.queries.papers import (
    Addendum,
    AgreedAction,
    Concern,
    NeedLine,
    Party,
    Person,
    Rival,
    VisitInternal,
    VisitPaper,
)
from app.store.engine import Reader
from app.values import day, from_stored_moment, moment


def visit_paper(
    reader: Reader, record_id: str, *, edition: str = "client", language: str = "en", **options: Any
) -> VisitPaper:
    """The report of a visit; the client's edition is gathered without any internal field."""
    visit = reader.row("SELECT * FROM visits WHERE id = ? AND deleted_at IS NULL", (record_id,))
    if visit is None:
        raise Refused("There is no visit with the id {id}.", id=record_id)
    if visit.starts_at is None:
        raise Refused(
            "The visit has no day yet; say when it took place.", fields={"starts_at": "This is needed."}
        )
    account = reader.row("SELECT * FROM accounts WHERE id = ?", (visit.account_id,))
    ours, theirs = _present(reader, visit)
    words = spoken(language)
    internal = edition == "internal"
    paper = VisitPaper(
        company=company(reader),
        client=Party(account.name, address_lines(account, words.code), account.tax_number or ""),
        starts_at=on_clock(reader, from_stored_moment(visit.starts_at), visit.time_zone),
        edition=edition,
        ends_at=in_zone(reader, moment(visit.ends_at), visit.time_zone),
        place=visit.place or "",
        subject=visit.subject,
        written_by=manager(reader, visit.owner_id).name,
        submitted_at=in_zone(reader, moment(visit.submitted_at), visit.time_zone),
        ours=ours,
        theirs=theirs,
        summary=_paragraphs(visit.summary),
        decisions=_paragraphs(visit.decisions),
        actions=_actions(reader, visit.id),
        needs=_needs(reader, visit.id),
        concerns=_complaints(reader, visit.id, words),
        papers=_papers(reader, visit),
        next_meeting_at=in_zone(reader, moment(visit.next_meeting_at), visit.time_zone),
        addenda=_addenda(reader, visit, internal),
        internal=_internal(reader, visit, words) if internal else None,
    )
    return paper if internal else paper.for_client()


def _paragraphs(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


def _present(reader: Reader, visit: Any) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    rows = reader.rows(
        "SELECT p.side, coalesce(c.name, u.name, p.name) AS name, coalesce(c.job, u.job) AS job, p.role"
        " FROM visit_participants p LEFT JOIN contacts c ON c.id = p.contact_id LEFT JOIN users u ON u.id = p.user_id"
        " WHERE p.visit_id = ? AND p.deleted_at IS NULL AND p.was_present ORDER BY p.seq",
        (visit.id,),
    )
    people = {
        side: [Person(row.name or "", row.job or "", row.role or "") for row in rows if row.side == side]
        for side in ("ours", "theirs")
    }
    writer = manager(reader, visit.owner_id)
    if writer.name and all(person.name != writer.name for person in people["ours"]):
        people["ours"].insert(0, Person(writer.name, writer.job))
    return tuple(people["ours"]), tuple(people["theirs"])


def _actions(reader: Reader, visit_id: str) -> tuple[AgreedAction, ...]:
    rows = reader.rows(
        "SELECT p.text, p.due_on, p.side, coalesce(CASE WHEN p.side = 'ours' THEN u.name ELSE c.name END,"
        " p.department) AS who FROM promises p LEFT JOIN users u ON u.id = p.owner_id"
        " LEFT JOIN contacts c ON c.id = p.contact_id WHERE p.visit_id = ? AND p.deleted_at IS NULL"
        " AND p.state <> 'withdrawn' ORDER BY p.due_on IS NULL, p.due_on, p.seq",
        (visit_id,),
    )
    return tuple(AgreedAction(row.text, row.who or "", day(row.due_on), row.side) for row in rows)


def _needs(reader: Reader, visit_id: str) -> tuple[NeedLine, ...]:
    rows = reader.rows(
        "SELECT n.statement, c.name AS person, coalesce(p.name, f.name) AS product, n.wanted_on FROM needs n"
        " LEFT JOIN contacts c ON c.id = n.contact_id LEFT JOIN products p ON p.id = n.product_id"
        " LEFT JOIN product_families f ON f.id = n.product_family_id"
        " WHERE n.visit_id = ? AND n.deleted_at IS NULL ORDER BY n.seq",
        (visit_id,),
    )
    return tuple(
        NeedLine(row.statement, row.person or "", row.product or "", day(row.wanted_on)) for row in rows
    )


def _complaints(reader: Reader, visit_id: str, words: Language) -> tuple[Concern, ...]:
    rows = reader.rows(
        "SELECT c.number, c.subject, c.type, u.name AS owner, c.answer FROM cases c"
        " LEFT JOIN users u ON u.id = c.owner_id WHERE c.visit_id = ? AND c.deleted_at IS NULL ORDER BY c.seq",
        (visit_id,),
    )
    return tuple(
        Concern(
            row.subject,
            words.choice(row.type, "cases.type"),
            row.number or "",
            row.owner or "",
            row.answer or "",
        )
        for row in rows
    )


def _objections(reader: Reader, visit_id: str, words: Language) -> tuple[Concern, ...]:
    rows = reader.rows(
        "SELECT text, kind, answer FROM objections WHERE visit_id = ? AND deleted_at IS NULL ORDER BY seq",
        (visit_id,),
    )
    return tuple(
        Concern(
            row.text, words.choice(row.kind, "objections.kind") if row.kind else "", answer=row.answer or ""
        )
        for row in rows
    )


def _papers(reader: Reader, visit: Any) -> tuple[str, ...]:
    quotes = reader.column(
        "SELECT number FROM quotes WHERE (visit_id = ? OR id = ?) AND deleted_at IS NULL AND number IS NOT NULL"
        " AND state <> 'draft' ORDER BY seq",
        (visit.id, visit.quote_id or ""),
    )
    orders = reader.column(
        "SELECT number FROM orders WHERE (visit_id = ? OR id = ?) AND deleted_at IS NULL AND number IS NOT NULL"
        " ORDER BY seq",
        (visit.id, visit.order_id or ""),
    )
    return (*quotes, *orders)


def _addenda(reader: Reader, visit: Any, internal: bool) -> tuple[Addendum, ...]:
    hidden = "" if internal else " AND NOT a.is_internal"
    rows = reader.rows(
        "SELECT a.created_at, a.text, u.name AS author FROM visit_addenda a LEFT JOIN users u ON u.id = a.author_id"
        f" WHERE a.visit_id = ? AND a.deleted_at IS NULL{hidden} ORDER BY a.seq",
        (visit.id,),
    )
    writer = manager(reader, visit.owner_id).name
    return tuple(
        Addendum(
            on_clock(reader, from_stored_moment(row.created_at), visit.time_zone),
            row.author or writer,
            row.text,
        )
        for row in rows
    )


def _internal(reader: Reader, visit: Any, words: Language) -> VisitInternal:
    rivals = reader.rows(
        "SELECT c.name, s.text FROM competitor_sightings s JOIN competitors c ON c.id = s.competitor_id"
        " WHERE s.visit_id = ? AND s.deleted_at IS NULL ORDER BY s.seq",
        (visit.id,),
    )
    notes = [*_paragraphs(visit.internal_notes), *_paragraphs(visit.competitor_notes)]
    if visit.atmosphere:
        notes.append(words.text("Atmosphere: {how}", how=words.choice(visit.atmosphere, "visits.atmosphere")))
    return VisitInternal(
        notes=tuple(notes),
        rivals=tuple(Rival(row.name, row.text or "") for row in rivals),
        objections=_objections(reader, visit.id, words),
    )
