// What a customer just won is worth: parts that multiply and add up, and the worth of simulated new customers.
#include "results/new_customer.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "../support/second_road.h"
#include "../support/shop.h"

using namespace lifeworth;
using lifeworth::test::distance;

namespace {

constexpr bg_nbd::Parameters purchases{0.9, 26, 0.8, 2.9};
constexpr gamma_gamma::Parameters spend{6.0, 4.2, 26.0};

PurchaseFit known_purchases(PurchaseModel model) {
  PurchaseFit fit{{}, model};
  fit.failed = NoFit::none;
  fit.k = model == PurchaseModel::mbg_cnbd_k ? 2 : 1;
  fit.customers = 1000;
  fit.log_theta = {std::log(purchases.r), std::log(purchases.alpha), std::log(purchases.a), std::log(purchases.b)};
  for (std::size_t k = 0; k < 4; ++k) fit.covariance[k][k] = 0.01;
  return fit;
}

Fit<3> known_spend() {
  Fit<3> fit;
  fit.failed = NoFit::none;
  fit.customers = 400;
  fit.log_theta = {std::log(spend.p), std::log(spend.q), std::log(spend.gamma)};
  for (std::size_t k = 0; k < 3; ++k) fit.covariance[k][k] = 0.001;
  return fit;
}

const FirstOrders first_order{{5000, Interval{4804, 5196}, 1000}};
constexpr NewCustomerTerms two_years{730, 0.0018, 0.4, 100};

}  // namespace

TEST_CASE("the parts of a new customer's worth multiply and add up, whatever the model", "[consistency]") {
  const Fit<3> spending = known_spend();
  for (const PurchaseModel model : purchase_models) {
    const NewCustomer own = new_customer(known_purchases(model), &spending, first_order, two_years);
    CHECK(own.first_order.value == 2000);
    CHECK(distance(own.repeats.value, own.repeats_per_year.value * own.years_active.value) < 1e-13);
    CHECK(distance(own.repeat_order->value, 0.4 * 100 * spend.p * spend.gamma / (spend.q - 1)) < 1e-13);
    CHECK(*own.discounting > 0);
    CHECK(distance(own.worth->value, own.first_order.value + own.repeats.value * own.repeat_order->value - *own.discounting) < 1e-13);
    for (const Estimate& each : {own.first_order, own.years_active, own.repeats_per_year, own.repeats, *own.repeat_order, *own.worth})
      CHECK((each.interval->low < each.value && each.value < each.interval->high));
    CHECK(own.years_active.value < 2);
  }
}

TEST_CASE("without a discount nothing is taken, and without a model of spend there is no money but the first order's", "[consistency]") {
  const Fit<3> spending = known_spend();
  NewCustomerTerms plain = two_years;
  plain.discount_rate = 0;
  CHECK(std::abs(*new_customer(known_purchases(PurchaseModel::pareto_nbd), &spending, first_order, plain).discounting) < 1e-9);
  const NewCustomer bare = new_customer(known_purchases(PurchaseModel::bg_nbd), nullptr, first_order, two_years);
  CHECK(bare.first_order.value == 2000);
  CHECK_FALSE(bare.repeat_order);
  CHECK_FALSE(bare.worth);
}

TEST_CASE("the worth is the mean of simulated new customers' first orders and discounted repeats", "[consistency]") {
  const Fit<3> spending = known_spend();
  const double rate = 0.0018, weeks = 730 / 7.0, margin = 0.4;
  Random random(77);
  const int customers = test::slow_build ? 40'000 : 400'000;
  double sum = 0, squares = 0, active = 0, repeats = 0;
  for (int i = 0; i < customers; ++i) {
    const double lambda = random.gamma(purchases.r, purchases.alpha), leave = random.beta(purchases.a, purchases.b), nu = random.gamma(spend.q, spend.gamma);
    double worth = margin * random.gamma(spend.p, nu) * 100, until = weeks;
    for (double time = random.exponential(lambda); time <= weeks; time += random.exponential(lambda)) {
      worth += margin * random.gamma(spend.p, nu) * 100 * std::exp(-rate * time);
      ++repeats;
      if (random.uniform() < leave) {
        until = time;
        break;
      }
    }
    active += until;
    sum += worth, squares += worth * worth;
  }
  const double n = customers, mean = sum / n, error = std::sqrt((squares / n - mean * mean) / n);
  const FirstOrders first{{100 * spend.p * spend.gamma / (spend.q - 1), std::nullopt, 1000}};
  const NewCustomer own = new_customer(known_purchases(PurchaseModel::bg_nbd), &spending, first, two_years);
  CAPTURE(mean, error);
  CHECK(std::abs(own.worth->value - mean) < 4 * error);
  CHECK(distance(own.years_active.value, active / n * 7 / 365) < 0.01);
  CHECK(distance(own.repeats.value, repeats / n) < 0.02);
  CHECK_FALSE(own.worth->interval);  // a first order without one leaves none for the whole
}
