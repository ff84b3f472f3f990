#include "render/deflate.hpp"

#include <libdeflate.h>

#include <memory>
#include <new>

namespace fengqiao::render {

std::string deflated(std::string_view bytes) {
  constexpr int kLevel = 6;
  struct Free {
    void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
  };
  const std::unique_ptr<libdeflate_compressor, Free> compressor(libdeflate_alloc_compressor(kLevel));
  if (compressor == nullptr) throw std::bad_alloc();
  std::string out(libdeflate_zlib_compress_bound(compressor.get(), bytes.size()), '\0');
  out.resize(libdeflate_zlib_compress(compressor.get(), bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

} // namespace fengqiao::render
