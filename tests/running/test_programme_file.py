from __future__ import annotations

from pathlib import Path

import pytest

from dienhinh.running.programme_file import ProgrammeError, load_programme, load_roster

PROGRAMMES = Path(__file__).parents[2] / "programmes"
SOURCE = (PROGRAMMES / "tien-giang-2021-2025.toml").read_text(encoding="utf-8")
ROSTER = (PROGRAMMES / "example-roster.toml").read_text(encoding="utf-8")


def line_of(source: str, text: str) -> int:
    return source[: source.index(text)].count("\n") + 1


def changed_line(source: str, before: str = SOURCE) -> int:
    """Give the first line that differs from the file of the project."""
    pairs = zip(source.splitlines(), before.splitlines(), strict=False)
    return next(number for number, (new, old) in enumerate(pairs, 1) if new != old)


def problems(tmp_path: Path, source: str, load=load_programme) -> tuple[str, ...]:
    path = tmp_path / "plan.toml"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(ProgrammeError) as caught:
        load(path)
    assert str(path) in str(caught.value)
    return caught.value.problems


def test_files_of_the_project_are_valid():
    assert load_programme(PROGRAMMES / "tien-giang-2021-2025.toml").id == "tien-giang-2021-2025"
    assert load_programme(PROGRAMMES / "2026-2030.toml").id == "2026-2030"
    assert len(load_roster(PROGRAMMES / "example-roster.toml").units) == 10


def test_unknown_key_is_told_with_its_line_and_the_key_that_was_meant(tmp_path):
    source = SOURCE.replace('lead = "CTHSSV"', 'leed = "CTHSSV"')
    missing, unknown = problems(tmp_path, source)
    line = line_of(source, 'leed = "CTHSSV"')
    assert unknown == (
        f"line {line}, `fields, item 3, leed`: this key is unknown; did you mean `lead`? Known "
        "keys here: source, confirmed, id, movement, is_movement, lead, assignment, restricted, "
        "statement, cells"
    )
    table = line_of(source, '[[fields]]\nid = "LV3"')
    assert missing == f"line {table}, `fields, item 3, lead`: this key is missing"


def test_unknown_key_of_an_inline_table_is_told_with_its_line(tmp_path):
    source = SOURCE.replace('{ id = "2T2", text', '{ id = "2T2", words = "công sở", text')
    assert problems(tmp_path, source) == (
        (
            f"line {changed_line(source)}, `fields, item 2, cells, item 1, criteria, item 2, "
            "words`: this key is unknown; Known keys here: source, confirmed, id, text, situational"
        ),
    )


