// Pictures as strips: a paragraph of pictures only stands as one row, each over its caption.
#include "render/block_flow.hpp"

#include "core/text.hpp"
#include "render/image_size.hpp"
#include "render/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::render {
namespace {

constexpr double kLeastHeight = 6;      // em of a caption: less of a picture shows nothing
constexpr std::size_t kMostAbreast = 8; // pictures of a row: of more nobody could see anything

struct Picture {
  std::shared_ptr<const Image> image;
  RichText caption;
  BrokenParagraph lines;
  double width = 0, height = 0;
};

void scale(std::vector<Picture>& row, double factor) {
  for (Picture& picture : row) {
    picture.width *= factor;
    picture.height *= factor;
  }
}

double total_width(const std::vector<Picture>& row, double gap) {
  double width = -gap;
  for (const Picture& picture : row)
    width += picture.width + gap;
  return width;
}

// As large as the file says, side by side of one height, or as wide as asked for; never beyond the room.
void size_row(std::vector<Picture>& row, const Directives& directives, double room, double gap,
              double most_height) {
  double height = most_height;
  for (Picture& picture : row) {
    const PrintedSize usual = usual_size(*picture.image);
    picture.width = usual.width;
    picture.height = usual.height;
    height = std::min(height, picture.height);
  }
  const double asked =
      directives.image_width.share > 0 ? directives.image_width.share * room : directives.image_width.points;
  for (Picture& picture : row) {
    const double factor = asked > 0 ? asked / picture.width : height / picture.height;
    picture.width *= factor;
    picture.height *= factor;
  }
  const double gaps = gap * static_cast<double>(row.size() - 1), width = total_width(row, gap) - gaps;
  if (width > room - gaps) scale(row, (room - gaps) / width);
  double highest = 0;
  for (const Picture& picture : row)
    highest = std::max(highest, picture.height);
  if (highest > most_height) scale(row, most_height / highest);
}

} // namespace

void BlockFlow::add_images(const MdNode& node, const Directives& directives, const BlockPlace& at) {
  const TextStyle& style = setting_.style.caption;
  std::vector<Picture> row;
  for (const MdNode& child : node.children) {
    if (child.kind != MdKind::image) continue;
    auto image = setting_.images.get(child, setting_.options.file);
    const std::string text = to_utf8(plain_text(child));
    if (!image) {
      setting_.problems.add(image.error());
      TextStyle missing = text_style(at);
      missing.align = MdAlign::center;
      add_text(rich_text("〔图片：" + text + "〕", run_style(missing), setting_), {.style = missing}, at);
      continue;
    }
    row.push_back({*image, rich_text(figures_.caption(text), run_style(style), setting_), {}, 0, 0});
  }
  if (row.empty()) return;
  const double room = width(at), gap = row.size() > 1 ? style.size : 0, pitch = line_pitch(style);
  if (row.size() > kMostAbreast)
    return setting_.problem(ErrorCode::data, node.line,
                            fmt::format("一行排 {} 幅图，超出上限 {} 幅", row.size(), kMostAbreast),
                            "在图片之间空一行，分成几行");
  size_row(row, directives, room, gap, setting_.style.area_height - 3 * pitch);

  Strip strip;
  const double caption_gap = setting_.style.picture.caption_gap;
  double height = 0;
  std::size_t lines = 0;
  for (Picture& picture : row) {
    const double caption_room = row.size() > 1 ? picture.width : room;
    if (!picture.caption.items.empty())
      picture.lines = break_lines(picture.caption.items,
                                  {.width = caption_room, .justify = false, .gap = setting_.style.gap});
    height = std::max(height, picture.height);
    lines = std::max(lines, picture.lines.lines.size());
  }
  const double below = lines > 0 ? caption_gap * style.size + static_cast<double>(lines) * pitch : 0;
  if (const double left = setting_.style.area_height - below; height > left) {
    // One picture may be smaller for its caption; beside others its caption would become the narrower.
    if (row.size() > 1 || left < kLeastHeight * style.size)
      return setting_.problem(ErrorCode::data, node.line, "图题太长，和图片一页排不下",
                              "把长文字写在正文里，图题只留一两行");
    scale(row, left / height);
    height = left;
  }
  double x = at.left + (room - total_width(row, gap)) / 2;
  for (const Picture& picture : row) {
    strip.ink.images.push_back({x, height - picture.height, picture.width, picture.height, picture.image});
    for (std::size_t i = 0; i < picture.lines.lines.size(); ++i) {
      const Line& line = picture.lines.lines[i];
      draw_line(picture.caption, picture.lines, line, x + (picture.width - line.width) / 2,
                height + (caption_gap + kEmAscent) * style.size + static_cast<double>(i) * pitch, strip.ink);
    }
    x += picture.width + gap;
  }
  strip.height = strip.ink_height = height + below;
  strip.before = strip.after = setting_.style.picture.around * setting_.style.line_pitch();
  flow_.strips.push_back(std::move(strip));
}

} // namespace fengqiao::render
