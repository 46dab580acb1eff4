"""The sample page shows the company's look, in every language, without a byte of chance."""

from __future__ import annotations

from datetime import date

import pytest

from app.documents.sample_page import draw
from app.language import LANGUAGES
from app.queries.parties import Company


def company(**given: object) -> Company:
    empty = {"name": "", "address": (), "phone": "", "email": "", "web": "", "tax_number": "", "bank": "",
             "legal_line": "", "logo": None, "brand_colour": "#0B6B6B"}  # fmt: skip
    return Company(**{**empty, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_is_drawn_in_every_language(code: str) -> None:
    page = draw(company(name="<b>Nordwind</b> & Söhne"), language=code, paper="a4", on=date(2026, 11, 21))
    assert page.startswith(b"%PDF")


def test_same_look_same_bytes_other_colour_other_bytes() -> None:
    one = draw(company(name="Nordwind"), language="en", paper="letter", on=date(2026, 11, 21))
    assert one == draw(company(name="Nordwind"), language="en", paper="letter", on=date(2026, 11, 21))
    other = company(name="Nordwind", brand_colour="#D55E00")
    assert one != draw(other, language="en", paper="letter", on=date(2026, 11, 21))
