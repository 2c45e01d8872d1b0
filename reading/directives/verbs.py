"""The verbs and adverbs that open an order, by which a unit's name is known to have ended."""

from collections.abc import Sequence
from functools import cache

from reading.directives.words import Word, spelt

_VERBS = """
tăng, nâng, hạ, biết, sơ tuyển, xin lỗi, gửi thư xin lỗi, đi kiểm tra, đi khảo sát, đi dự, kéo dài, thành lập, giải thể, sáp nhập, hợp nhất, chỉ thị, tăng thời lượng, tăng cường độ, nhắn tin, chấp nhận, tiếp đón, nhân bản, truyền tải, trực chiến, khoanh định, phủ sóng, niêm yết giá, bình ổn, kìm chế, kiềm chế, giám định, kích thích,
cấp vắc xin, cấp kinh phí, cấp thuốc, cấp giấy, cấp trang thiết bị, cấp vật tư, cấp bù, cấp đổi, cấp bổ sung, cấp chứng, cấp thẻ, cấp mã, cấp tài khoản, cấp chữ ký, cấp nước, in ấn, mở lớp, mở rộng, thu hồi, thu gom, xây mới, trồng mới, dạy học,
ban hành, biên soạn, biên tập, biểu dương, bàn giao, bám sát, báo cáo, bãi bỏ, bảo lưu, bảo mật, bảo quản, bảo trì, bảo vệ, bảo đảm, bầu, bắt giữ, bố
trí, bồi dưỡng, bổ nhiệm, bổ sung, cam kết, cam đoan, chi trả, chia sẻ, cho phép, cho thuê, chuyển, chuyển giao, chuyển đổi, chuẩn bị, chuẩn hoá,
chuẩn hóa, chú trọng, chăm sóc, chấm dứt, chấm điểm, chấn chỉnh, chấp hành, chấp thuận, chằng chống, chỉ đạo, chỉnh lý, chỉnh sửa, chỉnh trang, chịu
trách nhiệm, chủ trì, chủ động, cung cấp, cung ứng, cài đặt, cách ly, cân đối, công bố, công khai, căn cứ, cưỡng chế, cảnh báo, cảnh giác, cấm, cấp
cứu, cấp phát, cập nhật, cắt giảm, củng cố, cứu hộ, cứu nạn, cứu trợ, cử, di dời, duy trì, duy tu, dọn, dừng, dự báo, dự toán, ghi, ghi chép, ghi
nhận, ghi sổ, gia cố, gia hạn, giao, giao ban, giao nộp, giám sát, giáo dục, giải ngân, giải phóng mặt bằng, giải quyết, giải trình, giải tỏa, giảm,
giảm nghèo, giảm thiểu, giới thiệu, giữ, giữ gìn, giữ vững, góp ý, gỡ, gỡ bỏ, gửi, hiến kế, hiệp thương, hiệp đồng, hiệu chỉnh, hoà giải, hoàn chỉnh,
hoàn thiện, hoàn thành, hoàn trả, hoàn tất, hoạt động, huy động, hòa giải, hướng dẫn, hạch toán, hạn chế, họp, hỗ trợ, hủy bỏ, in ấn, khai thác, khen
thưởng, khoanh vùng, khuyến cáo, khuyến khích, khám, khôi phục, khơi dậy, khơi thông, khảo sát, khẩn trương, khắc phục, khẳng định, khởi công, khởi
động, khử khuẩn, kiến nghị, kiểm kê, kiểm nghiệm, kiểm soát, kiểm tra, kiểm điểm, kiểm đếm, kiểm định, kiện toàn, kê khai, kêu gọi, kích cầu, kích
hoạt, ký, ký cam kết, ký kết, ký số, kết hợp, kết nối, kết thúc, kết xuất, kịp thời, liên hệ, liên thông, luyện tập, luân chuyển, làm rõ, làm tốt, làm
việc, lên kế hoạch, lên phương án, lưu, lưu mẫu, lưu trữ, lưu ý, lấy mẫu, lấy ý kiến, lập, lập danh sách, lắp đặt, lồng ghép, lựa chọn, mua, mua sắm,
mời, mở lớp, mở rộng, neo đậu, nghiêm cấm, nghiên cứu, nghiệm thu, ngăn chặn, ngừng, nhanh chóng, nhân rộng, nhận, nhận diện, nhập, nhập liệu, nhắc
nhở, niêm cất, niêm phong, niêm yết, nâng cao, nâng cấp, nêu, nêu cao, nêu gương, nạo vét, nắm bắt, nắm chắc, nắm tình hình, nộp, nộp hồ sơ, phát
hiện, phát huy, phát hành, phát sóng, phát thanh, phát triển, phát tờ rơi, phát động, phân bón, phân bổ, phân công, phân cấp, phân loại, phân luồng,
phân tích, phân định, phê bình, phê chuẩn, phê duyệt, phòng chống, phòng ngừa, phản biện, phản hồi, phản ánh, phấn đấu, phối hợp, phối kết hợp, phổ
biến, phục vụ, phủ xanh, quan tâm, quy hoạch, quy định, quyết toán, quyết định, quán triệt, quản lý, ra mắt, ra quân, ra soát, rà soát, rà soát lại,
rà soát sơ tán, rút kinh nghiệm, rút ngắn, san lấp, sao gửi, sao lưu, sàng lọc, sơ kết, sắp xếp, sẵn sàng, số hoá, số hóa, sử dụng, sửa chữa, sửa đổi,
tham gia, tham mưu, thanh toán, thanh tra, thay thế, thay đổi, theo dõi, thi công, thiết lập, thu dọn, thu gom, thu hút, thu hồi, thu mua, thu phí,
thu thuế, thu thập, tháo dỡ, thí điểm, thông báo, thông tin, thúc đẩy, thường trực, thẩm duyệt, thẩm tra, thẩm định, thể hiện, thống kê, thống nhất,
thực hiện, thực hành, tinh giản, tiêm phòng, tiêu hủy, tiêu thụ, tiêu độc, tiến hành, tiếp công dân, tiếp cận, tiếp nhận, tiếp thu, tiếp tục, tiếp
xúc, tiết kiệm, tra cứu, trang bị, trang trí, tranh thủ, trao đổi, treo cờ, triển khai, truy quét, truy vết, truy xuất, truyền thông, truyền đạt,
trình, trích, trả, trả kết quả, trả lời, trồng cây, trực, trực tiếp, tuyên dương, tuyên truyền, tuyển chọn, tuyển dụng, tuân theo, tuân thủ, tuần tra,
tái cấu trúc, tìm hiểu, tích hợp, tăng cường, tư vấn, tạm dừng, tạo, tạo điều kiện, tẩy độc, tập huấn, tập hợp, tập trung, tổ chức, tổ chức lại, tổ
chức thực hiện, tổng hợp, tổng kết, từ chối, tự chấm điểm, tự kiểm tra, tự rà soát, tự đánh giá, vào cuộc, vận hành, vận động, vệ sinh, xem xét, xin ý
kiến, xoá, xác lập, xác minh, xác nhận, xác định, xây dựng, xét duyệt, xét nghiệm, xóa, xóa bỏ, xếp hạng, xếp loại, xử lý, xử phạt, yêu cầu, áp dụng,
đa dạng hóa, điều chỉnh, điều hành, điều tra, điều trị, điều động, điểm danh, đo đạc, đoàn kết, đào tạo, đánh giá, đình chỉ, đính kèm, đôn đốc, đăng,
đăng cai, đăng ký, đăng tải, đơn giản hoá, đơn giản hóa, đưa, đưa tin, đưa vào, đảm bảo, đảm nhiệm, đảm nhận, đấu giá, đấu thầu, đấu tranh, đầu tư,
đẩy mạnh, đẩy nhanh, đặt, đề nghị, đề xuất, định hướng, định kỳ, đối chiếu, đối soát, đối thoại, đồng bộ, đồng thời, đổi mới, ưu tiên, ổn định, ủng
hộ, ứng dụng, ứng phó, ứng trực,
phụ trách, dự trù, dự toán kinh phí, trực ban, điều, điều động, hóa trang, gọi hỏi, răn đe, dạy bơi, dạy thêm, dạy học, dạy chữ, kết nạp, thay, thay mới, lắp, lắp mới, hút, nạo, khoan, rải, cuốc, vớt, rửa, quét, khử, phân tách, phân ca, cắm, cắm mốc, cắm biển, chôn, đo vẽ, thẩm thấu, thanh quyết toán, thanh lý, lấy, mở cửa, mở, cụ thể hóa, cụ thể hoá, diễn tập, soi phát, soi kiểm, phát dọn, đưa đón, cho mượn, cắt tỉa, phun, tập
dượt, thử nghiệm, vận chuyển, vận hành thử, di chuyển, tiếp thị, nạo hút, khởi tố, truy tố, xét xử, tạm giữ, tịch thu, thu giữ, tiêu hủy, tiêu huỷ, xử
trí, cách chức, điều tiết, điều phối, điều chuyển, phân khai, phân luồng tuyến, phân phối, phân tuyến, phân nhóm, phân quyền, ủy quyền, uỷ quyền, tính
toán, trưng bày, trưng cầu, triệu tập, tuyển sinh, tuyển quân, gọi điện, ghi hình, ghi âm, quay phim, quảng bá, xúc tiến, khai giảng, khai mạc, bế
mạc, khai báo, kê khai thuế, khai trương, khai thông, khống chế, bám nắm, bao phủ, bao vây, bóc tách, bốc dỡ, bơm, cài, canh gác, chằng néo, che chắn,
chặt hạ, chống úng, chốt, chốt chặn, dán, dựng, đắp, đóng cửa, đốn, đón tiếp, đề cử, đề cao, đề ra, định giá, hiện đại hóa, hiện đại hoá, hợp lý hóa,
in sao, kéo, kết chuyển, kiểm dịch, kiểm thực, kiểm tra rà soát, làm sạch, làm thủ tục, làm mới, làm lại, lan tỏa, liên kết, loại bỏ, luân phiên,
miễn, miễn giảm, ngăn ngừa, ngăn chặn kịp thời, nghiên cứu, nhân giống, nuôi trồng, ngưng, phủ, phát quà, phản bác, phòng trừ, quét dọn, quét mã, rào
chắn, rút, san gạt, sắm, sơ tán, sưu tầm, sửa, tán thành, tạm ứng, tạo lập, tăng tốc, tăng ca, tập kết, tập luyện, thăm, thăm hỏi, thắp sáng, thẩm
tra, thẩm vấn, thế chấp, thi hành, thi tuyển, thoái vốn, thống nhất ý kiến, thu thập ý kiến, thuê, thực tập, tiếp cử tri, tiếp dân, tiếp sóng, tiêm,
tiêm chủng, tố giác, trám, tránh, trao, trao tặng, trấn áp, trích lập, trồng, trồng bù, trông giữ, truy thu, truyền dạy, tuyên bố, tu bổ, tu sửa,
tưới, ươm, vá, viết, xóa bỏ, xoá bỏ, xua đuổi, xuất cấp, xây lắp, xét chọn, xét tặng, hiến máu, dành, cấp đủ, cấp ngay, cấp bổ sung, đồng hành, chia sẻ, lắng nghe, bóc gỡ, đăng nhập, đăng tin, đăng bài, cập nhật lại, cân pha,
can thiệp, cấp phép, cấp thẻ, chấm công, chi tiêu, chuyển trả, chuyển tải, chuyển phát, dập, dập dịch, dẹp, đàm phán, đánh dấu, đình công, đo kiểm, đo
đếm, gắn, gắn biển, gắn kết, gắn trách nhiệm, gia hạn, giải đáp, giải thích, giải thể, giao khoán, giữ ổn định, hoãn, hưởng ứng, hướng nghiệp, lãnh
đạo, lập lại, lên lịch, lên danh sách, liên lạc, làm việc với, làm đầu mối, tiếp sức, quy đổi, quyên góp, rà, rà quét, rà phá, số hóa dữ liệu, soạn,
soạn thảo, thảo luận, tham quan, tham vấn, tham dự, tham khảo, thương thảo, trả nợ, tổ chức cho, tổng duyệt, nghe, nhắc, nhận bàn giao, ngừng cấp,
nhân rộng mô hình,
phát bản tin, phát tin, phát quang, phát giấy mời, phát phiếu, phát thẻ, phát đơn, phát thông điệp, phát lại, phát sách, phát tài liệu, phát thuốc,
phát hoang, phát lệnh, phát cảnh báo, soát lại, soát xét, sinh hoạt, giúp, giúp đỡ, gìn giữ, giữ trật tự, canh phòng, canh trực, cảnh giới, chấm, chấm
thi, chấm chọn, chốt số liệu, chốt danh sách, chụp, chụp ảnh, chứng thực, chứng nhận, công nhận, hoán chuyển, hoán đổi, hoạch định, kẻ vẽ, kẻ vạch,
khai quật, khen, khơi, khai trừ, khóa sổ, khoá sổ, khởi động lại, khuyến nghị, kiểm phiếu, kiểm kho, kiểm chứng, kiểm lại, kiểm đồng hồ, kiểm đọc, lau
dọn, làm vệ sinh, làm giấy, làm hồ sơ, làm báo cáo, làm thẻ, liệt kê, loại trừ, lọc, mật phục, mắc màn, mô tả, nạp, nhận chỉ tiêu, nối, nối mạng, nhổ,
nhập kho, xuất kho, phân làn, phân vùng, phục dựng, quét vôi, quy tập, quyên, ràng buộc, rải thảm, ráp nối, rà soát kỹ, sang tên, sáng tác, sấy, sơ
chế, sơ cứu, tặng, tặng quà, tặng thưởng, tôn tạo, tôn vinh, tạm đình chỉ, tạm ngừng, tập kích, tập hợp lại, thả, thả cá, thả giống, thả phao, thăm
dò, thay phiên, thể chế hóa, thể chế hoá, thi đấu, thông xe, thông kênh, thông cống, thông báo ngay, thông qua dự thảo, thống kê lại, thu nộp, thu
nhận, thu thập số liệu, thu hoạch, thu dung, tiếp tế, tiễn, tiến cử, tìm nguồn, tinh gọn, tôn trọng, tra soát, trấn an, trình bày, trình diễn, trích
xuất, trích sao, trồng dặm, truy cập, truy nã, truy lùng, tuần hành, tuyên thệ, vẽ, vớt bèo, viếng, vét, xác thực, xây, xây dựng lại, xẻ, xếp, xếp
lịch, xếp lương, xếp hàng, xét tuyển, xét công nhận, xông, xới, xuất trình, xuất quân, đảm trách, đánh số, đánh bắt, đào, đào ao, đắp đập, đặt biển,
đặt hàng, đề đạt, điền, đóng, đóng dấu, đóng mở, đóng điện, đóng nộp, đốc thúc, đối ứng, đồng hành, đón, đọc, đọc chỉ số, đổ, đổ bê tông, đốt, đưa ra,
đưa đi, ghép, ghép nối, giải quyết dứt điểm, giải cứu, giải tán, giăng, giăng dây, gom, hậu kiểm, tiền kiểm, hội ý, hội chẩn, hiệu đính, khám tuyển,
khám sàng lọc, khám sức khỏe, bảo dưỡng, bình xét, bình chọn, bó vỉa, bón, bổ khuyết, bứng, cải tạo, cải thiện, cải tiến, cấy, chạy thử, chiếu, chiếu
phim, chiêu sinh, chiết giảm, chỉnh huấn, chọn, chọn cử, chở, chúc mừng, cho vay, cho ý kiến, cho học sinh, cống hiến, cung tiến, ôn luyện, ôn tập, ôn
thi, ngâm ủ, ngăn, ngắt, nghiêm trị, đúc kết, đúc rút, dẫn dắt, diệt, diệt chuột, diệt lăng quăng, diễn, dò, dò tìm, dọn dẹp, dọn vệ sinh, dùng, dự
giờ, dựng rạp, đóng góp ý kiến,
cân đo, túc trực, cầm tay chỉ việc, cúp điện, cắt điện, cắt nước, phát loa, giãn nợ, khoanh nợ, gây quỹ, trích ngang, trích lục, trích đo, chốt điểm,
đi thực tế, đi cơ sở, gặp gỡ, gặp mặt, bắc cầu, bắn pháo hoa, bật, tắt, sơn kẻ, sơn sửa, dời, dỡ bỏ, dỡ, phá dỡ, nhân nuôi, đặt tên, treo, căng dây,
phong tỏa, phong toả, giãn cách, ký giao ước, ký quy chế, đấu nối, khớp nối, hiệu chuẩn, tẩy giun, cho uống, chẩn đoán, tầm soát, khấu trừ, tất toán,
ghi nợ, ghi thu, nhập điểm, trả bài, chấm bài, duyệt, ký duyệt, ký ban hành, nhận lại, nhận đỡ đầu, đỡ đầu, phụng dưỡng, chúc thọ, thăm khám, thường
trực sẵn sàng, điểm lại, đối trừ, kết toán, phân rã, thông quan, giao chỉ tiêu, chia tách, rút gọn, lược bỏ, gộp, tách, tách hộ, nhập hộ, cắt khẩu,
cho nghỉ, mở sổ, mở đợt, mở hội nghị, mở chuyên mục, ra thông báo, ra văn bản, ra quyết định, lên đường, lên tiếng, đến từng hộ, xuống cơ sở, bắt tay,
dứt điểm xử lý, giữ mối liên hệ, giữ liên lạc
"""
_ADVERBS = """
thông qua, ngay trong, ngay sau,khẩn trương, nghiêm túc, chủ động, tích cực, kịp thời, thường xuyên, tiếp tục, tập trung, quyết liệt, nhanh chóng, sớm, phải, cần, nghiêm khắc, hàng ngày, hằng ngày, hàng tuần, hằng tuần, hàng tháng, hằng tháng, hàng quý,
hằng quý, hàng năm, hằng năm, mỗi ngày, mỗi tuần, mỗi tháng, mỗi quý, mỗi năm, định kỳ, đồng thời, cương quyết, kiên quyết, trực tiếp, chậm nhất, trước mắt, ngay, có trách nhiệm, có nhiệm vụ, có biện pháp, có giải pháp, có kế hoạch, được phép, được quyền, được hợp đồng, được chủ động, được sử dụng, được áp dụng, được huy động, có văn bản, có phương án, chịu trách nhiệm, làm tốt, thực hiện tốt, nghiêm, triệt để, phân công, không để, không được, trên cơ sở,
sẵn sàng, nỗ lực, đặc biệt, căn cứ, theo chức năng, theo thẩm quyền, theo nhiệm vụ, tùy theo, tuyệt đối, trước ngày, trong tháng, trong quý, không, chỉ, quan tâm, lưu ý, tự, cùng nhau, làm đầu mối, làm nòng cốt, giữ vai trò, là đầu mối, là cơ quan, là đơn vị, là bộ phận, là thường trực, hết sức, quyết tâm, bám sát, gương mẫu, nghiêm chỉnh, có văn bản, có hình thức, có báo cáo, có thông báo, có ý kiến, có công văn, có đánh giá, có phân công, có cam kết, có chỉ đạo, có hướng dẫn, có quyết định
"""

