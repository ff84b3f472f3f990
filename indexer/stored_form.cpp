#include "indexer/stored_form.hpp"

#include "core/digest.hpp"
#include "core/fold.hpp"
#include "core/fold_stamp.hpp"
#include "core/text.hpp"
#include "indexer/packed.hpp"
#include "indexer/terms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <sstream>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kLongestName = 200; // bytes; Xapian's keys are short

// The text members of a document, in the order in which they are stored.
template <class Document, class Each> void each_text(Document& d, Each&& each) {
  auto& data = d.data;
  for (auto* text : {&data.id,          &data.title,       &data.short_title, &data.part,     &data.issuer,
                     &data.number,      &data.date,        &data.effective,   &data.status,   &data.kind,
                     &data.text_kind,   &data.source_note, &data.file,        &data.preamble, &d.own_id,
                     &d.own_status,     &d.alias,          &d.root,           &d.digest,      &d.mark,
                     &d.unordered_with, &data.base,        &data.draft,       &d.base,        &d.newest})
    each(*text);
}

} // namespace

std::string name_form(std::string_view name) {
  std::u32string out;
  for (char32_t c : fold32(name)) {
    if (c == '(') c = '[';
    if (c == ')') c = ']';
    const bool dropped = is_space(c) || c == '"' || c == U'《' || c == U'》' || c == U'〈' || c == U'〉';
    if (!dropped) out.push_back(c);
  }
  return to_utf8(out);
}

std::string document_key(DocumentRef ref) {
  return "doc/" + std::to_string(ref);
}

std::string clause_keys_key(DocumentRef ref) {
  return "keys/" + std::to_string(ref);
}

std::string mentions_key(DocumentRef ref) {
  return "mentions/" + std::to_string(ref);
}

std::string digests_key(DocumentRef ref) {
  return "digests/" + std::to_string(ref);
}

std::string name_key(std::string_view name) {
  return "name/" + (name.size() <= kLongestName ? std::string(name) : sha256_hex(name));
}

std::string format_mark() {
  return fmt::format("fengqiao {} terms {} fold {:08x}", kIndexFormat, kTermRules, fold_stamp());
}

std::string format_difference(const std::string& mark) {
  std::istringstream words(mark);
  std::string program;
  int format = 0;
  if (!(words >> program >> format) || program != "fengqiao") return "不是本程序的索引，或格式记录已损坏";
  if (format < kIndexFormat)
    return fmt::format("这个索引是旧版本的程序建立的（格式 {}，本版本用 {}），不能使用", format,
                       kIndexFormat);
  if (format > kIndexFormat)
    return fmt::format("这个索引是更新的版本的程序建立的（格式 {}，本版本用 {}），不能使用", format,
                       kIndexFormat);
  return "这个索引是按另外的取词或归一规则建立的，用它检索会漏掉条款，不能使用";
}

std::string clause_digest(std::string_view packed) {
  const std::string hex = sha256_hex(packed);
  std::string out(kClauseDigestBytes, '\0');
  for (std::size_t i = 0; i < out.size(); ++i) {
    unsigned byte = 0;
    std::from_chars(hex.data() + 2 * i, hex.data() + 2 * i + 2, byte, 16);
    out[i] = static_cast<char>(byte);
  }
  return out;
}

std::string pack(const StoredDocument& document) {
  Packer out;
  each_text(document, [&](const std::string& text) { out.text(text); });
  out.number(document.ref);
  out.number(document.clause_count);
  out.number(document.first_number);
  out.number(document.superseded ? 1 : 0);
  out.number(document.data.names.size());
  for (const auto& declared : document.data.names) {
    out.text(declared.name);
    out.text(declared.title);
  }
  out.texts(document.same_texts);
  return std::move(out.bytes);
}

std::optional<StoredDocument> unpack_document(std::string_view bytes) {
  Unpacker in(bytes);
  StoredDocument document;
  each_text(document, [&](std::string& text) { text = in.text(); });
  document.ref = static_cast<DocumentRef>(in.number());
  document.clause_count = static_cast<std::uint32_t>(in.number());
  document.first_number = static_cast<std::uint32_t>(in.number());
  document.superseded = in.number() != 0;
  for (std::uint64_t n = in.number(); n > 0 && in.ok(); --n) {
    std::string name = in.text();
    document.data.names.push_back({std::move(name), in.text()});
  }
  document.same_texts = in.texts();
  return in.ok() ? std::optional(std::move(document)) : std::nullopt;
}

std::string pack(const std::vector<StoredDocument>& documents) {
  std::vector<std::string> packed;
  for (StoredDocument document : documents) {
    document.data.preamble.clear();
    packed.push_back(pack(document));
  }
  return pack(packed);
}

