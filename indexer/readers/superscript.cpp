#include "indexer/readers/superscript.hpp"

#include "core/text.hpp"

namespace fengqiao::indexer {
namespace {

constexpr std::u32string_view kRaised = U"⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", kPlain = U"0123456789+-";
constexpr std::size_t kLongest = 4; // characters of a power or of a note's number

} // namespace

std::string superscript(std::string_view text) {
  std::u32string out;
  for (const char32_t c : to_utf32(trim(text))) {
    const auto at = kPlain.find(c);
    if (at == kPlain.npos) return std::string(text);
    out.push_back(kRaised[at]);
  }
  return out.size() > kLongest ? std::string(text) : to_utf8(out);
}

std::string plain_digits(std::string_view text) {
  std::string out;
  for (const char32_t c : to_utf32(trim(text))) {
    const auto raised = kRaised.find(c);
    const char32_t plain = raised == kRaised.npos ? c : kPlain[raised];
    if (plain == '[' || plain == ']') continue;
    if (plain < '0' || plain > '9') return {};
    out.push_back(static_cast<char>(plain));
  }
  return out.size() > kLongest ? "" : out;
}

} // namespace fengqiao::indexer
