#include "indexer/readers/html_source.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <vector>

namespace fengqiao::indexer {
namespace {

struct Tag {
  std::size_t begin = 0, end = 0; // of <…>
  std::size_t read = 0;           // behind what was looked at
  std::string name;               // lower case
  bool closing = false, hidden = false;
  std::string_view list; // one of the class names, or empty
};

char lower(char c) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool is_void(std::string_view name) {
  for (const std::string_view each : {"area", "base", "br", "col", "embed", "hr", "img", "input", "link",
                                      "meta", "param", "source", "track", "wbr"})
    if (name == each) return true;
  return false;
}

// Lower case, without blanks: display:none;color:red
std::string declarations(std::string_view style) {
  std::string out;
  for (const char c : style)
    if (!is_blank(c)) out.push_back(lower(c));
  return out;
}

std::string_view list_class(const std::string& style) {
  for (const std::string_view formal : {"simp-chinese-formal", "trad-chinese-formal"})
    if (style.find(formal) != style.npos) return kFormalChineseList;
  for (const std::string_view plain :
       {"cjk-ideographic", "cjk-decimal", "simp-chinese-informal", "trad-chinese-informal"})
    if (style.find(plain) != style.npos) return kChineseList;
  return {};
}

class Scanner {
public:
  explicit Scanner(std::string_view page) : page_(page) {}

  std::vector<Tag> tags() {
    std::vector<Tag> out;
    for (std::size_t at = 0; (at = page_.find('<', at)) != page_.npos && work_ <= kWork * page_.size();) {
      if (page_.substr(at, 4) == "<!--") {
        at = behind("-->", at + 4);
        continue;
      }
      Tag tag = tag_at(at);
      work_ += std::max(tag.end, tag.read) - at;
      if (tag.end == 0) {
        ++at;
        continue;
      }
      at = tag.end;
      const bool raw = !tag.closing && (tag.name == "script" || tag.name == "style");
      const std::string name = tag.name;
      out.push_back(std::move(tag));
      if (raw) at = closing_tag(name, at);
    }
    return out;
  }

private:
  [[nodiscard]] std::size_t behind(std::string_view what, std::size_t at) const {
    const std::size_t found = page_.find(what, at);
    return found == page_.npos ? page_.size() : found + what.size();
  }

  // Where </script begins.
  [[nodiscard]] std::size_t closing_tag(const std::string& name, std::size_t at) const {
    for (; (at = page_.find("</", at)) != page_.npos; ++at) {
      const auto found = page_.substr(at + 2, name.size());
      if (std::equal(found.begin(), found.end(), name.begin(), name.end(),
                     [](char a, char b) { return lower(a) == b; }))
        return at;
    }
    return page_.size();
  }

  // end is 0 where no tag begins.
  [[nodiscard]] Tag tag_at(std::size_t at) const {
    Tag out;
    out.begin = at++;
    if (at < page_.size() && page_[at] == '/') {
      out.closing = true;
      ++at;
    }
    while (at < page_.size() && std::isalnum(static_cast<unsigned char>(page_[at])))
      out.name.push_back(lower(page_[at++]));
    if (out.name.empty()) return out;
    while (at < page_.size() && page_[at] != '>')
      at = attribute(at, out);
    out.read = at;
    if (at < page_.size()) out.end = at + 1;
    return out;
  }

  std::size_t attribute(std::size_t at, Tag& tag) const {
    std::string name;
    while (at < page_.size() && !is_blank(page_[at]) && page_[at] != '=' && page_[at] != '>')
      name.push_back(lower(page_[at++]));
    while (at < page_.size() && is_blank(page_[at]))
      ++at;
    std::string_view value;
    if (at < page_.size() && page_[at] == '=') {
      ++at;
      while (at < page_.size() && is_blank(page_[at]))
        ++at;
      const char quote = at < page_.size() ? page_[at] : '\0';
      const bool quoted = quote == '"' || quote == '\'';
      const std::size_t begin = quoted ? at + 1 : at;
      std::size_t end = begin;
      while (end < page_.size() &&
             (quoted ? page_[end] != quote : !is_blank(page_[end]) && page_[end] != '>'))
        ++end;
      value = page_.substr(begin, end - begin);
      at = std::min(end + (quoted ? 1 : 0), page_.size());
    }
    if (name == "hidden") tag.hidden = true;
    if (name != "style") return at;
    const std::string style = declarations(value);
    tag.hidden = tag.hidden || style.find("display:none") != style.npos;
    tag.list = list_class(style);
    return at;
  }

  // A broken tag is read to the page's end, and again from the next <; a page of such is left as it is.
  static constexpr std::size_t kWork = 8; // times the page is read

  std::string_view page_;
  std::size_t work_ = 0;
};

// For each opening tag the closing one of its element; 0 where there is none.
std::vector<std::size_t> partners(const std::vector<Tag>& tags) {
  std::vector<std::size_t> out(tags.size(), 0);
  std::map<std::string, std::vector<std::size_t>> open; // by name
  for (std::size_t i = 0; i < tags.size(); ++i) {
    auto& waiting = open[tags[i].name];
    if (!tags[i].closing) {
      if (!is_void(tags[i].name)) waiting.push_back(i);
    } else if (!waiting.empty()) {
      out[waiting.back()] = i;
      waiting.pop_back();
    }
  }
  return out;
}

} // namespace

HtmlSource html_source(std::string_view page) {
  const auto tags = Scanner(page).tags();
  const auto partner = partners(tags);
  std::vector<bool> closes_list(tags.size(), false);
  HtmlSource out;
  std::size_t done = 0;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    const Tag& tag = tags[i];
    if (tag.begin < done) continue; // inside what is hidden
    if (tag.hidden && !tag.closing && tag.name != "body" && tag.name != "html" &&
        (partner[i] != 0 || is_void(tag.name))) {
      out.text += page.substr(done, tag.begin - done);
      done = is_void(tag.name) ? tag.end : tags[partner[i]].end;
      if (!is_void(tag.name)) ++out.hidden;
    } else if (tag.name == "ol" && !tag.closing && !tag.list.empty() && partner[i] != 0) {
      out.text += page.substr(done, tag.begin - done);
      out.text += "<div class=\"" + std::string(tag.list) + "\">";
      done = tag.begin;
      closes_list[partner[i]] = true;
    } else if (closes_list[i]) {
      out.text += page.substr(done, tag.end - done);
      out.text += "</div>";
      done = tag.end;
    }
  }
  out.text += page.substr(done);
  return out;
}

} // namespace fengqiao::indexer
