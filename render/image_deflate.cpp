#include "render/image_deflate.hpp"

#include <zlib.h>

#include <array>
#include <cstdlib>
#include <limits>
#include <new>

namespace fengqiao::render {
namespace {

// PNG filter types (RFC 2083, 6).
constexpr int kNone = 0, kSub = 1, kUp = 2, kPaeth = 4;

int paeth(int left, int above, int corner) {
  const int guess = left + above - corner;
  const int to_left = std::abs(guess - left), to_above = std::abs(guess - above),
            to_corner = std::abs(guess - corner);
  if (to_left <= to_above && to_left <= to_corner) return left;
  return to_above <= to_corner ? above : corner;
}

std::uint64_t cost(std::span<const std::uint8_t> bytes) {
  std::uint64_t sum = 0;
  for (const std::uint8_t byte : bytes)
    sum += byte < 128 ? byte : 256U - byte;
  return sum;
}

} // namespace

struct RowDeflater::Stream {
  z_stream z{};
};

RowDeflater::RowDeflater(std::size_t row_bytes, std::size_t components)
    : stream_(std::make_unique<Stream>()), step_(components), above_(row_bytes, 0) {
  if (deflateInit(&stream_->z, Z_DEFAULT_COMPRESSION) != Z_OK) throw std::bad_alloc();
}

RowDeflater::~RowDeflater() {
  deflateEnd(&stream_->z);
}

void RowDeflater::add(std::span<const std::uint8_t> row) {
  std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
  for (const int type : {kNone, kSub, kUp, kPaeth}) {
    filter(row, type, trial_);
    const std::uint64_t sum = cost(std::span(trial_).subspan(1));
    if (sum >= least) continue;
    least = sum;
    best_.swap(trial_);
  }
  deflate_bytes(best_, false);
  above_.assign(row.begin(), row.end());
}

void RowDeflater::filter(std::span<const std::uint8_t> row, int type, std::vector<std::uint8_t>& out) const {
  out.resize(row.size() + 1);
  out[0] = static_cast<std::uint8_t>(type);
  for (std::size_t i = 0; i < row.size(); ++i) {
    const int left = i >= step_ ? row[i - step_] : 0, above = above_[i];
    const int corner = i >= step_ ? above_[i - step_] : 0;
    const int guess = type == kSub     ? left
                      : type == kUp    ? above
                      : type == kPaeth ? paeth(left, above, corner)
                                       : 0;
    out[i + 1] = static_cast<std::uint8_t>(row[i] - guess);
  }
}

void RowDeflater::deflate_bytes(std::span<const std::uint8_t> bytes, bool last) {
  std::array<Bytef, 1U << 16> buffer;
  z_stream& z = stream_->z;
  z.next_in = const_cast<Bytef*>(bytes.data()); // zlib does not write there; its type is from before const
  z.avail_in = static_cast<uInt>(bytes.size());
  do {
    z.next_out = buffer.data();
    z.avail_out = static_cast<uInt>(buffer.size());
    deflate(&z, last ? Z_FINISH : Z_NO_FLUSH);
    out_.append(reinterpret_cast<const char*>(buffer.data()), buffer.size() - z.avail_out);
  } while (z.avail_out == 0);
}

std::string RowDeflater::finish() {
  deflate_bytes({}, true);
  out_.shrink_to_fit();
  return std::move(out_);
}

} // namespace fengqiao::render
