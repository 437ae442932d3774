// Predictions where parameters run away: ranges against closed forms, against a search that only knows how to try, and against the delta method
// where there is a maximum; limits against data made for each.
#include "models/prediction_profile.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <array>
#include <cmath>
#include <vector>

#include "../support/literature.h"
#include "../support/second_road.h"
#include "../support/shop.h"
#include "base/special.h"
#include "models/forecast.h"

using namespace lifeworth;
using bg_nbd::Parameters;
using lifeworth::test::distance;

namespace {

constexpr Parameters cdnow{0.243, 4.414, 0.793, 2.426};
constexpr double horizon = 26;

/// Those whose ridges are followed: MBG/CNBD-k is told of only where it has a maximum.
constexpr std::array profiled_models = {PurchaseModel::bg_nbd, PurchaseModel::mbg_nbd, PurchaseModel::pareto_nbd};

/// Expected purchases of all by the models' own functions, one customer after the other.
double plain_total(PurchaseModel model, const Vector<4>& log_theta, const std::vector<History>& histories, double until) {
  const PurchaseParameters parameters = parameters_at(model, log_theta);
  double sum = 0;
  for (const History& h : histories)
    sum += h.customers * p_alive(parameters, h) * forecast_if_alive(parameters, h, until, 0, Moments::first).transactions;
  return sum;
}

std::vector<History> some_of(Random& random, const std::vector<History>& all, int customers) {
  std::vector<History> some;
  for (int i = 0; i < customers; ++i) some.push_back(all[random.below(all.size())]);
  return some;
}

/// The second road: random steps of all sizes, taken where they do not lead below the level, to a less extreme total only now and then. It knows no
/// gradient and no box.
double wandered_to(const std::vector<History>& histories, const LogLikelihood& log_likelihood, PurchaseModel model, double level, Vector<4> from,
                   int sign, Random& random, int tries) {
  double best = plain_total(model, from, histories, horizon), here = best;
  for (int i = 0; i < tries; ++i) {
    const double reach = std::exp(-4 + 5 * random.uniform());
    Vector<4> next = from;
    for (double& each : next) each += reach * random.normal();
    for (const std::size_t first : {0uz, 2uz})  // along ridges, too
      if (random.uniform() < 0.5) next[first + 1] = from[first + 1] + (next[first] - from[first]) + 0.1 * reach * random.normal();
    if (std::ranges::any_of(next, [](double each) { return std::abs(each) > 15; }) || !(log_likelihood(next).value >= level)) continue;
    const double total = plain_total(model, next, histories, horizon);
    if (sign * total > sign * here || random.uniform() < 0.1) here = total, from = next;
    if (sign * here > sign * best) best = here;
  }
  return best;
}

/// Customers who join on five days, so that forecasts are quick, and live as the model says.
std::vector<History> shop_of(PurchaseModel model, int customers) {
  Random random(71);
  std::vector<History> histories;
  for (int i = 0; i < customers; ++i) {
    History h{0, 0, 40 + 10 * double(i % 5), 1};
    const double rate = random.gamma(0.9, 7.5);
    const double leave = model == PurchaseModel::pareto_nbd ? 0 : random.beta(0.8, 2.9);
    double end = h.T;
    if (model == PurchaseModel::pareto_nbd) end = std::fmin(end, random.exponential(random.gamma(0.7, 12)));
    if (model == PurchaseModel::mbg_nbd && random.uniform() < leave) end = 0;
    test::buy(random, rate, leave, end, [&](double time) { ++h.x, h.t_x = time; });
    histories.push_back(h);
  }
  return histories;
}

bool has(const LikelihoodRidge& ridge, Limit limit) {
  return std::ranges::any_of(ridge.limits(), [&](const LimitFound& found) { return found.limit == limit; });
}

}  // namespace

