"""The visit as its form shows it: the appointment, the people, and everything that was written down so far."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from app.errors import Refused
from app.queries.company import manager, preference
from app.store.engine import Reader
from app.values import day, moment

MOST_PEOPLE = 60
RIGHT = "unlock_visits"


@dataclass(frozen=True, slots=True)
class FormPerson:
    """Somebody who may have been there: a contact of the account (theirs) or a colleague (ours)."""

    id: str
    name: str
    job: str = ""
    role: str = ""
    email: str = ""
    is_present: bool = False


@dataclass(frozen=True, slots=True)
class FormObjective:
    """What the visit was meant to reach; `met` is yes, partly, no or nothing yet."""

    id: str
    text: str
    met: str = ""


@dataclass(frozen=True, slots=True)
class FormNeed:
    """A need already written down at this visit."""

    id: str
    statement: str
    importance: int | None
    family_id: str
    wanted_on: date | None


@dataclass(frozen=True, slots=True)
class FormObjection:
    """An objection already written down, and the complaint made of it, if any."""

    id: str
    text: str
    kind: str
    answer_id: str
    answer: str
    result: str
    case_number: str


@dataclass(frozen=True, slots=True)
class FormStep:
    """An agreed next step; `who` is the id of a colleague (ours) or of a contact (theirs)."""

    id: str
    text: str
    side: str
    who: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """An answer of the library with how often it was used and how often it convinced."""

    id: str
    heading: str
    kind: str
    text: str
    used: int
    worked: int


@dataclass(frozen=True, slots=True)
class FormPaper:
    """A quote or order that came of the visit."""

    kind: str
    id: str
    number: str
    state: str


@dataclass(frozen=True, slots=True)
class FormAddendum:
    """What was added after the visit was submitted."""

    on: date | None
    author: str
    text: str
    is_internal: bool


@dataclass(frozen=True, slots=True)
class VisitForm:
    """Everything the form of one visit needs; without an id it is a visit that nobody planned."""

    id: str
    account_id: str
    account: str
    state: str
    subject: str
    ask: str
    starts_at: datetime | None
    ends_at: datetime | None
    place: str
    summary: str
    decisions: str
    internal_notes: str
    competitor_notes: str
    atmosphere: str
    next_meeting_at: datetime | None
    submitted_at: datetime | None
    submitted_by: str
    may_unlock: bool
    me: str
    people: tuple[FormPerson, ...]
    colleagues: tuple[FormPerson, ...]
    guests: tuple[str, ...]
    objectives: tuple[FormObjective, ...]
    needs: tuple[FormNeed, ...]
    objections: tuple[FormObjection, ...]
    steps: tuple[FormStep, ...]
    papers: tuple[FormPaper, ...]
    addenda: tuple[FormAddendum, ...]
    families: tuple[tuple[str, str], ...]
    answers: tuple[FormAnswer, ...]

    @property
    def is_locked(self) -> bool:
        """Whether it was submitted, so that it is only added to."""
        return self.state == "submitted"


def visit_form(reader: Reader, visit: str = "", account: str = "") -> VisitForm:
    """The form of a visit, or of a new one at an account."""
    if visit:
        row = reader.row("SELECT * FROM visits WHERE id = ? AND deleted_at IS NULL", (visit,))
        if row is None:
            raise Refused("There is no visit with the id {id}.", id=visit)
        return _of_visit(reader, row)
    return _blank(reader, account)


def _blank(reader: Reader, account_id: str) -> VisitForm:
    account = reader.row("SELECT name, city FROM accounts WHERE id = ? AND deleted_at IS NULL", (account_id,))
    if account is None:
        raise Refused("There is no account with the id {id}.", id=account_id)
    me = preference(reader, "user.id")
    return VisitForm(
        id="", account_id=account_id, account=account.name, state="", subject="", ask="", starts_at=None,
        ends_at=None, place=account.city or "", summary="", decisions="", internal_notes="", competitor_notes="",
        atmosphere="", next_meeting_at=None, submitted_at=None, submitted_by="", may_unlock=False, me=me,
        people=_people(reader, account_id, set()), colleagues=_colleagues(reader, set(), me), guests=(),
        objectives=(), needs=(), objections=(), steps=(), papers=(), addenda=(), families=_families(reader),
        answers=_answers(reader),
    )  # fmt: skip


def _of_visit(reader: Reader, row: Any) -> VisitForm:
    present = reader.rows(
        "SELECT contact_id, user_id, name FROM visit_participants WHERE visit_id = ? AND deleted_at IS NULL"
        " AND was_present ORDER BY seq",
        (row.id,),
    )
    blank = _blank(reader, row.account_id)
    return replace(
        blank,
        id=row.id,
        state=row.state,
        subject=row.subject,
        starts_at=moment(row.starts_at),
        ends_at=moment(row.ends_at),
        place=row.place or "",
        next_meeting_at=moment(row.next_meeting_at),
        submitted_at=moment(row.submitted_at),
        submitted_by=_name_of(reader, row.submitted_by_id) if row.submitted_at else "",
        may_unlock=_may_unlock(reader, blank.me),
        people=_people(reader, row.account_id, {one.contact_id for one in present if one.contact_id}),
        colleagues=_colleagues(reader, {one.user_id for one in present if one.user_id}, blank.me),
        guests=tuple(one.name for one in present if one.name and not (one.contact_id or one.user_id)),
        objectives=_objectives(reader, row.id),
        needs=_needs(reader, row.id),
        objections=_objections(reader, row.id),
        steps=_steps(reader, row.id),
        papers=_papers(reader, row.id),
        addenda=_addenda(reader, row.id),
        ask=row.ask or "",
        summary=row.summary or "",
        decisions=row.decisions or "",
        internal_notes=row.internal_notes or "",
        competitor_notes=row.competitor_notes or "",
        atmosphere=row.atmosphere or "",
    )


def _name_of(reader: Reader, user_id: str | None) -> str:
    return manager(reader, user_id).name


def _may_unlock(reader: Reader, user_id: str) -> bool:
    rights = reader.value("SELECT rights FROM users WHERE id = ? AND deleted_at IS NULL", (user_id,))
    return RIGHT in (rights or "").replace(",", " ").split()


def _people(reader: Reader, account_id: str, present: set[str]) -> tuple[FormPerson, ...]:
    """The account's people, those who were there first."""
    rows = reader.rows(
        "SELECT id, name, job, buying_role, email FROM contacts WHERE account_id = ? AND deleted_at IS NULL"
        " ORDER BY is_key_player DESC, seq",
        (account_id,),
    )
    known = {row.id for row in rows}
    missing = sorted(present - known)
    if missing:
        marks = ",".join("?" * len(missing))
        rows += reader.rows(
            f"SELECT id, name, job, buying_role, email FROM contacts WHERE id IN ({marks})", tuple(missing)
        )
    people = [
        FormPerson(row.id, row.name, row.job or "", row.buying_role or "", row.email or "", row.id in present)
        for row in rows
    ]
    people.sort(key=lambda person: not person.is_present)
    return tuple(people[: max(MOST_PEOPLE, len(present))])


