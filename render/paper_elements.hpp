// The elements of a 公文 that stand around its text: what its head, its signature and its foot say
// (GB/T 9704—2012 chapter 7). They come from a Markdown file's front matter, or from a record's fields of the
// same names.
#pragma once

#include "core/data_node.hpp"
#include "core/error.hpp"
#include "render/value.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::render {

// An element as it was given: one text or several, and where.
struct ElementText {
  std::vector<std::string> items; // none is empty
  std::string where;
};
using ElementTexts = std::map<std::string, ElementText, std::less<>>;

// Those members of a front matter, and those fields of a record, that bear an element's name and are filled
// in. A record's fields replace what is there.
ElementTexts element_texts(const DataNode& front_matter, const std::string& file);
void add_element_texts(const Value& record, ElementTexts& texts);

enum class Seal { none, seal, signature }; // 印章: 无, 有, 签名章

// Texts as they print: dates as 2026年3月9日, brackets of numbers as 〔〕.
struct PaperElements {
  std::vector<std::string> issuers;                   // 发文机关, the leading one first
  std::string mark;                                   // 标志: instead of the issuer's name in red
  std::string number;                                 // 发文字号
  std::vector<std::string> signers;                   // 签发人: makes it a paper for a higher office
  std::string serial, secrecy, urgency;               // 份号, 密级 (机密★1年), 紧急程度
  std::string recipients;                             // 主送, without the colon
  std::vector<std::string> attachments;               // 附件, names without numbers
  std::vector<std::string> signatures;                // 署名; by default the issuers
  std::string date;                                   // 成文日期
  std::string post;                                   // 职务, beside a signature stamp
  std::string note;                                   // 附注, without brackets
  std::string copies;                                 // 抄送
  std::string printer, print_date;                    // 印发机关, 印发日期
  std::vector<std::string> present, away, sitting_in; // 出席, 请假, 列席 (纪要)
  Seal seal = Seal::none;
  std::map<std::string, std::string, std::less<>> places; // where each element was given, for messages

  [[nodiscard]] bool empty() const { return places.empty(); }
  // Where an element was given; empty where it was not.
  [[nodiscard]] const std::string& place_of(std::string_view name) const;
};

// Errors (ErrorCode::data, each with its place): a date that is none, a number without 〔年份〕, a 印章,
// 密级 or 紧急程度 that there is not, several texts where one is needed, a serial number that is not figures,
// an element without the one that it needs.
PaperElements read_elements(const ElementTexts& texts, Errors& problems);

} // namespace fengqiao::render
