from __future__ import annotations

import json

import pytest

from jobs.__main__ import main
from tests import office as offices
from tests.office import OFFICE, PROGRAMME
from tests.wave import ARCHIVE, K1, K2, LECTURER, PAPER, STRANGER, TCHC, person, proof

AT = "2023-04-20T08:00"
NAME = "Họ và tên hoặc tên tập thể"


@pytest.fixture
def command(monkeypatch, capsys):
    """Run the command line for an office; gives exit status, standard output and error."""

    def run(office, *arguments: str, **settings: str) -> tuple[int, str, str]:
        for name, value in office.environment(**settings).items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        told = capsys.readouterr()
        return ended.value.code or 0, told.out, told.err

    return run


def trash(office, key: str) -> str:
    """Throw a file away for good; gives the id that it had."""
    lost = office.place(key)
    office.clerk._send("DELETE", f"/drive/v3/files/{lost}")
    return lost


def heads(office) -> list[str]:
    return sorted(letter.to for letter in office.letters())


def test_missing_credentials_are_told_with_the_setting(wave, command, tmp_path):
    nowhere = str(tmp_path / "none.json")
    assert command(wave, "run", "all", credentials=nowhere) == (
        2,
        "",
        f"DIENHINH_CREDENTIALS: there is no file {nowhere}; give the path of an existing one\n",
    )


def test_credentials_of_no_known_kind_are_told_with_the_file(wave, command, tmp_path):
    path = tmp_path / "credentials.json"
    path.write_text('{"type": "something"}')
    status, out, err = command(wave, "run", "all", credentials=str(path))
    assert (status, out) == (2, "")
    assert str(path) in err
    assert wave.writes() == []


def test_credentials_that_are_refused_stop_the_run_with_the_remedy(wave, command, tmp_path):
    path = tmp_path / "credentials.json"
    stranger = wave.post(
        "/_local/principals",
        {"email": "khac@du-an.iam.gserviceaccount.com", "service_account": True},
    )
    path.write_text(json.dumps(stranger["credentials"]))
    status, out, err = command(wave, "run", "all", "--at", AT, credentials=str(path))
    assert (status, out) == (2, "")
    assert "unauthorized_client" in err
    assert (wave.letters(), wave.writes()) == ([], [])


def test_key_that_is_not_the_accounts_own_is_refused(wave, command, tmp_path):
    path = tmp_path / "credentials.json"
    other = wave.post(
        "/_local/principals",
        {"email": "khac@du-an.iam.gserviceaccount.com", "service_account": True},
    )["credentials"]
    own = json.loads((wave.data / "credentials.json").read_text())
    path.write_text(json.dumps({**own, "private_key": other["private_key"]}))
    status, out, err = command(wave, "run", "collect_responses", credentials=str(path))
    assert (status, out) == (2, "")
    assert "invalid_grant" in err


def test_unknown_key_of_the_programme_is_told_with_file_and_line(wave, command, tmp_path):
    path = tmp_path / "ke-hoach.toml"
    source = PROGRAMME.read_text(encoding="utf-8")
    path.write_text(source.replace("send_until =", "send_till ="), encoding="utf-8")
    line = source[: source.index("send_until =")].count("\n") + 1
    status, out, err = command(wave, "run", "all", "--programme", str(path))
    assert (status, out) == (2, "")
    assert str(path) in err
    assert f"line {line}, `ladder, send_till`: this key is unknown" in err
    assert wave.writes() == []


def test_unknown_setting_is_told_with_those_that_are_known(wave, command):
    status, _, err = command(wave, "status", programm="x")
    assert status == 2
    assert err.startswith("DIENHINH_PROGRAMM: no such setting; known are DIENHINH_ACCOUNT, ")


def test_renamed_header_names_itself_and_the_other_units_go_on(wave, command):
    wave.put(OFFICE, "don_vi/K1", "'Đăng ký'!C1", "Tên gọi")
    wave.type(TCHC, "don_vi/TCHC", "Đăng ký", ("Mã hồ sơ", ARCHIVE), NAME, "Tổ Lưu trữ")
    status, out, _ = command(wave, "run", "check_completeness", "compile_review", "--at", AT)
    assert status == 1
    link = wave.runner.ledger.effects.get("place", "workbook/don_vi/K1").facts["link"]
    told = (
        f"  ! sổ của Khoa Y: {link}: Bảng “Đăng ký”: tiêu đề cột C đang là “Tên gọi”, không phải "
        f"“{NAME}”. Đề nghị ghi lại ô C1 đúng là “{NAME}”."
    )
    assert out.splitlines().count(told) == 2
    assert wave.rows("xet_chon", "Bảng xét chọn")[ARCHIVE][NAME] == "Tổ Lưu trữ"
    assert wave.column("theo_doi", "Bảng theo dõi", "Tình trạng", by="Mã đơn vị")["K1"] == (
        "Chưa đọc được sổ của đơn vị"
    )


