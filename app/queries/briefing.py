"""What is known before a meeting, gathered for the one page that is printed."""

from datetime import date, datetime, timedelta
from typing import Any

from app.errors import Refused
from app.language import Language
from app.language import language as spoken
from app.queries import account_card, question
from app.queries import brief_facts as facts
from app.queries.changed import changes_since
from app.queries.company import company, in_zone, manager
from app.queries.papers import (
    Brief,
    BriefPerson,
    Excerpt,
    PastContact,
    Rival,
)
from app.store.engine import Reader
from app.values import day, from_stored_moment, moment

MOST = 12
"""How many of each a page could ever show; the totals count all."""


@question("Meeting brief")
def briefing(
    reader: Reader, visit: str = "", account: str = "", language: str = "en", on: date | None = None
) -> Brief:
    """Everything the page before a meeting may say: of a visit, or of an account without one."""
    return brief_paper(reader, visit or account, language=language, on=on)


def brief_paper(
    reader: Reader, record_id: str, *, language: str = "en", on: date | None = None, **options: Any
) -> Brief:
    """The brief of a visit, or of an account; sentences in the language of the paper."""
    visit = reader.row("SELECT * FROM visits WHERE id = ? AND deleted_at IS NULL", (record_id,))
    account_id = visit.account_id if visit else record_id
    account = reader.row("SELECT * FROM accounts WHERE id = ? AND deleted_at IS NULL", (account_id,))
    if account is None:
        raise Refused("There is no visit or account with the id {id}.", id=record_id)
    today = on or date.today()
    return _brief(reader, visit, account, today, spoken(language))


def _brief(reader: Reader, visit: Any, account: Any, today: date, words: Language) -> Brief:
    last = _last_visit(reader, account.id, visit)
    since = day(last.starts_at[:10]) if last else None
    changes = changes_since(reader, account.id, since, today, words) if since else ()
    zone = visit.time_zone if visit else None
    contacts, contacts_total = _contacts(reader, account.id, words)
    our_person = manager(reader, visit.owner_id if visit else account.owner_id)
    return Brief(
        company=company(reader),
        account=account.name,
        as_of=_as_of(reader, account, today),
        account_line=_account_line(account, words),
        manager=our_person.name,
        subject=visit.subject if visit else "",
        goal=_goal(reader, visit),
        ask=(visit.ask or "") if visit else "",
        starts_at=in_zone(reader, moment(visit.starts_at), zone) if visit else None,
        ends_at=in_zone(reader, moment(visit.ends_at), zone) if visit else None,
        place=_place(visit, account),
        directions=_directions(visit, words),
        synced_at=_synced_at(reader),
        last_visit_on=since,
        warnings=Excerpt.of(facts.warnings(reader, account, today, words)),
        people=_people(reader, visit, account.id, words),
        changes=Excerpt.of(changes[:MOST], len(changes)),
        contacts=Excerpt(contacts, contacts_total),
        our_promises=facts.open_promises(reader, account.id, "ours", today),
        their_promises=facts.open_promises(reader, account.id, "theirs", today),
        orders=facts.open_orders(reader, account.id, today),
        cases=facts.open_cases(reader, account.id, today, words),
        needs=_needs(reader, account.id),
        money=facts.money(reader, account, today),
        rhythm=facts.rhythm(reader, account.id, today),
        terms=Excerpt.of(facts.terms(reader, account.id, today, words)),
        next_products=facts.next_products(reader, account.id, words),
        rivals=_rivals(reader, account.id),
        questions=Excerpt.of(_questions(reader, visit, account.id, words)),
    )


def _as_of(reader: Reader, account: Any, today: date) -> datetime:
    """The newest fact in it: the last write before the end of that day. No clock: same data, same page."""
    end = f"{(today + timedelta(days=1)).isoformat()}T00:00:00.000Z"
    last = reader.value("SELECT at FROM changes WHERE at < ? ORDER BY seq DESC LIMIT 1", (end,))
    found = from_stored_moment(last or account.changed_at)
    return in_zone(reader, found) or found


def _synced_at(reader: Reader) -> datetime | None:
    last = reader.value("SELECT value FROM local WHERE name = 'sync.last_at'")
    return in_zone(reader, moment(last))


def _account_line(account: Any, words: Language) -> str:
    tier = words.text("Key account") if account.tier == "key" else ""
    parts = (tier, words.choice(account.stage, "accounts.stage"), account.city, account.industry)
    return " · ".join(part for part in parts if part)


def _goal(reader: Reader, visit: Any) -> str:
    if visit is None:
        return ""
    texts = reader.column(
        "SELECT text FROM visit_objectives WHERE visit_id = ? AND deleted_at IS NULL ORDER BY position, seq",
        (visit.id,),
    )
    return "; ".join(texts) or visit.preparation or ""


def _place(visit: Any, account: Any) -> str:
    if visit is not None and visit.place:
        return str(visit.place)
    return ", ".join(part for part in (account.street, account.postal_code, account.city) if part)


def _directions(visit: Any, words: Language) -> str:
    if visit is None or not visit.travel_minutes:
        return ""
    return words.text("{minutes} minutes on the road", minutes=visit.travel_minutes)


