"""The verbs and adverbs that open an order, by which a unit's name is known to have ended."""

from collections.abc import Sequence
from functools import cache

from reading.directives.words import Word

_VERBS = """
áp dụng, ban hành, bàn giao, báo cáo, bảo đảm, bảo quản, bảo vệ, biên soạn, biểu dương, bố trí, bổ sung, bồi dưỡng, bám sát, cam kết, cảnh báo, căn cứ, cân đối, cấp,
cấp phát, cập nhật, cắt giảm, chấm điểm, chấm dứt, chấn chỉnh, chấp hành, chi trả, chỉ đạo, chia sẻ, chịu trách nhiệm, chọn, chú trọng, chủ trì, chủ động, chuẩn bị,
chuẩn hóa, chuẩn hoá, chuyển đổi, chuyển, chấp thuận, công bố, công khai, cung cấp, cung ứng, củng cố, cử, đa dạng hóa, đánh giá, đào tạo, đảm bảo, đảm nhiệm, đăng ký, đăng tải,
đăng, đầu tư, đẩy mạnh, đẩy nhanh, đề nghị, đề xuất, điều chỉnh, điều hành, điều tra, định hướng, định kỳ, đoàn kết, đôn đốc, đối chiếu, đối thoại, đồng thời, đưa, đưa vào, duy trì,
duy tu, dự báo, dự toán, ghi nhận, giải quyết, giải trình, giảm, giám sát, giao, giới thiệu, giữ gìn, góp ý, gửi, hoàn chỉnh, hoàn thành, hoàn thiện, hoạt động, họp, hỗ trợ,
huy động, hướng dẫn, kết hợp, kết nối, khai thác, khảo sát, khắc phục, khen thưởng, khẳng định, khôi phục, khuyến khích, kiểm điểm, kiểm kê, kiểm soát, kiểm tra, kiện toàn, kiến nghị,
ký, ký kết, làm rõ, làm tốt, làm việc, lấy ý kiến, lập, lên kế hoạch, liên hệ, lồng ghép, lựa chọn, lưu trữ, mở, mở rộng, mời, mua sắm, nâng cao, nắm bắt, nắm chắc, ngăn chặn, nghiên cứu,
nghiệm thu, nhân rộng, nhắc nhở, nhập, niêm yết, nộp, phát động, phát hành, phát hiện, phát huy, phát triển, phân bổ, phân công, phân loại, phân tích, phấn đấu, phê bình, phê duyệt,
phổ biến, phối hợp, phòng ngừa, phòng chống, phòng, phản ánh, phản hồi, phục vụ, quan tâm, quán triệt, quản lý, quy định, quyết định, quyết toán, ra quân, ra soát, rà soát, ra mắt, rút kinh nghiệm, rút ngắn,
sắp xếp, sơ kết, sử dụng, sửa đổi, sửa chữa, tạo điều kiện, tạo, tăng cường, tập huấn, tập hợp, tập trung, tham gia, tham mưu, thanh tra, thanh toán, thay đổi, thay thế, theo dõi, thể hiện, thí điểm,
thiết lập, thống kê, thống nhất, thông báo, thông tin, thu hồi, thu hút, thu thập, thu gom, thu, thúc đẩy, thực hành, thực hiện, thường trực, tích hợp, tiếp nhận, tiếp thu, tiếp tục, tiếp xúc, tiến hành, tiết kiệm, tìm hiểu,
tinh giản, tổ chức, tổng hợp, tổng kết, trả lời, trả kết quả, tra cứu, trang bị, tranh thủ, triển khai, trình, truyền thông, trực, trực tiếp, tuyên truyền, tuyên dương, tuyển chọn, tuyển dụng, tuân thủ, từ chối, tư vấn,
ưu tiên, ứng dụng, vận động, vận hành, vào cuộc, xác định, xác minh, xác nhận, xây dựng, xem xét, xét duyệt, xét, xin ý kiến, xóa bỏ, xử lý, xử phạt, yêu cầu, đấu tranh, đổi mới, lắp đặt, lắp đặt, nạo vét, trồng, chăm sóc, phun,
tiêm, tiêm phòng, gia cố, di dời, giải tỏa, giải phóng mặt bằng, thẩm định, thẩm tra, giải ngân, gắn, khơi thông, cảnh giác, ứng phó, sẵn sàng, tuần tra, bắt giữ, khởi công, thi công, bố trí, niêm phong, truy xuất, số hóa, số hoá, tái cấu trúc, đơn giản hóa, đơn giản hoá,
đồng bộ, liên thông, kết xuất, nhận diện, sao lưu, bảo trì, nâng cấp, trao đổi, chuyển giao, bảo mật, cài đặt, hiệu chỉnh, quy hoạch, luân chuyển, bổ nhiệm, điều động, giáo dục, nhắc, thăm, tặng, hoàn trả, cắm, treo, dọn, vệ sinh, thu dọn, phối kết hợp, xác lập, chi,
tự kiểm tra, tự đánh giá, tự rà soát, tự chấm điểm, bãi bỏ, hủy bỏ, rà soát lại, gỡ bỏ, kích hoạt, truyền đạt, sao gửi, lưu ý, đặt, đưa tin, phản biện, thuê, mua, nhanh chóng, khẩn trương, chỉnh trang, chỉnh lý, chỉnh sửa, đính kèm, rà, cho phép, bảo lưu, khoanh vùng, cách ly, truy vết, điều trị,
cấp cứu, khám, tổ chức lại, ổn định, dừng, tạm dừng, ngừng, đình chỉ, cưỡng chế, tháo dỡ, thu thuế, thu phí, vay, trích, hạch toán, kê khai, nắm tình hình, nêu gương, nêu cao, phê chuẩn, giữ vững, giảm thiểu, hạn chế, tránh, nghiêm cấm, cấm, kịp thời, ký số, tiếp cận, hiến kế, đăng cai, mở rộng, viết, vẽ, rà soát
"""
_ADVERBS = """
khẩn trương, nghiêm túc, chủ động, tích cực, kịp thời, thường xuyên, tiếp tục, tập trung, quyết liệt, nhanh chóng, sớm, phải, cần, nghiêm khắc, hàng ngày, hằng ngày, hàng tuần, hằng tuần, hàng tháng, hằng tháng, hàng quý,
hằng quý, hàng năm, hằng năm, định kỳ, đồng thời, cương quyết, kiên quyết, trực tiếp, chậm nhất, trước mắt, ngay, có trách nhiệm, có nhiệm vụ, có biện pháp, có giải pháp, có kế hoạch, có văn bản, có phương án, chịu trách nhiệm, làm tốt, thực hiện tốt, nghiêm, triệt để, phân công, không để, không được, trên cơ sở,
sẵn sàng, nỗ lực, đặc biệt, căn cứ, theo chức năng, theo thẩm quyền, theo nhiệm vụ, tùy theo, tuyệt đối, trước ngày, trong tháng, trong quý, không, chỉ, quan tâm, lưu ý, tự, cùng nhau, làm đầu mối, là đầu mối, là cơ quan, là đơn vị, hết sức, quyết tâm, bám sát, gương mẫu, nghiêm chỉnh, có văn bản, có hình thức
"""

_PAST = """
đã, đang, vừa, còn, chưa, được, bị, là, ghi nhận, nhận được, tiếp nhận được, biểu dương, hoan nghênh, đánh giá cao, đạt, nhận thấy, thấy
"""


def _phrases(listing: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in listing.replace("\n", " ").split(",") if phrase.strip())


VERBS = _phrases(_VERBS)
ADVERBS = _phrases(_ADVERBS)
PAST = _phrases(_PAST)
_OPENING = VERBS | ADVERBS


@cache
def _longest(phrases: frozenset[tuple[str, ...]]) -> int:
    return max(len(phrase) for phrase in phrases)


def length_at(sentence: Sequence[Word], at: int, phrases: frozenset[tuple[str, ...]] = _OPENING) -> int:
    """How many words the longest of `phrases` takes at position `at`; 0 where none stands there."""
    low = tuple(word.low for word in sentence[at : at + _longest(phrases)])
    for size in range(len(low), 0, -1):
        if low[:size] in phrases:
            return size
    return 0
