// How the elements around a 公文's text are set: the 公文 section of a page style. Every number comes from
// the style file; lengths in points, gaps in lines of the page grid or in characters where it says so.
#pragma once

#include "render/font.hpp"
#include "render/page_layout.hpp"

#include <string>
#include <vector>

namespace fengqiao::render {

inline constexpr double kPointsPerMillimetre = 72.0 / 25.4;

// 发文机关标志 (7.2.4): as large as `size` where the longest name fits into `width` and all of a joint
// issue's names into `height`.
struct PaperMarkStyle {
  FontRole font = FontRole::title;
  double size = 0, least_size = 0, width = 0, height = 0;
  double pitch = 0; // from name to name of a joint issue, in sizes
  double top = 0;   // its upper edge, from the type area's top or the paper's
  bool from_paper = false;
  std::string suffix;        // 文件; beside all names of a joint issue
  double suffix_gap = 0;     // between the names and it, in sizes
  bool leading_only = false; // of a joint issue only the leading name stands in the mark (信函)
  Color color{};
  friend bool operator==(const PaperMarkStyle&, const PaperMarkStyle&) = default;
};

// A line or a double line across the page.
struct PaperRule {
  std::vector<double> widths; // of its strokes from top to bottom; none: no line
  double gap = 0;             // between two strokes
  double length = 0;
  double distance = 0; // from what it is measured from
  friend bool operator==(const PaperRule&, const PaperRule&) = default;
};

struct PaperHeadStyle {
  double size = 0;
  FontRole serial_font{}, secrecy_font{}, urgency_font{}, number_font{}, signer_label_font{}, signer_font{};
  double number_gap = 0;     // lines between the mark and the number
  bool number_right = false; // flush right, below the line (信函); else in the middle, above it
  double inset = 0;          // characters in from both edges, where there is a 签发人
  int signers_per_line = 0;
  PaperRule rule;        // below the number (distance from it), or below the mark (信函)
  PaperRule foot_rule;   // at the first page's foot, distance from the paper's edge (信函)
  double below_rule = 0; // from the rule above to the elements below it (信函), in sizes
  Color rule_color{};
  friend bool operator==(const PaperHeadStyle&, const PaperHeadStyle&) = default;
};

struct PaperBodyStyle {
  double title_gap = 0;      // lines above the title
  double recipients_gap = 0; // lines between title and 主送
  double attachments_gap = 0, attachments_inset = 0;
  double plain_gap = 0, plain_inset = 0, date_shift = 0; // sign-off without a seal: lines, characters
  double sealed_gap = 0, sealed_inset = 0, seal_size = 0, seal_step = 0;
  int seals_per_line = 0;
  double stamp_gap = 0, stamp_width = 0, stamp_height = 0, post_gap = 0, stamp_date_gap = 0; // 签名章
  double note_indent = 0;
  FontRole attachment_font{}; // 附件1 above an attachment
  double attachment_title_line = 0;
  FontRole roll_font{}; // 出席 请假 列席
  double roll_gap = 0, roll_inset = 0;
  friend bool operator==(const PaperBodyStyle&, const PaperBodyStyle&) = default;
};

// 版记 at the last page's foot (7.4).
struct PaperFootStyle {
  FontRole font{};
  double size = 0, pitch = 0, inset = 0; // characters in from both edges
  double padding = 0;                    // between a line of text and the rules around it
  double thick = 0, thin = 0;            // 0: no rules (信函)
  bool printer = true;                   // 印发机关 and 印发日期
  friend bool operator==(const PaperFootStyle&, const PaperFootStyle&) = default;
};

struct PaperStyle {
  std::vector<std::string> required, expected; // elements that a paper has to have, and should have
  PaperMarkStyle mark;
  PaperHeadStyle head;
  PaperBodyStyle body;
  PaperFootStyle foot;
  friend bool operator==(const PaperStyle&, const PaperStyle&) = default;
};

class MapReader;
void read_paper_style(MapReader& map, PaperStyle& out); // every key has to be there

} // namespace fengqiao::render
