"""The report as a mail draft: the client's copy attached, opened by the mail program, never sent by us."""

from pathlib import Path
from typing import Any

from app.language import N_

SUBJECT = N_("Report of our meeting on {day}")
BODY = N_(
    "Dear Sir or Madam,\n\nplease find attached the report of our meeting on {day}.\n"
    "If anything is missing or not as you remember it, please tell me.\n\nKind regards\n{name}"
)


def report_draft(workspace: Any, visit: str, folder: str) -> str:
    """Write the draft of a visit's report with its PDF into a folder; returns the path of the .eml file."""
    from app.documents import print_document
    from app.interop.mail import Enclosure, draft, write_draft
    from app.language import language
    from app.queries.company import client_language, manager, preference
    from app.queries.visit_form import visit_form

    reader = workspace.reader
    found = visit_form(reader, visit)
    code = client_language(reader, found.account_id)
    paper = print_document(reader, "visit_report", visit, language=code, edition="client")
    people = [(each.name, each.email) for each in found.people if each.is_present and each.email]
    words = language(code)
    day = words.day(found.starts_at.astimezone().date(), "long") if found.starts_at else ""
    me = manager(reader)
    content = draft(
        people,
        words.text(SUBJECT, day=day),
        words.text(BODY, day=day, name=me.name),
        [Enclosure(paper.file_name, paper.data)],
        sender=preference(reader, "user.email"),
        language=code,
    )
    return str(write_draft(Path(folder) / f"{Path(paper.file_name).stem}.eml", content))
