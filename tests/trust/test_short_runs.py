"""A short run of each attack; ``python -m tests.trust`` makes the long ones."""

import pytest

from tests.trust.attacks import PARTS, Attack, attacks, attempt, table

ALL = list(attacks())
SHORT = [attack for attack in ALL if attack.short]


@pytest.mark.parametrize(
    "attack", [one for one in ALL if one.short], ids=lambda attack: attack.name
)
def test_nothing_is_lost(attack: Attack, tmp_path):
    if attack.missing():
        pytest.skip(f"not installed: {' '.join(attack.missing())}")
    if not attack.short:
        pytest.skip("too long for the suite: python -m tests.trust makes it")
    outcome = attempt(attack, attack.short, 1, tmp_path)
    assert outcome.losses == ()
    assert outcome.tries > 0


class TestAnAttack:
    def test_has_a_name_of_its_own_and_a_part(self):
        assert len({attack.name for attack in ALL}) == len(ALL)
        assert {attack.part for attack in ALL} <= set(PARTS)

    def test_that_loses_something_is_told_with_its_count(self, tmp_path):
        def two_of_three(tries, seed, folder):
            assert folder.is_dir()
            yield from ["", "a record is gone", "a record is gone"][:tries]

        attack = Attack("x", "store", "a made-up fault", 3, 1, two_of_three)
        outcome = attempt(attack, 3, 1, tmp_path / "x")
        assert (outcome.tries, len(outcome.losses)) == (3, 2)
        assert "| store | a made-up fault | 3 | 2 |" in table([outcome])
