// Weights for those who did not answer: the worked example of the mission's formulas, hand computation, a published table for raking, a slow second road, and what joins cells.
#include "metrics/response_weights.h"

#include <algorithm>
#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <map>
#include <vector>

#include "base/random.h"
#include "metrics/raking.h"

using namespace lifeworth;
using Catch::Approx;

namespace {

/// So many answers with so high a score, a fifth of them passive.
Said said(std::uint64_t n, double score) {
  const auto passive = n / 5;
  const auto above = static_cast<std::uint64_t>(std::lround((double(n - passive) + score * double(n)) / 2));
  return {n - passive - above, passive, above};
}

double score_of(const Said& each) { return (double(each[2]) - double(each[0])) / double(answered(each)); }

/// Every answer for itself, its weight fitted margin by margin, a thousand rounds.
std::vector<double> slow_weights(const std::vector<RakedCell>& each_answer, const Margins& margins) {
  std::vector<double> weights(each_answer.size(), 1);
  for (int round = 0; round < 1000; ++round)
    for (std::size_t trait = 0; trait < raked_traits; ++trait)
      for (std::size_t of = 0; of < margins[trait].size(); ++of) {
        double sum = 0;
        for (std::size_t i = 0; i < weights.size(); ++i) sum += each_answer[i].classes[trait] == of ? weights[i] : 0;
        for (std::size_t i = 0; i < weights.size(); ++i)
          if (each_answer[i].classes[trait] == of) weights[i] *= margins[trait][of] / sum;
      }
  return weights;
}

}  // namespace

