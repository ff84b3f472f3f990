#include "indexer/vector_store.hpp"

#include "core/digest.hpp"
#include "core/file.hpp"
#include "core/text.hpp"
#include "indexer/damage.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>
#include <string>

namespace fengqiao::indexer {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFile = "vectors";
constexpr std::size_t kLargestFile = std::size_t{1} << 34;

// Numbers as the machine has them: an index is not carried from one kind of machine to another. (The shipped
// file is little-endian, as every machine that the program is built for.)
struct Header {
  std::array<char, 8> mark{'f', 'q', 'v', 'e', 'c', 't', '0', '2'};
  std::uint32_t vector_size = kVectorSize, words = 0, clauses = 0, own = 0;
  std::array<char, 16> stamp{}; // the beginning of the SHA-256 of all that the words are
};
static_assert(sizeof(Header) == 40 && sizeof(LearntWord) == 16 && sizeof(StoredVector) == kVectorSize);
static_assert(std::endian::native == std::endian::little);

constexpr std::size_t file_size(std::size_t words, std::size_t clauses) {
  return sizeof(Header) + sizeof(CommonDirections) + words * sizeof(LearntWord) +
         words * sizeof(StoredVector) + clauses * (sizeof(StoredVector) + sizeof(float));
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

// Damaged numbers must not upset the order.
float cosine(float product, double query_length, float length) {
  if (!(length > 0)) return 0;
  return std::clamp(static_cast<float>(product / (query_length * double{length})), -1.0f, 1.0f);
}

float length_of(const StoredVector& vector) {
  std::int32_t squares = 0;
  for (const std::int8_t value : vector)
    squares += std::int32_t{value} * value;
  return std::sqrt(static_cast<float>(squares));
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

std::size_t characters_of(WordKey key) {
  std::size_t out = 0;
  for (; key != 0; key <<= 16)
    ++out;
  return out;
}

template <class T> void take(const char*& at, T* values, std::size_t count) {
  std::memcpy(values, at, count * sizeof(T));
  at += count * sizeof(T);
}

std::optional<Header> header_of(std::string_view bytes) {
  Header header;
  if (bytes.size() < sizeof header) return std::nullopt;
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.mark != Header().mark || header.vector_size != kVectorSize) return std::nullopt;
  return header;
}

std::optional<Header> header_in(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string bytes(sizeof(Header), '\0');
  if (!in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) return std::nullopt;
  return header_of(bytes);
}

std::string bytes_of(const WordVectors& words, const std::vector<StoredVector>& clauses) {
  std::string body;
  body.reserve(file_size(words.words.size(), clauses.size()));
  append(body, &words.common, 1);
  append(body, words.words.data(), words.words.size());
  append(body, words.vectors.data(), words.vectors.size());
  Header header;
  header.words = static_cast<std::uint32_t>(words.words.size());
  header.clauses = static_cast<std::uint32_t>(clauses.size());
  header.own = words.own ? 1 : 0;
  const std::string digest = sha256_hex(body);
  std::copy_n(digest.begin(), header.stamp.size(), header.stamp.begin());
  append(body, clauses.data(), clauses.size());
  for (const auto& clause : clauses) {
    const float length = length_of(clause);
    append(body, &length, 1);
  }
  body.insert(0, reinterpret_cast<const char*>(&header), sizeof header);
  return body;
}

tl::unexpected<Error> not_words(const fs::path& file) {
  return fail(ErrorCode::data, file.string(), "词向量文件已损坏，或是另一个版本的",
              "请重新安装程序，或从源码恢复这个文件");
}

// Whole numbers: every machine gets the same sums, whatever instructions it has. They fit a float exactly
// enough: 24 bits of at most 30.
__attribute__((target_clones("avx2", "default"))) void
products(const std::array<std::int16_t, kVectorSize>& query, std::span<const StoredVector> clauses,
         std::vector<float>& out) {
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const std::int8_t* clause = clauses[i].data();
    std::int32_t product = 0;
    for (std::size_t k = 0; k < kVectorSize; ++k)
      product += std::int32_t{query[k]} * static_cast<std::int16_t>(clause[k]);
    out[i] = static_cast<float>(product);
  }
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

fs::path vectors_file(const fs::path& generation) {
  return generation / kFile;
}

Result<void> write_words(const fs::path& file, const WordVectors& words) {
  return write_file_atomically(file, bytes_of(words, {}));
}

Result<void> write_vectors(const fs::path& generation, const WordVectors& words,
                           const std::vector<StoredVector>& clauses) {
  return write_file_atomically(vectors_file(generation), bytes_of(words, clauses));
}

Result<std::optional<WordVectors>> read_words(const fs::path& file) {
  const auto bytes = read_file(file, kLargestFile);
  if (!bytes && bytes.error().code == ErrorCode::not_found) return std::optional<WordVectors>();
  if (!bytes) return fail(bytes.error());
  const auto header = header_of(*bytes);
  if (!header || file_size(header->words, header->clauses) != bytes->size()) return not_words(file);
  WordVectors out;
  out.own = header->own != 0;
  const char* at = bytes->data() + sizeof(Header);
  take(at, &out.common, 1);
  out.words.resize(header->words);
  take(at, out.words.data(), out.words.size());
  out.vectors.resize(header->words);
  take(at, out.vectors.data(), out.vectors.size());
  return out;
}

bool has_own_words(const fs::path& file) {
  const auto header = header_in(file);
  return header && header->own != 0;
}

bool have_same_words(const fs::path& one, const fs::path& other) {
  const auto a = header_in(one), b = header_in(other);
  return a && b && a->mark == b->mark && a->stamp == b->stamp;
}

fs::path learnt_words_file(const fs::path& generation) {
  return generation / "words";
}

void remove_vectors(const fs::path& generation) {
  std::error_code ignored;
  fs::remove(vectors_file(generation), ignored);
  fs::remove(learnt_words_file(generation), ignored);
}

bool VectorStore::map(const fs::path& path, std::size_t clauses) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  struct stat status {};
  if (::fstat(file, &status) == 0 && status.st_size >= static_cast<off_t>(file_size(0, 0))) {
    size_ = static_cast<std::size_t>(status.st_size);
    map_ = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, file, 0);
    if (map_ == MAP_FAILED) map_ = nullptr;
  }
  ::close(file);
  if (!map_) return false;
  const char* at = static_cast<const char*>(map_);
  const auto header = header_of({at, size_});
  if (!header || header->clauses != clauses || file_size(header->words, header->clauses) != size_)
    return false;
  at += sizeof *header;
  take(at, &common_, 1);
  words_ = {reinterpret_cast<const LearntWord*>(at), header->words};
  const auto* rows = reinterpret_cast<const StoredVector*>(at + header->words * sizeof(LearntWord));
  word_vectors_ = {rows, header->words};
  clause_vectors_ = {rows + header->words, header->clauses};
  clause_lengths_ = {reinterpret_cast<const float*>(rows + header->words + header->clauses), header->clauses};
  return true;
}

