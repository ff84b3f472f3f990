#include "indexer/vector_store.hpp"

#include "core/file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <string>

namespace fengqiao::indexer {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFile = "vectors";

// Numbers as the machine has them: an index is not carried from one kind of machine to another.
struct Header {
  std::array<char, 8> mark{'f', 'q', 'v', 'e', 'c', 't', '0', '1'};
  std::uint32_t vector_size = kVectorSize, words = 0, clauses = 0, unused = 0;
};
static_assert(sizeof(Header) == 24 && sizeof(LearntWord) == 16 && sizeof(StoredVector) == kVectorSize);

constexpr std::size_t file_size(std::size_t words, std::size_t clauses) {
  return sizeof(Header) + sizeof(CommonDirections) + words * sizeof(LearntWord) +
         (words + clauses) * sizeof(StoredVector);
}

template <class T> void append(std::string& out, const T* values, std::size_t count) {
  out.append(reinterpret_cast<const char*>(values), count * sizeof(T));
}

double dot(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t i = 0; i < kVectorSize; ++i)
    sum += double{a[i]} * double{b[i]};
  return sum;
}

// Products of 16 and 8 bits: 200 of them fit 32 bits.
QueryVector query_form(const Vector& vector) {
  float largest = 0;
  for (const float value : vector)
    largest = std::max(largest, std::abs(value));
  QueryVector out;
  if (!(largest > 0) || !std::isfinite(largest)) return out; // damaged numbers must not upset the order
  double squares = 0;
  for (std::size_t i = 0; i < kVectorSize; ++i) {
    out.values[i] = static_cast<std::int16_t>(std::lround(vector[i] / largest * 32767));
    squares += static_cast<double>(out.values[i]) * out.values[i];
  }
  out.length = std::sqrt(squares);
  return out;
}

tl::unexpected<Error> damaged(const fs::path& generation) {
  return fail(ErrorCode::general, generation.parent_path().string(), "索引已损坏或不完整",
              "请运行 fengqiao index --rebuild 重建索引");
}

} // namespace

StoredVector stored(const Vector& vector) {
  float largest = 0;
  for (const float value : vector)
    largest = std::max(largest, std::abs(value));
  StoredVector out{};
  if (largest > 0)
    for (std::size_t i = 0; i < kVectorSize; ++i)
      out[i] = static_cast<std::int8_t>(std::lround(vector[i] / largest * 127));
  return out;
}

Vector unit(const Vector& vector) {
  const double length = std::sqrt(dot(vector, vector));
  Vector out{};
  if (length > 0)
    for (std::size_t i = 0; i < kVectorSize; ++i)
      out[i] = static_cast<float>(vector[i] / length);
  return out;
}

Vector unit(const StoredVector& vector) {
  Vector out;
  std::copy(vector.begin(), vector.end(), out.begin());
  return unit(out);
}

Vector without(const CommonDirections& common, Vector vector) {
  for (const Vector& direction : common) {
    const auto along = static_cast<float>(dot(vector, direction));
    for (std::size_t i = 0; i < kVectorSize; ++i)
      vector[i] -= along * direction[i];
  }
  return vector;
}

Result<void> write_vectors(const fs::path& generation, const LearntVectors& vectors) {
  Header header;
  header.words = static_cast<std::uint32_t>(vectors.words.size());
  header.clauses = static_cast<std::uint32_t>(vectors.clause_vectors.size());
  std::string bytes;
  bytes.reserve(file_size(header.words, header.clauses));
  append(bytes, &header, 1);
  append(bytes, &vectors.common, 1);
  append(bytes, vectors.words.data(), vectors.words.size());
  append(bytes, vectors.word_vectors.data(), vectors.word_vectors.size());
  append(bytes, vectors.clause_vectors.data(), vectors.clause_vectors.size());
  return write_file_atomically(generation / kFile, bytes);
}

void remove_vectors(const fs::path& generation) {
  std::error_code ignored;
  fs::remove(generation / kFile, ignored);
}

Result<std::shared_ptr<const VectorStore>> VectorStore::open(const fs::path& generation,
                                                             std::size_t clauses) {
  const int file = ::open((generation / kFile).c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0 && errno == ENOENT) return nullptr;
  if (file < 0) return damaged(generation);
  struct stat status {};
  std::shared_ptr<VectorStore> store(new VectorStore);
  if (::fstat(file, &status) == 0 && status.st_size >= static_cast<off_t>(file_size(0, 0))) {
    store->size_ = static_cast<std::size_t>(status.st_size);
    store->map_ = ::mmap(nullptr, store->size_, PROT_READ, MAP_SHARED, file, 0);
    if (store->map_ == MAP_FAILED) store->map_ = nullptr;
  }
  ::close(file);
  if (!store->map_) return damaged(generation);
  const char* at = static_cast<const char*>(store->map_);
  Header header;
  std::memcpy(&header, at, sizeof header);
  if (header.mark != Header().mark || header.vector_size != kVectorSize || header.clauses != clauses ||
      file_size(header.words, header.clauses) != store->size_)
    return damaged(generation);
  at += sizeof header;
  std::memcpy(&store->common_, at, sizeof store->common_);
  at += sizeof store->common_;
  store->words_ = {reinterpret_cast<const LearntWord*>(at), header.words};
  const auto* rows = reinterpret_cast<const StoredVector*>(at + header.words * sizeof(LearntWord));
  store->word_vectors_ = {rows, header.words};
  store->clause_vectors_ = {rows + header.words, header.clauses};
  return store;
}

VectorStore::~VectorStore() {
  if (map_) ::munmap(map_, size_);
}

QueryVector VectorStore::query_vector(std::u32string_view folded) const {
  std::vector<std::uint32_t> words;
  WordCutter(words_).cut(han_runs_of_folded(folded), words);
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  Vector sum{};
  for (const std::uint32_t word : words) {
    const Vector direction = unit(word_vectors_[word]);
    for (std::size_t i = 0; i < kVectorSize; ++i)
      sum[i] += words_[word].idf * direction[i];
  }
  return query_form(unit(without(common_, unit(sum))));
}

double VectorStore::likeness(const QueryVector& query, std::size_t place) const {
  const StoredVector& clause = clause_vectors_[place];
  std::int32_t product = 0, squares = 0;
  for (std::size_t i = 0; i < kVectorSize; ++i) {
    product += std::int32_t{query.values[i]} * clause[i];
    squares += std::int32_t{clause[i]} * clause[i];
  }
  if (query.length == 0 || squares == 0) return 0;
  return product / (query.length * std::sqrt(static_cast<double>(squares)));
}

} // namespace fengqiao::indexer
