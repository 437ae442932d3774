// What more retention does to the value of a customer and to the profit of a company, year by year. Profit per customer changes with the
// years a customer stays (Reichheld 1996, The Loyalty Effect): five years are given, later ones change by a constant rate.
#pragma once

#include <array>

#include "scenarios/quantities.h"

namespace lifeworth {

/// Profit of a customer in each year of its life; money in minor units.
struct Profile {
  static constexpr int years = 5;
  std::array<double, years> profit;
  double later_change = 0;  ///< year on year after the fifth

  double in_year(int year) const { return year <= years ? profit[static_cast<std::size_t>(year - 1)] : profit.back() * std::pow(1 + later_change, year - years); }
};

/// −AC + Σ_{t≥1} rᵗ⁻¹·profitₜ/(1+d)ᵗ (profit at the end of the year, the first one certain). Needs sum_ends(r, d, later_change).
Amount<Once> customer_value(const Profile& profile, Amount<Once> acquisition_cost, Rate<Year> retention, Rate<Year> discount);

/// A company that wins the same number of customers every year and has done so for ever, at one retention; from year 1 on customers stay at
/// another. Profits are relative to what it earned before, so the number of customers does not matter.
///
/// Customers of age a in year t have lived min(t, a−1) of their years at the new retention. Those beyond the fifth year are carried as one sum, because
/// their profit changes by one rate: the recursion is exact, nothing is cut off.
class Company {
 public:
  /// `saved`: share (0–1) of the acquisitions that higher retention makes unnecessary to hold the base that are in fact not made.
  /// Needs retention·(1 + later_change) < 1, before and after.
  Company(const Profile& profile, Amount<Once> acquisition_cost, Rate<Year> before, Rate<Year> after, Share saved);

  double profit_before() const { return before_; }
  double profit() const;
  void next_year();
  /// Profit of the year that is reached in the end.
  double ceiling() const;

 private:
  double profit_of(const std::array<double, Profile::years>& alive, double acquired) const;
  /// Customers (and, last, value-weighted customers) by age in a steady state.
  std::array<double, Profile::years> steady(double retention, double acquired) const;

  Profile profile_;
  double acquisition_cost_, after_, acquired_;
  double before_;
  std::array<double, Profile::years> alive_;  ///< of ages 1–4; last: ages ≥ 5 weighted by profitₐ/profit₅
};

}  // namespace lifeworth