TEST_CASE("6,000 new, 3,000 and 1,000 customers: 36 points of those who answered are 21 of all", "[correctness]") {
  const std::array<ResponseCell, 3> cells = {{{6000, said(60, 0.1)}, {3000, said(60, 0.3)}, {1000, said(80, 0.6)}}};
  REQUIRE(score_of(cells[2].said) == Approx(0.6));
  const WeightedScore all = post_stratified(cells, SurveyMeasure::nps);
  CHECK(all.score.value == Approx(0.21));
  CHECK(all.difference.value == Approx(0.21 - 0.36));
  CHECK(std::round(all.design_effect * 1000) == 1525);
  CHECK(std::round(all.effective * 10) == 1311);
  CHECK(all.score.n == 200);
  CHECK(all.largest == Approx(100 / 50.0));
  // Σ (N_h/N)² s²_h/n_h by hand.
  double variance = 0;
  for (const ResponseCell& cell : cells) {
    const double n = double(answered(cell.said)), mean = score_of(cell.said), squares = double(cell.said[0] + cell.said[2]) - n * mean * mean;
    variance += std::pow(double(cell.customers) / 10'000, 2) * squares / (n - 1) / n;
  }
  REQUIRE(all.score.interval);
  const double half = (all.score.interval->high - all.score.interval->low) / 2;
  CHECK(half == Approx(1.98 * std::sqrt(variance)).epsilon(0.03));  // Tango's ends lie a little elsewhere than Wald's
  CHECK(all.difference.interval->high < 0);
  CHECK(all.p < 0.001);
}

TEST_CASE("where cells are alike, or as many answered of each, weights change nothing", "[correctness]") {
  const std::array<ResponseCell, 2> even = {{{1000, said(50, 0.1)}, {2000, said(100, 0.4)}}};
  const WeightedScore all = post_stratified(even, SurveyMeasure::nps);
  CHECK(all.difference.value == Approx(0).margin(1e-12));
  CHECK(all.design_effect == Approx(1));
  CHECK(all.p == Approx(1));
  const std::array<ResponseCell, 1> one = {{{3000, said(150, 0.3)}}};
  const auto plain = score_interval(double(one[0].said[2]), double(one[0].said[0]), 150);
  const WeightedScore same = post_stratified(one, SurveyMeasure::nps);
  CHECK(same.score.interval->low == Approx(plain.low).margin(0.001));
  CHECK(same.score.interval->high == Approx(plain.high).margin(0.001));
  // All said the same: as many answers of equal weight, by Wilson's way.
  const std::array<ResponseCell, 2> agreed = {{{3000, {0, 0, 40}}, {1000, {0, 0, 40}}}};
  const WeightedScore sure = post_stratified(agreed, SurveyMeasure::csat);
  CHECK(sure.score.value == 1);
  CHECK(sure.effective == Approx(80 / 1.25));
  CHECK(sure.score.interval->low == Approx(1 / (1 + 1.959964 * 1.959964 / 64)).epsilon(1e-6));
  CHECK(sure.difference.value == Approx(0).margin(1e-12));
  const std::array<ResponseCell, 1> few = {{{3000, {1, 3, 5}}}};
  CHECK_FALSE(post_stratified(few, SurveyMeasure::nps).score.interval);
  CHECK_FALSE(post_stratified(few, SurveyMeasure::nps).difference.interval);
}

TEST_CASE("bands hold as many customers each, and equal values stay together", "[correctness]") {
  CHECK(bands_of(std::array{5.0, 1.0, 3.0, 2.0, 4.0, 6.0}, 3) == std::vector<std::uint8_t>{2, 0, 1, 0, 1, 2});
  CHECK(bands_of(std::array{1.0, 1.0, 1.0, 1.0, 7.0, 8.0}, 3) == std::vector<std::uint8_t>{0, 0, 0, 0, 2, 2});
  CHECK(bands_of(std::array{4.0, 4.0, 4.0}, 4) == std::vector<std::uint8_t>{0, 0, 0});
  CHECK(bands_of({}, 4).empty());
  // By the definition itself: the share of values below, in so many parts.
  Random random(2);
  for (const std::size_t count : {20, 97, 160}) {
    std::vector<double> values;
    for (std::size_t i = 0; i < count; ++i) values.push_back(double(random.below(30)));
    const auto bands = bands_of(values, 5);
    for (std::size_t i = 0; i < count; ++i)
      CHECK(bands[i] == static_cast<std::size_t>(std::ranges::count_if(values, [&](double value) { return value < values[i]; })) * 5 / count);
  }
}

TEST_CASE("cells with fewer than five answers are joined with the nearest", "[correctness]") {
  // Two rows of three; the middle one below has 3 answers: right of it lies the nearest with customers.
  std::vector<ResponseCell> cells = {{100, {0, 0, 9}}, {0, {}}, {100, {0, 0, 20}}, {100, {0, 0, 10}}, {100, {0, 3, 0}}, {50, {6, 0, 0}}};
  const Collapsed joined = collapse(cells, 3);
  CHECK(joined.few == 1);
  REQUIRE(joined.cells.size() == 4);
  CHECK(joined.cell_of[4] == joined.cell_of[3]);  // of two as near the first
  CHECK(joined.cells[joined.cell_of[4]].customers == 200);
  CHECK(joined.cells[joined.cell_of[4]].said == Said{0, 3, 10});
  // Nobody anywhere but in one: all are one cell.
  cells = {{100, {}}, {100, {}}, {100, {1, 1, 1}}, {10, {}}};
  const Collapsed one = collapse(cells, 2);
  REQUIRE(one.cells.size() == 1);
  CHECK(one.cells[0].customers == 310);
  CHECK(one.few == 4);
  // The one with the fewest goes first, and what has become large enough stays.
  cells = {{10, {0, 4, 0}}, {10, {0, 1, 0}}, {10, {0, 7, 0}}};
  const Collapsed pair = collapse(cells, 3);
  REQUIRE(pair.cells.size() == 2);
  CHECK(pair.cell_of[0] == pair.cell_of[1]);
  CHECK(pair.cell_of[2] != pair.cell_of[1]);
}

TEST_CASE("raking gives the fitted table of a published example", "[correctness]") {
  // The example of Wikipedia's “Iterative proportional fitting”, which stops where its first row still comes to 150.14 instead of 150.
  const double start[4][4] = {{40, 30, 20, 10}, {35, 50, 100, 75}, {30, 80, 70, 120}, {20, 30, 40, 50}};
  const double fitted[4][4] = {{64.61, 46.28, 35.42, 3.83}, {49.95, 68.15, 156.49, 25.37}, {56.70, 144.40, 145.06, 53.76}, {28.74, 41.18, 63.03, 17.03}};
  std::vector<RakedCell> cells;
  for (std::uint8_t i = 0; i < 4; ++i)
    for (std::uint8_t j = 0; j < 4; ++j) cells.push_back({{i, j, 0}, {0, static_cast<std::uint64_t>(start[i][j]), 0}});
  const auto weights = rake(cells, {{{150, 300, 400, 150}, {200, 300, 400, 100}, {1000}}});
  REQUIRE(weights);
  for (std::size_t at = 0; at < cells.size(); ++at) CHECK(std::abs((*weights)[at] * start[at / 4][at % 4] - fitted[at / 4][at % 4]) < 0.06);
}

TEST_CASE("raking by cells is raking answer by answer", "[consistency]") {
  Random random(4);
  std::vector<RakedCell> one_by_one;
  std::map<std::array<std::uint8_t, 3>, Said> together;
  for (int i = 0; i < 300; ++i) {
    const std::array<std::uint8_t, 3> at = {static_cast<std::uint8_t>(random.below(3)), static_cast<std::uint8_t>(random.below(4)), static_cast<std::uint8_t>(random.below(2))};
    Said mark{};
    mark[random.below(3)] = 1;
    one_by_one.push_back({at, mark});
    for (std::size_t m = 0; m < 3; ++m) together[at][m] += mark[m];
  }
  const Margins margins = {{{500, 2000, 1500}, {1000, 700, 1300, 1000}, {2500, 1500}}};
  std::vector<RakedCell> cells;
  for (const auto& [at, marks] : together) cells.push_back({at, marks});
  const auto weights = slow_weights(one_by_one, margins);
  double sum = 0, scored = 0, squares = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i], squares += weights[i] * weights[i], scored += weights[i] * (double(one_by_one[i].said[2]) - double(one_by_one[i].said[0]));
  const auto raked = raked_score(cells, margins, SurveyMeasure::nps);
  REQUIRE(raked);
  CHECK(raked->score.value == Approx(scored / sum).epsilon(1e-7));
  CHECK(raked->effective == Approx(sum * sum / squares).epsilon(1e-7));
  // And its interval: the score of samples drawn anew from these answers (bootstrap) spreads as wide.
  double mean = 0, spread = 0;
  constexpr int draws = 300;
  for (int draw = 0; draw < draws; ++draw) {
    std::map<std::array<std::uint8_t, 3>, Said> drawn;
    for (int i = 0; i < 300; ++i) {
      const RakedCell& answer = one_by_one[random.below(300)];
      for (std::size_t m = 0; m < 3; ++m) drawn[answer.classes][m] += answer.said[m];
    }
    std::vector<RakedCell> again;
    for (const auto& [at, marks] : drawn) again.push_back({at, marks});
    const double value = raked_score(again, margins, SurveyMeasure::nps)->score.value, off = value - mean;
    mean += off / (draw + 1), spread += off * (value - mean);
  }
  const double half = (raked->score.interval->high - raked->score.interval->low) / 2;
  CHECK(half == Approx(1.97 * std::sqrt(spread / (draws - 1))).epsilon(0.12));
}

