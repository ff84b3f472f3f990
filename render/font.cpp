#include "render/font.hpp"

#include "core/limits.hpp"
#include "core/text.hpp"
#include "render/builtin_face.hpp"
#include "render/font_faults.hpp"
#include "render/font_impl.hpp"
#include "render/ttf_builder.hpp"

#include FT_OUTLINE_H
#include FT_BBOX_H
#include FT_TRUETYPE_TABLES_H

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <limits>
#include <new>
#include <system_error>
#include <thread>

namespace fengqiao::render {
namespace fs = std::filesystem;
namespace {

std::size_t slot_of(FontRole role) {
  return static_cast<std::size_t>(role);
}

// Where a role's own chain has no such character: first the roles whose strokes stand out least in running
// text.
constexpr std::array kLastResorts{FontRole::songti, FontRole::kaiti, FontRole::fangsong, FontRole::heiti,
                                  FontRole::title};
static_assert(kLastResorts.size() == kFontRoles.size());

// Characters that a font may rightly leave blank.
bool may_be_blank(char32_t c) {
  return is_space(c) || c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
         (c >= 0x205F && c <= 0x2064) || c == 0xFEFF;
}

// ---- outlines ----

struct PenInUnits {
  OutlinePen pen;
  double scale; // font units to 1/1000 em

