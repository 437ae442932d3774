#include "sample/sample_orders.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <map>

#include "../support/shop.h"
#include "results/prediction.h"

using namespace lifeworth;

namespace {

TransactionLog log_of_sample(const SampleOptions& options) {
  std::vector<Order> orders;
  for (const SampleOrder& order : sample_orders(options)) orders.push_back({order.customer, order.day, order.amount});
  return TransactionLog(orders, options.customers);
}

}  // namespace

TEST_CASE("one seed makes one sample file, byte for byte, and another seed another", "[consistency]") {
  const std::string one = sample_csv({300, 5, true});
  CHECK(one == sample_csv({300, 5, true}));
  CHECK(one != sample_csv({300, 6, true}));
  CHECK(one.starts_with("order_id,customer_id,order_date,total,currency,country,channel,referred_by\r\n"));
  CHECK(one.ends_with("\r\n"));
}

TEST_CASE("the sample's orders are in order of time, within three years, and everybody buys", "[consistency]") {
  const auto orders = sample_orders({500, 2, true});
  CHECK(std::ranges::is_sorted(orders, {}, &SampleOrder::time));
  std::map<std::uint32_t, int> purchases;
  for (const SampleOrder& order : orders) {
    CHECK((order.day >= test::day("2023-01-01") && order.day <= test::day("2025-12-31")));
    CHECK(order.amount != 0);
    purchases[order.customer] += order.amount > 0;
  }
  CHECK(purchases.size() == 500);
  CHECK(std::ranges::all_of(purchases, [](const auto& each) { return each.second >= 1; }));
}

TEST_CASE("refunds come only where asked for, about one in fifty, after a purchase and for less", "[consistency]") {
  const auto is_refund = [](const SampleOrder& order) { return order.amount < 0; };
  const auto without = sample_orders({2000, 3, false}), with = sample_orders({2000, 3, true});
  CHECK(std::ranges::count_if(without, is_refund) == 0);
  const double refunds = double(std::ranges::count_if(with, is_refund)), bought = double(with.size()) - refunds;
  CHECK(std::abs(refunds / bought - 0.02) < 4 * std::sqrt(0.02 / bought) + 0.002);  // a few fall after the end
  std::map<std::uint32_t, Minor> net;
  for (const SampleOrder& order : with) {
    net[order.customer] += order.amount;
    if (net[order.customer] <= 0) FAIL("customer " << order.customer << " was refunded before buying, or more than they paid");
  }
}

TEST_CASE("the fit to the sample recovers the parameters it was made with", "[consistency]") {
  // Orders carry days, the truth is continuous time: with these rates about one repeat purchase in fifty falls on the day of the one
  // before it, which moves the estimates by less than the standard errors of 1,200 customers.
  for (std::uint64_t seed : {1, 2, 3}) {
    PredictionSettings settings;
    settings.observation_end = test::day("2025-12-31");
  settings.model = PurchaseModel::bg_nbd;
    const Prediction prediction = predict(log_of_sample({1200, seed, false}), settings, 2);
    REQUIRE(prediction.purchases());
    REQUIRE(prediction.spend);
    const double purchases[] = {sample_purchases.r, sample_purchases.alpha, sample_purchases.a, sample_purchases.b};
    const double spend[] = {sample_spend.p, sample_spend.q, sample_spend.gamma};
    CAPTURE(seed);
    for (std::size_t k = 0; k < 4; ++k) {
      CAPTURE(k, prediction.purchases().theta[k]);
      CHECK(std::abs(prediction.purchases().log_theta[k] - std::log(purchases[k])) < 3.5 * std::sqrt(prediction.purchases().covariance[k][k]));
      CHECK(prediction.purchases().standard_error[k] < purchases[k]);  // and they say something
    }
    for (std::size_t k = 0; k < 3; ++k) {
      CAPTURE(k, prediction.spend.theta[k]);
      CHECK(std::abs(prediction.spend.log_theta[k] - std::log(spend[k])) < 3.5 * std::sqrt(prediction.spend.covariance[k][k]));
    }
  }
}

TEST_CASE("refunds of one purchase in fifty leave the sample's fit where it was", "[consistency]") {
  PredictionSettings settings;
  settings.observation_end = test::day("2025-12-31");
  settings.model = PurchaseModel::bg_nbd;
  const Prediction prediction = predict(log_of_sample({1200, 1, true}), settings, 2);
  REQUIRE(prediction.purchases());
  const double purchases[] = {sample_purchases.r, sample_purchases.alpha, sample_purchases.a, sample_purchases.b};
  for (std::size_t k = 0; k < 4; ++k)
    CHECK(std::abs(prediction.purchases().log_theta[k] - std::log(purchases[k])) < 3.5 * std::sqrt(prediction.purchases().covariance[k][k]));
}

TEST_CASE("who told customers of the shop bought on an earlier day, came by no chance of their own, and likes it better than most", "[consistency]") {
  const SampleOptions options{20'000, 4, true};
  std::vector<Day> first(options.customers, INT32_MAX);
  std::vector<std::uint8_t> channel(options.customers);
  const auto orders = sample_orders(options);
  for (const SampleOrder& order : orders) first[order.customer] = std::min(first[order.customer], order.day), channel[order.customer] = order.channel;
  const auto referrers = sample_referrers(orders, options);
  const std::vector<double> liking = sample_liking(options);
  double by_referral = 0, named = 0, sum = 0, all = 0;
  for (std::uint32_t customer = 0; customer < options.customers; ++customer) {
    all += liking[customer];
    by_referral += sample_channels[channel[customer]] == "referral";
    if (!referrers[customer]) continue;
    REQUIRE(sample_channels[channel[customer]] == "referral");
    REQUIRE(first[*referrers[customer]] < first[customer]);
    ++named, sum += liking[*referrers[customer]];
  }
  CHECK(named > 0.98 * by_referral);
  CHECK(std::abs(all / double(options.customers)) < 0.03);
  CHECK(sum / named > 0.5);
}
