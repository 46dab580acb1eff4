"""Which record a table describes and which field each column fills; everything is data that a person may change.

A target is written `kind.field` (`accounts.name`); a link adds how the other record is found:
`orders.account_id:external_id`, `contacts.account_id:name`. Numbered lists (`contacts.phones`) and their
types (`contacts.phones.type`) are spread over the fields by the conversion.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.errors import Refused
from app.interop import targets
from app.interop.parsed import Table
from app.interop.titles import Title, key, named_kind, understand

SAMPLE_ROWS = 50
OURS = "Rapport"
Declared = Mapping[str, Mapping[str, tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Recognition:
    """How a table is to be taken in."""

    kind: str
    columns: dict[str, str]
    profile: str = ""
    confidence: float = 0.0
    constants: dict[str, Any] = field(default_factory=dict)
    id_prefix: str = ""
    date_hint: str = "dmy"
    field_kinds: dict[str, str] = field(default_factory=dict)

    @property
    def unused(self) -> list[str]:
        """Titles of columns that are not taken."""
        return [title for title, target in self.columns.items() if not target]

    def changed(self, columns: Mapping[str, str], kind: str = "") -> "Recognition":
        """The same with a person's own choices; an empty target leaves a column out."""
        own = {
            title: target if "." in target or not target else f"{kind or self.kind}.{target}"
            for title, target in columns.items()
        }
        return replace(self, kind=targets.BASE.get(kind, kind) or self.kind, columns={**self.columns, **own})


def recognise(
    table: Table, file_name: str = "", kind: str = "", declared: Declared | None = None
) -> Recognition:
    """The most likely reading of a table.

    `kind` is the person's own word for what it holds; `declared` tells the fields of all kinds (name →
    label and kind of value), so that what the program exported comes back field by field.
    """
    own = _our_own(table, kind, declared or {})
    if own:
        return own
    titles = {title: understand(title) for title in table.columns}
    meant = {title: meaning for title, meaning in titles.items() if meaning}
    by_values = _by_values(table, meant)
    concepts = {meaning.concept for meaning in (*meant.values(), *by_values.values())}
    certain = kind or _type_column(table)
    found = certain or decide_kind(concepts, named_kind(file_name.rsplit(".", 1)[0]))
    if found not in targets.FIELDS:
        return Recognition("", dict.fromkeys(table.columns, ""), "", 0.0)
    profile = _profile(table.columns)
    base = targets.BASE.get(found, found)
    columns = _columns(table.columns, {**by_values, **meant}, found)
    columns, kinds = _with_declared(columns, base, declared or {})
    taken = sum(1 for target in columns.values() if target)
    return Recognition(
        base,
        columns,
        profile,
        round(min(0.99, 0.4 + 0.6 * taken / max(len(table.columns), 1)), 2) if taken else 0.0,
        _constants(found, named_kind(file_name.rsplit(".", 1)[0]), file_name, table),
        targets.ID_PREFIX.get(found, ""),
        "mdy" if profile == "Outlook" and "First Name" in table.columns else "dmy",
        kinds,
    )


def decide_kind(concepts: set[str], hint: str = "") -> str:
    """The kind whose signs are among the concepts of the titles; `hint` comes from the file's name."""
    found = next((name for name, needed in targets.SIGNS if _has_signs(concepts, needed)), "")
    if not found:
        return (
            hint
            if hint in targets.FIELDS and concepts & set(targets.FIELDS[hint])
            else "accounts"
            if "name" in concepts
            else ""
        )
    people = bool(concepts & {"given_name", "family_name", "middle_name"})
    if found in ("accounts", "contacts") and hint in (
        "accounts",
        "contacts",
        "suppliers",
        "users",
        "product_families",
    ):
        return found if people and hint in ("accounts", "suppliers") else hint
    return found


def _has_signs(concepts: set[str], needed: Sequence[str]) -> bool:
    return all(concepts & set(choice.split("|")) for choice in needed)


def _type_column(table: Table) -> str:
    """Salesforce names the type of each record beside it."""
    if "attributes.type" not in table.columns:
        return ""
    first = table.rows.head(1)
    return named_kind(first[0][table.columns.index("attributes.type")]) if first else ""


def _profile(columns: Sequence[str]) -> str:
    """The program a file comes from, by titles that only it writes."""
    present = {key(column) for column in columns}
    for name, signs in targets.PROFILES:
        if all(any(key(choice) in present for choice in sign.split("|")) for sign in signs):
            return name
    return ""


def _constants(found: str, from_name: str, file_name: str, table: Table) -> dict[str, Any]:
    """What every row of such a table is, beyond its columns."""
    constants = dict(targets.CONSTANTS.get(found, {}))
    if found == "accounts" and any(key(column) == "customer id" for column in table.columns):
        constants["accounts.type"] = "customer"
    words = key(file_name.rsplit(".", 1)[0]).split(" ")
    customers = set("customer customers clienti kunden πελατεσ клиенти clients".split())
    if found == "accounts" and from_name == "accounts" and customers & set(words):
        constants["accounts.type"] = "customer"
    return constants


def _columns(columns: Sequence[str], meant: Mapping[str, Title], found: str) -> dict[str, str]:
    """A target for every column; columns that say nothing get an empty one."""
    concepts = {meaning.concept for meaning in meant.values()}
    placed = {(meaning.concept, meaning.place) for meaning in meant.values()}
    result: dict[str, str] = {}
    for column in columns:
        meaning = meant.get(column)
        result[column] = _target(meaning, found, concepts, placed) if meaning else ""
    filled = set(result.values())
    return {
        title: ""
        if target.endswith(".type") and target.count(".") == 2 and target[:-5] not in filled
        else target
        for title, target in result.items()
    }


