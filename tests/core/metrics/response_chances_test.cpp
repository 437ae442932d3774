// Chances of answering and the score weighted by them: a published logistic regression, closed forms, and data that settle nothing.
#include "metrics/response_chances.h"

#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "base/random.h"

using namespace lifeworth;
using Catch::Approx;

namespace {

/// Rows of one trait, half of them: 0; `first` and `second` of 200 each answer, all with the mark given.
struct TwoGroups {
  TraitRows rows{1, {}};
  std::vector<std::int8_t> marks;
  TwoGroups(int first, int first_above, int second, int second_above) {
    for (int group = 0; group < 2; ++group)
      for (int i = 0; i < 200; ++i) {
        rows.values.push_back(float(group));
        const int said = group ? second : first, above = group ? second_above : first_above;
        marks.push_back(i >= said ? no_answer : i < above ? 1 : 0);
      }
    standardise(rows);
  }
};

}  // namespace

TEST_CASE("hours of study and a passed exam: the published coefficients", "[correctness]") {
  // The example of Wikipedia's “Logistic regression”: −4.0777 (1.7610) and 1.5046 (0.6287) an hour. Ten times over, for it takes ten answers a trait.
  const std::vector<float> hours = {0.50f, 0.75f, 1.00f, 1.25f, 1.50f, 1.75f, 1.75f, 2.00f, 2.25f, 2.50f, 2.75f, 3.00f, 3.25f, 3.50f, 4.00f, 4.25f, 4.50f, 4.75f, 5.00f, 5.50f};
  const std::vector<int> passed = {0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1};
  TraitRows rows{1, {}};
  std::vector<std::int8_t> marks;
  for (int time = 0; time < 10; ++time)
    for (std::size_t i = 0; i < hours.size(); ++i) rows.values.push_back(hours[i]), marks.push_back(passed[i] ? 1 : no_answer);
  const auto model = response_model(rows, marks);
  REQUIRE(model);
  CHECK(std::round(model->coefficients[0] * 10'000) == -40'777);
  CHECK(std::round(model->coefficients[1] * 10'000) == 15'046);
  CHECK(std::round(model->errors[0] * std::sqrt(10) * 10'000) == 17'610);
  CHECK(std::round(model->errors[1] * std::sqrt(10) * 10'000) == 6'287);
  CHECK(model->chances[7] == Approx(1 / (1 + std::exp(4.0777 - 2 * 1.5046))).epsilon(1e-3));
}

TEST_CASE("with two groups the chances are their shares, and the score is that of post-stratification", "[correctness]") {
  const TwoGroups groups(40, 30, 80, 20);
  const auto model = response_model(groups.rows, groups.marks);
  REQUIRE(model);
  CHECK(model->chances[0] == Approx(0.2));
  CHECK(model->chances[399] == Approx(0.4));
  // ln odds ratio with its error: standardised, the groups lie two standard deviations apart.
  CHECK(2 * model->coefficients[1] == Approx(std::log((80.0 / 120) / (40.0 / 160))));
  CHECK(2 * model->errors[1] == Approx(std::sqrt(1 / 80.0 + 1 / 120.0 + 1 / 40.0 + 1 / 160.0)));
  const auto [weighted, trimmed] = weighted_by_chances(groups.rows, groups.marks, *model, SurveyMeasure::csat);
  CHECK(trimmed == 0);
  const std::vector<ResponseCell> cells = {{200, {0, 10, 30}}, {200, {0, 60, 20}}};
  const WeightedScore by_cells = post_stratified(cells, SurveyMeasure::csat);
  CHECK(weighted.score.value == Approx((0.75 + 0.25) / 2));
  CHECK(weighted.effective == Approx(by_cells.effective));
  CHECK(weighted.score.interval->low == Approx(by_cells.score.interval->low).margin(0.002));
  CHECK(weighted.score.interval->high == Approx(by_cells.score.interval->high).margin(0.002));
  CHECK(weighted.difference.value == Approx(0.5 - 50 / 120.0));
}

TEST_CASE("weights balance the traits: those who answered look like all", "[consistency]") {
  Random random(3);
  TraitRows rows{3, {}};
  std::vector<std::int8_t> marks;
  for (int i = 0; i < 20'000; ++i) {
    const double a = random.normal(), b = random.normal() + 0.5 * a;
    for (const double value : {a, b, 2 * a - b}) rows.values.push_back(float(value));  // the third follows from the first two
    marks.push_back(random.uniform() < 1 / (1 + std::exp(2 - 0.6 * a + 0.3 * b)) ? static_cast<std::int8_t>(random.below(3)) - 1 : no_answer);
  }
  standardise(rows);
  const auto model = response_model(rows, marks);
  REQUIRE(model);
  CHECK(std::abs(model->coefficients[3]) < 0.2);  // rounding of floats leaves next to nothing of its own
  double weights = 0, plain = 0, weighted = 0, n = 0;
  for (std::size_t row = 0; row < marks.size(); ++row) {
    if (marks[row] == no_answer) continue;
    ++n, weights += 1 / model->chances[row], plain += double(rows.of(row)[0]), weighted += double(rows.of(row)[0]) / model->chances[row];
  }
  CHECK(plain / n > 0.3);
  CHECK(std::abs(weighted / weights) < 0.05);
  CHECK(weights == Approx(20'000).epsilon(0.03));
}

TEST_CASE("chances of very many, too, are those of the greatest likelihood", "[correctness]") {
  // There, and only there, each trait summed over who answered is what it is expected to be (McCullagh & Nelder 1989, section 4.4). The order has a rhythm, so
  // that no part of the rows is like all of them.
  Random random(5);
  TraitRows rows{2, {}};
  std::vector<std::int8_t> marks;
  for (int i = 0; i < 100'000; ++i) {
    const double a = random.normal() + 2 * std::cos(i * 0.37), b = random.normal();
    for (const double value : {a, b}) rows.values.push_back(float(value));
    marks.push_back(random.uniform() < 1 / (1 + std::exp(0.3 - a + 0.5 * b)) ? 1 : no_answer);
  }
  standardise(rows);
  const auto model = response_model(rows, marks);
  REQUIRE(model);
  std::array<double, 3> off{};
  for (std::size_t row = 0; row < marks.size(); ++row) {
    const double apart = double(marks[row] != no_answer) - model->chances[row];
    off[0] += apart, off[1] += apart * double(rows.of(row)[0]), off[2] += apart * double(rows.of(row)[1]);
  }
  for (const double each : off) CHECK(std::abs(each) < 1e-3);
  CHECK(model->coefficients[2] == Approx(-0.5).margin(5 * model->errors[2]));
}

TEST_CASE("chances that nothing settles are refused", "[input]") {
  CHECK(response_model(TwoGroups(0, 0, 80, 20).rows, TwoGroups(0, 0, 80, 20).marks).error() == NoChances::separated);
  CHECK(response_model(TwoGroups(0, 0, 200, 20).rows, TwoGroups(0, 0, 200, 20).marks).error() == NoChances::separated);
  CHECK(response_model(TwoGroups(4, 1, 5, 2).rows, TwoGroups(4, 1, 5, 2).marks).error() == NoChances::too_few);
  CHECK(response_model(TwoGroups(197, 1, 198, 2).rows, TwoGroups(197, 1, 198, 2).marks).error() == NoChances::too_few);
  // A trait that is the same for all tells nothing and harms nothing.
  TwoGroups groups(40, 30, 80, 20);
  TraitRows with{2, {}};
  for (const float value : groups.rows.values) with.values.push_back(value), with.values.push_back(7);
  standardise(with);
  const auto model = response_model(with, groups.marks);
  REQUIRE(model);
  CHECK(model->chances[0] == Approx(0.2));
  CHECK(model->coefficients[2] == 0);
}

TEST_CASE("weights are cut off at five times their mean, and that is counted", "[correctness]") {
  // 10,000 with few answers beside 1,000 with many: 10 of 10,000 answer (weights 1,000), 500 of 1,000 (2).
  TraitRows rows{1, {}};
  std::vector<std::int8_t> marks;
  for (int i = 0; i < 11'000; ++i) {
    rows.values.push_back(i < 10'000 ? 0 : 1);
    marks.push_back(i < 10 ? 1 : i >= 10'000 && i < 10'500 ? 0 : no_answer);
  }
  standardise(rows);
  const auto model = response_model(rows, marks);
  REQUIRE(model);
  const auto [weighted, trimmed] = weighted_by_chances(rows, marks, *model, SurveyMeasure::csat);
  CHECK(trimmed == 10);
  const double most = 5 * (10 * 1000 + 500 * 2) / 510.0;
  CHECK(weighted.score.value == Approx(10 * most / (10 * most + 1000)));
  CHECK(weighted.largest == Approx(most * 510 / (10 * most + 1000)));
}
