"""Registration of an exemplary person or team with the council (plan IV.1)."""

from __future__ import annotations

from sheets_schema.choices import options
from sheets_schema.common import A_TEAM, HOW_ANSWERS_ARE_KEPT, THANKS, section
from sheets_schema.consent import CONSENT_NOTICES, CONSENT_VERSION
from sheets_schema.model import FormText, Kind, Page, Sheet, When, ask, written

TEAM = When("o", ends_with=("-TT",))
PERSON = When("o", ends_with=("-CN", "-CNA", "-CNB"))

FIELDS = section(
    written(
        "ma",
        "Mã hồ sơ",
        Kind.CODE,
        help="Hệ thống cấp; dùng mã này trong các biểu mẫu báo cáo thành tích và minh chứng.",
    ),
    ask(
        "bo_sung",
        "Mã hồ sơ cần bổ sung (để trống nếu đăng ký mới)",
        Kind.CODE,
        stored=False,
        help="Khi bổ sung hồ sơ đã đăng ký, ghi mã hồ sơ và chỉ điền những mục cần bổ sung, ví dụ: "
        "2023-1-LV4-CNA-001.",
    ),
    ask(
        "o",
        "Lĩnh vực và đối tượng đăng ký",
        Kind.CHOICE,
        required=True,
        insist=True,
        options="cells",
        page="linh_vuc",
        help="Mỗi hồ sơ thuộc một lĩnh vực và một đối tượng. Lựa chọn này mở ra các tiêu chí tương "
        "ứng.",
    ),
    ask(
        "ten",
        "Họ và tên hoặc tên tập thể",
        required=True,
        review="ten",
        personal=True,
        aliases=("Họ và tên", "Tên tập thể", "Họ và tên/Tên tập thể"),
        help="Ghi đầy đủ, không kèm học hàm, học vị.",
    ),
    ask(
        "chuc_vu",
        "Chức vụ, chức danh (người học: lớp, khóa)",
        required=PERSON,
        review="chuc_vu",
        personal=True,
        aliases=("Chức vụ", "Chức vụ, chức danh"),
        help="Chỉ điền đối với cá nhân.",
    ),
    ask(
        "so_thanh_vien",
        "Số thành viên của tập thể",
        Kind.NUMBER,
        required=TEAM,
        **A_TEAM,
        help="Chỉ điền đối với tập thể.",
    ),
    ask(
        "khau",
        "Khâu đang thực hiện",
        Kind.CHOICE,
        required=True,
        options="stages",
        help="Khâu của công tác xây dựng điển hình tiên tiến theo Kế hoạch.",
    ),
    ask(
        "tom_tat",
        "Tóm tắt thành tích",
        Kind.PARAGRAPH,
        required=True,
        review="tom_tat",
        personal=True,
        max_words=300,
        help="Nêu thành tích tiêu biểu, tính nổi trội, việc đã làm và kết quả; tối đa 300 từ.",
    ),
    ask(
        "pham_vi_anh_huong",
        "Phạm vi ảnh hưởng",
        Kind.CHOICE,
        required=True,
        options=options("Trong đơn vị", "Toàn trường", "Ngoài nhà trường"),
        help="Phạm vi mà mô hình, gương điển hình đã có sức lan tỏa.",
    ),
    ask(
        "tieu_chi",
        "Tiêu chí đạt được",
        Kind.CHOICES,
        required=True,
        review="tieu_chi",
        options="criteria",
        per_cell=True,
        help="Đánh dấu những tiêu chí đã đạt và có minh chứng.",
    ),
    ask(
        "tu_danh_gia",
        "Đơn vị tự đánh giá",
        Kind.CHOICE,
        required=True,
        insist=True,
        review="tu_danh_gia",
        per_cell=True,
        options=options(
            "Đạt đầy đủ các tiêu chí",
            "Đạt phần lớn các tiêu chí",
            "Còn tiêu chí cần tiếp tục bồi dưỡng",
        ),
    ),
    ask(
        "hinh_thuc_de_nghi",
        "Hình thức đề nghị",
        Kind.CHOICE,
        required=True,
        review="hinh_thuc_de_nghi",
        options=options(
            "Giới thiệu biểu dương",
            "Khen thưởng cấp trường",
            "Đề nghị các cấp khen thưởng",
        ),
    ),
    ask(
        "y_kien_don_vi",
        "Liên kết biên bản họp của đơn vị",
        Kind.LINK,
        required=True,
        aliases=("Biên bản họp của đơn vị",),
        help="Dán liên kết đến biên bản có ý kiến thống nhất giới thiệu của đơn vị.",
    ),
    ask(
        "dong_y_xet_chon",
        "Đồng ý sử dụng dữ liệu để bình xét, lựa chọn",
        Kind.CONSENT,
        required=True,
        page="dong_y",
        help="Người được đăng ký đồng ý để dữ liệu nêu ở mục 2 của thông báo được dùng cho việc "
        "bình xét, lựa chọn và đề nghị khen thưởng. Chưa có sự đồng ý này thì hồ sơ chưa được bình "
        "xét.",
    ),
    ask(
        "dong_y_noi_bo",
        "Đồng ý công khai trong nội bộ nhà trường",
        Kind.CONSENT,
        page="dong_y",
        help="Người được đăng ký đồng ý để tên, đơn vị và thành tích được giới thiệu trong nội bộ "
        "nhà trường. Có thể không đồng ý.",
    ),
    ask(
        "dong_y_website",
        "Đồng ý đăng trên Website của nhà trường",
        Kind.CONSENT,
        page="dong_y",
        help="Người được đăng ký đồng ý để tên, đơn vị và thành tích được đăng trên trang thông "
        "tin điện tử (Website) của nhà trường. Có thể không đồng ý.",
    ),
    written(
        "phien_ban_dong_y",
        "Phiên bản thông báo dữ liệu cá nhân",
        Kind.CODE,
        help="Phiên bản thông báo mà người được đăng ký đã đọc khi đồng ý.",
    ),
)

DANG_KY = Sheet(
    key="dang_ky",
    title="Đăng ký",
    purpose="Registration of one person or team in one cell and one wave: one dossier.",
    prefix="DK",
    about="dossier",
    fields=FIELDS,
    pages=(
        Page(
            "dong_y",
            "Sử dụng dữ liệu cá nhân",
            CONSENT_NOTICES[CONSENT_VERSION],
        ),
        Page(
            "linh_vuc",
            "Lĩnh vực và đối tượng",
            "{yeu_cau_chung}",
        ),
    ),
    form=FormText(
        title="Đăng ký điển hình tiên tiến giai đoạn {giai_doan}",
        description="Đề nghị đơn vị đăng ký điển hình tiên tiến về Hội đồng Thi đua - Khen thưởng "
        "để bình xét, lựa chọn, giới thiệu biểu dương, khen thưởng. Mỗi lần gửi là một hồ sơ: một "
        "tập thể hoặc một cá nhân, trong một lĩnh vực. Chỉ ghi những nội dung được hỏi; không ghi "
        "ngày sinh, nơi ở, số giấy tờ tùy thân, tình trạng sức khỏe, dân tộc, tôn giáo. "
        + HOW_ANSWERS_ARE_KEPT,
        confirmation="Sau khi gửi, hồ sơ được cấp mã trong bảng “Đăng ký” của đơn vị. Đề nghị đơn "
        "vị tiếp tục gửi báo cáo thành tích và minh chứng theo mã đó; nội dung còn thiếu có thể bổ "
        "sung bằng biểu mẫu này hoặc ngay trong bảng. " + THANKS,
    ),
)