TEST_CASE("where nobody leaves and all buy at one rate, the range is the likelihood ratio interval of a Poisson rate", "[correctness]") {
  // Everybody buys as evenly as can be, until the end: any spread of rates, and any leaving, makes that less likely. What is left is one rate λ with
  // X purchases in ΣT: ln L = X ln λ − λ ΣT, whose interval (Cox & Hinkley 1974, §7.2) is found by bisection.
  const std::vector<History> histories = {{10, 29.9, 30, 60}, {5, 14.9, 15, 40}, {20, 59.9, 60, 30}};
  double purchases = 0, time = 0, customers = 0;
  for (const History& h : histories) purchases += h.customers * h.x, time += h.customers * h.T, customers += h.customers;
  const double best = purchases / time;
  const auto lacks = [&](double rate) { return purchases * std::log(best / rate) - (best - rate) * time - 1.9207294103470494; };
  const auto bound = [&](double inside, double outside) {
    for (int i = 0; i < 200; ++i) {
      const double middle = (inside + outside) / 2;
      (lacks(middle) < 0 ? inside : outside) = middle;
    }
    return inside;
  };
  const double total = customers * horizon;
  for (const PurchaseModel model : profiled_models) {
    CAPTURE(int(model));
    CHECK(fit_purchases(model, histories, 0).failed == NoFit::no_maximum);
    const LikelihoodRidge ridge(model, histories);
    CHECK(has(ridge, Limit::equal_rates));
    CHECK(has(ridge, Limit::nobody_leaves));
    const auto profiled = ridge.range_of(base_transactions(horizon, 0));
    REQUIRE(profiled);
    CHECK(distance(profiled->at_highest, best * total) < 1e-4);
    CHECK(distance(profiled->range.low, bound(best, best / 2) * total) < 2e-4);
    CHECK(distance(profiled->range.high, bound(best, best * 2) * total) < 2e-4);
  }
}

TEST_CASE("where many customers settle the parameters, the range is the delta method's interval", "[consistency]") {
  for (const PurchaseModel model : profiled_models) {
    CAPTURE(int(model));
    const auto histories = shop_of(model, test::slow_build ? 8'000 : 20'000);
    const PurchaseFit fit = fit_purchases(model, histories, 0);
    REQUIRE(fit);
    const Forecaster forecaster(fit, histories, horizon, 0.002);
    ForecastSum sum;
    for (const History& h : histories) {
      const auto each = forecaster(h);
      sum.add(h.customers * each.discounted_transactions, each.log_discounted_gradient);
    }
    const Interval delta = log_interval(sum.value, sum.variance(fit, nullptr) / (sum.value * sum.value));
    const LikelihoodRidge ridge(model, histories);
    CHECK(std::abs(ridge.log_likelihood() - fit.log_likelihood) < 1e-4);
    CHECK(ridge.limits().empty());
    const auto profiled = ridge.range_of(base_transactions(horizon, 0.002));
    REQUIRE(profiled);
    CHECK(distance(profiled->at_highest, sum.value) < 1e-4);
    const double width = delta.high - delta.low;
    CHECK(std::abs(profiled->range.low - delta.low) < 0.03 * width);
    CHECK(std::abs(profiled->range.high - delta.high) < 0.03 * width);
  }
}

TEST_CASE("CDNOW's range is close to its delta interval and as much to one side as the likelihood is", "[consistency]") {
  const auto histories = test::cdnow_histories();
  const PurchaseFit fit = fit_purchases(PurchaseModel::bg_nbd, histories, 0);
  const Forecaster forecaster(fit, histories, horizon, 0);
  ForecastSum sum;
  for (const History& h : histories) {
    const auto each = forecaster(h);
    sum.add(each.transactions, each.log_transactions_gradient);
  }
  const Interval delta = log_interval(sum.value, sum.variance(fit, nullptr) / (sum.value * sum.value));
  const auto profiled = LikelihoodRidge(PurchaseModel::bg_nbd, histories).range_of(base_transactions(horizon, 0));
  REQUIRE(profiled);
  CHECK(std::abs(profiled->range.low - delta.low) < 0.05 * (delta.high - delta.low));
  CHECK(std::abs(profiled->range.high - delta.high) < 0.05 * (delta.high - delta.low));
}