def _colleagues(reader: Reader, present: set[str], me: str) -> tuple[FormPerson, ...]:
    """Whom a step can be given to and who may have come along; the person at this laptop first."""
    rows = reader.rows(
        "SELECT id, name, job, email FROM users WHERE deleted_at IS NULL AND is_active"
        " ORDER BY id <> ?, name LIMIT 100",
        (me,),
    )
    return tuple(
        FormPerson(row.id, row.name, row.job or "", "", row.email or "", row.id in present) for row in rows
    )


def _objectives(reader: Reader, visit: str) -> tuple[FormObjective, ...]:
    rows = reader.rows(
        "SELECT id, text, met FROM visit_objectives WHERE visit_id = ? AND deleted_at IS NULL ORDER BY position, seq",
        (visit,),
    )
    return tuple(FormObjective(row.id, row.text, row.met or "") for row in rows)


def _needs(reader: Reader, visit: str) -> tuple[FormNeed, ...]:
    rows = reader.rows(
        "SELECT id, statement, importance, product_family_id, wanted_on FROM needs"
        " WHERE visit_id = ? AND deleted_at IS NULL ORDER BY seq",
        (visit,),
    )
    return tuple(
        FormNeed(row.id, row.statement, row.importance, row.product_family_id or "", day(row.wanted_on))
        for row in rows
    )


