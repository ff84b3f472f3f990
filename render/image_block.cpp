// Pictures as strips: a paragraph of pictures only stands as one row, each over its caption.
#include "render/block_flow.hpp"

#include "core/text.hpp"
#include "render/image_size.hpp"
#include "render/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::render {
namespace {

constexpr std::size_t kMostAbreast = 8; // pictures of a row: of more nobody could see anything

struct Picture {
  std::shared_ptr<const Image> image;
  RichText caption;
  BrokenParagraph lines;
  double width = 0, height = 0;
  double slot = 0; // width of the picture, or of its caption below it
  double wish = 0; // of its caption on one line
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

// What the pictures leave of the room is for the captions that are wider than their pictures, in equal parts.
void share_slots(std::vector<Picture>& row, double room, double gap) {
  constexpr double kEpsilon = 0.01; // points
  for (Picture& picture : row)
    picture.slot = picture.width;
  double left = room - total_width(row, gap);
  const auto wanting = [](const Picture& picture) { return picture.wish - picture.slot; };
  while (left > kEpsilon) {
    const auto needy =
        std::ranges::count_if(row, [&](const Picture& picture) { return wanting(picture) > kEpsilon; });
    if (needy == 0) return;
    const double share = left / static_cast<double>(needy);
    for (Picture& picture : row) {
      const double more = std::clamp(wanting(picture), 0.0, share);
      picture.slot += more;
      left -= more;
    }
  }
}

// Breaks the captions into lines; returns the most that one has.
std::size_t set_captions(std::vector<Picture>& row, double room, double gap, const PageStyle& style) {
  for (Picture& picture : row)
    if (!picture.caption.items.empty())
      picture.wish = break_lines(picture.caption.items, {.width = 1e6, .gap = style.gap}).lines.front().width;
  share_slots(row, room, gap);
  std::size_t lines = 0;
  for (Picture& picture : row) {
    if (picture.caption.items.empty()) continue;
    picture.lines = break_lines(picture.caption.items,
                                {.width = picture.slot + 0.01, .justify = false, .gap = style.gap});
    lines = std::max(lines, picture.lines.lines.size());
  }
  return lines;
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
    row.push_back({*image, rich_text(figures_.caption(text), run_style(style), setting_), {}});
  }
  if (row.empty()) return;
  const double room = width(at), gap = row.size() > 1 ? style.size : 0, pitch = line_pitch(style);
  if (row.size() > kMostAbreast)
    return setting_.problem(ErrorCode::data, node.line,
                            fmt::format("一行排 {} 幅图，超出上限 {} 幅", row.size(), kMostAbreast),
                            "在图片之间空一行，分成几行");
  size_row(row, directives, room, gap, setting_.style.area_height - 3 * pitch);

  const double caption_gap = setting_.style.picture.caption_gap * style.size;
  const auto caption_height = [&] {
    const std::size_t lines = set_captions(row, room, gap, setting_.style);
    return lines > 0 ? caption_gap + static_cast<double>(lines) * pitch : 0;
  };
  const auto highest = [&] { return std::ranges::max_element(row, {}, &Picture::height)->height; };
  double height = highest(), below = caption_height();
  // A heading's line, too, has room above the tallest.
  const double most = setting_.style.area_height - below,
               least = setting_.style.picture.least_height * style.size;
  if (const double left = std::max(least, most - 2 * setting_.style.line_pitch()); height > left) {
    if (most < least)
      return setting_.problem(ErrorCode::data, node.line, "图题太长，和图片一页排不下",
                              "把长文字写在正文里，图题只留一两行");
    scale(row, left / height); // the captions do not become narrower for it
    height = highest();
    below = caption_height();
  }
  Strip strip;
  double width_taken = gap * static_cast<double>(row.size() - 1);
  for (const Picture& picture : row)
    width_taken += picture.slot;
  double x = at.left + (room - width_taken) / 2;
  for (const Picture& picture : row) {
    strip.ink.images.push_back({x + (picture.slot - picture.width) / 2, height - picture.height,
                                picture.width, picture.height, picture.image});
    for (std::size_t i = 0; i < picture.lines.lines.size(); ++i) {
      const Line& line = picture.lines.lines[i];
      draw_line(picture.caption, picture.lines, line, x + (picture.slot - line.width) / 2,
                height + caption_gap + kEmAscent * style.size + static_cast<double>(i) * pitch, strip.ink);
    }
    x += picture.slot + gap;
  }
  strip.height = strip.ink_height = height + below;
  strip.before = strip.after = setting_.style.picture.around * setting_.style.line_pitch();
  flow_.strips.push_back(std::move(strip));
}

} // namespace fengqiao::render