def test_unknown_key_of_a_day_off_is_told_with_the_known_ones(tmp_path):
    source = SOURCE.replace('kind = "BU"', 'kind = "BU"\nloai = "BU"', 1)
    assert problems(tmp_path, source) == (
        (
            f"line {line_of(source, 'loai = ')}, `days_off, item 4, loai`: this key is unknown; "
            "Known keys here: day, name, kind, source"
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "key", "told"),
    [
        (
            "due = 2023-06-15",
            'due = "mid June"',
            "milestones, item 1, due",
            '"mid June" stands here; expected a date such as 2023-04-10, without quotes',
        ),
        (
            "opens = 2023-04-10",
            "opens = 2023-04-10T07:30:00",
            "waves, item 3, opens",
            (
                '"2023-04-10 07:30:00" stands here; '
                "expected a date such as 2023-04-10, without an hour"
            ),
        ),
        (
            "restricted = true",
            'restricted = "yes"',
            "fields, item 1, restricted",
            '"yes" stands here; expected true or false',
        ),
        (
            'applies_to = "leads"\nmin_rows = 1',
            'applies_to = "leads"\nmin_rows = 0',
            "requirements, item 2, min_rows",
            "0 stands here; expected a number above 0",
        ),
        (
            'title = "Đợt 1 năm 2023"',
            "title = 2023",
            "waves, item 3, title",
            "2023 stands here; expected a text in quotes",
        ),
        (
            'name = "đoàn thể"',
            'name = ""',
            "bodies, item 6, name",
            '"" stands here; expected a text that is not empty',
        ),
        (
            'assignment = "đề nghị"\nrestricted',
            'assignment = "yêu cầu"\nrestricted',
            "fields, item 1, assignment",
            "\"yêu cầu\" stands here; expected 'giao' or 'đề nghị'",
        ),
        (
            'section = "tien_do"',
            'section = "tien_bo"',
            "requirements, item 4, section",
            (
                "\"tien_bo\" stands here; expected 'ke_hoach', 'dang_ky', 'tien_do', "
                "'bao_cao_tap_the', 'bao_cao_ca_nhan', 'minh_chung', 'vuong_mac', 'nhan_rong' or "
                "'truyen_thong'"
            ),
        ),
        (
            'place = "Đồng Tháp"',
            'place = " Đồng Tháp"',
            "school, item 2, place",
            '" Đồng Tháp" stands here; text must be in Unicode form NFC, trimmed and single-spaced',
        ),
        (
            'lead = "CTHSSV"',
            'lead = "CTSV"',
            "fields, item 3, lead",
            (
                '"CTSV" names no body of this file; expected one of: CTHSSV, CU, DOAN_THE, DTNCKH, '
                "HOI_DONG, NHA_TRUONG, PHONG_KHOA, TCHC"
            ),
        ),
        (
            'due = "SO_KET"',
            'due = "SO_KÊT"',
            "requirements, item 4, due",
            (
                '"SO_KÊT" names no day of a wave or milestone of this file; expected one of: '
                "BAO_CAO_2021, BAO_CAO_2022, BAO_CAO_2023, BAO_CAO_2024, BAO_CAO_2025, DAI_HOI, "
                "DANH_GIA_DINH_KY, HOI_NGHI, HOP_SO_KET, SO_KET, TONG_KET, dossier_due, plan_due, "
                "registration_due"
            ),
        ),
        (
            'waves = ["2023-1"]',
            'waves = ["2023-2"]',
            "requirements, item 4, waves, item 1",
            (
                '"2023-2" names no wave of this file; expected one of: 2021-1, 2022-1, 2023-1, '
                "2024-1, 2025-1"
            ),
        ),
        (
            'id = "2024-1"',
            'id = "2022-1"',
            "waves, item 4, id",
            '"2022-1" stands twice; first at waves, item 2, id',
        ),
        (
            '{ id = "2T2"',
            '{ id = "2T1"',
            "fields, item 2, cells, item 1, criteria, item 2, id",
            '"2T1" stands twice; first at fields, item 2, cells, item 1, criteria, item 1, id',
        ),
    ],
)
def test_wrong_value_is_told_with_its_line_key_and_what_was_expected(tmp_path, old, new, key, told):
    source = SOURCE.replace(old, new, 1)
    line = changed_line(source)
    assert problems(tmp_path, source) == (f"line {line}, `{key}`: {told}",)


def test_source_that_names_nothing_is_told(tmp_path):
    source = SOURCE.replace('source = "IV.2, A05"', 'source = "IV.2, A95"', 1)
    [told] = problems(tmp_path, source)
    assert told.startswith(
        f"line {line_of(source, 'IV.2, A95')}, `milestones, item 1, source`: "
        '"A95" names no section of the plan or assumption of this file; expected one of: A01, A02'
    )


def test_criterion_of_two_cells_may_come_twice_with_the_same_words_only(tmp_path):
    head, tail = SOURCE.rsplit('{ id = "3X1", text = "có', 1)
    source = f'{head}{{ id = "3X1", text = "đã có{tail}'
    assert problems(tmp_path, source) == (
        (
            f"line {changed_line(source)}, `fields, item 3, cells, item 2, criteria, item 1, id`: "
            '"3X1" stands twice; first at fields, item 3, cells, item 1, criteria, item 1, id'
        ),
    )


def test_dates_in_the_wrong_order_are_told_at_their_table(tmp_path):
    source = SOURCE.replace("until = 2025-06-30", "until = 2020-06-30")
    told = problems(tmp_path, source)
    assert told == (
        (
            f"line {line_of(source, '[[school]]')}, `school, item 1`: `until` (2020-06-30) must "
            "not lie before `from` (2021-01-01)"
        ),
    )


def test_day_of_the_period_without_a_school_is_told(tmp_path):
    source = SOURCE.replace("from = 2025-07-01", "from = 2025-08-01")
    assert problems(tmp_path, source) == (
        "line 1, no `school` entry holds on 2025-07-01, a day of the period",
    )


