#include "render/qpdf_checks.hpp"

#include <qpdf/QPDFPageDocumentHelper.hh>

#include <set>

namespace fengqiao::render {
namespace {

using Object = QPDFObjectHandle;

// ---- XMP ----

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else
      out += c;
  }
  return out;
}

std::string property(Object info, const char* key) {
  if (!info.isDictionary() || !info.getKey(key).isString()) return {};
  return info.getKey(key).getUTF8Value();
}

// D:20260309083000 → 2026-03-09T08:30:00. No zone is known, none is stated.
std::string xmp_date(const std::string& pdf_date) {
  if (!pdf_date.starts_with("D:") || pdf_date.size() < 16) return {};
  const auto part = [&](std::size_t at, std::size_t length) { return pdf_date.substr(2 + at, length); };
  return part(0, 4) + "-" + part(4, 2) + "-" + part(6, 2) + "T" + part(8, 2) + ":" + part(10, 2) + ":" +
         part(12, 2);
}

std::string simple(const std::string& name, const std::string& value) {
  return value.empty() ? "" : "<" + name + ">" + escaped(value) + "</" + name + ">\n";
}

std::string in_container(const std::string& name, const std::string& container, const std::string& item,
                         const std::string& value) {
  if (value.empty()) return {};
  return "<" + name + "><rdf:" + container + "><" + item + ">" + escaped(value) +
         "</rdf:li></rdf:" + container + "></" + name + ">\n";
}

// ---- what may be in a document ----

class Inspector {
public:
  explicit Inspector(QPDF& document) : document_(document) {}

  std::vector<std::string> run() {
    if (document_.isEncrypted()) add("加密");
    check_root();
    check_metadata();
    for (auto& object : document_.getAllObjects())
      visit(object, 0);
    return std::move(faults_);
  }

private:
  void add(const std::string& fault) {
    if (known_.insert(fault).second) faults_.push_back(fault);
  }

  void check_root() {
    Object root = document_.getRoot();
    Object intents = root.getKey("/OutputIntents");
    if (!intents.isArray() || intents.getArrayNItems() == 0)
      add("没有输出意图（OutputIntent）");
    else if (!intents.getArrayItem(0).getKey("/DestOutputProfile").isStream())
      add("输出意图没有色彩特性文件");
    if (root.hasKey("/AA") || root.hasKey("/OpenAction")) check_action(root.getKey("/OpenAction"));
    if (root.hasKey("/AA")) add("有自动动作");
    if (root.hasKey("/OCProperties")) add("有可选内容（图层）");
    if (root.hasKey("/AcroForm")) add("有表单");
    Object names = root.getKey("/Names");
    if (names.isDictionary() && names.hasKey("/EmbeddedFiles")) add("有附件");
    if (names.isDictionary() && names.hasKey("/JavaScript")) add("有脚本");
  }

