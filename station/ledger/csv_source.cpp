#include "core/digest.hpp"
#include "core/encoding.hpp"
#include "core/file.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "station/ledger/table_source.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace fengqiao::station {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 20;
constexpr int kHeadLines = 20; // that the separator is read off

// A file read in blocks that end where a line ends; a line longer than limits::ledger_row_bytes is refused.
class BlockReader {
public:
  explicit BlockReader(std::string file) : file_(std::move(file)) {}
  BlockReader(BlockReader&& other) noexcept
      : file_(std::move(other.file_)), fd_(std::exchange(other.fd_, -1)), bytes(other.bytes) {}
  BlockReader(const BlockReader&) = delete;
  BlockReader& operator=(const BlockReader&) = delete;
  BlockReader& operator=(BlockReader&&) = delete;
  ~BlockReader() {
    if (fd_ >= 0) ::close(fd_);
  }

  Result<void> open() {
    fd_ = ::open(file_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd_ < 0)
      return fail(errno == ENOENT ? ErrorCode::not_found : ErrorCode::general, file_,
                  "不能打开文件：" + errno_reason(errno), "请检查文件名和权限");
    struct stat info {};
    if (::fstat(fd_, &info) != 0 || !S_ISREG(info.st_mode))
      return fail(ErrorCode::general, file_, S_ISDIR(info.st_mode) ? "是文件夹，不是文件" : "不是普通文件",
                  "请给出一个导出的表");
    bytes = static_cast<std::size_t>(info.st_size);
    return {};
  }

  void rewind() {
    ::lseek(fd_, 0, SEEK_SET);
    rest_.clear();
    ended_ = false;
    done = 0;
  }

  // The next whole lines, empty at the end.
  Result<std::string> next() {
    std::string block = std::move(rest_);
    rest_.clear();
    while (!ended_) {
      const std::size_t have = block.size();
      block.resize(have + kBlock);
      const ssize_t n = ::read(fd_, block.data() + have, kBlock);
      block.resize(have + static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return fail(ErrorCode::general, file_, "读取出错：" + errno_reason(errno));
      done += static_cast<std::size_t>(n);
      digest.update(std::string_view(block).substr(have));
      ended_ = n == 0;
      const auto last = block.rfind('\n');
      if (ended_ || last == block.npos) {
        if (!ended_ && block.size() > limits::ledger_row_bytes) return too_long();
        continue;
      }
      rest_ = block.substr(last + 1);
      block.resize(last + 1);
      return block;
    }
    return block;
  }

  [[nodiscard]] tl::unexpected<Error> too_long() const {
    return fail(ErrorCode::limit, file_, fmt::format("有一行超过 {} 字节", limits::ledger_row_bytes),
                "多半是引号没有结束，或者不是表格文件；请用 WPS、Excel 打开后另存为 CSV");
  }

  [[nodiscard]] const std::string& file() const { return file_; }

private:
  std::string file_;
  int fd_ = -1;
  std::string rest_;
  bool ended_ = false;

public:
  std::size_t bytes = 0, done = 0;
  Sha256 digest;
};

// Which of the two encodings the whole file is in; both at once are refused.
Result<Encoding> find_encoding(BlockReader& reader) {
  bool utf8 = false, gb18030 = false;
  for (;;) {
    const auto block = reader.next();
    if (!block) return fail(block.error());
    if (block->empty()) break;
    if (const auto decoded = decode(*block, reader.file()); !decoded)
      return fail(decoded.error());
    else if (decoded->encoding == Encoding::utf16le || decoded->encoding == Encoding::utf16be)
      return fail(ErrorCode::data, reader.file(), "是 UTF-16 编码的文本",
                  "请用 WPS、Excel 另存为 CSV 后再导入");
    else if (decoded->encoding == Encoding::gb18030)
      gb18030 = true;
    else
      utf8 = utf8 || block->size() - count_code_points(*block) > 64; // a few bytes may look right by accident
  }
  if (utf8 && gb18030)
    return fail(ErrorCode::data, reader.file(), "文件里混用了 UTF-8 和 GB18030 两种编码",
                "请重新导出，或用编辑器另存为 UTF-8");
  return gb18030 ? Encoding::gb18030 : Encoding::utf8;
}

class CsvSource final : public TableSource {
public:
  CsvSource(BlockReader reader, Encoding encoding, std::string digest)
      : reader_(std::move(reader)), encoding_(encoding), digest_(std::move(digest)) {
    reader_.rewind();
  }