def test_all_errors_are_told_at_once_in_the_order_of_the_file(tmp_path):
    source = (
        SOURCE.replace('coordinator = "TCHC"', 'coordinator = "VP"')
        .replace("\nconfirmed = false", '\nconfirmed = "không"', 1)
        .replace('lead = "CTHSSV"', 'lead = "CTSV"')
        .replace("\ndue = 2023-07-31", '\ndue = "hè"')
    )
    told = problems(tmp_path, source)
    places = [problem.split(": ")[0] for problem in told]
    assert places == [
        f"line {line_of(source, text)}, `{key}`"
        for text, key in (
            ("coordinator = ", "coordinator"),
            ('confirmed = "không"', "school, item 1, confirmed"),
            ('lead = "CTSV"', "fields, item 3, lead"),
            ('due = "hè"', "milestones, item 2, due"),
        )
    ]


def test_error_says_how_many_problems_there_are_and_what_to_do(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(SOURCE.replace("min_rows = 1", "min_rows = 0", 1), encoding="utf-8")
    with pytest.raises(ProgrammeError) as caught:
        load_programme(path)
    assert str(caught.value).splitlines()[0] == (
        f"{path} cannot be used: 1 problem. Correct what is named below and run again."
    )


def test_broken_toml_is_told_with_its_line(tmp_path):
    [told] = problems(tmp_path, 'id = "x"\ntitle = \n')
    assert told == "the file is no valid TOML: Invalid value (at line 2, column 9)"


def test_missing_file_says_how_to_name_another(tmp_path):
    with pytest.raises(ProgrammeError) as caught:
        load_programme(tmp_path / "none.toml")
    assert caught.value.problems == (
        "the file cannot be read (No such file or directory); give its path with --programme",
    )


def test_file_in_another_encoding_is_told(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_bytes("title = 'Kế hoạch'".encode("utf-16"))
    with pytest.raises(ProgrammeError) as caught:
        load_programme(path)
    assert caught.value.problems == ("the file is not in UTF-8; save it as UTF-8",)


def test_empty_file_lacks_every_required_key(tmp_path):
    told = problems(tmp_path, "")
    assert "line 1, `waves`: this key is missing" in told
    assert "line 1, `ladder`: this key is missing" in told


def test_table_where_a_list_belongs_is_told_and_not_a_crash(tmp_path):
    source = SOURCE[: SOURCE.index("# --- Waves")] + '[waves]\nid = "2023-1"\n'
    told = problems(tmp_path, source)
    assert (
        f'line {line_of(source, "[waves]")}, `waves`: {{"id": "2023-1"}} stands here; '
        "expected a list in square brackets"
    ) in told


def test_address_in_two_units_is_told(tmp_path):
    source = ROSTER.replace("dau-moi-k2@", "dau-moi-k1@")
    assert problems(tmp_path, source, load_roster) == (
        (
            "line 1, the address dau-moi-k1@example.com stands in K1 and in K2; it must decide the "
            "unit, so keep it in one of them"
        ),
    )


def test_wrong_address_of_a_head_is_told_with_its_line(tmp_path):
    source = ROSTER.replace("truong-khoa-4@example.com", "truong-khoa-4")
    assert problems(tmp_path, source, load_roster) == (
        (
            f"line {changed_line(source, ROSTER)}, `units, item 10, head, email`: "
            '"truong-khoa-4" stands here; an e-mail address is expected, such as '
            "truong-khoa-3@example.com"
        ),
    )


def test_doubled_unit_and_office_of_nobody_are_told_together(tmp_path):
    source = ROSTER.replace('id = "K4"', 'id = "K1"').replace('unit = "TCHC"', 'unit = "VP"')
    office, doubled = problems(tmp_path, source, load_roster)
    assert office.startswith('line 5, `office, unit`: "VP" names no unit of this file; expected')
    assert doubled.endswith('`units, item 10, id`: "K1" stands twice; first at units, item 7, id')


def test_roster_that_does_not_fit_the_programme_is_told(tmp_path):
    programme = load_programme(PROGRAMMES / "tien-giang-2021-2025.toml")
    source = ROSTER.replace('leads = "LV3"', 'leads = "LV4"').replace('id = "CU"', 'id = "DU"')
    told = problems(tmp_path, source, lambda path: load_roster(path, programme))
    assert told == (
        'no unit has the id "CU", which leads LV1 of tien-giang-2021-2025',
        'unit "CTHSSV" must have `leads = "LV3"`, as tien-giang-2021-2025 says',
        'unit "DU" does not lead "LV1" in tien-giang-2021-2025',
        'unit "CTHSSV" does not lead "LV4" in tien-giang-2021-2025',
    )
