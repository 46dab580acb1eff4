"""The calendar: which appointments stand in which day."""

from datetime import date, datetime, timedelta

from app.queries.agenda import week
from app.services import records, visits
from app.store.workspace import Workspace

WEDNESDAY = date(2026, 11, 18)


def plan(workspace: Workspace, subject: str, day: date, hour: int, minute: int = 0) -> str:
    account = workspace.do("Add", records.add, "accounts", {"name": subject}).value
    at = datetime.combine(day, datetime.min.time()).replace(hour=hour, minute=minute).astimezone()
    return workspace.do("Plan", visits.plan_visit, account, subject, at, confirm_overlap=True).value


def shown(workspace: Workspace) -> dict[date, list[str]]:
    found = workspace.ask(week, WEDNESDAY)
    return {each.day: [entry.subject for entry in each.appointments] for each in found if each.appointments}


def test_a_week_runs_from_monday_to_sunday_whatever_day_is_asked_for(workspace: Workspace) -> None:
    days = [each.day for each in workspace.ask(week, WEDNESDAY)]
    assert days == [date(2026, 11, 16) + timedelta(days=at) for at in range(7)]


def test_the_first_and_the_last_minute_of_the_week_belong_to_it(workspace: Workspace) -> None:
    monday, sunday = date(2026, 11, 16), date(2026, 11, 22)
    plan(workspace, "first", monday, 0)
    plan(workspace, "last", sunday, 23, 59)
    plan(workspace, "before", monday - timedelta(days=1), 23, 59)
    plan(workspace, "after", sunday + timedelta(days=1), 0)
    assert shown(workspace) == {monday: ["first"], sunday: ["last"]}


def test_a_day_is_in_order_of_time_and_a_cancelled_visit_is_gone(workspace: Workspace) -> None:
    plan(workspace, "late", WEDNESDAY, 16)
    plan(workspace, "early", WEDNESDAY, 8)
    gone = plan(workspace, "gone", WEDNESDAY, 12)
    workspace.do("Cancel", visits.cancel_visit, gone, "ill")
    assert shown(workspace) == {WEDNESDAY: ["early", "late"]}
