// fengqiao_ranking_folds INDEX QUERIES QRELS [RANDOM]: are the constants of the ranking chosen, or fitted?
// Ranks every question (id <TAB> text) with each constant changed by itself and with RANDOM mixtures, scores
// against QRELS (id <TAB> file <TAB> clause <TAB> 1), and chooses all constants anew in each of five folds of
// questions, by the other four. Questions that share an answer stay in one fold. Same input, same table.
#include "indexer/query_plan.hpp"
#include "indexer/ranking.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace fengqiao;
using namespace fengqiao::indexer;

namespace {

constexpr std::size_t kFolds = 5, kDepth = 100;

using Scores = std::array<double, 4>; // MRR@10, nDCG@10, R@10, R@100

struct Question {
  std::string id, text;
  QueryPlan plan;
  std::set<ClauseRef> answers;
  std::size_t judged = 0; // answers, also those that the index does not hold
  std::size_t fold = 0;
};

struct Setting {
  std::string name;
  RankingWeights weights;
  std::vector<Scores> scores = {}; // by question
};

std::vector<std::string> columns(const std::string& line) {
  std::vector<std::string> out(1);
  for (const char c : line)
    if (c == '\t')
      out.emplace_back();
    else
      out.back().push_back(c);
  return out;
}

std::map<std::string, ClauseRef> clauses_by_place(const IndexReader& index) {
  std::map<std::string, ClauseRef> out;
  for (const auto& span : index.spans()) {
    const std::string file = index.document(span.ref).value().data.file;
    const auto keys = index.clause_keys(span.ref).value();
    for (std::size_t i = 0; i < keys.size(); ++i)
      out.emplace(file + "\t" + keys[i], span.ref + static_cast<ClauseRef>(i));
  }
  return out;
}

std::vector<Question> read_questions(const IndexReader& index, const char* queries, const char* qrels) {
  std::vector<Question> out;
  std::map<std::string, std::size_t> by_id;
  const Vocabulary vocabulary = index.vocabulary().value();
  std::ifstream questions(queries);
  for (std::string line; std::getline(questions, line);) {
    const auto cells = columns(line);
    if (cells.size() < 2) continue;
    by_id[cells[0]] = out.size();
    out.push_back({cells[0], cells[1], plan_query(cells[1], index, vocabulary).value(), {}, 0, 0});
  }
  const auto places = clauses_by_place(index);
  std::ifstream judgements(qrels);
  for (std::string line; std::getline(judgements, line);) {
    const auto cells = columns(line);
    const auto question = by_id.find(cells.front());
    if (cells.size() < 3 || question == by_id.end()) continue;
    ++out[question->second].judged;
    if (const auto place = places.find(cells[1] + "\t" + cells[2]); place != places.end())
      out[question->second].answers.insert(place->second);
  }
  return out;
}

// Groups of questions that share answers, the largest first, each into the fold that has fewest questions.
std::size_t make_folds(std::vector<Question>& questions) {
  std::vector<std::size_t> group(questions.size());
  std::iota(group.begin(), group.end(), 0);
  const auto find = [&](std::size_t i) {
    while (group[i] != i)
      i = group[i] = group[group[i]];
    return i;
  };
  std::map<ClauseRef, std::size_t> first;
  for (std::size_t i = 0; i < questions.size(); ++i)
    for (const ClauseRef answer : questions[i].answers)
      group[find(i)] = find(first.emplace(answer, i).first->second);
  std::map<std::size_t, std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < questions.size(); ++i)
    members[find(i)].push_back(i);
  std::vector<const std::vector<std::size_t>*> by_size;
  for (const auto& [root, list] : members)
    by_size.push_back(&list);
  std::stable_sort(by_size.begin(), by_size.end(),
                   [](const auto* a, const auto* b) { return a->size() > b->size(); });
  std::array<std::size_t, kFolds> sizes{};
  for (const auto* list : by_size) {
    const auto fold = static_cast<std::size_t>(std::min_element(sizes.begin(), sizes.end()) - sizes.begin());
    sizes[fold] += list->size();
    for (const std::size_t i : *list)
      questions[i].fold = fold;
  }
  return members.size();
}

