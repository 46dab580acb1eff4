"""What the people at this laptop did and no server has acknowledged yet."""

from app.store.workspace import Workspace

SENT_MARK = "sync.sent_seq"
"""The last change of ours that a server acknowledged; absent before the first sync."""


def unsent(workspace: Workspace) -> int:
    """How many changes a server has not acknowledged."""
    sent = workspace.keeper.get(SENT_MARK)
    if sent is None:  # no server yet: every change is ours, and their numbers have no gaps
        return int(workspace.reader.value("SELECT coalesce(max(seq), 0) FROM changes"))
    sql = "SELECT count(*) FROM changes WHERE seq > ? AND origin <> 'server'"
    return int(workspace.reader.value(sql, (int(sent),)))
