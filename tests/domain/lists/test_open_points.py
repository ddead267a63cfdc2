from __future__ import annotations

from datetime import date

from dienhinh.domain.lists import confirmations
from tests.domain.lists.drawn import NEXT, PROGRAMME, ROSTER, Book, told


def confirmed(lists, kind: str, label: str) -> bool:
    """Tell whether something is not among what is still open."""
    return (kind, label) not in {(each.kind, each.label) for each in lists.programme.unconfirmed()}


def tick(book: Book, *codes: str) -> Book:
    """Tick points as the office does."""
    for code in codes:
        book.put("can_xac_nhan", code, "da_xac_nhan", True)
    return book


def test_sixty_five_open_things_are_thirty_four_points():
    assert (len(PROGRAMME.unconfirmed()), len(confirmations(PROGRAMME))) == (65, 34)
    assert (len(NEXT.unconfirmed()), len(confirmations(NEXT))) == (158, 33)


def test_points_stand_together_by_who_can_confirm_them():
    owners = [row["nguoi_xac_nhan"] for row in confirmations(PROGRAMME)]
    changes = [owner for at, owner in enumerate(owners) if at == 0 or owners[at - 1] != owner]
    assert changes == [
        "Phòng Tổ chức - Hành chính",
        "Hội đồng Thi đua - Khen thưởng",
        "Ban Giám hiệu",
        "Cấp ủy",
    ]


def test_point_says_what_is_open_what_is_taken_and_what_rests_on_it():
    rows = {row["ma"]: row for row in confirmations(PROGRAMME)}
    assert rows["A09"] == {
        "ma": "A09",
        "noi_dung": "Hình thức khen (kèm 1 nội dung dựa vào điểm này).",
        "dang_ap_dung": (
            "Biểu dương; Giấy khen khi Hiệu trưởng quyết định; chương trình không tính tiền thưởng."
        ),
        "nguoi_xac_nhan": "Ban Giám hiệu",
    }
    assert rows["CAN_CU/LUAT-2026"]["dang_ap_dung"] == (
        "Như dòng LUAT-2026 của bảng “Căn cứ”; nguồn: Luật 06/2026/QH16, chưa đọc được toàn văn"
    )


def test_tick_confirms_the_point_and_what_rests_on_it_alone():
    lists = tick(Book(), "A21").read()
    assert told(lists) == []
    assert confirmed(lists, "assumptions", "A21")
    assert [school.confirmed for school in lists.programme.school] == [True, True]
    assert len(lists.programme.unconfirmed()) == 65 - 3


def test_what_rests_on_two_points_waits_for_both():
    assert not confirmed(tick(Book(), "A03").read(), "thresholds", "GIAY_KHEN")
    assert confirmed(tick(Book(), "A03").read(), "thresholds", "DHTT")
    assert confirmed(tick(Book(), "A03", "A09").read(), "thresholds", "GIAY_KHEN")


def test_every_tick_leaves_nothing_open():
    for programme in (PROGRAMME, NEXT):
        book = Book(programme, ROSTER)
        tick(book, *(str(row["ma"]) for row in confirmations(programme)))
        lists = book.read()
        assert lists.programme.unconfirmed() == ()
        # The points themselves stay, so that a tick can be taken back.
        assert len(lists.points) == len(confirmations(programme))


def test_basis_that_the_office_adds_without_a_source_becomes_a_point():
    book = Book()
    for code, source in (("QD-1", None), ("QD-2", "Quyết định số 12/QĐ-CĐYT")):
        book.add(
            "can_cu",
            ma=code,
            noi_dung="Căn cứ Quyết định của Hiệu trưởng",
            hieu_luc_tu=date(2023, 1, 1),
            thu_tu="90",
            nguon=source,
        )
    lists = book.read()
    assert told(lists) == []
    points = {row["ma"] for row in lists.points}
    assert ("CAN_CU/QD-1" in points, "CAN_CU/QD-2" in points) == (True, False)
    book.add("can_xac_nhan", ma="CAN_CU/QD-1", da_xac_nhan=True)
    assert confirmed(book.read(), "legal_bases", "QD-1")


def test_note_is_kept_and_an_unknown_code_is_refused_by_name():
    book = Book().put("can_xac_nhan", "A01", "ghi_chu", "Theo Thông báo số 5")
    lists = book.add("can_xac_nhan", ma="A99", da_xac_nhan=True).read()
    assert [each.note for each in lists.confirmations if each.note] == ["Theo Thông báo số 5"]
    assert [(found.code, found.what) for found in lists.findings] == [
        ("A99", "không có nội dung cần xác nhận mang mã A99")
    ]
