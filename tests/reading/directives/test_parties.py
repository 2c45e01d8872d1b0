import pytest

from reading.directives.parties import read_parties


@pytest.mark.parametrize(
    ("text", "lead", "cooperating"),
    [
        ("Giao Sở Văn hóa, Thể thao và Du lịch chủ trì, phối hợp với Sở Giáo dục và Đào tạo, UBND các huyện, thị xã, thành phố và các cơ quan liên quan tham mưu", ["Sở Văn hóa, Thể thao và Du lịch"], ["Sở Giáo dục và Đào tạo", "UBND các huyện, thị xã, thành phố", "các cơ quan liên quan"]),
        ("Đề nghị các Sở: Nội vụ, Tài chính, Kế hoạch và Đầu tư khẩn trương báo cáo", ["Sở Nội vụ", "Sở Tài chính", "Sở Kế hoạch và Đầu tư"], []),
        ("Sở Nội vụ, Tài chính, Tư pháp có trách nhiệm rà soát", ["Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp"], []),
        ("UBND các phường: An Bình, Phú Hòa và Tân An chủ trì rà soát", ["UBND phường An Bình", "UBND phường Phú Hòa", "UBND phường Tân An"], []),
        ("UBND các phường 1, 2 và 5 báo cáo", ["UBND phường 1", "UBND phường 2", "UBND phường 5"], []),
        ("Ủy ban nhân dân các huyện Đông Khê, Tây Khê và thị xã An Lạc rà soát", ["Ủy ban nhân dân huyện Đông Khê", "Ủy ban nhân dân huyện Tây Khê", "Ủy ban nhân dân thị xã An Lạc"], []),
        ("Giao đồng chí Nguyễn Văn Mẫu, Phó Chủ tịch UBND huyện trực tiếp chỉ đạo", ["Nguyễn Văn Mẫu"], []),
        ("Thủ trưởng các cơ quan, đơn vị, Chủ tịch Ủy ban nhân dân 10 phường nghiêm túc thực hiện", ["Thủ trưởng các cơ quan, đơn vị", "Chủ tịch Ủy ban nhân dân 10 phường"], []),
        ("Để kịp thời khắc phục, UBND huyện yêu cầu Phòng Nội vụ, Phòng Tư pháp báo cáo", ["Phòng Nội vụ", "Phòng Tư pháp"], []),
        ("Thực hiện Công văn trên, Ủy ban nhân dân tỉnh yêu cầu Giám đốc các sở; Thủ trưởng các ban, ngành; Chủ tịch UBND các huyện thực hiện:", ["Giám đốc các sở", "Thủ trưởng các ban, ngành", "Chủ tịch UBND các huyện"], []),
        ("Rà soát quy trình (Phòng Tư pháp chủ trì, phối hợp với Văn phòng HĐND và UBND).", ["Phòng Tư pháp"], ["Văn phòng HĐND và UBND"]),
        ("Giao Phòng Kinh tế chủ trì soạn thảo; Phòng Tư pháp, Văn phòng phối hợp.", ["Phòng Kinh tế"], ["Phòng Tư pháp", "Văn phòng"]),
        ("Phối hợp chặt chẽ với Công an Quận 1, Bảo hiểm Xã hội Quận 1 tổ chức tiếp nhận", [], ["Công an Quận 1", "Bảo hiểm Xã hội Quận 1"]),
        ("Đối với Ủy ban nhân dân các xã, phường:", ["Ủy ban nhân dân các xã, phường"], []),
        ("Trách nhiệm của Sở Y tế", ["Sở Y tế"], []),
        ("Trung tâm Văn hóa và Thể thao tổ chức hội thi", ["Trung tâm Văn hóa và Thể thao"], []),
        ("Phòng Tài chính - Kế hoạch: Triển khai, đề nghị các đơn vị sự nghiệp tiết kiệm", ["Phòng Tài chính - Kế hoạch"], []),
        ("Về tuyên truyền: Phòng Văn hóa - Xã hội chủ trì thực hiện", ["Phòng Văn hóa - Xã hội"], []),
        ("Trước ngày 15/4, Ủy ban nhân dân các xã gửi báo cáo", ["Ủy ban nhân dân các xã"], []),
        ("Xây dựng phần mềm\n- Đơn vị chủ trì: Sở Nội vụ\n- Đơn vị phối hợp: Sở Tài chính", ["Sở Nội vụ"], ["Sở Tài chính"]),
        ("Các trạm y tế xã, thị trấn bố trí nhân lực", ["Các trạm y tế xã, thị trấn"], []),
        ("Công ty Cổ phần Cơ khí và Xây lắp Hòa Bình nghiệm thu hạng mục", ["Công ty Cổ phần Cơ khí và Xây lắp Hòa Bình"], []),
        ("Cục Giống, Vật tư và Phát triển nông thôn lấy mẫu", ["Cục Giống, Vật tư và Phát triển nông thôn"], []),
        ("Phòng Quản lý Khoa học, Công nghệ và Phòng Tổng hợp lập hồ sơ", ["Phòng Quản lý Khoa học, Công nghệ", "Phòng Tổng hợp"], []),
        ("Chi nhánh Văn phòng Đăng ký đất đai khu vực III chỉnh lý hồ sơ", ["Chi nhánh Văn phòng Đăng ký đất đai khu vực III"], []),
        ("Phòng Kế hoạch tổng hợp:", ["Phòng Kế hoạch tổng hợp"], []),
        ("Phòng Kế hoạch tổng hợp lập biểu", ["Phòng Kế hoạch tổng hợp"], []),
        ("Các tổ dân phố tổng vệ sinh đường hẻm", ["Các tổ dân phố"], []),
        ("Trạm Y tế xã diễn tập phòng dịch", ["Trạm Y tế xã"], []),
        ("Các xưởng, đội thanh quyết toán vật tư", [], []),
        ("Các phòng, đội thanh quyết toán vật tư", ["Các phòng, đội"], []),
        ("Các bệnh viện chuyên khoa, đa khoa tuyến tỉnh: dự trữ máu", ["Các bệnh viện chuyên khoa, đa khoa tuyến tỉnh"], []),
        ("Đối với các trung tâm tự bảo đảm một phần chi thường xuyên: lập phương án", ["các trung tâm tự bảo đảm một phần chi thường xuyên"], []),
        ("Sở Xây dựng chỉ đạo các ban quản lý dự án rà soát", ["Sở Xây dựng"], []),
        ("Các Ban của Hội đồng nhân dân phường giám sát chuyên đề", ["Các Ban của Hội đồng nhân dân phường"], []),
        ("Nhằm hạn chế cháy rừng, Bộ Nông nghiệp và Môi trường đề nghị Chủ tịch Ủy ban nhân dân các tỉnh chỉ đạo thực hiện:", ["Chủ tịch Ủy ban nhân dân các tỉnh"], []),
        ("Câu lạc bộ Thầy thuốc trẻ khám bệnh miễn phí", ["Câu lạc bộ Thầy thuốc trẻ"], []),
        ("Trung đoàn Cảnh sát cơ động điều 02 tổ tăng cường", ["Trung đoàn Cảnh sát cơ động"], []),
        ("BCH Quân sự phường: tổ chức sơ tuyển", ["BCH Quân sự phường"], []),
        ("Chánh Văn phòng HĐND và UBND thành phố theo dõi", ["Chánh Văn phòng HĐND và UBND thành phố"], []),
        ("Đồng chí Trưởng phòng Nội vụ rà soát", ["Trưởng phòng Nội vụ"], []),
        ("Ban Quản lý dự án các công trình dân dụng và công nghiệp tỉnh rà soát", ["Ban Quản lý dự án các công trình dân dụng và công nghiệp tỉnh"], []),
        ("NHIỆM VỤ CHUNG CỦA CÁC SỞ, BAN, NGÀNH VÀ ỦY BAN NHÂN DÂN CÁC XÃ, PHƯỜNG", ["CÁC SỞ, BAN, NGÀNH", "ỦY BAN NHÂN DÂN CÁC XÃ, PHƯỜNG"], []),
        ("Báo và Phát thanh, Truyền hình Bình Sơn mở chuyên mục", ["Báo và Phát thanh, Truyền hình Bình Sơn"], []),
        ("Lập danh mục. Thực hiện: Phòng Kinh tế", ["Phòng Kinh tế"], []),
        ("Kiểm tra kho. Rất mong nhận được sự quan tâm, phối hợp của các đơn vị", [], []),
    ],
)  # fmt: skip
def test_who_leads_and_who_cooperates(text: str, lead: list[str], cooperating: list[str]) -> None:
    parties = read_parties(text)
    assert (list(parties.lead), list(parties.cooperating)) == (lead, cooperating)


@pytest.mark.parametrize(
    "text",
    [
        "Phòng, chống thiên tai",
        "Ban hành kế hoạch",
        "Tổ chức thực hiện",
        "Thanh tra, kiểm tra việc chấp hành",
        "Tăng cường thanh tra, kiểm tra công vụ",
        "Hội nghị tổng kết tổ chức tại huyện",
        "Ủy ban nhân dân tỉnh đã ban hành Kế hoạch",
        "Quy chế phối hợp giữa hai đơn vị",
        "Bộ máy hành chính gọn nhẹ",
    ],
)
def test_common_words_name_nobody(text: str) -> None:
    parties = read_parties(text)
    assert (parties.lead, parties.cooperating) == ((), ())


def test_who_orders_is_not_who_is_ordered() -> None:
    parties = read_parties("Chủ tịch Ủy ban nhân dân huyện yêu cầu Phòng Nội vụ báo cáo")
    assert (parties.lead, parties.issuer) == (("Phòng Nội vụ",), "Chủ tịch Ủy ban nhân dân huyện")
