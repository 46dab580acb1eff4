"""What the day pack holds: the agenda of a day and the brief of each visit, in visit order."""

from datetime import date, datetime
from typing import Any

from app.errors import Refused
from app.language import language as spoken
from app.queries.agenda import Appointment, agenda
from app.queries.briefing import brief_paper
from app.queries.company import company, in_zone, manager
from app.queries.papers import AgendaLine, DayPack, PromiseLine
from app.store.engine import Reader
from app.values import from_stored_moment

MOST_BRIEFS = 40


def day_pack_paper(reader: Reader, record_id: str = "", *, language: str = "en", **options: Any) -> DayPack:
    """The pack of a day; `record_id` is the day (2026-11-21), today when empty."""
    day = _day(record_id)
    found = agenda(reader, on=day, days=0)
    visits = [entry for entry in found.today if entry.kind == "visits"][:MOST_BRIEFS]
    briefs = tuple(brief_paper(reader, entry.id, language=language, on=day) for entry in visits)
    last = reader.value("SELECT at FROM changes ORDER BY seq DESC LIMIT 1")
    as_of = in_zone(reader, from_stored_moment(last)) if last else None
    return DayPack(
        company=company(reader),
        day=day,
        as_of=as_of or datetime.combine(day, datetime.min.time()).astimezone(),
        manager=manager(reader).name,
        agenda=tuple(_line(reader, entry, language) for entry in found.today),
        briefs=briefs,
        due=tuple(PromiseLine(item.title, item.due_on, item.account, item.is_overdue) for item in found.due),
    )


def _line(reader: Reader, entry: Appointment, language: str) -> AgendaLine:
    begins, ends = in_zone(reader, entry.starts_at), in_zone(reader, entry.ends_at)
    minutes = entry.travel_minutes
    travel = spoken(language).text("{minutes} minutes on the road", minutes=minutes) if minutes else ""
    return AgendaLine(
        begins.time() if begins else None, entry.account, entry.subject, entry.place,
        ends.time() if ends else None, travel,
    )  # fmt: skip


def _day(text: str) -> date:
    if not text:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("The day pack is asked for a day like 2026-11-21, not “{text}”.", text=text) from None
