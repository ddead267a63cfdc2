from __future__ import annotations

from dienhinh.domain.tally import Counted, Sums, sums_by

ARCHIVE = Counted("LV2", "TCHC", "Tổng kết", team=True, whole=True)
CLERK = Counted("LV2", "TCHC", "Bồi dưỡng", team=False, whole=False)
LECTURER = Counted("LV4", "K1", "Bồi dưỡng", team=False, whole=True)


def test_sums_count_teams_people_and_whole_dossiers_by_each_column():
    counted = [ARCHIVE, CLERK, LECTURER]
    assert sums_by("field", counted, ["LV2", "LV4"]) == {
        "LV2": Sums(teams=1, people=1, whole=1),
        "LV4": Sums(teams=0, people=1, whole=1),
    }
    assert sums_by("unit", counted, ["TCHC", "K1"]) == {
        "TCHC": Sums(teams=1, people=1, whole=1),
        "K1": Sums(teams=0, people=1, whole=1),
    }
    assert sums_by("stage", counted, ["Bồi dưỡng", "Tổng kết"]) == {
        "Bồi dưỡng": Sums(teams=0, people=2, whole=1),
        "Tổng kết": Sums(teams=1, people=0, whole=1),
    }


def test_groups_without_a_dossier_count_zero_in_the_order_asked():
    sums = sums_by("field", [LECTURER], ["LV1", "LV4"])
    assert list(sums.items()) == [("LV1", Sums(0, 0, 0)), ("LV4", Sums(0, 1, 1))]


def test_nothing_counted_gives_zeros():
    assert sums_by("unit", [], ["TCHC"]) == {"TCHC": Sums(0, 0, 0)}


def test_all_of_a_group_are_teams_and_people():
    assert Sums(teams=2, people=3, whole=1).all == 5
