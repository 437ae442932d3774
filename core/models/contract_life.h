// How long contracts last, by three models that can be compared: one constant retention for everybody and every age, sBG (customers differ) and BdW (customers
// differ and change). In: renewals, which may be censored. Out: the fit, the curve, and what a payment of 1 a period is worth: of a new contract, and of one that
// has been renewed n times; with variances by the delta method. Definitions and sources: sbg.h, bdw.h; of the constant one Gupta & Lehmann (2003),
// "Customers as Assets", Journal of Interactive Marketing 17(1). Time is in whole periods.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <vector>

#include "base/estimate.h"
#include "models/fit.h"
#include "models/renewals.h"

namespace lifeworth {

enum class LifeModel : std::uint8_t { constant, sbg, bdw };
inline constexpr std::array<LifeModel, 3> life_models = {LifeModel::constant, LifeModel::sbg, LifeModel::bdw};
constexpr std::size_t parameters_of(LifeModel model) { return static_cast<std::size_t>(model) + 1; }

/// A model at one point: ln of the parameters of sBG and BdW, the logit of the constant retention. What lies beyond parameters_of is not read.
struct Life {
  LifeModel model;
  Vector<3> point{};

  double retention(int t) const;  ///< of the customers of period t, the share who renew into the next; t ≥ 1
  /// S(0) … S(last).
  std::vector<double> survival(int last) const;
  /// Σ_{t≥0} S(t)/(1+d)^t; infinite where too many hardly ever leave and d = 0.
  double lifetime(double discount) const;
  /// Σ_{t≥1} [S(n+t)/S(n)]/(1+d)^t
  double residual(int renewals, double discount) const;
};

struct LifeFit {
  Life life;
  NoFit failed = NoFit::not_tried;
  Vector<3> theta{}, standard_error{};  ///< retention; α, β; γ, δ, c
  Matrix<3> covariance{};               ///< of the point
  double log_likelihood = 0;
  std::uint64_t customers = 0;

  explicit operator bool() const { return failed == NoFit::none; }
  double akaike() const;
  double schwarz() const;
};

/// The constant retention is Σ renewed ÷ Σ who could; it has no fit where nobody left or nobody stayed.
LifeFit fit_life(LifeModel model, const Renewals& renewals);

/// Log-likelihood of renewals that the fit has not seen, at its point.
double log_score(const Life& life, const Renewals& renewals);

/// f of the fitted life, which must be positive, with the variance of its logarithm (delta method); the variance is NaN where f is not finite around the fit.
struct Uncertain {
  double value, log_variance;
  Estimate estimate(std::uint64_t n) const;
};
Uncertain uncertain(const LifeFit& fit, const std::function<double(const Life&)>& f);

/// Contracts of one history: `renewals` made; the next `payments` due days lie within the horizon; `weight` is what they pay a period together, discounted to the
/// day they are looked at as if the next payment lay a whole period ahead.
struct ContractGroup {
  int renewals, payments;
  double weight;
};
/// Σ weight × residual lifetime, for ever or until the horizon.
double residual_value(const Life& life, const std::vector<ContractGroup>& groups, double discount);
double residual_value_within(const Life& life, const std::vector<ContractGroup>& groups, double discount);

/// Contracts that were on hand, and how many of them are still there after `later` decisions each.
struct HeldContracts {
  int renewals, later;  ///< decided before, and since
  double contracts;
};
/// How many are expected to be left, with a 95 % prediction interval: the customers' chance (each one's own) and the parameters'.
Estimate expected_left(const LifeFit& fit, const std::vector<HeldContracts>& held);

}  // namespace lifeworth
