// What the models of contracts are fitted to: how many of a cohort were still there after 0, 1, 2 … renewals. Cohorts that began at different
// times have been seen for different numbers of periods; the likelihood needs only, for each period of a contract, how many customers reached
// its end and how many of them renewed, and these add up over cohorts.
#pragma once

#include <cstdint>
#include <vector>

namespace lifeworth {

struct Renewals {
  struct Period {
    double could = 0;  ///< customers who reached the end of the period
    double did = 0;    ///< of these, who renewed into the next
  };

  /// `survivors[t]`: still there after t renewals.
  Renewals(const std::vector<double>& survivors);
  /// One survivor series a cohort, each of its own length.
  Renewals(const std::vector<std::vector<double>>& cohorts);

  std::vector<Period> periods;  ///< [t−1] is a contract's period t
  double customers = 0;         ///< how many began
  bool valid = true;            ///< every series is one of survivors: finite, not negative, never rising

  /// Can so many parameters be fitted? There must be as many periods, somebody to begin with, and nothing but survivors.
  bool enough_for(std::size_t parameters) const;
  std::uint64_t whole_customers() const;

 private:
  void add(const std::vector<double>& survivors);
};

}  // namespace lifeworth
