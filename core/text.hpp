// UTF-8 text inside the program: checked at the door (core/encoding.hpp), handled here.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace fengqiao {

// The byte offset of the first byte that is not valid UTF-8 (overlong forms, surrogates and values above
// U+10FFFF are invalid), or nullopt if all of it is valid.
std::optional<std::size_t> first_invalid_utf8(std::string_view bytes);

// Code points of valid UTF-8. An invalid byte becomes U+FFFD, so that no input can make it fail.
std::u32string to_utf32(std::string_view utf8);
std::string to_utf8(std::u32string_view text);
void append_utf8(std::string& out, char32_t c);

// Reads the code point at `pos` and moves `pos` behind it. pos < text.size(). Invalid bytes give U+FFFD, one
// byte each.
char32_t next_code_point(std::string_view text, std::size_t& pos);

std::size_t count_code_points(std::string_view utf8);

// 汉字: unified ideographs of the BMP and of planes 2 and 3, compatibility ideographs, and 〇.
bool is_han(char32_t c);

// Spaces as a reader sees them: ASCII white space, U+00A0, U+3000 and the general spaces of U+2000–200A.
bool is_space(char32_t c);

// Columns of a terminal: 2 for East Asian wide and full-width characters, 0 for combining and control
// characters.
int display_width(char32_t c);
int display_width(std::string_view utf8);

// Strips is_space characters at both ends.
std::string_view trim(std::string_view utf8);

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> prefixes);

// The text with every control, bidi-control and invalid character shown as U+FFFD; line feeds and tabs stay.
// Whatever comes from a file or an argument and goes to a terminal passes through here.
std::string printable(std::string_view utf8);

// At most `max_chars` characters; what is cut is replaced by "…".
std::string shorten(std::string_view utf8, std::size_t max_chars);

} // namespace fengqiao
