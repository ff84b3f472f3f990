#include "core/archive.hpp"
#include "core/digest.hpp"
#include "core/file.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "station/ledger/table_source.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace fengqiao::station {
namespace {

// The first bytes, empty where the file cannot be read: open_csv says why then.
std::string first_bytes(const std::filesystem::path& path) {
  std::string out(512, '\0');
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  const ssize_t n = fd < 0 ? -1 : ::read(fd, out.data(), out.size());
  if (fd >= 0) ::close(fd);
  out.resize(n < 0 ? 0 : static_cast<std::size_t>(n));
  return out;
}

} // namespace

Result<OpenedSource> open_source(const std::filesystem::path& path) {
  const std::string begin = first_bytes(path);
  std::string_view text = begin;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const bool zip = looks_like_zip(begin), old_office = begin.starts_with("\xD0\xCF\x11\xE0"),
             html = trim(text).starts_with('<');
  if (!zip && !old_office && !html) return open_csv(path);
  const auto bytes = read_file(path, limits::ledger_workbook_bytes);
  if (!bytes) return fail(bytes.error());
  auto out = zip          ? open_xlsx(*bytes, path.string())
             : old_office ? open_xls(*bytes, path)
                          : open_html(*bytes, path.string());
  if (!out) return out;
  out->digest = sha256_hex(*bytes);
  out->bytes = bytes->size();
  return out;
}

} // namespace fengqiao::station