TEST_CASE("no wandering among likely parameters of fifty customers of CDNOW leaves the range, and it comes near both ends", "[consistency][slow]") {
  const auto all = test::cdnow_histories();
  Random random(31);
  for (const PurchaseModel model : profiled_models) {
    // Pareto/NBD's forecasts cost hundreds of times less.
    const bool quick = model == PurchaseModel::pareto_nbd;
    const int samples = !quick ? 1 : test::slow_build ? 2 : 4, tries = quick ? 10'000 : 800;
    for (int sample = 0; sample < samples;) {
      const auto some = some_of(random, all, 50);
      if (fit_purchases(model, some, 0).failed != NoFit::no_maximum) continue;
      CAPTURE(int(model), sample++);
      const LikelihoodRidge ridge(model, some);
      CHECK_FALSE(ridge.limits().empty());
      const auto profiled = ridge.range_of(base_transactions(horizon, 0));
      REQUIRE(profiled);
      const auto log_likelihood = log_likelihood_of(model, some);
      const double level = ridge.log_likelihood() - 1.9207294103470494;
      Vector<4> highest{};
      double height = -HUGE_VAL;
      for (Vector<4> from : starts(model, base_of(some).log_mean_age)) {
        maximise_from<4>(from, log_likelihood);
        const double reached = log_likelihood(from).value;
        CHECK(reached <= ridge.log_likelihood() + 1e-4);
        if (reached > height) height = reached, highest = from;
      }
      for (const int sign : {-1, 1}) {
        const double reached = wandered_to(some, log_likelihood, model, level, highest, sign, random, tries);
        const double end = sign > 0 ? profiled->range.high : profiled->range.low;
        CHECK(sign * std::log(reached / end) < 1e-3);
        CHECK(sign * std::log(reached / end) > -0.1);
      }
    }
  }
}

TEST_CASE("half of the samples of fifty customers of CDNOW lead to infinite parameters, and all have predictions", "[consistency][slow]") {
  const auto all = test::cdnow_histories();
  Random random(32);
  const int samples = test::slow_build ? 8 : 24;
  int without = 0, infinite = 0;
  for (int sample = 0; sample < samples; ++sample) {
    const auto some = some_of(random, all, 50);
    if (fit_purchases(PurchaseModel::bg_nbd, some, 0).failed != NoFit::no_maximum) continue;
    ++without;
    CAPTURE(sample);
    const LikelihoodRidge ridge(PurchaseModel::bg_nbd, some);
    REQUIRE_FALSE(ridge.limits().empty());
    CHECK(std::ranges::is_sorted(ridge.limits(), {}, &LimitFound::below));
    infinite += ridge.limits().front().below < 1e-3;
    const auto profiled = ridge.range_of(base_transactions(horizon, 0));
    REQUIRE(profiled);
    CHECK((0 < profiled->range.low && profiled->range.low < profiled->at_highest && profiled->at_highest < profiled->range.high));
    CHECK(profiled->range.high < 12 * profiled->range.low);  // parameters cannot be told within a factor of millions
  }
  CAPTURE(samples, without, infinite);
  CHECK(without * 3 > samples);
  CHECK(infinite * 5 > samples);
}

