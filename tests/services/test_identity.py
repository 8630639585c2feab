"""Ids: short, unique on any machine, never used again."""

from collections import Counter

from jobsearch_tui.services.identity import ALPHABET, LENGTH, new_id


class TestNewId:
    def test_has_ten_letters_that_are_not_taken_for_one_another(self):
        assert (len(ALPHABET), len(set(ALPHABET))) == (30, 30)
        assert not set("01ilou") & set(ALPHABET)
        assert all(len(id) == LENGTH and set(id) <= set(ALPHABET) for id in map(fresh, range(100)))

    def test_is_never_the_same_twice(self):
        assert len(set(map(fresh, range(20_000)))) == 20_000

    def test_takes_every_letter_alike_at_every_place(self):
        ids = [new_id() for _ in range(3_000)]
        for place in range(LENGTH):
            counts = Counter(id[place] for id in ids)
            # 100 of each are expected, with a deviation of 10; six of these never happen.
            assert len(counts) == len(ALPHABET)
            assert 40 < min(counts.values()) <= max(counts.values()) < 160

    def test_does_not_depend_on_the_seed_of_random(self):
        import random

        state = random.getstate()
        first = new_id()
        random.setstate(state)
        assert new_id() != first


def fresh(_: int) -> str:
    return new_id()
