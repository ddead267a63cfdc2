"""What can be wrong with a cell, each with a title and with what to do, in Vietnamese.

Titles and advice name columns and cells, never what stands in them, so they may go into letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from sheets_schema.model import Field, Kind

COMPLETE = "Đủ"
MISSING = "Còn thiếu"
WRONG = "Cần sửa"


@dataclass(frozen=True)
class Finding:
    """One thing wrong with one field of one row; `cell` is its address when read ("F7").

    `bounds` says what the value should be ("số từ 0 đến 10"), where its kind has bounds.
    """

    field: Field
    cell: str
    bounds: str = ""

    code: ClassVar[str]
    label: ClassVar[str]
    remedy: ClassVar[str]
    phrase: ClassVar[str] = ""

    @property
    def title(self) -> str:
        """What is wrong, in a few words."""
        return f"{self.label}: {self.field.title}"

    @property
    def said(self) -> str:
        """What is wrong, as it stands in brackets behind the column's title."""
        return self._filled(self.phrase or self.label[0].lower() + self.label[1:])

    @property
    def advice(self) -> str:
        """What to do, and in which cell."""
        return self._filled(self.remedy)

    def _filled(self, text: str) -> str:
        return text.format(
            title=self.field.title,
            cell=self.cell,
            words=self.field.max_words,
            bounds=self.bounds or "giá trị hợp lệ",
        )


class Unreadable(ValueError):
    """The cell cannot be read as its field; `kind` is the finding that says so."""

    def __init__(self, kind: type[Finding], bounds: str = "") -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.bounds = bounds


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


class OutOfRange(Finding):
    """A number is smaller or larger than its field allows."""

    code = "SO_NGOAI_GIOI_HAN"
    label = "Số ngoài giới hạn"
    phrase = "cần là {bounds}"
    remedy = "Đề nghị kiểm tra và ghi lại cột “{title}” (ô {cell}) bằng {bounds}."


class NotWhole(Finding):
    """A count has a fraction."""

    code = "KHONG_PHAI_SO_NGUYEN"
    label = "Không phải là số nguyên"
    phrase = "cần là {bounds}"
    remedy = "Đề nghị kiểm tra và ghi lại cột “{title}” (ô {cell}) bằng {bounds}."


class TakenForDate(Finding):
    """A number field holds the serial number of a day: "9/10" was typed, a date was stored."""

    code = "SO_THANH_NGAY"
    label = "Số đã bị bảng tính hiểu thành ngày tháng"
    phrase = "đã bị bảng tính hiểu thành ngày tháng; cần là {bounds}"
    remedy = (
        "Đề nghị ghi lại cột “{title}” (ô {cell}) bằng {bounds}; cách ghi như 9/10 bị bảng tính "
        "hiểu thành ngày tháng. Nếu ô vẫn hiện ngày tháng, chọn Định dạng > Số > Tự động rồi ghi "
        "lại."
    )


class DayOutOfRange(Finding):
    """A day lies before or after what its field allows."""

    code = "NGAY_NGOAI_GIOI_HAN"
    label = "Ngày ngoài giới hạn"
    phrase = "cần là {bounds}"
    remedy = "Đề nghị kiểm tra năm và ghi lại cột “{title}” (ô {cell}) bằng {bounds}."


class ErrorValue(Finding):
    """A formula's error stands where a value should be."""

    code = "LOI_CONG_THUC"
    label = "Ô đang báo lỗi công thức"
    remedy = (
        "Đề nghị ghi trực tiếp nội dung vào cột “{title}” (ô {cell}), thay cho công thức đang báo "
        "lỗi."
    )


class OldEncoding(Finding):
    """A text was typed in TCVN3 or VNI, or was broken on its way; no Unicode reader can read it."""

    code = "BANG_MA_CU"
    label = "Cần gõ lại bằng Unicode"
    remedy = (
        "Đề nghị gõ lại cột “{title}” (ô {cell}) bằng bảng mã Unicode; nội dung hiện có gõ "
        "theo bảng mã khác (ví dụ: TCVN3, VNI) nên không đọc được."
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


class OtherCriterion(Finding):
    """A criterion of another field or category than the dossier is registered in."""

    code = "TIEU_CHI_KHAC"
    label = "Tiêu chí không thuộc lĩnh vực và đối tượng đăng ký"
    remedy = (
        "Đề nghị chọn lại cột “{title}” (ô {cell}) theo các tiêu chí của lĩnh vực và đối tượng"
        " đăng ký."
    )


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


class TrailingText(Finding):
    """Something beside whole addresses stands in a link field: a bracket, a word, a full stop."""

    code = "CHU_CANH_LIEN_KET"
    label = "Có chữ hoặc dấu thừa cạnh liên kết"
    remedy = (
        "Đề nghị để cột “{title}” (ô {cell}) chỉ còn liên kết, mỗi liên kết một dòng; xóa chữ, dấu "
        "ngoặc, dấu chấm đứng cạnh liên kết."
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
    wrong = [f"{f.field.title} ({f.said})" for f in found if not isinstance(f, MissingValue)]
    return tell(missing, wrong)


def tell(missing: Sequence[str], wrong: Sequence[str]) -> str:
    """Say what is missing, then what is there but wrong; "Đủ" where there is neither."""
    parts = ((MISSING, missing), (WRONG, wrong))
    return " ".join(f"{label}: {'; '.join(names)}." for label, names in parts if names) or COMPLETE