TEST_CASE("what one customer will do has a range along the ridge, and who is alive by construction has none", "[consistency]") {
  const std::vector<History> histories = {{10, 29.9, 30, 60}, {5, 14.9, 15, 40}, {20, 59.9, 60, 30}};
  const LikelihoodRidge ridge(PurchaseModel::bg_nbd, histories);
  const auto surely = ridge.range_of(p_alive_of({0, 0, 30, 1}));
  REQUIRE(surely);
  CHECK((surely->at_highest == 1 && surely->range.low == 1 && surely->range.high == 1));
  const auto alive = ridge.range_of(p_alive_of({10, 29.9, 30, 1}));
  REQUIRE(alive);
  CHECK((0.99 < alive->range.low && alive->range.low < alive->range.high && alive->range.high <= 1));
  // At one rate, a customer's share of all purchases is the horizon's share of time.
  const auto one = ridge.range_of(transactions_of({10, 29.9, 30, 1}, horizon, 0)), all = ridge.range_of(base_transactions(horizon, 0));
  REQUIRE((one && all));
  CHECK(distance(130 * one->at_highest, all->at_highest) < 1e-4);
}

TEST_CASE("each limit is told by data made for it", "[consistency]") {
  const auto likeliest = [](PurchaseModel model, const std::vector<History>& histories) {
    const LikelihoodRidge ridge(model, histories);
    return ridge.limits().empty() ? Limit{99} : ridge.limits().front().limit;
  };
  // Rates differ widely and a fifth leaves after each purchase, of all alike: (a, b) = (∞, ∞).
  Random random(33);
  std::vector<History> alike, polar, steady;
  for (int i = 0; i < 3000; ++i) {
    const double T = 40, wide = random.gamma(0.8, 4);
    const auto history = [&](double rate, double leave) {
      History h{0, 0, T, 1};
      test::buy(random, rate, leave, T, [&](double time) { ++h.x, h.t_x = time; });
      return h;
    };
    alike.push_back(history(wide, 0.2));
    polar.push_back(history(wide, random.uniform() < 0.4 ? 1 : 0));
    steady.push_back(history(0.3, random.beta(0.8, 2.4)));
  }
  const auto near = [](const std::vector<History>& histories, Limit limit) {
    const LikelihoodRidge ridge(PurchaseModel::bg_nbd, histories);
    return has(ridge, limit);
  };
  CHECK(near(alike, Limit::equal_dropout));
  CHECK_FALSE(near(alike, Limit::equal_rates));
  CHECK_FALSE(near(alike, Limit::nobody_leaves));
  CHECK_FALSE(near(alike, Limit::leaves_at_once_or_never));
  CHECK(near(polar, Limit::leaves_at_once_or_never));
  CHECK_FALSE(near(polar, Limit::equal_dropout));
  CHECK_FALSE(near(polar, Limit::nobody_leaves));
  CHECK(near(steady, Limit::equal_rates));
  CHECK_FALSE(near(steady, Limit::equal_dropout));
  CHECK(likeliest(PurchaseModel::bg_nbd, {{1, 3, 30, 40}, {1, 8, 30, 40}, {1, 15, 30, 20}, {0, 0, 30, 10}}) == Limit::everybody_leaves);
}

TEST_CASE("a prediction that is not bounded by the data has no range", "[input]") {
  const std::vector<History> histories = {{10, 29.9, 30, 60}, {5, 14.9, 15, 40}, {20, 59.9, 60, 30}};
  for (const PurchaseModel model : profiled_models) {
    const LikelihoodRidge ridge(model, histories);
    // How unlike rates are: 1/r, which is anything below a bound.
    CHECK_FALSE(ridge.range_of([](const PurchaseFit& at, std::span<const History>) { return Tilt{-at.log_theta[0], {-1, 0, 0, 0}}; }));
    // The mean rate r/α is bounded.
    CHECK(ridge.range_of([](const PurchaseFit& at, std::span<const History>) { return Tilt{at.log_theta[0] - at.log_theta[1], {1, -1, 0, 0}}; }));
    CHECK_FALSE(ridge.range_of(base_transactions(0, 0)));
  }
  // Repeats in no time at all: any rate is too small.
  CHECK_FALSE(LikelihoodRidge(PurchaseModel::bg_nbd, std::vector<History>{{1, 0, 0, 20}, {0, 0, 0, 20}}).range_of(base_transactions(horizon, 0)));
}

