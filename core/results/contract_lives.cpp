#include "results/contract_lives.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "base/special.h"
#include "metrics/mean_sums.h"
#include "metrics/share.h"

namespace lifeworth {
namespace {

constexpr std::uint64_t fewest_decisions = 10;

Renewals renewals_of(const Contracts& contracts) {
  std::vector<std::vector<double>> series;
  for (const ContractLength& length : lengths_of(contracts)) {
    std::vector<double> survivors(static_cast<std::size_t>(length.periods) + 1, static_cast<double>(length.contracts));
    if (length.ended) survivors.back() = 0;
    series.push_back(std::move(survivors));
  }
  return Renewals(series);
}

survival::Curve curve_of(const Contracts& contracts) {
  std::vector<survival::Duration> durations;
  for (const auto& [periods, ended, number] : lengths_of(contracts)) durations.push_back({static_cast<double>(periods), ended, static_cast<double>(number)});
  return survival::kaplan_meier(durations);
}

/// What became, since the calibration end, of contracts known by then and of those begun after it.
struct Later {
  std::vector<HeldContracts> on_hand;
  Renewals decisions{std::vector<double>{}};
  std::uint64_t contracts = 0, left = 0, decided = 0;

  Later(const Contracts& now, Contracts& then) {
    std::map<std::pair<int, int>, double> groups;
    std::size_t at = 0;
    for (const Contract& contract : now.all) {
      const auto place = [](const Contract& each) { return std::pair(each.customer, each.start); };
      while (at < then.all.size() && place(then.all[at]) < place(contract)) then.all[at++].age_known = false;  // seen otherwise today
      const bool known = at < then.all.size() && place(then.all[at]) == place(contract);
      int before = 0;
      if (known) {
        Contract& own = then.all[at++];
        own.age_known = contract.age_known;
        if (own.ended) continue;
        before = own.decided;
      }
      if (!contract.age_known) continue;
      add_decisions(before, contract);
      if (!known) continue;
      ++contracts;
      left += !contract.ended;
      groups[{before, std::max(0, now.could_be_decided(contract) - before)}] += 1;
    }
    for (; at < then.all.size(); ++at) then.all[at].age_known = false;
    for (const auto& [key, number] : groups) on_hand.push_back({key.first, key.second, number});
  }