Result<std::shared_ptr<const VectorStore>> VectorStore::open(const fs::path& generation,
                                                             std::size_t clauses) {
  const fs::path file = vectors_file(generation);
  if (::access(file.c_str(), F_OK) != 0 && errno == ENOENT) return nullptr;
  std::shared_ptr<VectorStore> store(new VectorStore);
  if (!store->map(file, clauses)) return damaged_index(generation.parent_path());
  return store;
}

Result<std::shared_ptr<const VectorStore>> VectorStore::open_words(const fs::path& file) {
  std::shared_ptr<VectorStore> store(new VectorStore);
  if (!store->map(file, 0)) return not_words(file);
  return store;
}

VectorStore::~VectorStore() {
  if (map_) ::munmap(map_, size_);
}

QueryVector VectorStore::query_vector(const AskedMeaning& asked) const {
  const WordCutter cutter(words_, WordCutter::For::one_text);
  Vector sum{};
  const auto add = [&](std::u32string_view folded, float share) {
    std::vector<std::uint32_t> words;
    cutter.cut(han_runs_of_folded(folded), words);
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    for (const std::uint32_t word : words) {
      const Vector direction = unit(word_vectors_[word]);
      for (std::size_t i = 0; i < kVectorSize; ++i)
        sum[i] += share * words_[word].idf * direction[i];
    }
  };
  add(asked.text, 1);
  for (const auto& [text, share] : asked.beside)
    add(text, share);
  return query_form(unit(without(common_, unit(sum))));
}

std::vector<float> VectorStore::likeness(const QueryVector& query) const {
  std::vector<float> out(clause_vectors_.size(), 0);
  if (query.length == 0) return out;
  products(query.values, clause_vectors_, out);
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = cosine(out[i], query.length, clause_lengths_[i]);
  return out;
}

std::vector<float> VectorStore::likeness(const QueryVector& query,
                                         const std::vector<ClauseText>& clauses) const {
  std::vector<float> out(clauses.size(), 0);
  if (query.length == 0) return out;
  const WordCutter cutter(words_);
  const auto direction_of = [&](std::uint32_t word) { return unit(word_vectors_[word]); };
  std::vector<StoredVector> vectors;
  for (const auto& clause : clauses) {
    std::vector<std::uint32_t> words;
    cutter.cut(han_runs(clause.text), words);
    cutter.cut(han_runs(clause.over), words);
    std::sort(words.begin(), words.end());
    vectors.push_back(stored(without(common_, clause_sum(words, words_, direction_of))));
  }
  products(query.values, vectors, out);
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = cosine(out[i], query.length, length_of(vectors[i]));
  return out;
}

double VectorStore::share_in_words(std::u32string_view folded) const {
  std::vector<std::uint32_t> words;
  WordCutter(words_, WordCutter::For::one_text).cut(han_runs_of_folded(folded), words);
  std::size_t inside = 0;
  for (const std::uint32_t word : words)
    if (const std::size_t size = characters_of(words_[word].key); size > 1) inside += size;
  const auto all = std::count_if(folded.begin(), folded.end(), [](char32_t c) { return is_han(c); });
  return all > 0 ? static_cast<double>(inside) / static_cast<double>(all) : 0;
}

} // namespace fengqiao::indexer
