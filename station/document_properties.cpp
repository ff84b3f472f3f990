#include "station/document_properties.hpp"

#include "core/text.hpp"

#include <fmt/format.h>

namespace fengqiao::station {
namespace {

std::optional<DateTime> moment(std::string_view text) {
  if (const auto time = parse_date_time(text)) return time;
  if (const auto day = parse_date(text); day && day->day != 0) return DateTime{*day, 0, 0};
  return std::nullopt;
}

const render::Value* field(const render::Value* record, const std::string& path) {
  return record == nullptr || path.empty() ? nullptr : record->at_path(path);
}

std::string first_of(const render::ElementTexts& elements, std::string_view name) {
  const auto found = elements.find(name);
  return found == elements.end() || found->second.items.empty() ? "" : found->second.items.front();
}

std::string author_of(const DataNode& front_matter, const render::Value* record,
                      const render::ElementTexts& elements) {
  std::string author = front_matter.text("author");
  if (const render::Value* value = field(record, author)) author = value->text;
  if (author.empty()) author = first_of(elements, "署名");
  if (author.empty()) author = first_of(elements, "发文机关");
  return author;
}

std::optional<DateTime> date_of(const DataNode& front_matter, const std::string& file,
                                const render::Value* record, const render::ElementTexts& elements,
                                Errors& problems) {
  const DataNode* node = front_matter.find("date");
  if (node == nullptr || node->is_null() || trim(node->scalar).empty())
    return moment(first_of(elements, "成文日期"));
  if (const render::Value* value = field(record, node->scalar)) return moment(value->text);
  // A field inside one that was left blank: that is told where the record is checked.
  if (field(record, node->scalar.substr(0, node->scalar.find('.'))) != nullptr) return std::nullopt;
  const auto date = moment(node->scalar);
  if (!date)
    problems.push_back({ErrorCode::data, place(file, node->line),
                        fmt::format("文件头的日期“{}”不是日历上的某一天", shorten(node->scalar, 30)),
                        "写成 2026-03-09、2026年3月9日 或 2026-03-09T08:30"});
  return date;
}

} // namespace

DocumentProperties document_properties(const DataNode& front_matter, const std::string& file,
                                       const render::Value* record, const render::ElementTexts& elements,
                                       Errors& problems) {
  DocumentProperties out;
  if (record == nullptr) out.title = front_matter.text("title");
  out.author = author_of(front_matter, record, elements);
  out.date = date_of(front_matter, file, record, elements, problems);
  return out;
}

} // namespace fengqiao::station
