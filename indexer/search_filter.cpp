#include "indexer/search_filter.hpp"

#include "core/date.hpp"
#include "core/fold.hpp"
#include "indexer/document_kinds.hpp"
#include "indexer/resolver.hpp"
#include "indexer/suggest.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace fengqiao::indexer {
namespace {

// First and last day that a partial date may mean, as yyyymmdd.
int first_day(const Date& d) {
  return d.year * 10000 + std::max(d.month, 1) * 100 + std::max(d.day, 1);
}

int last_day(const Date& d) {
  return d.year * 10000 + (d.month == 0 ? 12 : d.month) * 100 + (d.day == 0 ? 31 : d.day);
}

struct DateRange {
  int from = 0, to = 99999999;
};

Result<int> bound(const std::string& typed, int open, int (*day)(const Date&)) {
  if (typed.empty()) return open;
  const auto date = parse_date(typed);
  if (!date)
    return fail(ErrorCode::usage, "", "看不懂的日期“" + typed + "”", "写成 2023、2023-02 或 2023-02-01");
  return day(*date);
}

Result<DateRange> range_of(const SearchFilter& filter) {
  DateRange range;
  const auto from = bound(filter.date_from, range.from, first_day);
  if (!from) return fail(from.error());
  const auto to = bound(filter.date_to, range.to, last_day);
  if (!to) return fail(to.error());
  if (*from > *to)
    return fail(ErrorCode::usage, "", "日期的起止颠倒了：" + filter.date_from + " 晚于 " + filter.date_to,
                "先写早的，再写晚的，如 日期:2019..2023");
  return DateRange{*from, *to};
}

template <std::size_t N>
Result<void> known(const std::vector<std::string>& values, std::string_view field,
                   const std::array<std::string_view, N>& words) {
  for (const auto& value : values) {
    if (std::find(words.begin(), words.end(), value) != words.end()) continue;
    std::string list;
    for (const auto word : words)
      list += (list.empty() ? "" : "、") + std::string(word);
    return fail(ErrorCode::usage, "", "没有这种" + std::string(field) + "“" + value + "”", "可用：" + list);
  }
  return {};
}

std::vector<std::string> folded(const std::vector<std::string>& values,
                                std::string (*form)(std::string_view)) {
  std::vector<std::string> out;
  out.reserve(values.size());
  for (const auto& value : values)
    out.push_back(form(value));
  return out;
}

bool takes(const std::vector<std::string>& wanted, const std::string& value) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

bool takes_part(const std::vector<std::string>& parts, const std::string& value,
                std::string (*form)(std::string_view)) {
  if (parts.empty()) return true;
  const std::string whole = form(value);
  return std::any_of(parts.begin(), parts.end(),
                     [&](const std::string& part) { return whole.find(part) != std::string::npos; });
}

bool takes_date(const SearchFilter& filter, const DateRange& range, const std::string& value) {
  if (filter.date_from.empty() && filter.date_to.empty()) return true;
  const auto date = parse_date(value);
  return date && last_day(*date) >= range.from && first_day(*date) <= range.to;
}

// The documents that the filter names, older editions only by their own ids.
Result<std::set<DocumentRef>> named_documents(const IndexReader& index, const std::vector<std::string>& names,
                                              std::vector<std::string>* notes) {
  const IndexResolver resolver(index);
  std::set<DocumentRef> refs;
  for (const auto& name : names) {
    const auto found = resolver.find_named(name, Names::fitting);
    if (!found && found.error().code != ErrorCode::citation) return fail(found.error());
    if (!found)
      return fail(ErrorCode::not_found, "", "没有文件“" + name + "”",
                  found.error().hint.empty() ? where_to_look() : found.error().hint);
    for (const auto& document : found->documents)
      refs.insert(document.ref);
    if (notes && !found->note.empty()) notes->push_back("文件“" + name + "”：" + found->note);
  }
  return refs;
}

} // namespace

bool SearchFilter::empty() const {
  return documents.empty() && issuers.empty() && kinds.empty() && statuses.empty() && date_from.empty() &&
         date_to.empty() && titles.empty() && numbers.empty();
}

Result<std::vector<bool>> accepted_spans(const IndexReader& index, const SearchFilter& filter,
                                         std::vector<std::string>* notes) {
  const auto range = range_of(filter);
  if (!range) return fail(range.error());
  if (auto good = known(filter.kinds, "类别", kKinds); !good) return fail(good.error());
  if (auto good = known(filter.statuses, "时效", kStatuses); !good) return fail(good.error());
  const auto named = named_documents(index, filter.documents, notes);
  if (!named) return fail(named.error());
  const auto issuers = folded(filter.issuers, fold), titles = folded(filter.titles, name_form),
             numbers = folded(filter.numbers, name_form);
  std::vector<bool> out;
  for (const auto& span : index.spans()) {
    const auto document = index.document(span.ref);
    if (!document) return fail(document.error());
    const PolicyDocument& data = document->data;
    out.push_back((filter.documents.empty() || named->contains(span.ref)) &&
                  takes_part(issuers, data.issuer, fold) && takes_part(titles, data.title, name_form) &&
                  takes_part(numbers, data.number, name_form) && takes(filter.kinds, data.kind) &&
                  takes(filter.statuses, data.status) && takes_date(filter, *range, data.date));
  }
  return out;
}

} // namespace fengqiao::indexer
