"""What can be wrong with a cell, each with a title and with what to do, in Vietnamese.

Titles and advice name columns and cells, never what stands in them, so they may go into letters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from sheets_schema.model import Field, Kind

COMPLETE = "Đủ"
MISSING = "Còn thiếu"
WRONG = "Cần sửa"


@dataclass(frozen=True)
class Finding:
    """One thing wrong with one field of one row; `cell` is its address when read ("F7")."""

    field: Field
    cell: str

    code: ClassVar[str]
    label: ClassVar[str]
    remedy: ClassVar[str]

    @property
    def title(self) -> str:
        """What is wrong, in a few words."""
        return f"{self.label}: {self.field.title}"

    @property
    def advice(self) -> str:
        """What to do, and in which cell."""
        facts = {"title": self.field.title, "cell": self.cell, "words": self.field.max_words}
        return self.remedy.format(**facts)


class MissingValue(Finding):
    """A field that the row owes is blank."""

    code = "THIEU"
    label = MISSING
    remedy = "Đề nghị điền cột “{title}” (ô {cell})."

    @property
    def advice(self) -> str:
        """What to do; a consent is ticked only by who gives it."""
        if self.field.kind is Kind.CONSENT:
            return (
                f"Đề nghị đánh dấu ô “{self.field.title}” (ô {self.cell}) khi người được đăng ký "
                "đã đọc thông báo và đồng ý."
            )
        return super().advice


class NotNumeric(Finding):
    """A number field holds something else."""

    code = "KHONG_PHAI_SO"
    label = "Không phải là số"
    remedy = "Đề nghị ghi cột “{title}” (ô {cell}) bằng chữ số, ví dụ: 8,5."


class AmbiguousNumeric(Finding):
    """A number can be read as a thousand or as a fraction."""

    code = "SO_KHONG_RO"
    label = "Số có thể hiểu hai cách"
    remedy = (
        "Đề nghị ghi lại cột “{title}” (ô {cell}): số nguyên không dùng dấu chấm phân nhóm "
        "(1234); số thập phân dùng dấu phẩy (1,2)."
    )


class NotDate(Finding):
    """A date field holds something else."""

    code = "KHONG_PHAI_NGAY"
    label = "Không phải là ngày"
    remedy = "Đề nghị ghi cột “{title}” (ô {cell}) theo dạng ngày/tháng/năm, ví dụ: 30/4/2023."


class NotChoice(Finding):
    """A choice field holds what is not among its options."""

    code = "NGOAI_DANH_MUC"
    label = "Không có trong danh mục"
    remedy = "Đề nghị chọn lại cột “{title}” (ô {cell}) theo danh mục có sẵn."


class TooLong(Finding):
    """A text has more words than its field allows."""

    code = "QUA_DAI"
    label = "Dài quá số từ quy định"
    remedy = "Đề nghị rút gọn cột “{title}” (ô {cell}) còn tối đa {words} từ."


class NotLink(Finding):
    """A link field holds no whole web address."""

    code = "KHONG_PHAI_LIEN_KET"
    label = "Không phải là liên kết"
    remedy = (
        "Đề nghị dán vào cột “{title}” (ô {cell}) một liên kết đầy đủ, bắt đầu bằng https:// "
        "hoặc http://."
    )


class NotEmail(Finding):
    """An e-mail field holds no address."""

    code = "KHONG_PHAI_THU_DIEN_TU"
    label = "Không phải là địa chỉ thư điện tử"
    remedy = (
        "Đề nghị ghi cột “{title}” (ô {cell}) bằng địa chỉ thư điện tử đầy đủ; nhiều địa chỉ cách "
        "nhau bằng dấu chấm phẩy."
    )


class UnknownDossier(Finding):
    """A dossier code that no registration has."""

    code = "MA_KHONG_CO"
    label = "Không có hồ sơ mang mã này"
    remedy = (
        "Đề nghị đối chiếu cột “{title}” (ô {cell}) với cột “Mã hồ sơ” trong bảng “Đăng ký” của "
        "đơn vị."
    )


class DoubledCode(Finding):
    """Two rows of a sheet carry the same code; the second is named."""

    code = "TRUNG_MA"
    label = "Trùng mã với dòng khác"
    remedy = (
        "Đề nghị xóa mã ở cột “{title}” (ô {cell}) nếu đây là dòng sao chép; hệ thống sẽ cấp mã "
        "mới cho dòng."
    )


def verdict(findings: Iterable[Finding]) -> str:
    """Put the findings of one row into the words of its `ket_qua` column; "Đủ" for none."""
    found = tuple(findings)
    missing = [f.field.title for f in found if isinstance(f, MissingValue)]
    wrong = [
        f"{f.field.title} ({_lower(f.label)})" for f in found if not isinstance(f, MissingValue)
    ]
    parts = [
        f"{label}: {'; '.join(names)}."
        for label, names in ((MISSING, missing), (WRONG, wrong))
        if names
    ]
    return " ".join(parts) or COMPLETE


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]