Scores score_of(const Question& question, const std::vector<RankedClause>& ranked) {
  Scores out{};
  double ideal = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(question.judged, 10); ++i)
    ideal += 1 / std::log2(static_cast<double>(i) + 2);
  const auto judged = static_cast<double>(std::max<std::size_t>(question.judged, 1));
  for (std::size_t i = 0; i < std::min(ranked.size(), kDepth); ++i) {
    if (!question.answers.contains(ranked[i].clause)) continue;
    const auto rank = static_cast<double>(i) + 1;
    out[3] += 1 / judged;
    if (i >= 10) continue;
    out[0] = std::max(out[0], 1 / rank);
    out[1] += 1 / std::log2(rank + 1) / ideal;
    out[2] += 1 / judged;
  }
  return out;
}

// The mean over the questions that `takes` takes.
template <class Takes> Scores mean(const std::vector<Scores>& scores, Takes&& takes) {
  Scores sum{};
  double number = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (!takes(i)) continue;
    ++number;
    for (std::size_t k = 0; k < sum.size(); ++k)
      sum[k] += scores[i][k];
  }
  for (double& value : sum)
    value /= std::max(number, 1.0);
  return sum;
}

double aim(const Scores& s) {
  return s[0] + s[1] + s[3];
}

void print(const std::string& name, const Scores& s) {
  std::cout << fmt::format("{:<34} {:.3f} {:.3f} {:.3f} {:.3f}\n", name, s[0], s[1], s[2], s[3])
            << std::flush;
}

struct Constant {
  const char* name;
  std::vector<double> values;
  void (*set)(RankingWeights&, double);
};

const std::vector<Constant>& constants() {
  static const std::vector<Constant> all{
      {"mentions", {0, .05, .15, .2}, [](RankingWeights& w, double v) { w.mentions = v; }},
      {"likeness", {0, .6, 1.5}, [](RankingWeights& w, double v) { w.likeness = v; }},
      {"citing", {0, .1, .4}, [](RankingWeights& w, double v) { w.citing = v; }},
      {"characters", {0, .25, .75}, [](RankingWeights& w, double v) { w.characters = v; }},
      {"measure", {0, .5}, [](RankingWeights& w, double v) { w.measure = v; }},
      {"document", {0, .15, .45}, [](RankingWeights& w, double v) { w.document = v; }},
      {"candidates",
       {150, 600},
       [](RankingWeights& w, double v) { w.candidates = static_cast<std::size_t>(v); }},
      {"near candidates",
       {300, 2000},
       [](RankingWeights& w, double v) { w.near_candidates = static_cast<std::size_t>(v); }},
  };
  return all;
}

std::vector<Setting> settings(std::size_t mixtures) {
  std::vector<Setting> out{{"as built", {}}};
  for (const auto& constant : constants())
    for (const double value : constant.values) {
      out.push_back({fmt::format("{} {}", constant.name, value), {}});
      constant.set(out.back().weights, value);
    }
  std::mt19937_64 random(1);
  for (std::size_t i = 0; i < mixtures; ++i) {
    out.push_back({fmt::format("mixture {}", i + 1), {}});
    for (const auto& constant : constants())
      if (const std::size_t choice = random() % (constant.values.size() + 1); choice > 0)
        constant.set(out.back().weights, constant.values[choice - 1]);
  }
  return out;
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr << "usage: fengqiao_ranking_folds INDEX QUERIES QRELS [RANDOM]\n";
    return 2;
  }
  const auto index = IndexReader::open(std::filesystem::path(argv[1]));
  if (!index) {
    std::cerr << to_text(index.error()) << "\n";
    return 1;
  }
  auto questions = read_questions(*index, argv[2], argv[3]);
  const std::size_t groups = make_folds(questions);
  std::cout << fmt::format("{} questions in {} groups\n", questions.size(), groups);
  auto all = settings(argc > 4 ? std::strtoul(argv[4], nullptr, 10) : 0);
  for (auto& setting : all) {
    for (const auto& question : questions)
      setting.scores.push_back(
          score_of(question, ranked(*index, question.plan, kDepth, {}, setting.weights).value()));
    print(setting.name, mean(setting.scores, [](std::size_t) { return true; }));
  }
  std::vector<Scores> left_out(questions.size());
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    const auto trained = [&](const Setting& s) {
      return aim(mean(s.scores, [&](std::size_t i) { return questions[i].fold != fold; }));
    };
    const auto best = std::max_element(
        all.begin(), all.end(), [&](const Setting& a, const Setting& b) { return trained(a) < trained(b); });
    std::cout << fmt::format("fold {}: {}\n", fold + 1, best->name);
    for (std::size_t i = 0; i < questions.size(); ++i)
      if (questions[i].fold == fold) left_out[i] = best->scores[i];
  }
  print("chosen without the fold itself", mean(left_out, [](std::size_t) { return true; }));
}