  double at(FT_Pos value) const { return static_cast<double>(value) * scale; }
};

int move_to(const FT_Vector* to, void* user) {
  auto& p = *static_cast<PenInUnits*>(user);
  p.pen.move_to(p.at(to->x), p.at(to->y));
  return 0;
}

int line_to(const FT_Vector* to, void* user) {
  auto& p = *static_cast<PenInUnits*>(user);
  p.pen.line_to(p.at(to->x), p.at(to->y));
  return 0;
}

int conic_to(const FT_Vector* control, const FT_Vector* to, void* user) {
  auto& p = *static_cast<PenInUnits*>(user);
  p.pen.conic_to(p.at(control->x), p.at(control->y), p.at(to->x), p.at(to->y));
  return 0;
}

int cubic_to(const FT_Vector* a, const FT_Vector* b, const FT_Vector* to, void* user) {
  auto& p = *static_cast<PenInUnits*>(user);
  p.pen.cubic_to(p.at(a->x), p.at(a->y), p.at(b->x), p.at(b->y), p.at(to->x), p.at(to->y));
  return 0;
}

// The outline, composite glyphs flattened by FreeType; nullopt if it is damaged.
std::optional<Outline> decompose(FT_Outline& source, double scale) {
  static constexpr FT_Outline_Funcs callbacks{move_to, line_to, conic_to, cubic_to, 0, 0};
  PenInUnits pen{{}, scale};
  if (FT_Outline_Decompose(&source, &callbacks, &pen) != 0) return std::nullopt;
  Outline outline = pen.pen.finish();
  if (outline.points.size() > kGlyphPoints) return std::nullopt;
  return outline;
}

// Box of the built-in marks, whose outlines are polygons.
void measure_points(Glyph& glyph) {
  const auto [left, right] = std::ranges::minmax(glyph.shape.outline.points, {}, &PathPoint::x);
  const auto [bottom, top] = std::ranges::minmax(glyph.shape.outline.points, {}, &PathPoint::y);
  glyph.left = left.x / 1000.0;
  glyph.right = right.x / 1000.0;
  glyph.bottom = bottom.y / 1000.0;
  glyph.top = top.y / 1000.0;
}

bool plausible(const Glyph& glyph) {
  const bool advance_ok = glyph.shape.advance >= 0 && glyph.shape.advance <= 16'000;
  const double reach = std::max({-glyph.left, glyph.right, -glyph.bottom, glyph.top});
  return advance_ok && reach < 16;
}

// ---- names and measures of a face ----

// Letters, digits and '-' only, short enough for libharu, which refuses names beyond about 110 bytes.
std::string postscript_safe(const char* name) {
  std::string safe;
  for (const char* c = name ? name : ""; *c && safe.size() < 90; ++c) {
    const bool keep =
        (*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || *c == '-';
    if (keep) safe += *c;
  }
  return safe;
}

std::string name_of(FT_Face face) {
  if (std::string name = postscript_safe(FT_Get_Postscript_Name(face)); !name.empty()) return name;
  if (std::string name = postscript_safe(face->family_name); !name.empty()) return name;
  return "UnnamedFont";
}

// The typographic ascent and descent are the em box of a Chinese font; hhea's often hold the line gap too
// (Noto: 1.45 em).
FontSet::Vertical vertical_of(FT_Face face) {
  const double em = face->units_per_EM;
  const auto checked = [](double ascent, double descent) -> std::optional<FontSet::Vertical> {
    if (ascent <= 0 || descent < 0 || ascent + descent < 0.8 || ascent + descent > 1.3) return std::nullopt;
    return FontSet::Vertical{ascent, descent};
  };
  const auto* os2 = static_cast<TT_OS2*>(FT_Get_Sfnt_Table(face, FT_SFNT_OS2));
  if (os2 != nullptr && os2->version != 0xFFFF)
    if (const auto typo = checked(os2->sTypoAscender / em, -os2->sTypoDescender / em)) return *typo;
  return checked(face->ascender / em, -face->descender / em).value_or(FontSet::Vertical{});
}

// ---- opening ----

bool is_font_file(const fs::path& file) {
  std::error_code error;
  return fs::is_regular_file(file, error) && fs::file_size(file, error) <= limits::font_file_bytes && !error;
}

std::string readable(const fs::path& file) {
  return printable(file.string());
}

FreeTypeFace open_index(FT_Library library, const FontSource& source, int index) {
  FT_Face face = nullptr;
  if (FT_New_Face(library, source.file.c_str(), index, &face) != 0) return nullptr;
  return FreeTypeFace(face);
}

bool has_family(const FreeTypeFace& face, const std::string& family) {
  return family.empty() || (face->family_name != nullptr && face->family_name == family);
}

Result<FreeTypeFace> open_source(FT_Library library, const FontSource& source) {
  FreeTypeFace face = open_index(library, source, source.index);
  if (face == nullptr && !source.family.empty()) face = open_index(library, source, 0);
  if (face == nullptr)
    return fail(ErrorCode::general, readable(source.file), "不是可用的字体文件，或已损坏",
                "换一个完好的字体文件");
  if (has_family(face, source.family)) return face;

  const auto count = std::min<FT_Long>(face->num_faces, 64);
  for (int index = 0; index < count; ++index) {
    face = open_index(library, source, index);
    if (face != nullptr && has_family(face, source.family)) return face;
  }
  return fail(ErrorCode::general, readable(source.file), "字体文件里没有“" + source.family + "”");
}

// The face has outlines, a Unicode map, and may be embedded.
std::optional<Error> unusable(FT_Face face, const FontSource& source) {
  const auto error = [&](std::string message, std::string hint = {}) {
    return Error{ErrorCode::general, readable(source.file), std::move(message), std::move(hint)};
  };
  if (!FT_IS_SCALABLE(face) || face->units_per_EM < 16) return error("字体没有轮廓字形，无法使用");
  if (face->charmap == nullptr || face->charmap->encoding != FT_ENCODING_UNICODE)
    return error("字体没有 Unicode 编码表，无法使用");
  if ((FT_Get_FSType_Flags(face) & FT_FSTYPE_RESTRICTED_LICENSE_EMBEDDING) != 0)
    return error("字体声明不许嵌入文件，未使用", "换用允许嵌入的字体");
  if ((FT_Get_FSType_Flags(face) & (FT_FSTYPE_NO_SUBSETTING | FT_FSTYPE_BITMAP_EMBEDDING_ONLY)) != 0)
    return error("字体声明不许只嵌入用到的字（或只许嵌入点阵），未使用", "换用没有这种限制的字体");
  return std::nullopt;
}

// A file cut short opens, and its later glyphs do not: some are tried from the first to the last.
bool glyphs_load(FT_Face face) {
  constexpr FT_Long kTried = 64;
  for (FT_Long i = 0; i <= kTried; ++i) {
    const auto glyph = static_cast<FT_UInt>((face->num_glyphs - 1) * i / kTried);
    if (FT_Load_Glyph(face, glyph, FT_LOAD_NO_SCALE) != 0) return false;
  }
  return true;
}

Error no_font_for(FontRole role, const std::vector<FontSource>& chain) {
  std::string tried;
  for (const FontSource& source : chain)
    tried += "\n    " + readable(source.file);
  if (tried.empty()) tried = "（没有指定文件）";
  return {ErrorCode::general,
          {},
          "没有可用的" + std::string(role_name(role)) + "字体；找过：" + tried,
          "安装默认字体：sudo apt install fonts-noto-cjk fonts-lxgw-wenkai texlive-lang-chinese（后者含 "
          "Fandol 仿宋、"
          "黑体、楷体、宋体；也可只把其中的 .otf 文件放进字体文件夹）"};
}

} // namespace

std::string_view role_name(FontRole role) {
  constexpr std::array<std::string_view, kFontRoles.size()> names{"仿宋", "黑体", "楷体", "宋体", "小标宋"};
  return names[slot_of(role)];
}

// ---- Face ----

namespace {

std::uint64_t key_of(const EmbeddedGlyph& glyph) {
  const auto trim = [](int units) { return static_cast<std::uint64_t>(std::clamp(units, 0, 1000)); };
  const std::uint64_t fine = glyph.fineness == Fineness::display ? 1 : 0;
  return std::uint64_t{glyph.character} << 32 | fine << 31 | trim(glyph.left) << 16 | trim(glyph.right);
}

} // namespace

Face::Face() : name_(kBuiltinFaceName), vertical_{0.88, 0.12} {}

Face::Face(FreeTypeFace face)
    : face_(std::move(face)), name_(name_of(face_.get())), vertical_(vertical_of(face_.get())) {}

const Glyph* Face::glyph(char32_t c) {
  auto found = glyphs_.find(c);
  if (found == glyphs_.end()) found = glyphs_.emplace(c, load(c)).first;
  return found->second ? &*found->second : nullptr;
}

const EncodedGlyph& Face::encoded(const EmbeddedGlyph& wanted) {
  const std::uint64_t key = key_of(wanted);
  if (const auto found = encoded_.find(key); found != encoded_.end()) return found->second;
  glyph(wanted.character);
  return encoded_.emplace(key, encode(wanted)).first->second;
}

EncodedGlyph Face::encode(const EmbeddedGlyph& wanted) const {
  const GlyphShape& shape = glyphs_.at(wanted.character)->shape;
  if (wanted.left == 0 && wanted.right == 0) return encode_glyph(shape, wanted.fineness);
  GlyphShape trimmed = shape;
  trimmed.advance = std::max(0.0, shape.advance - wanted.left - wanted.right);
  for (PathPoint& point : trimmed.outline.points)
    point.x -= static_cast<float>(wanted.left);
  return encode_glyph(trimmed, wanted.fineness);
}

void Face::encode_ahead(const std::vector<EmbeddedGlyph>& wanted) {
  constexpr std::size_t kLeast = 48; // glyphs: fewer are done sooner than a thread begins
  constexpr unsigned kMostThreads = 4;
  std::vector<EmbeddedGlyph> missing;
  for (const EmbeddedGlyph& each : wanted)
    if (glyph(each.character) != nullptr && !encoded_.contains(key_of(each))) missing.push_back(each);
  if (missing.size() < kLeast) return;

  std::vector<std::optional<EncodedGlyph>> done(missing.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    try {
      for (std::size_t i = next++; i < missing.size(); i = next++)
        done[i] = encode(missing[i]);
    } catch (const std::bad_alloc&) {
      return; // encoded() meets it again, where it can be reported
    }
  };
  {
    std::vector<std::jthread> helpers;
    try {
      for (unsigned i = 1; i < std::min(kMostThreads, std::thread::hardware_concurrency()); ++i)
        helpers.emplace_back(work);
    } catch (const std::system_error&) { // no thread to be had: this one does it all
    }
    work();
  }
  for (std::size_t i = 0; i < missing.size(); ++i)
    if (done[i]) encoded_.emplace(key_of(missing[i]), std::move(*done[i]));
}

std::optional<Glyph> Face::load(char32_t c) const {
  Glyph glyph;
  if (face_ == nullptr) {
    auto shape = builtin_glyph(c);
    if (!shape) return std::nullopt;
    glyph.shape = std::move(*shape);
    measure_points(glyph);
    return glyph;
  }

  if (glyph_fault(name_, c) == GlyphFault::wrong) return std::nullopt;
  const FT_UInt index = FT_Get_Char_Index(face_.get(), c);
  if (index == 0 || FT_Load_Glyph(face_.get(), index, FT_LOAD_NO_SCALE) != 0) return std::nullopt;
  FT_GlyphSlot slot = face_->glyph;
  if (slot->format != FT_GLYPH_FORMAT_OUTLINE) return std::nullopt;

  const double em = face_->units_per_EM;
  auto outline = decompose(slot->outline, 1000 / em);
  if (!outline) return std::nullopt;
  glyph.shape = {std::move(*outline), static_cast<double>(slot->metrics.horiAdvance) * 1000 / em};
  if (glyph.shape.outline.empty()) {
    if (!may_be_blank(c)) return std::nullopt;
    glyph.right = glyph.shape.advance / 1000;
  } else {
    FT_BBox box;
    if (FT_Outline_Get_BBox(&slot->outline, &box) != 0) return std::nullopt;
    glyph.left = static_cast<double>(box.xMin) / em;
    glyph.right = static_cast<double>(box.xMax) / em;
    glyph.bottom = static_cast<double>(box.yMin) / em;
    glyph.top = static_cast<double>(box.yMax) / em;
  }
  if (!plausible(glyph)) return std::nullopt;
  return glyph;
}

// ---- FontSet::Impl ----

// A file that several roles share is opened once.
void FontSet::Impl::add_chain(FontRole role, const std::vector<FontSource>& chain) {
  for (const FontSource& source : chain) {
    if (!is_font_file(source.file)) continue;
    const auto known = std::ranges::find(slots, source, &Slot::source);
    chains[slot_of(role)].push_back(static_cast<std::size_t>(known - slots.begin()));
    if (known == slots.end()) slots.push_back({source, false, std::nullopt});
  }
}

std::optional<GlyphMeasure> FontSet::Impl::find(FontRole role, char32_t c) {
  if (is_builtin_mark(c)) return find_builtin(c);
  if (auto found = find_in_fonts(role, c, GlyphFault::none)) return found;
  return find_in_fonts(role, c, GlyphFault::poor);
}

std::optional<GlyphMeasure> FontSet::Impl::find_in_fonts(FontRole role, char32_t c, GlyphFault allowed) {
  if (auto found = find_in_chain(role, c, allowed)) return found;
  if (auto found = find_builtin(c)) return found;
  for (const FontRole other : kLastResorts)
    if (other != role)
      if (auto found = find_in_chain(other, c, allowed)) return found;
  return std::nullopt;
}

std::optional<GlyphMeasure> FontSet::Impl::find_in_chain(FontRole role, char32_t c, GlyphFault allowed) {
  for (const std::size_t index : chains[slot_of(role)])
    if (const auto face = open(slots[index]); face && glyph_fault(faces[*face]->name(), c) <= allowed)
      if (auto found = find_in_face(*face, c)) return found;
  return std::nullopt;
}

std::optional<GlyphMeasure> FontSet::Impl::find_in_face(FaceId face, char32_t c) {
  const Glyph* glyph = faces[face]->glyph(c);
  if (glyph == nullptr) return std::nullopt;
  return GlyphMeasure{face,      glyph->shape.advance / 1000, glyph->left, glyph->right, glyph->bottom,
                      glyph->top};
}

std::optional<GlyphMeasure> FontSet::Impl::find_builtin(char32_t c) {
  if (!builtin_glyph(c)) return std::nullopt;
  if (!builtin) builtin = add_face(std::make_unique<Face>());
  return find_in_face(*builtin, c);
}

std::optional<FaceId> FontSet::Impl::open(Slot& slot) {
  if (slot.tried) return slot.face;
  slot.tried = true;
  if (faces.size() >= std::numeric_limits<FaceId>::max()) return std::nullopt;
  auto face = open_source(library.get(), slot.source);
  if (!face) {
    problems.push_back(face.error());
    return std::nullopt;
  }
  if (auto error = unusable(face->get(), slot.source)) {
    problems.push_back(std::move(*error));
    return std::nullopt;
  }
  slot.face = add_face(std::make_unique<Face>(std::move(*face)));
  return slot.face;
}

FaceId FontSet::Impl::add_face(std::unique_ptr<Face> face) {
  faces.push_back(std::move(face));
  return static_cast<FaceId>(faces.size() - 1);
}

// ---- FontSet ----

std::optional<Error> font_fault(const FontSource& source) {
  const auto error = [&](std::string message) {
    return Error{ErrorCode::general, readable(source.file), std::move(message), {}};
  };
  std::error_code code;
  if (!fs::exists(source.file, code)) return error("没有这个文件");
  if (!fs::is_regular_file(source.file, code)) return error("不是普通文件");
  if (!is_font_file(source.file))
    return error("字体文件太大，上限 " + std::to_string(limits::font_file_bytes >> 20) + " MB");
  FT_Library started = nullptr;
  if (FT_Init_FreeType(&started) != 0) return error("FreeType 无法启动");
  const FreeTypeLibrary library(started);
  const auto face = open_source(library.get(), source);
  if (!face) return face.error();
  if (auto fault = unusable(face->get(), source)) return fault;
  if (FT_Get_Char_Index(face->get(), U'的') == 0) return error("字体里没有汉字");
  if (!glyphs_load(face->get())) return error("字体文件不完整，或已损坏");
  return std::nullopt;
}

FontSet::FontSet(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
FontSet::FontSet(FontSet&&) noexcept = default;
FontSet& FontSet::operator=(FontSet&&) noexcept = default;
FontSet::~FontSet() = default;

Result<FontSet> FontSet::open(FontConfig config) {
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) != 0) return fail(ErrorCode::general, {}, "FreeType 无法启动");
  auto impl = std::make_unique<Impl>(FreeTypeLibrary(library));
  for (const FontRole role : kFontRoles) {
    const auto& chain = config.chains[slot_of(role)];
    impl->add_chain(role, chain);
    if (impl->chains[slot_of(role)].empty()) return fail(no_font_for(role, chain));
  }
  return FontSet(std::move(impl));
}

std::optional<GlyphMeasure> FontSet::measure(FontRole role, char32_t c) {
  const std::uint64_t key = (std::uint64_t{slot_of(role)} << 32) | c;
  const auto found = impl_->measured.find(key);
  if (found != impl_->measured.end()) return found->second;
  return impl_->measured.emplace(key, impl_->find(role, c)).first->second;
}

std::optional<GlyphMeasure> FontSet::measure_in(FaceId face, char32_t c) {
  return face < impl_->faces.size() ? impl_->find_in_face(face, c) : std::nullopt;
}

std::string FontSet::face_name(FaceId face) const {
  return face < impl_->faces.size() ? impl_->faces[face]->name() : std::string{};
}

FontSet::Vertical FontSet::vertical(FaceId face) const {
  return face < impl_->faces.size() ? impl_->faces[face]->vertical() : Vertical{};
}

const Errors& FontSet::problems() const {
  return impl_->problems;
}

} // namespace fengqiao::render
