#include "indexer/readers/docx_parts.hpp"

#include "core/archive.hpp"

#include <map>
#include <set>

namespace fengqiao::indexer {
namespace {

using Files = std::map<std::string, std::string>; // name, bytes

Result<Files> take(std::string_view bytes, const std::string& file, const std::set<std::string>& wanted) {
  auto entries = read_zip(bytes, file, [&](const std::string& name) { return wanted.contains(name); });
  if (!entries) return fail(entries.error());
  Files out;
  for (auto& entry : *entries)
    out.emplace(std::move(entry.name), std::move(entry.bytes));
  return out;
}

Result<XmlNode> tree(const Files& files, const std::string& name, const std::string& file) {
  const auto found = files.find(name);
  if (found == files.end()) return XmlNode();
  return parse_xml(found->second, file + " 里的 " + name);
}

// /word/document2.xml or, from word/, styles.xml → the name in the archive.
std::string target_name(std::string_view folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  return std::string(folder) + std::string(target);
}

std::string_view folder_of(std::string_view name) {
  const auto slash = name.rfind('/');
  return slash == name.npos ? std::string_view() : name.substr(0, slash + 1);
}

// The target of the relation whose kind ends with `kind`; empty where there is none.
std::string related(const XmlNode& relations, std::string_view kind, std::string_view folder) {
  for (const XmlNode& each : relations.children)
    if (each.attribute("Type").ends_with(kind) && each.attribute("TargetMode") != "External")
      return target_name(folder, each.attribute("Target"));
  return {};
}

std::string main_by_type(const XmlNode& types) {
  for (const XmlNode& each : types.children)
    if (const auto type = each.attribute("ContentType");
        each.name == "Override" && (type.ends_with("wordprocessingml.document.main+xml") ||
                                    type.ends_with("wordprocessingml.template.main+xml") ||
                                    type.ends_with("ms-word.document.macroEnabled.main+xml")))
      return target_name("", each.attribute("PartName"));
  return {};
}

Result<std::string> main_part(std::string_view bytes, const std::string& file) {
  const std::string relations = "_rels/.rels", types = "[Content_Types].xml";
  const auto files = take(bytes, file, {relations, types});
  if (!files) return fail(files.error());
  const auto package = tree(*files, relations, file);
  if (!package) return fail(package.error());
  std::string name = related(*package, "/officeDocument", "");
  if (!name.empty()) return name;
  const auto kinds = tree(*files, types, file);
  if (!kinds) return fail(kinds.error());
  name = main_by_type(*kinds);
  return name.empty() ? "word/document.xml" : name;
}

} // namespace

Result<DocxParts> read_docx_parts(std::string_view bytes, const std::string& file) {
  const auto main = main_part(bytes, file);
  if (!main) return fail(main.error());
  const std::string folder(folder_of(*main));
  const std::string relations_name = folder + "_rels/" + main->substr(folder.size()) + ".rels";
  const auto first = take(bytes, file, {*main, relations_name});
  if (!first) return fail(first.error());
  if (!first->contains(*main))
    return fail(ErrorCode::data, file, "不是 Word 文档：压缩包里没有 " + *main,
                "请用办公软件打开后另存为 .docx 再试");
  const auto relations = tree(*first, relations_name, file);
  if (!relations) return fail(relations.error());

  DocxParts out;
  out.file = file;
  const std::pair<const char*, XmlNode DocxParts::*> kinds[] = {{"styles", &DocxParts::styles},
                                                                {"numbering", &DocxParts::numbering},
                                                                {"footnotes", &DocxParts::footnotes},
                                                                {"endnotes", &DocxParts::endnotes}};
  std::map<std::string, std::string> names; // by kind
  std::set<std::string> wanted;
  for (const auto& [kind, part] : kinds) {
    std::string name = related(*relations, std::string("/") + kind, folder);
    if (name.empty()) name = folder + kind + ".xml";
    wanted.insert(name);
    names.emplace(kind, std::move(name));
  }
  const auto others = take(bytes, file, wanted);
  if (!others) return fail(others.error());
  const auto read = [&](const Files& files, const std::string& name, XmlNode& into) -> Result<void> {
    auto node = tree(files, name, file);
    if (!node) return fail(node.error());
    into = std::move(*node);
    return {};
  };
  if (auto done = read(*first, *main, out.document); !done) return fail(done.error());
  for (const auto& [kind, part] : kinds)
    if (auto done = read(*others, names[kind], out.*part); !done) return fail(done.error());
  return out;
}

} // namespace fengqiao::indexer
