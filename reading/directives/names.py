"""What units and their heads are called: the nouns that open a name, and the names that hold commas or "và"."""

_TITLES = """
thủ trưởng, người đứng đầu, phó chủ tịch thường trực, phó chủ tịch, chủ tịch, phó giám đốc, tổng giám đốc, giám đốc, phó trưởng phòng, trưởng phòng, phó chánh văn phòng, chánh văn phòng, chánh thanh tra, hiệu trưởng,
bí thư, phó bí thư, cục trưởng, chi cục trưởng, vụ trưởng, viện trưởng, trưởng ban, trưởng công an, bộ trưởng, thứ trưởng, đội trưởng, chỉ huy trưởng, tổ trưởng, lãnh đạo, cấp ủy, trưởng các, trưởng thôn, trưởng khu phố, trưởng ấp, tổng biên tập, kế toán trưởng, trưởng, tập thể lãnh đạo
"""
_BODIES = """
ủy ban nhân dân, uỷ ban nhân dân, ubnd, hội đồng nhân dân, hđnd, ủy ban mặt trận tổ quốc việt nam, uỷ ban mặt trận tổ quốc việt nam, ủy ban mặt trận tổ quốc, uỷ ban mặt trận tổ quốc, ủy ban mttq, ubmttq, ubmttqvn, mặt trận tổ quốc, mttq,
bảo hiểm xã hội, bhxh, kho bạc nhà nước, viện kiểm sát nhân dân, tòa án nhân dân, toà án nhân dân, ban chỉ huy quân sự, bộ chỉ huy quân sự, bộ chỉ huy bộ đội biên phòng, bộ đội biên phòng, ban chỉ đạo, ban quản lý, tổ công tác, tổ giúp việc,
hội liên hiệp phụ nữ, hội nông dân, hội cựu chiến binh, đoàn thanh niên, liên đoàn lao động, tỉnh đoàn, thành đoàn, huyện đoàn, quận đoàn, ban thường trực, ban thường vụ, ban tổ chức, ban tuyên giáo, ban dân vận, văn phòng đăng ký đất đai,
chi cục, tổng cục, tổng công ty, công ty, học viện, trung tâm, ngân hàng, bưu điện, viễn thông, điện lực, công an, thanh tra, văn phòng, bệnh viện, chi nhánh, liên minh hợp tác xã, hội đồng, đảng ủy, đảng uỷ, tỉnh ủy, thành ủy, huyện ủy, quận ủy, cổng thông tin điện tử, phòng giao dịch, chủ đầu tư, nhà trường, đài truyền thanh, đài phát thanh, cơ quan báo chí, thuế cơ sở, bộ phận một cửa, hạt kiểm lâm, đội quản lý thị trường, cơ quan chủ trì, tổ chuyển đổi số cộng đồng, cơ quan thường trực
"""
# Single nouns open a name only with a capital letter, unless the next word shows that they are common words.
_NOUNS = """
phòng, sở, ban, bộ, cục, vụ, viện, trường, trạm, đội, hội, đoàn, đài, báo, tổ, quỹ, ủy ban, uỷ ban, tập đoàn, vnpt, viettel, phường, xã, thị trấn, đặc khu, hạt, chi đoàn, công đoàn, nhà máy, thư viện, bảo tàng, cơ quan, đơn vị, thôn, khu phố, cảng, vườn quốc gia, đặc khu, quận, huyện, thành phố, thị xã, tỉnh, hải quan, thuế, kiểm lâm, khoa, mobifone, evn, khối
"""
_COMMON = """
phòng chống, phòng ngừa, phòng cháy, phòng dịch, phòng hộ, sở hữu, sở thích, ban hành, ban bố, bộ máy, bộ phận, bộ tiêu chí, bộ chỉ số, bộ câu hỏi, bộ thủ tục, bộ dữ liệu, bộ quy tắc, bộ hồ sơ, vụ việc, vụ án, vụ mùa, vụ đông, vụ xuân, viện trợ, viện phí, viện dẫn, trường hợp, đội ngũ, hội nghị,
hội thảo, hội họp, hội nhập, hội trường, hội thi, hội chợ, hội viên, đoàn kết, đoàn viên, đoàn thể, đoàn kiểm tra, đoàn công tác, đoàn giám sát, đoàn thanh tra, báo cáo, báo động, tổ chức, tổ hợp, quỹ đất, xã hội, xã hội hóa, xã luận, cơ quan báo, thành phố thông minh, tỉnh táo, thống kê, trạm thu, thuế suất, khối lượng, thanh tra kiểm tra, bộ thủ, ban đầu, ban công, đội hình, đài thọ, hội đồng nhân dân,
thuế thu, thuế giá, thuế đất, quận huyện hóa, trường học, bộ luật, vụ trưởng phòng, văn phòng phẩm, văn phòng điện tử, phòng họp, phòng làm, phòng khám, phòng học, phòng máy, đội bóng, tổ tiên, tổ quốc, đơn vị hành chính, ban giám sát, ban biên tập, ngân hàng câu hỏi, ngân hàng đề, báo chí, phường hội, điện lực hóa, công an hóa, trung tâm hóa, viễn thông công ích, hội chứng, quỹ lương, quỹ tiền, quỹ thời, khoa học, khoa giáo
"""
_COLLECTIVE = """
sở, ban, ngành, phòng, đơn vị, cơ quan, địa phương, phường, xã, thị trấn, thị xã, huyện, quận, thành phố, tỉnh, đặc khu, trường, tổ chức, hội, đoàn thể, trung tâm, công ty, doanh nghiệp, chủ đầu tư, thành viên, ủy ban, bộ phận, khoa, tổ, bộ, ban ngành, sở ngành, thôn, ấp, khu phố, bệnh viện, trạm y tế, cơ sở giáo dục, tổ dân phố, nhà trường, cục, chi cục, viện, ban quản lý, văn phòng, đoàn, hợp tác xã, ngân hàng, cơ quan báo chí, nhà thầu, nhà mạng, vụ, tổng cục, chi đoàn, chi bộ, phòng ban, tổ chức chính trị - xã hội, hội đoàn thể, tổ chức đoàn thể, lực lượng, cấp, hiệu trưởng, trưởng phòng, ban quản lý dự án, giám đốc, trưởng ban, chủ tịch, thủ trưởng, đơn vị sự nghiệp, đơn vị sự nghiệp công lập, trường học, thôn bản, xóm, bản, đảng ủy, chi hội, chi nhánh, khu dân cư, cơ sở y tế, trạm, cơ sở, hộ kinh doanh, đảng bộ, chi bộ đảng bộ, đảng bộ cơ sở, cấp ủy, chi ủy, ban chỉ đạo, tổ công tác, doanh nghiệp nhà nước, hội quần chúng, tổ dân phố văn hóa, chủ rừng, hộ dân
"""
# Fields of work as departments carry them. Listed because a comma or "và" belongs to the name, not to the list of names.
_FIELDS = """
nội vụ; tư pháp; tài chính; kế hoạch và đầu tư; kế hoạch - đầu tư; kế hoạch đầu tư; tài chính - kế hoạch; tài chính – kế hoạch; tài chính kế hoạch; kinh tế; kinh tế và hạ tầng; kinh tế - hạ tầng; kinh tế và hạ tầng nông thôn; kinh tế, hạ tầng và đô thị; kinh tế - hạ tầng và đô thị; văn hóa - xã hội; văn hóa và xã hội; văn hoá - xã hội; văn hóa – xã hội;
văn hóa và thông tin; văn hoá và thông tin; văn hóa thông tin; văn hóa - thông tin; văn hóa, thể thao và du lịch; văn hoá, thể thao và du lịch; văn hóa và thể thao; văn hoá và thể thao; văn hóa, khoa học và thông tin; văn hoá, khoa học và thông tin; văn hóa, thông tin và thể thao; văn hóa, thông tin; giáo dục và đào tạo; giáo dục - đào tạo; giáo dục & đào tạo; lao động - thương binh và xã hội; lao động – thương binh và xã hội;
lao động, thương binh và xã hội; lao động thương binh và xã hội; lao động - thương binh - xã hội; lao động - thương binh & xã hội; tài nguyên và môi trường; tài nguyên - môi trường; nông nghiệp và phát triển nông thôn; nông nghiệp & ptnt; nông nghiệp và ptnt; nông nghiệp và môi trường; y tế; xây dựng; giao thông vận tải; giao thông công chánh; công thương; công nghiệp và thương mại; thông tin và truyền thông; thông tin - truyền thông; khoa học và công nghệ; khoa học, công nghệ và môi trường;
ngoại vụ; dân tộc; dân tộc và tôn giáo; dân tộc - tôn giáo; du lịch; quản lý đô thị; quản lý dự án; ban quản lý dự án; dự án đầu tư xây dựng; hành chính; hành chính - quản trị; hành chính - tổng hợp; hành chính – tổng hợp; hành chính, quản trị; tổ chức - hành chính; tổ chức cán bộ; tổ chức - cán bộ; tổ chức, hành chính; kế hoạch - tài chính; kế hoạch tài chính; kế hoạch, tài chính; kế hoạch và tài chính; tổng hợp; kiểm soát thủ tục hành chính; cải cách hành chính; công chức, viên chức; phục vụ hành chính công; kiểm soát bệnh tật; phát triển quỹ đất; dịch vụ việc làm; dịch vụ nông nghiệp;
văn hóa, thông tin và truyền thông; văn hóa - thông tin và truyền thông; văn hóa - thông tin và thể thao; văn hóa – thông tin và thể thao; văn hóa, thể thao và truyền thanh; văn hóa - thể thao và truyền thanh; truyền thông - văn hóa; giáo dục nghề nghiệp - giáo dục thường xuyên; giáo dục nghề nghiệp và giáo dục thường xuyên; chính trị; công nghệ thông tin; công nghệ thông tin và truyền thông; chuyển đổi số; khuyến nông; xúc tiến đầu tư, thương mại và du lịch; hội đồng nhân dân và ủy ban nhân dân; hđnd và ubnd; hội đồng nhân dân - ủy ban nhân dân; hđnd - ubnd; hđnd&ubnd; đoàn đại biểu quốc hội và hđnd; đoàn đại biểu quốc hội và hội đồng nhân dân; đoàn đbqh và hđnd;
pháp chế; thanh tra; kinh tế - xã hội; kinh tế và đô thị; hạ tầng và đô thị; nông nghiệp; thủy lợi; trồng trọt và bảo vệ thực vật; chăn nuôi và thú y; phát triển nông thôn; kiểm lâm; an toàn vệ sinh thực phẩm; dân số - kế hoạch hóa gia đình; xây dựng chính quyền; cải cách hành chính và văn thư, lưu trữ; quản lý văn bản; ứng dụng công nghệ thông tin; thi đua - khen thưởng; quản lý xây dựng và đô thị; quản lý các khu công nghiệp; quản lý khu kinh tế; chăn nuôi, thú y và thủy sản; quản lý chất lượng nông, lâm sản và thủy sản; nghiệp vụ; giáo dục; khoa học; môi trường; tôn giáo; thể dục thể thao; kỹ thuật hạ tầng đô thị; đăng ký kinh doanh; đầu tư; kinh tế đối ngoại; văn thư - lưu trữ; công tác đại biểu; kiểm tra đảng; tuyên giáo và dân vận; tuyên giáo; dân vận; tổ chức; tổ chức - nội vụ; nội vụ - lao động; quân sự; văn hóa; thể thao; quốc phòng; ngoại giao; giao thông; dịch vụ công ích; kế toán; kế hoạch; chính sách xã hội; hội nông dân; khuyến công và tư vấn phát triển công nghiệp
"""
_LOCALITY = """
tỉnh, thành phố, tp, quận, huyện, thị xã, phường, xã, thị trấn, đặc khu, khu vực, trung ương, cấp, nhà nước, thành, khóa, tỉnh ủy, cơ sở, liên xã, số
"""
_STOPS = """
có, để, theo, trong, trước, về, phải, cần, khi, nhằm, đối, tại, trên, với, căn, được, đã, sẽ, là, do, bằng, hằng, không, chịu, mà, thì, nếu, đến, từ, qua, vào, sau, ngoài, gồm, bao, như, đang, làm, cho, lên, này, còn, chưa, bị, nhưng, cùng, hoặc, hay, nên, nhận, thấy
"""


def _phrases(listing: str, sign: str = ",") -> frozenset[tuple[str, ...]]:
    spaced = listing.replace("\n", " ").replace("-", " - ").replace("–", " – ").replace("&", " & ")
    if sign == ";":
        spaced = spaced.replace(",", " , ")
    return frozenset(tuple(phrase.split()) for phrase in spaced.split(sign) if phrase.strip())


TITLES = _phrases(_TITLES)
BODIES = _phrases(_BODIES)
NOUNS = _phrases(_NOUNS)
COMMON = _phrases(_COMMON)
COLLECTIVE = _phrases(_COLLECTIVE)
FIELDS = _phrases(_FIELDS, ";")
LOCALITY = _phrases(_LOCALITY)
STOPS = frozenset(word for phrase in _phrases(_STOPS) for word in phrase)
ALL_OF = frozenset({"các", "những", "mỗi", "từng", "quý", "mọi"})
HONORIFICS = _phrases("các đồng chí, đồng chí, đ / c, ông / bà, ông ( bà ), các ông, các bà, ông, bà")
