// A file descriptor that is closed with its owner. Private to core/*.cpp: only there are files opened by
// hand.
#pragma once

#include "core/result.hpp"

#include <filesystem>
#include <string>
#include <unistd.h>
#include <utility>

namespace fengqiao {

class Descriptor {
public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() { reset(); }
  [[nodiscard]] int get() const { return fd_; }
  void reset(int fd = -1) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = fd;
  }
  // Closes now and tells whether that worked: some file systems report a write error only here.
  bool close() {
    const int fd = fd_;
    fd_ = -1;
    return ::close(fd) == 0;
  }

private:
  int fd_;
};

// Opens a regular file for reading; a FIFO does not hang. Errors: not_found; general for what is no regular
// file, with the reason (core/file.cpp).
Result<Descriptor> open_regular_file(const std::filesystem::path& path);

// What mkostemp and mkdtemp replace at the end of a name to make it unique.
inline std::string unique_places() {
  return std::string(6, 'X');
}

} // namespace fengqiao