TEST_CASE("raking by one trait alone is post-stratification by it", "[consistency]") {
  const std::array<ResponseCell, 3> cells = {{{6000, said(60, 0.1)}, {3000, said(60, 0.3)}, {1000, said(80, 0.6)}}};
  const WeightedScore by_cells = post_stratified(cells, SurveyMeasure::nps);
  const std::vector<RakedCell> raked = {{{0, 0, 0}, cells[0].said}, {{1, 0, 0}, cells[1].said}, {{2, 0, 0}, cells[2].said}};
  const auto by_margin = raked_score(raked, {{{6000, 3000, 1000}, {10'000}, {10'000}}}, SurveyMeasure::nps);
  REQUIRE(by_margin);
  CHECK(by_margin->score.value == Approx(by_cells.score.value));
  CHECK(by_margin->design_effect == Approx(by_cells.design_effect));
  CHECK(by_margin->score.interval->low == Approx(by_cells.score.interval->low).margin(0.002));
  CHECK(by_margin->score.interval->high == Approx(by_cells.score.interval->high).margin(0.002));
}

TEST_CASE("raking that cannot settle says so", "[input]") {
  // A class with customers and without answers.
  CHECK_FALSE(rake(std::vector<RakedCell>{{{0, 0, 0}, {0, 9, 0}}}, {{{10, 10}, {20}, {20}}}));
  // Who is in the first class of one trait is in the first of the other, but the margins say otherwise.
  CHECK_FALSE(rake(std::vector<RakedCell>{{{0, 0, 0}, {0, 9, 0}}, {{1, 1, 0}, {0, 9, 0}}}, {{{10, 30}, {30, 10}, {40}}}));
  // Traits that tell the same: their classes stay apart, and nothing is counted twice.
  const std::vector<RakedCell> same = {{{0, 0, 0}, {4, 3, 9}}, {{1, 1, 0}, {9, 3, 4}}}, one_trait = {{{0, 0, 0}, {4, 3, 9}}, {{1, 0, 0}, {9, 3, 4}}};
  const auto twice = raked_score(same, {{{30, 10}, {30, 10}, {40}}}, SurveyMeasure::nps), once = raked_score(one_trait, {{{30, 10}, {40}, {40}}}, SurveyMeasure::nps);
  REQUIRE(twice);
  REQUIRE(once);
  CHECK(twice->score.interval->low == Approx(once->score.interval->low));
  CHECK(twice->score.value == Approx((30 * 5 / 16.0 - 10 * 5 / 16.0) / 40));
}

TEST_CASE("classes with few answers are joined with the neighbour that has fewer", "[correctness]") {
  CHECK(joined_classes(std::vector<ResponseCell>{{9, {0, 19, 0}}, {9, {0, 4, 0}}, {9, {0, 6, 0}}, {9, {0, 19, 0}}}) == std::vector<std::uint8_t>{0, 1, 1, 2});
  CHECK(joined_classes(std::vector<ResponseCell>{{9, {0, 1, 0}}, {9, {0, 8, 0}}, {9, {0, 1, 0}}}) == std::vector<std::uint8_t>{0, 0, 0});
  CHECK(joined_classes(std::vector<ResponseCell>{{9, {0, 10, 0}}, {9, {0, 10, 0}}}) == std::vector<std::uint8_t>{0, 1});
  CHECK(joined_classes({}).empty());
}
