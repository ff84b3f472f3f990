#include "indexer/readers/foreign_kinds.hpp"

#include <array>

namespace fengqiao::indexer {
namespace {

constexpr ForeignKind kSheet{
    "表格",
    "其中的制度文字请复制到 .docx 或 .txt 再导入；台账数据用 fengqiao ledger import，评分数据用 fengqiao grade"};
constexpr ForeignKind kSlides{"演示文稿", "请用办公软件另存为 .pdf（或把文字复制到 .docx）再导入"};
constexpr ForeignKind kBook{"电子书", "请转存为 .docx、.html 或 .txt 再导入"};
constexpr ForeignKind kPicture{"图片", "请用文字识别（OCR）软件转成 .docx 或 .txt 再导入"};
constexpr ForeignKind kArchive{"压缩包", "请解压，或改压成 .zip 再导入"};
constexpr ForeignKind kDrawing{"图纸", "其中的文字请另存为 .pdf 或 .txt 再导入"};
constexpr ForeignKind kWeb{"网页存档", "请用浏览器另存为 .html 再导入"};
constexpr ForeignKind kMail{"邮件", "正文请另存为 .html 或 .txt，附件请另存出来，再导入"};

struct Row {
  std::string_view extension;
  const ForeignKind* kind;
};

constexpr std::array kRows{
    Row{".xls", &kSheet},    Row{".xlsx", &kSheet},   Row{".xlsm", &kSheet},   Row{".et", &kSheet},
    Row{".ett", &kSheet},    Row{".ods", &kSheet},    Row{".csv", &kSheet},    Row{".ppt", &kSlides},
    Row{".pptx", &kSlides},  Row{".pps", &kSlides},   Row{".ppsx", &kSlides},  Row{".dps", &kSlides},
    Row{".odp", &kSlides},   Row{".epub", &kBook},    Row{".mobi", &kBook},    Row{".azw3", &kBook},
    Row{".chm", &kBook},     Row{".caj", &kBook},     Row{".ceb", &kBook},     Row{".jpg", &kPicture},
    Row{".jpeg", &kPicture}, Row{".png", &kPicture},  Row{".bmp", &kPicture},  Row{".gif", &kPicture},
    Row{".tif", &kPicture},  Row{".tiff", &kPicture}, Row{".webp", &kPicture}, Row{".heic", &kPicture},
    Row{".rar", &kArchive},  Row{".7z", &kArchive},   Row{".tar", &kArchive},  Row{".gz", &kArchive},
    Row{".tgz", &kArchive},  Row{".dwg", &kDrawing},  Row{".dxf", &kDrawing},  Row{".vsd", &kDrawing},
    Row{".vsdx", &kDrawing}, Row{".mht", &kWeb},      Row{".mhtml", &kWeb},    Row{".eml", &kMail},
    Row{".msg", &kMail},
};

} // namespace

std::string told(const ForeignKind& kind) {
  return "是" + std::string(kind.what) + "，没有读；" + std::string(kind.what_to_do);
}

const ForeignKind* foreign_kind(std::string_view extension) {
  for (const Row& row : kRows)
    if (row.extension == extension) return row.kind;
  return nullptr;
}

const ForeignKind* foreign_kind_of_part(std::string_view name_in_zip) {
  if (name_in_zip.starts_with("xl/workbook.")) return &kSheet;
  if (name_in_zip == "ppt/presentation.xml") return &kSlides;
  if (name_in_zip == "META-INF/container.xml") return &kBook;
  return nullptr;
}

} // namespace fengqiao::indexer
