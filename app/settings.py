"""Every setting, declared once: its key, type, default, label and help."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from app.errors import Refused
from app.language import LANGUAGES

Type = Literal["text", "long", "choice", "flag", "whole", "color", "file"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What can be set, by a person in Settings or by a script."""

    key: str
    label: str
    default: Any
    type: Type = "text"
    choices: tuple[str, ...] = ()
    group: str = "General"
    help: str = ""
    between: tuple[int, int] = (0, 10_000)
    form: Literal["", "currency", "country", "zone"] = ""

    def read(self, text: str) -> Any:
        """The value behind a text; refused with a sentence when it is none."""
        if self.type == "flag":
            return _flag(text)
        if self.type == "whole":
            return _within(_whole(text), self.between)
        if self.form and text:
            return _FORMS[self.form](text)
        if self.type == "color" and not _is_color(text):
            raise Refused("“{text}” is not a colour like #0B6B6B.", text=text)
        if self.choices and text not in self.choices:
            raise Refused("“{text}” is not one of: {choices}.", text=text, choices=", ".join(self.choices))
        return text

    def text(self, value: Any) -> str:
        """The stored text of a value."""
        if self.type != "flag":
            return str(value)
        return str(int(_flag(value) if isinstance(value, str) else value))


_DECLARED: Iterable[Setting] = (
    Setting("language", "Language", "en", "choice", LANGUAGES),
    Setting("currency", "Currency", "EUR", form="currency", help="The currency sums are shown in."),
    Setting("paper", "Paper", "a4", "choice", ("a4", "letter")),
    Setting(
        "country",
        "Country",
        "",
        form="country",
        help="Two letters, for phone numbers without a country code.",
    ),
    Setting(
        "time_zone", "Time zone", "", form="zone", help="Like Europe/Sofia; empty means this computer's."
    ),
    Setting("user.name", "Your name", "", group="You"),
    Setting("user.job", "Your job", "", group="You"),
    Setting("user.email", "Your e-mail", "", group="You"),
    Setting("user.phone", "Your phone", "", group="You"),
    Setting("user.id", "Your user record", "", group="You", help="Set by the program."),
    Setting("company.name", "Company", "", group="Company"),
    Setting("company.address", "Address", "", "long", group="Company"),
    Setting("company.phone", "Phone", "", group="Company"),
    Setting("company.email", "E-mail", "", group="Company"),
    Setting("company.web", "Web", "", group="Company"),
    Setting("company.tax_number", "Tax number", "", group="Company"),
    Setting(
        "company.legal_line", "Legal line", "", "long", group="Company", help="Printed at the foot of papers."
    ),
    Setting("company.bank", "Bank", "", "long", group="Company"),
    Setting("company.logo", "Logo", "", "file", group="Company", help="PNG or JPEG."),
    Setting("company.color", "Brand colour", "#0B6B6B", "color", group="Company"),
    Setting(
        "quote.valid_days", "Proposals are valid for (days)", 30, "whole", group="Papers", between=(1, 3650)
    ),
    Setting("quote.payment_terms", "Usual payment terms", "", "long", group="Papers"),
    Setting("quote.delivery_terms", "Usual delivery terms", "", "long", group="Papers"),
    Setting("quote.prefix", "Proposal numbers begin with", "P-", group="Papers"),
    Setting(
        "visit.silent_days",
        "An account is silent after (days)",
        60,
        "whole",
        group="Visits",
        between=(1, 3650),
    ),
    Setting("window.theme", "Theme", "system", "choice", ("system", "light", "dark", "sunlight"), "Window"),
    Setting("window.density", "Density", "normal", "choice", ("compact", "normal", "roomy"), "Window"),
    Setting("window.zoom", "Text size (%)", 100, "whole", group="Window"),
    Setting("window.single_keys", "Single-letter shortcuts in lists", True, "flag", group="Window"),
)

SETTINGS: dict[str, Setting] = {setting.key: setting for setting in _DECLARED}


def setting(key: str) -> Setting:
    """The declaration of a setting; refused with a sentence when there is none."""
    try:
        return SETTINGS[key]
    except KeyError:
        raise Refused("There is no setting called “{key}”.", key=key) from None


def _flag(text: str) -> bool:
    found = {
        "1": True,
        "true": True,
        "yes": True,
        "on": True,
        "0": False,
        "false": False,
        "no": False,
        "off": False,
    }
    if text.strip().lower() not in found:
        raise Refused("“{text}” is neither yes nor no.", text=text)
    return found[text.strip().lower()]


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Refused("“{text}” is not a whole number.", text=text) from None


def _within(number: int, between: tuple[int, int]) -> int:
    low, high = between
    if not low <= number <= high:
        raise Refused("Between {low} and {high}, please.", low=low, high=high)
    return number


def _code(text: str, length: int, example: str) -> str:
    code = text.strip().upper()
    if len(code) != length or not (code.isascii() and code.isalpha()):
        raise Refused("“{text}” is not a code like {example}.", text=text, example=example)
    return code


def _zone(text: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(text)
    except (OSError, ValueError, KeyError):  # a folder, a path out of the tables, a name that is not in them
        raise Refused("There is no time zone called “{text}”.", text=text) from None
    return text


_FORMS = {
    "currency": lambda text: _code(text, 3, "EUR"), "country": lambda text: _code(text, 2, "IT"), "zone": _zone,
}  # fmt: skip


def _is_color(text: str) -> bool:
    return (
        len(text) == 7 and text[0] == "#" and all(letter in "0123456789abcdefABCDEF" for letter in text[1:])
    )
