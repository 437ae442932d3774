// What if those who did not answer would say something else: bounds and the lukewarm, by hand.
#include "metrics/missing_answers.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace lifeworth;
using Catch::Approx;

TEST_CASE("the score of all if the others' is so much lower, higher, or the worst there is", "[correctness]") {
  const Estimate score{0.36, Interval{0.25, 0.46}, 200};
  const auto nps = [&](double apart) { return if_others_differ(score, 0.02, apart, SurveyMeasure::nps); };
  CHECK(nps(0).value == Approx(0.36));
  CHECK(nps(0).interval->low == Approx(0.25));
  CHECK(nps(-0.2).value == Approx(0.36 - 0.98 * 0.2));
  CHECK(nps(-0.2).interval->high == Approx(0.46 - 0.98 * 0.2));
  CHECK(nps(-0.2).n == 200);
  // No score lies beyond the scale: the others' is −100 or 100 points at most.
  CHECK(nps(-1.5).value == Approx(0.02 * 0.36 - 0.98));
  CHECK(nps(4).value == Approx(0.02 * 0.36 + 0.98));
  CHECK(if_others_differ({0.7, std::nullopt, 50}, 0.5, -0.9, SurveyMeasure::csat).value == Approx(0.35));
  CHECK_FALSE(if_others_differ({0.7, std::nullopt, 50}, 0.5, -0.9, SurveyMeasure::csat).interval);
  // All answered: there are no others.
  CHECK(if_others_differ(score, 1, -2, SurveyMeasure::nps).value == Approx(0.36));
}

TEST_CASE("how far apart the others must be for the score to turn", "[correctness]") {
  const auto apart = apart_for(0.36, 0.4, 0, SurveyMeasure::nps);
  REQUIRE(apart);
  CHECK(*apart == Approx(-0.36 / 0.6));
  CHECK(if_others_differ({0.36, std::nullopt, 1}, 0.4, *apart, SurveyMeasure::nps).value == Approx(0).margin(1e-12));
  // With three quarters answered 36 points nothing the others say turns it.
  CHECK_FALSE(apart_for(0.36, 0.75, 0, SurveyMeasure::nps));
  CHECK(apart_for(0.36, 0.73, 0, SurveyMeasure::nps));
  CHECK_FALSE(apart_for(0.36, 1, 0, SurveyMeasure::nps));
  CHECK(*apart_for(0.8, 0.5, 0.5, SurveyMeasure::csat) == Approx(-0.6));
  CHECK_FALSE(apart_for(0.8, 0.7, 0.5, SurveyMeasure::csat));
}

TEST_CASE("which answers are lukewarm", "[correctness]") {
  const auto middles = [](ScoreScale scale) {
    std::vector<int> points;
    for (int point = scale.first(); point <= scale.last(); ++point)
      if (is_middle(point, scale)) points.push_back(point);
    return points;
  };
  CHECK(middles({SurveyMeasure::nps, 0, 10}) == std::vector{7, 8});
  CHECK(middles({SurveyMeasure::nps, -1, 1}) == std::vector{0});
  CHECK(middles({SurveyMeasure::csat, 1, 5}) == std::vector{3});
  CHECK(middles({SurveyMeasure::csat, 1, 4}) == std::vector{2, 3});
  CHECK(middles({SurveyMeasure::csat, 1, 10}) == std::vector{5, 6});
  CHECK(middles({SurveyMeasure::csat, 1, 5, 2}) == std::vector{6});        // in halves: 3
  CHECK(middles({SurveyMeasure::csat, 1, 4, 2}) == std::vector{4, 5, 6});  // 2, 2.5 and 3
  CHECK(middles({SurveyMeasure::csat, 0, 1}).empty());
  CHECK(middles({SurveyMeasure::ces_low, 1, 7}) == std::vector{4});
}

TEST_CASE("if passives answered half as likely, each of their answers stands for two", "[correctness]") {
  const MiddleAnswers answers{{0, 40, 0}, {30, 0, 50}};
  CHECK(if_middle_answers_less(answers, 1, SurveyMeasure::nps).value == Approx(20 / 120.0));
  const Estimate half = if_middle_answers_less(answers, 0.5, SurveyMeasure::nps);
  CHECK(half.value == Approx(20 / 160.0));
  CHECK(half.n == 120);
  // At k = 1 the interval is the plain one.
  const Interval plain = score_interval(50, 30, 120);
  CHECK(if_middle_answers_less(answers, 1, SurveyMeasure::nps).interval->low == Approx(plain.low));
  CHECK(if_middle_answers_less(answers, 1, SurveyMeasure::nps).interval->high == Approx(plain.high));
  CHECK(half.interval->low < half.value);
  CHECK(half.interval->high > half.value);
  // 40/k passives and 80 others are 1,000 customers at most.
  CHECK(least_likely(answers, 1000) == Approx(40 / 920.0));
  CHECK(least_likely(answers, 120) == Approx(1));
  CHECK(least_likely({{}, {30, 0, 50}}, 1000) == 0);
}