# What somebody is told to do, said of him: "Ngân hàng được đề nghị giảm lãi suất".
_TOLD_TO = """
được đề nghị, được yêu cầu
"""
_PAST = """
đã, đang, vừa, còn, chưa, được, bị, là, ghi nhận, nhận được, tiếp nhận được, biểu dương, hoan nghênh, đánh giá cao, đạt, nhận thấy, thấy
"""


def _phrases(listing: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in spelt(listing).replace("\n", " ").split(",") if phrase.strip())


VERBS = _phrases(_VERBS)
# Words whose last or first syllable looks like a verb of its own: "công trình", "giao thông".
_NOUNS_ENDING = _phrases(
    """công trình, chương trình, quy trình, quá trình, giáo trình, lộ trình, tờ trình, hành trình, tiến trình, lịch trình, cộng đồng, hợp đồng, hội đồng, truyền hình, trật tự, thứ tự, bầu cử, ứng cử, đề cử, thư ký, chữ ký, nhật ký, ngoại giao,
    tiền gửi, giao lưu, cuộc họp, phiên họp, phòng họp, kỳ họp, giấy mời, công lập, độc lập, địa chỉ, tín chỉ, chứng chỉ, hàng không, phòng không, trên không, khí tạo, phòng khám, cây trồng, nuôi trồng, mối mở, rừng trồng, vật chuyển,
    chính phủ, bộ phận, thông báo, cảnh báo, truyền thanh, kênh mương, mục đích, nhân tạo, mẫu ghi, sổ ghi, bản ghi, tài khoản, hộ nhận, đơn giá"""
)
_NOUNS_BEGINNING = _phrases(
    """giao thông, trình độ, trình tự, trực tuyến, trực thăng, giao dịch, giao thông vận tải, ghi chú, lưu vực, lưu lượng, lưu trú, mua sắm công, đặt cọc, nêu trên, trả lại, tự nhiên, tự vệ, tự quản, tự chủ, tự trị, đồng bào, đồng chí, tổng số, tổng công, tổng cục,
    tổng giám, tổng thể, cùng kỳ, cùng với, sớm nhất, phòng chống, mở rộng đô thị, chuyển đổi số, điều kiện, điều lệ, điều khoản, điều ước, điều này, điều đó, chỉ huy, chỉ số, chỉ tiêu, chỉ dẫn, chỉ giới, ký túc, ký hiệu, tạo hình, không gian, không khí, không quân, nghiêm trọng, cần thơ, cửa khẩu, bầu cử, hạ tầng, hạ lưu, tăng trưởng, cấm địa, giao kết, lập pháp, lập trường, nhập khẩu, nhập cư, đặc khu, đăng kiểm, kéo sợi, sửa chữa tàu, giảm nghèo, mời thầu"""
)
_BEFORE_VERBS = frozenset({"tổng", "tự", "tái", "đồng", "cùng", "sớm", "cho"})  # tổng kiểm tra, tự chấm điểm
ADVERBS = _phrases(_ADVERBS)
TIMES = _phrases("trong tháng, trong quý, trước ngày")  # what opens an order only with a verb behind it
PAST = _phrases(_PAST)
TOLD_TO = _phrases(_TOLD_TO)
_OPENING = VERBS | ADVERBS


def _starts(low: tuple[str, ...], phrases: frozenset[tuple[str, ...]]) -> bool:
    return any(low[:size] in phrases for size in (2, 3))


@cache
def _longest(phrases: frozenset[tuple[str, ...]]) -> int:
    return max(len(phrase) for phrase in phrases)


def length_at(sentence: Sequence[Word], at: int, phrases: frozenset[tuple[str, ...]] = _OPENING) -> int:
    """How many words the longest of `phrases` takes at position `at`; 0 where none stands there."""
    low = tuple(word.low for word in sentence[at : at + _longest(phrases)])
    if (
        phrases is _OPENING
        and low
        and (_starts(low, _NOUNS_BEGINNING) or (at and (sentence[at - 1].low, low[0]) in _NOUNS_ENDING))
    ):
        return 0
    for size in range(len(low), 0, -1):
        if low[:size] in phrases:
            return size
    if phrases is _OPENING and low and low[0] in _BEFORE_VERBS and (verb := length_at(sentence, at + 1, VERBS)):
        return 1 + verb
    return 0
