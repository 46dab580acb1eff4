"""Puts the values of one row together: names from their parts, numbers by their use, records that belong together."""

from collections.abc import Callable, Sequence
from typing import Any

from app.interop import cleaning
from app.interop.mapping import OURS, Recognition
from app.interop.values import Link
from app.language import N_

Records = list[tuple[str, dict[str, Any]]]
NO_NAME = N_("The row has no name.")
NAME_TOO_LONG = N_("The name is too long.")
ROW_LINK = {"accounts": "account_id", "contacts": "contact_id"}
# Fields that several columns may fill together, and by what they are joined.
JOINED = {
    "tags": ", ",
    "also_known_as": ", ",
    "notes": "\n",
    "description": "\n",
    "name_suffix": ", ",
    "street_2": ", ",
}
EXTRA = {"phone": "phone", "mobile": "mobile", "private_phone": "phone", "fax": "fax", "web": "web"}
ADDRESS_PARTS = frozenset({"full_address", "street_number", "street_2", "post_box"})
PHONE_USES = (("fax", "fax"), ("mobil", "mobile"), ("cell", "mobile"), ("handy", "mobile"), ("home", "private_phone"),
              ("privat", "private_phone"), ("main", "phone"), ("work", "phone"))  # fmt: skip


class Assembler:
    """Puts the rows of one kind together."""

    def __init__(self, recognition: Recognition, targets: Sequence[tuple[str, str]]) -> None:
        self._kind = recognition.kind
        self._constants = [(*target.split(".", 1), value) for target, value in recognition.constants.items()]
        # What we exported ourselves is whole as it stands.
        self._finish = None if recognition.profile == OURS else FINISH.get(self._kind)
        fields = [field for _, field in targets]
        simple = {kind for kind, _ in targets} == {self._kind} and self._kind not in (
            "contacts",
            "order_lines",
        )
        self.is_simple = (
            simple
            and len(set(fields)) == len(fields)
            and not any("s.type" in f or f in LISTS for f in fields)
        )

    def simple(self, record: dict[str, Any]) -> tuple[Records, str]:
        """A row whose columns each fill one field of one record."""
        if type(record.get("email")) is list:
            extras: list[dict[str, Any]] = []
            for address in record.pop("email"):
                _add_email(record, address, "", self._kind, extras)
            return self._finished({self._kind: record}, extras)
        return self._finished({self._kind: record}, [])

    def row(self, values: Sequence[Any]) -> tuple[Records, str]:
        """Any row: values with the steps they came from."""
        return self._finished(*_gathered(values))

    def _finished(
        self, found: dict[str, dict[str, Any]], extras: list[dict[str, Any]]
    ) -> tuple[Records, str]:
        for owner, field, value in self._constants:
            found.setdefault(owner, {}).setdefault(field, value)
        problem = self._finish(found) if self._finish else _named(found.get(self._kind, {}), self._kind)
        if problem:
            return [], problem
        if len(found) == 1 and not extras:
            return [(kind, _filled(record)) for kind, record in found.items()], ""
        return _ordered(found, extras), ""


def _filled(record: dict[str, Any]) -> dict[str, Any]:
    if None in record.values():
        return {field: value for field, value in record.items() if value is not None}
    return record


LISTS = frozenset({"phones", "emails", "webs"})


def _gathered(values: Sequence[Any]) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
    """Values by record; where a field is filled already, the next value is joined or kept as a further channel."""
    found: dict[str, dict[str, Any]] = {}
    extras: list[dict[str, Any]] = []
    lists: list[tuple[Any, Any]] = []
    for step, value in values:
        owner = found.setdefault(step.kind, {})
        name = step.field.partition(":")[0]
        if name in ("phones", "emails", "webs") or name.endswith(".type"):
            lists.append((step, value))
        elif name in ("email", "second_email"):
            for address in value if type(value) is list else [value]:
                _add_email(owner, address, "", step.kind, extras, name)
        elif name not in owner:
            owner[name] = value
        elif owner[name] == value:
            continue
        elif name in JOINED:
            owner[name] = f"{owner[name]}{JOINED[name]}{value}"
        elif name in EXTRA:
            _add_extra(extras, step.kind, EXTRA[name], value, step.title)
    _spread(lists, found, extras)
    return found, extras


