"""What can be told to a person: one class per way out, each with its exit code."""

from collections.abc import Mapping


class RapportError(Exception):
    """A problem whose sentence is meant for a person.

    `template` is the English sentence with `{placeholders}`; it stays apart from the values so that
    it can be looked up in another language. `fields` maps a field's name to the sentence that belongs
    beside it on a form.
    """

    exit_code = 1
    code = "fault"

    def __init__(self, template: str, /, *, fields: Mapping[str, str] | None = None, **values: object) -> None:
        self.template = template
        self.values = values
        self.fields = dict(fields or {})
        super().__init__(template, values)

    def __str__(self) -> str:
        return fill(self.template, self.values)


def fill(template: str, values: Mapping[str, object]) -> str:
    """Put values into a sentence by plain replacement: a value is data and is never read as a template."""
    pieces = template.split("{")
    filled = [pieces[0]]
    for piece in pieces[1:]:
        name, closed, rest = piece.partition("}")
        filled.append(f"{values[name]}{rest}" if closed and name in values else "{" + piece)
    return "".join(filled)


class Refused(RapportError):
    """A rule says no; nothing was written."""

    exit_code = 3
    code = "refused"


class Conflict(Refused):
    """Somebody else changed the same field in between."""

    code = "conflict"


class Unreachable(RapportError):
    """A file, device or server is not there or does not answer."""

    exit_code = 4
    code = "unreachable"


class Denied(RapportError):
    """The person, the key or the login has no right to this."""

    exit_code = 5
    code = "denied"


class Locked(Denied):
    """The data are there, but the key that opens them is not."""

    code = "locked"


class Damaged(RapportError):
    """A file of the profile is damaged; it was left exactly as found."""

    exit_code = 6
    code = "damaged"


class TooNew(RapportError):
    """The data were written by a newer program; they were left exactly as found."""

    exit_code = 6
    code = "too_new"