std::optional<std::vector<StoredDocument>> unpack_documents(std::string_view bytes) {
  const auto packed = unpack_texts(bytes);
  if (!packed) return std::nullopt;
  std::vector<StoredDocument> out;
  for (const auto& each : *packed) {
    auto document = unpack_document(each);
    if (!document) return std::nullopt;
    out.push_back(std::move(*document));
  }
  return out;
}

bool is_text(const StoredDocument& document) {
  bool good = true;
  each_text(document, [&](const std::string& text) { good = good && !first_invalid_utf8(text); });
  for (const std::string& file : document.same_texts)
    good = good && !first_invalid_utf8(file);
  return good;
}

bool is_text(const Clause& clause) {
  const auto good = [](const std::string& text) { return !first_invalid_utf8(text); };
  return good(clause.key) && good(clause.own_number) && good(clause.heading) && good(clause.text) &&
         std::all_of(clause.path.begin(), clause.path.end(), good);
}

std::string pack(const NamedTexts& named) {
  Packer out;
  out.number(named.size());
  for (const auto& [name, texts] : named) {
    out.text(name);
    out.number(texts);
  }
  return std::move(out.bytes);
}

std::optional<NamedTexts> unpack_named_texts(std::string_view bytes) {
  Unpacker in(bytes);
  NamedTexts named;
  for (std::uint64_t n = in.number(); n > 0 && in.ok(); --n) {
    std::string name = in.text();
    named[std::move(name)] = static_cast<std::uint32_t>(in.number());
  }
  return in.ok() ? std::optional(std::move(named)) : std::nullopt;
}

std::string pack(const Clause& clause) {
  Packer out;
  out.text(clause.key);
  out.text(clause.own_number);
  out.text(clause.heading);
  out.texts(clause.path);
  out.number(static_cast<std::uint64_t>(clause.line));
  out.number(static_cast<std::uint64_t>(clause.line_end));
  out.number(clause.citable ? 1 : 0);
  out.text(clause.text);
  return std::move(out.bytes);
}

std::optional<Clause> unpack_clause(std::string_view bytes) {
  Unpacker in(bytes);
  Clause clause;
  clause.key = in.text();
  clause.own_number = in.text();
  clause.heading = in.text();
  clause.path = in.texts();
  clause.line = static_cast<int>(in.number());
  clause.line_end = static_cast<int>(in.number());
  clause.citable = in.number() != 0;
  clause.text = in.text();
  return in.ok() ? std::optional(std::move(clause)) : std::nullopt;
}

std::string pack(const std::vector<DocumentSpan>& spans) {
  Packer out;
  out.number(spans.size());
  for (const auto& span : spans) {
    out.number(span.ref);
    out.number(span.clause_count);
    out.number(span.order);
    out.number(span.mentions);
    out.number(span.national_law ? 1 : 0);
  }
  return std::move(out.bytes);
}

std::optional<std::vector<DocumentSpan>> unpack_spans(std::string_view bytes) {
  Unpacker in(bytes);
  std::vector<DocumentSpan> spans;
  for (std::uint64_t n = in.number(); n > 0 && in.ok(); --n) {
    DocumentSpan span;
    span.ref = static_cast<DocumentRef>(in.number());
    span.clause_count = static_cast<std::uint32_t>(in.number());
    span.order = static_cast<std::uint32_t>(in.number());
    span.mentions = static_cast<std::uint32_t>(in.number());
    span.national_law = in.number() != 0;
    spans.push_back(span);
  }
  return in.ok() ? std::optional(std::move(spans)) : std::nullopt;
}

std::string pack(const std::vector<DocumentRef>& refs) {
  Packer out;
  out.number(refs.size());
  for (const DocumentRef ref : refs)
    out.number(ref);
  return std::move(out.bytes);
}

std::optional<std::vector<DocumentRef>> unpack_refs(std::string_view bytes) {
  Unpacker in(bytes);
  std::vector<DocumentRef> refs;
  for (std::uint64_t n = in.number(); n > 0 && in.ok(); --n)
    refs.push_back(static_cast<DocumentRef>(in.number()));
  return in.ok() ? std::optional(std::move(refs)) : std::nullopt;
}

std::string pack(const std::vector<std::string>& texts) {
  Packer out;
  out.texts(texts);
  return std::move(out.bytes);
}

std::optional<std::vector<std::string>> unpack_texts(std::string_view bytes) {
  Unpacker in(bytes);
  auto texts = in.texts();
  return in.ok() ? std::optional(std::move(texts)) : std::nullopt;
}

std::string pack(const Mentions& mentions) {
  Packer out;
  out.texts(mentions.titles);
  out.texts(mentions.tails);
  return std::move(out.bytes);
}

std::optional<Mentions> unpack_mentions(std::string_view bytes) {
  Unpacker in(bytes);
  Mentions mentions;
  mentions.titles = in.texts();
  mentions.tails = in.texts();
  return in.ok() ? std::optional(std::move(mentions)) : std::nullopt;
}

} // namespace fengqiao::indexer
