"""Each act in a sentence of Vietnamese, for who reads afterwards what happened."""

from __future__ import annotations

from functools import singledispatch

from dienhinh.example import acts, cast
from sheets_schema import SECTIONS

SPOKEN_OF = {
    cast.CU: "Đầu mối của Cấp ủy",
    cast.TCHC: "Đầu mối của Phòng Tổ chức - Hành chính",
    cast.CTHSSV: "Đầu mối của Phòng Công tác Học sinh - Sinh viên",
    cast.DTNCKH: "Đầu mối của Phòng Đào tạo - Nghiên cứu khoa học",
    cast.CD: "Đầu mối của Công đoàn cơ sở",
    cast.DTN: "Đầu mối của Đoàn Thanh niên",
    cast.K1: "Đầu mối của Khoa Y",
    cast.K2: "Đầu mối của Khoa Dược",
    cast.K3: "Đầu mối của Khoa Điều dưỡng",
    cast.K4: "Đầu mối của Khoa Y học cơ sở",
    cast.HEAD_OF_K3: "Trưởng Khoa Điều dưỡng",
    cast.OFFICE: "Phòng Tổ chức - Hành chính",
    cast.MEMBER: "Một ủy viên Hội đồng",
}


def who(email: str) -> str:
    """Call a person by what they are; by their address if that is not known."""
    return SPOKEN_OF.get(email, email)


@singledispatch
def retell(act: acts.Act) -> str:
    """Tell an act of no kind of its own by the words that it has, beginning with a capital."""
    return act.says[:1].upper() + act.says[1:]


@retell.register
def _(act: acts.FillIn) -> str:
    return f"{who(act.who)} trả lời biểu mẫu “{SECTIONS[act.form].title}”"


@retell.register
def _(act: acts.FollowLetter) -> str:
    dossier, what = act.gap
    return f"{who(act.who)} mở liên kết trong thư để bổ sung “{what}” của hồ sơ {dossier}"


@retell.register
def _(act: acts.EditAnswer) -> str:
    return f"{who(act.who)} sửa câu trả lời đã gửi"


@retell.register
def _(act: acts.TypeCell) -> str:
    return f"{who(act.who)} ghi vào cột “{act.column}” của bảng “{act.sheet}”"


@retell.register
def _(act: acts.TypeRow) -> str:
    return f"{who(act.who)} ghi thêm một dòng vào bảng “{act.sheet}”"


@retell.register
def _(act: acts.Sort) -> str:
    return f"{who(act.who)} sắp xếp bảng “{act.sheet}” theo cột “{act.column}”"