def test_doubled_header_names_both_columns(wave):
    wave.put(OFFICE, "don_vi/K1", "'Đăng ký'!E1", NAME)
    outcome = wave.run("check_completeness", "2023-04-20 08:35")
    (problem,) = outcome.problems
    assert f"Bảng “Đăng ký” có nhiều cột “{NAME}”: C, E." in problem.what


@pytest.mark.parametrize("how", ["deleted", "renamed"])
def test_unreadable_workbook_gets_no_letter_and_the_others_get_theirs(wave, how):
    if how == "deleted":
        trash(wave, "workbook/don_vi/K1")
    else:
        wave.put(OFFICE, "don_vi/K1", "'Đăng ký'!C1", "Tên gọi")
    outcome = wave.run("remind_heads", "2023-04-20 08:00")
    assert [problem.where for problem in outcome.problems] == ["sổ của Khoa Y"]
    assert heads(wave) == [
        "bi-thu-doan-1@example.com",
        "chu-tich-cong-doan-1@example.com",
        "truong-khoa-2@example.com",
        "truong-khoa-3@example.com",
        "truong-khoa-4@example.com",
        "truong-phong-3@example.com",
    ]


def test_nothing_is_compiled_from_an_unreadable_workbook_and_what_stood_there_stays(wave):
    wave.run("compile_review", "2023-04-18 16:00")
    before = wave.rows("xet_chon", "Bảng xét chọn")
    trash(wave, "workbook/don_vi/TCHC")
    outcome = wave.run("compile_review", "2023-04-19 16:00")
    assert [problem.where for problem in outcome.problems] == ["sổ của Phòng Tổ chức - Hành chính"]
    assert wave.rows("xet_chon", "Bảng xét chọn") == before


def test_workbook_to_which_the_office_lost_its_access_is_told_and_the_others_go_on(wave):
    address = f"/drive/v3/files/{wave.place('workbook/don_vi/K1')}"
    rights = f"{address}/permissions"
    folder = wave.place("folder/dang_ky")
    wave.clerk._send("PATCH", address, params={"removeParents": folder}, json={})
    owner = wave.person("chu-moi@example.com")
    wave.clerk._send(
        "POST",
        rights,
        params={"transferOwnership": "true"},
        json={"type": "user", "role": "owner", "emailAddress": owner.email},
    )
    standing = wave.clerk._get(rights, fields="permissions(id,emailAddress)")["permissions"]
    (own,) = [each["id"] for each in standing if each["emailAddress"] == OFFICE]
    owner._send("DELETE", f"{rights}/{own}")
    outcome = wave.run("check_completeness", "2023-04-20 08:35")
    assert [problem.where for problem in outcome.problems] == ["sổ của Khoa Y"]
    assert outcome.counts["dossiers"] == 3


def test_form_that_was_deleted_by_hand_is_told_and_the_other_forms_go_on(wave):
    lost = wave.form("vuong_mac")
    trash(wave, "form/vuong_mac")
    wave.set_clock("2023-04-18 09:00")
    wave.fill_in(K1, "minh_chung", proof(LECTURER, "4A1"))
    outcome = wave.run("collect_responses", "2023-04-18 12:00")
    assert [str(problem) for problem in outcome.problems] == [
        (
            f"biểu mẫu “Vướng mắc”: {lost}: không mở được: khôi phục từ thùng rác của Drive, hoặc"
            " chạy `dienhinh set-up --remake form/vuong_mac` để tạo mới"
        )
    ]
    assert outcome.counts["answers"] == 1
    assert wave.run("set_up", "2023-04-19 07:00").problems != ()


def test_no_letter_leaves_while_a_form_cannot_be_read(wave):
    trash(wave, "form/minh_chung")
    outcome = wave.run("remind_heads", "2023-04-20 08:00")
    assert wave.letters() == []
    assert (outcome.counts, {problem.what for problem in outcome.problems}) == (
        {"office letters": 1},
        {"chưa đọc được biểu mẫu “Minh chứng”; thư phải chờ"},
    )
    wave.runner.forget_place("form/minh_chung")
    wave.run("set_up", "2023-04-20 08:30")
    assert wave.run("remind_heads", "2023-04-20 09:00").counts == {"letters": 7}


def test_respondent_who_is_nobody_waits_and_nobody_is_written_to_about_it(wave):
    wave.set_clock("2023-04-18 09:00")
    wave.fill_in(STRANGER, "dang_ky", person("LV4-CNA", "Người lạ 1", ("4A1",)))
    assert wave.run("collect_responses", "2023-04-18 12:00").counts["quarantined"] == 1
    wave.run_all("2023-04-20 08:00")
    assert [letter for letter in wave.letters() if "Người lạ 1" in letter.text] == []
    assert "Người lạ 1" not in {row[NAME] for row in wave.table("xet_chon", "Bảng xét chọn")}


def delete_rows(office, unit: str, sheet: str, start: int, end: int) -> None:
    office.edit(
        OFFICE,
        f"don_vi/{unit}",
        {
            "deleteDimension": {
                "range": {
                    "sheetId": office.sheet_id(f"don_vi/{unit}", sheet),
                    "dimension": "ROWS",
                    "startIndex": start,
                    "endIndex": end,
                }
            }
        },
    )


