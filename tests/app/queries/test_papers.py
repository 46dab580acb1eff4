from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from app.queries.papers import Excerpt
from tests.app.documents import samples


def test_an_excerpt_knows_how_many_there_are_in_all():
    assert Excerpt.of(["a", "b"]) == Excerpt(("a", "b"), 2)
    assert Excerpt.of(["a", "b"], 9).total == 9
    assert Excerpt.of(["a", "b"], 1).total == 2
    assert Excerpt.of(name for name in "ab").items == ("a", "b")


def test_the_clients_report_has_no_internal_part_and_all_the_rest():
    internal = samples.visit()
    client = internal.for_client()
    assert client.internal is None and client.edition == "client"
    assert client.decisions == internal.decisions and client.concerns == internal.concerns
    assert internal.internal is not None


def test_a_content_does_not_change():
    with pytest.raises(FrozenInstanceError):
        samples.proposal().number = "P-1"
