#include "results/measured_contract.h"

#include <algorithm>
#include <cmath>

#include "metrics/mean_sums.h"
#include "metrics/share.h"

namespace lifeworth {
namespace {

/// Inputs of the calculator of rising retention.
constexpr int curve_periods = 7;
/// Fewer periods are no curve.
constexpr std::size_t fewest_periods = 2;

Estimate powered(const Estimate& share, double exponent) {
  Estimate power{std::pow(share.value, exponent), std::nullopt, share.n};
  if (share.interval) power.interval = Interval{std::pow(share.interval->low, exponent), std::pow(share.interval->high, exponent)};
  return power;
}

/// Renewed ÷ could be renewed, all ages together. Decisions of one contract come one after the other, and each takes a contract that is left: they count as independent.
std::optional<Estimate> retention_of(const Contracts& contracts) {
  double could = 0, did = 0;
  for (const ContractLength& length : lengths_of(contracts)) {
    could += double(length.contracts) * length.periods;
    did += double(length.contracts) * (length.periods - length.ended);
  }
  return could >= double(fewest_to_measure) ? std::optional(share_of_expected(did, could)) : std::nullopt;
}

/// Profit a period and contract.
std::optional<Estimate> payment_of(const Contracts& contracts, double factor) {
  MeanSums sums;
  for (const Contract& contract : contracts.all)
    if (std::isfinite(contract.payment)) sums.add(contract.payment);
  return sums.n() >= fewest_to_measure ? std::optional(scaled(sums.estimate(), factor)) : std::nullopt;
}

std::string per(std::string_view what, bool month) { return std::string(what) + (month ? "_per_month" : "_per_year"); }

}  // namespace

Survivors survivors_of(const Contracts& contracts, int most) {
  Survivors best;
  std::uint64_t decisions = 0;
  for (int periods = 1; periods <= most; ++periods) {
    Survivors cohort;
    cohort.left.resize(static_cast<std::size_t>(periods));
    for (const Contract& contract : contracts.all) {
      if (!contract.age_known || contracts.could_be_decided(contract) < periods) continue;
      ++cohort.contracts;
      for (int t = 0; t < std::min(contract.decided, periods); ++t) ++cohort.left[static_cast<std::size_t>(t)];
    }
    std::uint64_t decided = cohort.contracts;
    for (std::size_t t = 0; t + 1 < cohort.left.size(); ++t) decided += cohort.left[t];
    if (cohort.contracts >= fewest_to_measure && decided > decisions) best = std::move(cohort), decisions = decided;
  }
  return best;
}

std::optional<MeasuredContract> measured_contract(const Loaded& loaded, const PredictionSettings& settings, const ContractRequest& request, const Profits* of_orders) {
  const auto setting = contract_setting(loaded, settings, request);
  if (!setting || !setting->contract || !setting->one_currency) return std::nullopt;
  // A row of a subscription is no order, and profit is its margin.
  const Profits by_margin(loaded.log, settings.margin);
  const Profits& profits = setting->subscriptions.empty() && of_orders ? *of_orders : by_margin;
  const Contracts contracts = setting->contracts(profits.log(), setting->observation_end);
  const auto retention = retention_of(contracts);
  if (!retention) return std::nullopt;
  MeasuredContract measured{setting->period, setting->currency, {}};
  const double periods = whole_periods_a_year(setting->period);
  const auto count = [](std::uint64_t n) { return static_cast<std::int64_t>(n); };

  std::vector<MeasuredQuantity> found = {{"retention_per_year", powered(*retention, periods), Unit::share_per_year}, {"retention_per_month", powered(*retention, periods / 12), Unit::share_per_month}};
  if (const auto& interval = retention->interval; interval && retention->value < 1 && interval->high < 1)
    found.push_back({"lifespan", {1 / (1 - retention->value) / periods, Interval{1 / (1 - interval->low) / periods, 1 / (1 - interval->high) / periods}, retention->n}, Unit::years});
  const auto payment = payment_of(contracts, profits.factor());
  if (payment && (!of_orders || setting->currency == loaded.orders.currency)) {
    found.push_back({"profit_per_year", scaled(*payment, periods), Unit::money_per_year});
    found.push_back({"profit_per_month", scaled(*payment, periods / 12), Unit::money_per_month});
  }
  measured.sources.push_back({{Code::measured_contract, {{"contracts", count(contracts.all.size())}, {"retention", Figure{retention->value, Unit::share}}}}, std::move(found)});

  if (payment && !of_orders)
    measured.sources.push_back({{Code::measured_payments, {{"contracts", count(payment->n)}, {"payments", static_cast<std::int64_t>(periods)}}},
                                {{"order_value", *payment_of(contracts, 1), Unit::money}, {"orders_per_year", counted(periods, payment->n), Unit::per_year}}});
  const bool month = setting->period == BillingPeriod::month;
  if (!month && setting->period != BillingPeriod::year) return measured;
  const Survivors survivors = survivors_of(contracts, curve_periods);
  if (survivors.left.size() < fewest_periods || survivors.left.front() == survivors.contracts) return measured;
  std::vector<MeasuredQuantity> curve = {{per("cohort_start", month), counted(double(survivors.contracts), survivors.contracts), Unit::count}};
  for (std::size_t t = 0; t < survivors.left.size(); ++t)
    curve.push_back({per("left_" + std::to_string(t + 1), month), counted(double(survivors.left[t]), survivors.contracts), Unit::count});
  measured.sources.push_back({{Code::measured_survivors, {{"contracts", count(survivors.contracts)}, {"periods", count(survivors.left.size())}, {"day", iso_text(setting->observation_end)}}}, std::move(curve)});
  return measured;
}

}  // namespace lifeworth
