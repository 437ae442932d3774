// Fits of MBG/NBD and MBG/CNBD-k: the published one, planted parameters, the choice of k, and what cannot be fitted.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "../support/fit_checks.h"
#include "../support/literature.h"
#include "../support/second_road.h"
#include "../support/shop.h"
#include "models/bg_nbd.h"
#include "models/mbg_cnbd_k.h"

using namespace lifeworth;
using lifeworth::test::distance;
using mbg_cnbd_k::Parameters;

namespace {

struct Base {
  std::vector<History> histories;
  double log_gaps = 0;
};

/// Customers who join over the first half of T, with gamma gaps, and leave with probability p after each purchase, the first included.
Base simulated_base(std::uint64_t seed, const Parameters& truth, int customers, double T) {
  Random random(seed);
  Base base;
  for (int i = 0; i < customers; ++i) {
    History h{0, 0, T * (1 - 0.5 * random.uniform()), 1};
    const double lambda = random.gamma(truth.r, truth.alpha), leave = random.beta(truth.a, truth.b);
    while (random.uniform() > leave) {
      const double gap = random.gamma(truth.k, lambda);
      if (h.t_x + gap > h.T) break;
      ++h.x;
      h.t_x += gap;
      base.log_gaps += std::log(gap);
    }
    base.histories.push_back(h);
  }
  return base;
}

/// Distances of the estimates from the truth in standard errors.
void check_recovery(const Fit<4>& fit, const Parameters& truth) {
  const double theta[4] = {truth.r, truth.alpha, truth.a, truth.b};
  for (std::size_t i = 0; i < 4; ++i) {
    CAPTURE(i, fit.theta[i], theta[i], fit.standard_error[i]);
    CHECK(std::abs(fit.log_theta[i] - std::log(theta[i])) < 3.5 * std::sqrt(fit.covariance[i][i]));
  }
}

}  // namespace

TEST_CASE("MBG/NBD fitted to CDNOW's 39 weeks is the published fit", "[correctness]") {
  // Batislam, Denizel & Filiztekin (2007), IJRM 24(3), and the BTYDplus vignette (Platzer): r = 0.525, α = 6.183, a = 0.891, b = 1.614.
  const auto histories = test::cdnow_histories();
  const auto fit = mbg_cnbd_k::fit(histories, 1, 0);
  REQUIRE(fit);
  CHECK(std::abs(fit.theta[0] - 0.525) < 0.0005);
  CHECK(std::abs(fit.theta[1] - 6.183) < 0.0005);
  CHECK(std::abs(fit.theta[2] - 0.891) < 0.0005);
  CHECK(std::abs(fit.theta[3] - 1.614) < 0.0005);
  // These parameters have, by the printed likelihood on these data, −9582.13: a little better than BG/NBD's −9582.43.
  const double published = mbg_cnbd_k::log_likelihood({0.525, 6.183, 0.891, 1.614, 1}, histories, 0).value;
  CHECK(std::abs(published + 9582.133) < 0.001);
  CHECK((fit.log_likelihood >= published && fit.log_likelihood < published + 0.001));
  CHECK(fit.log_likelihood > bg_nbd::fit(histories).log_likelihood);
  // Nobody around it is better.
  for (std::size_t i = 0; i < 4; ++i)
    for (double shift : {-1e-3, 1e-3}) {
      auto moved = fit.log_theta;
      moved[i] += shift;
      CHECK(mbg_cnbd_k::log_likelihood(mbg_cnbd_k::parameters_at(moved, 1), histories, 0).value < fit.log_likelihood);
    }
}

