"""The notice about personal data, by version; a version once used is never reworded.

What it must say: purpose, kinds of data, who keeps them, rights, one unticked box a purpose
(Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 9 and 16). A new wording is a new version.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CONSENT_VERSION = "2023-01"
"""The version that forms show now; it is stored beside each answer (`phien_ban_dong_y`)."""

AGREED = "Đồng ý"
"""The one option of a consent box and what its cell holds; a blank cell is no consent."""

CONSENT_NOTICES: Mapping[str, str] = MappingProxyType(
    {
        "2023-01": (
            "Thông báo về sử dụng dữ liệu cá nhân (phiên bản 2023-01)\n"
            "1. Mục đích: bình xét, lựa chọn, giới thiệu biểu dương, khen thưởng điển hình tiên "
            "tiến giai đoạn {giai_doan}. Việc công khai trong nội bộ và việc đăng trên trang "
            "thông tin điện tử (Website) chỉ thực hiện khi được đồng ý riêng cho từng việc.\n"
            "2. Dữ liệu sử dụng: họ và tên hoặc tên tập thể; chức vụ, chức danh (người học: lớp, "
            "khóa); đơn vị; thành tích và minh chứng đã khai. Không thu thập ngày sinh, nơi ở, số "
            "giấy tờ tùy thân, tình trạng sức khỏe, dân tộc, tôn giáo.\n"
            "3. Bên lưu giữ: {truong}, do {dau_moi} quản lý trên hệ thống tài khoản của nhà "
            "trường (dịch vụ điện toán đám mây). Chỉ người được phân công, đơn vị chủ trì lĩnh vực "
            "và thành viên Hội đồng Thi đua - Khen thưởng được xem để làm nhiệm vụ; hồ sơ thuộc "
            "lĩnh vực hạn chế chỉ đơn vị chủ trì lĩnh vực đó và {dau_moi} được xem.\n"
            "4. Thời gian lưu giữ: theo quy định về lưu trữ đối với hồ sơ được chọn; hồ sơ không "
            "được chọn được xóa dữ liệu cá nhân khi hết thời hạn nhà trường quy định.\n"
            "5. Quyền của người có dữ liệu: được biết, xem, đề nghị chỉnh sửa, hạn chế, xóa, phản "
            "đối, khiếu nại và rút lại sự đồng ý bất cứ lúc nào bằng cách gửi đề nghị đến "
            "{dau_moi}. Việc rút lại không ảnh hưởng đến những việc đã thực hiện trước đó.\n"
            "6. Ba nội dung dưới đây độc lập với nhau và không đánh dấu sẵn. Không đồng ý nội dung "
            "thứ hai hoặc thứ ba không ảnh hưởng đến việc bình xét. Đơn vị chỉ đánh dấu khi người "
            "được đăng ký (đối với tập thể: các thành viên được nêu tên) đã đọc thông báo này và "
            "đồng ý. Người chưa đủ 16 tuổi cần có thêm sự đồng ý của người đại diện theo pháp luật."
        ),
    }
)
