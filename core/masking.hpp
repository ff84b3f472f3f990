// Personal data at the door: identity card and telephone numbers are masked by rule in whatever is stored,
// printed or logged. No dictionary and no clock; the same text always gives the same masked text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fengqiao {

struct Masked {
  std::string text;
  std::size_t places = 0; // numbers that were masked
};

// Masked are:
//   identity cards, 18 places: province code, a birth date that exists, right check digit (GB 11643—1999);
//     without that check where the last place is an X, or where 身份证, 证件号 stands just before
//   identity cards, 15 places: province code and a birth date of 1930 to 1999 (what looks like a later year
//   is
//     the date in a case number), or 身份证, 证件号 just before
//   mobile numbers: 11 digits from 13 to 19; +86, 86, 0086 in front may be there
//   landlines: area code and 7 or 8 digits; without area code only where 电话, 座机, 手机 … stands before
// Digits may be half or full width; blanks and hyphens between groups are looked through. Left alone: 文号,
// dates and times, amounts (元 behind, decimals), case numbers, citations, digests.
//   620102199003070012 → 620102************    13912345678 → 139****5678    0931-8123456 → 0931-****456
// mask(mask(x)) == mask(x). Linear; texts with fewer than seven digits are passed through. Invalid UTF-8 is
// kept as it is.
Masked mask_personal_data(std::string_view utf8);

// The rule alone, for texts known to be one number: is `digits` (17 ASCII digits and a digit or X) an
// identity card number with the right check digit?
bool is_identity_number(std::string_view digits);

} // namespace fengqiao
