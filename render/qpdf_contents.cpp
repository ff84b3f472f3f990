// Digests of what a PDF shows: objects by what they say, not by where they lie in the file.
#include "core/digest.hpp"
#include "render/qpdf_merge.hpp"
#include "render/qpdf_open.hpp"

#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>

namespace fengqiao::render {
namespace {

using Object = QPDFObjectHandle;

// All streams together, unpacked: a pack of the largest size that is verified, were nothing of it packed
// well.
constexpr std::size_t kMostUnpacked = 8ull << 30;

struct TooLarge : std::runtime_error {
  TooLarge() : std::runtime_error("解开后太大") {}
};

// Each indirect object is digested once; pages are named by their number, so that links between pages make
// no circle.
class Digester {
public:
  explicit Digester(const std::vector<QPDFPageObjectHelper>& pages) {
    for (std::size_t i = 0; i < pages.size(); ++i)
      page_numbers_.emplace(pages[i].getObjectHandle().getObjGen(), i + 1);
  }

  // A page as such, with what it inherits.
  std::string page(QPDFPageObjectHelper& page) {
    std::string out = "page";
    for (const char* key : {"/MediaBox", "/CropBox", "/TrimBox", "/Rotate", "/UserUnit", "/Resources"})
      out += '\n' + std::string(key) + ' ' + text(page.getAttribute(key, false), 0);
    for (auto& [key, value] : page.getObjectHandle().getDictAsMap()) {
      static const std::set<std::string> done{"/Parent",   "/MediaBox",     "/CropBox",   "/TrimBox",
                                              "/Rotate",   "/UserUnit",     "/Resources", "/Type",
                                              "/Contents", "/StructParents"};
      if (!done.contains(key)) out += '\n' + key + ' ' + text(value, 0);
    }
    for (Object& stream : page.getPageContents())
      out += '\n' + stream_data(stream);
    return sha256_hex(out);
  }

  // The catalogue without its pages and attachments, and the document properties.
  std::string rest(QPDF& document) {
    std::string out = "rest";
    for (auto& [key, value] : document.getRoot().getDictAsMap())
      if (key != "/Pages" && key != "/Names" && key != "/Version" && key != "/Extensions")
        out += '\n' + key + ' ' + text(value, 0);
    if (Object names = document.getRoot().getKey("/Names"); names.isDictionary())
      for (auto& [key, value] : names.getDictAsMap())
        if (key != "/EmbeddedFiles") out += '\n' + key + ' ' + text(value, 0);
    out += "\ninfo " + text(document.getTrailer().getKey("/Info"), 0);
    return sha256_hex(out);
  }

private:
  std::string text(const Object& object, int depth) {
    if (depth > kMostPdfNesting) throw std::runtime_error("对象嵌套过深");
    if (!object.isIndirect()) return spelled(object, depth);
    const QPDFObjGen id = object.getObjGen();
    if (const auto page = page_numbers_.find(id); page != page_numbers_.end())
      return "page:" + std::to_string(page->second);
    const auto [known, is_new] = digests_.try_emplace(id, "circle");
    if (is_new) {
      std::string digest = sha256_hex(spelled(object, depth));
      digests_[id] = digest;
      return digest;
    }
    return known->second;
  }

  std::string spelled(Object object, int depth) {
    if (object.isStream()) return stream(object, depth);
    if (object.isArray()) {
      std::string out = "[";
      for (const Object& item : object.getArrayAsVector())
        out += ' ' + text(item, depth + 1);
      return out + " ]";
    }
    if (object.isDictionary()) return dictionary(object, {"/Parent", "/P"}, depth);
    return object.unparse();
  }

  // Sibling and child links of bookmarks lead on and on: they are followed one after the other, not within
  // each other.
  std::string dictionary(Object dict, const std::set<std::string>& without, int depth) {
    if (dict.hasKey("/Title") && (dict.hasKey("/Next") || dict.hasKey("/Prev"))) {
      std::string out;
      std::set<QPDFObjGen> seen;
      for (Object at = dict; at.isDictionary() && seen.insert(at.getObjGen()).second;
           at = at.getKey("/Next")) {
        digests_.try_emplace(at.getObjGen(), "circle");
        out += plain_dictionary(at, {"/Parent", "/P", "/Next", "/Prev"}, depth);
      }
      return out;
    }
    return plain_dictionary(dict, without, depth);
  }