TEST_CASE("CDNOW's customers have no rhythm: k = 1 fits best", "[correctness]") {
  // Platzer & Reutterer (2016), and BTYDplus' demonstration on these data: "k=1, no regularity detected".
  const auto log = test::cdnow_log();
  const Day end = test::cdnow_calibration_end();
  std::vector<History> histories;
  double log_gaps = 0;
  for (std::uint32_t customer = 0; customer < test::cdnow_customers; ++customer) {
    History h{0, 0, 0, 1};
    Day first{}, last{};
    bool any = false;
    for (const auto& transaction : log.of(customer)) {
      if (transaction.day > end) continue;
      if (!any) {
        first = last = transaction.day;
        any = true;
        continue;
      }
      log_gaps += std::log((transaction.day - last) / 7.0);
      last = transaction.day;
      ++h.x;
    }
    h.t_x = (last - first) / 7.0;
    h.T = (end - first) / 7.0;
    histories.push_back(h);
  }
  const auto found = mbg_cnbd_k::fit_with_k(histories, log_gaps);
  REQUIRE(found.fit);
  CHECK(found.k == 1);
  CHECK(distance(found.fit.theta[0], 0.525) < 0.002);
}

TEST_CASE("planted parameters of regular customers are found again, with their k", "[consistency]") {
  for (const Parameters& truth : {Parameters{1.4, 6, 0.9, 3.2, 1}, Parameters{2.2, 5, 0.9, 3.2, 2}, Parameters{2.2, 2.5, 0.7, 2.5, 4}}) {
    const Base base = simulated_base(23, truth, 6'000, 104);
    const auto found = mbg_cnbd_k::fit_with_k(base.histories, base.log_gaps);
    CAPTURE(truth.k);
    REQUIRE(found.fit);
    CHECK(found.k == truth.k);
    check_recovery(found.fit, truth);
    const auto alone = mbg_cnbd_k::fit(base.histories, truth.k, base.log_gaps);
    CHECK(alone.log_likelihood == found.fit.log_likelihood);
    // The constant moves no parameter.
    CHECK(mbg_cnbd_k::fit(base.histories, truth.k, 0).theta == alone.theta);
  }
}

TEST_CASE("an MBG/CNBD-k fit does not depend on row order, time unit or merging", "[consistency]") {
  const Parameters truth{2.2, 5, 0.9, 3.2, 2};
  Base base = simulated_base(5, truth, 1'500, 80);
  for (History& h : base.histories) h.t_x = h.x > 0 ? std::fmax(1, std::round(h.t_x)) : 0, h.T = std::ceil(h.T / 4) * 4;
  const auto fit_of = [&](const auto& histories) { return mbg_cnbd_k::fit(histories, 2, base.log_gaps); };
  test::check_order_and_merging("MBG/CNBD-k", base.histories, 1e-7, fit_of);
  const double shift = test::shift_to_days(base.histories);
  test::check_days("MBG/CNBD-k", fit_of(base.histories), mbg_cnbd_k::fit(test::in_days(base.histories), 2, base.log_gaps + shift), shift, {1});
}

TEST_CASE("what cannot be fitted is refused by MBG/CNBD-k, with the reason", "[input]") {
  const std::vector<History> few = {{1, 3, 10, 6}}, nobody = {{0, 0, 10, 500}}, hardly = {{0, 0, 10, 500}, {1, 2, 10, 4}};
  for (int k : {1, 3}) {
    CAPTURE(k);
    test::check_refused("MBG/CNBD-k", mbg_cnbd_k::fit(few, k, 0), NoFit::too_few);
    test::check_refused("MBG/CNBD-k", mbg_cnbd_k::fit(nobody, k, 0), NoFit::nobody_repeats);
    test::check_refused("MBG/CNBD-k", mbg_cnbd_k::fit(hardly, k, 0), NoFit::too_few);
  }
  test::check_refused("MBG/CNBD-k", mbg_cnbd_k::fit_with_k(nobody, 0).fit, NoFit::nobody_repeats);
  test::check_refused("MBG/CNBD-k", mbg_cnbd_k::fit_with_k({}, 0).fit, NoFit::too_few);
  // Everybody alike: no spread to fit.
  test::check_refused("MBG/CNBD-k", mbg_cnbd_k::fit(std::vector<History>{{4, 38, 40, 300}}, 1, 0), NoFit::no_maximum);
}
