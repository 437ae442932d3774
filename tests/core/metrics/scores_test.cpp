// NPS, satisfaction and effort: numbers of the literature, a slow second road to Tango's interval, and how often intervals hold and tests cry wolf, by exact
// enumeration where answers are independent and by simulation where customers answer several times.
#include "metrics/scores.h"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

#include "../support/shop.h"
#include "base/random.h"
#include "base/special.h"

using namespace lifeworth;

namespace {

constexpr ScoreScale nps{SurveyMeasure::nps, 0, 10}, csat{SurveyMeasure::csat, 1, 5};

/// So many promoters, passives and detractors, each of a customer of its own.
std::vector<ScoreAnswer> answers(int promoters, int passives, int detractors, std::uint32_t first_customer = 0) {
  std::vector<ScoreAnswer> all;
  for (const auto& [score, count] : {std::pair(10, promoters), std::pair(8, passives), std::pair(3, detractors)})
    for (int i = 0; i < count; ++i)
      all.push_back({first_customer + static_cast<std::uint32_t>(all.size()), 20'000, static_cast<std::uint32_t>(all.size()), static_cast<std::int8_t>(score), static_cast<std::int8_t>(nps.mark(score))});
  return all;
}

/// Wald's, and with pseudo-answers.
Interval wald(double above, double below, double n, double more = 0, double more_n = 0) {
  const double all = n + more_n, p = (above + more) / all, d = (below + more) / all, half = z_95 * std::sqrt((p + d - (p - d) * (p - d)) / all);
  return {p - d - half, p - d + half};
}

/// The chance that the interval of n answers holds the truth, over every outcome there is (those far out are left away; their chance is below 1e-9).
double coverage(int n, double p, double d, const std::function<Interval(double, double, double)>& interval) {
  double held = 0;
  const auto far = [n](int count, double share) { return std::abs(count - n * share) > 6.5 * std::sqrt(n * share * (1 - share)) + 6; };
  for (int above = 0; above <= n; ++above) {
    if (far(above, p)) continue;
    for (int below = 0; above + below <= n; ++below) {
      if (far(below, d)) continue;
      const int passive = n - above - below;
      const double chance = std::exp(std::lgamma(n + 1) - std::lgamma(above + 1) - std::lgamma(below + 1) - std::lgamma(passive + 1) + above * std::log(p) + below * std::log(d) +
                                     passive * std::log(1 - p - d));
      if (chance < 1e-13) continue;
      const Interval found = interval(above, below, n);
      if (found.low <= p - d + 1e-12 && p - d <= found.high + 1e-12) held += chance;
    }
  }
  return held;
}

/// The share of promoters with the difference held, that makes the answers likeliest: by trisection.
double statistic(double above, double below, double n, double difference) {
  const double passive = n - above - below;
  const auto log_likelihood = [&](double share) {
    const auto part = [](double count, double chance) { return count > 0 ? count * std::log(chance) : 0; };
    return part(above, share + difference) + part(below, share) + part(passive, 1 - 2 * share - difference);
  };
  double low = std::fmax(0, -difference), high = (1 - difference) / 2;
  for (int step = 0; step < 300; ++step) {
    const double third = (high - low) / 3;
    if (log_likelihood(low + third) < log_likelihood(high - third)) low += third;
    else high -= third;
  }
  const double share = (low + high) / 2, seen = (above - below) / n;
  return (seen - difference) / std::sqrt((2 * share + difference - difference * difference) / n);
}

/// A customer leans to high or low answers; each answer is drawn from what the customer leans to. On average 50, 30 and 20 %.
int drawn_score(Random& random, double lean, double shift = 0) {
  const double u = random.uniform() + shift;
  return u < 0.4 * lean ? 3 : u < 0.4 * lean + 0.3 ? 8 : 10;
}

std::vector<ScoreAnswer> repeated(Random& random, std::uint32_t customers, int most, double shift_of_later = 0, std::vector<Side>* sides = nullptr, double later_share = 0) {
  std::vector<ScoreAnswer> all;
  for (std::uint32_t customer = 0; customer < customers; ++customer) {
    const double lean = random.beta(0.5, 0.5) * 2;  // mean 1
    const auto count = 1 + random.below(static_cast<std::uint64_t>(most));
    for (std::uint64_t i = 0; i < count; ++i) {
      const bool later = random.uniform() < later_share;
      const int score = drawn_score(random, std::fmin(lean, 1.75), later ? shift_of_later : 0);
      all.push_back({customer, 20'000, static_cast<std::uint32_t>(all.size()), static_cast<std::int8_t>(score), static_cast<std::int8_t>(nps.mark(score))});
      if (sides) sides->push_back(later ? Side::first : Side::rest);
    }
  }
  return all;
}

bool holds(const Estimate& estimate, double truth) { return estimate.interval && estimate.interval->low <= truth && truth <= estimate.interval->high; }

}  // namespace

TEST_CASE("291 promoters, 476 passives, 395 detractors: NPS −8.95, standard error 2.239", "[correctness]") {
  // A user of talkstats.com got ± 4.4.
  const ScoreSummary found = summary_of(answers(291, 476, 395), nps);
  CHECK(found.n == 1162);
  CHECK(std::round(found.score.value * 1e4) == -895);
  const double error = std::sqrt(found.variance() / 1162);
  CHECK(std::round(error * 1e5) == 2239);
  CHECK(std::abs(z_95 * error * 100 - 4.388) < 0.001);
  // With so many answers the score interval is next to Wald's.
  CHECK(std::abs((found.score.interval->high - found.score.interval->low) / 2 - z_95 * error) < 1e-4);
  CHECK(std::abs(summary_of(answers(300, 200, 100), nps).variance() - 0.5556) < 1e-4);
}

TEST_CASE("two surveys: +7.23 points, z 2.278, p .0227", "[correctness]") {
  std::vector<ScoreAnswer> both = answers(330, 480, 350);
  std::vector<Side> sides(both.size(), Side::first);
  for (const ScoreAnswer& answer : answers(291, 476, 395, 1160)) both.push_back(answer), sides.push_back(Side::rest);
  const ScoreComparison found = compare(both, sides, nps);
  const double z = found.difference->difference.value / std::sqrt(found.first.variance() / 1160 + found.rest.variance() / 1162);
  CHECK(std::round(found.difference->difference.value * 1e4) == 723);
  CHECK(std::round(z * 1e3) == 2278);
  CHECK(std::round(std::erfc(z / std::sqrt(2)) * 1e4) == 227);
  CHECK(std::abs(found.difference->p - 0.0227) < 3e-4);  // by the score interval, next to Wald's
  CHECK(found.difference->difference.interval->low > 0);
  CHECK(std::abs(found.difference->difference.interval->low - (0.0723 - z_95 * 0.0723 / z)) < 2e-4);
}

TEST_CASE("in halves satisfied are whole points from the second best on, and what lies between", "[correctness]") {
  constexpr ScoreScale halves{SurveyMeasure::csat, 1, 5, 2}, short_halves{SurveyMeasure::csat, 1, 3, 2};
  CHECK((halves.first() == 2 && halves.last() == 10 && halves.points(9) == 4.5));
  CHECK((halves.mark(7) == 0 && halves.mark(8) == 1 && halves.mark(9) == 1 && halves.mark(10) == 1));
  CHECK((short_halves.mark(5) == 0 && short_halves.mark(6) == 1));
  // 3.5 and 4.5, six of each, of twelve customers: mean 4, standard error 0.522 ÷ √12, t of 11 degrees 2.20099.
  std::vector<ScoreAnswer> answers;
  for (std::uint32_t customer = 0; customer < 12; ++customer) {
    const auto score = static_cast<std::int8_t>(customer % 2 ? 9 : 7);
    answers.push_back({customer, 20'000, customer, score, static_cast<std::int8_t>(halves.mark(score))});
  }
  const ScoreSummary found = summary_of(answers, halves);
  CHECK(found.score.value == 0.5);
  CHECK(found.mean.value == 4);
  CHECK(std::abs(found.mean.interval->high - (4 + 2.20099 * std::sqrt(3.0 / 11 / 12))) < 1e-5);
  CHECK(std::abs(found.mean.interval->low - (4 - 2.20099 * std::sqrt(3.0 / 11 / 12))) < 1e-5);
}

TEST_CASE("answers needed for ± 5 points: 1,537 at worst, 922 at a variance of .6", "[correctness]") {
  CHECK(answers_needed(1, 0.05) == 1537);
  CHECK(answers_needed(0.6, 0.05) == 922);
  CHECK(answers_needed(0.25, 0.05) == 385);
  CHECK(answers_needed(0, 0.05) == 0);
}

TEST_CASE("what answers count for, on every scale", "[correctness]") {
  const auto marks = [](const ScoreScale& scale) {
    std::vector<int> all;
    for (int score = scale.low; score <= scale.high; ++score) all.push_back(scale.mark(score));
    return all;
  };
  CHECK(marks(nps) == std::vector{-1, -1, -1, -1, -1, -1, -1, 0, 0, 1, 1});
  CHECK(marks({SurveyMeasure::nps, -1, 1}) == std::vector{-1, 0, 1});
  CHECK(marks(csat) == std::vector{0, 0, 0, 1, 1});
  CHECK(marks({SurveyMeasure::csat, 1, 3}) == std::vector{0, 0, 1});
  CHECK(marks({SurveyMeasure::csat, 1, 4}) == std::vector{0, 0, 0, 1});
  CHECK(marks({SurveyMeasure::csat, 0, 1}) == std::vector{0, 1});
  CHECK(marks({SurveyMeasure::csat, 1, 7}) == std::vector{0, 0, 0, 0, 0, 1, 1});
  CHECK(marks({SurveyMeasure::ces_low, 1, 5}) == std::vector{0, 0, 0, 1, 1});
  CHECK(marks({SurveyMeasure::ces_high, 1, 7}) == std::vector{1, 1, 1, 0, 0, 0, 0});
  CHECK(marks({SurveyMeasure::ces_high, 1, 5}) == std::vector{1, 1, 0, 0, 0});
}

TEST_CASE("40 of 1,000 satisfied: Wilson's .02951 to .05401; the mean with Student's t", "[correctness]") {
  std::vector<ScoreAnswer> all;
  for (std::uint32_t i = 0; i < 1000; ++i) all.push_back({i, 20'000, i, static_cast<std::int8_t>(i < 40 ? 5 : 2), static_cast<std::int8_t>(i < 40)});
  const ScoreSummary found = summary_of(all, csat);
  CHECK(std::abs(found.score.interval->low - 0.02951) < 5e-6);
  CHECK(std::abs(found.score.interval->high - 0.05401) < 5e-6);
  CHECK(found.mean.value == 2.12);
  const double s = std::sqrt((40 * 2.88 * 2.88 + 960 * 0.12 * 0.12) / 999);
  CHECK(std::abs(found.mean.interval->high - (2.12 + student_t_quantile(0.975, 999) * s / std::sqrt(1000))) < 1e-12);
}

TEST_CASE("Tango's interval by the slow road: its ends are where the statistic is 1.96", "[consistency]") {
  for (const auto& [above, below, n] : {std::array{5, 1, 10}, std::array{7, 2, 30}, std::array{0, 3, 12}, std::array{12, 0, 25}, std::array{40, 35, 100}, std::array{2, 2, 50}}) {
    INFO(above << " " << below << " of " << n);
    const Interval found = score_interval(above, below, n);
    CHECK(std::abs(statistic(above, below, n, found.low) - z_95) < 1e-4);
    CHECK(std::abs(statistic(above, below, n, found.high) + z_95) < 1e-4);
    // Promoters and detractors changed over, it is turned round.
    const Interval turned = score_interval(below, above, n);
    CHECK(std::abs(turned.low + found.high) < 1e-12);
  }
  CHECK(score_interval(10, 0, 10).high == 1);
  CHECK(score_interval(10, 0, 10).low < 0.7);
  CHECK(score_interval(0, 10, 10).low == -1);
}

TEST_CASE("NPS intervals hold the truth in 93 to 97 % of all samples there can be, where Wald's do not", "[correctness]") {
  double worst_wald = 1, worst_adjusted = 1;
  for (const int n : {10, 30, 100, 1000})
    for (const auto& [p, d] : {std::pair(0.5, 0.17), std::pair(0.7, 0.1), std::pair(0.9, 0.02)}) {
      if (test::slow_build && n == 1000) continue;
      const double held = coverage(n, p, d, score_interval);
      INFO("n " << n << ", promoters " << p << ": " << held);
      CHECK(held > 0.93);
      CHECK(held < 0.97);
      if (n > 100) continue;
      worst_wald = std::fmin(worst_wald, coverage(n, p, d, [](double above, double below, double all) { return wald(above, below, all); }));
      worst_adjusted = std::fmin(worst_adjusted, coverage(n, p, d, [](double above, double below, double all) { return wald(above, below, all, 0.75, 3); }));
    }
  CHECK(worst_wald < 0.66);
  CHECK(worst_adjusted < 0.931);
}

TEST_CASE("an answer given twice by everybody tells no more than once", "[consistency]") {
  const auto once = answers(60, 40, 30);
  std::vector<ScoreAnswer> twice;
  for (const ScoreAnswer& answer : once)
    for (int i = 0; i < 2; ++i) twice.push_back(answer);
  const ScoreSummary one = summary_of(once, nps), two = summary_of(twice, nps);
  CHECK(one.effective == 130);
  CHECK(two.n == 260);
  CHECK(two.customers == 130);
  CHECK(two.score.value == one.score.value);
  CHECK(std::abs(two.effective - 130) < 2);
  CHECK(std::abs(two.score.interval->low - one.score.interval->low) < 0.005);
  // Without customers' names they would count as 260.
  for (ScoreAnswer& answer : twice) answer.customer = nobody;
  const ScoreSummary unknown = summary_of(twice, nps);
  CHECK(unknown.effective == 260);
  CHECK(unknown.customers == 260);
}

TEST_CASE("few answers or few customers get no interval and no comparison", "[input]") {
  CHECK_FALSE(summary_of(answers(5, 2, 2), nps).score.interval);
  CHECK(summary_of(answers(5, 3, 2), nps).score.interval);
  auto of_nine = answers(20, 10, 10);
  for (ScoreAnswer& answer : of_nine) answer.customer %= 9;
  sort_answers(of_nine);
  CHECK(summary_of(of_nine, nps).customers == 9);
  CHECK_FALSE(summary_of(of_nine, nps).score.interval);
  CHECK(summary_of({}, nps).n == 0);
  // Where all say the same a mean has no spread to go by; a share's interval has its n.
  CHECK_FALSE(summary_of(answers(30, 0, 0), nps).mean.interval);
  CHECK(summary_of(answers(30, 0, 0), nps).score.interval->low < 0.95);
  std::vector<Side> sides(40, Side::first);
  for (std::size_t i = 0; i < 9; ++i) sides[i] = Side::rest;
  const auto all = answers(20, 10, 10);
  CHECK_FALSE(compare(all, sides, nps).difference);
  CHECK(compare(all, sides, nps).rest.n == 9);
}

TEST_CASE("the last answer of a customer, at all and in each period", "[correctness]") {
  const Day january = *day_of({2025, 1, 10}), february = *day_of({2025, 2, 3});
  std::vector<ScoreAnswer> all = {{1, february, 0, 9, 1}, {1, january, 1, 2, -1}, {2, january, 2, 7, 0}, {2, january, 3, 10, 1}, {nobody, january, 4, 0, -1}};
  sort_answers(all);
  const auto last = last_answers(all, std::nullopt);
  REQUIRE(last.size() == 2);
  CHECK(last[0].score == 9);
  CHECK(last[1].score == 10);  // of one day the later row
  CHECK(last_answers(all, Grain::month).size() == 3);
  CHECK(last_answers(all, Grain::quarter).size() == 2);
  CHECK(first_day_of(period_of(*day_of({2025, 12, 31}), Grain::quarter), Grain::quarter) == *day_of({2025, 10, 1}));
  CHECK(first_day_of(period_of(january, Grain::year), Grain::year) == *day_of({2025, 1, 1}));
}

TEST_CASE("who answered twice is compared with himself", "[consistency]") {
  std::vector<ScoreAnswer> all;
  std::vector<Side> sides;
  std::vector<int> changes;
  const std::array<std::pair<int, int>, 12> pairs = {{{3, 9}, {8, 8}, {10, 9}, {0, 7}, {7, 10}, {9, 10}, {6, 8}, {2, 2}, {8, 9}, {10, 6}, {5, 9}, {9, 9}}};
  for (std::uint32_t customer = 0; customer < pairs.size(); ++customer)
    for (const bool later : {false, true}) {
      const int score = later ? pairs[customer].second : pairs[customer].first;
      all.push_back({customer, later ? 100 : 50, customer, static_cast<std::int8_t>(score), static_cast<std::int8_t>(nps.mark(score))});
      sides.push_back(later ? Side::first : Side::rest);
      if (later) changes.push_back(nps.mark(score) - nps.mark(pairs[customer].first));
    }
  all.push_back({99, 100, 99, 0, -1}), sides.push_back(Side::first);  // answered once: not among them
  double sum = 0, squares = 0;
  for (const int change : changes) sum += change;
  const double mean = sum / 12;
  for (const int change : changes) squares += (change - mean) * (change - mean);
  const double error = std::sqrt(squares / 11 / 12);
  const auto found = paired(all, sides);
  REQUIRE(found);
  CHECK(found->difference.n == 12);
  CHECK(std::abs(found->difference.value - mean) < 1e-14);
  CHECK(std::abs(found->difference.interval->high - (mean + student_t_quantile(0.975, 11) * error)) < 1e-12);
  const double t = mean / error;
  CHECK(std::abs(found->p - regularised_beta(5.5, 0.5, 11 / (11 + t * t))) < 1e-14);
  CHECK_FALSE(paired(std::span(all).first(18), std::span(sides).first(18)));  // nine customers
}

TEST_CASE("of the same customers in two periods the difference is as sure as their pairs make it", "[consistency]") {
  // Most say the same again: what both answers share goes out of the difference.
  Random random(3);
  std::vector<ScoreAnswer> all;
  std::vector<Side> sides;
  for (std::uint32_t customer = 0; customer < 400; ++customer) {
    const int before = drawn_score(random, 1), after = random.uniform() < 0.8 ? before : drawn_score(random, 1);
    for (const auto& [score, side] : {std::pair(before, Side::rest), std::pair(after, Side::first)}) {
      all.push_back({customer, side == Side::first ? 90 : 20, customer, static_cast<std::int8_t>(score), static_cast<std::int8_t>(nps.mark(score))});
      sides.push_back(side);
    }
  }
  const ScoreComparison compared = compare(all, sides, nps);
  const auto both = paired(all, sides);
  const auto width = [](const Estimate& estimate) { return estimate.interval->high - estimate.interval->low; };
  REQUIRE(compared.difference);
  REQUIRE(both);
  CHECK(std::abs(compared.difference->difference.value - both->difference.value) < 1e-12);
  CHECK(std::abs(width(compared.difference->difference) / width(both->difference) - 1) < 0.02);
  CHECK(width(both->difference) < 0.6 * std::hypot(width(compared.first.score), width(compared.rest.score)));
  CHECK(std::abs(compared.difference->p - both->p) < 0.02);
}

TEST_CASE("intervals of answers that hang together hold, and those that do not ask who answered do not", "[correctness][slow]") {
  Random random(7);
  const int runs = test::slow_build ? 150 : 1500;
  // What the mean over answers tends to: many customers at once.
  double truth = 0;
  {
    Random world(1);
    const auto many = repeated(world, test::slow_build ? 100'000 : 1'000'000, 6);
    truth = summary_of(many, nps).score.value;
  }
  for (const std::uint32_t customers : {40U, 150U}) {
    int held = 0, naive = 0;
    for (int run = 0; run < runs; ++run) {
      auto all = repeated(random, customers, 6);
      held += holds(summary_of(all, nps).score, truth);
      for (ScoreAnswer& answer : all) answer.customer = nobody;
      naive += holds(summary_of(all, nps).score, truth);
    }
    const double share = double(held) / runs, error = std::sqrt(0.05 * 0.95 / runs);
    INFO(customers << " customers: " << share << ", naive " << double(naive) / runs);
    CHECK(share > 0.95 - 0.01 - 3 * error);
    CHECK(share < 0.95 + 0.02 + 3 * error);
    CHECK(double(naive) / runs < 0.9);
  }
}

TEST_CASE("the difference of two periods with customers in both: intervals hold, and nothing is found where nothing is", "[correctness]") {
  Random random(11);
  const int runs = test::slow_build ? 150 : 1500;
  for (const std::uint32_t customers : {30U, 120U}) {
    int found = 0, held = 0, found_paired = 0, pairs = 0;
    for (int run = 0; run < runs; ++run) {
      std::vector<Side> sides;
      const auto all = repeated(random, customers, 4, 0, &sides, 0.4);
      const auto compared = compare(all, sides, nps).difference;
      REQUIRE(compared);
      found += compared->p < 0.05;
      held += holds(compared->difference, 0);
      if (const auto both = paired(all, sides)) ++pairs, found_paired += both->p < 0.05;
    }
    const double error = std::sqrt(0.05 * 0.95 / runs);
    INFO(customers << " customers: found " << double(found) / runs << ", held " << double(held) / runs << ", paired " << double(found_paired) / pairs);
    CHECK(double(found) / runs < 0.05 + 0.005 + 3 * error);
    CHECK(double(held) / runs > 0.95 - 0.01 - 3 * error);
    CHECK(double(held) / runs < 0.97 + 3 * error);
    CHECK(double(found_paired) / pairs < 0.05 + 3 * std::sqrt(0.05 * 0.95 / pairs));
  }
}

TEST_CASE("small and lopsided groups: the test of a difference keeps to 5 %, and one that is there is found", "[correctness]") {
  Random random(13);
  const int runs = test::slow_build ? 300 : 3000;
  const auto draw = [&](int n, double p, double d, std::uint32_t first) {
    int above = 0, below = 0;
    for (int i = 0; i < n; ++i) {
      const double u = random.uniform();
      above += u < p, below += u > 1 - d;
    }
    return answers(above, n - above - below, below, first);
  };
  const auto rate = [&](int n, int m, double p, double d, double q, double e) {
    int found = 0;
    for (int run = 0; run < runs; ++run) {
      auto all = draw(n, p, d, 0);
      std::vector<Side> sides(all.size(), Side::first);
      for (const ScoreAnswer& answer : draw(m, q, e, static_cast<std::uint32_t>(n))) all.push_back(answer), sides.push_back(Side::rest);
      found += compare(all, sides, nps).difference->p < 0.05;
    }
    return double(found) / runs;
  };
  const double error = std::sqrt(0.05 * 0.95 / runs);
  for (const auto& [n, m] : {std::pair(10, 10), std::pair(10, 60), std::pair(25, 200)})
    for (const auto& [p, d] : {std::pair(0.5, 0.17), std::pair(0.7, 0.1), std::pair(0.9, 0.02)}) {
      const double found = rate(n, m, p, d, p, d);
      INFO(n << " and " << m << " at " << p << ": " << found);
      CHECK(found < 0.05 + 3 * error);
    }
  CHECK(rate(200, 200, 0.6, 0.1, 0.4, 0.25) > 0.95);
}
