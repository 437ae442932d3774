// Do the corrected intervals hold the truth where who answers depends on value, tenure and purchases, and are no differences found where it depends on nothing? The
// truth is the mean of what each customer of the base would be expected to say. Where it depends on what they would say, weights must not seem to repair it.
#include <catch2/catch_test_macros.hpp>
#include <array>
#include <cmath>
#include <cstdio>
#include <vector>

#include "../support/shop.h"
#include "base/random.h"
#include "results/response_base.h"

using namespace lifeworth;

namespace {

constexpr ScoreScale nps{SurveyMeasure::nps, 0, 10}, csat{SurveyMeasure::csat, 1, 5};
enum class Answers { by_history, by_bands, at_random, by_score };

struct Population {
  Loaded loaded;
  std::vector<double> above, below, chance;  ///< by customer: of a promoter, of a detractor, of answering if the score has no say
  double truth = 0;

  Population(std::uint64_t seed, std::uint32_t customers, Answers answers, double rate) : loaded{.files = {}, .orders = {}, .log = TransactionLog(std::span<const Order>(), 0), .costs = {}, .records = {}, .digits = 2} {
    Random random(seed);
    std::vector<Order> orders;
    std::vector<double> value(customers), age(customers), bought(customers);
    for (std::uint32_t customer = 0; customer < customers; ++customer) {
      const int tenure = 30 + static_cast<int>(random.below(1000));
      const auto first = static_cast<Day>(20'000 - tenure);
      const double each = std::exp(3.5 + 0.6 * random.normal()), pace = random.gamma(1.2, 1.2 * 200);
      for (double day = 0; day <= tenure; day += std::fmax(1, random.exponential(pace))) {
        const auto amount = static_cast<Minor>(100 * each * std::exp(0.2 * random.normal()));
        orders.push_back({customer, static_cast<Day>(first + static_cast<int>(day)), amount});
        value[customer] += double(amount), ++bought[customer];
      }
      age[customer] = tenure;
    }
    orders.push_back({0, 20'000, 1});
    loaded.log = TransactionLog(orders, customers);
    const auto by_value = bands_of(value, 4), by_age = bands_of(age, 4);
    double sum = 0;
    for (std::uint32_t customer = 0; customer < customers; ++customer) {
      const double rich = (std::log(value[customer]) - 8.8) / 1.2, old = age[customer] / 500 - 1;
      // The more they bought and the longer they stayed, the better the score and the sooner they answer.
      const double good = 1 / (1 + std::exp(0.4 - 0.7 * rich - 0.5 * old));
      above.push_back(0.8 * good), below.push_back(0.7 * (1 - good));
      truth += (above.back() - below.back()) / customers;
      double odds = 1;
      if (answers == Answers::by_history) odds = std::exp(0.6 * rich + 0.5 * old);
      if (answers == Answers::by_bands) odds = 1 + by_value[customer] + 0.7 * by_age[customer];
      chance.push_back(odds), sum += odds;
    }
    const double scale = rate * customers / sum;
    for (double& each : chance) each = answers == Answers::by_history ? each * scale / (1 + each * scale) : each * scale;
  }

  /// One survey of all. `by_score`: promoters answer three times as likely as the others.
  std::vector<ScoreAnswer> survey(Random& random, const ScoreScale& scale, bool by_score) const {
    std::vector<ScoreAnswer> answers;
    for (std::uint32_t customer = 0; customer < chance.size(); ++customer) {
      const double u = random.uniform();
      const int score = scale.measure == SurveyMeasure::nps ? (u < above[customer] ? 10 : u < 1 - below[customer] ? 8 : 3) : (u < above[customer] ? 5 : 2);
      if (random.uniform() < chance[customer] * (by_score && scale.mark(score) > 0 ? 3 : 1))
        answers.push_back({customer, 19'999, customer, static_cast<std::int8_t>(score), static_cast<std::int8_t>(scale.mark(score))});
    }
    return answers;
  }
};

struct Tally {
  int held = 0, found = 0, settled = 0;
  double sum = 0;
  void add(const WeightedScore& score, double truth) {
    ++settled;
    held += score.score.interval->low <= truth && truth <= score.score.interval->high;
    found += score.p < 0.05;
    sum += score.score.value;
  }
  double share(int count) const { return double(count) / settled; }
};

struct Study {
  std::array<Tally, 3> methods;  ///< cells, raking, chances
  int plain_held = 0, any_found = 0;
  double plain = 0, answered = 0;
  double truth = 0;
};

Study study(Answers answers, const ScoreScale& scale, std::uint32_t customers, double rate, int samples, std::uint64_t seed) {
  const Population population(seed, customers, answers, rate);
  Random random(seed + 1);
  Study result;
  const bool is_nps = scale.measure == SurveyMeasure::nps;
  for (std::size_t i = 0; i < population.above.size(); ++i) result.truth += (population.above[i] - (is_nps ? population.below[i] : 0)) / double(population.above.size());
  for (int sample = 0; sample < samples; ++sample) {
    const ResponseBase base(population.loaded, population.survey(random, scale, answers == Answers::by_score));
    const Estimate plain = summary_of(base.last, scale).score;
    result.plain_held += plain.interval->low <= result.truth && result.truth <= plain.interval->high;
    result.plain += plain.value / samples, result.answered += double(base.last.size()) / samples;
    Margins margins;
    const auto raked = base.raked_cells(margins);
    const TraitRows traits = base.traits(population.loaded, 1);
    result.methods[0].add(post_stratified(collapse(base.cells(), base.bands()).cells, scale.measure), result.truth);
    if (const auto score = raked_score(raked, margins, scale.measure)) result.methods[1].add(*score, result.truth);
    if (const auto model = response_model(traits, base.marks)) result.methods[2].add(weighted_by_chances(traits, base.marks, *model, scale.measure).score, result.truth);
  }
  return result;
}

void print(const char* name, const Study& study, int samples) {
  std::printf("%s: n %.0f truth %.3f plain %.3f held %.1f%%", name, study.answered, study.truth, study.plain, 100.0 * study.plain_held / samples);
  for (const Tally& tally : study.methods) std::printf(" | %.3f held %.1f%% found %.1f%% of %d", tally.sum / tally.settled, 100 * tally.share(tally.held), 100 * tally.share(tally.found), tally.settled);
  std::printf("\n");
}

constexpr int some = test::slow_build ? 60 : 400;

}  // namespace

TEST_CASE("where the history decides who answers, corrected intervals hold the truth and the plain one does not", "[consistency]") {
  for (const auto& [answers, scale] : {std::pair(Answers::by_history, nps), std::pair(Answers::by_bands, nps), std::pair(Answers::by_history, csat)}) {
    const Study found = study(answers, scale, 3000, 0.13, some, 5);
    CAPTURE(static_cast<int>(answers), found.truth, found.plain);
    CHECK(found.plain - found.truth > 0.04);
    CHECK(found.plain_held < 0.85 * some);
    for (const Tally& method : found.methods) {
      CHECK(method.settled == some);
      CHECK(std::abs(method.sum / some - found.truth) < (test::slow_build ? 0.03 : 0.016));
      if (test::slow_build) continue;
      CHECK(method.share(method.held) > 0.925);
      CHECK(method.share(method.held) < 0.98);
      CHECK(method.share(method.found) > 0.5);
    }
  }
}

TEST_CASE("where nothing decides who answers, corrected intervals hold too, and no difference is found", "[consistency]") {
  const Study found = study(Answers::at_random, nps, 3000, 0.1, some, 9);
  CHECK(std::abs(found.plain - found.truth) < 0.01);
  for (const Tally& method : found.methods) {
    CHECK(std::abs(method.sum / method.settled - found.truth) < 0.01);
    if (test::slow_build) continue;
    CHECK(method.share(method.held) > 0.925);
    CHECK(method.share(method.held) < 0.98);
    CHECK(method.share(method.found) < 0.08);  // 5 % with the chance of 400 samples
  }
}

TEST_CASE("where the score itself decides who answers, weights repair next to nothing", "[consistency]") {
  const Study found = study(Answers::by_score, nps, 3000, 0.1, some / 4, 13);
  CHECK(found.plain - found.truth > 0.3);
  for (const Tally& method : found.methods) {
    CHECK(method.sum / method.settled - found.truth > 0.25);
    CHECK(method.share(method.held) < 0.05);
  }
}

TEST_CASE("how often corrected intervals hold, at length", "[.study]") {
  for (const auto& [name, answers] : {std::pair("history", Answers::by_history), std::pair("bands", Answers::by_bands), std::pair("random", Answers::at_random)})
    for (const auto& [customers, rate] : {std::pair(1000u, 0.06), std::pair(2000u, 0.1), std::pair(5000u, 0.2), std::pair(2000u, 0.5)})
      for (const ScoreScale& scale : {nps, csat}) {
        constexpr int samples = 1000;
        const Study found = study(answers, scale, customers, rate, samples, 17);
        print(name, found, samples);
        for (const Tally& method : found.methods) {
          CHECK(method.share(method.held) > 0.92);
          if (answers == Answers::at_random) CHECK(method.share(method.found) < 0.065);
        }
      }
}
