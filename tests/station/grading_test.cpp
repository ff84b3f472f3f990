// The standard's oracle: every item of three stations, levels, vetoes, quotas, the assessment of one station.
#include "station/grading/county.hpp"
#include "station/grading/gaps.hpp"
#include "station/grading/inputs.hpp"
#include "station/grading/report.hpp"
#include "station/grading/results_file.hpp"
#include "tests/support/places.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <map>

namespace fengqiao::station::grading {
namespace {

namespace fs = std::filesystem;

const fs::path folder = test::source_dir() / "templates" / standards_folder;

const Standard& standard(const std::string& name = "标准") {
  static std::map<std::string, Standard> loaded;
  const auto found = loaded.find(name);
  if (found != loaded.end()) return found->second;
  auto read = load_standard(folder / (name + ".yaml"));
  if (!read)
    for (const auto& error : read.error())
      UNSCOPED_INFO(to_text(error));
  REQUIRE(read);
  return loaded.emplace(name, std::move(*read)).first->second;
}

StationData sample(const std::string& name, const std::string& of = "标准") {
  static std::vector<Standard> one;
  one.assign(1, standard(of));
  auto inputs = read_inputs({folder / "样例" / (name + ".yaml")}, one);
  for (const auto& error : inputs.problems)
    UNSCOPED_INFO(to_text(error));
  REQUIRE(inputs.stations.size() == 1);
  for (const auto& error : inputs.stations[0].problems)
    UNSCOPED_INFO(to_text(error));
  CHECK(inputs.stations[0].problems.empty());
  return std::move(inputs.stations[0]);
}

StationResult graded(const std::string& name, const std::string& of = "标准") {
  return grade(standard(of), sample(name, of));
}

const ItemResult& item(const StationResult& result, const std::string& number) {
  return result.items.at(result.standard->item_index(number));
}

std::string score(const StationResult& result, const std::string& number) {
  return to_fixed(item(result, number).score, 2);
}

std::string level(const StationResult& result) {
  return result.standard->levels[result.level].name;
}

struct Expected {
  const char* k;
  const char* score;
};
struct Row {
  const char* item;
  Expected of[3]; // 甲, 乙, 丙
};

const std::vector<Row>& rows() {
  static const std::vector<Row> all = {
      {"A1", {{"1.0000", "5.00"}, {"0.8500", "4.25"}, {"0.4000", "2.00"}}},
      {"A2", {{"1.0000", "6.00"}, {"0.7000", "4.20"}, {"0.7000", "4.20"}}},
      {"A3", {{"0.8500", "3.40"}, {"0.4000", "1.60"}, {"0.8500", "3.40"}}},
      {"A4", {{"0.9916", "3.97"}, {"0.6925", "2.77"}, {"0.5959", "2.38"}}},
      {"A5", {{"0.9667", "2.90"}, {"0.9375", "2.81"}, {"0.8974", "2.69"}}},
      {"A6", {{"1.0000", "3.00"}, {"0.6667", "2.00"}, {"1.0000", "3.00"}}},
      {"B1", {{"1.0000", "5.00"}, {"0.8333", "4.17"}, {"0.7639", "3.82"}}},
      {"B2", {{"0.8750", "2.63"}, {"0.6250", "1.88"}, {"0.6250", "1.88"}}},
      {"B3", {{"0.9000", "3.60"}, {"0.6000", "2.40"}, {"0.7500", "3.00"}}},
      {"B4", {{"0.8980", "2.69"}, {"0.5652", "1.70"}, {"0.7368", "2.21"}}},
      {"C1", {{"1.0000", "4.00"}, {"0.6429", "2.57"}, {"0.7857", "3.14"}}},
      {"C2", {{"1.0000", "3.00"}, {"0.6923", "2.08"}, {"0.6923", "2.08"}}},
      {"C3", {{"1.0000", "4.00"}, {"0.5833", "2.33"}, {"0.7500", "3.00"}}},
      {"C4", {{"1.0000", "4.00"}, {"0.6000", "2.40"}, {"0.8000", "3.20"}}},
      {"D1", {{"1.0000", "4.00"}, {"0.8000", "3.20"}, {"1.0000", "4.00"}}},
      {"D2", {{"1.0000", "3.00"}, {"1.0000", "3.00"}, {"0.6667", "2.00"}}},
      {"D3", {{"1.0000", "3.00"}, {"0.6000", "1.80"}, {"0.8000", "2.40"}}},
      {"D4", {{"1.0000", "2.00"}, {"1.0000", "2.00"}, {"1.0000", "2.00"}}},
      {"E1", {{"1.0000", "4.00"}, {"0.7692", "3.08"}, {"0.8462", "3.38"}}},
      {"E2", {{"0.9692", "3.88"}, {"0.6923", "2.77"}, {"0.7692", "3.08"}}},
      {"E3", {{"1.0000", "2.00"}, {"0.5000", "1.00"}, {"0.8611", "1.72"}}},
      {"E4", {{"0.7500", "2.25"}, {"0.7222", "2.17"}, {"0.5833", "1.75"}}},
      {"F1", {{"1.0000", "3.00"}, {"0.5890", "1.18"}, {"0.8630", "2.59"}}},
      {"F2", {{"0.9000", "1.80"}, {"0.6000", "0.60"}, {"0.7000", "1.40"}}},
      {"F3", {{"1.0000", "3.00"}, {"0.4286", "0.86"}, {"0.6964", "2.09"}}},
      {"G1", {{"1.0000", "3.00"}, {"1.0000", "3.00"}, {"0.8000", "2.40"}}},
      {"G2", {{"1.0000", "2.00"}, {"0.7500", "3.00"}, {"1.0000", "2.00"}}},
      {"G3", {{"1.0000", "1.00"}, {"1.0000", "1.00"}, {"1.0000", "1.00"}}},
      {"G4", {{"0.9000", "0.90"}, {"0.7500", "1.50"}, {"0.6429", "0.64"}}},
      {"H1", {{"0.9000", "1.80"}, {"0.5000", "1.00"}, {"0.6000", "1.20"}}},
      {"H2", {{"1.0000", "2.00"}, {"0.3750", "0.75"}, {"0.7500", "1.50"}}},
      {"H3", {{"1.0000", "1.00"}, {"0.5000", "0.50"}, {"1.0000", "1.00"}}},
  };
  return all;
}

const std::array<const char*, 3> stations{"甲", "乙", "丙"};

TEST_CASE("each of 32 items of three stations has its coefficient and its score to the digit") {
  CHECK(rows().size() == 32);
  for (std::size_t i = 0; i < stations.size(); ++i) {
    const StationResult result = graded(stations[i]);
    for (const auto& row : rows()) {
      INFO(stations[i] << " " << row.item);
      CHECK(to_fixed(item(result, row.item).k, 4) == row.of[i].k);
      CHECK(score(result, row.item) == row.of[i].score);
    }
  }
}

TEST_CASE("categories, totals and levels of the three stations are as worked out by hand") {
  const std::vector<std::vector<const char*>> categories{
      {"24.27", "13.92", "15.00", "12.00", "12.13", "7.80", "6.90", "4.80"},
      {"17.63", "10.15", "9.38", "10.00", "9.02", "2.64", "8.50", "2.25"},
      {"17.67", "10.91", "11.42", "10.40", "9.93", "6.08", "6.04", "3.70"}};
  const std::vector<const char*> totals{"96.82", "69.57", "76.15"}, levels{"一级", "四级", "四级"};
  for (std::size_t i = 0; i < stations.size(); ++i) {
    INFO(stations[i]);
    const StationResult result = graded(stations[i]);
    for (std::size_t c = 0; c < categories[i].size(); ++c)
      CHECK(to_fixed(result.categories[c].score, 2) == categories[i][c]);
    CHECK(to_fixed(result.total, 2) == totals[i]);
    CHECK(level(result) == levels[i]);
  }
}

TEST_CASE("a level explains itself: distance to the next, conditions that lack, the veto that caps") {
  const auto all = [](const StationResult& result) {
    std::string text;
    for (const auto& reason : result.reasons)
      text += reason + "\n";
    return text;
  };
  CHECK(all(graded("乙")).find("距三级还差0.43分") != std::string::npos);
  const StationResult capped = graded("丙");
  CHECK(capped.standard->levels[capped.level_by_score].name == "三级");
  CHECK(all(capped).find("否决项V3（数据或案件造假）成立，最高定为四级") != std::string::npos);
  StationData data = sample("丙");
  REQUIRE(suppose(standard(), "V3=否", data));
  CHECK(level(grade(standard(), data)) == "三级");
  data = sample("甲");
  data.last_level = standard().level_index("三级"); // the first level asks for the second the year before
  const StationResult lowered = grade(standard(), data);
  CHECK(level(lowered) == "二级");
  CHECK(all(lowered).find("不具备一级的必备条件：上年度 ≥ 二级（实际：三级），降为二级") !=
        std::string::npos);
}

TEST_CASE("a veto given by the figures needs no answer") {
  StationData data = sample("甲");
  REQUIRE(suppose(standard(), "E2=79.99%", data));
  CHECK(level(grade(standard(), data)) == "四级");
  REQUIRE(suppose(standard(), "E2=80%", data));
  CHECK(grade(standard(), data).vetoes.empty());
}

TEST_CASE("the heaviest of several vetoes counts") {
  StationData data = sample("甲");
  REQUIRE(suppose(standard(), "V8=是", data));
  CHECK(level(grade(standard(), data)) == "三级");
  REQUIRE(suppose(standard(), "V1=是", data));
  CHECK(level(grade(standard(), data)) == "五级");
}

TEST_CASE("borders belong to the better step, by the exact value") {
  const auto with = [](const std::string& what) {
    StationData data = sample("甲");
    REQUIRE(suppose(standard(), what, data));
    const auto result = grade(standard(), data);
    return to_fixed(item(result, what.substr(0, 2)).k, 4);
  };
  CHECK(with("A1=100/90") == "1.0000"); // −10 %
  CHECK(with("A1=1000/901") == "0.8500");
  CHECK(with("A1=100/95") == "0.8500");
  CHECK(with("A1=1000/951") == "0.7000");
  CHECK(with("A1=100/100") == "0.7000");
  CHECK(with("A1=100/105") == "0.4000");
  CHECK(with("A1=10000/10501") == "0.0000");
  CHECK(with("A1=0/0") == "0.7000");
  CHECK(with("A1=0/3") == "0.0000");
  CHECK(with("A4=80/100") == "0.0000");
  CHECK(with("A4=98/100") == "1.0000");
  CHECK(with("C4=85/100") == "1.0000");
  CHECK(with("B2=2%") == "1.0000");
  CHECK(with("B2=10%") == "0.0000");
  CHECK(with("D1=79.99") == "0.6000");
  CHECK(with("G1=50/100") == "1.0000");
}

TEST_CASE("linked targets rise with the growth of cases and do not fall with it") {
  CHECK(score(graded("丙"), "A5") == "2.69");
  StationData data = sample("丙");
  REQUIRE(suppose(standard(), "A1=150/150", data));
  CHECK(score(grade(standard(), data), "A5") == "2.80");
  REQUIRE(suppose(standard(), "A1=150/75", data));
  CHECK(score(grade(standard(), data), "A5") == "2.80");
}

TEST_CASE("scores are rounded half up, item by item") {
  CHECK(score(graded("甲"), "B2") == "2.63"); // 2.625
  CHECK(score(graded("乙"), "B2") == "1.88"); // 1.875
  CHECK(to_fixed(round2(*parse_decimal("94.995")), 2) == "95.00");
}

TEST_CASE("a missing number is not 0 and not 不适用") {
  StationData data = sample("甲");
  const std::size_t b3 = standard().item_index("B3");
  data.raw[b3] = {};
  StationResult result = grade(standard(), data);
  CHECK(score(result, "B3") == "0.00");
  CHECK(item(result, "B3").note == "原始数没有填，计0分");
  data.raw[b3].state = RawItem::State::not_applicable;
  result = grade(standard(), data);
  CHECK(score(result, "B3") == "4.00");
  Standard rescaling = standard();
  rescaling.rescale_missing = true;
  result = grade(rescaling, data);
  CHECK(item(result, "B3").weight == 0);
  CHECK(to_fixed(result.total, 2) == to_fixed(Rational(9322, 96), 2)); // (96.82 − 3.60) × 100 ÷ 96
  REQUIRE(suppose(standard(), "B3=0/0", data));
  result = grade(standard(), data);
  CHECK(item(result, "B3").note == "分母是0，按满分计");
}

TEST_CASE("gaps say what the next point and the full mark take in raw numbers") {
  const StationResult result = graded("甲");
  const auto all = gaps(result);
  const auto of = [&](const std::string& number) {
    for (const auto& gap : all)
      if (result.standard->items[gap.item].number == number) return gap;
    return Gap();
  };
  CHECK(result.standard->items[all.front().item].number == "E4"); // 0.75 to be won
  CHECK(of("A4").advice == "再到位5次可得0.03分；再到位2次可得0.01分");
  CHECK(to_plain(of("A4").most->change) == "5");
  CHECK(of("E4").advice.find("再整改3条可得0.75分") == 0);
  for (const auto& gap : all) { // what the advice says is so, and one unit less is not enough
    INFO(result.standard->items[gap.item].number);
    if (!gap.most) continue;
    const Rule& rule = result.standard->items[gap.item].rules[result.data.station_class];
    const bool fewer = rule.kind == RuleKind::chg || rule.kind == RuleKind::inv || rule.kind == RuleKind::cnt;
    const auto after = [&](const Rational& change) {
      RawNumbers raw = result.data.raw[gap.item].raw;
      raw.numbers[working_number(rule)] += fewer ? Rational(-change) : change;
      return score_with(result, gap.item, raw);
    };
    const Rational now = result.items[gap.item].score;
    CHECK(round2(after(gap.most->change)) == now + gap.most->points);
    CHECK(after(gap.most->change - 1) < after(gap.most->change));
    CHECK(round2(after(gap.next->change)) > now);
    CHECK(round2(after(gap.next->change - 1)) == now);
  }
  for (std::size_t i = 1; i < all.size(); ++i)
    CHECK(all[i - 1].points >= all[i].points);
}

TEST_CASE("quotas of 20 and of 12 stations come out as worked out, on each base and with each rounding") {
  const auto check = [](const std::vector<std::size_t>& counts, const std::string& words) {
    const auto quota = change_quota(standard().quota, words);
    REQUIRE(quota);
    return check_quota(standard(), *quota, counts);
  };
  const auto shares = [](const QuotaCheck& quota) {
    std::string text;
    for (const auto& line : quota.lines)
      text += to_fixed(line.share, 2) + " ";
    return text;
  };
  const auto places = [](const QuotaCheck& quota) {
    std::string text;
    for (const auto& line : quota.lines)
      text += to_plain(line.places) + (line.fits ? "+ " : "- ");
    return text;
  };
  const std::vector<std::size_t> twenty{1, 3, 6, 8, 2}, twelve{1, 2, 4, 4, 1};
  CHECK(shares(check(twenty, "")) == "5.00 15.00 30.00 ");
  CHECK(places(check(twenty, "")) == "1+ 3+ 6+ ");
  CHECK(shares(check(twenty, "合格")) == "5.56 16.67 33.33 ");
  CHECK(to_fixed(check(twenty, "").qualified_share, 2) == "90.00");
  CHECK(check(twenty, "").qualified_fits);
  CHECK(to_fixed(check(twelve, "").qualified_share, 2) == "91.67");
  CHECK(shares(check(twelve, "")) == "8.33 16.67 33.33 ");
  CHECK(places(check(twelve, "上限，四舍五入")) == "1+ 2+ 4+ ");
  CHECK(places(check(twelve, "上限、向下")) == "0- 1- 3- ");
  CHECK(places(check(twelve, "上限,向上")) == "1+ 2+ 4+ ");
  CHECK(places(check({0, 2, 4, 5, 1}, "目标")) == "1- 2+ 4+ ");
  CHECK(change_quota(standard().quota, "中位数").error().code == ErrorCode::usage);
  const auto small = check(twelve, "向下");
  CHECK(explain(standard(), *change_quota(standard().quota, "向下"), small, small.lines[0]) ==
        "一级：全部所12个×5%＝0.6，向下取整为0个（所数少，名额被取整吞掉）");
}

TEST_CASE("the assessment of 甲 gives 93.73 and a recommendation, without evidence an item gives nothing") {
  const StationResult result = graded("甲-枫桥式", "枫桥式");
  const std::vector<std::pair<const char*, const char*>> scores{
      {"M1", "13.93"}, {"M2", "4.38"}, {"M3", "10.00"}, {"M4", "8.00"}, {"P1", "10.00"},
      {"P2", "10.00"}, {"P3", "4.50"}, {"P4", "4.17"},  {"S1", "7.75"}, {"S2", "6.00"},
      {"S3", "5.00"},  {"J1", "4.00"}, {"J2", "3.00"},  {"J3", "3.00"}};
  for (const auto& [number, points] : scores) {
    INFO(number);
    CHECK(score(result, number) == points);
  }
  const std::vector<const char*> parts{"36.31", "28.67", "18.75", "10.00"};
  for (std::size_t i = 0; i < parts.size(); ++i)
    CHECK(to_fixed(result.categories[i].score, 2) == parts[i]);
  CHECK(to_fixed(result.total, 2) == "93.73");
  CHECK(level(result) == "推荐");
  StationData data = sample("甲-枫桥式", "枫桥式");
  data.evidence.pop_back(); // proves J1, J2, J3
  const StationResult poorer = grade(standard("枫桥式"), data);
  CHECK(to_fixed(poorer.total, 2) == "83.73");
  CHECK(item(poorer, "J2").note == "无证据，不计分");
  data = sample("甲-枫桥式", "枫桥式");
  data.assessed = Date{2027, 1, 1}; // the survey was good until the day before
  CHECK(score(grade(standard("枫桥式"), data), "S1") == "0.00");
  data = sample("甲-枫桥式", "枫桥式");
  data.declarations[0] = std::nullopt; // not answered is not yes
  CHECK(level(grade(standard("枫桥式"), data)) == "暂不推荐");
}

TEST_CASE("who ranks behind the recommended share of the county is not recommended") {
  std::vector<StationResult> results;
  for (int i = 0; i < 6; ++i) { // 20 % of 6, rounded up: 2
    StationData data = sample("甲-枫桥式", "枫桥式");
    REQUIRE(suppose(standard("枫桥式"), "M4=" + std::to_string(i < 3 ? 5 : 4), data));
    if (i == 0) REQUIRE(suppose(standard("枫桥式"), "S3=6", data));
    results.push_back(grade(standard("枫桥式"), data));
  }
  const County county = rank_county(std::move(results), standard("枫桥式").quota);
  CHECK(to_plain(county.quota.lines[0].places) == "2");
  CHECK(county.ranking[0].place == 1);
  CHECK(county.ranking[1].place == 2);
  CHECK(county.ranking[2].place == 2); // equal totals share a place
  CHECK(county.ranking[3].place == 4);
  CHECK(county.quota.counts[0] == 3);
  CHECK(county.results[3].reasons.back().find("名额以外") != std::string::npos);
}

TEST_CASE("the results table is read back as the year before") {
  const test::TemporaryFolder temporary;
  std::vector<StationResult> results{graded("甲"), graded("乙"), graded("丙")};
  const County county = rank_county(std::move(results), standard().quota);
  CHECK(county.results[county.ranking[0].index].data.station.find("城关") != std::string::npos);
  CHECK(county.ranking[2].class_place == 1); // 乙 is the only one of its class
  const auto file = temporary.write("结果.csv", results_csv(county));
  const auto former = read_results(file);
  REQUIRE(former);
  REQUIRE(former->size() == 3);
  const FormerResult& first = former->at("示例县公安局城关派出所");
  CHECK(first.level == "一级");
  CHECK(to_fixed(first.total, 2) == "96.82");
  CHECK(to_fixed(first.categories.at("E"), 2) == "12.13");
  CHECK(movement(first.total, *parse_decimal("97.5")) == "−0.68");
  CHECK_FALSE(read_results(temporary.write("别的.csv", "单位,电话\n某所,1\n")));
}

} // namespace
} // namespace fengqiao::station::grading
