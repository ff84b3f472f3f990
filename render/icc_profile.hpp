// The colour profile that an archival PDF names as its output intent.
#pragma once

#include <string>

namespace fengqiao::render {

// sRGB (IEC 61966-2-1) as an ICC profile of version 4.2 (ISO 15076-1:2005), for displays; about 700 bytes,
// always the same.
std::string srgb_profile();

} // namespace fengqiao::render
