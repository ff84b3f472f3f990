#include "core/zip_directory.hpp"

#include "core/encoding.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <set>

namespace fengqiao {
namespace {

// PKWARE's APPNOTE.TXT, 4.3: sizes and marks of the records.
constexpr std::size_t kEndSize = 22, kHeaderSize = 46, kLocalSize = 30, kLongestComment = 65535;
constexpr std::string_view kEndMark("PK\x05\x06"), kHeaderMark("PK\x01\x02"), kLocalMark("PK\x03\x04");
constexpr std::size_t kSmall = 1 << 20; // below this a high ratio costs nothing
constexpr std::uint32_t kLinkType = 0120000, kTypeMask = 0170000;

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint32_t value = 0;
  for (std::size_t i = width; i-- > 0;)
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

class DirectoryReader {
public:
  DirectoryReader(std::string_view bytes, const std::string& file, const ArchiveLimits& limits)
      : bytes_(bytes), file_(file), limits_(limits) {}

  Result<std::vector<ZipMember>> read() {
    const auto end = find_end();
    if (!end) return damaged("找不到压缩包的目录");
    const std::size_t count = number(bytes_, *end + 10, 2);
    if (number(bytes_, *end + 4, 2) != 0 || number(bytes_, *end + 8, 2) != count)
      return damaged("是分卷压缩包");
    if (count == 0xFFFF || number(bytes_, *end + 16, 4) == 0xFFFFFFFF) return damaged("是 ZIP64 格式");
    if (count > limits_.entries)
      return over(fmt::format("压缩包里有 {} 个文件，上限是 {} 个", count, limits_.entries));
    std::size_t at = number(bytes_, *end + 16, 4);
    directory_ = at;
    for (std::size_t i = 0; i < count; ++i)
      if (auto done = read_header(at, *end); !done) return fail(done.error());
    if (auto done = judge_places(); !done) return fail(done.error());
    return std::move(members_);
  }

private:
  [[nodiscard]] tl::unexpected<Error> damaged(std::string_view what) const {
    return fail(ErrorCode::data, file_, "不能读取：" + std::string(what),
                "文件可能不完整；请重新取得，或解压（另存）后再试");
  }
  [[nodiscard]] tl::unexpected<Error> over(std::string message) const {
    return fail(ErrorCode::limit, file_, std::move(message),
                "这可能是恶意构造的文件；确实需要时请解压后分批处理");
  }

  // The end record is the last thing in the file, behind it only its comment.
  [[nodiscard]] std::optional<std::size_t> find_end() const {
    if (!bytes_.starts_with(kLocalMark) && !bytes_.starts_with(kEndMark)) return std::nullopt;
    if (bytes_.size() < kEndSize) return std::nullopt;
    const std::size_t lowest =
        bytes_.size() > kEndSize + kLongestComment ? bytes_.size() - kEndSize - kLongestComment : 0;
    for (std::size_t at = bytes_.size() - kEndSize + 1; at-- > lowest;)
      if (bytes_.substr(at, 4) == kEndMark && at + kEndSize + number(bytes_, at + 20, 2) == bytes_.size())
        return at;
    return std::nullopt;
  }

  Result<void> read_header(std::size_t& at, std::size_t end) {
    if (at + kHeaderSize > end || bytes_.substr(at, 4) != kHeaderMark) return damaged("压缩包的目录损坏");
    constexpr std::uint32_t kUtf8Flag = 0x800;
    const std::uint32_t flags = number(bytes_, at + 8, 2), method = number(bytes_, at + 10, 2);
    const std::size_t name_size = number(bytes_, at + 28, 2);
    const std::size_t behind =
        at + kHeaderSize + name_size + number(bytes_, at + 30, 2) + number(bytes_, at + 32, 2);
    if (behind > end) return damaged("压缩包的目录损坏");
    ZipMember member;
    member.packed = number(bytes_, at + 20, 4);
    member.size = number(bytes_, at + 24, 4);
    member.offset = number(bytes_, at + 42, 4);
    const auto name = name_of(bytes_.substr(at + kHeaderSize, name_size), (flags & kUtf8Flag) != 0);
    if (!name || !usable_name(*name)) return damaged("压缩包里有不安全的文件名“" + shown(name) + "”");
    member.name = *name;
    member.folder = member.name.ends_with('/');
    if ((flags & 0x1) != 0) return damaged("压缩包加了密");
    if ((number(bytes_, at + 38, 4) >> 16 & kTypeMask) == kLinkType)
      return damaged("压缩包里有链接“" + member.name + "”");
    if (method != 0 && method != 8) return damaged("“" + member.name + "”用了不支持的压缩方法");
    if (!names_.insert(member.name).second) return damaged("压缩包里有两个“" + member.name + "”");
    if (auto done = judge_size(member); !done) return done;
    members_.push_back(std::move(member));
    at = behind;
    return {};
  }

