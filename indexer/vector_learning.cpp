#include "indexer/vector_learning.hpp"

#include "indexer/cooccurrence.hpp"
#include "indexer/index_store.hpp"
#include "indexer/parallel.hpp"
#include "indexer/vector_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <new>
#include <optional>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kDocumentBlock = 16, kClauseBlock = 256;
constexpr std::size_t kCommonSample = 8; // the common directions are those of each eighth clause

// The clauses of a generation as runs of Han, in reading order.
struct ClauseTexts {
  std::vector<std::u16string> texts; // the text itself
  std::vector<std::u16string> names; // what stands over it: law, headings
};

using Cut = std::vector<std::vector<std::uint32_t>>; // a clause's words

Result<ClauseTexts> read_clauses(const std::filesystem::path& generation, const IndexReader& index) {
  std::vector<DocumentSpan> documents = index.spans();
  std::sort(documents.begin(), documents.end(),
            [](const DocumentSpan& a, const DocumentSpan& b) { return a.order < b.order; });
  ClauseTexts out;
  out.texts.resize(index.clause_count());
  out.names.resize(index.clause_count());
  std::mutex mutex;
  std::optional<Error> failed;
  const auto read_document = [&](const IndexReader& reader, const DocumentSpan& span) -> Result<void> {
    const auto document = reader.document(span.ref);
    if (!document) return fail(document.error());
    for (std::uint32_t i = 0; i < span.clause_count; ++i) {
      const auto clause = reader.clause(span.ref + i);
      if (!clause) return fail(clause.error());
      const std::size_t place = index.reading_place(span.ref + i);
      const ClauseText text = clause_text(*document, *clause);
      out.names[place] = han_runs(text.over);
      out.texts[place] = han_runs(text.text);
    }
    return {};
  };
  for_blocks(documents.size(), kDocumentBlock, [&](std::size_t begin, std::size_t end) {
    const auto reader = IndexReader::open_generation(generation); // a database serves one thread only
    Result<void> done;
    if (!reader) done = fail(reader.error());
    for (std::size_t i = begin; i < end && done; ++i)
      done = read_document(*reader, documents[i]);
    const std::scoped_lock lock(mutex);
    if (!done && !failed) failed = done.error();
  });
  if (failed) return fail(*failed);
  return out;
}

Cut cut_all(const std::vector<std::u16string>& texts, const WordCutter& cutter) {
  Cut out(texts.size());
  for_blocks(texts.size(), kClauseBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      cutter.cut(texts[i], out[i]);
  });
  return out;
}

// idf of each word: ln((clauses + 1) / (clauses with it + 1)). `clauses` have each word once.
void weigh(std::vector<LearntWord>& words, const Cut& clauses) {
  std::vector<std::uint32_t> found(words.size(), 0);
  for (const auto& clause : clauses)
    for (std::size_t i = 0; i < clause.size(); ++i)
      if (i == 0 || clause[i] != clause[i - 1]) ++found[clause[i]];
  for (std::size_t i = 0; i < words.size(); ++i)
    words[i].idf = static_cast<float>(std::log((static_cast<double>(clauses.size()) + 1) / (found[i] + 1.0)));
}

std::vector<StoredVector> word_directions(const Cut& texts, std::size_t words) {
  const Sketch factors = leading_factors(word_associations(texts, words));
  std::vector<StoredVector> out;
  for (const auto& row : factors) {
    Vector direction{};
    std::copy_n(row.begin(), kVectorSize, direction.begin());
    out.push_back(stored(direction));
  }
  return out;
}

std::vector<Vector> directions_of(const WordVectors& words) {
  std::vector<Vector> out;
  out.reserve(words.vectors.size());
  for (const auto& vector : words.vectors)
    out.push_back(unit(vector));
  return out;
}

CommonDirections common_directions(const std::vector<Vector>& clauses) {
  Sketch sample;
  for (std::size_t i = 0; i < clauses.size(); i += kCommonSample) {
    sample.push_back({});
    std::copy(clauses[i].begin(), clauses[i].end(), sample.back().begin());
  }
  const EigenPairs pairs = eigen_pairs(gram_matrix(sample), kSketchSize);
  CommonDirections out;
  for (std::size_t i = 0; i < out.size(); ++i)
    for (std::size_t k = 0; k < kVectorSize; ++k)
      out[i][k] = static_cast<float>(pairs.vectors[i * kSketchSize + k]);
  return out;
}

