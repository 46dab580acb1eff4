"""Which records are worth comparing."""

from app.twins.candidates import candidate_pairs


def test_a_pair_comes_once_however_many_keys_it_shares() -> None:
    rows = [
        ("n:rossi", 2),
        ("n:rossi", 1),
        ("e:a@b.it", 1),
        ("e:a@b.it", 2),
        ("b:rs", 1),
        ("b:rs", 2),
        ("b:rs", 2),
    ]
    assert list(candidate_pairs(rows)) == [(1, 2)]


def test_the_most_telling_keys_come_first() -> None:
    rows = [("b:rs", 1), ("b:rs", 2), ("p:51123456", 3), ("p:51123456", 4), ("t:123456", 5), ("t:123456", 6)]
    assert list(candidate_pairs(rows)) == [(5, 6), (3, 4), (1, 2)]


def test_a_key_that_many_share_is_passed_over() -> None:
    switchboard = [("p:800123123", number) for number in range(5)]
    assert list(candidate_pairs(switchboard, largest=4)) == []
    assert len(list(candidate_pairs(switchboard, largest=5))) == 10


def test_alone_there_is_nothing_to_compare() -> None:
    assert list(candidate_pairs([("n:rossi", "a"), ("n:bianchi", "b")])) == []
    assert list(candidate_pairs([])) == []
