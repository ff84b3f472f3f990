// Citations as the program keeps them and as a page prints them.
#pragma once

#include "indexer/clause_items.hpp"
#include "indexer/index_store.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace fengqiao::indexer {

// XD2023-1.3, 治安管理处罚法-43.2; the bare id for a document, or for text that has no number of its own.
std::string citation_key(const StoredDocument& document, const Clause& clause, std::string_view suffix = {});

// 《对接联动意见》; of an older edition 《治安管理处罚法》（2005年）, of one of two texts of one name
// 《值班制度》（甲派出所）. Typed back, it means this document and no other.
std::string document_label(const StoredDocument& document);

// That nobody can say whether this text or another one of its name is newer, and what to do; empty where the
// order is known.
std::string order_note(const StoredDocument& document);

// 《治安管理处罚法》第四十三条第二款; 《决定》二·主要职责 (the chapter's own number, then the heading);
// 《行动计划（2023—2025）》基层提振·警力 (a chapter without a number).
std::string clause_label(const StoredDocument& document, const Clause& clause,
                         const std::optional<ClauseItem>& item = std::nullopt);

// The part of the text that a key names: 附件1 of 附件1.3; empty for the text itself.
std::string_view part_of_key(std::string_view key);

// The clause's own heading or number: 警力, 第四十三条.
std::string clause_heading(const Clause& clause);

} // namespace fengqiao::indexer