// All words of each clause, of its text and of what stands over it, sorted; `texts` are the cut texts.
Cut whole_clauses(Cut texts, const std::vector<std::u16string>& names, const WordCutter& cutter) {
  const Cut over = cut_all(names, cutter);
  for_blocks(texts.size(), kClauseBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      texts[i].insert(texts[i].end(), over[i].begin(), over[i].end());
      std::sort(texts[i].begin(), texts[i].end());
    }
  });
  return texts;
}

std::vector<Vector> clause_sums(const Cut& clauses, const WordVectors& words) {
  const std::vector<Vector> directions = directions_of(words);
  std::vector<Vector> out(clauses.size());
  for_blocks(clauses.size(), kClauseBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      out[i] = clause_sum(clauses[i], words.words,
                          [&](std::uint32_t word) -> const Vector& { return directions[word]; });
  });
  return out;
}

struct Learnt {
  WordVectors words;
  std::vector<Vector> clause_sums;
};

Learnt learn(const ClauseTexts& clauses) {
  Learnt out;
  WordVectors& words = out.words;
  words.own = true;
  words.words = learn_words(clauses.texts);
  const WordCutter cutter(words.words);
  Cut texts = cut_all(clauses.texts, cutter);
  words.vectors = word_directions(texts, words.words.size());
  const Cut whole = whole_clauses(std::move(texts), clauses.names, cutter);
  weigh(words.words, whole);
  out.clause_sums = clause_sums(whole, words);
  words.common = common_directions(out.clause_sums);
  return out;
}

Learnt apply(WordVectors words, const ClauseTexts& clauses) {
  const WordCutter cutter(words.words);
  const Cut whole = whole_clauses(cut_all(clauses.texts, cutter), clauses.names, cutter);
  std::vector<Vector> sums = clause_sums(whole, words);
  return {std::move(words), std::move(sums)};
}

Result<void> write(const std::filesystem::path& generation, const Learnt& learnt) {
  std::vector<StoredVector> clauses(learnt.clause_sums.size());
  for_blocks(clauses.size(), kClauseBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      clauses[i] = stored(without(learnt.words.common, learnt.clause_sums[i]));
  });
  return write_vectors(generation, learnt.words, clauses);
}

// Learning needs memory for all texts at once; where there is none, the index stays as it was.
template <class Work> Result<void> within_memory(const std::filesystem::path& generation, Work&& work) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::general, generation.parent_path().string(), "计算词向量时内存不够，索引没有更新",
                "请关闭其他程序后再运行；原来的索引照旧可用");
  }
}

// A file that was copied from another generation does not fit this one.
Result<IndexReader> open_without_vectors(const std::filesystem::path& generation) {
  remove_vectors(generation);
  return IndexReader::open_generation(generation);
}

} // namespace

ClauseText clause_text(const StoredDocument& document, const Clause& clause) {
  const auto& data = document.data;
  std::string over = data.title;
  if (over.find(data.short_title) == over.npos) over += " " + data.short_title;
  over += " " + clause.heading;
  for (const auto& heading : clause.path)
    over += " " + heading;
  return {std::move(over), clause.text};
}

Result<void> learn_vectors(const std::filesystem::path& generation) {
  const auto index = open_without_vectors(generation);
  if (!index) return fail(index.error());
  if (index->clause_count() < kVectorClauses)
    return fail(ErrorCode::data, generation.parent_path().string(),
                fmt::format("只有 {} 条，不够学词向量，至少要 {} 条", index->clause_count(), kVectorClauses),
                "不加 --learn 再运行，用随程序附带的词向量");
  const auto texts = read_clauses(generation, *index);
  if (!texts) return fail(texts.error());
  return within_memory(generation, [&] { return write(generation, learn(*texts)); });
}

Result<void> apply_vectors(const std::filesystem::path& generation, WordVectors words) {
  const auto index = open_without_vectors(generation);
  if (!index) return fail(index.error());
  if (index->clause_count() < kVectorClauses)
    return words.own ? write_words(learnt_words_file(generation), words) : Result<void>();
  const auto texts = read_clauses(generation, *index);
  if (!texts) return fail(texts.error());
  return within_memory(generation, [&] { return write(generation, apply(std::move(words), *texts)); });
}

} // namespace fengqiao::indexer
