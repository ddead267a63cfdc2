"""Makes the Word templates: `python templates/build_templates.py [FOLDER]` (default: reports/).

The .docx files are kept in the repository; this script is how they came to be. An office may edit
them in Word instead (README.md says how); then this script is no longer run for that file.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

# The modules beside this script are no package, and the script is run from anywhere.
import looks  # noqa: E402
import nd30  # noqa: E402
import wording  # noqa: E402
from looks import MM, Element, Look  # noqa: E402
from nd30 import Word, cells, grid, paragraph, rule, spanning  # noqa: E402

from dienhinh.rendering.engine import canonical_zip  # noqa: E402

PORTRAIT = (round(65 * MM), round(100 * MM))  # 165 mm between the margins
SIGNED_LONG = (round(58 * MM), round(107 * MM))  # for a title of 101 mm in one line
LANDSCAPE = (round(112 * MM), round(140 * MM))  # 252 mm
DOTS = "…" * 29  # as many as fit one line of 165 mm at 14 pt after the indent
DAY = "{{ dia_danh }}, ngày       tháng       năm {{ nam }}"


def registration_list() -> Word:
    """Danh sách tổng hợp đăng ký: A4 lying, since eight columns with summaries need the width.

    Mục I.2 of Annex I lets a document whose tables are no annexes of their own lie. `Danh sách` is
    none of the named kinds of document (Annex III), so it bears no number; the office signs it.
    """
    document = nd30.new_document(
        landscape=True, title="Danh sách tổng hợp đăng ký điển hình tiên tiến"
    )
    issuer = [
        paragraph(looks.CHU_QUAN, "{{ ten_truong_hoa }}"),
        paragraph(looks.BAN_HANH, "{{ don_vi_soan_hoa }}"),
        rule(round(30 * MM), LANDSCAPE[0]),
    ]
    nd30.add(
        document,
        nd30.header_table(
            LANDSCAPE,
            (issuer, nd30.motto(LANDSCAPE[1])),
            ([paragraph(looks.SO_KY_HIEU)], [paragraph(looks.DIA_DANH, DAY)]),
        ),
        paragraph(looks.TEN_LOAI, "DANH SÁCH"),
        paragraph(looks.TRICH_YEU, wording.LIST_SUBJECT),
        rule(round(60 * MM), sum(LANDSCAPE), after=120),
        paragraph(looks.GHI_CHU, wording.LIST_FIGURES),
        _registrations(),
        *_if("co_han_che", looks.GHI_CHU, wording.LIST_RESTRICTED),
        paragraph(looks.KET_THUC, wording.LIST_END),
        *nd30.signature(LANDSCAPE),
    )
    return document


def midterm_report() -> Word:
    """Báo cáo sơ kết: figures by field and unit, activities; judgement is left to the office."""
    document = nd30.new_document(
        landscape=False, title="Báo cáo sơ kết công tác xây dựng và nhân rộng điển hình tiên tiến"
    )
    nd30.add(
        document,
        _school_header("BC-{{ ky_hieu_co_quan }}"),
        paragraph(looks.TEN_LOAI, "BÁO CÁO"),
        paragraph(looks.TRICH_YEU, "Sơ kết công tác xây dựng và nhân rộng điển hình tiên tiến"),
        paragraph(looks.TRICH_YEU, "giai đoạn {{ giai_doan }} gắn với sơ kết phong trào thi đua"),
        paragraph(looks.TRICH_YEU, "{{ dip }}"),
        rule(round(60 * MM), sum(PORTRAIT), after=240),
        *_each("can_cu", looks.CAN_CU, "{{ dong }}"),
        paragraph(looks.NOI_DUNG, wording.REPORT_OPENING),
        *_results(),
        *_fostering(),
        *_judgement(),
        paragraph(looks.KET_THUC, wording.REPORT_END),
        *nd30.signature(PORTRAIT),
    )
    return document


def gap_letter() -> Word:
    """Công văn đề nghị bổ sung hồ sơ: the office signs by order of the rector."""
    document = nd30.new_document(
        landscape=False, title="Công văn đề nghị bổ sung hồ sơ điển hình tiên tiến"
    )
    nd30.add(
        document,
        _school_header("{{ ky_hieu_co_quan }}-{{ ma_don_vi_soan }}", wording.LETTER_SUBJECT),
        paragraph(looks.KINH_GUI, "Kính gửi: {{ kinh_gui }}"),
        *_if("de_nghi", looks.NOI_DUNG, wording.LETTER_ASKED, wording.LETTER_ASSIGNED),
        _gaps(),
        *_if("con_lai", looks.KET_THUC, wording.LETTER_REST),
        *_if("de_nghi", looks.KET_THUC, wording.LETTER_ASKS, wording.LETTER_DEMANDS),
        paragraph(looks.KET_THUC, "Thông tin chi tiết liên hệ {{ lien_he }}."),
        paragraph(looks.KET_THUC, "Trân trọng./."),
        *nd30.signature(SIGNED_LONG),
    )
    return document


def _results() -> list[Element]:
    return [
        paragraph(looks.DE_MUC, "I. KẾT QUẢ TRIỂN KHAI, ĐĂNG KÝ"),
        paragraph(looks.DE_MUC, "1. Triển khai tại các đơn vị"),
        *_each("nhiem_vu_don_vi", looks.NOI_DUNG, "- {{ dong }}"),
        paragraph(looks.DE_MUC, "2. Đăng ký theo lĩnh vực"),
        _counts(
            "linh_vuc",
            "cong_linh_vuc",
            (11, 38, 34, 15, 16, 15, 19, 17),
            {"ten": "Lĩnh vực", "chu_tri": "Chủ trì"},
        ),
        paragraph(looks.DE_MUC, "3. Đăng ký theo đơn vị"),
        _counts("don_vi", "cong_don_vi", (11, 58, 17, 18, 17, 23, 21), {"ten": "Đơn vị"}),
    ]


def _fostering() -> list[Element]:
    return [
        paragraph(looks.DE_MUC, "II. BỒI DƯỠNG, NHÂN RỘNG, TRAO ĐỔI KINH NGHIỆM"),
        paragraph(looks.DE_MUC, "1. Hồ sơ theo các khâu"),
        *_each("khau", looks.NOI_DUNG, "- {{ dong }}"),
        paragraph(looks.DE_MUC, wording.REPORT_ACTIVITIES),
        _activities(),
    ]


def _judgement() -> list[Element]:
    return [
        paragraph(looks.DE_MUC, "III. ĐÁNH GIÁ"),
        paragraph(looks.DE_MUC, "1. Ưu điểm"),
        *_each("so_lieu_thuan_loi", looks.NOI_DUNG, "- {{ dong }}"),
        *_to_complete(),
        paragraph(looks.DE_MUC, "2. Hạn chế"),
        *_each("so_lieu_con_lai", looks.NOI_DUNG, "- {{ dong }}"),
        *_to_complete(),
        paragraph(looks.DE_MUC, "3. Nguyên nhân"),
        *_to_complete(),
        paragraph(looks.DE_MUC, "IV. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI"),
        *_each("nhiem_vu_tiep", looks.NOI_DUNG, "- {{ dong }}"),
        *_to_complete(),
        paragraph(looks.DE_MUC, "V. KIẾN NGHỊ, ĐỀ XUẤT"),
        *_to_complete(),
    ]


def _to_complete() -> list[Element]:
    """Two dotted lines and who writes there: what figures cannot say is never invented."""
    return [
        paragraph(looks.CHO_GHI, DOTS),
        paragraph(looks.CHO_GHI, DOTS),
        paragraph(looks.GHI_CHU, wording.REPORT_TO_COMPLETE),
    ]


def _school_header(mark: str, subject: str = "") -> Element:
    issuer = [
        paragraph(looks.CHU_QUAN, "{{ co_quan_chu_quan }}"),
        paragraph(looks.BAN_HANH, "{{ ten_truong_hoa }}"),
        rule(round(24 * MM), PORTRAIT[0]),
    ]
    number = [paragraph(looks.SO_KY_HIEU, f"Số:         /{mark}")]
    if subject:
        number.append(paragraph(looks.VE_VIEC, subject))
    return nd30.header_table(
        PORTRAIT,
        (issuer, nd30.motto(PORTRAIT[1])),
        (number, [paragraph(looks.DIA_DANH, DAY)]),
    )


def _registrations() -> Element:
    columns = {
        "TT": (11, "tt"),
        "Mã hồ sơ": (30, "ma"),
        "Họ và tên cá nhân/ Tên tập thể": (35, "ten"),
        "Chức vụ": (25, "chuc_vu"),
        "Đơn vị": (31, "don_vi"),
        "Đối tượng": (29, "doi_tuong"),
        "Tóm tắt thành tích": (65, "tom_tat"),
        "Tình trạng hồ sơ": (26, "tinh_trang"),
    }
    widths = [round(width * MM) for width, _ in columns.values()]
    rows = [
        _control(widths, "for lv in linh_vuc"),
        spanning(widths, looks.O_DAM, wording.LIST_FIELD, keep=True),
        *_rows(widths, "lv.dong", [key for _, key in columns.values()], "Chưa có hồ sơ đăng ký"),
        _control(widths, "endfor"),
    ]
    return grid(widths, list(columns), rows)


def _activities() -> Element:
    widths = [round(width * MM) for width in (11, 26, 36, 44, 48)]
    keys = ["tt", "ngay", "don_vi", "ten", "noi_dung"]
    empty = "Trong kỳ chưa có hoạt động nào được báo cáo"
    head = ["TT", "Thời gian", "Đơn vị", "Hoạt động", "Nội dung"]
    return grid(widths, head, _rows(widths, "hoat_dong", keys, empty))


def _gaps() -> Element:
    widths = [round(width * MM) for width in (11, 32, 56, 41, 25)]
    row = cells(
        widths,
        (looks.O_SO, "{{ dong.tt }}"),
        (looks.O_CHU, "{{ dong.ho_so }}"),
        (looks.O_CHU, "{{ dong.noi_dung }} ({{ dong.vi_tri }})"),
        (looks.O_CHU, "{{ dong.han }}"),
        (looks.O_CHU, "{{ dong.con_lai }}"),
    )
    head = ["TT", "Hồ sơ", "Nội dung", "Thời hạn", "Tình trạng"]
    rows = [_control(widths, "for dong in thieu"), row, _control(widths, "endfor")]
    return grid(widths, head, rows)


def _counts(name: str, sums: str, sizes: tuple[int, ...], texts: dict[str, str]) -> Element:
    numbers = {
        "tap_the": "Tập thể",
        "ca_nhan": "Cá nhân",
        "tong": "Tổng số",
        "du": "Đủ thành phần",
        "can_bo_sung": "Cần bổ sung",
    }
    widths = [round(size * MM) for size in sizes]
    row = [
        (looks.O_CHU if key in texts else looks.O_SO, f"{{{{ dong.{key} }}}}")
        for key in ("tt", *texts, *numbers)
    ]
    labels = len(widths) - len(numbers)
    last = [(looks.O_SO_DAM, f"{{{{ {sums}.{key} }}}}") for key in numbers]
    rows = [
        _control(widths, f"for dong in {name}"),
        cells(widths, *row),
        _control(widths, "endfor"),
        spanning(widths[:labels], looks.O_SO_DAM, "Tổng cộng") + cells(widths[labels:], *last),
    ]
    return grid(widths, ["TT", *texts.values(), *numbers.values()], rows)


def _rows(widths: list[int], name: str, keys: list[str], empty: str) -> list[list[Element]]:
    """A row for each item of the list, or one row that says that there is none."""
    centred = {"tt", "ngay"}
    row = [(looks.O_SO if key in centred else looks.O_CHU, f"{{{{ dong.{key} }}}}") for key in keys]
    return [
        _control(widths, f"for dong in {name}"),
        cells(widths, *row),
        _control(widths, "else"),
        spanning(widths, looks.O_SO, empty),
        _control(widths, "endfor"),
    ]


def _control(widths: list[int], statement: str) -> list[Element]:
    return spanning(widths, looks.O_CHU, f"{{%tr {statement} %}}")


def _each(name: str, look: Look, text: str) -> list[Element]:
    return [
        paragraph(look, f"{{%p for dong in {name} %}}"),
        paragraph(look, text),
        paragraph(look, "{%p endfor %}"),
    ]


def _if(name: str, look: Look, text: str, otherwise: str = "") -> list[Element]:
    other = [paragraph(look, "{%p else %}"), paragraph(look, otherwise)] if otherwise else []
    return [
        paragraph(look, f"{{%p if {name} %}}"),
        paragraph(look, text),
        *other,
        paragraph(look, "{%p endif %}"),
    ]


DOCUMENTS = {
    "danh_sach_dang_ky": registration_list,
    "bao_cao_so_ket": midterm_report,
    "cong_van_don_doc": gap_letter,
}


def main(folder: Path) -> None:
    """Writes every template into the folder, byte for byte the same each time."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, build in DOCUMENTS.items():
        packed = io.BytesIO()
        build().save(packed)
        (folder / f"{name}.docx").write_bytes(canonical_zip(packed.getvalue()))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "reports")
