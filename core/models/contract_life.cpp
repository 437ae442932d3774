#include "models/contract_life.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/special.h"
#include "models/bdw.h"
#include "models/forecast.h"
#include "models/sbg.h"

namespace lifeworth {
namespace {

double constant_retention(const Vector<3>& point) { return 1 / (1 + std::exp(-point[0])); }
sbg::Parameters sbg_at(const Vector<3>& point) { return sbg::parameters_at(Vector<2>{point[0], point[1]}); }
bdw::Parameters bdw_at(const Vector<3>& point) { return bdw::parameters_at(point); }

template <std::size_t K>
LifeFit taken(LifeModel model, const Fit<K>& fit) {
  LifeFit life{{model, {}}, fit.failed, {}, {}, {}, fit.log_likelihood, fit.customers};
  for (std::size_t i = 0; i < K; ++i) {
    life.life.point[i] = fit.log_theta[i];
    life.theta[i] = fit.theta[i];
    life.standard_error[i] = fit.standard_error[i];
    for (std::size_t j = 0; j < K; ++j) life.covariance[i][j] = fit.covariance[i][j];
  }
  return life;
}

LifeFit fit_constant(const Renewals& renewals) {
  LifeFit fit{{LifeModel::constant, {}}, NoFit::too_few, {}, {}, {}, 0, renewals.whole_customers()};
  if (!renewals.enough_for(1)) return fit;
  double could = 0, did = 0;
  for (const Renewals::Period& period : renewals.periods) could += period.could, did += period.did;
  fit.failed = NoFit::no_maximum;
  if (did <= 0 || did >= could) return fit;
  const double r = did / could;
  fit.failed = NoFit::none;
  fit.life.point[0] = std::log(did / (could - did));
  fit.theta[0] = r;
  fit.standard_error[0] = std::sqrt(r * (1 - r) / could);
  fit.covariance[0][0] = 1 / (could * r * (1 - r));
  fit.log_likelihood = did * std::log(r) + (could - did) * std::log1p(-r);
  return fit;
}

}  // namespace

double Life::retention(int t) const {
  switch (model) {
    case LifeModel::constant: return constant_retention(point);
    case LifeModel::sbg: return sbg::retention(sbg_at(point), t);
    case LifeModel::bdw: return bdw::retention(bdw_at(point), t);
  }
  return 0;
}

std::vector<double> Life::survival(int last) const {
  std::vector<double> left = {1};
  for (int t = 1; t <= last; ++t) left.push_back(left.back() * retention(t));
  return left;
}

double Life::lifetime(double discount) const { return 1 + residual(0, discount); }

double Life::residual(int renewals, double discount) const {
  switch (model) {
    case LifeModel::constant: return constant_retention(point) / (1 + discount - constant_retention(point));
    case LifeModel::sbg: return sbg::discounted_expected_residual_lifetime(sbg_at(point), renewals, discount);
    case LifeModel::bdw: return bdw::discounted_expected_residual_lifetime(bdw_at(point), renewals, discount);
  }
  return 0;
}

double LifeFit::akaike() const { return 2 * static_cast<double>(parameters_of(life.model)) - 2 * log_likelihood; }
double LifeFit::schwarz() const { return static_cast<double>(parameters_of(life.model)) * std::log(static_cast<double>(customers)) - 2 * log_likelihood; }

LifeFit fit_life(LifeModel model, const Renewals& renewals) {
  switch (model) {
    case LifeModel::constant: return fit_constant(renewals);
    case LifeModel::sbg: return taken(model, sbg::fit(renewals));
    case LifeModel::bdw: return taken(model, bdw::fit(renewals));
  }
  return {};
}

double log_score(const Life& life, const Renewals& renewals) {
  double score = 0;
  for (std::size_t t = 0; t < renewals.periods.size(); ++t) {
    const auto& [could, did] = renewals.periods[t];
    if (could == 0) continue;
    const double r = life.retention(static_cast<int>(t) + 1);
    if (did > 0) score += did * std::log(r);
    if (could > did) score += (could - did) * std::log1p(-r);
  }
  return score;
}

Estimate Uncertain::estimate(std::uint64_t n) const {
  Estimate estimate{value, std::nullopt, n};
  if (std::isfinite(log_variance)) estimate.interval = log_interval(value, log_variance);
  return estimate;
}

Uncertain uncertain(const LifeFit& fit, const std::function<double(const Life&)>& f) {
  const double value = f(fit.life);
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  if (!(value > 0) || !std::isfinite(value)) return {value, nothing};
  Vector<3> gradient{};
  constexpr double h = 1e-4;
  for (std::size_t k = 0; k < parameters_of(fit.life.model); ++k) {
    Life up = fit.life, down = fit.life;
    up.point[k] += h, down.point[k] -= h;
    gradient[k] = std::log(f(up) / f(down)) / (2 * h);
  }
  return {value, quadratic_form(fit.covariance, gradient)};
}

double residual_value(const Life& life, const std::vector<ContractGroup>& groups, double discount) {
  double sum = 0, residual = 0;
  int of = -1;
  for (const auto& [renewals, payments, weight] : groups) {
    if (renewals != of) residual = life.residual(of = renewals, discount);
    sum += weight * residual;
  }
  return sum;
}

double residual_value_within(const Life& life, const std::vector<ContractGroup>& groups, double discount) {
  int last = 0;
  for (const ContractGroup& group : groups) last = std::max(last, group.renewals + group.payments);
  const std::vector<double> left = life.survival(last);
  double sum = 0;
  for (const auto& [renewals, payments, weight] : groups) {
    double residual = 0, factor = 1;
    for (int t = 1; t <= payments; ++t) residual += left[static_cast<std::size_t>(renewals + t)] * (factor /= 1 + discount);
    const double now = left[static_cast<std::size_t>(renewals)];
    if (now > 0) sum += weight * residual / now;
  }
  return sum;
}

Estimate expected_left(const LifeFit& fit, const std::vector<HeldContracts>& held) {
  int last = 0;
  double all = 0;
  for (const auto& [renewals, later, contracts] : held) last = std::max(last, renewals + later), all += contracts;
  double chance = 0;
  const auto expected = [&](const Life& life) {
    const std::vector<double> left = life.survival(last);
    double sum = 0;
    chance = 0;
    for (const auto& [renewals, later, contracts] : held) {
      const double stays = left[static_cast<std::size_t>(renewals + later)] / left[static_cast<std::size_t>(renewals)];
      sum += contracts * stays;
      chance += contracts * stays * (1 - stays);
    }
    return sum;
  };
  const Uncertain sum = uncertain(fit, expected);
  Estimate estimate{expected(fit.life), std::nullopt, static_cast<std::uint64_t>(std::llround(all))};
  const double half = z_95 * std::sqrt(chance + sum.log_variance * sum.value * sum.value);
  if (std::isfinite(half)) estimate.interval = Interval{std::fmax(0, estimate.value - half), std::fmin(all, estimate.value + half)};
  return estimate;
}

}  // namespace lifeworth
