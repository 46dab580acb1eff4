"""Imports once what every child of `tests.crashing` needs, so that a child starts in a few milliseconds."""

from sqlalchemy import create_engine
from sqlalchemy.orm import configure_mappers

from app.cli.parser import build_parser
from app.records import kinds
from app.services import records
from app.store import history, schema, writing

build_parser()
kinds()
configure_mappers()
mark = schema.shape_mark()
engine = create_engine("sqlite://")

__all__ = ["engine", "history", "mark", "records", "writing"]
