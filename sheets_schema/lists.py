"""The lists of the workbook `Danh mục`, kept by the coordinating office."""

from __future__ import annotations

from sheets_schema import steering
from sheets_schema.choices import Choice, options
from sheets_schema.common import IN_FORCE, SOURCE
from sheets_schema.model import Kind, Sheet, kept

YES_NO = options("Có", "Không")
SALUTATIONS = options("Thầy/Cô", "Ông/Bà", "Đồng chí")
DOCUMENTS = (
    Choice("ke_hoach", "Kế hoạch"),
    Choice("danh_sach_dang_ky", "Danh sách đăng ký"),
    Choice("bao_cao_so_ket", "Báo cáo sơ kết"),
    Choice("cong_van_don_doc", "Công văn đôn đốc"),
)
"""The kinds of documents that somebody signs."""
TIES = (
    Choice("CHU_TICH_QUYET_DINH", "Theo ý kiến của Chủ tịch Hội đồng"),
    Choice("BO_PHIEU_LAI", "Bỏ phiếu lại"),
    Choice("KHONG_DAT", "Không đạt"),
)

CONFIRMED = ("xac_nhan", "Xác nhận")
"""A column of version 0.1.0: what is confirmed stands in the list `Cần xác nhận` now."""

DON_VI = Sheet(
    key="don_vi",
    title="Đơn vị",
    purpose="The roster: units, heads, contacts, which field a unit leads.",
    fields=(
        kept("ma", "Mã đơn vị", Kind.CODE, required=True),
        kept("ten", "Tên đơn vị", required=True),
        kept(
            "loai",
            "Loại đơn vị",
            Kind.CHOICE,
            required=True,
            options=options("phòng", "khoa", "cấp ủy", "đoàn thể"),
            help="Cấp ủy, đoàn thể là nơi được đề nghị; phòng, khoa là nơi được giao.",
        ),
        kept(
            "truong_don_vi_chuc_danh",
            "Chức danh người đứng đầu",
            required=True,
            help="Ví dụ: Trưởng phòng, Trưởng khoa, Bí thư.",
        ),
        kept("truong_don_vi_ten", "Họ và tên người đứng đầu", required=True),
        kept("truong_don_vi_thu", "Thư điện tử người đứng đầu", Kind.EMAIL, required=True),
        kept(
            "xung_ho",
            "Xưng hô",
            Kind.CHOICE,
            required=True,
            options=SALUTATIONS,
            help="Cách mở đầu thư. Không suy đoán giới tính.",
        ),
        kept(
            "dau_moi",
            "Thư điện tử đầu mối",
            Kind.EMAILS,
            help="Các địa chỉ được gửi biểu mẫu thay cho đơn vị, cách nhau bằng dấu chấm phẩy.",
        ),
        kept("thu_tu", "Thứ tự", Kind.NUMBER, required=True),
        kept(
            "chu_tri",
            "Lĩnh vực chủ trì",
            Kind.CHOICE,
            options="fields",
            help="Để trống nếu đơn vị không chủ trì lĩnh vực nào.",
        ),
        IN_FORCE,
    ),
    people_sort=True,
)

HOI_DONG = Sheet(
    key="hoi_dong",
    title="Hội đồng",
    purpose="Members of the emulation and commendation council.",
    identity="thu",
    fields=(
        kept("ho_ten", "Họ và tên", required=True),
        kept("thu", "Thư điện tử", Kind.EMAIL, required=True),
        kept(
            "vai_tro",
            "Vai trò trong Hội đồng",
            Kind.CHOICE,
            required=True,
            options=options("Chủ tịch", "Phó Chủ tịch", "Ủy viên thường trực", "Ủy viên", "Thư ký"),
        ),
        kept("chuc_vu", "Chức vụ", required=True),
        kept("thu_tu", "Thứ tự", Kind.NUMBER, required=True),
        kept("tu_ngay", "Từ ngày", Kind.DATE),
        kept("den_ngay", "Đến ngày", Kind.DATE),
        IN_FORCE,
    ),
    people_sort=True,
)

MOC_THOI_GIAN = Sheet(
    key="moc_thoi_gian",
    title="Mốc thời gian",
    purpose="Milestones of the programme; the days of waves stand in `Đợt`.",
    fields=(
        kept("ma", "Mã mốc", Kind.CODE, required=True),
        kept("ten", "Nội dung", required=True),
        kept("han", "Hạn", Kind.DATE, help="Để trống nếu Kế hoạch không định ngày."),
        kept(
            "ghi_chu",
            "Thời gian theo Kế hoạch",
            required=True,
            aliases=("Ghi chú",),
            help="Cách ghi trong Kế hoạch, ví dụ: quý I, II/2025.",
        ),
        SOURCE,
        IN_FORCE,
    ),
    people_sort=True,
    former=(("bat_dau", "Bắt đầu"), CONFIRMED),
)