def _last_visit(reader: Reader, account_id: str, visit: Any) -> Any:
    return reader.row(
        "SELECT starts_at FROM visits WHERE account_id = :account AND deleted_at IS NULL AND id <> :visit"
        " AND state IN ('saved', 'submitted') AND starts_at < :before ORDER BY starts_at DESC LIMIT 1",
        {
            "account": account_id,
            "visit": visit.id if visit else "",
            "before": (visit.starts_at if visit else None) or "9999",
        },
    )


def _people(reader: Reader, visit: Any, account_id: str, words: Language) -> Excerpt[BriefPerson]:
    invited = set(
        reader.column(
            "SELECT contact_id FROM visit_participants WHERE visit_id = ? AND deleted_at IS NULL", (visit.id,)
        )
        if visit
        else ()
    )
    people, total = account_card.people(reader, account_id)
    ordered = sorted(people, key=lambda person: person.id not in invited)
    return Excerpt(
        tuple(
            BriefPerson(
                person.name, person.job, words.choice(person.buying_role or "", "contacts.buying_role"),
                person.cares_about, person.last_met_on, person.id in invited,
            )
            for person in ordered[:MOST]
        ),
        total,
    )  # fmt: skip


def _contacts(reader: Reader, account_id: str, words: Language) -> tuple[tuple[PastContact, ...], int]:
    done = (
        "SELECT starts_at, 'visit' AS type, coalesce(summary, subject) AS text, owner_id FROM visits"
        " WHERE account_id = :account AND deleted_at IS NULL AND state IN ('saved', 'submitted')"
        " UNION ALL SELECT starts_at, type, coalesce(text, subject), owner_id FROM activities"
        " WHERE account_id = :account AND deleted_at IS NULL AND state = 'done' AND type NOT IN ('task', 'note')"
        " AND starts_at IS NOT NULL"
    )
    rows = reader.rows(
        f"SELECT d.starts_at, d.type, d.text, u.name AS owner FROM ({done} ORDER BY starts_at DESC LIMIT 3) d"
        " LEFT JOIN users u ON u.id = d.owner_id ORDER BY d.starts_at DESC",
        {"account": account_id},
    )
    counts = reader.row(
        "SELECT (SELECT count(*) FROM visits WHERE account_id = :account AND deleted_at IS NULL"
        " AND state IN ('saved', 'submitted')) + (SELECT count(*) FROM activities WHERE account_id = :account"
        " AND deleted_at IS NULL AND state = 'done' AND type NOT IN ('task', 'note')) AS total",
        {"account": account_id},
    )
    shown = tuple(
        PastContact(
            date.fromisoformat(row.starts_at[:10]), words.choice(row.type, "activities.type"), row.text or "",
            row.owner or "",
        )
        for row in rows
    )  # fmt: skip
    return shown, counts.total


def _needs(reader: Reader, account_id: str) -> Excerpt[str]:
    return Excerpt.of(
        reader.column(
            "SELECT statement FROM needs WHERE account_id = ? AND deleted_at IS NULL"
            " AND state IN ('found', 'matched', 'offered') ORDER BY importance IS NULL, importance DESC, seq DESC",
            (account_id,),
        )
    )


def _rivals(reader: Reader, account_id: str) -> Excerpt[Rival]:
    rows = reader.rows(
        "SELECT c.name, s.text AS note FROM competitor_sightings s JOIN competitors c ON c.id = s.competitor_id"
        " WHERE s.account_id = ? AND s.deleted_at IS NULL AND c.deleted_at IS NULL ORDER BY s.seen_on DESC, s.seq DESC",
        (account_id,),
    )
    newest = {row.name: row.note or "" for row in reversed(rows)}
    return Excerpt.of(Rival(name, note) for name, note in reversed(newest.items()))


def _questions(reader: Reader, visit: Any, account_id: str, words: Language) -> list[str]:
    """The questions written for the visit, filled up to three by what is not known."""
    own = [line.strip() for line in (visit.questions or "").splitlines() if line.strip()] if visit else []
    if len(own) < 3:
        own += _gaps(reader, account_id, words)
    return own[: max(3, len(own) if visit and visit.questions else 3)]


def _gaps(reader: Reader, account_id: str, words: Language) -> list[str]:
    roles = set(
        reader.column(
            "SELECT DISTINCT buying_role FROM contacts WHERE account_id = ? AND deleted_at IS NULL"
            " AND buying_role IS NOT NULL",
            (account_id,),
        )
    )
    gaps = []
    if not roles & {"decision_maker", "approver"}:
        gaps.append(words.text("Who takes the decision, and who signs?"))
    if not reader.value(
        "SELECT count(*) FROM needs WHERE account_id = ? AND deleted_at IS NULL", (account_id,)
    ):
        gaps.append(words.text("What would make their work easier this year?"))
    if not reader.value(
        "SELECT count(*) FROM competitor_sightings WHERE account_id = ? AND deleted_at IS NULL", (account_id,)
    ):
        gaps.append(words.text("Whom else do they buy from, and why?"))
    gaps.append(words.text("What went well since we last met, and what did not?"))
    gaps.append(words.text("What is their next decision, and when?"))
    return gaps