def test_rows_that_fall_too_far_are_not_believed_until_the_office_says_so(wave, command):
    wave.run("compile_review", "2023-04-18 16:00")
    delete_rows(wave, "TCHC", "Đăng ký", 1, 2)
    delete_rows(wave, "TCHC", "Minh chứng", 1, 2)
    wave.forget_calls()
    for job in ("compile_review", "remind_heads"):
        outcome = wave.run(job, "2023-04-20 08:00")
        (problem,) = outcome.problems
        assert problem.where == "sổ của Phòng Tổ chức - Hành chính"
        assert problem.what.startswith("số dòng có nội dung giảm từ 5 còn 3 so với lần đọc trước")
    assert "truong-phong-1@example.com" not in heads(wave)
    state = wave.column("xet_chon", "Bảng xét chọn", "Tình trạng hồ sơ")
    assert state[ARCHIVE] == "Đủ"

    status, _, _ = command(wave, "examine", "--accept-rows", "--at", AT)
    assert status == 0
    assert wave.run("compile_review", "2023-04-20 16:00").problems == ()
    state = wave.column("xet_chon", "Bảng xét chọn", "Tình trạng hồ sơ")
    assert state[ARCHIVE] == "Không còn trong sổ đăng ký của đơn vị"


def test_names_sorted_without_their_codes_are_not_believed_until_the_office_says_so(wave, command):
    name, cell = "Họ và tên hoặc tên tập thể", "Lĩnh vực và đối tượng đăng ký"
    first = wave.rows("don_vi/K1", "Đăng ký")[LECTURER]
    wave.add_row(K1, "don_vi/K1", "Đăng ký", {name: "Giảng viên 10", cell: str(first[cell])})
    for at in ("2023-04-20 07:35", "2023-04-20 08:35"):  # it is given its code, and read with it
        assert wave.run("check_completeness", at).problems == ()
    second = "2023-1-LV4-CNA-002"
    wave.type(K1, "don_vi/K1", "Đăng ký", ("Mã hồ sơ", LECTURER), name, "Giảng viên 10")
    wave.type(K1, "don_vi/K1", "Đăng ký", ("Mã hồ sơ", second), name, str(first[name]))
    (problem,) = wave.run("check_completeness", "2023-04-20 09:35").problems
    assert f"cột “{name}”" in problem.what

    status, _, _ = command(wave, "examine", "--accept-rows", "--at", AT)
    assert status == 0
    assert wave.run("check_completeness", "2023-04-20 10:35").problems == ()
    names = {LECTURER: "Giảng viên 10", second: first[name]}
    assert wave.column("don_vi/K1", "Đăng ký", name) == names


def test_one_deleted_row_is_an_ordinary_change(wave):
    delete_rows(wave, "K1", "Báo cáo thành tích cá nhân", 1, 2)
    outcome = wave.run("check_completeness", "2023-04-20 08:35")
    assert outcome.problems == ()
    assert "Báo cáo thành tích cá nhân" in str(
        wave.column("don_vi/K1", "Đăng ký", "Kết quả kiểm tra")[LECTURER]
    )


def test_lists_that_cannot_be_read_stop_every_job_before_it_writes(wave):
    more = {"sheetId": wave.sheet_id("danh_muc", "Đơn vị"), "dimension": "COLUMNS", "length": 1}
    wave.edit(OFFICE, "danh_muc", {"appendDimension": more})
    wave.put(OFFICE, "danh_muc", "'Đơn vị'!L1", "Tên đơn vị")
    wave.set_clock("2023-04-18 09:00")
    wave.fill_in(K2, "minh_chung", proof(LECTURER, "4A1", PAPER))
    wave.forget_calls()
    outcomes = wave.run_all("2023-04-20 08:00")
    assert [outcome.ok for outcome in outcomes] == [False] * len(offices.JOBS)
    doubled = "có nhiều cột “Tên đơn vị”: B, L"
    assert {doubled in str(outcome.problems[0]) for outcome in outcomes} == {True}
    assert wave.writes() == []


def test_header_that_somebody_reworded_is_put_right_and_told(wave):
    wave.put(OFFICE, "danh_muc", "'Đơn vị'!B1", "Tên gọi")
    outcome = wave.run("set_up", "2023-04-20 08:00")
    assert [note for note in outcome.notes if "Tên gọi" in note] == [
        (
            "sổ “Danh mục điển hình tiên tiến 2021 - 2025”, bảng “Đơn vị”: tiêu đề “Tên gọi” được"
            " ghi lại là “Tên đơn vị”"
        )
    ]
    assert all(each.ok for each in wave.run_all("2023-04-20 09:00"))


def test_job_before_set_up_says_what_to_run_first(tmp_path):
    with offices.opened(tmp_path / "office") as empty:
        outcomes = [empty.run(job, "2023-04-20 08:00") for job in offices.JOBS[1:]]
        assert [[str(problem) for problem in outcome.problems] for outcome in outcomes] == [
            ["Danh mục: chưa có Danh mục: chạy `dienhinh set-up` trước"]
        ] * len(outcomes)
        assert empty.writes() == []
