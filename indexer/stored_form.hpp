// The byte form of what an index holds beside its terms, and the names under which it is kept. Reader and
// writer share it.
#pragma once

#include "indexer/index_store.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

// Metadata keys.
inline constexpr const char* kFormatKey = "format";
inline constexpr const char* kRootsKey = "roots";
inline constexpr const char* kFilesKey = "files";
inline constexpr const char* kSpansKey = "spans";
inline constexpr const char* kVocabularyKey = "vocabulary";
inline constexpr const char* kVocabularyListsKey = "vocabulary-lists"; // what it was made of
// All documents once more, without preambles, and NamedTexts: what a searcher of several indexes has to know
// of each of them at once, over a network in one answer.
inline constexpr const char* kCatalogKey = "catalog";
inline constexpr const char* kNamedTextsKey = "named-texts";
std::string document_key(DocumentRef ref);
std::string clause_keys_key(DocumentRef ref);
std::string mentions_key(DocumentRef ref);
std::string digests_key(DocumentRef ref);
std::string name_key(std::string_view name); // of a name_form()

// What "format" must say for this program to read the index.
std::string format_mark();
// In what way another mark differs: a Chinese sentence for the user.
std::string format_difference(const std::string& mark);

// The beginning of the SHA-256 of a packed clause; a document's are kept one behind the other. Eight bytes:
// they are to find damage, not forgery.
inline constexpr std::size_t kClauseDigestBytes = 8;
std::string clause_digest(std::string_view packed);

std::string pack(const StoredDocument& document);
std::string pack(const std::vector<StoredDocument>& documents); // without preambles
std::string pack(const NamedTexts& named);
std::string pack(const Clause& clause);
std::string pack(const std::vector<DocumentSpan>& spans);
std::string pack(const std::vector<DocumentRef>& refs);
std::string pack(const std::vector<std::string>& texts);
std::string pack(const Mentions& mentions);

// Is all of it UTF-8? What comes from another machine is not believed to be.
bool is_text(const StoredDocument& document);
bool is_text(const Clause& clause);

// nullopt: the bytes are damaged.
std::optional<StoredDocument> unpack_document(std::string_view bytes);
std::optional<std::vector<StoredDocument>> unpack_documents(std::string_view bytes);
std::optional<NamedTexts> unpack_named_texts(std::string_view bytes);
std::optional<Clause> unpack_clause(std::string_view bytes);
std::optional<std::vector<DocumentSpan>> unpack_spans(std::string_view bytes);
std::optional<std::vector<DocumentRef>> unpack_refs(std::string_view bytes);
std::optional<std::vector<std::string>> unpack_texts(std::string_view bytes);
std::optional<Mentions> unpack_mentions(std::string_view bytes);

} // namespace fengqiao::indexer