def _objections(reader: Reader, visit: str) -> tuple[FormObjection, ...]:
    rows = reader.rows(
        "SELECT o.id, o.text, o.kind, o.answer_id, o.answer, o.result, (SELECT coalesce(c.number, '–') FROM cases c"
        " WHERE c.objection_id = o.id AND c.deleted_at IS NULL LIMIT 1) AS number FROM objections o"
        " WHERE o.visit_id = ? AND o.deleted_at IS NULL ORDER BY o.seq",
        (visit,),
    )
    return tuple(
        FormObjection(
            row.id, row.text, row.kind or "", row.answer_id or "", row.answer or "", row.result or "",
            row.number or "",
        )
        for row in rows
    )  # fmt: skip


def _steps(reader: Reader, visit: str) -> tuple[FormStep, ...]:
    rows = reader.rows(
        "SELECT id, text, side, CASE WHEN side = 'ours' THEN owner_id ELSE contact_id END AS who, due_on FROM promises"
        " WHERE visit_id = ? AND deleted_at IS NULL AND state <> 'withdrawn' ORDER BY seq",
        (visit,),
    )
    return tuple(FormStep(row.id, row.text, row.side, row.who or "", day(row.due_on)) for row in rows)


def _papers(reader: Reader, visit: str) -> tuple[FormPaper, ...]:
    rows = reader.rows(
        "SELECT 'quotes' AS kind, id, number, state, seq FROM quotes WHERE visit_id = :visit AND deleted_at IS NULL"
        " UNION ALL SELECT 'orders', id, number, state, seq FROM orders WHERE visit_id = :visit AND deleted_at IS NULL"
        " ORDER BY seq",
        {"visit": visit},
    )
    return tuple(FormPaper(row.kind, row.id, row.number or "", row.state) for row in rows)


def _addenda(reader: Reader, visit: str) -> tuple[FormAddendum, ...]:
    rows = reader.rows(
        "SELECT added_on, author_id, text, is_internal FROM visit_addenda WHERE visit_id = ? AND deleted_at IS NULL"
        " ORDER BY seq",
        (visit,),
    )
    return tuple(
        FormAddendum(day(row.added_on), _name_of(reader, row.author_id), row.text, bool(row.is_internal))
        for row in rows
    )


def _families(reader: Reader) -> tuple[tuple[str, str], ...]:
    rows = reader.rows("SELECT id, name FROM product_families WHERE deleted_at IS NULL ORDER BY name, seq")
    return tuple((row.id, row.name) for row in rows)


def _answers(reader: Reader) -> tuple[FormAnswer, ...]:
    """The library, the answers that convinced most often first."""
    rows = reader.rows(
        "SELECT a.id, a.heading, a.kind, a.text, count(o.id) AS used,"
        " coalesce(sum(o.result = 'convinced'), 0) AS worked FROM objection_answers a"
        " LEFT JOIN objections o ON o.answer_id = a.id AND o.deleted_at IS NULL"
        " WHERE a.deleted_at IS NULL AND a.is_active GROUP BY a.id, a.heading, a.kind, a.text, a.seq"
        " ORDER BY worked DESC, a.heading, a.seq"
    )
    return tuple(
        FormAnswer(row.id, row.heading, row.kind or "", row.text or "", row.used, row.worked) for row in rows
    )