 private:
  void add_decisions(int before, const Contract& contract) {
    const auto total = static_cast<std::size_t>(contract.decided + contract.ended);
    if (decisions.periods.size() < total) decisions.periods.resize(total);
    for (auto t = static_cast<std::size_t>(before); t < total; ++t) {
      decisions.periods[t].could += 1;
      decisions.periods[t].did += !(contract.ended && t + 1 == total);
      ++decided;
    }
  }
};

/// Contracts on hand, which will be renewed or not, by their history and future due days, each with its weight.
template <class Weight>
std::vector<ContractGroup> groups_of(const Contracts& contracts, Day horizon_end, Weight&& weight_of) {
  std::map<std::pair<int, int>, double> weights;
  for (const Contract& contract : contracts.all) {
    if (contract.ended || contract.leaving) continue;
    const int payments = due_days_before(contract.due, contracts.period, horizon_end + 1) + (contract.due <= horizon_end);
    weights[{contract.renewals, payments}] += weight_of(contract);
  }
  std::vector<ContractGroup> groups;
  for (const auto& [key, weight] : weights) groups.push_back({key.first, key.second, weight});
  return groups;
}

/// By what they pay; those without an amount bring nothing.
std::vector<ContractGroup> paying_groups(const Contracts& contracts, double margin, double discount, Day horizon_end) {
  return groups_of(contracts, horizon_end, [&](const Contract& contract) {
    const double ahead = std::max(0, contract.due - contracts.observation_end) / days_of(contracts.period);
    return std::isfinite(contract.payment) ? margin * contract.payment * std::pow(1 + discount, 1 - ahead) : 0;
  });
}

/// How long contracts on hand go on, each counting as much.
void add_remaining(TriedLife& tried, const Contracts& contracts, Day horizon_end, std::uint64_t on_hand) {
  if (!on_hand) return;
  const auto groups = groups_of(contracts, horizon_end, [&](const Contract&) { return 1 / static_cast<double>(on_hand); });
  tried.remaining_within = uncertain(tried.fit, [&](const Life& life) { return residual_value_within(life, groups, 0); }).estimate(on_hand);
  const Uncertain all = uncertain(tried.fit, [&](const Life& life) { return residual_value(life, groups, 0); });
  if (std::isfinite(all.value)) tried.remaining = all.estimate(on_hand);
}

/// A mean and an independent factor: their relative variances add.
std::optional<Estimate> product(const std::optional<Estimate>& payment, const Uncertain& factor, std::uint64_t n) {
  if (!payment) return std::nullopt;
  Uncertain worth{payment->value * factor.value, factor.log_variance};
  if (!payment->interval || !(payment->value > 0)) return Estimate{worth.value, std::nullopt, n};
  const double error = (payment->interval->high - payment->value) / student_t_quantile(0.975, static_cast<double>(payment->n - 1)) / payment->value;
  worth.log_variance += error * error;
  return worth.estimate(n);
}

void value(TriedLife& tried, const ContractLives& lives, const std::vector<ContractGroup>& groups, const std::optional<Estimate>& profit, int payments, std::uint64_t on_hand) {
  const double d = lives.discount;
  const std::uint64_t n = tried.fit.customers;
  const auto of = [&](auto&& f) { return uncertain(tried.fit, f); };
  const Uncertain lifetime = of([d](const Life& life) { return life.lifetime(d); });
  const Uncertain within = of([d, payments](const Life& life) {
    const std::vector<double> left = life.survival(std::max(0, payments - 1));
    double sum = 0, factor = 1;
    for (int t = 0; t < payments; ++t, factor /= 1 + d) sum += left[static_cast<std::size_t>(t)] * factor;
    return sum;
  });
  tried.new_within = product(profit, within, n);
  if (profit) tried.base_within = of([&](const Life& life) { return residual_value_within(life, groups, d); }).estimate(on_hand);
  tried.infinite = !std::isfinite(lifetime.value);
  if (tried.infinite) return;
  tried.periods = lifetime.estimate(n);
  if (tried.periods->interval) tried.periods->interval->low = std::max(1.0, tried.periods->interval->low);
  tried.new_worth = product(profit, lifetime, n);
  if (profit) tried.base = of([&](const Life& life) { return residual_value(life, groups, d); }).estimate(on_hand);
  double seen = 0, factor = 1;
  const std::vector<double> left = tried.fit.life.survival(lives.seen);
  for (const double share : left) seen += share * factor, factor /= 1 + d;
  tried.beyond = std::max(0.0, 1 - seen / lifetime.value);
}

/// The one that gave the renewals since the calibration end the greatest likelihood; where nothing was held out, the lowest AIC.
void choose(ContractLives& lives, std::optional<LifeModel> wanted) {
  const auto better = [&](const TriedLife& one, const TriedLife& other) {
    if (lives.held_out && one.held && other.held) return one.held->log_score > other.held->log_score;
    if (lives.held_out && one.held.has_value() != other.held.has_value()) return one.held.has_value();
    return one.fit.akaike() < other.fit.akaike();
  };
  for (std::size_t i = 0; i < lives.models.size(); ++i)
    if (lives.models[i].fit && (!lives.chosen || better(lives.models[i], lives.models[*lives.chosen]))) lives.chosen = i;
  using enum ContractLives::ChosenBy;
  lives.chosen_by = lives.held_out ? held_out : likelihood;
  if (!wanted || !lives.models[static_cast<std::size_t>(*wanted)].fit) return;
  lives.chosen = static_cast<std::size_t>(*wanted);
  lives.chosen_by = person;
}

/// Mean payment a period over contracts, each counted once.
void measure_payments(ContractLives& lives, const ContractSetting& setting) {
  MeanSums sums;
  for (const Contract& contract : lives.contracts.all) {
    if (!std::isfinite(contract.payment) || !setting.one_currency) continue;
    sums.add(contract.payment);
    lives.unpaid += contract.payment <= 0;
  }
  if (sums.n() > 0) lives.payment = where_it_holds(sums.estimate());
}

}  // namespace

std::optional<Estimate> ContractLives::share_left(int periods) const {
  const auto share = survival::survival_at(curve, periods);
  if (!share || periods > seen) return std::nullopt;
  const double at_risk = periods > 0 ? renewals.periods[static_cast<std::size_t>(periods) - 1].could : curve.customers;
  Estimate estimate{*share, std::nullopt, static_cast<std::uint64_t>(at_risk)};
  const auto after = std::ranges::upper_bound(curve.points, static_cast<double>(periods), {}, &survival::Point::time);
  if (after != curve.points.begin()) estimate.interval = std::prev(after)->interval;
  if (*share == 0 || *share == 1) estimate.interval = share_of(*share == 0 ? 0 : estimate.n, estimate.n).interval;  // Greenwood's variance is no guide there
  return estimate;
}

ContractLives contract_lives(const ContractSetting& setting, const TransactionLog& log, const PredictionSettings& settings, std::optional<LifeModel> wanted) {
  ContractLives lives;
  lives.contracts = setting.contracts(log, setting.observation_end);
  for (const Contract& contract : lives.contracts.all) lives.leaving += contract.leaving, lives.unknown_age += !contract.age_known;
  lives.renewals = renewals_of(lives.contracts);
  lives.curve = curve_of(lives.contracts);
  while (static_cast<std::size_t>(lives.seen) < lives.renewals.periods.size() && lives.renewals.periods[static_cast<std::size_t>(lives.seen)].could >= double(fewest_to_measure)) ++lives.seen;
  lives.discount = std::expm1(std::log1p(settings.discount) / periods_a_year(setting.period));
  lives.horizon_end = add_months(setting.observation_end, settings.horizon_months);
  measure_payments(lives, setting);
  lives.calibration_end = settings.calibration_end.value_or(setting.first_day + static_cast<Day>((std::int64_t{setting.observation_end} - setting.first_day) * 3 / 4));
  if (lives.seen == 0) return lives;

  Contracts then = setting.contracts(log, std::min(lives.calibration_end, setting.observation_end));
  const Later later(lives.contracts, then);
  const Renewals known = renewals_of(then);
  lives.held_contracts = later.contracts, lives.held_left = later.left, lives.held_decisions = later.decided;
  lives.held_out = later.decided >= fewest_decisions && later.contracts >= fewest_decisions;

  const int payments = 1 + due_days_before(setting.observation_end, setting.period, lives.horizon_end);
  const int drawn = std::clamp(lives.seen + payments, 2 * lives.seen, 3 * lives.seen + 12);
  const std::vector<ContractGroup> groups = paying_groups(lives.contracts, settings.margin, lives.discount, lives.horizon_end);
  const auto profit = lives.payment ? std::optional(scaled(*lives.payment, settings.margin)) : std::nullopt;
  const std::uint64_t on_hand = lives.contracts.active() - lives.leaving;
  bool any_held = false;
  for (const LifeModel model : life_models) {
    TriedLife& tried = lives.models.emplace_back();
    tried.fit = fit_life(model, lives.renewals);
    if (!tried.fit) continue;
    tried.curve = tried.fit.life.survival(drawn);
    value(tried, lives, groups, profit, payments, on_hand);
    add_remaining(tried, lives.contracts, lives.horizon_end, on_hand);
    if (!lives.held_out) continue;
    const LifeFit before = fit_life(model, known);
    if (before) tried.held = {expected_left(before, later.on_hand), log_score(before.life, later.decisions)};
    any_held |= tried.held.has_value();
  }
  lives.held_out = any_held;
  choose(lives, wanted);
  return lives;
}

}  // namespace lifeworth
