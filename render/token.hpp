// Private tokens: how a record's values travel through Mustache and cmark without being read as markup. A
// token is a pair of characters of plane 15 (private use), inert for both; the tree builder replaces it by
// the value.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::render {

class TokenTable {
public:
  struct Value {
    std::string text;   // UTF-8, printed as it is
    std::string origin; // where it came from, for messages
  };

  // The token's text (UTF-8) for a new value. There is room for 16,777,216 values; fill() stops
  // long before, at limits::markdown_bytes.
  std::string add(std::string text, std::string origin);

  // Reads a token at the front of `text`; nullptr if there is none. A token is 8 bytes.
  [[nodiscard]] const Value* read(std::string_view text) const;

  [[nodiscard]] bool empty() const { return values_.empty(); }

private:
  std::vector<Value> values_;
};

inline constexpr std::size_t token_bytes = 8;

// The first byte offset at which a text holds a character of the token range (U+F0000–F1FFF): such template
// text is refused.
std::optional<std::size_t> find_token_character(std::string_view text);

} // namespace fengqiao::render