  void check_metadata() {
    Object metadata = document_.getRoot().getKey("/Metadata");
    if (!metadata.isStream()) {
      add("没有 XMP 元数据");
      return;
    }
    const auto data = metadata.getStreamData(qpdf_dl_generalized);
    const std::string packet(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
    Object info = document_.getTrailer().getKey("/Info");
    if (packet != xmp_packet(info, true) && packet != xmp_packet(info, false))
      add("XMP 元数据与文档属性不一致");
  }

  // An indirect object with everything written inside it.
  void visit(Object object, int depth) {
    constexpr int kDeepest = 100; // qpdf refuses deeper ones when it reads a file
    if (depth > kDeepest) return;
    const auto visit_inner = [&](Object inner) {
      if (!inner.isIndirect() && (inner.isDictionary() || inner.isArray())) visit(inner, depth + 1);
    };
    if (object.isArray())
      for (int i = 0; i < object.getArrayNItems(); ++i)
        visit_inner(object.getArrayItem(i));
    if (object.isStream()) check_stream(object.getDict());
    Object dict = object.isStream() ? object.getDict() : object;
    if (!dict.isDictionary()) return;
    check_dictionary(dict);
    for (const auto& key : dict.getKeys())
      visit_inner(dict.getKey(key));
  }

  void check_dictionary(Object dict) {
    const std::string type = name_of(dict, "/Type"), subtype = name_of(dict, "/Subtype");
    if (type == "/Font") check_font(dict, subtype);
    if (type == "/Annot" || subtype == "/Link") check_annotation(dict, subtype);
    if (type == "/Page" || subtype == "/Form" || dict.hasKey("/Resources"))
      check_colours(dict.getKey("/Resources"));
    if (dict.hasKey("/A")) check_action(dict.getKey("/A"));
    if (dict.hasKey("/JS") || name_of(dict, "/S") == "/JavaScript") add("有脚本");
  }

  void check_stream(Object dict) {
    if (dict.hasKey("/F")) add("引用外部文件的数据流");
    Object filter = dict.getKey("/Filter");
    const auto forbidden = [&](Object name) {
      if (name.isName() && (name.getName() == "/LZWDecode" || name.getName() == "/Crypt"))
        add("用了 LZW 或加密过滤器");
    };
    forbidden(filter);
    if (filter.isArray())
      for (int i = 0; i < filter.getArrayNItems(); ++i)
        forbidden(filter.getArrayItem(i));
    const std::string subtype = name_of(dict, "/Subtype");
    if (subtype == "/PS") add("PostScript 对象");
    if (dict.hasKey("/Ref")) add("引用外部页面的对象");
    if (subtype != "/Image") return;
    if (dict.hasKey("/Alternates") || dict.hasKey("/OPI")) add("图片有替代版本");
    if (dict.getKey("/Interpolate").isBool() && dict.getKey("/Interpolate").getBoolValue())
      add("图片要求插值");
    Object space = dict.getKey("/ColorSpace");
    if (space.isName()) check_colour_name(space.getName());
  }

  void check_colours(Object resources) {
    if (!resources.isDictionary()) return;
    Object spaces = resources.getKey("/ColorSpace");
    if (!spaces.isDictionary()) return;
    for (const auto& key : spaces.getKeys())
      if (spaces.getKey(key).isName()) check_colour_name(spaces.getKey(key).getName());
  }

  void check_colour_name(const std::string& name) {
    if (name == "/DeviceCMYK") add("用了 CMYK 颜色，与 sRGB 输出意图不合");
  }

  void check_font(Object font, const std::string& subtype) {
    const std::string name = name_of(font, "/BaseFont");
    if (subtype == "/Type3") return; // its glyphs are in the file by nature
    if (subtype == "/Type0") {
      Object descendants = font.getKey("/DescendantFonts");
      if (!descendants.isArray() || descendants.getArrayNItems() != 1) add("字体 " + name + " 没有下级字体");
      if (name_of(font, "/Encoding") != "/Identity-H") add("字体 " + name + " 的编码不是 Identity-H");
      if (!font.getKey("/ToUnicode").isStream()) add("字体 " + name + " 没有 ToUnicode");
      return;
    }
    Object descriptor = font.getKey("/FontDescriptor");
    if (!descriptor.isDictionary() || (!descriptor.hasKey("/FontFile") && !descriptor.hasKey("/FontFile2") &&
                                       !descriptor.hasKey("/FontFile3"))) {
      add("字体 " + name + " 没有嵌入");
      return;
    }
    if (name_of(descriptor, "/FontName") != name) add("字体 " + name + " 的名称前后不一致");
    if (subtype != "/CIDFontType2") return;
    if (!font.hasKey("/CIDToGIDMap")) add("字体 " + name + " 没有 CIDToGIDMap");
    if (!font.hasKey("/DW") && !font.hasKey("/W")) add("字体 " + name + " 没有字宽");
  }

  void check_annotation(Object annotation, const std::string& subtype) {
    if (subtype != "/Link") add("有链接以外的批注");
    Object flags = annotation.getKey("/F");
    constexpr int kInvisible = 1, kHidden = 2, kPrint = 4, kNoView = 32;
    const int bits = flags.isInteger() ? flags.getIntValueAsInt() : 0;
    if ((bits & kPrint) == 0 || (bits & (kInvisible | kHidden | kNoView)) != 0) add("批注没有设为可打印");
  }

  void check_action(Object action) {
    if (!action.isDictionary()) return;
    const std::string kind = name_of(action, "/S");
    if (kind != "/GoTo" && kind != "/URI") add("有不许可的动作 " + kind);
  }

  static std::string name_of(Object dict, const char* key) {
    Object value = dict.getKey(key);
    return value.isName() ? value.getName() : std::string{};
  }

  QPDF& document_;
  std::vector<std::string> faults_;
  std::set<std::string> known_;
};

} // namespace

std::string xmp_packet(Object info, bool claim) {
  const std::string created = xmp_date(property(info, "/CreationDate"));
  const std::string modified = xmp_date(property(info, "/ModDate"));
  std::string out = "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                    "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
                    "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n";
  out += simple("dc:format", "application/pdf");
  out += in_container("dc:title", "Alt", "rdf:li xml:lang=\"x-default\"", property(info, "/Title"));
  out += in_container("dc:creator", "Seq", "rdf:li", property(info, "/Author"));
  out += simple("xmp:CreateDate", created) + simple("xmp:ModifyDate", modified);
  out += simple("pdf:Producer", property(info, "/Producer"));
  if (claim) out += simple("pdfaid:part", "2") + simple("pdfaid:conformance", "B");
  return out + "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>";
}

std::vector<std::string> structure_faults(QPDF& document) {
  return Inspector(document).run();
}

} // namespace fengqiao::render