  std::string plain_dictionary(Object dict, const std::set<std::string>& without, int depth) {
    std::string out = "<<";
    for (auto& [key, value] : dict.getDictAsMap())
      if (!without.contains(key)) out += ' ' + key + ' ' + text(value, depth + 1);
    return out + " >>";
  }

  std::string stream(Object stream, int depth) {
    return plain_dictionary(stream.getDict(), {"/Length", "/Filter", "/DecodeParms", "/DL", "/Parent"},
                            depth) +
           stream_data(stream);
  }

  std::string stream_data(Object& stream) {
    Object subtype = stream.getDict().getKey("/Subtype");
    const bool picture = subtype.isName() && subtype.getName() == "/Image";
    if (!picture)
      if (auto unpacked = digest(stream, qpdf_dl_generalized)) return std::move(*unpacked);
    return digest(stream, qpdf_dl_none).value_or("unreadable"); // packed in another way: as stored
  }

public:
  // Of a stream's bytes, unpacked as far as `level` allows; nullopt where that cannot be done. `keep` gets
  // the bytes, too.
  std::optional<std::string> digest(Object& stream, qpdf_stream_decode_level_e level,
                                    std::string* keep = nullptr) {
    Sha256 digest;
    bool too_large = false; // told again below: qpdf takes what is thrown within a stream for damage
    PipeTo digester([&](std::string_view bytes) {
      unpacked_ += bytes.size();
      too_large = unpacked_ > kMostUnpacked ||
                  (keep != nullptr && keep->size() + bytes.size() > asked_attachment_bytes);
      if (too_large) throw TooLarge();
      digest.update(bytes);
      if (keep != nullptr) *keep += bytes;
    });
    bool filtered = false;
    const bool whole = stream.pipeStreamData(&digester, &filtered, 0, level, true, false);
    if (too_large) throw TooLarge();
    if (!whole || (level != qpdf_dl_none && !filtered)) return std::nullopt;
    return digest.hex();
  }

private:
  std::map<QPDFObjGen, std::size_t> page_numbers_;
  std::map<QPDFObjGen, std::string> digests_;
  std::size_t unpacked_ = 0;
};

void read_attachments(QPDF& document, Digester& digester, const std::string& asked, PdfContents& out) {
  for (const auto& [key, spec] : QPDFEmbeddedFileDocumentHelper(document).getEmbeddedFiles()) {
    Object stream = spec->getEmbeddedFileStream();
    if (!stream.isStream()) continue;
    const std::string name = spec->getFilename();
    std::string* keep =
        !asked.empty() && name == asked && !out.attachments.contains(name) ? &out.asked : nullptr;
    auto digest = digester.digest(stream, qpdf_dl_generalized, keep);
    if (!digest) throw std::runtime_error("有一个附件解不开");
    out.attachments.emplace(name, std::move(*digest));
  }
}

PdfContents contents_of(QPDF& document, const std::string& asked) {
  PdfContents out;
  auto pages = QPDFPageDocumentHelper(document).getAllPages();
  Digester digester(pages);
  for (auto& page : pages)
    out.pages.push_back(digester.page(page));
  out.rest = digester.rest(document);
  read_attachments(document, digester, asked, out);
  return out;
}

} // namespace

Result<PdfContents> read_pdf_contents(const ByteRange& pdf, const std::string& name,
                                      const std::string& asked) {
  try {
    QPDF document;
    open_pdf(document, pdf, true);
    return contents_of(document, asked);
  } catch (const TooLarge& cause) {
    return fail(ErrorCode::limit, name, cause.what(), "这不像是申报包，请向送出的单位核实");
  } catch (const std::exception& cause) {
    return fail(pdf_error(name, cause));
  }
}

} // namespace fengqiao::render
