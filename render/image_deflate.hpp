// Rows of pixels → PNG-filtered, zlib-compressed bytes, as PDF's FlateDecode with predictor 15 reads them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace fengqiao::render {

class RowDeflater {
public:
  RowDeflater(std::size_t row_bytes, std::size_t components); // throws std::bad_alloc
  ~RowDeflater();
  RowDeflater(const RowDeflater&) = delete;
  RowDeflater& operator=(const RowDeflater&) = delete;

  // The filter with the smallest sum of absolute differences is taken for each row, as PNG writers do.
  void add(std::span<const std::uint8_t> row);
  std::string finish();

private:
  void filter(std::span<const std::uint8_t> row, int type, std::vector<std::uint8_t>& out) const;
  void deflate_bytes(std::span<const std::uint8_t> bytes, bool last);

  struct Stream;
  std::unique_ptr<Stream> stream_;
  std::size_t step_; // bytes from a pixel to the next
  std::vector<std::uint8_t> above_, best_, trial_;
  std::string out_;
};

} // namespace fengqiao::render