  // UTF-8, or GBK as older programs write it: a name is too short for guessing by how common its
  // characters are.
  [[nodiscard]] Result<std::string> name_of(std::string_view bytes, bool told_utf8) const {
    if (first_invalid_utf8(bytes)) return decode_gb18030(bytes, file_);
    // 通知 in GBK happens to be UTF-8 for two letters that no Chinese name has.
    if (!told_utf8 && !foreign_characters_are_han(bytes))
      if (auto other = decode_gb18030(bytes, file_); other && foreign_characters_are_han(*other))
        return other;
    return std::string(bytes);
  }

  static bool foreign_characters_are_han(std::string_view name) {
    for (std::size_t pos = 0; pos < name.size();)
      if (const char32_t c = next_code_point(name, pos);
          c >= 0x80 && !is_han(c) && (c < 0x2010 || c > 0x303F) && (c < 0xFF00 || c > 0xFF65))
        return false;
    return true;
  }

  static std::string shown(const Result<std::string>& name) {
    return name ? shorten(printable(*name), 60) : "";
  }

  static bool usable_name(const std::string& name) {
    if (name.empty() || name.front() == '/' || name.find('\\') != name.npos || name.find('\n') != name.npos ||
        printable(name) != name)
      return false;
    for (std::size_t begin = 0; begin <= name.size();) {
      const std::size_t end = std::min(name.find('/', begin), name.size());
      if (name.substr(begin, end - begin) == "..") return false;
      begin = end + 1;
    }
    return name.size() < 2 || name[1] != ':';
  }

  Result<void> judge_size(const ZipMember& member) {
    if (member.size > limits_.entry_bytes)
      return over(fmt::format("压缩包里的“{}”解开有 {} 字节，上限是 {} 字节", member.name, member.size,
                              limits_.entry_bytes));
    if (member.size > kSmall && member.size / limits_.ratio > member.packed)
      return over(fmt::format("压缩包里的“{}”压缩比超过 {} 倍", member.name, limits_.ratio));
    return {};
  }

  // No two members may share bytes: what looks like a thousand files would be one, inflated a thousand times.
  Result<void> judge_places() {
    std::sort(members_.begin(), members_.end(),
              [](const ZipMember& a, const ZipMember& b) { return a.offset < b.offset; });
    std::size_t free_from = 0;
    for (const ZipMember& member : members_) {
      if (member.offset + kLocalSize > directory_ || bytes_.substr(member.offset, 4) != kLocalMark)
        return damaged("压缩包的目录与内容对不上");
      const std::size_t names = number(bytes_, member.offset + 26, 2) + number(bytes_, member.offset + 28, 2);
      if (member.offset < free_from) return over("压缩包里的文件互相重叠");
      free_from = member.offset + kLocalSize + names + member.packed;
      if (free_from > directory_) return damaged("压缩包不完整");
    }
    return {};
  }

  std::string_view bytes_;
  const std::string& file_;
  const ArchiveLimits& limits_;
  std::size_t directory_ = 0;
  std::vector<ZipMember> members_;
  std::set<std::string> names_;
};

} // namespace

Result<std::vector<ZipMember>> read_zip_directory(std::string_view bytes, const std::string& file,
                                                  const ArchiveLimits& limits) {
  return DirectoryReader(bytes, file, limits).read();
}

} // namespace fengqiao