def _add_email(
    owner: dict[str, Any],
    address: str,
    label: str,
    kind: str,
    extras: list[dict[str, Any]],
    name: str = "email",
) -> None:
    if address in (owner.get("email"), owner.get("second_email")):
        return
    for field in ("email", "second_email") if name == "email" else ("second_email",):
        if field not in owner and (field == "email" or kind == "contacts"):
            owner[field] = address
            return
    _add_extra(extras, kind, "e_mail", address, label)


def _add_extra(extras: list[dict[str, Any]], kind: str, channel: str, value: str, label: str) -> None:
    link = ROW_LINK.get(kind)
    if link and not any(extra["value"] == value for extra in extras):
        extras.append({"kind": channel, "value": value, "label": label or None, link: Link(kind, "row", "")})


def _spread(
    lists: Sequence[tuple[Any, Any]], found: dict[str, dict[str, Any]], extras: list[dict[str, Any]]
) -> None:
    """Google's numbered lists: each value goes where its type says."""
    types = {
        (step.field.partition(".")[0], step.number): value
        for step, value in lists
        if step.field.endswith(".type")
    }
    for step, values in lists:
        if step.field.endswith(".type"):
            continue
        owner = found.setdefault(step.kind, {})
        use = (types.get((step.field, step.number)) or [""])[0]
        for value in values:
            if step.field == "emails":
                for address in cleaning.emails(value):
                    _add_email(owner, address, use, step.kind, extras)
            elif step.field == "phones":
                _add_phone(owner, value, use, step.kind, extras)
            elif "web" in owner:
                _add_extra(extras, step.kind, "web", value, use)
            else:
                owner["web"] = value


def _add_phone(owner: dict[str, Any], value: str, use: str, kind: str, extras: list[dict[str, Any]]) -> None:
    number = cleaning.phone(value)
    field = next((field for word, field in PHONE_USES if word in use.lower()), "")
    if not number or "pager" in use.lower():
        return
    if field == "private_phone" and kind == "accounts":
        field = "phone"
    if not field and "phone" not in owner and not use.lower().startswith("other"):
        field = "phone"
    if field and field not in owner:
        owner[field] = number
    elif number not in owner.values():
        _add_extra(extras, kind, EXTRA.get(field, "phone"), number, use)


def _finish_contact(found: dict[str, dict[str, Any]]) -> str:
    """The person, and the organisation they work for where the row names one."""
    contact = found.setdefault("contacts", {})
    account = found.get("accounts")
    _whole_address(contact)
    _birthday(contact)
    middle = contact.pop("middle_name", None)
    if middle and contact.get("given_name"):
        contact["given_name"] = f"{contact['given_name']} {middle}"
    contact.setdefault("name", _full_name(contact))
    if not contact["name"] and not contact.get("email") and account and account.get("name"):
        _to_the_organisation(contact, account)
        found.pop("contacts")
        return _named(account, "accounts")
    if not contact["name"]:
        contact["name"] = contact.get("email") or contact.get("phone") or contact.get("mobile")
    if account is not None:
        _whole_address(account)
        if account.get("name"):
            contact.setdefault("account_id", Link("accounts", "row", ""))
        else:
            _to_the_person(account, contact)
            found.pop("accounts")
    return _named(contact, "contacts")


def _to_the_organisation(contact: dict[str, Any], account: dict[str, Any]) -> None:
    """A row that names nobody is about the organisation alone."""
    for name in OF_BOTH:
        if contact.get(name) is not None:
            account.setdefault(name, contact[name])
    _whole_address(account)


OF_BOTH = (
    "phone", "mobile", "fax", "web", "language", "street", "street_2", "postal_code", "city", "region", "country",
    "source", "tags", "notes",
)  # fmt: skip
"""Fields that a person and an organisation have alike."""


def _to_the_person(account: dict[str, Any], contact: dict[str, Any]) -> None:
    """Without an organisation the office's address and site are the person's."""
    if "street" in contact or "city" in contact:
        return
    for field in ("street", "postal_code", "city", "region", "country", "web", "phone"):
        if field in account:
            contact.setdefault(field, account[field])


def _full_name(person: dict[str, Any]) -> str | None:
    return " ".join(filter(None, (person.get("given_name"), person.get("family_name")))) or None


def _birthday(contact: dict[str, Any]) -> None:
    year, month, number = (contact.pop(part, None) for part in ("birth_year", "birth_month", "birth_day"))
    if year and month and number and "birthday" not in contact:
        try:
            contact["birthday"] = cleaning.day(f"{year:04}-{month:02}-{number:02}")
        except ValueError:
            return