TEST_CASE("ranges do not depend on the time unit or the order of customers", "[consistency]") {
  Random random(34);
  auto weeks = some_of(random, test::cdnow_histories(), 50);
  auto days = weeks;
  for (History& h : days) h.t_x *= 7, h.T *= 7;
  std::ranges::reverse(days);
  for (const PurchaseModel model : profiled_models) {
    CAPTURE(int(model));
    const LikelihoodRidge weekly(model, weeks), daily(model, days);
    const auto one = weekly.range_of(base_transactions(horizon, 0)), other = daily.range_of(base_transactions(7 * horizon, 0));
    REQUIRE((one && other));
    CHECK(distance(one->range.low, other->range.low) < 1e-4);
    CHECK(distance(one->range.high, other->range.high) < 1e-4);
    REQUIRE(weekly.limits().size() == daily.limits().size());
  }
}

// Coverage. The truth is what the customers at hand are expected to buy under the true parameters, given what they have bought.
namespace {

struct Held {
  int held = 0, of = 0;
  void add(const Interval& interval, double truth) { held += interval.low <= truth && truth <= interval.high, ++of; }
  double share() const { return double(held) / of; }
};

struct Study {
  Held profile, profile_without, profile_with, delta_with;  ///< all samples; those without a maximum; those with one
  int unbounded = 0, refused = 0;
};

Study study(std::uint64_t seed, int samples, int customers) {
  Random random(seed);
  Study result;
  const Vector<4> truth = {std::log(cdnow.r), std::log(cdnow.alpha), std::log(cdnow.a), std::log(cdnow.b)};
  for (int sample = 0; sample < samples; ++sample) {
    std::vector<History> some;
    for (int i = 0; i < customers; ++i) some.push_back(test::simulated_history(random, cdnow, 27 + 4 * double(i % 4)));
    const PurchaseFit fit = fit_purchases(PurchaseModel::bg_nbd, some, 0);
    if (!fit && fit.failed != NoFit::no_maximum) {
      ++result.refused;
      continue;
    }
    const double total = plain_total(PurchaseModel::bg_nbd, truth, some, 52);
    const auto profiled = LikelihoodRidge(PurchaseModel::bg_nbd, some).range_of(base_transactions(52, 0));
    if (!profiled) {
      ++result.unbounded;
      continue;
    }
    result.profile.add(profiled->range, total);
    (fit ? result.profile_with : result.profile_without).add(profiled->range, total);
    if (!fit) continue;
    const Forecaster forecaster(fit, some, 52, 0, Moments::first);
    ForecastSum sum;
    for (const History& h : some) {
      const auto each = forecaster(h);
      sum.add(h.customers * each.transactions, each.log_transactions_gradient);
    }
    result.delta_with.add(log_interval(sum.value, sum.variance(fit, nullptr) / (sum.value * sum.value)), total);
  }
  return result;
}

}  // namespace

TEST_CASE("ranges of what fifty customers will buy hold the truth as often as they say, with a maximum or without", "[consistency][slow]") {
  const Study result = study(7000, test::slow_build ? 10 : 40, 50);
  CHECK(result.unbounded == 0);
  CHECK(result.profile_without.of > 0);
  CHECK(result.profile.share() > 0.95 - 3.5 * std::sqrt(0.95 * 0.05 / result.profile.of));
}

TEST_CASE("hundreds of shops of fifty and of two hundred customers: coverage of ranges along ridges", "[.study]") {
  for (const int customers : {50, 200}) {
    const Study result = study(8000, 600, customers);
    const auto say = [](const char* of, const Held& held) { WARN(of << ": " << held.held << " of " << held.of << ", " << 100 * held.share() << " %"); };
    WARN(customers << " customers; refused " << result.refused << ", unbounded " << result.unbounded);
    say("profile, all", result.profile);
    say("profile, no maximum", result.profile_without);
    say("profile, maximum", result.profile_with);
    say("delta method, maximum", result.delta_with);
    CHECK(result.profile.share() > 0.93);
  }
}
