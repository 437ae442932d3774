// A made-up shop whose true parameters are known: customers buy as BG/NBD says and spend as gamma-gamma says, so that the page has
// something to show and the tests something to recover. Deterministic: one seed, one file.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "models/bg_nbd.h"
#include "models/gamma_gamma.h"

namespace lifeworth {

/// The truth behind the sample; time in weeks, money in major units.
inline constexpr bg_nbd::Parameters sample_purchases{0.9, 7.5, 0.8, 2.9};
inline constexpr gamma_gamma::Parameters sample_spend{6.0, 4.2, 26.0};

/// Ways customers came; money is spent on the first two (sample_spend.h). Those whose true rate is above average came by referral more often: 40 % of them, and 15 % of
/// the others.
inline constexpr std::array<std::string_view, 4> sample_channels = {"search", "social", "direct", "referral"};

struct SampleOrder {
  std::uint32_t customer;
  double time;  ///< weeks since the first day
  Day day;
  Minor amount;
  std::uint8_t channel;  ///< in sample_channels, that the customer came by
};

struct SampleOptions {
  std::uint64_t customers = 1200;
  std::uint64_t seed = 1;
  bool refunds = true;  ///< one purchase in fifty is partly returned some days later
};

/// Three years of orders from 2023-01-01; customers join all through the first year and a half. Sorted by time.
std::vector<SampleOrder> sample_orders(const SampleOptions& options);

/// How much each customer likes the shop, from the first day on: standard normal.
std::vector<double> sample_liking(const SampleOptions& options);

/// Who told each customer of the shop with these orders: of those who came by referral one with a purchase on an earlier day, the likelier the more they like the shop; else nobody.
std::vector<std::optional<std::uint32_t>> sample_referrers(const std::vector<SampleOrder>& orders, const SampleOptions& options);

/// The same as a CSV export: order_id, customer_id, order_date, total, currency, country, channel, referred_by.
std::string sample_csv(const SampleOptions& options);

}  // namespace lifeworth