def _whole_address(record: dict[str, Any]) -> None:
    """Street from its parts; an address in one cell fills what the parts leave empty."""
    street = record.get("street")
    if not (record.keys() & ADDRESS_PARTS or (street and (" | " in street or "\n" in street))):
        return
    whole = record.pop("full_address", None)
    number, second, box = (record.pop(part, None) for part in ("street_number", "street_2", "post_box"))
    if street and (" | " in street or "\n" in street) and "city" not in record:
        whole, street = street, None
        record.pop("street")
    if whole and not street and "city" not in record:
        for field, value in cleaning.full_address(whole).items():
            record.setdefault(field, value)
        street = record.get("street")
    if street or number or second or box:
        first = " ".join(filter(None, (number, street))) if number else street
        record["street"] = "\n".join(filter(None, (first, second, box)))


def _finish_account(found: dict[str, dict[str, Any]]) -> str:
    account = found.setdefault("accounts", {})
    _whole_address(account)
    if account.get("tags"):
        words = [word for word in account["tags"].split(", ") if word != "active"]
        account["tags"] = ", ".join(words) or None
    account.setdefault("name", account.get("legal_name"))
    contact = found.get("contacts")
    if contact is not None:
        contact.setdefault("name", _full_name(contact))
        if contact["name"]:
            contact["account_id"] = Link("accounts", "row", "")
        else:
            found.pop("contacts")
    return _named(account, "accounts")


def _finish_order(found: dict[str, dict[str, Any]]) -> str:
    order = found.setdefault("orders", {})
    order.setdefault("external_id", order.get("number"))
    order.setdefault("number", order.get("external_id"))
    if order["external_id"] is None:
        return N_("The row has no order number.")
    if not order.get("account_id"):
        return N_("The row names no account.")
    done = order.get("delivered_on") or order.get("shipped_on")
    order.setdefault("state", "delivered" if done else "placed")
    return ""


def _finish_line(found: dict[str, dict[str, Any]]) -> str:
    line = found.setdefault("order_lines", {})
    order = found.get("orders")
    if not line.get("order_id"):
        return N_("The row names no order.")
    if not (line.get("product_id") or line.get("name")):
        return N_("The row names no product.")
    if order is not None:
        order["external_id"] = order["number"] = line["order_id"].value
        line["order_id"] = Link("orders", "row", "")
        return _finish_order(found)
    return ""


def _finish_user(found: dict[str, dict[str, Any]]) -> str:
    user = found.setdefault("users", {})
    _whole_address(user)
    user.setdefault("name", _full_name(user))
    for part in ("given_name", "family_name"):
        user.pop(part, None)
    return _named(user, "users")


def _finish_product(found: dict[str, dict[str, Any]]) -> str:
    product = found.setdefault("products", {})
    product.setdefault("name", product.get("number") or product.get("description"))
    return _named(product, "products")


def _named(record: dict[str, Any], kind: str) -> str:
    """The reason why a record cannot be taken: it has no name, or one of absurd length."""
    if kind not in NAMED:
        return ""
    name = record.get("name")
    if not name:
        return NO_NAME
    return NAME_TOO_LONG if len(name) > cleaning.NAME_LENGTH else ""


NAMED = frozenset(
    {"accounts", "contacts", "products", "product_families", "users", "shippers", "territories"}
)
FINISH: dict[str, Callable[[dict[str, dict[str, Any]]], str]] = {
    "accounts": _finish_account,
    "contacts": _finish_contact,
    "orders": _finish_order,
    "order_lines": _finish_line,
    "users": _finish_user,
    "products": _finish_product,
}
ORDER_OF_KINDS = ("accounts", "contacts", "orders", "order_lines")


def _ordered(found: dict[str, dict[str, Any]], extras: list[dict[str, Any]]) -> Records:
    """Accounts before their contacts, orders before their lines, channels last; nothing empty."""
    names = [name for name in ORDER_OF_KINDS if name in found] + [
        name for name in found if name not in ORDER_OF_KINDS
    ]
    records = [(name, _filled(found[name])) for name in names]
    present = {name for name, values in records if values}
    return [(name, values) for name, values in records if values] + [
        ("channels", extra) for extra in extras if any(ROW_LINK.get(owner, "") in extra for owner in present)
    ]