def _target(meaning: Title, found: str, concepts: set[str], placed: set[tuple[str, str]]) -> str:
    concept = _settled(meaning.concept, concepts, found)
    target = targets.FIELDS[found].get(concept, "")
    if meaning.place == "other" and concept not in ("second_phone", "phone"):
        return ""
    if found == "contacts":
        target = _contact_target(concept, meaning, target, concepts, placed)
    if meaning.role == "type":
        return f"{target}.type" if target else ""
    return target


def _settled(concept: str, concepts: set[str], found: str) -> str:
    """Titles that mean one thing alone and another beside their neighbours."""
    if concept == "title":
        return "salutation" if "job" in concepts else "job"
    if concept == "name" and found in ("contacts", "users"):
        if "given_name" in concepts and "family_name" not in concepts:
            return "family_name"
        if "family_name" in concepts and "given_name" not in concepts:
            return "given_name"
    if concept == "birthday" and "birth_year" in concepts:
        return "birth_day"
    if concept == "job" and found == "accounts" and "contact_name" not in concepts:
        return "notes"
    return concept


def _contact_target(
    concept: str, meaning: Title, target: str, concepts: set[str], placed: set[tuple[str, str]]
) -> str:
    """The office's address and site belong to the account, the home's to the person."""
    if concept not in targets.OF_PLACE:
        return target
    if meaning.place == "home":
        return {"phone": "contacts.private_phone", "second_phone": "contacts.private_phone"}.get(
            concept, f"contacts.{target.split('.', 1)[1]}" if target else ""
        )
    if concept in targets.OF_ACCOUNT and "company" in concepts:
        return f"accounts.{target.split('.', 1)[1]}" if target else ""
    if concept in targets.OF_ACCOUNT and meaning.place == "" and (concept, "work") in placed:
        return ""
    return target


def _by_values(table: Table, meant: Mapping[str, Title]) -> dict[str, Title]:
    """Columns whose titles say nothing but whose values are plainly e-mail or web addresses."""
    sample = table.rows.head(SAMPLE_ROWS)
    found: dict[str, Title] = {}
    taken = {meaning.concept for meaning in meant.values()}
    for place, column in enumerate(table.columns):
        if column in meant:
            continue
        values = [row[place] for row in sample if row[place].strip()]
        concept = _kind_of_values(values)
        if concept and concept not in taken:
            found[column] = Title(concept)
            taken.add(concept)
    return found


def _kind_of_values(values: Sequence[str]) -> str:
    if len(values) < 1:
        return ""
    if (
        sum("@" in value and "." in value.rsplit("@", 1)[-1] and " " not in value.strip() for value in values)
        * 10
        >= len(values) * 9
    ):
        return "email"
    if (
        sum(value.lower().startswith(("http://", "https://", "www.")) for value in values) * 10
        >= len(values) * 9
    ):
        return "web"
    return ""


def _our_own(table: Table, kind: str, declared: Declared) -> Recognition | None:
    """A file that carries our own field names or labels: every column goes back to where it came from."""
    best: tuple[int, str, dict[str, str]] = (0, "", {})
    for name, fields in declared.items():
        if kind and name != kind:
            continue
        by_title = {label: field_name for field_name, (label, _) in fields.items()} | {f: f for f in fields}
        columns = {title: f"{name}.{by_title[title]}" if title in by_title else "" for title in table.columns}
        count = sum(1 for target in columns.values() if target)
        if count > best[0]:
            best = (count, name, columns)
    count, name, columns = best
    others = [title for title, target in columns.items() if not target and not _beside(title)]
    is_ours = "id" in table.columns or (kind and kind not in targets.FIELDS)
    if count < 2 or len(others) * 5 > count or not is_ours:
        return None
    if "id" in table.columns:
        columns["id"] = f"{name}.id"
    for title in _names_of_links(columns, declared[name]):
        columns[title] = f"{name}.{title}"
    kinds = {f"{name}.{field_name}": about[1] for field_name, about in declared[name].items()}
    return Recognition(name, columns, OURS, 0.99, field_kinds=kinds)


def _names_of_links(columns: Mapping[str, str], about: Mapping[str, Any]) -> list[str]:
    """Columns that say what a linked record is called, beside its id."""
    return [title for title in columns if title.endswith("_title") and f"{title[:-6]}_id" in about]


def _beside(title: str) -> bool:
    """Columns that our exports carry beside the fields: keys, moments, what linked records are called."""
    return title in ("id", "seq", "created_at", "changed_at", "deleted_at") or title.endswith("_title")


def _with_declared(
    columns: dict[str, str], kind: str, declared: Declared
) -> tuple[dict[str, str], dict[str, str]]:
    """Titles that say nothing to us but are the very name or label of a field go to that field."""
    fields = declared.get(kind, {})
    names = {key(word): name for name, (label, _) in fields.items() for word in (label, name)}
    taken = set(columns.values())
    kinds: dict[str, str] = {}
    for title, target in columns.items():
        name = names.get(key(title), "")
        if not target and name and f"{kind}.{name}" not in taken and not name.endswith("_id"):
            columns[title] = f"{kind}.{name}"
            kinds[columns[title]] = fields[name][1]
    return columns, kinds


def check_columns(recognition: Recognition, table: Table) -> None:
    """Refuse a saved mapping that names columns this table does not have."""
    missing = [title for title in recognition.columns if title not in table.columns]
    if missing:
        raise Refused("The file has no column “{column}”.", column=missing[0])