  Result<bool> next(SourceRow& row) override {
    for (;;) {
      const std::size_t begin = pos_;
      const int line = line_;
      std::size_t cells = 0;
      row.line = line;
      if (read_row(row, cells)) {
        row.cells.resize(cells);
        if (std::any_of(row.cells.begin(), row.cells.end(), [](const auto& c) { return !trim(c).empty(); }))
          return true;
        continue;
      }
      pos_ = begin; // the row goes on in the next block
      line_ = line;
      const auto more = refill();
      if (!more) return fail(more.error());
      if (*more) continue;
      if (pos_ >= text_.size()) return false;
      return fail(ErrorCode::data, place(reader_.file(), quote_line_), "引号没有结束",
                  "从这一格起到文件末尾都被当作一格；请补上引号，或重新导出");
    }
  }

  [[nodiscard]] std::size_t bytes_done() const override { return reader_.done; }
  [[nodiscard]] bool unchanged() override { return reader_.digest.hex() == digest_; }

private:
  // True where the row is whole. At the end of the text it is, unless a quote is open.
  bool read_row(SourceRow& row, std::size_t& cells) {
    if (pos_ >= text_.size()) return false;
    for (;;) {
      if (cells == row.cells.size()) row.cells.emplace_back();
      std::string& cell = row.cells[cells++];
      cell.clear();
      if (pos_ < text_.size() && text_[pos_] == '"' && !read_quoted(cell)) return false;
      std::size_t end = pos_;
      while (end < text_.size() && text_[end] != separator_ && text_[end] != '\n')
        ++end;
      cell.append(text_, pos_, end - pos_);
      if (!cell.empty() && cell.back() == '\r' && (end == text_.size() || text_[end] == '\n'))
        cell.pop_back();
      pos_ = end;
      if (pos_ == text_.size()) return ended_;
      if (text_[pos_++] == '\n') {
        ++line_;
        return true;
      }
    }
  }

  bool read_quoted(std::string& cell) {
    quote_line_ = line_;
    for (++pos_;;) {
      const std::size_t end = text_.find('"', pos_);
      if (end == text_.npos) return false;
      line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(pos_),
                                           text_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
      cell.append(text_, pos_, end - pos_);
      pos_ = end + 1;
      if (pos_ >= text_.size()) return ended_; // "" may go on in the next block
      if (text_[pos_] != '"') return true;
      cell += '"';
      ++pos_;
    }
  }

  // Puts the next block behind what is left; false at the end of the file.
  Result<bool> refill() {
    if (ended_) return false;
    text_.erase(0, pos_);
    pos_ = 0;
    if (text_.size() > limits::ledger_row_bytes) return reader_.too_long();
    auto block = reader_.next();
    if (!block) return fail(block.error());
    if (block->empty()) {
      ended_ = true;
      return !text_.empty();
    }
    if (encoding_ == Encoding::gb18030) {
      auto utf8 = decode_gb18030(*block, reader_.file());
      if (!utf8) return fail(utf8.error());
      *block = std::move(*utf8);
    }
    if (first_ && block->starts_with("\xEF\xBB\xBF")) block->erase(0, 3);
    text_ += *block;
    if (first_) find_separator();
    first_ = false;
    return true;
  }

  // The mark that the first lines have most of, outside of quotes.
  void find_separator() {
    constexpr std::string_view candidates = ",;\t";
    std::size_t counts[candidates.size()] = {};
    bool quoted = false;
    int lines = 0;
    for (const char c : text_) {
      if (c == '"') quoted = !quoted;
      if (quoted) continue;
      if (c == '\n' && ++lines == kHeadLines) break;
      if (const auto at = candidates.find(c); at != candidates.npos) ++counts[at];
    }
    separator_ =
        candidates[static_cast<std::size_t>(std::max_element(counts, counts + candidates.size()) - counts)];
  }

  BlockReader reader_;
  Encoding encoding_;
  std::string digest_;
  std::string text_;
  std::size_t pos_ = 0;
  int line_ = 1, quote_line_ = 0;
  char separator_ = ',';
  bool ended_ = false, first_ = true;
};

} // namespace

Result<OpenedSource> open_csv(const std::filesystem::path& path) {
  BlockReader reader(path.string());
  if (const auto opened = reader.open(); !opened) return fail(opened.error());
  const auto encoding = find_encoding(reader);
  if (!encoding) return fail(encoding.error());
  OpenedSource out;
  out.digest = reader.digest.hex();
  out.bytes = reader.bytes;
  out.rows = std::make_unique<CsvSource>(std::move(reader), *encoding, out.digest);
  return out;
}

} // namespace fengqiao::station
