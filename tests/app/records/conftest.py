"""A plain database in memory: records are true without the store."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from app.records import kinds
from app.records.base import Record


@pytest.fixture(scope="session")
def every_kind() -> dict[str, type[Record]]:
    return kinds()


@pytest.fixture
def session(every_kind: dict[str, type[Record]]) -> Iterator[Session]:
    engine = create_engine("sqlite://")
    Record.metadata.create_all(engine)
    with Session(engine, autoflush=False) as opened:
        yield opened
    engine.dispose()


@pytest.fixture
def kept(session: Session) -> Callable[..., Record]:
    """Keeps a record as if a step of its own had written it."""
    steps = count()

    def keep(record: Record) -> Record:
        moment = datetime(2026, 11, 21, 9, tzinfo=UTC) + timedelta(minutes=next(steps))
        record.created_at = record.changed_at = moment
        session.add(record)
        session.flush()
        return record

    return keep