LICH_NGHI = Sheet(
    key="lich_nghi",
    title="Lịch nghỉ",
    purpose="Days off and days worked in exchange, over the computed holidays.",
    identity="ngay",
    fields=(
        kept("ngay", "Ngày", Kind.DATE, required=True),
        kept("ten", "Tên ngày nghỉ", required=True),
        kept(
            "loai",
            "Loại",
            Kind.CHOICE,
            required=True,
            options=(
                Choice("LE", "Nghỉ lễ, tết"),
                Choice("BU", "Nghỉ bù"),
                Choice("HOAN_DOI_NGHI", "Nghỉ hoán đổi"),
                Choice("LAM_BU", "Làm bù"),
            ),
        ),
        SOURCE,
        IN_FORCE,
    ),
    people_sort=True,
)

NGUONG = Sheet(
    key="nguong",
    title="Ngưỡng biểu quyết",
    purpose="Quorum and threshold of each form of commendation, as fractions with a denominator.",
    fields=(
        kept("ma", "Mã", Kind.CODE, required=True),
        kept("hinh_thuc", "Danh hiệu, hình thức", required=True),
        kept(
            "hinh_thuc_bieu_quyet",
            "Hình thức biểu quyết",
            Kind.CHOICE,
            required=True,
            options=(
                Choice("PHIEU_KIN", "Bỏ phiếu kín"),
                Choice("GIO_TAY", "Giơ tay"),
                Choice("XIN_Y_KIEN", "Xin ý kiến bằng văn bản"),
            ),
        ),
        kept("quorum_tu", "Số dự họp tối thiểu (tử số)", Kind.NUMBER, required=True),
        kept("quorum_mau", "Số dự họp tối thiểu (mẫu số)", Kind.NUMBER, required=True),
        kept("nguong_tu", "Ngưỡng đạt (tử số)", Kind.NUMBER, required=True),
        kept("nguong_mau", "Ngưỡng đạt (mẫu số)", Kind.NUMBER, required=True),
        kept(
            "mau_so",
            "Tính trên",
            Kind.CHOICE,
            required=True,
            options=(
                Choice("TONG_THANH_VIEN", "Tổng số thành viên Hội đồng"),
                Choice("DU_HOP", "Số thành viên dự họp"),
                Choice("DU_HOP_VA_XIN_Y_KIEN", "Số dự họp và được xin ý kiến"),
            ),
        ),
        kept(
            "vang_mat_tinh_phieu",
            "Thành viên vắng được tính phiếu",
            Kind.CHOICE,
            required=True,
            options=YES_NO,
            help="Thành viên vắng gửi ý kiến bằng văn bản.",
        ),
        kept(
            "chu_tich_phai_dong_y",
            "Chủ tịch phải đồng ý",
            Kind.CHOICE,
            required=True,
            options=YES_NO,
        ),
        kept(
            "xu_ly_hoa",
            "Khi số phiếu ngang nhau",
            Kind.CHOICE,
            required=True,
            options=TIES,
        ),
        kept("hieu_luc_tu", "Hiệu lực từ", Kind.DATE),
        kept("hieu_luc_den", "Hiệu lực đến", Kind.DATE),
        SOURCE,
        IN_FORCE,
    ),
    people_sort=True,
    former=(CONFIRMED,),
)

CAN_CU = Sheet(
    key="can_cu",
    title="Căn cứ",
    purpose="Legal bases by date, in the order in which documents cite them.",
    fields=(
        kept("ma", "Mã căn cứ", Kind.CODE, required=True),
        kept("noi_dung", "Nội dung căn cứ", Kind.PARAGRAPH, required=True),
        kept("hieu_luc_tu", "Hiệu lực từ", Kind.DATE, required=True),
        kept("hieu_luc_den", "Hiệu lực đến", Kind.DATE),
        kept("thu_tu", "Thứ tự", Kind.NUMBER, required=True),
        SOURCE,
        IN_FORCE,
    ),
    people_sort=True,
    former=(CONFIRMED,),
)

NGUOI_KY = Sheet(
    key="nguoi_ky",
    title="Người ký",
    purpose="Who signs which documents, by date.",
    fields=(
        kept("ma", "Mã", Kind.CODE, required=True),
        kept(
            "quyen_han", "Quyền hạn ký", help="Ví dụ: KT. HIỆU TRƯỞNG; để trống nếu ký trực tiếp."
        ),
        kept("chuc_vu", "Chức vụ", required=True),
        kept("ho_ten", "Họ và tên", help="Để trống nếu chưa xác định người ký."),
        kept("tu_ngay", "Từ ngày", Kind.DATE, required=True),
        kept("den_ngay", "Đến ngày", Kind.DATE),
        kept(
            "van_ban",
            "Loại văn bản",
            Kind.CHOICES,
            required=True,
            options=DOCUMENTS,
            help="Ghi tên loại văn bản được ký, cách nhau bằng dấu chấm phẩy: "
            + "; ".join(each.label for each in DOCUMENTS)
            + ".",
        ),
        SOURCE,
        IN_FORCE,
    ),
    people_sort=True,
    former=(CONFIRMED,),
)

ALL = (
    steering.THONG_TIN_CHUNG,
    DON_VI,
    HOI_DONG,
    steering.DOT,
    MOC_THOI_GIAN,
    LICH_NGHI,
    NGUONG,
    CAN_CU,
    NGUOI_KY,
    steering.GIA_HAN,
    steering.CAN_XAC_NHAN,
    steering.CHO_PHEP,
)
