#include "indexer/index_place.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace fengqiao::indexer {
namespace {

constexpr std::string_view kTcp = "tcp://", kSsh = "ssh://";

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
         c == '-';
}

bool is_name(std::string_view text) {
  return !text.empty() && text.front() != '-' && std::all_of(text.begin(), text.end(), is_plain);
}

bool is_remote_folder(std::string_view text) {
  return text.size() > 1 && text.front() == '/' && std::all_of(text.begin(), text.end(), [](char c) {
           return is_plain(c) || c == '/' || static_cast<unsigned char>(c) >= 0x80;
         });
}

std::optional<unsigned> port_of(std::string_view text) {
  unsigned port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  const bool good = error == std::errc() && end == text.data() + text.size() && port > 0 && port < 65536;
  return good ? std::optional(port) : std::nullopt;
}

struct HostAndPort {
  std::string_view host;
  std::optional<unsigned> port;
};

// host, host:port, [fe80::1]:port; nullopt where it is none of these.
std::optional<HostAndPort> host_and_port(std::string_view text) {
  HostAndPort out;
  std::string_view rest;
  if (text.starts_with("[")) {
    const auto close = text.find(']');
    if (close == text.npos) return std::nullopt;
    out.host = text.substr(1, close - 1);
    rest = text.substr(close + 1);
    const bool address = std::all_of(out.host.begin(), out.host.end(), [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' ||
             c == '.';
    });
    if (!address || out.host.empty()) return std::nullopt;
  } else {
    out.host = text.substr(0, text.find(':'));
    rest = text.substr(out.host.size());
    if (!is_name(out.host)) return std::nullopt;
  }
  if (rest.empty()) return out;
  out.port = port_of(rest.substr(1));
  return rest.front() == ':' && out.port ? std::optional(out) : std::nullopt;
}

tl::unexpected<Error> not_a_place(std::string_view typed) {
  return fail(ErrorCode::usage, "", "看不懂的索引位置“" + std::string(typed) + "”",
              "写成 文件夹、tcp://主机:端口 或 ssh://[用户@]主机[:端口]/文件夹；"
              "主机名和远端文件夹只用字母、数字、汉字和 . _ - /");
}

} // namespace

Result<IndexPlace> parse_place(std::string_view typed) {
  IndexPlace out;
  out.text = typed;
  if (typed.starts_with(kTcp)) {
    const auto parts = host_and_port(typed.substr(kTcp.size()));
    if (!parts || !parts->port) return not_a_place(typed);
    out.kind = IndexPlace::Kind::tcp;
    out.host = parts->host;
    out.port = *parts->port;
    return out;
  }
  if (typed.starts_with(kSsh)) {
    std::string_view rest = typed.substr(kSsh.size());
    const auto slash = rest.find('/');
    if (slash == rest.npos || !is_remote_folder(rest.substr(slash))) return not_a_place(typed);
    out.kind = IndexPlace::Kind::ssh;
    out.folder = rest.substr(slash);
    rest = rest.substr(0, slash);
    if (const auto at = rest.find('@'); at != rest.npos) {
      if (!is_name(rest.substr(0, at))) return not_a_place(typed);
      out.host = rest.substr(0, at + 1);
      rest = rest.substr(at + 1);
    }
    const auto parts = host_and_port(rest);
    if (!parts || rest.starts_with("[")) return not_a_place(typed);
    out.host += parts->host;
    out.port = parts->port.value_or(0);
    return out;
  }
  if (typed.find("://") != typed.npos || typed.empty()) return not_a_place(typed);
  out.folder = typed;
  return out;
}

} // namespace fengqiao::indexer
