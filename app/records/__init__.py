"""What we keep: one module per subject, each declaring its records and the rules about one of them."""

import importlib
import pkgutil
from functools import cache

from app.errors import Refused
from app.records.base import Record


@cache
def kinds() -> dict[str, type[Record]]:
    """Every declared kind by the name of its table."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    found = {mapper.class_.__tablename__: mapper.class_ for mapper in Record.registry.mappers}
    return dict(sorted(found.items()))


def kind(name: str) -> type[Record]:
    """The kind of that name; refused with a sentence when there is none."""
    try:
        return kinds()[name]
    except KeyError:
        raise Refused("There is no kind of record called “{name}”.", name=name) from None
